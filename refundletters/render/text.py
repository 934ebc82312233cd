"""Plain text: the whole document to read, print or send; only letters are wrapped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, assert_never

from refundletters.model.closed_words import Align
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
from refundletters.render.characters.no_break import with_no_break_spaces
from refundletters.render.plain_text import display_width, flat, line_text, lines_of, wrap

__all__ = ["render", "words_of"]

# A message is wrapped by the window that shows it; a letter is read and printed as it is.
_WRAPPED_KINDS: Final = frozenset({"letter"})
_WIDTH: Final = 78
_UNLIMITED: Final = 10**9
_GAP: Final = "  "
# A figure space stands in for a no-break space while lines are wrapped.
_HELD: Final = "\u2007"
# No blank line between consecutive paragraphs of these roles.
_CLOSE_ROLES: Final = frozenset({"reference", "delivery", "name", "close", "signature"})


def render(document: Document) -> bytes:
    """Return the document as UTF-8 text that ends with a newline."""
    return f"{words_of(document)}\n".encode()


def words_of(document: Document) -> str:
    """Return the words of ``document`` as they read, without a newline at the end."""
    wrapped = document.kind in _WRAPPED_KINDS
    width = _WIDTH if wrapped else _UNLIMITED
    if wrapped:
        document = with_no_break_spaces(document, _HELD)
    parts: list[str] = []
    before: FlatBlock | None = None
    for block in flat(document.blocks):
        lines = list(_lines(block, width))
        if not any(lines):
            continue
        if before is not None:
            parts.append("\n" if _stand_close(before, block) else "\n\n")
        parts.append("\n".join(lines))
        before = block
    return with_marks("".join(parts).replace(_HELD, " "), document.direction)


def _stand_close(before: FlatBlock, block: FlatBlock) -> bool:
    if not (isinstance(before, Paragraph) and isinstance(block, Paragraph)):
        return False
    return block.role in _CLOSE_ROLES and (before.role == block.role or block.role == "name")


def _lines(block: FlatBlock, width: int) -> Iterator[str]:
    match block:
        case Paragraph() | Heading():
            for line in lines_of(block.runs):
                yield from wrap(line, width)
        case ListBlock():
            yield from _list(block, width)
        case Table():
            yield from _table(block, width)
        case Address():
            for words in block.lines:
                yield line_text(words)
        case _:
            assert_never(block)


def _list(block: ListBlock, width: int) -> Iterator[str]:
    ordered = block.ordered or block.role == "enclosures"
    size = len(str(len(block.items)))
    for number, item in enumerate(block.items, 1):
        mark = f"{number:>{size}}. " if ordered else "- "
        yield from wrap(mark + line_text(item), width, " " * len(mark))


def _table(block: Table, width: int) -> Iterator[str]:
    """Yield a table as aligned columns, or with one line per row if it is too wide."""
    rows = [[line_text(cell.runs) for cell in row.cells] for row in block.rows]
    columns = max((len(row) for row in rows), default=0)
    widths = [
        max(display_width(row[column]) for row in rows if column < len(row))
        for column in range(columns)
    ]
    total = sum(widths) + len(_GAP) * (columns - 1)
    if total > min(width, _WIDTH):
        for words in rows:
            yield from wrap(" – ".join(filter(None, words)), width, _GAP)
        return
    for row, words in zip(block.rows, rows, strict=True):
        if row.kind == "total":
            yield "-" * total
        cells = zip(words, row.cells, widths[: len(words)], strict=True)
        yield _GAP.join(_aligned(word, cell.align, size) for word, cell, size in cells).rstrip(" ")
        if row.kind == "head":
            yield "-" * total


def _aligned(word: str, align: Align, width: int) -> str:
    padding = " " * (width - display_width(word))
    return padding + word if align == "end" else word + padding
