"""The tables in a file: where each begins, what its columns are called, which rows are its own."""

from __future__ import annotations

import itertools
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from refundletters.statements.cells.amounts import BLANKS, looks_like_amount
from refundletters.statements.cells.days import looks_like_day
from refundletters.statements.table.records import Record, is_payment_like
from refundletters.statements.words import plain, roles_of, words

__all__ = ["Stray", "Table", "Tables", "find_tables"]

_HEAD: Final = 400
_CHUNK: Final = 4096
_FEW: Final = 8192  # cells after which a column with few repeats is no longer deduplicated
_MONEY: Final = frozenset({"amount", "own_amount", "debit", "credit"})
_DAYS: Final = frozenset({"date", "value_date"})
_REACH: Final = 60  # rows between the titles of a table and its first payment
_PATIENCE: Final = 30  # rows examined before the columns of a table are settled
_MOST_TABLES: Final = 200
_MOST_STRAYS: Final = 2000
_FEWEST_JOINED: Final = 2


@dataclass(frozen=True, slots=True)
class Stray:
    """A row that is outside the tables, or does not fit its table.

    Attributes:
        line: Its line in the file.
        cells: Its cells.
        below: Whether it is below the titles of a table.
    """

    line: int
    cells: tuple[str, ...]
    below: bool


@dataclass(slots=True)
class Table:
    """A table, column by column.

    Attributes:
        header: Titles of the columns; empty texts where the file has none.
        columns: The cells of each column from the top.
        lines: The line in the file of each row.
    """

    header: tuple[str, ...]
    columns: list[list[str]]
    lines: array[int]

    def row(self, place: int) -> list[str]:
        """Return the cells of a row."""
        return [column[place] for column in self.columns]


@dataclass(slots=True)
class Tables:
    """All tables of a file, and the cells around them."""

    tables: list[Table] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)

    def nearby(self) -> list[str]:
        """Return the cells around the tables."""
        return [cell for stray in self.strays for cell in stray.cells if cell]


class _Builder:
    """Collects the rows of one table in chunks, so that equal cells are stored once."""

    def __init__(self, header: Sequence[str], width: int) -> None:
        self.header = [title.strip() for title in header]
        self.lines: array[int] = array("L")
        self.days: list[int] = []
        self.money: set[int] = set()
        self.resize(width)
        self.waiting: list[Record] = []
        self._rows: list[Sequence[str]] = []
        self._more: list[tuple[int, int, Record]] = []
        self._below = 0
        self._is_day: dict[str, bool] = {}

    def resize(self, width: int) -> None:
        """Set the number of columns, while there is no row yet."""
        self.width = width
        self.header = (self.header + [""] * width)[:width]
        self.columns: list[list[str]] = [[] for _ in range(width)]
        self._seen: list[dict[str, str] | None] = [{} for _ in range(width)]

    def fits(self, cells: Sequence[str]) -> bool:
        """Return whether a row is as wide as the table and has its day in the column of days."""
        if len(cells) != self.width:
            return False
        for place in self.days:
            cell = cells[place]
            is_day = self._is_day.get(cell)
            if is_day is None:
                is_day = looks_like_day(cell.strip(), titled=bool(self.header[place]))
                if len(self._is_day) < _CHUNK:
                    self._is_day[cell] = is_day
            if is_day:
                return True
        return False

    def is_payment(self, cells: Sequence[str]) -> bool:
        """Return whether a row is like a payment; under a title for days a number may be a day."""
        if is_payment_like(cells):
            return True
        titled = [p for p, title in enumerate(self.header) if roles_of(title) & _DAYS]
        return any(
            place < len(cells) and looks_like_day(cells[place].strip(), titled=True)
            for place in titled
        ) and any(looks_like_amount(cell.strip()) for cell in cells)

    def learn(self) -> None:
        """Learn from the first payments how wide the table is and where days and amounts are."""
        payments = [cells for _, cells in self.waiting if self.is_payment(cells)]
        if not payments:
            return
        widths = Counter(map(len, payments))
        width = max(widths, key=lambda size: (widths[size], size == self.width))
        # Cells without a title at the end of the rows are cut off where they are empty.
        if width < self.width or any(cell.strip() for c in payments for cell in c[self.width :]):
            self.resize(max(width, self.width) if widths[width] == 1 else width)
        cells = next((c for c in payments if len(c) == width), payments[0])
        cells = [*cells, *[""] * self.width][: self.width]
        stripped = [cell.strip() for cell in cells]
        days = [
            place
            for place, cell in enumerate(stripped)
            if cell and looks_like_day(cell, titled=bool(roles_of(self.header[place]) & _DAYS))
        ]
        titled = [place for place in days if roles_of(self.header[place]) & _DAYS]
        self.days = titled or days
        self.money = {
            place
            for place, cell in enumerate(stripped)
            if roles_of(self.header[place]) & _MONEY
            or (place not in days and looks_like_amount(cell))
        }

    def add(self, line: int, cells: Sequence[str]) -> None:
        """Add a row of the right width."""
        self._rows.append(cells)
        self.lines.append(line)
        self._below = line + 1
        if len(self._rows) >= _CHUNK:
            self._flush()

    def continues(self, line: int, cells: Sequence[str]) -> bool:
        """Return whether a row only goes on with the text of the row right above it."""
        filled = [place for place, cell in enumerate(cells) if cell.strip()]
        if line != self._below or len(cells) != self.width or len(filled) != 1:
            return False
        place, cell = filled[0], cells[filled[0]].strip()
        if place in self.days or place in self.money or plain(cell) in words("no_payment"):
            return False
        self._below = line + 1
        self._more.append((len(self.lines) - 1, place, (line, cells)))
        return True

    def unfinished(self) -> list[Record]:
        """Join the texts that go on below their rows; return them instead if only one does.

        What stands once below a table is a note.
        """
        more, self._more = self._more, []
        if len({row for row, _, _ in more}) < _FEWEST_JOINED:
            return [record for _, _, record in more]
        if self._rows:
            self._flush()
        for row, place, (_, cells) in more:
            self.columns[place][row] = f"{self.columns[place][row]} {cells[place].strip()}".strip()
        return []

    def _flush(self) -> None:
        for place, cells in enumerate(zip(*self._rows, strict=True)):
            stripped = list(map(str.strip, cells))
            seen = self._seen[place]
            if seen is not None:
                stripped = list(map(seen.setdefault, stripped, stripped))
                if len(self.lines) >= _FEW and len(seen) * 2 > len(self.lines):
                    self._seen[place] = None
            self.columns[place] += stripped
        self._rows = []

    def table(self) -> Table:
        """Return what was collected."""
        if self._rows:
            self._flush()
        return Table(tuple(self.header), self.columns, self.lines)


def find_tables(records: Iterable[Record], separator: str = ",") -> Tables:
    """Return the tables of a file.

    Args:
        records: Its records in order.
        separator: What separated the cells, to repair rows that have it in a text.
    """
    stream = iter(records)
    head = list(itertools.islice(stream, _HEAD))
    found = Tables()
    start = _start(head)
    if start is None:
        found.strays += [Stray(line, tuple(cells), below=False) for line, cells in head]
        return found
    for line, cells in head[:start]:
        _stray(found, line, cells, below=False)
    header = head[start][1] if not is_payment_like(head[start][1]) else []
    builder = _Builder(header, len(header))
    first = start + bool(header)
    for line, cells in itertools.chain(head[first:], stream):
        if builder.days and builder.fits(cells):
            builder.add(line, cells)
        elif any(cells):
            builder = _odd_row(found, builder, line, cells, separator)
    _finish(found, builder, separator)
    return found


def _finish(found: Tables, builder: _Builder, separator: str) -> None:
    """Add a table to the others, unless it is empty."""
    _settle(found, builder, separator)
    for line, cells in builder.unfinished():
        _stray(found, line, cells, below=True)
    if len(builder.lines):
        found.tables.append(builder.table())


def _settle(found: Tables, builder: _Builder, separator: str) -> None:
    """Add the first rows, held back until it was clear where days and amounts are."""
    builder.learn()
    waiting, builder.waiting = builder.waiting, []
    for line, cells in waiting:
        _take(found, builder, line, cells, separator)


def _odd_row(
    found: Tables, builder: _Builder, line: int, cells: Sequence[str], separator: str
) -> _Builder:
    """Handle a row that does not fit; return the builder for the next row."""
    if _is_header(cells):
        titles = [cell.strip() for cell in cells]
        if titles == builder.header[: len(titles)]:
            return builder  # the titles again, as on a new page
        if len(found.tables) < _MOST_TABLES:
            _finish(found, builder, separator)
            return _Builder(cells, len(cells))
    if not builder.days and len(builder.waiting) < _PATIENCE:
        builder.waiting.append((line, cells))
        if len(builder.waiting) == _PATIENCE:
            _settle(found, builder, separator)
        return builder
    _take(found, builder, line, cells, separator)
    return builder


def _take(
    found: Tables, builder: _Builder, line: int, cells: Sequence[str], separator: str
) -> None:
    mended = _mended(builder, cells, separator)
    if mended is not None and (builder.fits(mended) or _is_dayless(builder, mended)):
        builder.add(line, mended)
    elif not builder.continues(line, cells):
        _stray(found, line, cells, below=True)


def _stray(found: Tables, line: int, cells: Sequence[str], *, below: bool) -> None:
    if len(found.strays) < _MOST_STRAYS and any(cells):
        found.strays.append(Stray(line, tuple(cell.strip() for cell in cells), below))


def _is_dayless(builder: _Builder, cells: Sequence[str]) -> bool:
    """Return whether a row has an amount in the column of amounts, but no day."""
    if not builder.money:
        return False
    amounts = [place for place in builder.money if cells[place].strip() not in BLANKS]
    texts = [
        cell
        for place, cell in enumerate(cells)
        if place not in builder.money and any(map(str.isalpha, cell))
    ]
    return bool(amounts and texts) and all(
        looks_like_amount(cells[place].strip()) for place in amounts
    )


def _mended(builder: _Builder, cells: Sequence[str], separator: str) -> Sequence[str] | None:
    """Return a row as wide as its table, or ``None`` unless exactly one way exists."""
    missing = builder.width - len(cells)
    if missing == 0:
        return cells
    if missing > 0:
        return [*cells, *[""] * missing] if len(cells) > 1 else None
    if not any(cell.strip() for cell in cells[missing:]):
        return cells[:missing]
    joined = [
        [*cells[:k], separator.join(cells[k : k + 1 - missing]), *cells[k + 1 - missing :]]
        for k in range(builder.width)
    ]
    texts: list[list[str]] = []
    numbers: list[list[str]] = []
    for place, row in enumerate(joined):
        if builder.fits(row) and all(
            row[number].strip() in BLANKS or looks_like_amount(row[number].strip())
            for number in builder.money
        ):
            (numbers if place in builder.money else texts).append(row)
    if texts and not numbers:
        return [cell.replace('"', "") for cell in texts[0]]
    return numbers[0] if len(numbers) == 1 and not texts else None


def _start(head: Sequence[Record]) -> int | None:
    """Return where the first table begins: at its titles, or at its first row."""
    payments = [place for place, (_, cells) in enumerate(head) if is_payment_like(cells)]
    for place, (_, cells) in enumerate(head):
        if _is_header(cells) and any(place < row <= place + _REACH for row in payments):
            return place
    for place, (_, cells) in enumerate(head[:-1]):
        if _is_header(cells) and _Builder(cells, len(cells)).is_payment(head[place + 1][1]):
            return place
    if not payments:
        return None
    widths = Counter(len(head[place][1]) for place in payments)
    width = max(widths, key=lambda size: (widths[size], size))
    first = next(place for place in payments if len(head[place][1]) == width)
    for place in range(first - 1, max(first - 4, -1), -1):
        if _may_be_header(head[place][1], width):
            return place
    return first


def _is_header(cells: Sequence[str]) -> bool:
    """Return whether a row names columns in known words."""
    if len(cells) < 2:
        return False
    roles = [roles_of(cell) for cell in cells]
    days = sum(bool(found & _DAYS) for found in roles)
    money = sum(bool(found & _MONEY) for found in roles)
    if not days or not money or days + money + sum(map(bool, roles)) < 4:
        return False
    return not any(_holds_value(cell) for cell in cells)


def _holds_value(cell: str) -> bool:
    stripped = cell.strip()
    return looks_like_day(stripped) or (
        any(map(str.isdigit, stripped)) and looks_like_amount(stripped)
    )


def _may_be_header(cells: Sequence[str], width: int) -> bool:
    """Return whether a row may name columns in unknown words."""
    filled = [cell for cell in cells if cell.strip()]
    if not filled or not width - 2 <= len(cells) <= width + 1 or len(filled) < max(2, width // 2):
        return False
    if len(set(filled)) < len(filled) - 1:
        return False
    return not any(_holds_value(cell) for cell in filled)
