"""The days on which a place is closed, as the ``holidays`` library tells them, worked out once.

The library loads all its countries for one. A wheel holds the days of :data:`YEARS` as one version
of the library gave them; where that version is installed, the library itself is not imported for
them. Days of other years are always asked of the library.
"""

from __future__ import annotations

import datetime as dt
import os
import struct
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from importlib import import_module
from types import ModuleType
from typing import Final

import msgspec

from refundletters.packs.business_days import BusinessDays, business_days, source
from refundletters.packs.kept import of_key

__all__ = ["YEARS", "Closed", "closed_days", "kept_days", "key_of", "library_version"]

IsHoliday = Callable[[dt.date], bool]
# Days on which all, and only some, are closed: counted from the first, two bytes each, the lower
# byte first. ``None`` where holidays are not known.
Days = tuple[bytes, bytes] | None

YEARS: Final = range(2022, 2032)
_FIRST: Final = dt.date(YEARS[0], 1, 1).toordinal()
_LAST: Final = dt.date(YEARS[-1], 12, 31).toordinal()


class Closed(msgspec.Struct, frozen=True):
    """When a place is closed.

    Attributes:
        certain: Whether everything is closed on a day.
        doubtful: Whether only some are closed on a day; ``None`` where that is never so.
    """

    certain: IsHoliday
    doubtful: IsHoliday | None = None


@lru_cache(maxsize=256)
def closed_days(country: str, region: str, *, banks: bool) -> Closed | None:
    """Return when a place is closed; ``None`` without the library, or where it does not know.

    Args:
        country: ISO 3166-1 alpha-2.
        region: ISO 3166-2 without the country; empty where it is not known.
        banks: Whether its banks are meant.
    """
    version = library_version()
    if version is not None:
        places: dict[str, Days] = of_key(f"holidays.{country}", key_of(version), dict)
        if _name(region, banks=banks) in places:
            return _from_days(places[_name(region, banks=banks)], country, region, banks=banks)
    return _from_library(country, region, banks=banks)


def kept_days(country: str, regions: tuple[str, ...]) -> Mapping[str, Days]:
    """Return the days of a country as a wheel holds them, by region and whether banks are meant."""
    return {
        _name(region, banks=banks): _days(_from_library(country, region, banks=banks))
        for region in ("", *regions)
        for banks in (False, True)
    }


def key_of(version: str) -> bytes:
    """Return what decides the days that are kept: the library, the years and our own table."""
    return f"{version} {YEARS[0]} {YEARS[-1]}\n".encode() + source()


@cache
def library_version() -> str | None:
    """Return the version of the installed library by the name of its metadata's folder.

    Importing ``importlib.metadata`` for it would take longer than everything that is saved.
    """
    for place in sys.path:
        try:
            with os.scandir(place or os.curdir) as entries:
                for entry in entries:
                    name = entry.name
                    if name.startswith("holidays-") and name.endswith(".dist-info"):
                        return name.removeprefix("holidays-").removesuffix(".dist-info")
        except OSError:  # a place of the search path that does not exist, or is an archive
            continue
    return None


def _name(region: str, *, banks: bool) -> str:
    return f"{region} banks" if banks else region


def _days(closed: Closed | None) -> Days:
    if closed is None:
        return None
    days = [dt.date.fromordinal(number) for number in range(_FIRST, _LAST + 1)]
    certain = _packed(filter(closed.certain, days))
    return certain, _packed(filter(closed.doubtful, days)) if closed.doubtful else b""


def _packed(days: Iterator[dt.date]) -> bytes:
    return b"".join((day.toordinal() - _FIRST).to_bytes(2, "little") for day in days)


def _from_days(days: Days, country: str, region: str, *, banks: bool) -> Closed | None:
    if days is None:
        return None

    def library(part: str) -> IsHoliday:
        closed = _from_library(country, region, banks=banks)
        found: IsHoliday | None = getattr(closed, part, None)
        return found or (lambda _: False)

    certain, doubtful = days
    return Closed(
        _among(certain, lambda: library("certain")),
        _among(doubtful, lambda: library("doubtful")) if doubtful else None,
    )


def _among(kept: bytes, other_years: Callable[[], IsHoliday]) -> IsHoliday:
    numbers = frozenset(struct.unpack(f"<{len(kept) // 2}H", kept))

    def is_among(day: dt.date) -> bool:
        number = day.toordinal()
        if _FIRST <= number <= _LAST:
            return number - _FIRST in numbers
        return other_years()(day)

    return is_among


@lru_cache(maxsize=256)
def _from_library(country: str, region: str, *, banks: bool) -> Closed | None:
    known = business_days(country)
    try:
        library = import_module("holidays")
    except ImportError:  # the extra is not installed
        return None
    try:
        certain = _certain(library, country, region, known, banks=banks)
    except NotImplementedError:  # what the library raises for a place that it does not cover
        return _from_library(country, "", banks=banks) if region else None
    tests = tuple(_doubtful(library, country, region, known, banks=banks))
    return Closed(certain, (lambda day: any(test(day) for test in tests)) if tests else None)


def _certain(
    library: ModuleType, country: str, region: str, known: BusinessDays, *, banks: bool
) -> IsHoliday:
    if banks and known.calendar:
        days = library.financial_holidays(known.calendar)
    else:
        days = library.country_holidays(country, subdiv=region or None)
    found: IsHoliday = days.__contains__
    return found


def _doubtful(
    library: ModuleType, country: str, region: str, known: BusinessDays, *, banks: bool
) -> Iterator[IsHoliday]:
    """Yield tests for days on which only some are closed."""
    if known.regions and not region:
        for part in library.country_holidays(country).subdivisions:
            yield library.country_holidays(country, subdiv=part).__contains__
    if not banks:
        return
    if known.categories:
        yield library.country_holidays(country, categories=known.categories).__contains__
    for calendar in known.calendars:
        yield library.financial_holidays(calendar).__contains__
    if known.days:
        yield lambda day: f"{day:%m-%d}" in known.days
    if known.easter:
        easter = import_module("dateutil.easter").easter  # comes with the library
        yield lambda day: (day - easter(day.year)).days in known.easter
