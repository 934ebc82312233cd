"""CSV: a table of cases as text, with titles in its first line."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from refundletters.batch.sources.source import LONGEST, hash_of_file
from refundletters.batch.values import Kind, Problem, Row
from refundletters.errors import UsageError
from refundletters.messages import N_, say
from refundletters.statements.table.encoding import encoding_of
from refundletters.storage.regular_files import unreadable

__all__ = ["CsvTable"]

_SEPARATORS: Final = ";,\t|"
_BLOCK: Final = 1 << 20
_SAMPLE: Final = 400_000
_BROKEN: Final = N_(
    "Line %(line)s: the quotation marks of this row do not match, so it cannot be split into cells."
)
_CELLS: Final = N_("This row has %(cells)s cells, the titles are %(titles)s.")


class CsvTable:
    """A file of CSV, in UTF-8, UTF-16 with a mark, or the code page that its text fits best.

    Raises:
        UsageError: It cannot be read, or has no line of titles.
    """

    kind: Kind = "cells"

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.length = path.stat().st_size
            self._encoding = _encoding(path)
            first = self._first_line()
        except OSError as error:
            raise unreadable(path, error) from error
        except UnicodeError as error:
            raise self._no_table() from error
        self._separator = max(_SEPARATORS, key=first.count)
        self.titles = self._titles(first)

    def _first_line(self) -> str:
        with self.path.open(encoding=self._encoding, newline="") as file:
            line = file.readline(LONGEST)
        if "\0" in line or not line.strip():
            raise self._no_table()
        return line

    def _titles(self, line: str) -> tuple[str, ...]:
        try:
            cells = next(csv.reader([line], delimiter=self._separator, strict=True))
        except csv.Error as error:
            raise self._no_table() from error
        while cells and not cells[-1].strip():
            cells.pop()
        return tuple(cell.strip() for cell in cells)

    def _no_table(self) -> UsageError:
        return UsageError(
            say("%(file)s is no table: its first line holds no titles.", file=self.path.name),
            say("Export it as CSV in UTF-8, with the titles of the columns in the first line."),
        )

    def rows(self) -> Iterator[Row]:
        """Yield a row for every line of cells that is not blank."""
        number = 0
        with self.path.open("rb") as raw:
            text = io.TextIOWrapper(raw, self._encoding, errors="replace", newline="")
            reader = csv.reader(text, delimiter=self._separator, strict=True)
            while True:
                content: tuple[str, ...] | Problem
                try:
                    cells = next(reader, None)
                except csv.Error:
                    content = Problem(_BROKEN, (("line", reader.line_num),))
                else:
                    if cells is None:
                        return
                    if number == 0 and reader.line_num == 1:
                        continue
                    if not any(cell.strip() for cell in cells):
                        continue
                    content = self._checked(cells)
                number += 1
                yield Row(number, content, min(raw.tell(), self.length))

    def _checked(self, cells: list[str]) -> tuple[str, ...] | Problem:
        width = len(self.titles)
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        if len(cells) != width:
            return Problem(_CELLS, (("cells", len(cells)), ("titles", width)))
        return tuple(cells)

    def fingerprint(self) -> str:
        """Return the hash of the file."""
        return hash_of_file(self.path)


def _encoding(path: Path) -> str:
    """Return the encoding of a file: UTF-8 if all of it is, else the likeliest of its text."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    sample = b""
    valid = True
    with path.open("rb") as file:
        head = file.read(4)
        file.seek(0)
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        while block := file.read(_BLOCK):
            if valid:
                try:
                    decoder.decode(block)
                except UnicodeDecodeError:
                    valid = False
            if len(sample) < _SAMPLE and not block.isascii():
                lines = [line for line in block.splitlines(keepends=True) if not line.isascii()]
                sample += b"".join(lines)[:_SAMPLE]
            if not valid and len(sample) >= _SAMPLE:
                break
    return "utf-8-sig" if valid else encoding_of(sample)
