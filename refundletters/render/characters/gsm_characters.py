"""Text messages in GSM characters: a single curly quote would halve what an SMS holds.

A message whose characters are all in the basic alphabet of GSM 03.38 holds 160 of them; a single
other one leaves 70. Quotes, dashes and no-break spaces have counterparts there and are replaced;
letters stay as they are.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from refundletters.model.document import Address, Document, Table
from refundletters.model.map_runs import map_runs, map_text

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
    blocks = map_runs(
        document.blocks,
        lambda runs: map_text(runs, lambda words: words.translate(_FOLDED)),
        keep=lambda block: isinstance(block, Table | Address),
    )
    return replace(document, blocks=blocks)
