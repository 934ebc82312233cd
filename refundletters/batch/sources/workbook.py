"""XLSX: the first sheet of a workbook, with titles in its first row, by openpyxl (extra ``batch``).

Cells keep the types that the spreadsheet gave them, so that rounded numbers, lost zeros and errors
are seen.
"""

from __future__ import annotations

import datetime as dt
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from refundletters.batch.sources.source import hash_of_file
from refundletters.batch.values import Cell, CellError, Kind, Problem, Row
from refundletters.errors import UsageError
from refundletters.messages import N_, say
from refundletters.storage.regular_files import unreadable

__all__ = ["Workbook"]

_ERROR: Final = "e"
_TYPES: Final = (str, bool, int, float, dt.datetime, dt.date, dt.time, dt.timedelta)
_CELLS: Final = N_("This row has a value in column %(column)s, which has no title.")


class Workbook:
    """The first sheet of a workbook.

    Raises:
        UsageError: It cannot be read or has no titles, or openpyxl is not installed.
    """

    kind: Kind = "cells"

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._sheet() as sheet:
            self.length = sheet.max_row or 0
            first = next(self._cells(sheet), ())
        titles = ["" if cell is None else str(cell).strip() for cell in first]
        while titles and not titles[-1]:
            titles.pop()
        if not titles:
            raise UsageError(
                say("%(file)s is no table: its first row holds no titles.", file=path.name),
                say("Write the titles of the columns into the first row of the first sheet."),
            )
        self.titles = tuple(titles)

    def rows(self) -> Iterator[Row]:
        """Yield a row for every row of the sheet that is not blank."""
        number = 0
        with self._sheet() as sheet:
            for at, cells in enumerate(self._cells(sheet), 1):
                if at > 1 and any(cell not in (None, "") for cell in cells):
                    number += 1
                    yield Row(number, self._checked(cells), at)

    def _checked(self, cells: tuple[Cell, ...]) -> tuple[Cell, ...] | Problem:
        width = len(self.titles)
        for at, cell in enumerate(cells[width:], width + 1):
            if cell not in (None, ""):
                return Problem(_CELLS, (("column", at),))
        return (*cells[:width], *[None] * (width - len(cells)))

    def fingerprint(self) -> str:
        """Return the hash of the file."""
        return hash_of_file(self.path)

    def _cells(self, sheet: Any) -> Iterator[tuple[Cell, ...]]:
        for cells in sheet.iter_rows():
            yield tuple(
                CellError(str(cell.value)) if cell.data_type == _ERROR else _plain(cell.value)
                for cell in cells
            )

    @contextmanager
    def _sheet(self) -> Iterator[Any]:
        try:
            from openpyxl import load_workbook
        except ImportError:
            raise UsageError(
                say("Excel files need one more package."),
                say('Install it with: pip install "refundletters[batch]"'),
            ) from None
        try:
            with warnings.catch_warnings():
                # openpyxl warns of what it does not keep; nothing is written here.
                warnings.simplefilter("ignore")
                book = load_workbook(self.path, read_only=True, data_only=True)
                try:
                    yield book.worksheets[0]
                finally:
                    book.close()
        except (zipfile.BadZipFile, KeyError, ValueError, IndexError, EOFError) as error:
            raise UsageError(
                say("%(file)s is damaged, or no Excel file.", file=self.path.name),
                say("Open it in a spreadsheet and save it anew as .xlsx."),
            ) from error
        except OSError as error:
            raise unreadable(self.path, error) from error


def _plain(value: Any) -> Cell:
    return value if value is None or isinstance(value, _TYPES) else str(value)
