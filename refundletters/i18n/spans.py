"""Days listed together: the year only once, and the month too where a language allows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from babel import Locale, dates

from refundletters.i18n.formats import Formats
from refundletters.i18n.locales import cldr_name

__all__ = ["first_of_span", "listed_days", "short_day"]

_DAY_AND_MONTH: Final = "MMMMd"


def short_day(formats: Formats, day: dt.date) -> str:
    """Return a day without its year: ``March 3``; with it where the year comes first."""
    if _starts_with_year(formats.locale):
        return formats.date(day)
    return formats.date_as(day, _pattern(formats.locale))


def first_of_span(formats: Formats, first: dt.date, last: dt.date) -> str:
    """Return the first day of a span, shortened since the last one gives month and year.

    ``March 3`` before ``August 3, 2026``; in Spanish ``11`` before ``20 de marzo de 2026``.
    """
    if first.year != last.year:
        return formats.date(first)
    if first.month == last.month and (pattern := _day_pattern(formats.locale)):
        return formats.date_as(first, f"{pattern} MMMM").split(" ")[0]  # so that 1 is 1er in French
    return short_day(formats, first)


def listed_days(formats: Formats, days: Sequence[dt.date]) -> list[str]:
    """Return days for a list: the year is given only with the last one where all share it."""
    if len({day.year for day in days}) != 1:
        return [formats.date(day) for day in days]
    return [*(short_day(formats, day) for day in days[:-1]), formats.date(days[-1])]


@lru_cache(maxsize=64)
def _pattern(locale: str) -> str:
    babel = Locale.parse(cldr_name(locale))
    skeletons = babel.datetime_skeletons
    found = skeletons.get(_DAY_AND_MONTH) or skeletons[dates.match_skeleton("MMMMd", skeletons)]
    return str(found.pattern).replace("dd", "d")


@lru_cache(maxsize=64)
def _starts_with_year(locale: str) -> bool:
    pattern = Locale.parse(cldr_name(locale)).date_formats["long"].pattern
    return "y" in pattern and pattern.index("y") < pattern.index("d")


@lru_cache(maxsize=64)
def _day_pattern(locale: str) -> str:
    """Return the pattern of a first day whose month follows later, empty where it may not."""
    babel = Locale.parse(cldr_name(locale))
    intervals = babel.interval_formats.get("yMMMd", {})
    # Italian spans have a zero that its days have not.
    first = intervals.get("d", [""])[0].rstrip(" –-\u2009\u202f\u00a0").replace("dd", "d")
    return first if first and set(first) <= {"d", "."} else ""
