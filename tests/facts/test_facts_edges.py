"""Spans nobody can read, and events that have no day of their own."""

from __future__ import annotations

import datetime as dt

import pytest

from refundletters.facts.contacts import days_after, promise_due
from refundletters.facts.law.business_days import work_calendar
from refundletters.facts.law.events import Events
from refundletters.facts.money.charges import spread
from refundletters.model.case import Case
from refundletters.model.tables import Charge, Promise, Repeat, Subscription

DAY = dt.date(2026, 3, 2)
WORK = work_calendar("US", "")


@pytest.mark.parametrize("within", ["soon", "", "5", "days 5"])
def test_a_span_that_is_none_gives_no_day(within: str) -> None:
    assert days_after(DAY, within, WORK) is None


def test_a_promise_with_such_a_span_falls_back_to_the_usual_time() -> None:
    plain = promise_due(Case(promise=Promise(on=DAY)), (), WORK)
    assert promise_due(Case(promise=Promise(on=DAY, within="soon")), (), WORK) == plain


def test_a_charge_repeats_up_to_its_last_day_and_never_without_end() -> None:
    until = dt.date(2200, 1, 1)
    case = Case(charges=(Charge(date=DAY, repeat=Repeat(every="week", until=until)),))
    days = [line.date for line in spread(case)]
    assert days[:2] == [DAY, DAY + dt.timedelta(days=7)]
    assert len(days) == len(set(days)) < 5000


def test_a_service_is_received_not_before_the_sign_up() -> None:
    events = Events(Case(plan=Subscription(started_on=DAY)), (), ())
    assert events.not_before("delivery") == (DAY,)
    assert events.not_before("contract_date") == ()
