"""The head of a letter: who writes to whom, where a window envelope shows it.

Everything is part of the text flow, positioned by spacing before it. A long sender thus pushes the
rest down instead of covering it, and every program reads the parts in the same order.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from refundletters.model.document import Block, FlatBlock, Zone
from refundletters.render.docx.body import Item, ParagraphForm, Writer, cell_of, joined
from refundletters.render.docx.libreoffice_page_break import avoid_orphans
from refundletters.render.docx.markup import element, twips
from refundletters.render.docx.styles import ROLE_STYLES
from refundletters.render.page_geometry import (
    ADDRESS_OFFSET,
    GAP,
    HeadPart,
    PageGeometry,
    field_columns,
    head_gap,
    height_of,
    leads_on,
    split_head,
    start_of,
)
from refundletters.render.plain_text import flat

__all__ = ["write_blocks"]

_CLOSE_GAP: Final = 3.0


def write_blocks(writer: Writer, blocks: Sequence[Block]) -> None:
    """Write a whole document: the head of a letter, and the rest block by block."""
    shown: Sequence[FlatBlock] = list(flat(blocks))
    if writer.page.letter:
        shown = _write_head(writer, shown)
    for block, following in zip_longest(shown, shown[1:]):
        writer.block(block, leads_on=leads_on(following))
    avoid_orphans(writer)


def _write_head(writer: Writer, blocks: Sequence[FlatBlock]) -> Sequence[FlatBlock]:
    """Write the head of a letter and return the blocks of the body."""
    head_parts, rest = split_head(blocks)
    if writer.layout.sender_at == "return_line" and writer.layout.recipient_zone:
        _write_field(writer, head_parts, writer.layout.recipient_zone)
    else:
        _write_flow(writer, head_parts)
    return rest


def _write_flow(writer: Writer, head_parts: Sequence[HeadPart]) -> None:
    """Write the parts one below the other, with the recipient in the window."""
    layout, page = writer.layout, writer.page
    zone = layout.recipient_zone
    gap = head_gap(layout, page, head_parts)
    y, floor = page.margins[0], 0.0
    for index, head_part in enumerate(head_parts):
        start = max(y + (gap if index and not head_part.close else 0.0), floor)
        if zone and head_part.name == "recipient":
            start = max(start, zone.y)
            floor, gap = zone.y + zone.height, GAP
        indent = start_of(layout, page, head_part.name)
        at_end = head_part.name == "date" and layout.date_at == "right"
        before = max(start - y, 0.0)
        form = ParagraphForm(ROLE_STYLES[head_part.name], before=before, indent=indent, end=at_end)
        writer.append(joined(head_part.lines), form)
        y = start + height_of(layout, page, head_part)
    if head_parts:
        writer.leave_gap(max(GAP, floor - y))


def _write_field(writer: Writer, head_parts: Sequence[HeadPart], field: Zone) -> None:
    """Write the address field and, beside it, the sender as a table of two cells."""
    page, layout = writer.page, writer.layout
    columns = field_columns(head_parts)
    top, side = page.margins[0], layout.sender_zone
    left_width = (side.x if side else field.x + field.width) - page.margins[3]
    notes = sum(page.pitch_mm * len(head_part.lines) for head_part in columns[0][:-1])
    starts = (field.y + ADDRESS_OFFSET - top - notes, (side.y if side else field.y) - top)
    widths = (twips(left_width), twips(page.text_width - left_width))
    cells = [
        cell_of(width, _column(writer, found, start, is_field=not beside))
        for beside, (width, start, found) in enumerate(zip(widths, starts, columns, strict=True))
    ]
    height = twips(max(field.y + field.height - top, 0.0))
    row = element("cantSplit") + element("trHeight", val=height, hRule="atLeast")
    grid = "".join([element("gridCol", w=width) for width in widths])
    made = _field_settings(page) + element("tblGrid", grid)
    made += element("tr", element("trPr", row) + "".join(cells))
    writer.items.append(Item(element("tbl", made), 1))
    writer.leave_gap(2 * page.pitch_mm)


def _field_settings(page: PageGeometry) -> str:
    """Return the settings of a table without rules that only places its cells.

    It is not mirrored in a letter from right to left: the window is at the left there too.
    """
    margins = "".join([element(edge, w=0, type="dxa") for edge in ("left", "right")])
    return element(
        "tblPr",
        element("tblW", w=twips(page.text_width), type="dxa")
        + element("tblLayout", type="fixed")
        + element("tblCellMar", margins),
    )


def _column(writer: Writer, found: Sequence[HeadPart], start: float, *, is_field: bool) -> str:
    """Return the paragraphs of the address field, or of the cell beside it."""
    made = []
    for index, head_part in enumerate(found):
        apart = index and head_part.name not in {"recipient", found[index - 1].name}
        before = _CLOSE_GAP if apart else 0.0
        is_note = is_field and head_part.name != "recipient"
        style = "Address Note" if is_note else ROLE_STYLES[head_part.name]
        before = max(before if index else start, 0.0)
        form = ParagraphForm(style, before=before, at_left=is_field)
        made.append(writer.paragraph(joined(head_part.lines), form))
    return "".join(made) or element("p")
