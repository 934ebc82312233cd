"""The columns of amounts in a table: their decimal separator, and each cell parsed once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from refundletters.errors import UsageError
from refundletters.messages import say
from refundletters.statements.cells.amounts import Amount, decimal_signs, read_amount
from refundletters.statements.judge.columns import Columns
from refundletters.statements.judge.places import Home
from refundletters.statements.table.tables import Table

__all__ = ["Amounts", "amounts_of"]

_FAR_MORE: Final = 3
_CENTS: Final = 2


@dataclass(frozen=True, slots=True)
class Amounts:
    """The amounts of one column.

    Attributes:
        read: Each distinct cell, parsed; ``None`` where it holds no amount.
        cells: The column.
    """

    read: Mapping[str, Amount | None]
    cells: Sequence[str]

    def rows(self) -> list[Amount | None]:
        """Return the amount of every row."""
        return [self.read[cell] for cell in self.cells]

    def usual_sign(self) -> set[bool]:
        """Return the sign that means the column's own direction: true for minus.

        One sign has to be far more frequent; otherwise the column contradicts itself and says
        nothing.
        """
        often = Counter(
            amount.value < 0 for amount in self.rows() if amount is not None and amount.value
        )
        return {sign for sign, count in often.items() if count >= _FAR_MORE * often[not sign]}

    def value(self, row: int) -> Decimal | None:
        """Return the amount of a row with its sign, unless it is zero or missing."""
        amount = self.read[self.cells[row]]
        return amount.value or None if amount else None


def amounts_of(table: Table, columns: Columns, home: Home) -> dict[str, Amounts]:
    """Read the columns of amounts: ``amount``, or ``debit`` and ``credit``.

    Raises:
        UsageError: The amounts of a column are written in two ways, or can be read in two.
    """
    found = {}
    roles = (("amount", columns.amount), ("debit", columns.debit), ("credit", columns.credit))
    for role, place in roles:
        if place is not None:
            cells = table.columns[place]
            different = set(cells)
            found[role] = Amounts(_read(different, columns, home), cells)
    return found


def _read(cells: set[str], columns: Columns, home: Home) -> dict[str, Amount | None]:
    proved, either = decimal_signs(cells)
    decimal = _decimal(proved, either, cells, columns, home)
    if decimal in either and _decimal_places(cells, decimal) == _CENTS:
        return {cell: _with_cents(cell, decimal) for cell in cells}
    return {cell: read_amount(cell, decimal) for cell in cells}


def _decimal(
    proved: frozenset[str],
    either: frozenset[str],
    cells: set[str],
    columns: Columns,
    home: Home,
) -> str:
    if len(proved) > 1:
        raise UsageError(
            say("The amounts in this file are written in two ways, so they cannot be read safely."),
            say("Enter the charges by hand, or export the file again."),
        )
    if proved or not either:
        return next(iter(proved), ".")
    elsewhere: set[str] = set()
    for profile in columns.profiles:
        if profile.is_amount and not profile.roles & {"other_amount", "kind", "id"}:
            elsewhere |= decimal_signs(profile.distinct)[0]
    if len(elsewhere) == 1:
        return elsewhere.pop()
    sign = min(either)
    other = {".": ",", ",": "."}[sign]
    grouped = home.groups_with(sign)
    if grouped is None or len(either) > 1:
        if home.has_three and len(either) == 1:
            return sign
        raise UsageError(
            say(
                "Whether the amounts in this file have cents cannot be told: %(text)s can be read "
                "in two ways.",
                text=min(cell for cell in cells if sign in cell),
            ),
            say("Export the file again with its currency, or enter the charges by hand."),
        )
    return other


def _decimal_places(cells: set[str], decimal: str) -> int:
    """Return the most decimal places in a column, as far as they are proved."""
    most = 0
    for cell in cells:
        head, sign, tail = cell.rpartition(decimal)
        if sign and head:
            size = len(tail) if tail.isdigit() else sum(map(str.isdigit, tail))
            if size != 3 and size > most:
                most = size
    return most


def _with_cents(cell: str, decimal: str) -> Amount | None:
    """Parse a cell; ``1.234`` among amounts with two decimals such as ``13.99`` is rejected."""
    amount = read_amount(cell, decimal)
    if amount is None:
        return None
    exponent = amount.value.as_tuple().exponent
    return None if isinstance(exponent, int) and exponent < -_CENTS else amount
