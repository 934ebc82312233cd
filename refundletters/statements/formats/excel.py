"""XLS and XLSX: the cells of a workbook as text, by python-calamine (extra ``statements``)."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from refundletters.errors import UsageError
from refundletters.messages import say
from refundletters.patterns import lazy_pattern
from refundletters.statements.kinds import LARGEST, damaged, protected, too_large
from refundletters.statements.table.tables import Tables, find_tables
from refundletters.storage import archives

if TYPE_CHECKING:
    from refundletters.statements.table.records import Record

__all__ = ["tables"]

_SAME: Final = 1e-9
_MOST_CELLS: Final = 8_000_000
_FAR_COLUMN: Final = re.compile(rb' r="[A-Z]{3}[0-9]')
_NEAR_COLUMN: Final = re.compile(rb' r="[A-Z]{2,3}[0-9]')
_DAY_FIRST: Final = lazy_pattern(r"\s*([0-9]{1,2})[./-]([0-9]{1,2})[./-]((?:[0-9]{2}){1,2})\s*\Z")
_WIDEST: Final = {1: 26, 2: 702, 3: 16_384}  # columns whose names have this many letters


def tables(content: bytes) -> Tables:
    """Return the tables of all sheets of a workbook.

    Raises:
        UsageError: The workbook is damaged or too large, or python-calamine is not installed.
    """
    try:
        import python_calamine as calamine
    except ImportError:
        raise UsageError(
            say("Excel files need one more package."),
            say('Install it with: pip install "refundletters[statements]"'),
        ) from None
    _refuse_endless(content)
    found = Tables()
    try:
        book = calamine.CalamineWorkbook.from_object(io.BytesIO(content))
        for name in book.sheet_names:
            # Leading blank rows and columns are kept, so that rows keep their numbers.
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            one = find_tables(_records(rows))
            found.tables += one.tables
            found.strays += one.strays
    except calamine.PasswordError:
        raise protected() from None
    # calamine's own errors, and what it passes on of a zip file and of cells.
    except (calamine.CalamineError, zipfile.BadZipFile, OSError, ValueError):
        raise damaged() from None
    return found


def _refuse_endless(content: bytes) -> None:
    """Refuse a workbook that would need far more memory than its cells justify."""
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            sheets = [
                item for item in packed.infolist() if item.filename.startswith("xl/worksheets/")
            ]
            size = sum(item.file_size for item in packed.infolist())
            far = size <= LARGEST * 4 and any(_is_far(packed, item) for item in sheets)
    except archives.UNREADABLE:
        raise damaged() from None
    if size > LARGEST * 4 or far:
        raise too_large()


def _is_far(packed: zipfile.ZipFile, item: zipfile.ZipInfo) -> bool:
    """Return whether cells stand so far out that the block around them has millions of cells."""
    data = packed.read(item)
    last = data.rfind(b"<row ")
    number = re.search(rb' r="([0-9]+)"', data[last : last + 200]) if last >= 0 else None
    rows = int(number[1]) if number else data.count(b"<row")
    if rows * _WIDEST[3] > _MOST_CELLS and _FAR_COLUMN.search(data):
        return True
    sparse = rows * _WIDEST[2] > _MOST_CELLS and rows > 3 * data.count(b"<row") + 1000
    return sparse and (rows * _WIDEST[1] > _MOST_CELLS or bool(_NEAR_COLUMN.search(data)))


def _records(rows: Sequence[Sequence[Any]]) -> Iterator[Record]:
    """Yield rows of text; all rows have the same width."""
    columns = [_column(cells) for cells in zip(*rows, strict=True)]
    for number, cells in enumerate(zip(*columns, strict=True), 1):
        if any(cells):
            yield number, cells


def _column(cells: Sequence[Any]) -> Sequence[str]:
    """Return a column as text: all figures with cents, or all without."""
    kinds = set(map(type, cells))
    if kinds == {str}:
        return cells
    if kinds == {str, dt.date} and _are_swapped(cells):
        # A spreadsheet may have taken for months those days that it could: both stay possible.
        return [_year_first(cell) if type(cell) is str else f"{cell:%m/%d/%Y}" for cell in cells]
    if kinds <= {str, dt.date}:
        return list(map(str, cells))
    figures = [cell for cell in cells if type(cell) is float]
    if all(map(float.is_integer, figures)):
        shown = [f"{figure:.0f}" for figure in figures]
    else:
        shown = [f"{figure:.2f}" for figure in figures]
        if list(map(float, shown)) != figures:
            return [cell if type(cell) is str else _cell(cell) for cell in cells]
    following = iter(shown)
    return [
        cell if type(cell) is str else next(following) if type(cell) is float else _cell(cell)
        for cell in cells
    ]


def _are_swapped(cells: Sequence[Any]) -> bool:
    """Return whether all days could be months, beside texts in which none could."""
    texts = [found for cell in cells if type(cell) is str and (found := _DAY_FIRST.match(cell))]
    days = [cell for cell in cells if type(cell) is dt.date]
    return bool(texts) and all(int(t[1]) > 12 for t in texts) and all(d.day <= 12 for d in days)


def _year_first(cell: str) -> str:
    found = _DAY_FIRST.match(cell)
    if found is None:
        return cell
    day, month, year = found.groups()
    return f"{int(year) % 2000 + 2000}-{int(month):02}-{int(day):02}"


def _cell(value: Any) -> str:
    """Return a cell as text; days are of two types, by their time of day."""
    if isinstance(value, float):
        cents = f"{value:.2f}"
        if abs(value - float(cents)) > _SAME:
            # At least four decimals, so that the point is not taken for a thousands separator.
            return f"{value:.6f}".rstrip("0").ljust(len(f"{int(value)}") + 5, "0")
        return cents
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value)
