"""Last days: what the writer must keep, and what the other side owes."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from refundletters.facts.countries import posting_days
from refundletters.facts.law.business_days import WorkCalendar
from refundletters.facts.law.events import COUNTED_BACK, Events
from refundletters.facts.law.periods import Period
from refundletters.facts.types import Deadline
from refundletters.messages import Message, say
from refundletters.packs.tables.period import CustomerPeriod, OwedPeriod, Span

__all__ = ["DeadlineCalculator", "DeadlineStatus", "stated_period"]

State = Literal["open", "unknown", "passed"]


class DeadlineStatus(msgspec.Struct, frozen=True):
    """Whether a period is still running in a case.

    Attributes:
        state: ``open``, ``passed``, or ``unknown`` where the case does not show when it began.
        deadline: The nearest last day, if it is known and the figure was read.
        passed_on: The last day that has passed, for all charges or for the earlier ones.
    """

    state: State
    deadline: Deadline | None = None
    passed_on: dt.date | None = None


class DeadlineCalculator(msgspec.Struct, frozen=True):
    """Works out last days for one case.

    Attributes:
        events: What happened, and when.
        as_of: The day from which the case is judged.
        work: The business days of the country.
        banks: The business days of its banks.
        country: For the posting allowance.
    """

    events: Events
    as_of: dt.date
    work: WorkCalendar
    banks: WorkCalendar
    country: str

    def customer_deadline(
        self, key: str, stated: CustomerPeriod | None, to: str, source: str
    ) -> DeadlineStatus:
        """Judge the period within which the writer must act.

        Args:
            key: Id of the rule or category it belongs to.
            stated: Its ``deadline``, or ``None``.
            to: To whom it is addressed.
            source: Where the period is written down.
        """
        period = Period.of(stated)
        if stated is None or period is None:
            return DeadlineStatus("open")
        event = stated.from_
        if event in COUNTED_BACK:
            return self._before(key, stated, period, to, source)
        started = self.events.days(event)
        if not started:
            return self._bounded(period, event)
        acted = self._acted(event, to)
        work = self._calendar(to)
        lasts = [(period.after(day, work), day) for day in started]
        passed = [last for last, _ in lasts if last < acted]
        running = [pair for pair in lasts if pair[0] >= acted]
        read = stated.figure_verified
        passed_on = max(passed) if passed and read else None
        if not running:
            return DeadlineStatus("passed", None, passed_on)
        if acted < self.as_of or not read:  # kept already, or a figure nobody has read
            return DeadlineStatus("open", None, passed_on)
        last, start = min(running)
        what = _what(event, to, must_arrive=stated.must_be_received)
        made = self._deadline(key, stated, period, last, start, what, source)
        return DeadlineStatus("open", made, passed_on)

    def owed(self, key: str, stated: OwedPeriod | None, to: str, source: str) -> Deadline | None:
        """Return by when the other side has to act, if it was notified and the figure was read."""
        if stated is None or not stated.figure_verified:
            return None
        period = stated_period(stated)
        start = self._owed_from(stated.from_, to)
        if period is None or start is None:
            return None
        last = period.after(start, self._calendar(to).for_other_side)
        what = (
            say("By this day your bank has to act on your notice.")
            if to == "bank"
            else say("By this day the company has to act on your notice.")
        )
        return self._deadline(key, stated, period, last, start, what, source)

    def period_end(self, stated: Span, start: dt.date) -> dt.date | None:
        """Return the last day of the period that a row states, counted from ``start``."""
        period = Period.of(stated)
        return None if period is None else period.after(start, self.work)

    def _calendar(self, to: str) -> WorkCalendar:
        return self.banks if to == "bank" else self.work

    def _owed_from(self, event: str, to: str) -> dt.date | None:
        if event == "notice_received":
            return self.events.informed(to)
        if event == "complaint_received":
            return self.events.complained(to)
        return next(iter(self.events.days(event)), None)

    def _acted(self, event: str, to: str) -> dt.date:
        """Return the day that has to fall within the period: the first notice, else today."""
        if event == "contract_date":
            return self.events.case.withdrawal.sent_on or self.as_of
        told = self.events.told(to) if to == "bank" else None
        return told or self.as_of

    def _before(
        self, key: str, stated: CustomerPeriod, period: Period, to: str, source: str
    ) -> DeadlineStatus:
        """Judge a period that ends before an event; later events follow, so it is never over."""
        coming = [day for day in self.events.days(stated.from_) if day >= self.as_of]
        if not coming or not stated.figure_verified:
            return DeadlineStatus("open")
        last = period.before(coming[0], self._calendar(to))
        if last < self.as_of:
            return DeadlineStatus("open", None, last)
        what = say("Last day to tell your bank to stop the next payment.")
        return DeadlineStatus(
            "open", self._deadline(key, stated, period, last, coming[0], what, source)
        )

    def _bounded(self, period: Period, event: str) -> DeadlineStatus:
        """Judge a period with an unknown start: in time only if the earliest possible start is."""
        earliest = self.events.not_before(event)
        if earliest and period.after(earliest[-1], self.work) >= self.as_of:
            return DeadlineStatus("open")
        return DeadlineStatus("unknown")

    def _deadline(
        self,
        key: str,
        stated: CustomerPeriod | OwedPeriod,
        period: Period,
        last: dt.date,
        start: dt.date,
        what: Message,
        source: str,
    ) -> Deadline:
        must_arrive = isinstance(stated, CustomerPeriod) and stated.must_be_received
        allowance = dt.timedelta(days=posting_days(self.country) if must_arrive else 0)
        return Deadline(
            id=key,
            date=last,
            counted_from=stated.from_,
            counted_from_on=start,
            must_be_received=must_arrive,
            send_by=last - allowance,
            days_left=(last - self.as_of).days,
            what=what,
            calendar=period.kind(self.work),
            source=source,
        )


def stated_period(stated: OwedPeriod) -> Period | None:
    """Return the period in which an answer is owed: the last stage, where there are several."""
    if stated.resolve_days:
        return Period(days=stated.resolve_days)
    cycles = stated.resolve_billing_cycles or stated.resolve_statements
    return Period(billing_cycles=cycles) if cycles else Period.of(stated)


def _what(event: str, to: str, *, must_arrive: bool) -> Message:
    if event == "contract_date":
        return say("Last day to withdraw from the contract.")
    if to == "bank":
        return (
            say("Your notice has to reach your bank by this day.")
            if must_arrive
            else say("Last day to send your notice to your bank.")
        )
    return (
        say("Your letter has to reach the company by this day.")
        if must_arrive
        else say("Last day to claim this from the company.")
    )
