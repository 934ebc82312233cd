"""Days on which to look at a case again: in the plan, and in a calendar.

A calendar has more of them than the plan, since it cannot say what comes next.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

import msgspec

from refundletters.facts.contacts import PROMISED_WITHIN, last_where, with_bank, with_trader
from refundletters.facts.law.business_days import work_calendar
from refundletters.facts.types import Deadline, Facts, Plan
from refundletters.messages import Message, say

__all__ = ["Reminder", "coming_days", "day_to_remember", "reminders"]

# Days before an event on which to look again.
BEFORE_CHARGE: Final = 3
BEFORE_TRIAL_END: Final = 1
EARLY_BEFORE_TRIAL_END: Final = 2
# A pending entry still there after this many days will not drop off by itself.
PENDING: Final = 8
# How long banks commonly may still take back a provisional credit.
CREDIT_STAYS: Final = 45
# Days after a charge on which to think of the card issuer's own time limit.
CARD_WINDOW: Final = (60, 90, 110)


class Reminder(msgspec.Struct, frozen=True):
    """A day for the calendar.

    Attributes:
        id: What it is about; no two of a case share it.
        day: The day.
        what: What to do.
        early: How many days before it is good to be reminded as well; 0 for not at all.
    """

    id: str
    day: dt.date
    what: Message
    early: int = 0


def coming_days(facts: Facts) -> Iterator[Deadline]:
    """Yield the days to look again at a case, as the plan shows them."""
    case, signals = facts.case, facts.signals
    coming = case.plan.next_charge_on
    if coming is not None and coming >= facts.as_of:
        what = say("Check before the next charge that the subscription is as you want it.")
        yield _before("next-charge", coming, BEFORE_CHARGE, what, facts)
    if case.pause.to is not None and case.pause.to >= facts.as_of:
        what = say("Billing resumes soon: keep pausing, or cancel.")
        yield _before("pause-ends", case.pause.to, BEFORE_CHARGE, what, facts)
    ended = _trial_to_decide(facts)
    if ended is not None and ended >= facts.as_of:
        yield _before("trial-ends", ended, BEFORE_TRIAL_END, _trial_ends(), facts)
    if not (signals.paid or signals.verified):
        yield from _pending(facts)
    if not signals.verified:
        yield from _money_to_watch(facts)


def day_to_remember(
    key: str, day: dt.date, event: str, start: dt.date, what: Message, facts: Facts
) -> Deadline:
    """Return a reminder that no rule sets, counted from ``start``."""
    return Deadline(
        id=key,
        date=day,
        counted_from=event,
        counted_from_on=start,
        must_be_received=False,
        send_by=day,
        days_left=(day - facts.as_of).days,
        what=what,
    )


def reminders(plan: Plan) -> tuple[Reminder, ...]:
    """Return the days of a case that are still to come, soonest first, each thing once."""
    found = [*_of_deadlines(plan), *_more(plan)]
    as_of = plan.facts.as_of
    by_id = {reminder.id: reminder for reminder in found if reminder.day >= as_of}
    kept: list[Reminder] = []
    for reminder in sorted(by_id.values(), key=lambda one: (one.day, one.id)):
        # Two rules may set the same last day; a calendar would show it twice.
        if all((reminder.day, reminder.what) != (one.day, one.what) for one in kept):
            kept.append(reminder)
    return tuple(kept)


def _before(key: str, event: dt.date, days: int, what: Message, facts: Facts) -> Deadline:
    day = max(facts.as_of, event - dt.timedelta(days=days))
    return day_to_remember(key, day, key, event, what, facts)


def _trial_to_decide(facts: Facts) -> dt.date | None:
    """Return the end of a trial that was neither canceled nor withdrawn from."""
    signals = facts.signals
    over = signals.canceled or signals.withdrawal_sent or signals.service_over
    return None if over or signals.account_shut else facts.case.trial.ended_on


def _trial_ends() -> Message:
    return say("The trial ends soon: cancel it, or keep it.")


def _pending(facts: Facts) -> Iterator[Deadline]:
    days = [charge.date for charge in facts.charges if charge.pending and charge.date]
    if days:
        start = max(days)
        day = max(facts.as_of, start + dt.timedelta(days=PENDING))
        what = say("Look whether the pending entry is final now, or has dropped off.")
        yield day_to_remember("pending-entry", day, "transaction_date", start, what, facts)


def _money_to_watch(facts: Facts) -> Iterator[Deadline]:
    """Yield the days to check that money has come, and has stayed."""
    credit = last_where(with_bank(facts.contacts), lambda one: one.result == "provisional_credit")
    if credit is not None and not facts.signals.credit_reversed:
        day = credit.day + dt.timedelta(days=CREDIT_STAYS)
        if day >= facts.as_of:
            what = say("Check that the provisional credit has not been taken back.")
            yield day_to_remember("credit-stays", day, "contact", credit.day, what, facts)
    paid = last_where(with_trader(facts.contacts), lambda one: one.result == "paid")
    if paid is not None:
        banks = work_calendar(facts.country, facts.region, banks=True)
        day = PROMISED_WITHIN.after(paid.day, banks.for_other_side)
        what = say("By this day the refund should show on your statement. Look for it.")
        yield day_to_remember("refund-shows", day, "contact", paid.day, what, facts)


def _of_deadlines(plan: Plan) -> Iterator[Reminder]:
    for deadline in plan.deadlines:
        posted_early = deadline.must_be_received and deadline.send_by < deadline.date
        if posted_early and deadline.send_by >= plan.facts.as_of:
            what = say(
                "Send it today at the latest: it has to arrive by %(day)s.", day=deadline.date
            )
            yield Reminder(f"{deadline.id}-send", deadline.send_by, what, early=7)
        yield Reminder(deadline.id, deadline.date, deadline.what, early=_early(deadline))


def _early(deadline: Deadline) -> int:
    """Return how long before a last day to remind: legal deadlines take longer to meet."""
    return 7 if deadline.source else 0


def _more(plan: Plan) -> Iterator[Reminder]:
    facts = plan.facts
    ended = _trial_to_decide(facts)
    if ended is not None:
        day = ended - dt.timedelta(days=EARLY_BEFORE_TRIAL_END)
        yield Reminder("trial-ends-early", day, _trial_ends())
    yield from _card_window(facts)


def _card_window(facts: Facts) -> Iterator[Reminder]:
    """Yield the days to think of the card issuer, where its last day is not known."""
    signals = facts.signals
    days = [charge.date for charge in facts.counted if charge.date]
    if facts.category is None or facts.card_deadline is not None or not days:
        return
    if signals.bank_contacted or signals.paid or signals.verified:
        return
    for after in CARD_WINDOW:
        what = say(
            "Card issuers set a time for disputes, counted from the charge, and it is running. "
            "Ask yours for its last day."
        )
        yield Reminder(f"card-window-{after}", min(days) + dt.timedelta(days=after), what)
