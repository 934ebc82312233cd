"""What is owed for the days until a withdrawal, where it was to begin at once."""

from __future__ import annotations

from collections.abc import Sequence

from refundletters.facts.law.periods import stepper
from refundletters.facts.types import ChargeFact, UsedShare
from refundletters.model.case import Case
from refundletters.model.money import Money

__all__ = ["used_before_withdrawal"]


def used_before_withdrawal(
    case: Case, disputed: Sequence[ChargeFact], currency: str
) -> UsedShare | None:
    """Return price × days used ÷ days of the term, rounded half up; ``None`` where none is owed.

    The days run from the start of the contract to the day the withdrawal was sent, inclusive
    (article 14 paragraph 3 of the Consumer Rights Directive). The price is that of the plan, else
    that of the only disputed charge.

    Args:
        case: The case, known to have withdrawn in time.
        disputed: The disputed charges in the main currency.
        currency: The main currency.
    """
    plan, sent = case.plan, case.withdrawal.sent_on
    if sent is None or case.withdrawal.asked_immediate_start != "yes":
        return None
    if plan.started_on is None or plan.period not in ("week", "month", "year"):
        return None
    price = Money(plan.price, currency) if plan.price is not None else _only(disputed)
    used = (sent - plan.started_on).days + 1
    if price is None or used < 1:
        return None
    term = (stepper(plan.period)(plan.started_on, 1) - plan.started_on).days
    used = min(used, term)
    return UsedShare(price, used, term, Money(price.amount * used / term, currency).rounded())


def _only(disputed: Sequence[ChargeFact]) -> Money | None:
    return disputed[0].amount if len(disputed) == 1 else None
