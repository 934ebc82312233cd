"""Which document comes next, and on which day.

Escalation: ask, follow up, ask for a second look, complain formally, turn to the bank or biller,
appeal, go to the ombudsman. Each stage opens on an answer or on silence; a stage that a case rules
out is skipped.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

from refundletters.facts.contacts import (
    COMPLAINT,
    promise_due,
    response_due,
    with_bank,
    with_trader,
)
from refundletters.facts.countries import reply_days
from refundletters.facts.law.business_days import work_calendar
from refundletters.facts.law.periods import ONE_DAY
from refundletters.facts.types import ContactFact, DocumentStatus, Facts

__all__ = ["bank_document", "goes_to_the_bank_now", "next_step"]

Stage = tuple[str, dt.date]

# With a last day this near, turn to the bank before the company has answered.
NEAR: Final = 14
# How long a bank usually takes to decide before it is worth asking again.
_BANK_DAYS: Final = 45
# Those that decide on refunds themselves, through their own form.
_STORES: Final = frozenset({"apple", "google", "roku", "samsung", "carrier"})
_BILLER_METHODS: Final = frozenset(
    {"paypal", "wallet", "app_store", "carrier", "upi", "pix", "pay_later"}
)


def next_step(
    facts: Facts, statuses: Sequence[DocumentStatus]
) -> tuple[str | None, dt.date | None]:
    """Return the next document and its day; ``(None, None)`` where nothing is left to write.

    Args:
        facts: The case.
        statuses: All documents. A blocked one is skipped, as is one that waits for more than time.
    """
    status = {entry.id: entry.status for entry in statuses}
    for document, day in _escalation(facts):
        is_open = status.get(document) == "offered"
        comes = status.get(document) == "waiting" and day > facts.as_of
        if is_open or comes:
            return document, max(day, facts.as_of)
    return None, None


def bank_document(facts: Facts) -> str | None:
    """Return the document for the bank or biller that matches the means of payment."""
    signals = facts.signals
    if signals.security_case and signals.four_points_ok and signals.is_bank_method:
        return "unauthorized-payment-report"
    if signals.is_card:
        return "card-dispute"
    if signals.is_direct_debit:
        return "direct-debit-refund"
    if signals.biller_is_other or facts.case.payment.method in _BILLER_METHODS:
        return "biller-dispute"
    return None


def _escalation(facts: Facts) -> Iterator[Stage]:
    """Yield what could come next, best first."""
    signals = facts.signals
    today = facts.as_of
    if signals.verified:
        yield "thank-you", today
        return
    if signals.paid:
        yield "thank-you", _money_visible(facts)
        return
    yield from _urgent(facts)
    told_the_bank_only = signals.bank_contacted and not signals.contacted
    if signals.bank_contacted and not (told_the_bank_only and not _bank_is_done(facts)):
        yield from _at_the_bank(facts)
    if not signals.contacted:
        yield from _first_contact(facts)
        return
    yield from _with_the_company(facts)


def _bank_is_done(facts: Facts) -> bool:
    """Tell whether the bank has decided against the person, or taken too long."""
    signals = facts.signals
    return signals.bank_refused or signals.credit_reversed or signals.bank_overdue


def _urgent(facts: Facts) -> Iterator[Stage]:
    """Yield what cannot wait for the company.

    That is a payment by a stranger, a last day that is near, a company that no longer exists, and
    an objection to a demand.
    """
    if facts.case.reason == "unfounded_demand" and not _has_objected(facts):
        yield "refund-request", facts.as_of
    document = bank_document(facts)
    if document is not None and goes_to_the_bank_now(facts):
        yield document, facts.as_of


def goes_to_the_bank_now(facts: Facts) -> bool:
    """Tell whether the bank or biller comes before the company's answer."""
    signals = facts.signals
    document = bank_document(facts)
    if document is None or signals.bank_contacted or signals.settled:
        return False
    if signals.service_over:
        return not signals.biller_contacted
    near = any(
        0 <= deadline.days_left <= NEAR and deadline.counted_from != "contract_date"
        for deadline in facts.deadlines
        if _is_for_the_bank(deadline.id, facts)
    )
    return document == "unauthorized-payment-report" or near


def _has_objected(facts: Facts) -> bool:
    """Tell whether whoever demands the money was answered since the demand."""
    since = facts.case.demand.on or dt.date.min
    return any(
        contact.document == "refund-request"
        or (contact.party == (facts.case.demand.by or "trader") and bool(contact.asked))
        for contact in with_trader(facts.contacts)
        if contact.day >= since
    )


def _is_for_the_bank(key: str, facts: Facts) -> bool:
    company = {rule.id for rule in facts.rules if rule.addressed_to == "merchant"}
    return key not in company


def _first_contact(facts: Facts) -> Iterator[Stage]:
    case, today = facts.case, facts.as_of
    goals = set(case.goals)
    if facts.signals.withdrawal_in_time and case.withdrawal.sent_on is None:
        yield "withdrawal-notice", today
    if case.reason == "cannot_cancel" or goals == {"stop_charges"}:
        yield "cancellation-notice", today
    if goals and not goals - {"pause", "stop_charges"} and "pause" in goals:
        yield "pause-request", today
    if goals and not goals - {"credit", "stop_charges"} and "credit" in goals:
        yield "goodwill-request", today
    if case.service.biller in _STORES or case.payment.method in ("app_store", "carrier"):
        yield "biller-dispute", today
    if case.account.has in ("no", "locked_out") or case.reason == "price_increase":
        yield "refund-request", today
    yield "chat-opener", today
    yield "refund-request", today


def _with_the_company(facts: Facts) -> Iterator[Stage]:
    signals, today = facts.signals, facts.as_of
    sent = {contact.document for contact in facts.contacts}
    if signals.offered:
        yield "offer-reply", today
    if signals.complaint_sent:
        yield from _after_the_complaint(facts)
        return
    waiting_until = _still_waiting(facts)
    if waiting_until is not None and not signals.refused:
        yield _next_letter(sent), waiting_until + ONE_DAY
    if signals.no_answer or signals.promise_overdue:
        yield _next_letter(sent), today
    if signals.refused and signals.biller_refused and "biller-dispute" not in sent:
        yield "biller-dispute", today
    if signals.answered and "supervisor-request" not in sent:
        yield "supervisor-request", today
    yield "formal-complaint", today
    yield from _beyond_the_company(facts, today)
    if "goodwill-request" not in sent:
        yield "goodwill-request", today


def _next_letter(sent: set[str]) -> str:
    return "formal-complaint" if "follow-up" in sent else "follow-up"


def _after_the_complaint(facts: Facts) -> Iterator[Stage]:
    """Yield what comes once the complaint was turned down, or its deadline has passed."""
    trader = with_trader(facts.contacts)
    complaint = next(one for one in reversed(trader) if one.document == COMPLAINT)
    since = trader[trader.index(complaint) :]
    turned_down = any(one.result in ("refused", "final_refusal") for one in since)
    day = facts.as_of if turned_down else _waits_until(facts, complaint) + ONE_DAY
    yield from _beyond_the_company(facts, day)
    yield "letter-before-action", day
    yield "authority-report", day


def _beyond_the_company(facts: Facts, day: dt.date) -> Iterator[Stage]:
    document = bank_document(facts)
    if document is not None and not facts.signals.bank_contacted:
        yield document, day


def _at_the_bank(facts: Facts) -> Iterator[Stage]:
    signals, today = facts.signals, facts.as_of
    sent = {contact.document for contact in facts.contacts}
    lost = signals.bank_refused or signals.credit_reversed
    if lost and "bank-appeal" not in sent:
        yield "bank-appeal", today
    if lost or signals.bank_overdue:
        yield "ombudsman-complaint", today
        yield "authority-report", today
        return
    latest = with_bank(facts.contacts)[-1]
    yield "bank-appeal", latest.due_on or latest.day + dt.timedelta(days=_BANK_DAYS)


def _still_waiting(facts: Facts) -> dt.date | None:
    """Return the last day of a wait that is still running for the company's answer or money."""
    trader = with_trader(facts.contacts)
    if facts.signals.promised and not facts.signals.promise_overdue:
        work = work_calendar(facts.country, facts.region).for_other_side
        return promise_due(facts.case, trader, work)
    if not trader or trader[-1].result:
        return None
    ends = _waits_until(facts, trader[-1])
    return ends if ends >= facts.as_of else None


def _waits_until(facts: Facts, contact: ContactFact) -> dt.date:
    return response_due(facts.case, contact, reply_days(facts.country))


def _money_visible(facts: Facts) -> dt.date:
    """Return when a payment should show on the statement: ten business days after it was made."""
    paid = next(one for one in reversed(facts.contacts) if one.result in ("paid", "verified"))
    banks = work_calendar(facts.country, facts.region, banks=True)
    return banks.for_other_side.move(paid.day, 10)
