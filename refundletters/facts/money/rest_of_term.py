"""What is left of a minimum term after an early end, and its price by days."""

from __future__ import annotations

import datetime as dt
from itertools import count

from refundletters.facts.law.periods import ONE_DAY, stepper
from refundletters.facts.types import RestOfTerm
from refundletters.model.case import Case
from refundletters.model.money import Money

__all__ = ["rest_of_term"]


def rest_of_term(case: Case, currency: str) -> RestOfTerm | None:
    """Return price × days left ÷ days of the term, rounded half up.

    The term runs from the start of the contract to the end of the minimum term, both included. Its
    price is that of all the periods it has; the days left are those after access ended, or after
    the cancellation. ``None`` where one of them is not known, or nothing was left.

    Args:
        case: The case.
        currency: The main currency.
    """
    plan, until = case.plan, case.contract.minimum_until
    ended = case.cancellation.access_ends_on or case.cancellation.on
    if plan.started_on is None or until is None or ended is None or plan.price is None:
        return None
    if plan.period not in ("week", "month", "year"):
        return None
    term, left = (until - plan.started_on).days + 1, (until - ended).days
    if not 0 < left < term:
        return None
    price = Money(plan.price, currency) * _periods(plan.period, plan.started_on, until)
    value = Money(price.amount * left / term, currency).rounded()
    return RestOfTerm(price, left, term, value)


def _periods(period: str, first: dt.date, until: dt.date) -> int:
    """Return how many periods begin within the term."""
    step = stepper(period)
    # A term is often said to last until the day on which it would begin again.
    return next(number for number in count(1) if step(first, number) > until - ONE_DAY)
