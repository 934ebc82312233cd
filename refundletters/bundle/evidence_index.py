"""The index of evidence: the table of the case summary, with file names or page numbers added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from refundletters.model.document import (
    Block,
    Break,
    Cell,
    Document,
    Group,
    Heading,
    Row,
    Table,
    Text,
)
from refundletters.render.plain_text import line_text

__all__ = ["evidence_index"]

_SLOT = "evidence"


def evidence_index(summary: Document, notes: Mapping[int, str]) -> Document | None:
    """Return the index of evidence as a separate document.

    Args:
        summary: The composed case summary, which supplies all the words.
        notes: What to write below the name of an enclosure, by its number: the name of its file in
            the bundle, or its page.

    Returns:
        ``None`` where the summary lists no evidence.
    """
    group = next(_evidence(summary.blocks), None)
    if group is None:
        return None
    blocks = tuple(_noted(block, notes) for block in group.blocks)
    title = next((line_text(b.runs) for b in blocks if isinstance(b, Heading)), summary.title)
    return replace(summary, id="evidence-index", title=title, subject="", blocks=blocks)


def _evidence(blocks: Iterable[Block]) -> Iterator[Group]:
    return (block for block in blocks if isinstance(block, Group) and block.slot == _SLOT)


def _noted(block: Block, notes: Mapping[int, str]) -> Block:
    if isinstance(block, Heading):
        return replace(block, level=1)
    if not isinstance(block, Table):
        return block
    head, *rows = block.rows
    noted = [_row(row, notes.get(number, "")) for number, row in enumerate(rows, 1)]
    return replace(block, rows=(head, *noted))


def _row(row: Row, note: str) -> Row:
    if not note:
        return row
    number, what, *rest = row.cells
    added = Cell((*what.runs, Break(), Text(note, em=True)), what.align)
    return replace(row, cells=(number, added, *rest))
