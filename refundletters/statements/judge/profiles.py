"""The contents of each column of a table, before anything is decided about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from refundletters.statements.cells.amounts import BLANKS, currency_of, looks_like_amount
from refundletters.statements.cells.days import looks_like_day
from refundletters.statements.table.tables import Table
from refundletters.statements.words import roles_of, title_tier

__all__ = ["MOST", "Profile", "is_filled", "profiles"]

#: The share of cells that have to confirm what a title suggests.
MOST: Final = 0.85

_LOOKED_AT: Final = 400


@dataclass(frozen=True, slots=True)
class Profile:
    """The contents of a column.

    Attributes:
        title: Its title.
        roles: What its title may name.
        tier: How well its title is known; 0 is best.
        filled: Share of rows in which it holds something.
        nonzero: Share of rows in which it holds something other than zero.
        distinct: A sample of its distinct cells.
        days: Share of them that can be days.
        amounts: Share of them that can be amounts.
        zero: Whether all its amounts are zero.
        constant: Whether all rows hold the same thing.
        number: Whether its numbers look like a reference, not like money.
        letters: Average number of letters in its cells.
        various: How many distinct cells it has, of those examined.
    """

    title: str
    roles: frozenset[str]
    tier: int
    filled: float
    nonzero: float
    distinct: tuple[str, ...]
    days: float
    amounts: float
    zero: bool
    constant: bool
    number: bool
    letters: float
    various: int

    @property
    def is_day(self) -> bool:
        """Whether it can hold days."""
        return self.days >= MOST and bool(self.distinct)

    @property
    def is_amount(self) -> bool:
        """Whether it can hold amounts."""
        return self.amounts >= MOST and bool(self.distinct) and not self.is_day

    @property
    def is_currency(self) -> bool:
        """Whether it holds currencies in most rows."""
        known = sum(bool(currency_of(cell)) for cell in self.distinct)
        return bool(self.distinct) and known >= MOST * len(self.distinct)


def profiles(table: Table) -> tuple[Profile, ...]:
    """Look at every column of a table."""
    return tuple(
        _profile(title, cells) for title, cells in zip(table.header, table.columns, strict=True)
    )


def _profile(title: str, cells: Sequence[str]) -> Profile:
    few = (
        cells
        if len(cells) <= _LOOKED_AT
        else [*cells[: _LOOKED_AT // 2], *cells[-_LOOKED_AT // 2 :]]
    )
    distinct = tuple(dict.fromkeys(cell for cell in few if cell not in BLANKS))
    filled = (sum(cell not in BLANKS for cell in few) / len(few)) if few else 0.0
    size = max(len(distinct), 1)
    nonzero = sum(map(is_filled, few)) / len(few) if few else 0.0
    roles = roles_of(title)
    titled = bool(roles & {"date", "value_date"})
    days = sum(looks_like_day(cell, titled=titled) for cell in distinct) / size
    amounts = sum(looks_like_amount(cell) for cell in distinct) / size
    letters = sum(sum(map(str.isalpha, cell)) for cell in distinct) / size
    zero = amounts > 0 and not any(any(char in "123456789" for char in cell) for cell in distinct)
    if not zero and amounts > 0:
        zero = bool(distinct) and all(
            not any(c.isdigit() and c != "0" for c in d) for d in distinct
        )
    return Profile(
        title, roles, title_tier(title), filled, nonzero, distinct, days, amounts, zero,
        len(distinct) == 1 and filled == 1.0, _is_number(distinct), letters, len(distinct),
    )  # fmt: skip


def _is_number(distinct: Sequence[str]) -> bool:
    """Return whether cells look like references: long or with a leading zero, without cents."""
    if not distinct or any(char in cell for cell in distinct for char in ".,-+() €$£"):
        return False
    digits = [cell for cell in distinct if cell.isdigit()]
    if len(digits) < len(distinct):
        return False
    return any(cell[0] == "0" and len(cell) > 1 for cell in digits) or (
        sum(map(len, digits)) / len(digits) > 7 and len({len(cell) for cell in digits}) <= 2
    )


def is_filled(cell: str) -> bool:
    """Return whether a cell holds a figure that is not zero."""
    return any(char in "123456789" for char in cell) or (
        not cell.isascii() and any(c.isdigit() and c != "0" for c in cell)
    )
