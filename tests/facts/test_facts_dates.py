from __future__ import annotations

import datetime as dt
import sys
from types import ModuleType

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refundletters.facts.countries import (
    EEA,
    EU,
    default_currency,
    jurisdiction_chain,
    posting_days,
    reply_days,
)
from refundletters.facts.law.business_days import WorkCalendar, work_calendar
from refundletters.facts.law.periods import Period, add_months, stepper
from refundletters.packs.tables.period import CustomerPeriod, OwedPeriod

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1))
WEEKDAYS = WorkCalendar()
D = dt.date


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (D(2026, 1, 31), 1, D(2026, 2, 28)),
        (D(2028, 1, 31), 1, D(2028, 2, 29)),
        (D(2026, 1, 31), 2, D(2026, 3, 31)),
        (D(2026, 1, 31), 13, D(2027, 2, 28)),
        (D(2026, 3, 31), -1, D(2026, 2, 28)),
        (D(2025, 11, 30), 3, D(2026, 2, 28)),
        (D(2028, 2, 29), 12, D(2029, 2, 28)),
        (D(2026, 12, 15), 1, D(2027, 1, 15)),
    ],
)
def test_a_month_later_is_never_past_the_end_of_that_month(start, months, expected):
    assert add_months(start, months) == expected


def test_a_month_outside_the_calendar_is_an_error():
    with pytest.raises(OverflowError, match="10000"):
        add_months(D(9999, 12, 1), 1)


@settings(deadline=None)
@given(DAYS, st.integers(-600, 600))
def test_months_move_the_month_by_exactly_that_many(day, months):
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day <= day.day


@settings(deadline=None)
@given(DAYS, st.integers(1, 60))
def test_monthly_charges_keep_the_day_of_the_first_one_where_the_month_has_it(first, number):
    day = stepper("month")(first, number)
    assert day.day == first.day or (day + dt.timedelta(days=1)).day == 1


def test_weeks_and_years_step_from_the_first_day():
    assert stepper("week")(D(2026, 1, 31), 3) == D(2026, 2, 21)
    assert stepper("year")(D(2028, 2, 29), 4) == D(2032, 2, 29)


@settings(deadline=None)
@given(DAYS, st.integers(0, 60))
def test_business_days_after_end_on_a_business_day_and_never_sooner_than_days(day, number):
    end = Period(business_days=number).after(day, WEEKDAYS)
    assert (end - day).days >= number
    assert number == 0 or WEEKDAYS.is_business_day(end)


@settings(deadline=None)
@given(DAYS, st.integers(1, 60))
def test_counting_back_leaves_that_many_business_days_before_the_event(day, number):
    back = Period(business_days=number).before(day, WEEKDAYS)
    between = (back + dt.timedelta(days=step) for step in range((day - back).days))
    assert sum(map(WEEKDAYS.is_business_day, between)) == number


@settings(deadline=None)
@given(DAYS, st.integers(0, 400), st.integers(0, 60), st.integers(0, 36))
def test_the_parts_of_a_period_only_ever_make_it_longer(day, days, weeks, months):
    whole = Period(days=days, weeks=weeks, months=months)
    assert whole.after(day, WEEKDAYS) >= Period(months=months).after(day, WEEKDAYS)
    assert whole.after(day, WEEKDAYS) >= day >= whole.before(day, WEEKDAYS)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"days": 60}, D(2026, 4, 1)),
        ({"weeks": 8}, D(2026, 3, 28)),
        ({"months": 13}, D(2027, 2, 28)),
        ({"months": 12, "days": 14}, D(2027, 2, 14)),
        ({"years": 3}, D(2029, 1, 31)),
        ({"hours": 48}, D(2026, 2, 2)),
        ({"hours": 30}, D(2026, 2, 1)),
        ({"billing_cycles": 2}, D(2026, 3, 31)),
        ({"business_days": 1}, D(2026, 2, 2)),
    ],
)
def test_a_period_ends_where_the_rule_says(row, expected):
    period = Period.of(msgspec.convert({"from": "debit_date", **row}, CustomerPeriod))
    assert period is not None
    assert period.after(D(2026, 1, 31), WEEKDAYS) == expected


def test_part_of_a_day_before_an_event_takes_the_whole_day():
    assert Period(hours=30).before(D(2026, 1, 31), WEEKDAYS) == D(2026, 1, 29)


def test_a_row_without_a_number_states_no_period():
    assert Period.of(OwedPeriod(from_="none", resolve_days=90)) is None


def test_holidays_are_counted_where_they_are_known(monkeypatch):
    module = ModuleType("holidays")
    good_friday = D(2026, 4, 3)

    def country_holidays(country, subdiv=None):
        if country == "XX" or subdiv == "ZZ":
            raise NotImplementedError  # as the library does for a place it does not know
        return {good_friday: "Good Friday"}

    module.country_holidays = country_holidays  # type: ignore[attr-defined]  # stands in for it
    monkeypatch.setitem(sys.modules, "holidays", module)
    work_calendar.cache_clear()
    known, unknown, odd_region = (
        work_calendar("PE"),
        work_calendar("XX"),
        work_calendar("PE", "ZZ"),
    )
    work_calendar.cache_clear()
    assert known.kind == odd_region.kind == "business_days"
    assert known.move(D(2026, 4, 2), 1) == D(2026, 4, 6)
    assert unknown.kind == "weekdays"
    assert unknown.move(D(2026, 4, 2), 1) == good_friday
    assert Period(business_days=1).kind(known) == "business_days"
    assert Period(days=1).kind(known) == "days"


def test_without_the_extra_weekdays_are_counted_and_named_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "holidays", None)
    work_calendar.cache_clear()
    calendar = work_calendar("GB", "SCT")
    work_calendar.cache_clear()
    assert calendar.kind == "weekdays"
    assert calendar.move(D(2026, 5, 1), 1) == D(2026, 5, 4)


def test_no_country_has_no_currency():
    assert default_currency(None) == default_currency("ZZ") == "XXX"


@pytest.mark.parametrize(
    ("place", "chain"),
    [
        (("US", "CA"), ("US-CA", "US", "INTL")),
        (("DE", ""), ("DE", "EU", "INTL")),
        (("GB", ""), ("GB", "INTL")),
        (("CA", "QC"), ("CA-QC", "CA", "INTL")),
        (("NO", ""), ("NO", "INTL")),
        (("", ""), ("INTL",)),
        (("", "CA"), ("INTL",)),
    ],
)
def test_law_is_looked_for_from_near_to_far(place, chain):
    assert jurisdiction_chain(*place) == chain


def test_unions_and_allowances():
    assert len(EU) == 27
    assert EEA.difference(EU) == {"IS", "LI", "NO"}
    assert posting_days("US") > posting_days("NL") > 0
    assert reply_days("IT") > reply_days("US") == 14
