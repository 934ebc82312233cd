"""Everything that has a date, in chronological order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Container, Iterator, Sequence
from typing import Final, Literal

import msgspec

from refundletters.facts.types import ContactFact, Facts
from refundletters.letters.pieces import ChargeGroup, groups
from refundletters.model.case import Case
from refundletters.model.tables import Fee, PriceIncrease

__all__ = ["MOST_CONTACTS", "ChronologyEvent", "chronology", "timeline"]

# With more entries than this a letter is too long to follow; the case summary has them all.
MOST_CONTACTS = 5
# What a letter reports besides the charges, the cancellation, the permission and the contacts.
_KINDS_OF_REASON = {
    "accidental_signup": {"plan", "discovered"},
    "changed_mind": {"plan"},
    "trial_conversion": {"trial", "trial_end"},
    "reactivated": {"discovered"},
    "price_increase": {"price"},
    "wrong_amount": {"price", "changed"},
    "unauthorized_payment": {"discovered"},
    "account_takeover": {"discovered"},
    "household_purchase": {"discovered"},
    "service_ended": {"ended"},
    "account_blocked": {"blocked_account"},
    "early_end_fee": {"plan"},
    "unfounded_demand": {"plan"},
}
_ALWAYS = frozenset(
    {
        "cancellation",
        "permission",
        "access_end",
        "withdrawal",
        "promise",
        "blocked",
        "demand",
        "refund",
        "died",
        "fee",
    }
)
_SHORTEST = frozenset({"cancellation", "withdrawal", "charge", "demand", "blocked_account"})
# What a message to support leaves to the letters: it does not affect the outcome there.
_BANKS = frozenset({"permission", "blocked", "access_end"})
_MOST_TOLD: Final = {"short": 1, "brief": 3, "bank": MOST_CONTACTS, "full": MOST_CONTACTS}

Fullness = Literal["short", "brief", "bank", "full"]


class ChronologyEvent(msgspec.Struct, frozen=True):
    """Something that happened on a day; letters have words for each ``kind``.

    Attributes:
        day: The day; the first one of a group of charges.
        key: The answer that the day comes from, where it may be only approximate.
        charges: The charges of a ``charge``.
        contact: The journal entry of a ``contact``.
        price: The increase of a ``price``.
        fee: The fee of a ``fee``.
    """

    day: dt.date
    kind: str
    key: str = ""
    charges: ChargeGroup | None = None
    contact: ContactFact | None = None
    price: PriceIncrease | None = None
    fee: Fee | None = None


def chronology(
    facts: Facts,
    promise_due: dt.date | None = None,
    apart: Container[dt.date | None] = (),
) -> list[ChronologyEvent]:
    """Return the dated events of a case, oldest first; those on the same day keep their order.

    Args:
        facts: The case and what follows from it.
        promise_due: The day by which a promised refund was due.
        apart: Days of charges that are listed separately.
    """
    return sorted(_events(facts, promise_due, apart), key=lambda event: event.day)


def timeline(
    events: Sequence[ChronologyEvent],
    reason: str,
    parties: Collection[str],
    fullness: Fullness = "full",
) -> Sequence[ChronologyEvent]:
    """Return the events a letter reports: those its reason needs, and contacts with ``parties``.

    Args:
        events: All events, oldest first.
        reason: The reason of the case.
        parties: Whose contacts belong in the letter, as in the journal.
        fullness: ``full`` for letters; ``bank`` for those that mention the permission in a separate
            sentence; ``brief`` for messages to support, which leave out what is said elsewhere or
            for the bank; ``short`` for the shortest story.
    """
    told = [event for event in events if event.contact and event.contact.party in parties]
    if fullness == "short":  # an answer that the letter quotes needs its day
        told = [event for event in told if _is_answered(event)] or told
    told = told[-_MOST_TOLD[fullness] :]
    wanted = _SHORTEST
    if fullness != "short":
        wanted = _SHORTEST | _ALWAYS | _KINDS_OF_REASON.get(reason, set())
    if fullness == "brief":
        wanted -= _BANKS
    if fullness == "bank":
        wanted -= {"permission"}
    return [event for event in events if event.kind in wanted or event in told]


def _events(
    facts: Facts, promise_due: dt.date | None, apart: Container[dt.date | None]
) -> Iterator[ChronologyEvent]:
    case = facts.case
    dated = {
        "plan": (case.plan.started_on, "plan.started_on"),
        "trial": (case.trial.started_on, "trial.started_on"),
        "trial_end": (case.trial.ended_on, "trial.ended_on"),
        "problem": (case.technical.from_, "technical.from"),
        "problem_end": (case.technical.to, "technical.to"),
        "cancellation": (case.cancellation.on, "cancellation.on"),
        "permission": (case.permission.on, "permission.on"),
        "access_end": (case.cancellation.access_ends_on, "cancellation.access_ends_on"),
        "changed": (case.wrong_amount.changed_on, "wrong_amount.changed_on"),
        "withdrawal": (case.withdrawal.sent_on, "withdrawal.sent_on"),
        "discovered": (case.discovered_on, "discovered_on"),
        "promise": (case.promise.on, "promise.on"),
        "promise_due": (promise_due, ""),
        "ended": (case.ended.on if not _is_block(case) else None, "ended.on"),
        "blocked_account": (case.ended.on if _is_block(case) else None, "ended.on"),
        "paid_until": (case.ended.paid_until, ""),
        "demand": (case.demand.on, "demand.on"),
        "refund": (case.refund.sent_on, "refund.sent_on"),
        "died": (case.represented.died_on, ""),
        "blocked": (case.payment.blocked_on.day if case.payment.blocked_on else None, ""),
    }
    for kind, (day, key) in dated.items():
        if day:
            yield ChronologyEvent(day, kind, key)
    for fee in case.fees:
        if fee.date and fee.amount is not None:
            yield ChronologyEvent(fee.date, "fee", fee=fee)
    for increase in case.price_increases:
        if increase.effective_from:
            yield ChronologyEvent(increase.effective_from, "price", price=increase)
    for group in groups(facts.charges, apart):
        if group.first:
            key = f"charges.{group.one.index}.date" if group.count == 1 else ""
            yield ChronologyEvent(group.first, "charge", key, charges=group)
    for contact in facts.contacts:
        if not _is_told(case, contact):
            yield ChronologyEvent(contact.day, "contact", contact=contact)


def _is_answered(event: ChronologyEvent) -> bool:
    return event.contact is not None and event.contact.result not in {"", "no_answer"}


def _is_block(case: Case) -> bool:
    return case.ended.kind in {"banned", "suspended"}


def _is_the_promise(case: Case, contact: ContactFact) -> bool:
    """Tell whether ``contact`` is the promise that the case already records."""
    promises = {"promised", "promised_other"}
    return contact.result in promises and contact.day == case.promise.on


def _is_told(case: Case, contact: ContactFact) -> bool:
    """Tell whether the case already records what ``contact`` is about."""
    return (
        _is_the_promise(case, contact)
        or _is_the_demand(case, contact)
        or _is_the_cancellation(case, contact)
    )


def _is_the_cancellation(case: Case, contact: ContactFact) -> bool:
    """Tell whether ``contact`` is the cancellation itself, without an answer."""
    canceled = case.cancellation
    same = contact.day == canceled.on and contact.channel == canceled.how
    return same and not contact.document and contact.result in {"", "no_answer"}


def _is_the_demand(case: Case, contact: ContactFact) -> bool:
    """Tell whether ``contact`` is the demand that the case already records, with nothing asked."""
    same = contact.day == case.demand.on and contact.party == (case.demand.by or "trader")
    return same and not contact.asked and contact.result in {"", "info"}
