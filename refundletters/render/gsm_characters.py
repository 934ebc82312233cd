"""Text messages in basic characters: one curly quote would halve the room of an SMS.

A message whose characters are all in the basic alphabet of GSM 03.38 holds 160 of them; a single
other one leaves 70. Quotes, dashes and no-break spaces have plain twins there, so they are folded;
letters stay as they are.
"""

from __future__ import annotations

from typing import Final

from refundletters.model.document import Document
from refundletters.render.map_text import reworded

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
    """Return the document with typographic signs in their plain form.

    Tables and addresses have no place in a text message, and stay as they are.
    """
    return reworded(document, lambda words: words.translate(_FOLDED))
