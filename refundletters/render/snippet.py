"""Snippets: text to paste into a chat or a form, where only basic characters are safe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from refundletters.model.document import (
    Address,
    Document,
    FlatBlock,
    Heading,
    ListBlock,
    Paragraph,
    Table,
)
from refundletters.render.characters.isolates import with_marks
from refundletters.render.plain_text import flat, line_text, lines_of

__all__ = ["render", "words_of"]

# Fonts and forms choke on these, and a search for "1 234" would not find them.
_PLAIN_SPACES = str.maketrans("\u00a0\u202f\u2007\u2009", "    ")


def render(document: Document) -> bytes:
    """Return the text without addresses: a blank line between paragraphs, rows as lines."""
    return f"{words_of(document)}\n".encode()


def words_of(document: Document) -> str:
    """Return the words of ``document`` for pasting, without a newline at the end."""
    blocks = map(_block, flat(document.blocks))
    words = "\n\n".join(filter(None, blocks)).translate(_PLAIN_SPACES)
    return with_marks(words, document.direction)


def _block(block: FlatBlock) -> str:
    return "\n".join(_lines(block))


def _lines(block: FlatBlock) -> Iterator[str]:
    match block:
        case Paragraph() | Heading():
            yield from lines_of(block.runs)
        case ListBlock():
            ordered = block.ordered or block.role == "enclosures"
            for number, item in enumerate(block.items, 1):
                mark = f"{number}." if ordered else "-"
                yield f"{mark} {line_text(item)}"
        case Table():
            for row in block.rows:
                yield " – ".join(filter(None, (line_text(cell.runs) for cell in row.cells)))
        case Address():
            return  # a chat or form already knows who writes to whom
        case _:
            assert_never(block)
