"""American law, case by case: credit apart from debit, and each state with duties of its own."""

from __future__ import annotations

import datetime as dt
from typing import Any, get_args

import pytest

from refundletters.answers.build import build_case
from refundletters.facts.gather import gather
from refundletters.model.values import Reason
from refundletters.packs.roots import shipped_roots

AS_OF = dt.date(2026, 11, 30)
MONTH = {"period": "month", "started_on": dt.date(2026, 1, 5)}
YEAR = {"period": "year", "started_on": dt.date(2025, 11, 5)}
NOT_REMINDED = {"reminder": "no"}
HIDDEN_PRICE = {"shown_price": "no", "reminder": "no"}
RISE = {"old": "9.99", "new": "12.99", "effective_from": dt.date(2026, 11, 1)}
CREDIT, DEBIT, ACCOUNT = (
    {"method": method} for method in ("credit_card", "debit_card", "direct_debit")
)
FOR_CREDIT = {
    "us-fcba-billing-error",
    "us-regz-unauthorised-use",
    "us-regz-claims-and-defenses",
}


def quoted(reason: str, **answers: Any) -> set[str]:
    """Return the ids of the rules that a letter about such a case may quote."""
    base: dict[str, Any] = {
        "as_of": AS_OF,
        "country": "US",
        "goals": ["money_back", "stop_charges"],
        "reason": reason,
        "plan": MONTH,
        "charges": [{"date": dt.date(2026, 11, 5), "amount": "15.49"}],
        "payment": CREDIT,
    }
    facts = gather(build_case({**base, **answers}), shipped_roots(), AS_OF)
    return {rule.id for rule in facts.rules if rule.quotable}


@pytest.mark.parametrize("reason", get_args(Reason))
def test_credit_cards_and_bank_accounts_never_share_a_rule_for_the_bank(reason: str) -> None:
    ended = {"withdrawn": "yes", "on": dt.date(2026, 10, 20)}
    answers: dict[str, Any] = {"permission": ended, "price_increases": [{**RISE, "notice": "no"}]}
    credit = quoted(reason, payment=CREDIT, **answers)
    assert not {rule for rule in credit if rule.startswith("us-rege-")}
    for method in (DEBIT, ACCOUNT):
        assert not FOR_CREDIT & quoted(reason, payment=method, **answers)


@pytest.mark.parametrize("payment", [DEBIT, ACCOUNT])
def test_a_debit_is_an_error_only_if_permission_ended_before_it(payment: dict[str, str]) -> None:
    canceled = {"status": "yes", "on": dt.date(2026, 10, 20)}
    case: dict[str, Any] = {"payment": payment, "cancellation": canceled}
    before = {"withdrawn": "yes", "on": dt.date(2026, 10, 20)}
    after = {"withdrawn": "yes", "on": dt.date(2026, 11, 20)}
    reason = "charged_after_cancellation"
    assert "us-rege-error-resolution" in quoted(reason, permission=before, **case)
    assert "us-rege-error-resolution" not in quoted(reason, permission=after, **case)
    assert "us-rege-error-resolution" not in quoted(reason, **case)


def test_a_card_charge_is_a_billing_error_after_a_cancellation_or_without_permission() -> None:
    reason = "charged_after_cancellation"
    canceled = {"status": "yes", "on": dt.date(2026, 10, 20)}
    later = {"withdrawn": "yes", "on": dt.date(2026, 11, 20)}
    assert "us-fcba-billing-error" in quoted(reason, cancellation=canceled, permission=later)
    assert "us-fcba-billing-error" not in quoted(reason, permission=later)


def test_california_asks_for_notice_of_a_new_price_and_not_for_fresh_consent() -> None:
    silent, unasked = [{**RISE, "notice": "no"}], [{**RISE, "notice": "yes", "consent": "no"}]
    case: dict[str, Any] = {"region": "CA", "reason": "price_increase"}
    assert "us-ca-arl" in quoted(price_increases=silent, **case)
    assert "us-ca-arl" not in quoted(price_increases=unasked, **case)


@pytest.mark.parametrize(
    ("state", "rule"),
    [("IL", "us-il-acra-notice"), ("MA", "us-ma-940cmr38"), ("MN", "us-mn-325g")],
)
def test_a_missed_reminder_counts_before_a_long_term_only(state: str, rule: str) -> None:
    case: dict[str, Any] = {"region": state, "reason": "forgot_to_cancel", "trial": NOT_REMINDED}
    assert rule in quoted(plan=YEAR, **case)
    assert quoted(plan=MONTH, **case) == set()


@pytest.mark.parametrize(
    ("state", "rule"),
    [
        ("CA", "us-ca-arl"),
        ("NY", "us-ny-gbl-527a"),
        ("IL", "us-il-acra"),
        ("MA", "us-ma-940cmr38"),
        ("MN", "us-mn-325g"),
    ],
)
def test_a_state_law_needs_a_price_that_was_not_shown(state: str, rule: str) -> None:
    reason = "trial_conversion"
    shown = {**HIDDEN_PRICE, "shown_price": "yes"}
    assert quoted(reason, region=state, trial=HIDDEN_PRICE) == {rule, "us-rosca"}
    assert quoted(reason, region=state, trial=shown) == set()
    assert rule not in quoted(reason, region="OH", trial=HIDDEN_PRICE)
