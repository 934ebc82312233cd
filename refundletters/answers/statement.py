"""Charges from a bank's export: text with separators, in whatever shape the bank gives it.

Pure: bytes in, rows out. Nothing of the file is kept but what a person picks; what looks like a
card or account number is hidden in every text before anyone sees it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from refundletters.answers.forbidden.redact import forbidden
from refundletters.answers.statement_cells import (
    Days,
    decimal_sign,
    plain_words,
    read_amount,
    read_days,
)
from refundletters.answers.statement_sheet import (
    ONE_COLUMN,
    Sheet,
    read_sheet,
    role_of,
    statement_words,
)
from refundletters.errors import UsageError
from refundletters.messages import say
from refundletters.packs.countries import currencies

__all__ = [
    "HIDDEN",
    "Columns",
    "Entry",
    "Sheet",
    "days_of",
    "entries",
    "find_columns",
    "read_sheet",
]

#: What stands in a text instead of a card or account number.
HIDDEN: Final = "…"

# Rows that show what a column holds, where no title says so.
_LOOKED_AT: Final = 50
_LONG_DIGITS: Final = re.compile(r"(?<!\w)[A-Z]{0,2}[0-9*xX•#](?:[ \-./]?[0-9*xX•#]){9,}(?!\w)")
_IBAN: Final = re.compile(r"(?<!\w)[A-Z]{2}[0-9]{2}(?:[ \-]?[A-Z0-9]{2,4}){3,9}(?!\w)")
_MOST_TEXT: Final = 200


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what, by number from 0; ``None`` where none was found."""

    date: int | None = None
    text: tuple[int, ...] = ()
    amount: int | None = None
    debit: int | None = None
    credit: int | None = None
    direction: int | None = None
    currency: int | None = None
    status: int | None = None

    @property
    def lacks_amount(self) -> bool:
        """Whether no column says how much was taken."""
        return self.amount is None and self.debit is None


@dataclass(frozen=True, slots=True)
class Entry:
    """One payment.

    Attributes:
        date: The day.
        amount: How much, without a sign.
        currency: ISO code, or empty where the file does not say.
        text: What the bank wrote, numbers of cards and accounts hidden.
        returned: Whether money came in.
        pending: Whether the file says that it is not final.
    """

    date: dt.date
    amount: Decimal
    currency: str
    text: str
    returned: bool = False
    pending: bool = False


def find_columns(sheet: Sheet, *, latest: dt.date) -> Columns:
    """Return which column holds what, by its title, else by what stands in it."""
    roles = [_role(sheet, number) for number in range(len(sheet.header))]
    first: dict[str, int] = {}
    for number, role in enumerate(roles):
        if role in (*ONE_COLUMN, "date", "value_date"):
            first.setdefault(role, number)
    date = first.get("date", first.get("value_date"))
    text = tuple(number for number, role in enumerate(roles) if role == "text")
    amount, debit, credit = first.get("amount"), first.get("debit"), first.get("credit")
    if debit is not None and credit is None and amount is not None:
        debit = None
    if debit is not None and credit is not None:
        amount = None
    taken = {date, amount, debit, credit, *text}
    if date is None:
        date = _first(sheet, taken, lambda cells: bool(read_days(cells, latest=latest).orders))
    if amount is None and debit is None:
        skip = taken | {date} | {n for n, role in enumerate(roles) if role}
        amount = _first(sheet, skip, _all_amounts)
    if not text:
        text = _longest(sheet, {date, amount, debit, credit})
    return Columns(
        date,
        text,
        amount,
        debit,
        credit,
        first.get("direction"),
        first.get("currency"),
        first.get("status"),
    )


def _role(sheet: Sheet, number: int) -> str:
    """Return what a column holds; one word for day and currency is told apart by the cells."""
    cells = [cell for cell in sheet.column(number)[:_LOOKED_AT] if cell]
    if cells and all(cell.upper() in currencies() for cell in cells):
        return "currency"
    return role_of(sheet.header[number])


def days_of(sheet: Sheet, columns: Columns, *, latest: dt.date, prefer: str = "dmy") -> Days:
    """Return the days of all rows; see :func:`read_days` for ``latest`` and ``prefer``.

    A row without a day, such as a sum below the entries, is passed over.
    """
    assert columns.date is not None
    cells = sheet.column(columns.date)
    looks = [cell if any(char.isdigit() for char in cell) else "" for cell in cells]
    return read_days(looks, latest=latest, prefer=prefer)


def entries(sheet: Sheet, columns: Columns, days: Sequence[dt.date | None]) -> tuple[Entry, ...]:
    """Return the payments of a table, in the order of the file.

    In a single column of amounts, the sign that most rows have is money taken: that is so on the
    exports of accounts (where it is minus) and of cards (where it is often plus).

    Args:
        sheet: The table.
        columns: Which column holds what; a date and an amount are there.
        days: The day of every row.

    Raises:
        UsageError: The amounts of a column are written in two ways.
    """
    found = list(_signed(sheet, columns, days))
    if columns.amount is None or columns.direction is not None:
        return tuple(entry for _, entry in found)
    minus = sum(1 for sign, _ in found if sign < 0)
    taken = -1 if minus * 2 >= len(found) else 1
    return tuple(replace(entry, returned=sign != taken) for sign, entry in found)


def _signed(
    sheet: Sheet, columns: Columns, days: Sequence[dt.date | None]
) -> Iterator[tuple[int, Entry]]:
    signs = {
        number: _sign_of_column(sheet, number)
        for number in (columns.amount, columns.debit, columns.credit)
        if number is not None
    }
    named = _currency_in_title(sheet, columns)
    for row, day in zip(sheet.rows, days, strict=True):
        if day is None:
            continue
        amount, returned = _amount_of(row, columns, signs)
        if amount is None or not amount[0]:
            continue
        value, code = amount
        given = row[columns.currency].strip().upper() if columns.currency is not None else ""
        currency = given if given in currencies() else code or named
        status = plain_words(row[columns.status]) if columns.status is not None else ""
        text = _hidden(" ".join(row[number] for number in columns.text))
        pending = status in statement_words()["pending"]
        yield (
            -1 if value < 0 else 1,
            Entry(day, abs(value), currency, text, returned, pending),
        )


def _amount_of(
    row: Sequence[str], columns: Columns, signs: Mapping[int, str]
) -> tuple[tuple[Decimal, str] | None, bool]:
    """Return the amount of a row with its currency, and whether it came in."""
    for number, returned in (
        (columns.debit, False),
        (columns.credit, True),
        (columns.amount, False),
    ):
        if number is None:
            continue
        read = read_amount(row[number], signs[number])
        if read is None or not read.value:
            continue
        marked = read.mark in ("CR", "C", "H")
        if number == columns.amount and columns.direction is not None:
            word = plain_words(row[columns.direction])
            marked = word in statement_words()["returned"]
        sign = -1 if read.mark in ("DR", "D", "S") else 1
        return (read.value * sign, read.currency), returned or marked
    return None, False


def _sign_of_column(sheet: Sheet, number: int) -> str:
    sign = decimal_sign(sheet.column(number))
    if sign is None:
        raise UsageError(
            say("The amounts in this file are written in two ways, so they cannot be read safely."),
            say("Enter the charges by hand, or export the file again."),
        )
    return sign


def _currency_in_title(sheet: Sheet, columns: Columns) -> str:
    for number in (columns.amount, columns.debit):
        if number is not None and sheet.header:
            for word in re.findall(r"[A-Z]{3}", sheet.header[number]):
                if word in currencies():
                    return str(word)
    return ""


def _hidden(text: str) -> str:
    """Return one line of text without any number of a card or account."""
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    line = line[:_MOST_TEXT]
    for pattern in (_IBAN, _LONG_DIGITS):
        line = pattern.sub(lambda found: _checked(found.group()), line)
    return HIDDEN if forbidden(line, prose=False) else line


def _checked(piece: str) -> str:
    return HIDDEN if forbidden(piece, prose=False) else piece


def _first(
    sheet: Sheet, skip: set[int | None], test: Callable[[Sequence[str]], bool]
) -> int | None:
    for number in range(sheet.width):
        cells = [cell for cell in sheet.column(number)[:_LOOKED_AT] if cell]
        if number not in skip and cells and test(cells):
            return number
    return None


def _all_amounts(cells: Sequence[str]) -> bool:
    sign = decimal_sign(cells)
    if sign is None or not any(re.search(r"[.,][0-9]{2}\b", cell) for cell in cells):
        return False
    return all(read_amount(cell, sign) is not None for cell in cells)


def _longest(sheet: Sheet, skip: set[int | None]) -> tuple[int, ...]:
    sizes = {
        number: sum(sum(char.isalpha() for char in cell) for cell in sheet.column(number))
        for number in range(sheet.width)
        if number not in skip
    }
    best = max(sizes, key=lambda number: sizes[number], default=None)
    return () if best is None or not sizes[best] else (best,)
