"""The head of a letter: who writes to whom, where a window envelope shows it.

Everything stands in the flow of the text, moved to its place by spaces before it. A long sender
thus pushes the rest down and covers nothing, and every reader of the file meets the same order.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from refundletters.model.document import Block, Zone
from refundletters.render.docx.body import Writer, joined
from refundletters.render.docx.libreoffice_page_break import avoid_orphans
from refundletters.render.docx.styles import ROLE_STYLES
from refundletters.render.docx.xml import Element, add, twips
from refundletters.render.page_geometry import (
    ADDRESS_OFFSET,
    GAP,
    HeadPart,
    field_columns,
    head_gap,
    height_of,
    leads_on,
    split_head,
    start_of,
)
from refundletters.render.plain_text import FlatBlock, flat

__all__ = ["write_blocks"]

_CLOSE_GAP: Final = 3.0


def write_blocks(writer: Writer, blocks: Sequence[Block]) -> None:
    """Write a whole document: the head of a letter, and the rest block by block."""
    shown: Sequence[FlatBlock] = list(flat(blocks))
    if writer.page.letter:
        shown = _write_head(writer, shown)
    for block, following in zip_longest(shown, shown[1:]):
        writer.block(block, leads_on=leads_on(following))
    avoid_orphans(writer.body)


def _write_head(writer: Writer, blocks: Sequence[FlatBlock]) -> Sequence[FlatBlock]:
    """Write the head of a letter; return the blocks that are left for the body."""
    pieces, rest = split_head(blocks)
    if writer.layout.sender_at == "return_line" and writer.layout.recipient_zone:
        _write_field(writer, pieces, writer.layout.recipient_zone)
    else:
        _write_flow(writer, pieces)
    return rest


def _write_flow(writer: Writer, pieces: Sequence[HeadPart]) -> None:
    """Write the parts one under the other, the recipient in the window."""
    layout, page = writer.layout, writer.page
    zone = layout.recipient_zone
    gap = head_gap(layout, page, pieces)
    y, floor = page.margins[0], 0.0
    for index, piece in enumerate(pieces):
        start = max(y + (gap if index and not piece.close else 0.0), floor)
        if zone and piece.name == "recipient":
            start = max(start, zone.y)
            floor, gap = zone.y + zone.height, GAP
        indent = start_of(layout, page, piece.name)
        at_end = piece.name == "date" and layout.date_at == "right"
        _write_lines(writer, writer.body, piece, before=start - y, indent=indent, end=at_end)
        y = start + height_of(layout, page, piece)
    if pieces:
        writer.leave_gap(max(GAP, floor - y))


def _write_field(writer: Writer, pieces: Sequence[HeadPart], field: Zone) -> None:
    """Write an address field on the left and the sender beside it, as a table of two cells."""
    page, layout = writer.page, writer.layout
    columns = field_columns(pieces)
    top, side = page.margins[0], layout.sender_zone
    left_width = (side.x if side else field.x + field.width) - page.margins[3]
    table = add(writer.body, "tbl")
    settings = add(table, "tblPr")
    if page.rtl:
        add(settings, "bidiVisual")
    add(settings, "tblW", w=twips(page.text_width), type="dxa")
    add(settings, "tblLayout", type="fixed")
    margins = add(settings, "tblCellMar")
    for edge in ("left", "right"):
        add(margins, edge, w=0, type="dxa")
    widths = (left_width, page.text_width - left_width)
    grid = add(table, "tblGrid")
    row = add(table, "tr")
    properties = add(row, "trPr")
    add(properties, "cantSplit")
    add(properties, "trHeight", val=twips(max(field.y + field.height - top, 0.0)), hRule="atLeast")
    notes = sum(page.pitch_mm * len(piece.lines) for piece in columns[0][:-1])
    starts = (field.y + ADDRESS_OFFSET - top - notes, (side.y if side else field.y) - top)
    for beside, (width, start, found) in enumerate(zip(widths, starts, columns, strict=True)):
        add(grid, "gridCol", w=twips(width))
        cell = add(row, "tc")
        add(add(cell, "tcPr"), "tcW", w=twips(width), type="dxa")
        for index, piece in enumerate(found):
            apart = index and piece.name not in {"recipient", found[index - 1].name}
            before = _CLOSE_GAP if apart else 0.0
            note = "" if beside or piece.name == "recipient" else "Address Note"
            _write_lines(writer, cell, piece, style=note, before=before if index else start)
        if not found:
            add(cell, "p")
    writer.leave_gap(2 * page.pitch_mm)


def _write_lines(
    writer: Writer,
    parent: Element,
    piece: HeadPart,
    *,
    style: str = "",
    before: float,
    indent: tuple[float, float] | None = None,
    end: bool = False,
) -> None:
    style = style or ROLE_STYLES[piece.name]
    above = max(before, 0.0)
    writer.paragraph(parent, joined(piece.lines), style, before=above, indent=indent, end=end)
