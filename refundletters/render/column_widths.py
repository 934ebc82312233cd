"""Column widths of tables, for formats that have to know them beforehand."""

from __future__ import annotations

from typing import Final

from refundletters.model.document import Row, Table
from refundletters.render.page_geometry import PageGeometry
from refundletters.render.plain_text import line_text

__all__ = ["CELL_PADDING", "column_widths"]

CELL_PADDING: Final = 4.0  # of a cell, both sides together, in millimetres, at the usual size
_USUAL_SIZE: Final = 11.0
_BOLD: Final = 1.15  # bold letters are wider


def column_widths(page: PageGeometry, block: Table) -> list[float]:
    """Return column widths in millimetres: short columns whole, long ones share the rest.

    Spare width goes to the text columns and not to dates or numbers before them, so that the
    columns a reader compares are close together.
    """
    columns = max(len(row.cells) for row in block.rows)
    total = page.text_width
    wanted = [_wanted(page, block, column) for column in range(columns)]
    if sum(wanted) <= total:
        takes = _takes_the_rest(block, columns)
        share = (total - sum(wanted)) / max(sum(takes), 1)
        return [width + share * taken for width, taken in zip(wanted, takes, strict=True)]
    room, fair = total, total / columns
    for left, width in zip(range(columns, 0, -1), sorted(wanted), strict=True):
        fair = room / left
        if width > fair:
            break
        room -= width  # the others share what a short column leaves
    long = sum(width for width in wanted if width > fair)
    return [width if width <= fair else width * room / long for width in wanted]


def _wanted(page: PageGeometry, block: Table, column: int) -> float:
    rows = (row for row in block.rows if column < len(row.cells))
    widest = max(_width(page, row, column) for row in rows)
    return widest + CELL_PADDING * page.size / _USUAL_SIZE


def _width(page: PageGeometry, row: Row, column: int) -> float:
    return page.width_of(line_text(row.cells[column].runs)) * (1 if row.kind == "body" else _BOLD)


def _takes_the_rest(block: Table, columns: int) -> list[bool]:
    cells = block.rows[0].cells
    words = [index < len(cells) and cells[index].align == "start" for index in range(columns)]
    if sum(words) > 1 and words[0]:
        words[0] = False
    return words
