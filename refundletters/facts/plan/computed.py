"""The values that rows of advice may use and print, worked out from the facts."""

from __future__ import annotations

import datetime as dt

from refundletters.facts.plan.next_document import goes_to_the_bank_now
from refundletters.facts.plan.service_policy import how_to_cancel
from refundletters.facts.types import Facts
from refundletters.model.computed import Computed
from refundletters.model.money import Money

__all__ = ["computed_of"]


def computed_of(facts: Facts) -> Computed:
    """Return the values of a case that advice may name."""
    money, amount = facts.money, facts.case.request.amount
    named = None if amount is None else Money(amount, money.currency)
    age = max((rule.age_days for rule in facts.rules), default=0)
    name, way, page = how_to_cancel(facts)
    return Computed(
        named=named,
        asked=money.asked,
        wanted=money.asked if named is None else named,
        paid=money.charged + money.fees,
        has_amounts=bool(facts.charges),
        other_currencies=money.elsewhere,
        remedy=money.remedy,
        charges_described=all(charge.descriptor for charge in facts.counted),
        law_for_company=any(rule.quotable and rule.addressed_to != "bank" for rule in facts.rules),
        at_bank=_at_bank(facts),
        bank_now=goes_to_the_bank_now(facts),
        has_card_category=facts.category is not None,
        card_last_day=None if facts.card_deadline is None else facts.card_deadline.date,
        card_time_over=facts.card_window_over,
        rules_checked=facts.as_of - dt.timedelta(days=age),
        days_since_rules_checked=age,
        service_name=name,
        way_to_cancel=way,
        cancel_page=page,
    )


def _at_bank(facts: Facts) -> Money | None:
    """Return the sum of the charges a bank can still be asked for, where others are too late."""
    left = [charge for charge in facts.counted if charge.date not in facts.late_at_bank]
    if len(left) in {0, len(facts.counted)}:
        return None
    currency = facts.currency
    own = (charge.disputed for charge in left if charge.disputed.currency == currency)
    return Money.total(own, currency)
