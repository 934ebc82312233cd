"""From answers to a case: every table, every check, every error with key, value and remedy."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from refundletters.answers import keys
from refundletters.answers.build import build_case, normalize
from refundletters.errors import CaseError, UnknownKey
from refundletters.model.case import Case
from refundletters.model.values import Moment

from .full_case import full


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


def test_zero_costs_are_amounts_too() -> None:
    assert build_case({"trial": {"price": "0"}}).trial.price == Decimal(0)
