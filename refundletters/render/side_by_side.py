"""Two languages of a document side by side, as a table that every renderer can print.

Both documents come from the same template, so blocks correspond by their place in it. Where one
language has less, for instance because a law is cited only in its official languages, its column is
empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Final, assert_never

import msgspec
from msgspec.structs import replace

from refundletters.model.document import (
    Address,
    Break,
    Cell,
    Document,
    FlatBlock,
    Heading,
    ListBlock,
    Paragraph,
    Row,
    Run,
    Table,
    Text,
)
from refundletters.render.parts import arrange, choose
from refundletters.render.plain_text import display_width, flat, lines_of, wrap
from refundletters.render.result import Rendered

__all__ = ["NARROWEST", "columns", "side_by_side"]

# Two columns narrower than this are harder to read than one below the other.
NARROWEST: Final = 66

_BETWEEN: Final = " | "
_BULLET: Final = "• "
_PARTS: Final = " – "

Words = tuple[Run, ...]


class _Line(msgspec.Struct, frozen=True):
    """A row in one language; ``key`` is the same in the other."""

    key: tuple[object, ...]
    runs: Words


def side_by_side(left: Document, right: Document, names: tuple[str, str]) -> Document:
    """Return one document with both as the columns of a table.

    Args:
        left: A composed document; page, language and title are taken from it.
        right: The same document in another language.
        names: The languages, as the heads of the columns name them.
    """
    head = Row(tuple(Cell((Text(name),)) for name in names), "head")
    locales = left.locale, right.locale
    rows = [
        Row(tuple(Cell(runs, locale=at) for runs, at in zip(pair, locales, strict=True)))
        for pair in _pairs(left, right)
    ]
    # A document for the writer alone: without head and close, and without a limit.
    return replace(left, kind="form", channel="form", blocks=(Table((head, *rows)),), limit=0)


def columns(table: Document, width: int) -> Rendered:
    """Return a document of :func:`side_by_side` as text, in columns or one below the other.

    Args:
        table: The document.
        width: Columns of the screen or page; fewer than :data:`NARROWEST` stack the languages.
    """
    block = table.blocks[0]
    assert isinstance(block, Table)
    lines = _stacked(block, width) if width < NARROWEST else _beside(block, width)
    return Rendered(("\n".join(lines) + "\n").encode(), "text/plain; charset=utf-8", ".txt")


def _beside(table: Table, width: int) -> Iterator[str]:
    each = (width - len(_BETWEEN)) // 2
    for row in table.rows:
        sides = [[part for line in lines_of(cell.runs) for part in wrap(line, each)]
                 for cell in row.cells]  # fmt: skip
        for one, other in zip_longest(*sides, fillvalue=""):
            padding = " " * (each - display_width(one))
            yield f"{one}{padding}{_BETWEEN}{other}".rstrip()
        if row.kind == "head":
            yield f"{'-' * each}-+-{'-' * each}"
        elif row is not table.rows[-1]:
            yield f"{' ' * each}{_BETWEEN}".rstrip()


def _stacked(table: Table, width: int) -> Iterator[str]:
    head, *rows = table.rows
    names = [lines_of(cell.runs)[0] for cell in head.cells]
    for number, row in enumerate(rows):
        if number:
            yield ""
        for name, cell in zip(names, row.cells, strict=True):
            lines = lines_of(cell.runs)
            if any(lines):
                yield f"[{name}]"
                for line in lines:
                    yield from wrap(line, width)


def _pairs(left: Document, right: Document) -> Iterator[tuple[Words, Words]]:
    """Yield pairs of corresponding rows; a row without a counterpart is paired with nothing."""
    one, other = list(_lines(left)), list(_lines(right))
    matcher = SequenceMatcher(
        None, [line.key for line in one], [line.key for line in other], autojunk=False
    )
    for _, start, end, start_other, end_other in matcher.get_opcodes():
        mine, theirs = one[start:end], other[start_other:end_other]
        for first, second in zip_longest(mine, theirs):
            yield (first.runs if first else (), second.runs if second else ())


def _lines(document: Document) -> Iterator[_Line]:
    for block in flat(arrange(choose(document, None)).blocks):
        place = (type(block).__name__, block.place.file, block.place.line)
        for number, runs in enumerate(_rows_of(block)):
            yield _Line((*place, number), runs)


def _rows_of(block: FlatBlock) -> Iterator[Words]:
    """Yield one row for each paragraph, list item or table row of a block."""
    match block:
        case Paragraph():
            yield block.runs
        case Heading():
            yield tuple(replace(r, strong=True) if isinstance(r, Text) else r for r in block.runs)
        case Address():
            yield _joined(block.lines, Break())
        case ListBlock():
            ordered = block.ordered or block.role == "enclosures"
            for number, item in enumerate(block.items, 1):
                yield (Text(f"{number}. " if ordered else _BULLET), *item)
        case Table():
            for row in block.rows:
                yield _joined([cell.runs for cell in row.cells if cell.runs], Text(_PARTS))
        case _:
            assert_never(block)


def _joined(lines: Sequence[Words], between: Run) -> Words:
    runs: list[Run] = []
    for line in lines:
        runs += [between, *line] if runs else line
    return tuple(runs)
