"""The journal in time order, and what its entries say about where things stand."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Final

from refundletters.facts.law.business_days import WorkCalendar
from refundletters.facts.law.dates import Period
from refundletters.facts.types import ContactFact
from refundletters.model.case import Case
from refundletters.model.money import Money

__all__ = [
    "COMPLAINT",
    "SILENCE_DAYS",
    "contact_facts",
    "days_after",
    "last_where",
    "promise_due",
    "response_due",
    "with_bank",
    "with_trader",
]

# How long to wait for a first answer on each way of writing before it counts as silence.
SILENCE_DAYS: Final = {
    "web": 7,
    "app": 7,
    "chat": 1,
    "phone": 1,
    "email": 7,
    "form": 7,
    "social": 2,
    "letter": 14,
    "branch": 7,
}
_SILENCE_ELSEWHERE: Final = 7
COMPLAINT: Final = "formal-complaint"

# A promise without a date: refunds to a card are commonly posted within ten business days.
PROMISED_WITHIN: Final = Period(business_days=10)
# Business days of grace after a promised day, for the bank to post the money.
GRACE: Final = 3

_WITHIN: Final = re.compile(r"(\d+) (business )?(day|week|month)s?")


def contact_facts(case: Case, currency: str) -> tuple[ContactFact, ...]:
    """Return the dated entries of the journal, oldest first."""
    found = [
        ContactFact(
            index=index,
            day=contact.at.day,
            time=contact.at.time,
            party=contact.party or "trader",
            document=contact.document or "",
            channel=contact.channel or "",
            with_=contact.with_ or "",
            reference=contact.reference or "",
            said=contact.said or "",
            result=contact.result or "",
            amount=_money(contact.amount, currency),
            due_on=contact.due_on,
            offer_type=(contact.offer.type or "") if contact.offer else "",
            offer_amount=_money(contact.offer.amount, currency) if contact.offer else None,
        )
        for index, contact in enumerate(case.contacts)
        if contact.at is not None
    ]
    return tuple(sorted(found, key=lambda fact: (fact.day, fact.time or dt.time.min, fact.index)))


def with_trader(contacts: Iterable[ContactFact]) -> tuple[ContactFact, ...]:
    """Return the contacts with the company or whoever took the money for it."""
    return tuple(contact for contact in contacts if contact.party in ("trader", "biller"))


def with_bank(contacts: Iterable[ContactFact]) -> tuple[ContactFact, ...]:
    """Return the contacts with the bank or card issuer."""
    return tuple(contact for contact in contacts if contact.party == "bank")


def last_where(
    contacts: Sequence[ContactFact], test: Callable[[ContactFact], bool]
) -> ContactFact | None:
    """Return the latest contact for which ``test`` holds."""
    return next((contact for contact in reversed(contacts) if test(contact)), None)


def response_due(case: Case, contact: ContactFact, reply_days: int) -> dt.date:
    """Return the last day to wait for an answer to ``contact``.

    That is the day it names itself, the person's own or the usual time for a complaint, else the
    usual waiting time of its channel.
    """
    if contact.due_on is not None:
        return contact.due_on
    if contact.document == COMPLAINT:
        days = case.request.deadline_days or reply_days
    else:
        days = SILENCE_DAYS.get(contact.channel, _SILENCE_ELSEWHERE)
    return contact.day + dt.timedelta(days=days)


def promise_due(case: Case, contacts: Sequence[ContactFact], work: WorkCalendar) -> dt.date | None:
    """Return the day after which a promised refund is overdue; ``None`` without a promise."""
    promised = last_where(contacts, lambda contact: contact.result == "promised")
    if promised is not None and promised.due_on is not None:
        return work.move(promised.due_on, GRACE)
    start = case.promise.on or (promised.day if promised else None)
    if start is None:
        return None
    if case.promise.within:
        stated = days_after(start, case.promise.within, work)
        if stated is not None:
            return work.move(stated, GRACE)
    return PROMISED_WITHIN.after(start, work)


def days_after(start: dt.date, within: str, work: WorkCalendar) -> dt.date | None:
    """Return the last day of a span such as ``10 business days`` or ``2 weeks``.

    ``None`` where the text is not such a span.
    """
    match = _WITHIN.fullmatch(within)
    if match is None:
        return None
    number, business, unit = int(match[1]), match[2], match[3]
    part = "business_days" if business else f"{unit}s"
    return Period(**{part: number}).after(start, work)


def _money(amount: Decimal | None, currency: str) -> Money | None:
    return None if amount is None else Money(amount, currency)
