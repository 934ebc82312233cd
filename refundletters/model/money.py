"""Money: an exact amount in one currency."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

import msgspec

__all__ = ["NO_CURRENCY", "Money", "minor_digits"]

NO_CURRENCY: Final = "XXX"
"""The code of ISO 4217 for "no currency is involved": the currency of an amount is not known."""

# The currencies in the rules whose smallest unit is not a hundredth (ISO 4217).
_DIGITS: Final = {"JPY": 0, "KRW": 0, "CLP": 0, "ISK": 0, "VND": 0, "BHD": 3, "KWD": 3, "TND": 3}


def minor_digits(currency: str) -> int:
    """Return the number of decimal digits of ``currency`` (ISO 4217)."""
    return _DIGITS.get(currency, 2)


class Money(msgspec.Struct, frozen=True):
    """An amount and its currency; two currencies are never added up."""

    amount: Decimal
    currency: str

    def rounded(self) -> Money:
        """Return the amount rounded half up to the currency's smallest unit."""
        unit = Decimal(1).scaleb(-minor_digits(self.currency))
        return Money(self.amount.quantize(unit, ROUND_HALF_UP), self.currency)

    def plain(self) -> str:
        """Return the rounded amount as digits with a decimal point, as in case files and JSON."""
        return format(self.rounded().amount, "f")

    def __add__(self, other: Money) -> Money:
        """Add two amounts of one currency.

        Raises:
            ValueError: The currencies differ.
        """
        self._same_currency(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: Money) -> Money:
        """Subtract an amount of the same currency.

        Raises:
            ValueError: The currencies differ.
        """
        self._same_currency(other)
        return Money(self.amount - other.amount, self.currency)

    def __mul__(self, factor: int | Decimal) -> Money:
        """Multiply the amount by a plain number."""
        return Money(self.amount * factor, self.currency)

    def _same_currency(self, other: Money) -> None:
        if other.currency != self.currency:
            msg = f"{self.currency} and {other.currency} are never added up"
            raise ValueError(msg)

    @classmethod
    def total(cls, amounts: Iterable[Money], currency: str) -> Money:
        """Sum ``amounts``, all of them in ``currency``.

        Raises:
            ValueError: One of them is in another currency.
        """
        result = cls(Decimal(0), currency)
        for amount in amounts:
            result = result + amount
        return result
