"""Text messages in GSM characters: a single curly quote would halve what an SMS holds.

A message whose characters are all in the basic alphabet of GSM 03.38 holds 160 of them; a single
other one leaves 70. Quotes, dashes and no-break spaces have counterparts there and are replaced;
letters stay as they are.
"""

from __future__ import annotations

from typing import Final

from refundletters.model.document import Document
from refundletters.render.characters.map_text import map_text

__all__ = ["in_basic_characters"]

_FOLDED: Final = str.maketrans(
    {
        **dict.fromkeys("’‘‚‛", "'"),
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("‐‑–—−", "-"),
        **dict.fromkeys("\u00a0\u202f\u2007\u2009", " "),
        "…": "...",
        "×": "x",
        "œ": "oe",
    }
)


def in_basic_characters(document: Document) -> Document:
    """Return the document with typographic punctuation replaced by GSM characters.

    Tables and addresses have no place in a text message, and stay as they are.
    """
    return map_text(document, lambda words: words.translate(_FOLDED))
