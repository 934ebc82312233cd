"""Answers that do not go together: found, named by their keys, and no error."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from refundletters.answers.build import build_case
from refundletters.answers.contradictions import contradictions

D = dt.date
CASES: list[tuple[dict[str, Any], str]] = [
    ({"account": {"has": "yes"}, "cancellation": {"status": "no_account"}}, "account.canceled"),
    ({"account": {"has": "no", "identifier": "kim@example.org"}}, "account.identifier"),
    ({"account": {"has": "yes"}, "reason": "unauthorized_payment"}, "account.reason"),
    (
        {"reason": "charged_after_cancellation", "cancellation": {"status": "no"}},
        "canceled.reason",
    ),
    ({"reason": "cannot_cancel", "cancellation": {"status": "yes"}}, "canceled.blocked"),
    (
        {
            "used_after_charge": "none",
            "last_used_on": D(2026, 3, 9),
            "charges": [{"date": D(2026, 3, 1), "amount": "9.99"}],
        },
        "used",
    ),
    (
        {
            "withdrawal": {"refunded": "20.00"},
            "charges": [{"amount": "120.00", "refunded": "30.00"}],
        },
        "refunded.withdrawal",
    ),
    (
        {
            "confirmed": {"not_refunded": True},
            "charges": [{"amount": "9.99", "refunded": "9.99"}],
        },
        "refunded.confirmed",
    ),
    (
        {
            "confirmed": {"nothing_pending": True},
            "charges": [{"amount": "9.99", "status": "pending"}],
        },
        "pending.confirmed",
    ),
    (
        {"reason": "unfounded_demand", "charges": [{"amount": "9.99", "disputed": True}]},
        "charged.demand",
    ),
    ({"household": {"age_band": "7_12", "relation": "partner"}}, "household"),
    (
        {"contacts": [{"result": "no_answer", "answered": "We will look into it."}]},
        "contacts.0",
    ),
]


@pytest.mark.parametrize(("answers", "id"), CASES)
def test_two_answers_that_do_not_go_together_are_found(answers: dict[str, Any], id: str) -> None:
    [found] = contradictions(build_case(answers))
    assert found.id == id
    assert len(set(found.keys)) == 2


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"account": {"has": "no"}, "cancellation": {"status": "no_account"}},
        {"reason": "reactivated", "cancellation": {"status": "no"}},
        {"confirmed": {"not_refunded": True}, "charges": [{"amount": "9.99", "refunded": "1.00"}]},
        {"withdrawal": {"refunded": "1.00"}, "charges": [{"amount": "9.99", "refunded": "1.00"}]},
        {"household": {"age_band": "adult_relative", "relation": "partner"}},
    ],
)
def test_answers_that_go_together_are_left_alone(answers: dict[str, Any]) -> None:
    assert contradictions(build_case(answers)) == ()
