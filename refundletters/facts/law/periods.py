"""Periods and last days: plain calendar arithmetic that never reads the clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import msgspec

from refundletters.facts.law.business_days import WorkCalendar
from refundletters.model.closed_words import Calendar
from refundletters.packs.tables.period import PARTS, Span

__all__ = ["Period", "add_months", "stepper"]

ONE_DAY = dt.timedelta(days=1)


def add_months(day: dt.date, months: int) -> dt.date:
    """Return ``day`` moved by calendar months; 31 January and one month is the end of February.

    Raises:
        OverflowError: The result lies outside the years 1 to 9999.
    """
    years, month0 = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        msg = f"year {year} is out of range"
        raise OverflowError(msg)
    last = 31 if month0 == 11 else (dt.date(year, month0 + 2, 1) - ONE_DAY).day
    return dt.date(year, month0 + 1, min(day.day, last))


def stepper(every: str) -> Callable[[dt.date, int], dt.date]:
    """Return how a period of ``day``, ``week``, ``month`` or ``year`` steps from its first day.

    Each step counts from the first day, so a charge on the 31st comes back to the 31st.
    """
    if every in ("day", "week"):
        length = dt.timedelta(days=1 if every == "day" else 7)
        return lambda first, number: first + number * length
    months = 12 if every == "year" else 1
    return lambda first, number: add_months(first, number * months)


class Period(msgspec.Struct, frozen=True):
    """A period as rules state it; its parts are added together.

    Attributes:
        hours: Only whole days count; the remainder is dropped, to be on the safe side.
        billing_cycles: Counted as calendar months.
    """

    hours: int = 0
    days: int = 0
    weeks: int = 0
    months: int = 0
    years: int = 0
    business_days: int = 0
    billing_cycles: int = 0

    @classmethod
    def of(cls, stated: Span | None) -> Period | None:
        """Return the period that a row states; ``None`` where it states none."""
        lengths = {part: getattr(stated, part, 0) for part in PARTS}
        return cls(**lengths) if any(lengths.values()) else None

    def after(self, day: dt.date, work: WorkCalendar) -> dt.date:
        """Return the last day of the period that begins after ``day``."""
        return self._moved(day, work, 1)

    def before(self, day: dt.date, work: WorkCalendar) -> dt.date:
        """Return the last day that is a full period before ``day``."""
        return self._moved(day, work, -1)

    def kind(self, work: WorkCalendar) -> Calendar:
        """Return how its days are counted."""
        return work.kind if self.business_days else "days"

    def _moved(self, day: dt.date, work: WorkCalendar, sign: int) -> dt.date:
        months = self.months + self.billing_cycles + 12 * self.years
        moved = add_months(day, sign * months)
        # Before an event, part of a day counts as a whole day; after it, as none.
        part_days = self.hours // 24 if sign > 0 else -(-self.hours // 24)
        moved += sign * dt.timedelta(days=self.days + 7 * self.weeks + part_days)
        return work.move(moved, sign * self.business_days)
