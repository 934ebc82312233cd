"""Every wrong value is refused by its key, with what is allowed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from refundletters.answers import keys
from refundletters.answers.build import build_case, check
from refundletters.errors import CaseError, UnknownKey

from .full_case import full

# key, value, the error's key, part of what it says
WRONG: list[tuple[str, Any, str, str]] = [
    ("country", "XX", "country", "XX"),
    ("country", "gb", "country", "capital"),
    ("country", "EU", "country", "EU"),
    ("region", "OHIO", "region", "OHIO"),
    ("locale", "english!", "locale", "en_GB"),
    ("reason", "unsed", "reason", "Did you mean unused?"),
    ("reason", 3, "reason", "Allowed: accidental_signup"),
    ("goals", "money_back", "goals", "square brackets"),
    ("goals", ["money"], "goals.0", "Did you mean money_back?"),
    ("own_words", "x" * 301, "own_words", "301 characters; at most 300"),
    ("own_words", "  ", "own_words", "empty"),
    ("own_words", 5, "own_words", "quotes"),
    ("as_of", "~2026-03-14", "as_of", "takes a date"),
    ("as_of", 2026, "as_of", "2026-03-14"),
    ("discovered_on", "2026-02-30", "discovered_on", "2026-02-30"),
    ("discovered_on", "3 May 2026", "discovered_on", "2026-03-14"),
    ("discovered_on", dt.datetime(2026, 2, 1, 10), "discovered_on", "takes a date"),
    ("discovered_on", dt.date(206, 2, 1), "discovered_on", "year cannot be right"),
    ("service.name", "<b>x</b>", "service.name", "other characters"),
    ("service.id", "Disney Plus", "service.id", "disney_plus"),
    (
        "charges.0.amount",
        9.99,
        "charges.0.amount",
        'in quotes, with a dot and without a currency, such as "9.99"',
    ),
    ("charges.0.amount", "9,99", "charges.0.amount", "9,99"),
    ("charges.0.amount", "£9.99", "charges.0.amount", "without a currency"),
    ("charges.0.amount", "-5", "charges.0.amount", "-5"),
    ("charges.0.amount", "0.00", "charges.0.amount", "the least is 0.01"),
    ("charges.0.amount", True, "charges.0.amount", "true"),
    ("charges.0.amount", Decimal("NaN"), "charges.0.amount", "NaN"),
    ("charges.0.amount", "9.999", "charges.0.amount", "GBP"),
    ("charges.0.currency", "GBX", "charges.0.currency", "GBX"),
    ("charges.0.date", dt.date(2026, 3, 15), "charges.0.date", "after the day of the case"),
    ("charges.0.repeat", {"every": "month"}, "charges.0.repeat.until", "missing"),
    (
        "charges.0.repeat",
        {"every": "hour", "until": dt.date(2026, 3, 3)},
        "charges.0.repeat.every",
        "week",
    ),
    (
        "charges.0.repeat.until",
        dt.date(2026, 1, 1),
        "charges.0.repeat.until",
        "before charges.0.date",
    ),
    ("charges.0.repeat.until", dt.date(2027, 1, 1), "charges.0.repeat.until", "after the day"),
    ("charges.0.statement_date", dt.date(2026, 1, 2), "charges.0.statement_date", "charges.0.date"),
    ("charges.0.refunded", "10", "charges.0.refunded", "more than the charge (9.99)"),
    ("charges.0.disputed_amount", "10", "charges.0.disputed_amount", "more than the charge"),
    ("charges.0.disputed", "yes", "charges.0.disputed", "true or false"),
    ("charges", {"amount": "1"}, "charges", "double square brackets"),
    ("charges.0", "9.99", "charges.0", "table"),
    ("service", "netflix", "service", "table"),
    ("price_increases.0.new", "9.99", "price_increases.0.new", "not more than the old price"),
    ("price_increases.0.months", 0, "price_increases.0.months", "least is 1"),
    ("trial.ended_on", dt.date(2024, 1, 1), "trial.ended_on", "before trial.started_on"),
    ("cancellation.access_ends_on", dt.date(2025, 1, 1), "cancellation.access_ends_on", "before"),
    ("technical.to", dt.date(2026, 1, 1), "technical.to", "before technical.from"),
    ("technical.days", 9, "technical.days", "only 3"),
    ("technical.codes", ["x y"], "technical.codes.0", "only the code"),
    ("technical.speed_mbps", 20000, "technical.speed_mbps", "the most is 10000"),
    ("technical.speed_mbps", float("nan"), "technical.speed_mbps", "number"),
    ("technical.steps.0.on", dt.date(2026, 4, 1), "technical.steps.0.on", "after the day"),
    ("pause.to", dt.date(2026, 4, 1), "pause.to", "not after pause.from"),
    ("request.fallback", "since_date", "request.fallback", "ask for first"),
    ("request.deadline_days", 6, "request.deadline_days", "least is 7"),
    ("request.deadline_days", "14", "request.deadline_days", "without quotes"),
    ("request.deadline_days", True, "request.deadline_days", "whole number"),
    ("promise.within", "soon", "promise.within", "10 business days"),
    ("payment.last4", "12345", "payment.last4", "last four digits"),
    ("payment.last4", "１２３４", "payment.last4", "last four digits"),
    (
        "payment.blocked_on",
        dt.datetime(2026, 3, 2, tzinfo=dt.UTC),
        "payment.blocked_on",
        "without a time zone",
    ),
    ("contacts.0.at", dt.datetime(2026, 3, 15, 9), "contacts.0.at", "after the day of the case"),
    ("contacts.0.with", "x" * 41, "contacts.0.with", "at most 40"),
    ("contacts.0.result", "maybe", "contacts.0.result", "no_answer"),
    ("sender.email", "alex at example.org", "sender.email", "name@example.org"),
    ("sender.email", "alex@example.org\r\nBcc: x@example.org", "sender.email", "name@example.org"),
    ("sender.address", "1 Example Road", "sender.address", "square brackets"),
    ("sender.address", [3], "sender.address.0", "quotes"),
    ("confirmed.facts_true", 1, "confirmed.facts_true", "true or false"),
    ("extra.demo", 3, "extra.demo", "table"),
    ("schema", 2, "schema", "newer refundletters"),
]


@pytest.mark.parametrize(("key", "value", "named", "says"), WRONG)
def test_wrong_values_are_refused_by_name(key: str, value: Any, named: str, says: str) -> None:
    with pytest.raises(CaseError) as caught:
        build_case(keys.put(full(), key, value))
    assert caught.value.key == named
    assert says in str(caught.value)
    assert caught.value.remedy is not None
    assert "%(" not in str(caught.value)


@pytest.mark.parametrize(
    ("answers", "key", "nearest"),
    [
        ({"chargs": []}, "chargs", "charges"),
        ({"charges": [{"amuont": "1"}]}, "charges.0.amuont", "charges.0.amount"),
        ({"payment": {"descriptor": "x"}}, "payment.descriptor", "service.descriptor"),
        ({"service": {"nam": "x"}}, "service.nam", "service.name"),
        ({"cancelation": {"status": "yes"}}, "cancelation", "cancellation"),
        ({"about": ["x"]}, "about", ""),
    ],
)
def test_unknown_keys_name_the_nearest(answers: dict[str, Any], key: str, nearest: str) -> None:
    with pytest.raises(UnknownKey) as caught:
        build_case(answers)
    assert caught.value.key == key
    assert nearest in caught.value.allowed or not nearest


def test_regions_are_those_of_the_country() -> None:
    assert build_case({"country": "US", "region": "OH"}).region == "OH"
    assert build_case({"country": "FR", "region": "75"}).region == "75"
    with pytest.raises(CaseError, match="no such region"):
        build_case({"country": "US", "region": "ON"})


def test_days_ahead_are_judged_from_today_without_as_of() -> None:
    answers = {"charges": [{"date": dt.date(2026, 5, 1)}]}
    build_case(answers)
    build_case(answers, today=dt.date(2026, 5, 1))
    with pytest.raises(CaseError, match="after the day of the case"):
        build_case(answers, today=dt.date(2026, 4, 30))


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("charges.0.amount", 10, "10"),
        ("charges.0.amount", Decimal("9.90"), "9.90"),
        ("charges.3.date", "2026-03-03", dt.date(2026, 3, 3)),
        ("discovered_on", "~2026-03-03", "~2026-03-03"),
        ("discovered_on", "~ 2026-03-03", "~2026-03-03"),
        ("contacts.0.at", "2026-03-03 10:00", dt.datetime(2026, 3, 3, 10)),
        ("contacts.0.at", dt.date(2026, 3, 3), dt.date(2026, 3, 3)),
        ("goals", ["credit", "credit"], ["credit"]),
        ("goals.0", "credit", "credit"),
        ("sender.address.1", " Town ", "Town"),
        ("locale", "zh-hant-tw", "zh_Hant_TW"),
        ("payment.holder_is_me", False, "no"),
        ("own_words", "one\ntwo\tthree", "one two three"),
        ("own_words", "a\x00b\u202ec\ufeff", "abc"),
        ("own_words", "e\u0301", "é"),
        ("own_words", "می\u200cخواهم", "می\u200cخواهم"),
        ("extra.demo.anything", ["a", 1, True], ["a", 1, True]),
        ("charges.0", {"amount": 5}, {"amount": "5"}),
        ("technical.speed_mbps", "42.5", 42.5),
        ("technical.speed_mbps", 42.0, 42),
    ],
)
def test_single_values_take_the_form_of_the_case_file(key: str, value: Any, expected: Any) -> None:
    assert check(key, value) == expected


def test_half_a_character_is_refused() -> None:
    with pytest.raises(CaseError, match="damaged"):
        check("own_words", "a\ud800b")


def test_one_value_and_a_whole_case_pass_the_same_checks() -> None:
    alone = [complaint(check, key, value) for key, value, _, _ in WRONG]
    whole = [
        complaint(lambda k, v: build_case(keys.put(full(), k, v)), key, value)
        for key, value, _, _ in WRONG
    ]
    # What only the whole case shows wrong is no complaint about the value alone.
    assert [text for text in zip(alone, whole, strict=True) if text[0] not in ("", text[1])] == []
    assert sum(map(bool, alone)) > 40


def complaint(call: Callable[[str, Any], Any], key: str, value: Any) -> str:
    try:
        call(key, value)
    except CaseError as error:
        return str(error)
    return ""
