"""Split lines of text into cells: which separator, and what quotes mean in banks' files."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from refundletters.errors import UsageError
from refundletters.messages import say
from refundletters.patterns import lazy_pattern
from refundletters.statements.cells.amounts import looks_like_amount
from refundletters.statements.cells.days import looks_like_day
from refundletters.statements.words import roles_of

__all__ = ["Record", "Records", "is_payment_like", "read_records"]

Record = tuple[int, Sequence[str]]

_SEPARATORS: Final = (";", "\t", ",", "|", "^", "~", "  ")
_HEAD: Final = 400
_BLOCK: Final = 4096
_LONGEST_CELL: Final = 30  # lines of one quoted cell; more means an unclosed quote
_TOLD: Final = lazy_pattern(r"\s*\"?sep=(.)\"?\s*\Z", re.IGNORECASE)
_BLANKS: Final = lazy_pattern(r" {2,}")
# A quote with neither a separator nor a line end on either side.
_BARE_QUOTE: Final = lazy_pattern(r'(?<=[^,;\t|"\n])(?<![,;\t|] )"(?![,;\t|"\r\n]| *[,;\t|]|\Z)')
_LONGEST_FIELD: Final = 1_000_000
_MOST_CELLS: Final = 2000


@dataclass(frozen=True, slots=True)
class Records:
    """The split lines of a file, which can be iterated more than once.

    Attributes:
        content: The file.
        encoding: Its encoding.
        separator: What separates cells; two spaces mean any run of them.
        wrapped: Whether whole lines are quoted again.
    """

    content: bytes
    encoding: str
    separator: str
    wrapped: bool = False

    def __iter__(self) -> Iterator[Record]:
        """Yield every record with the number of its first line."""
        first = 1
        stream = _lines(self.content, self.encoding)
        while block := list(itertools.islice(stream, _BLOCK)):
            if block[-1].count('"') % 2:  # a cell may continue past the end of the block
                block += itertools.islice(stream, _LONGEST_CELL)
            cut = self.cut(block)
            if len(cut) == len(block) and not any(map(_is_odd, block)):
                yield from zip(itertools.count(first), cut)
            else:
                yield from self.careful(first, block)
            first += len(block)

    def cut(self, lines: Sequence[str]) -> list[list[str]]:
        """Split lines that belong together."""
        if self.wrapped:
            lines = [_unwrapped(line) for line in lines]
        if self.separator == "  ":
            return [[cell.strip() for cell in _BLANKS.split(line.strip())] for line in lines]
        if self._has_bare_quotes("".join(lines)):
            return [self._exactly(line) for line in lines]
        try:
            return list(csv.reader(lines, delimiter=self.separator, skipinitialspace=True))
        except csv.Error:  # a cell beyond the reader's limit, or a lone carriage return
            return [self.plainly(line) for line in lines]

    def _has_bare_quotes(self, text: str) -> bool:
        return '"' in text and _BARE_QUOTE.search(text) is not None

    def _exactly(self, line: str) -> list[str]:
        """Split one line; where a text contains a quote, only quotes beside separators count."""
        bare = line.strip("\r\n ")
        if not self._has_bare_quotes(line):
            return next(csv.reader([line], delimiter=self.separator, skipinitialspace=True), [])
        cells = bare.rstrip(self.separator).split(f'"{self.separator}"')
        if bare[:1] == '"' and len(cells) > 1:
            return [cell.strip('"').replace('""', '"').strip() for cell in cells]
        return self.plainly(line)

    def plainly(self, line: str) -> list[str]:
        """Split one line at every separator, ignoring quotes."""
        return [cell.strip().strip('"').strip() for cell in line.split(self.separator)]

    def careful(self, first: int, block: Sequence[str]) -> Iterator[Record]:
        """Yield the records of lines in which cells span line ends, or quotes are broken."""
        place = 0
        while place < len(block):
            size = self._size(block, place)
            yield first + place, self.one(block[place : place + size])
            place += size

    def _size(self, block: Sequence[str], place: int) -> int:
        """Return how many lines the record at ``place`` has."""
        quotes = block[place].count('"')
        if quotes % 2 == 0:
            return 1
        most = block[place].count(self.separator)
        for size in range(1, min(_LONGEST_CELL, len(block) - place)):
            line = block[place + size]
            if line.count(self.separator) >= max(most, 1) and self._starts_row(line):
                return 1  # a new row begins: the quote before it was never closed
            quotes += line.count('"')
            if quotes % 2 == 0:
                return size + 1
        return 1

    def _starts_row(self, line: str) -> bool:
        return is_payment_like(self.plainly(line))

    def one(self, lines: Sequence[str]) -> list[str]:
        """Split one record."""
        if len(lines) == 1 and lines[0].count('"') % 2:
            return self.plainly(lines[0])
        cut = self.cut(lines)
        return cut[0] if len(cut) == 1 else [cell for cells in cut for cell in cells]


def _is_odd(line: str) -> bool:
    return line.count('"') % 2 == 1


def _unwrapped(line: str) -> str:
    bare = line.strip()
    if len(bare) > 1 and bare[0] == bare[-1] == '"':
        return bare[1:-1].replace('""', '"') + "\n"
    return line


def _lines(content: bytes, encoding: str) -> Iterator[str]:
    stream = io.TextIOWrapper(
        io.BytesIO(content), encoding=encoding, errors="replace", newline=None
    )
    return (line.replace("\0", "") if "\0" in line else line for line in stream)


def read_records(content: bytes, encoding: str) -> Records:
    """Find the separator of a text and return its records.

    Args:
        content: The file.
        encoding: Its encoding.

    Raises:
        UsageError: A line has more cells than any bank's file.
    """
    csv.field_size_limit(_LONGEST_FIELD)
    head = list(itertools.islice(_lines(content, encoding), _HEAD))
    if any(line.count(separator) > _MOST_CELLS for line in head for separator in ",;\t|"):
        raise UsageError(
            say("A line of this file has more than %(most)s cells.", most=_MOST_CELLS),
            say("Download the payments from your bank's website as CSV, and use that file."),
        )
    told = _TOLD.match(head[0]) if head else None
    if told:
        return Records(content, encoding, told[1])
    tries = [Records(content, encoding, separator) for separator in _SEPARATORS]
    tries += [Records(content, encoding, separator, wrapped=True) for separator in (",", ";")]
    return max(tries, key=lambda records: _merit(records, head))


def _merit(records: Records, head: Sequence[str]) -> tuple[float, ...]:
    """Return how well a separator fits: rows that are payments, titles, evenness, width."""
    cut: Sequence[Sequence[str]]
    if any(map(_is_odd, head)):
        cut = [cells for _, cells in records.careful(1, head)]
    else:
        cut = records.cut(head)
    rows = [cells for cells in cut if any(cells)]
    widths = Counter(len(cells) for cells in rows if len(cells) > 1)
    if not widths:
        return (0.0,)
    payments = sum(is_payment_like(cells) for cells in rows)
    known = max(sum(bool(roles_of(cell)) for cell in cells) for cells in rows)
    width, often = widths.most_common(1)[0]
    plain = records.separator != "  " and not records.wrapped
    return (payments, plain, known if known > 1 else 0, often / len(rows), width)


def is_payment_like(cells: Sequence[str]) -> bool:
    """Return whether a row holds a day and, beside it, an amount."""
    days = [place for place, cell in enumerate(cells) if cell and looks_like_day(cell)]
    if not days:
        return False
    return any(
        cell and place not in days and looks_like_amount(cell) for place, cell in enumerate(cells)
    )
