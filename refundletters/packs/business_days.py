"""``data/business_days.toml``: the week of a country and the days its banks are closed."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from refundletters.packs.rows import read_toml

__all__ = ["BusinessDays", "all_business_days", "business_days", "source"]

_FILE: Final = Path(__file__).resolve().parents[1] / "data" / "business_days.toml"

Weekday = Annotated[int, Meta(ge=1, le=7, description="1 is Monday, 7 is Sunday.")]
DayOfYear = Annotated[str, Meta(pattern="^[01][0-9]-[0-3][0-9]$", description="MM-DD")]


class BusinessDays(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One country; the fields are explained at the top of the file.

    Attributes:
        weekend: Days off, 1 is Monday.
        bank_weekend: The same for banks; empty where they keep the week of the country.
        closed_saturdays: Which Saturdays of a month banks are closed, 1 to 5.
        calendar: A calendar of the ``holidays`` library in place of the public holidays, for banks.
        categories: Categories of that library for days on which some banks are closed.
        calendars: Calendars of that library for such days.
        days: Days of the year for such days.
        easter: Days from Easter Sunday for such days.
        regions: Whether public holidays differ by region.
    """

    weekend: tuple[Weekday, ...] = (6, 7)
    bank_weekend: tuple[Weekday, ...] = ()
    closed_saturdays: tuple[int, ...] = ()
    calendar: str = ""
    categories: tuple[str, ...] = ()
    calendars: tuple[str, ...] = ()
    days: tuple[DayOfYear, ...] = ()
    easter: tuple[int, ...] = ()
    regions: bool = False
    source: str = ""
    checked: dt.date | None = None


def business_days(country: str) -> BusinessDays:
    """Return what is known about the business days of ``country``."""
    return all_business_days().get(country, BusinessDays())


@lru_cache(maxsize=1)
def source() -> bytes:
    """Return the table as it lies on the disk."""
    return _FILE.read_bytes()


@lru_cache(maxsize=1)
def all_business_days() -> dict[str, BusinessDays]:
    """Return what is known about business days, by country."""
    rows = read_toml(_FILE)
    return msgspec.convert(rows, dict[str, BusinessDays])
