"""Business days of a place, in general and for its banks.

Where it is uncertain whether a day is a business day (the region is not known, or only some banks
are closed), the writer's own time ends on the earlier day and the other side's on the later.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import lru_cache
from typing import Final

import msgspec
from msgspec.structs import replace

from refundletters.facts.law.holiday_days import closed_days
from refundletters.model.closed_words import Calendar
from refundletters.packs.business_days import business_days

__all__ = ["WorkCalendar", "work_calendar"]

IsHoliday = Callable[[dt.date], bool]

_ONE_DAY: Final = dt.timedelta(days=1)
_SATURDAY: Final = 6


class WorkCalendar(msgspec.Struct, frozen=True):
    """The business days of one place.

    Attributes:
        is_holiday: Whether everything is closed on a day; ``None`` where holidays are not known.
        may_be_closed: Whether only some are closed on a day.
        weekend: Days off, 1 is Monday.
        closed_saturdays: Which Saturdays of a month are days off, where not all are.
        later: Whether doubtful days are counted so that the result is the later day.
    """

    is_holiday: IsHoliday | None = None
    may_be_closed: IsHoliday | None = None
    weekend: tuple[int, ...] = (6, 7)
    closed_saturdays: tuple[int, ...] = ()
    later: bool = False

    @property
    def kind(self) -> Calendar:
        """``business_days`` where holidays are known, else ``weekdays``."""
        return "weekdays" if self.is_holiday is None else "business_days"

    @property
    def for_other_side(self) -> WorkCalendar:
        """The same days, counted for what the other side has to do: the result is the later day."""
        return replace(self, later=True)

    def is_business_day(self, day: dt.date, *, doubtful: bool = True) -> bool:
        """Tell whether ``day`` is a business day.

        Args:
            day: The day.
            doubtful: The answer for a day on which only some are closed.
        """
        weekday = day.isoweekday()
        if weekday in self.weekend:
            return False
        if weekday == _SATURDAY and (day.day - 1) // 7 + 1 in self.closed_saturdays:
            return False
        if self.is_holiday is not None and self.is_holiday(day):
            return False
        return doubtful or self.may_be_closed is None or not self.may_be_closed(day)

    def move(self, day: dt.date, number: int) -> dt.date:
        """Return the day ``number`` business days after ``day`` (before it, if negative)."""
        forward = number > 0
        step = _ONE_DAY if forward else -_ONE_DAY
        for _ in range(abs(number)):
            day += step
            while not self.is_business_day(day, doubtful=forward != self.later):
                day += step
        return day


@lru_cache(maxsize=256)
def work_calendar(country: str, region: str = "", *, banks: bool = False) -> WorkCalendar:
    """Return the business days of a place, with holidays if the ``holidays`` extra is installed.

    Args:
        country: ISO 3166-1 alpha-2.
        region: ISO 3166-2 without the country; empty where it is not known.
        banks: Whether to use the business days of banks.
    """
    known = business_days(country)
    weekend = (known.bank_weekend if banks else ()) or known.weekend
    plain = WorkCalendar(weekend=weekend, closed_saturdays=known.closed_saturdays if banks else ())
    closed = closed_days(country, region, banks=banks)
    if closed is None:
        return plain
    return replace(plain, is_holiday=closed.certain, may_be_closed=closed.doubtful)
