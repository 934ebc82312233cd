"""The journal in time order, and what its entries say about the state of the case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from refundletters.facts.law.business_days import WorkCalendar
from refundletters.facts.law.periods import Period
from refundletters.facts.types import ContactFact
from refundletters.model.case import Case
from refundletters.model.money import Money
from refundletters.patterns import lazy_pattern

__all__ = [
    "COMPLAINT",
    "SILENCE_DAYS",
    "asked_parties",
    "contact_facts",
    "days_after",
    "last_where",
    "other_promise_due",
    "promise_due",
    "promises_refund",
    "response_due",
    "standing",
    "with_bank",
    "with_biller",
    "with_trader",
    "without_itself",
]

# How long to wait for a first answer on each channel before it counts as silence.
SILENCE_DAYS: Final = {
    "web": 7,
    "app": 7,
    "chat": 1,
    "phone": 1,
    "email": 7,
    "form": 7,
    "social": 2,
    "letter": 14,
    "registered_letter": 14,
    "in_person": 7,
    "branch": 7,
    "fax": 7,
    "via_biller": 7,
}
_SILENCE_ELSEWHERE: Final = 7
# Payment methods that somebody else handles, even where the service is said to bill directly.
_THROUGH_OTHERS: Final = frozenset({"paypal", "wallet", "app_store", "carrier", "pay_later"})
COMPLAINT: Final = "formal-complaint"

# A promise without a date: refunds to a card are commonly posted within ten business days.
PROMISED_WITHIN: Final = Period(business_days=10)
# Business days of grace after a promised day, for the bank to post the money.
GRACE: Final = 3

_WITHIN: Final = lazy_pattern(r"(\d+) (business )?(day|week|month)s?")


def contact_facts(case: Case, currency: str) -> tuple[ContactFact, ...]:
    """Return the dated entries of the journal that went out, oldest first."""
    asked = asked_parties(case)
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
            asked=contact.asked or "",
            answered=contact.answered or "",
            with_addressee=(contact.party or "trader") in asked,
        )
        for index, contact in enumerate(case.contacts)
        if contact.at is not None and contact.sent is not False
    ]
    return tuple(sorted(found, key=lambda fact: (fact.day, fact.time or dt.time.min, fact.index)))


def without_itself(case: Case, document: str, day: dt.date) -> Case:
    """Return the case without the note that ``document`` was sent on ``day``.

    A message written again on that day, in another format, keeps the same words: it does not
    mention itself as an earlier message.
    """
    kept = tuple(
        contact
        for contact in case.contacts
        if contact.document != document
        or contact.result is not None
        or contact.at is None
        or contact.at.day != day
    )
    return case if kept == case.contacts else replace(case, contacts=kept)


def asked_parties(case: Case) -> frozenset[str]:
    """Return the journal parties who answer for whoever is asked for the money."""
    asked = {"trader"}
    biller = case.service.biller
    bills_itself = biller in (None, "provider", "unknown")
    if biller != "paypal" and not (bills_itself and case.payment.method in _THROUGH_OTHERS):
        asked.add("biller")
    if case.ended.kind == "insolvent":
        asked.add("administrator")
    if case.reason == "unfounded_demand":
        asked.add("collector")
    return frozenset(asked)


def with_trader(contacts: Iterable[ContactFact]) -> tuple[ContactFact, ...]:
    """Return the contacts with the company, or with whoever is asked for the money instead."""
    return tuple(contact for contact in contacts if contact.with_addressee)


def with_biller(contacts: Iterable[ContactFact]) -> tuple[ContactFact, ...]:
    """Return the contacts with the wallet, store or carrier that took the money."""
    return tuple(contact for contact in contacts if contact.party == "biller")


def standing(contacts: Sequence[ContactFact], results: Collection[str]) -> tuple[ContactFact, ...]:
    """Return the last contact of each party whose result is one of ``results``.

    A later answer of the same party replaces its earlier one.
    """
    latest = {contact.party: contact for contact in contacts if contact.result in results}
    return tuple(sorted(latest.values(), key=lambda fact: (fact.day, fact.index)))


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

    That is the day the contact itself names, or the person's own or the usual time for a complaint,
    or else the usual waiting time for its channel.
    """
    if contact.due_on is not None:
        return contact.due_on
    if contact.document == COMPLAINT:
        days = case.request.deadline_days or reply_days
    else:
        days = SILENCE_DAYS.get(contact.channel, _SILENCE_ELSEWHERE)
    return contact.day + dt.timedelta(days=days)


def promises_refund(case: Case) -> bool:
    """Tell whether ``[promise]`` is about money, which it is unless it says otherwise."""
    return case.promise.what in (None, "refund")


def promise_due(case: Case, contacts: Sequence[ContactFact], work: WorkCalendar) -> dt.date | None:
    """Return the day after which a promised refund is overdue; ``None`` without a promise."""
    promised = last_where(contacts, lambda contact: contact.result == "promised")
    if promised is not None and promised.due_on is not None:
        return work.move(promised.due_on, GRACE)
    table = case.promise.on if promises_refund(case) else None
    start = table or (promised.day if promised else None)
    if start is None:
        return None
    if case.promise.within and promises_refund(case):
        stated = days_after(start, case.promise.within, work)
        if stated is not None:
            return work.move(stated, GRACE)
    return PROMISED_WITHIN.after(start, work)


def other_promise_due(
    case: Case, contacts: Sequence[ContactFact], work: WorkCalendar
) -> dt.date | None:
    """Return the last day for something else that was promised, such as a confirmation."""
    promised = last_where(contacts, lambda contact: contact.result == "promised_other")
    if promised is not None and promised.due_on is not None:
        return promised.due_on
    table = None if promises_refund(case) else case.promise.on
    start = table or (promised.day if promised else None)
    if start is None:
        return None
    within = case.promise.within if table is not None else None
    return (days_after(start, within, work) if within else None) or PROMISED_WITHIN.after(
        start, work
    )


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
