"""The part of a charge that paid for lost days.

The share is charge × days lost ÷ calendar days of the billing period that the charge began,
rounded half up to the currency's smallest unit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import count

import msgspec

from refundletters.facts.law.periods import ONE_DAY, stepper
from refundletters.facts.types import ChargeFact
from refundletters.model.case import Case
from refundletters.model.money import Money

__all__ = ["Share", "billing_end", "shares"]


class Share(msgspec.Struct, frozen=True):
    """The lost part of one charge: ``lost`` of the ``period`` days it paid for."""

    charge: ChargeFact
    lost: int
    period: int

    def value(self) -> Money:
        """Return the amount, rounded half up."""
        amount = self.charge.amount
        return Money(amount.amount * self.lost / self.period, amount.currency).rounded()


class _Paid(msgspec.Struct, frozen=True):
    """A charge with the first day it paid for, and the first day after that period."""

    charge: ChargeFact
    start: dt.date
    end: dt.date

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    def overlap(self, first: dt.date, last: dt.date) -> int:
        """Count the days from ``first`` to ``last``, both included, that this charge paid for."""
        return max(0, (min(last + ONE_DAY, self.end) - max(first, self.start)).days)


def billing_end(case: Case, charge: ChargeFact) -> dt.date | None:
    """Return the first day of the next billing period; a plan of unknown period is monthly.

    ``None`` where the day of the charge is not known, or its period is neither week, month nor
    year.
    """
    if charge.date is None:
        return None
    line = case.charges[charge.index]
    if line.repeat is not None and line.date is not None:
        step = stepper(line.repeat.every)
        return next(
            day for day in (step(line.date, number) for number in count(1)) if day > charge.date
        )
    if case.plan.period == "other":
        return None
    return stepper(case.plan.period or "month")(charge.date, 1)


def shares(case: Case, charges: Sequence[ChargeFact], as_of: dt.date) -> list[Share]:
    """Return the lost share of each charge, in date order; empty where it is not known.

    Args:
        case: The case; the days lost are those from the day the service ended or the account was
            blocked, else ``technical.days``, else those from ``technical.from`` to ``technical.to``
            (or ``as_of``), else the rest of the period after access ended, which is
            ``cancellation.on`` unless another day is given.
        charges: The disputed charges.
        as_of: The day the case is seen from.
    """
    paid = _paid(case, charges)
    if not paid:
        return []
    technical = case.technical
    if case.ended.on is not None:
        found = _overlaps(paid, case.ended.on, _last_day_lost(case, paid))
    elif technical.days is not None:
        found = _spread_days(paid, technical.days, technical.from_)
    elif technical.from_ is not None:
        found = _overlaps(paid, technical.from_, technical.to or as_of)
    elif (gone := case.cancellation.access_ends_on or case.cancellation.on) is not None:
        found = _overlaps(paid[-1:], gone + ONE_DAY, paid[-1].end - ONE_DAY)
    else:
        found = []
    return [share for share in found if share.lost > 0]


def _last_day_lost(case: Case, paid: Sequence[_Paid]) -> dt.date:
    """Return the last day without service: the day before it came back, else the last one paid."""
    if case.ended.until is not None:
        return case.ended.until - ONE_DAY
    return case.ended.paid_until or paid[-1].end - ONE_DAY


def _paid(case: Case, charges: Sequence[ChargeFact]) -> list[_Paid]:
    paid = []
    for charge in charges:
        end = _end_of_term(case, charge) or billing_end(case, charge)
        if charge.date is not None and end is not None:
            paid.append(_Paid(charge, charge.date, end))
    return sorted(paid, key=lambda part: part.start)


def _end_of_term(case: Case, charge: ChargeFact) -> dt.date | None:
    """Return the day after the term that a charge of no known period paid for, where it is given.

    A term paid in advance that is not a week, month or year ends on the day the person names.
    """
    until, repeats = case.ended.paid_until, case.charges[charge.index].repeat is not None
    if until is None or repeats or case.plan.period not in (None, "other"):
        return None
    return until + ONE_DAY if charge.date is not None and charge.date <= until else None


def _spread_days(paid: Sequence[_Paid], days: int, start: dt.date | None) -> list[Share]:
    """Assign the lost days to the periods they fell in; without a first day, to the latest ones."""
    if start is not None and len(paid) > 1:
        capacities = [(part, part.overlap(start, dt.date.max - ONE_DAY)) for part in paid]
    else:
        capacities = [(part, part.days) for part in reversed(paid)]
    found = []
    for part, capacity in capacities:
        lost = min(days, capacity)
        found.append(Share(part.charge, lost, part.days))
        days -= lost
    return sorted(found, key=lambda share: share.charge.date or dt.date.max)


def _overlaps(paid: Sequence[_Paid], first: dt.date, last: dt.date) -> list[Share]:
    found = [Share(part.charge, part.overlap(first, last), part.days) for part in paid]
    if len(paid) == 1 and not found[0].lost and first <= last:
        # One disputed charge and an outage just outside its period: its days count all the same.
        lost = min((last - first).days + 1, paid[0].days)
        return [Share(paid[0].charge, lost, paid[0].days)]
    return found
