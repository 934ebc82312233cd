"""The single charges of a case: repeats expanded, refunds deducted, pending ones separate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

import msgspec

from refundletters.facts.countries import default_currency
from refundletters.facts.law.periods import stepper
from refundletters.facts.types import ChargeFact
from refundletters.model.case import Case
from refundletters.model.money import Money
from refundletters.model.tables import Charge
from refundletters.model.values import Remedy

__all__ = ["Line", "charge_facts", "contested", "main_currency", "remedy", "spread"]

# A weekly charge over twenty years; more than that is a typing error.
MOST_REPEATS = 1050


# What is asked when the goals do not include money back; the first goal decides.
_WITHOUT_MONEY: Final[Mapping[str, Remedy]] = {
    "stop_charges": "stop_only",
    "credit": "credit",
    "pause": "pause",
    "answer_only": "explanation",
}


class Line(msgspec.Struct, frozen=True):
    """One charge from the case file, on its own day.

    Attributes:
        index: Position in ``case.charges``.
        charge: The line it comes from; every repeat shares all but the date.
    """

    index: int
    date: dt.date | None
    charge: Charge

    @property
    def is_disputed(self) -> bool:
        """A charge is disputed unless the person says it is not."""
        return self.charge.disputed is not False

    @property
    def is_pending(self) -> bool:
        """Whether it has not been posted yet."""
        return self.charge.status == "pending"


def spread(case: Case) -> tuple[Line, ...]:
    """Return every individual charge in date order; undated ones come last."""
    lines = [
        Line(index, day, charge)
        for index, charge in enumerate(case.charges)
        for day in _days(charge)
    ]
    return tuple(sorted(lines, key=lambda line: (line.date or dt.date.max, line.index)))


def main_currency(case: Case, lines: tuple[Line, ...]) -> str:
    """Return the currency of the case: the country's own, if any disputed charge is in it.

    A charge without a currency is in the country's own.
    """
    home = default_currency(case.country)
    used = [line.charge.currency or home for line in lines if line.is_disputed]
    return home if not used or home in used else used[0]


def remedy(case: Case) -> Remedy:
    """Return what is asked for: the person's own choice, else what goals and reason suggest."""
    if case.request.primary is not None:
        return case.request.primary
    if case.goals and "money_back" not in case.goals:
        return next((_WITHOUT_MONEY[goal] for goal in case.goals), "full")
    if _difference_is_known(case):
        return "difference"
    return "full"


def charge_facts(case: Case, lines: tuple[Line, ...]) -> tuple[ChargeFact, ...]:
    """Return the charges whose amount is known."""
    home = default_currency(case.country)
    facts = []
    for line in lines:
        amount = line.charge.amount
        if amount is not None:
            facts.append(_fact(case, line, amount, line.charge.currency or home))
    return tuple(facts)


def _difference_is_known(case: Case) -> bool:
    if case.reason == "price_increase":
        return any(increase.months is not None for increase in case.price_increases)
    return case.reason == "wrong_amount" and case.wrong_amount.expected is not None


def _days(charge: Charge) -> Iterator[dt.date | None]:
    first, repeat = charge.date, charge.repeat
    yield first
    if first is None or repeat is None:
        return
    step = stepper(repeat.every)
    for number in range(1, MOST_REPEATS):
        day = step(first, number)
        if day > repeat.until:
            return
        yield day


def _fact(case: Case, line: Line, amount: Decimal, currency: str) -> ChargeFact:
    charge = line.charge
    refunded = charge.refunded or Decimal(0)
    disputed = contested(case, charge, amount) if line.is_disputed else Decimal(0)
    left = max(Decimal(0), disputed - refunded)
    return ChargeFact(
        index=line.index,
        date=line.date,
        amount=Money(amount, currency),
        disputed=Money(left, currency),
        refunded=Money(refunded, currency),
        counted=left > 0 and not line.is_pending,
        pending=line.is_pending,
        descriptor=charge.descriptor or case.service.descriptor or "",
        reference=charge.reference or "",
        statement_date=charge.statement_date,
    )


def contested(case: Case, charge: Charge, amount: Decimal) -> Decimal:
    """Return the part of ``amount`` that is disputed, before refunds.

    Where only a difference is asked for and the correct price is known, that difference is
    disputed.
    """
    if charge.disputed_amount is not None:
        return min(charge.disputed_amount, amount)
    expected = case.wrong_amount.expected
    if remedy(case) == "difference" and expected is not None:
        return max(Decimal(0), amount - expected)
    return amount
