"""Everything that has a date, in the order in which it happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from refundletters.facts.types import ContactFact, Facts
from refundletters.model.money import Money

__all__ = ["ChronologyEvent", "chronology"]


@dataclass(frozen=True, slots=True)
class ChronologyEvent:
    """Something that happened on a day; the summary has a sentence for each ``kind``."""

    day: dt.date
    kind: str
    amount: Money | None = None
    contact: ContactFact | None = None


def chronology(facts: Facts) -> list[ChronologyEvent]:
    """Return the dated events of a case, oldest first; those of one day keep their order."""
    return sorted(_events(facts), key=lambda event: event.day)


def _events(facts: Facts) -> Iterator[ChronologyEvent]:
    case = facts.case
    dated = {
        "plan": case.plan.started_on,
        "trial": case.trial.started_on,
        "trial_end": case.trial.ended_on,
        "problem": case.technical.from_,
        "cancellation": case.cancellation.on,
        "permission": case.permission.on,
        "withdrawal": case.withdrawal.sent_on,
        "discovered": case.discovered_on,
        "promise": case.promise.on,
        "blocked": case.payment.blocked_on.day if case.payment.blocked_on else None,
    }
    for kind, day in dated.items():
        if day:
            yield ChronologyEvent(day, kind)
    for increase in case.price_increases:
        if increase.effective_from:
            yield ChronologyEvent(increase.effective_from, "price")
    for charge in facts.charges:
        if charge.date:
            yield ChronologyEvent(charge.date, "charge", amount=charge.amount)
    for contact in facts.contacts:
        yield ChronologyEvent(contact.day, "contact", contact=contact)
