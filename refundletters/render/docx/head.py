"""The head of a letter: who writes to whom, where a window envelope shows it.

Everything stands in the flow of the text, moved to its place by spaces before it. A long sender
thus pushes the rest down and covers nothing, and every reader of the file meets the same order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from refundletters.model.document import Address, Block, Paragraph, Run, Zone
from refundletters.render.docx.body import Writer
from refundletters.render.docx.styles import ROLE_STYLES
from refundletters.render.docx.xml import Element, add, twips
from refundletters.render.plain import line_text, lines_of

__all__ = ["ADDRESS_OFFSET", "HEAD_ROLES", "write_head"]

HEAD_ROLES: Final = frozenset({"date", "delivery", "reference"})

# The address field of DIN 5008 has 17.7 mm for the return line and notes above the address.
ADDRESS_OFFSET: Final = 17.7
_SIDE_WIDTH: Final = 75.0  # for an address at the end margin
_GAP: Final = 6.0
_SMALLEST_GAP: Final = 2.0
_CLOSE_GAP: Final = 3.0


@dataclass(frozen=True, slots=True)
class _Piece:
    """One part of the head: its lines, their style and where they stand."""

    name: str
    lines: tuple[tuple[Run, ...], ...]
    style: str


def write_head(writer: Writer, blocks: Sequence[Block]) -> Sequence[Block]:
    """Write the head of a letter; return the blocks that are left for the body."""
    pieces = []
    for block in blocks:
        piece = _piece(block)
        if piece is None:
            break
        pieces.append(piece)
    if writer.layout.sender_at == "return_line" and writer.layout.recipient_zone:
        _write_field(writer, pieces, writer.layout.recipient_zone)
    else:
        _write_flow(writer, pieces)
    return blocks[len(pieces) :]


def _piece(block: Block) -> _Piece | None:
    match block:
        case Address():
            return _Piece(block.role, block.lines, block.role.capitalize())
        case Paragraph() if block.role in HEAD_ROLES:
            return _Piece(block.role, (block.runs,), ROLE_STYLES[block.role])
    return None


def _write_flow(writer: Writer, pieces: Sequence[_Piece]) -> None:
    """Write the parts one under the other, the recipient in the window."""
    layout, page = writer.layout, writer.page
    zone = layout.recipient_zone
    gap = _gap(writer, pieces, zone)
    y, floor, last = page.margins[0], 0.0, ""
    for piece in pieces:
        indent = _indent(writer, piece.name)
        close = piece.name in {"reference", "delivery"} and piece.name == last
        wanted = 0.0 if not last or close else gap
        start = max(y + wanted, floor)
        if zone and piece.name == "recipient":
            start = max(start, zone.y)
            floor, gap = zone.y + zone.height, _GAP
        at_end = piece.name == "date" and layout.date_at == "right"
        _write_lines(writer, writer.body, piece, before=start - y, indent=indent, end=at_end)
        y = start + _height(writer, piece, indent)
        last = piece.name
    if last:
        writer.leave_gap(max(_GAP, floor - y))


def _gap(writer: Writer, pieces: Sequence[_Piece], zone: Zone | None) -> float:
    """Return the gap between parts, smaller where they would push the recipient out of its zone."""
    names = [piece.name for piece in pieces]
    if not zone or "recipient" not in names:
        return _GAP
    above = pieces[: names.index("recipient")]
    heights = sum(_height(writer, piece, _indent(writer, piece.name)) for piece in above)
    room = zone.y - writer.page.margins[0] - heights
    return min(max(room / max(len(above), 1), _SMALLEST_GAP), _GAP)


def _write_field(writer: Writer, pieces: Sequence[_Piece], field: Zone) -> None:
    """Write an address field on the left and the sender beside it, as a table of two cells."""
    page, layout = writer.page, writer.layout
    names = [piece.name for piece in pieces]
    cut = names.index("recipient") + 1 if "recipient" in names else 0
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
    add(properties, "trHeight", val=twips(field.y + field.height - top), hRule="atLeast")
    notes = sum(page.pitch_mm * len(piece.lines) for piece in pieces[: max(cut - 1, 0)])
    starts = (field.y + ADDRESS_OFFSET - top - notes, (side.y if side else field.y) - top)
    for width, start, found in zip(widths, starts, (pieces[:cut], pieces[cut:]), strict=True):
        add(grid, "gridCol", w=twips(width))
        cell = add(row, "tc")
        add(add(cell, "tcPr"), "tcW", w=twips(width), type="dxa")
        for index, piece in enumerate(found):
            apart = index and piece.name not in {"recipient", found[index - 1].name}
            before = _CLOSE_GAP if apart else 0.0
            _write_lines(writer, cell, piece, before=before if index else start)
        if not found:
            add(cell, "p")
    writer.leave_gap(2 * page.pitch_mm)


def _write_lines(
    writer: Writer,
    parent: Element,
    piece: _Piece,
    *,
    before: float,
    indent: tuple[float, float] | None = None,
    end: bool = False,
) -> None:
    for index, line in enumerate(piece.lines):
        above = max(before, 0.0) if not index else None
        writer.paragraph(parent, line, piece.style, before=above, indent=indent, end=end)


def _indent(writer: Writer, name: str) -> tuple[float, float] | None:
    """Return how far an address keeps from the start and the end margin."""
    page, layout = writer.page, writer.layout
    start_margin = page.margins[3]
    zone = {"recipient": layout.recipient_zone, "sender": layout.sender_zone}.get(name)
    if zone:
        start = max(zone.x - start_margin, 0.0)
        return start, max(page.text_width + start_margin - zone.x - zone.width, 0.0)
    at = {"recipient": layout.recipient_at, "sender": layout.sender_at}.get(name)
    return (page.text_width - _SIDE_WIDTH, 0.0) if at == "right" else None


def _height(writer: Writer, piece: _Piece, indent: tuple[float, float] | None) -> float:
    """Return how high the lines of ``piece`` stand, in millimetres."""
    page = writer.page
    width = page.text_width - sum(indent or (0.0,))
    words = [part for line in piece.lines for part in lines_of(line)]
    return page.pitch_mm * sum(max(1, ceil(page.width_of(line) / width)) for line in words)


def return_line(block: Address) -> str:
    """Return a sender as one line: name and postal address, no telephone and no e-mail."""
    words = [line_text(line) for line in block.lines]
    return " · ".join(line for line in words if "@" not in line and not _is_telephone(line))


def _is_telephone(line: str) -> bool:
    digits = sum(char.isdigit() for char in line)
    return digits > 6 and digits > sum(char.isalpha() for char in line)
