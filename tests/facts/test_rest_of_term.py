"""A fee for ending early against the price, by days, of what was left of the minimum term."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from refundletters import app
from refundletters.answers.build import build_case
from refundletters.facts.money.rest_of_term import rest_of_term
from refundletters.letters.wording import Wording
from refundletters.packs.roots import shipped_roots
from refundletters.packs.setting import Setting
from refundletters.render.formats import Output

DAY = dt.date(2026, 6, 1)
SETTING = Setting(shipped_roots(), DAY)
CASE: dict[str, Any] = {
    "as_of": DAY,
    "country": "US",
    "reason": "early_end_fee",
    "service": {"name": "Example Creative", "biller": "provider"},
    "account": {"identifier": "pat@example.org"},
    "plan": {"period": "year", "price": "365.00", "started_on": dt.date(2025, 6, 14)},
    "contract": {"minimum_until": dt.date(2026, 6, 13)},
    "cancellation": {"status": "yes", "on": dt.date(2026, 5, 24), "how": "chat"},
    "demand": {"shown_before": "unsure", "grounds": "early_end_fee"},
    "charges": [{"date": dt.date(2026, 5, 25), "amount": "60.00", "status": "posted"}],
    "request": {"primary": "pro_rata"},
    "sender": {"full_name": "Pat Example"},
    "confirmed": {"facts_true": True},
}


@pytest.mark.parametrize(
    ("plan", "minimum_until", "left", "term", "price", "value"),
    [
        ({}, dt.date(2026, 6, 13), 20, 365, "365.00", "20.00"),
        ({"period": "month", "price": "30.00"}, dt.date(2026, 6, 13), 20, 365, "360.00", "19.73"),
        ({"period": "week", "price": "7.00"}, dt.date(2026, 6, 13), 20, 365, "364.00", "19.95"),
    ],
)
def test_the_price_of_the_days_left(
    plan: dict[str, str],
    minimum_until: dt.date,
    left: int,
    term: int,
    price: str,
    value: str,
) -> None:
    answers = {**CASE, "plan": {**CASE["plan"], **plan}}
    answers["contract"] = {"minimum_until": minimum_until}
    rest = rest_of_term(build_case(answers, today=DAY), "USD")
    assert rest is not None
    assert (rest.left, rest.term) == (left, term)
    assert (rest.price.amount, rest.value.amount) == (Decimal(price), Decimal(value))


@pytest.mark.parametrize(
    "change",
    [
        {"plan": {"period": "year", "price": "365.00"}},
        {"plan": {**CASE["plan"], "period": "other"}},
        {"contract": {}},
        {"contract": {"minimum_until": dt.date(2026, 5, 24)}},
        {"cancellation": {"status": "no"}},
    ],
)
def test_without_a_term_that_was_cut_short_there_is_none(change: dict[str, Any]) -> None:
    assert rest_of_term(build_case({**CASE, **change}, today=DAY), "USD") is None


def letter(**change: Any) -> str:
    rendered = app.write({**CASE, **change}, Wording("refund-request"), Output("text"), SETTING)
    return " ".join(rendered.content.decode().split())


def test_what_the_fee_takes_beyond_it_is_asked_back() -> None:
    text = letter()
    assert "refund $40.00" in text
    assert "$60.00 − $20.00 = $40.00" in text
    assert "(20 days): $365.00 × 20 of 365 days = $20.00." in text


def test_a_fee_below_it_is_not_compared() -> None:
    text = letter(charges=[{"date": dt.date(2026, 5, 25), "amount": "15.00", "status": "posted"}])
    assert "price by days" not in text
    assert "tell me by June 15, 2026 how much you will refund" in text
