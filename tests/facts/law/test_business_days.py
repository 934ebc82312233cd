"""Business days as banks of each country count them."""

from __future__ import annotations

import datetime as dt

import pytest

from refundletters.facts.law.business_days import WorkCalendar, work_calendar
from refundletters.packs.business_days import business_days

pytest.importorskip("holidays")

D = dt.date.fromisoformat


@pytest.mark.parametrize(
    ("country", "region", "start", "number", "end"),
    [
        # Banks in Israel work from Sunday to Friday.
        ("IL", "", "2026-11-05", 3, "2026-11-09"),
        ("IL", "", "2026-11-06", 3, "2026-11-10"),
        ("SA", "", "2026-11-04", 12, "2026-11-22"),
        # The Federal Reserve keeps no Friday for a Saturday holiday.
        ("US", "", "2027-06-10", 10, "2027-06-24"),
        # Christmas Eve: many German banks are closed, so the order has to be there before.
        ("DE", "", "2026-12-28", -1, "2026-12-23"),
        ("DE", "BY", "2026-06-05", -1, "2026-06-03"),
        ("DE", "", "2026-06-05", -1, "2026-06-03"),
        ("DE", "HH", "2026-06-05", -1, "2026-06-04"),
        # Banks in India work on the first and third Saturday.
        ("IN", "MH", "2026-11-05", 2, "2026-11-07"),
        ("IN", "MH", "2026-11-12", 2, "2026-11-16"),
    ],
)
def test_the_writer_acts_by_the_earlier_day(
    country: str, region: str, start: str, number: int, end: str
) -> None:
    assert work_calendar(country, region, banks=True).move(D(start), number) == D(end)


@pytest.mark.parametrize(
    ("country", "region", "start", "number", "end"),
    [
        # Easter Monday is no holiday in Scotland.
        ("GB", "", "2026-04-02", 1, "2026-04-07"),
        ("GB", "ENG", "2026-04-02", 1, "2026-04-07"),
        ("GB", "SCT", "2026-04-02", 1, "2026-04-06"),
        ("MX", "", "2026-04-01", 2, "2026-04-07"),
        ("BR", "", "2026-02-13", 2, "2026-02-20"),
        ("SE", "", "2026-12-23", 1, "2026-12-28"),
        ("DK", "", "2026-12-23", 1, "2026-12-28"),
        ("FR", "", "2026-04-02", 1, "2026-04-07"),
    ],
)
def test_the_other_side_acts_by_the_later_day(
    country: str, region: str, start: str, number: int, end: str
) -> None:
    banks = work_calendar(country, region, banks=True)
    assert banks.for_other_side.move(D(start), number) == D(end)


def test_companies_keep_the_week_of_the_country() -> None:
    assert not work_calendar("IL").is_business_day(D("2026-11-06"))
    assert work_calendar("IL", banks=True).is_business_day(D("2026-11-06"))


def test_a_place_without_holidays_has_its_weekend() -> None:
    assert work_calendar("XX").kind == "weekdays"
    assert WorkCalendar(weekend=(5, 6)).move(D("2026-11-05"), 1) == D("2026-11-08")


def test_every_row_says_where_it_was_read() -> None:
    for country in ("DE", "IL", "IN", "MX", "US"):
        assert business_days(country).source.startswith("http")
        assert business_days(country).checked == D("2026-11-30")
