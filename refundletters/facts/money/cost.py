"""What a subscription has cost so far, by the person's own figures."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from refundletters.facts.law.periods import stepper
from refundletters.facts.money.charges import MOST_REPEATS
from refundletters.facts.types import Facts
from refundletters.messages import Message, say
from refundletters.model.case import Case
from refundletters.model.money import Money

__all__ = ["cost_so_far"]


def cost_so_far(facts: Facts) -> Message | None:
    """Return the sum of the payments from the start until the end, or until now.

    The price on a day is that of the plan; where price increases are listed, it is the one in force
    on that day. ``None`` where start, period or price is not known.
    """
    case = facts.case
    start, period = case.plan.started_on, case.plan.period
    if case.trial.ended_on is not None and start is not None:
        start = max(start, case.trial.ended_on)  # billing begins when the trial ends
    if start is None or period not in ("week", "month", "year"):
        return None
    end = min(facts.as_of, case.cancellation.access_ends_on or case.cancellation.on or facts.as_of)
    total, count = Decimal(0), 0
    step = stepper(period)
    for number in range(MOST_REPEATS):
        day = step(start, number) if number else start
        if day > end:
            break
        price = _price_on(day, case)
        if price is None:
            return None
        total += price
        count += 1
    if count < 2:
        return None
    return say(
        "By your own figures, this subscription has cost about %(amount)s since %(day)s "
        "(%(count)s payments).",
        amount=Money(total, facts.currency),
        day=start,
        count=count,
    )


def _price_on(day: dt.date, case: Case) -> Decimal | None:
    rises = sorted(
        (rise for rise in case.price_increases if rise.effective_from and rise.new is not None),
        key=lambda rise: rise.effective_from or dt.date.min,
    )
    if not rises:
        return case.plan.price
    price = rises[0].old
    for rise in rises:
        if rise.effective_from is not None and rise.effective_from <= day:
            price = rise.new
    return price
