"""Single rows of a table: their days, states, currencies and texts, and which are not payments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from refundletters.statements.cells.amounts import currency_of
from refundletters.statements.cells.days import day_in, shape_of
from refundletters.statements.hide import clean
from refundletters.statements.judge.columns import Columns
from refundletters.statements.judge.voices import mark_of
from refundletters.statements.table.tables import Table
from refundletters.statements.words import plain, words

__all__ = ["currencies", "dates", "state_for_day", "states", "texts", "totals"]

# Words that are also names of companies, or occur in other texts: they count only at the ends of a
# table or without a day.
_WEAK: Final = frozenset(
    {"total", "totals", "suma", "sum", "summe", "report", "balance", "saldo", "stand", "solde"}
    | {
        "co",
        "ma",
        "summa",
        "stanje",
        "sold",
        "jumlah",
        "gesamt",
        "devir",
        "totale",
        "totaal",
        "cong",
    }
    | {"ubertrag", "razem", "celkem", "spolu", "kokku", "viso", "toplam", "total amount"}
)
_YES: Final = frozenset({"true", "yes", "1", "y", "ja", "oui", "si", "x"})
_LONGEST_TOTAL: Final = 60
_HALF_YEAR: Final = dt.timedelta(days=183)


def dates(table: Table, columns: Columns, order: str, latest: dt.date) -> list[dt.date | None]:
    """Return the day of each row: of the first column of days, else of the next."""
    found: list[dt.date | None] = [None] * len(table.lines)
    for place in columns.dates:
        cells = table.columns[place]
        read = {cell: day_in(cell, order, latest=latest) for cell in set(cells)}
        if place == columns.dates[0]:
            found = [read[cell] for cell in cells]
        elif None in found:
            found = [day or read[cell] for day, cell in zip(found, cells, strict=True)]
    if columns.dates and any(_is_yearless(cell) for cell in table.columns[columns.dates[0]][:50]):
        found = _in_sequence(found)
    if columns.dates and not any(table.header) and _is_other_style(table.columns[columns.dates[0]]):
        found[0] = None  # a line about the account above payments without titles
    return found


def _is_yearless(cell: str) -> bool:
    shape = shape_of(cell)
    return shape is not None and len(shape.parts) == 2


def _in_sequence(days: Sequence[dt.date | None]) -> list[dt.date | None]:
    """Return days without a year in the years in which their rows follow each other."""
    steps = [b - a for a, b in pairwise(day for day in days if day) if abs(b - a) < _HALF_YEAR]
    back = sum(step.days < 0 for step in steps) >= sum(step.days > 0 for step in steps)
    found: list[dt.date | None] = []
    newer: dt.date | None = None
    for day in days if back else reversed(days):
        if day is not None and newer is not None and day - newer > _HALF_YEAR:
            found.append(_year_before(day))
        else:
            found.append(day)
        newer = found[-1] or newer
    return found if back else found[::-1]


def _year_before(day: dt.date) -> dt.date:
    last = day.month == 2 and day.day == 29
    return day.replace(year=day.year - 1, day=28 if last else day.day)


def _is_other_style(cells: Sequence[str]) -> bool:
    """Return whether the first day of a column is written differently from all others."""
    styles = [shape.style if (shape := shape_of(cell)) else "" for cell in cells[:200]]
    return len(styles) > 2 and styles[0] not in styles[1:]


def states(table: Table, columns: Columns) -> list[str]:
    """Return ``posted``, ``pending`` or ``never`` for each row; nothing where no column says."""
    found: list[str] = []
    if columns.status is not None:
        title = plain(table.header[columns.status])
        cells = table.columns[columns.status]
        read = {cell: _state(cell, title) for cell in set(cells)}
        found = [read[cell] for cell in cells]
    for place in columns.kinds:
        cells = table.columns[place]
        read = {cell: _state_of_kind(cell) for cell in set(cells)}
        if set(read.values()) != {"posted"}:
            found = [
                read[cell] if read[cell] != "posted" else state
                for cell, state in zip(cells, found or ["posted"] * len(cells), strict=True)
            ]
    for place in columns.declined:
        cells = table.columns[place]
        found = [
            "never" if _is_said(cell) else state
            for cell, state in zip(cells, found or ["posted"] * len(cells), strict=True)
        ]
    return found if any(state != "posted" for state in found) else []


def _is_said(cell: str) -> bool:
    return bool(cell) and plain(cell) not in {"", "0", "false", "no", "n", "none", "null", "n a"}


def _state(cell: str, title: str) -> str:
    word = plain(cell)
    if title == "pending":
        return "pending" if word in _YES else "posted"
    if word in words("pending"):
        return "pending"
    if word in words("never") and word not in words("done"):
        return "never"
    return _state_in_part(word)


def _state_in_part(word: str) -> str:
    """Return the state that a longer text begins with, such as "declined: no funds"."""
    pieces = word.split()
    for size in range(min(3, len(pieces) - 1), 0, -1):
        part = " ".join(pieces[:size])
        if part in words("done"):
            return "posted"
        if part in words("never"):
            return "never"
        if part in words("pending"):
            return "pending"
    return "posted"


def _state_of_kind(cell: str) -> str:
    word = plain(cell)
    if word in words("never") and not mark_of(cell):
        return "never"
    return "pending" if word in words("pending") and len(word) > 3 else "posted"


def state_for_day(table: Table, columns: Columns, row: int) -> str:
    """Return the state given by a word in place of the day: "Pending", "vorgemerkt"."""
    cells = [table.columns[place][row] for place in columns.dates]
    if any(plain(cell) in words("pending") or _begins_pending(cell) for cell in cells if cell):
        return "pending"
    return "posted"


def _begins_pending(cell: str) -> bool:
    pieces = plain(cell).split()
    return bool(pieces) and (
        pieces[0] in words("pending") or " ".join(pieces[:2]) in words("pending")
    )


def currencies(table: Table, columns: Columns) -> list[str]:
    """Return the currency of each row; nothing where no column says."""
    if columns.currency is None:
        return []
    cells = table.columns[columns.currency]
    read = {cell: currency_of(cell) for cell in set(cells)}
    return [read[cell] for cell in cells]


def texts(table: Table, columns: Columns) -> list[str]:
    """Return what the bank wrote in each row, each text once."""
    if not columns.text:
        return [""] * len(table.lines)
    if len(columns.text) == 1:
        cells = table.columns[columns.text[0]]
        if len(set(cells)) * 2 > len(cells):
            return [clean(cell) for cell in cells]
        read = {cell: clean(cell) for cell in set(cells)}
        return [read[cell] for cell in cells]
    kept: dict[tuple[str, ...], str] = {}
    found = []
    own = _own_name(table, columns)
    for cells_ in zip(*(table.columns[place] for place in columns.text), strict=True):
        text = kept.get(cells_)
        if text is None:
            text = clean(_joined([cell for cell in cells_ if cell != own]))
            if len(kept) < 4096:
                kept[cells_] = text
        found.append(text)
    return found


def _own_name(table: Table, columns: Columns) -> str:
    """Return the name that is now in one column, now in another: the account holder's.

    That is so where one column holds who paid and another who was paid. Where a merchant is there
    as often, nothing tells them apart.
    """
    seen: dict[str, set[int]] = {}
    for place in columns.text:
        if not columns.profiles[place].constant:
            for cell in columns.profiles[place].distinct:
                seen.setdefault(cell, set()).add(place)
    size = len(table.lines)
    often = {
        cell: sum(table.columns[place].count(cell) for place in places)
        for cell, places in seen.items()
        if len(places) > 1 and _apart(table, cell, places)
    }
    most = max(often.values(), default=0)
    found = [cell for cell, count in often.items() if count == most]
    return found[0] if len(found) == 1 and most * 2 > size else ""


def _apart(table: Table, cell: str, places: set[int]) -> bool:
    """Return whether a text is never in two columns of one row, and mostly faces another one."""
    columns = [table.columns[place] for place in places]
    rows = [row for row in zip(*columns, strict=True) if cell in row]
    if any(row.count(cell) > 1 for row in rows):
        return False
    return sum(any(one and one != cell for one in row) for row in rows) * 2 > len(rows)


def _joined(cells: Sequence[str]) -> str:
    """Return texts side by side, without those that only repeat another."""
    text = ""
    for printed in dict.fromkeys(cells):
        cell = (
            printed[1:-1].strip()
            if len(printed) > 1 and printed[0] == printed[-1] == "'"
            else printed
        )
        if cell and cell.lower() not in text.lower():
            text = f"{text} {cell}" if text else cell
    return text


def totals(table: Table, columns: Columns) -> frozenset[int]:
    """Return the rows that are totals, balances or turnovers."""
    found = set()
    size = len(table.lines)
    for place, profile in enumerate(columns.profiles):
        if profile.is_amount or (profile.letters < 1 and place not in columns.dates[:1]):
            continue
        cells = table.columns[place]
        strong = {cell: _total(cell) for cell in set(cells)}
        if not any(strong.values()):
            continue
        for row, cell in enumerate(cells):
            if strong[cell] == "sure" or (
                strong[cell]
                and (row < 2 or row >= size - 2 or not _has_day(table, columns, row))
                and _alone(table, columns, row)
            ):
                found.add(row)
    return frozenset(found) if len(found) < max(size, 1) else frozenset()


def _has_day(table: Table, columns: Columns, row: int) -> bool:
    return any(any(map(str.isdigit, table.columns[place][row])) for place in columns.dates)


def _alone(table: Table, columns: Columns, row: int) -> bool:
    """Return whether no text beside a word for a total names a merchant."""
    said = [cell for place in columns.text if (cell := table.columns[place][row])]
    return sum(not _total(cell) for cell in said) == 0


@lru_cache(maxsize=1)
def _total_starts() -> frozenset[str]:
    """Return the first words of the names for totals."""
    return frozenset(word.partition(" ")[0] for word in words("no_payment"))


def _total(cell: str) -> str:
    """Return ``sure`` where a text can only be a total or a balance, ``weak`` where it may be."""
    if not cell or len(cell) > _LONGEST_TOTAL:
        return ""
    start = plain(cell.partition(" ")[0]).partition(" ")[0]
    if start not in _total_starts():
        return ""
    word = plain(cell)
    known = words("no_payment")
    if word in known:
        return "weak" if word in _WEAK or (len(word) < 4 and word.isascii()) else "sure"
    pieces = word.split()
    for size in (4, 3, 2):
        rest = pieces[size:]
        if len(pieces) > size and " ".join(pieces[:size]) in known:
            return (
                "sure" if not any(len(piece) > 4 and piece.isalpha() for piece in rest) else "weak"
            )
    if (
        len(pieces) > 1
        and pieces[0] in known
        and all(any(map(str.isdigit, piece)) or len(piece) <= 3 for piece in pieces[1:])
    ):
        return "weak"
    return ""
