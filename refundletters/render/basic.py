"""Text messages in basic characters: one curly quote would halve the room of an SMS.

A message whose characters are all in the basic alphabet of GSM 03.38 holds 160 of them; a single
other one leaves 70. Quotes, dashes and no-break spaces have plain twins there, so they are folded;
letters stay as they are.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from refundletters.model.document import (
    Block,
    Document,
    Group,
    Heading,
    ListBlock,
    Paragraph,
    Run,
    Text,
)

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
    """Return the document with typographic signs in their plain form."""
    return replace(document, blocks=tuple(_folded(block) for block in document.blocks))


def _folded(block: Block) -> Block:
    match block:
        case Group():
            return replace(block, blocks=tuple(_folded(inner) for inner in block.blocks))
        case Paragraph() | Heading():
            return replace(block, runs=tuple(_run(run) for run in block.runs))
        case ListBlock():
            return replace(
                block, items=tuple(tuple(_run(run) for run in item) for item in block.items)
            )
        case _:  # tables and addresses have no place in a text message
            return block


def _run(run: Run) -> Run:
    return replace(run, text=run.text.translate(_FOLDED)) if isinstance(run, Text) else run
