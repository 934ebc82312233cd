"""Nothing that was typed is dropped: the currency of an amount, the other day that may be meant."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from refundletters.answers.parsing.answer import DayInDoubt, parse_answer
from refundletters.answers.parsing.typed_answer import read_typed
from refundletters.app import with_settings
from refundletters.errors import CaseError

DAY = dt.date(2026, 11, 30)  # a Monday


@pytest.mark.parametrize(
    ("text", "locale", "country", "amount", "currency"),
    [
        ("£9.99", "en_US", "US", "9.99", "GBP"),
        ("15,49 €", "en_US", "US", "15.49", "EUR"),
        ("$15.49", "en_US", "US", "15.49", None),
        ("$15.49", "en_US", "CA", "15.49", None),
        ("$15.49", "de_DE", "DE", "15.49", "USD"),
        ("15.49 USD", "de_DE", "DE", "15.49", "USD"),
        ("15,49 €", "de_DE", "DE", "15.49", None),
        ("US$ 15.49", "en_CA", "CA", "15.49", "USD"),
        ("£9.99", "fr_FR", "FR", "9.99", "GBP"),
        ("9,99 $", "fr_CA", "CA", "9.99", None),
        ("$199", "es_MX", "MX", "199", None),
        ("199 MXN", "es_ES", "ES", "199", "MXN"),
        ("¥1200", "en_US", "CN", "1200", None),
        ("99 kr", "sv_SE", "SE", "99", None),
        ("9 Euro", "de_CH", "CH", "9", "EUR"),
        ("£9.99", "en_US", "", "9.99", "GBP"),
        ("9.99", "en_US", "US", "9.99", None),
    ],
)
def test_a_typed_currency_is_kept(
    text: str, locale: str, country: str, amount: str, currency: str | None
) -> None:
    answers = {"country": country} if country else {}
    found = read_typed("charges.0.amount", text, locale, answers, as_of=DAY)
    assert found.value == amount
    assert found.beside == ({"charges.0.currency": currency} if currency else {})


def test_a_sign_of_several_currencies_means_that_of_the_charge() -> None:
    answers = {"country": "US", "charges": [{"currency": "CAD"}]}
    assert read_typed("charges.0.amount", "$9", "en_US", answers, as_of=DAY).beside == {}


def test_a_sign_that_could_be_any_is_refused() -> None:
    with pytest.raises(CaseError, match="SEK"):
        read_typed("charges.0.amount", "99 kr", "de_DE", {"country": "DE"}, as_of=DAY)


@pytest.mark.parametrize("key", ["plan.price", "charges.0.refunded", "contacts.0.amount"])
def test_an_amount_in_another_currency_than_the_charge_is_refused(key: str) -> None:
    dollars = {"country": "US"}
    with pytest.raises(CaseError, match="GBP"):
        read_typed(key, "£9.99", "en_US", dollars, as_of=DAY)
    pounds = {**dollars, "charges": [{"currency": "GBP"}]}
    assert read_typed(key, "£9.99", "en_US", pounds, as_of=DAY).value == "9.99"


@pytest.mark.parametrize(
    ("text", "locale", "days"),
    [
        ("03/04/26", "en_US", ("2026-03-04", "2026-04-03")),
        ("03/04/26", "en_GB", ("2026-04-03", "2026-03-04")),
        ("1.3.26", "en_US", ("2026-01-03", "2026-03-01")),
        ("3/4", "en_US", ("2026-03-04", "2026-04-03")),
        ("3/4/26", "de_DE", ("2026-04-03", "2026-03-04")),
        ("3/4/26", "fr_CA", ("2026-04-03", "2026-03-04")),
        ("around 3/4/26", "en_US", ("~2026-03-04", "~2026-04-03")),
    ],
)
def test_a_day_that_may_be_two_is_in_doubt(text: str, locale: str, days: tuple[str, str]) -> None:
    found = read_typed("charges.0.date", text, locale, {}, as_of=DAY)
    assert tuple(map(str, found.days)) == days
    with pytest.raises(DayInDoubt, match=days[1]):
        parse_answer("charges.0.date", text, locale, as_of=DAY)


@pytest.mark.parametrize(
    ("text", "locale", "day"),
    [
        ("13/4/26", "en_US", "2026-04-13"),
        ("3/12/26", "en_US", "2026-03-12"),  # the other reading has not come yet
        ("4/4/26", "en_US", "2026-04-04"),
        ("3.4.26", "de_DE", "2026-04-03"),
        ("03/04/26", "fr_FR", "2026-04-03"),
        ("03/04/26", "es_ES", "2026-04-03"),
        ("last tuesday", "en_US", "2026-11-24"),
        ("Tuesday", "en_US", "2026-11-24"),
        ("last monday", "en_US", "2026-11-23"),
        ("3 days ago", "en_US", "2026-11-27"),
        ("a week ago", "en_US", "2026-11-23"),
        ("the day before yesterday", "en_US", "2026-11-28"),
        ("letzten Dienstag", "de_DE", "2026-11-24"),
        ("am Dienstag", "de_DE", "2026-11-24"),
        ("vorgestern", "de_DE", "2026-11-28"),
        ("vor 3 Tagen", "de_DE", "2026-11-27"),
        ("vor einer Woche", "de_DE", "2026-11-23"),
        ("mardi dernier", "fr_FR", "2026-11-24"),
        ("avant-hier", "fr_FR", "2026-11-28"),
        ("il y a 2 semaines", "fr_FR", "2026-11-16"),
        ("el martes pasado", "es_ES", "2026-11-24"),
        ("el pasado martes", "es_ES", "2026-11-24"),
        ("anteayer", "es_ES", "2026-11-28"),
        ("hace 3 días", "es_ES", "2026-11-27"),
    ],
)
def test_days_told_from_today(text: str, locale: str, day: str) -> None:
    found = read_typed("charges.0.date", text, locale, {}, as_of=DAY)
    assert (str(found.value), found.days) == (day, ())


@pytest.mark.parametrize(
    ("text", "locale", "day"),
    [
        ("next friday", "en_US", "2026-12-04"),
        ("tomorrow", "en_US", "2026-12-01"),
        ("nächsten Freitag", "de_DE", "2026-12-04"),
        ("vendredi prochain", "fr_FR", "2026-12-04"),
        ("el próximo viernes", "es_ES", "2026-12-04"),
        ("Friday", "en_US", "2026-12-04"),
    ],
)
def test_days_that_lie_ahead(text: str, locale: str, day: str) -> None:
    assert str(parse_answer("plan.next_charge_on", text, locale, as_of=DAY)) == day


@pytest.mark.parametrize(
    ("settings", "charge"),
    [
        (
            [("country", "US"), ("charges.0.amount", "£9.99")],
            {"amount": "9.99", "currency": "GBP"},
        ),
        ([("charges.0.amount", "$9.99"), ("country", "CA")], {"amount": "9.99"}),
        (
            [("charges.0.amount", "15.49 USD"), ("country", "DE")],
            {"amount": "15.49", "currency": "USD"},
        ),
    ],
)
def test_settings_keep_the_currency(
    settings: list[tuple[str, str]], charge: dict[str, Any]
) -> None:
    assert with_settings({}, settings, today=DAY)["charges"] == [charge]


def test_a_setting_that_may_mean_two_days_is_refused() -> None:
    with pytest.raises(DayInDoubt, match="2026-04-03"):
        with_settings({}, [("charges.0.date", "3/4/26")], today=DAY)
