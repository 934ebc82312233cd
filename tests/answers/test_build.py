"""From answers to a case: every table, every check, every error with key, value and remedy."""

# ruff: noqa: E501 - a table of values reads best with one row a line

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from refundletters.answers import keys
from refundletters.answers.build import build_case, check, normalize
from refundletters.errors import CaseError, UnknownKey
from refundletters.model.case import Case
from refundletters.model.values import Moment

FULL = """
schema = 1
as_of = 2026-03-14
country = "GB"
locale = "en-GB"
goals = ["money_back", "stop_charges"]
reason = "reactivated"
other_reasons = ["account_takeover"]
discovered_on = "~2026-02-24"
used_after_charge = "none"
last_used_on = 2025-08-20
own_words = "I cancelled and was charged again."
not_known = ["charges.0.reference", "account.identifier"]
contract = { made = "on_premises", number = "V-1", seller = "Example Gym Ltd", minimum_until = 2026-12-31, notice = "1 month", claimed_end = 2026-12-31 }
represented = { full_name = "Kim Example", relation = "partner", died_on = 2026-01-02, since = 2025-06-01, authority = "power of attorney", proof = "yes" }
ended = { kind = "insolvent", on = 2026-02-01, until = 2026-03-01, administrator = "Example Administrators", paid_until = 2026-12-31, reason_given = "None" }
demand = { by = "collector", name = "Example Collectors", amount = "120.00", on = 2026-03-01, reference = "D-1", due_on = 2026-03-20, grounds = "notice_period", shown_before = "unsure" }
refund = { sent_on = 2026-03-02, amount = "9.99", to = "closed_account", reference = "F-1" }
service = { id = "netflix", biller = "provider", descriptor = "NETFLIX.COM" }
plan = { name = "Standard", period = "month", started_on = 2024-01-05, price = "9.99", next_charge_on = 2026-04-03 }
account = { has = "yes", identifier = "a@example.org", second = "no" }
cancellation = { status = "yes", on = 2025-09-01, how = "web", reference = "C-1", proof = "email", access_ends_on = 2025-09-30 }
permission = { withdrawn = "yes", on = 2025-09-01, how = "email" }
trial = { started_on = 2024-01-05, ended_on = 2024-02-05, price = "0", shown_price = "unsure", reminder = "no" }
withdrawal = { sent_on = 2026-03-01, how = "letter", proof = "receipt", asked_immediate_start = "no", refunded = "5.00", kept = "3.29", kept_for = "use" }
duplicate = { same_day = "yes", pending = "no", new_card = "unsure", plan_change = "no", second_account = "no", second_biller = "no", other_payer = "A relative", other_since = 2025-01-01, keep = "this" }
wrong_amount = { expected = "7.99", cause = "tax", changed_on = 2026-01-01, reference = "R-1" }
household = { age_band = "7_12", relation = "child", controls_on = "yes" }
takeover = { signs = ["unknown_device"], secured = ["password"] }
promise = { what = "refund", by = "Sam", on = 2026-03-02, amount = "9.99", reference = "P-1", within = "10 business days" }
blocked = { paths = ["Account page: button is missing"] }
pause = { from = 2026-04-01, to = 2026-06-01 }
payment = { method = "credit_card", network = "visa", last4 = "1234", issuer = "Example Bank", holder = "represented", holder_is_me = false, name_on_card = "A. EXAMPLE", mandate_reference = "M-1", creditor_id = "DE98ZZZ09999999999", blocked_on = 2026-03-02T08:30:00, earlier_payments_ok = "no" }
request = { primary = "since_date", amount = "19.98", fallback = "credit", to = "original_method", deadline_days = 14 }
sender = { given_name = "Alex", full_name = "Alex Example", address = ["1 Example Road", "Sampletown"], phone = "+44 20 7946 0000", email = "alex@example.org", role = "account_holder" }
recipient = { name = "Example Ltd", department = "Billing", address = ["2 Example Road"], email = "help@example.org" }
style = { plans_to_stay = "no", inconvenience = "It took an afternoon.", tone = "neutral", length = "short", paper = "A4", large_print = false }
confirmed = { facts_true = true, not_refunded = true, four_points = true, tried_first = true, nothing_pending = true, last_step = true }

[technical]
kind = "buffering"
codes = ["NW-2-5"]
from = 2026-02-01
to = 2026-02-03
days = 3
devices = ["TV"]
speed_mbps = 42.5
[[technical.steps]]
what = "Restarted"
on = 2026-02-02
result = "no change"
[[technical.incidents]]
at = 2026-02-02T20:15:00
device = "TV"
code = "NW-2-5"
effect = "It stopped."

[[price_increases]]
old = "9.99"
new = "11.99"
effective_from = 2026-01-01
notice = "no"
consent = "unsure"
months = 3

[[charges]]
date = 2026-01-03
amount = "9.99"
currency = "GBP"
status = "posted"
descriptor = "NETFLIX.COM"
reference = "T-1"
item = "Example Stream, add-on"
original = "USD 12.49"
statement_date = 2026-01-31
disputed = true
disputed_amount = "5.00"
refunded = "1.00"
repeat = { every = "month", until = 2026-03-03 }

[[fees]]
type = "overdraft"
amount = "5.00"
date = 2026-01-04
currency = "GBP"

[[contacts]]
at = "~2026-03-04"
party = "trader"
document = "refund-request"
channel = "email"
with = "Sam"
reference = "K-1"
asked = "I asked for the money back."
answered = "They will look into it."
said = "Friendly."
sent = true
result = "promised"
amount = "9.99"
due_on = 2026-03-18
offer = { type = "credit", amount = "9.99" }

[[evidence]]
kind = "statement"
label = "March statement"
date = 2026-03-05
file = "march.pdf"
shows = "the charge"
redacted = true

[extra.demo]
answer = "yes"
"""


def full() -> dict[str, Any]:
    return tomllib.loads(FULL)


def test_every_key_of_the_case_file_is_accepted() -> None:
    answers = full()
    given = {keys.plain(key) for key in flat_keys(answers)}
    tables = {key for key in keys.known_keys() if keys.find(key).table is not None}
    assert set(keys.known_keys()) - tables - given == {
        "region",
        "service.name",
        "service.biller_name",
        "extra",
    }
    build_case(answers)


def flat_keys(value: Any, key: str = "") -> list[str]:
    if isinstance(value, dict):
        return [k for n, v in value.items() for k in flat_keys(v, f"{key}.{n}" if key else n)]
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [k for at, v in enumerate(value) for k in flat_keys(v, f"{key}.{at}")]
    return [key]


def test_values_arrive_in_their_types() -> None:
    case = build_case(full())
    assert case.locale == "en_GB"
    assert case.charges[0].amount == Decimal("9.99")
    assert case.charges[0].repeat is not None
    assert case.charges[0].repeat.until == dt.date(2026, 3, 3)
    assert case.payment.blocked_on == Moment(dt.date(2026, 3, 2), dt.time(8, 30))
    assert case.contacts[0].at == Moment(dt.date(2026, 3, 4))
    assert case.contacts[0].with_ == "Sam"
    assert case.technical.from_ == dt.date(2026, 2, 1)
    assert case.technical.speed_mbps == Decimal("42.5")
    assert case.payment.holder == "represented"
    assert case.contacts[0].sent is True
    assert case.contract.notice == "1 month"
    assert case.withdrawal.kept == Decimal("3.29")
    assert case.confirmed.facts_true is True
    assert case.extra == {"demo": {"answer": "yes"}}


@pytest.mark.parametrize(
    ("payment", "holder"),
    [
        ({"holder_is_me": "yes"}, "me"),
        ({"holder_is_me": True}, "me"),
        ({"holder_is_me": "yes", "holder": "me"}, "me"),
        ({"holder_is_me": "no", "holder": "employer"}, "employer"),
        ({"holder_is_me": "no"}, None),
        ({"holder": "family"}, "family"),
    ],
)
def test_the_older_form_of_the_holder_is_read(payment: dict[str, Any], holder: str | None) -> None:
    assert build_case({"payment": payment}).payment.holder == holder


@pytest.mark.parametrize(
    "payment",
    [{"holder_is_me": "yes", "holder": "family"}, {"holder_is_me": False, "holder": "me"}],
)
def test_two_forms_of_the_holder_must_agree(payment: dict[str, Any]) -> None:
    with pytest.raises(CaseError) as caught:
        build_case({"payment": payment})
    assert caught.value.key == "payment.holder"


def test_keys_that_are_not_known_are_real_keys() -> None:
    with pytest.raises(UnknownKey) as caught:
        build_case({"not_known": ["charges.0.refrence"]})
    assert caught.value.allowed[0] == "charges.0.reference"


def test_a_child_that_is_represented_has_no_name() -> None:
    with pytest.raises(CaseError) as caught:
        build_case({"represented": {"relation": "child", "full_name": "Kim Example"}})
    assert caught.value.key == "represented.full_name"


def test_rough_days_are_days_and_remembered() -> None:
    case = build_case(full())
    assert case.discovered_on == dt.date(2026, 2, 24)
    assert case.about == {"discovered_on", "contacts.0.at"}


def test_an_empty_case_is_a_case() -> None:
    assert build_case({}) == Case()


def test_answers_are_left_alone() -> None:
    answers = full()
    build_case(answers)
    assert answers == full()


def test_normalizing_twice_changes_nothing_more() -> None:
    once = normalize(full())
    assert normalize(once) == once
    assert build_case(once) == build_case(full())


def test_the_primary_reason_is_not_also_another_one() -> None:
    case = build_case({"reason": "unused", "other_reasons": ["unused", "forgot_to_cancel"]})
    assert case.other_reasons == ("forgot_to_cancel",)


def test_none_means_not_given() -> None:
    assert build_case({"reason": None, "service": {"id": None}}) == Case()


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
        {"every": "day", "until": dt.date(2026, 3, 3)},
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


def test_zero_costs_are_amounts_too() -> None:
    assert build_case({"trial": {"price": "0"}}).trial.price == Decimal(0)
