"""What the law of GB, IE, AU, NZ, IN, SG and ZA gives, case by case."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from refundletters.answers.build import build_case
from refundletters.facts.gather import gather
from refundletters.facts.types import Facts
from refundletters.packs.roots import shipped_roots

COUNTRIES = ["GB", "IE", "AU", "NZ", "IN", "SG", "ZA"]
AS_OF = dt.date(2026, 11, 30)
BEFORE, CHARGED, AFTER = (dt.date(2026, 11, day) for day in (1, 5, 20))
REFUSED = [{"at": dt.date(2026, 11, 25), "result": "refused"}]
PROVEN = {"how": "web", "proof": "email"}
FOUR_POINTS = {"four_points": True}


def facts_for(country: str, reason: str, method: str, **answers: Any) -> Facts:
    base: dict[str, Any] = {
        "as_of": AS_OF,
        "country": country,
        "reason": reason,
        "plan": {"period": "month", "started_on": dt.date(2026, 1, 5)},
        "charges": [{"date": CHARGED, "amount": "150"}],
        "payment": {"method": method},
        "contacts": REFUSED,
    }
    return gather(build_case({**base, **answers}), shipped_roots(), AS_OF)


def quoted(country: str, reason: str, method: str, **answers: Any) -> list[str]:
    """Return the ids of the rules that letters about such a case may quote, first ones first."""
    facts = facts_for(country, reason, method, **answers)
    return [rule.id for rule in facts.rules if rule.quotable]


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("reason", ["forgot_to_cancel", "unused", "household_purchase"])
def test_a_forgotten_monthly_plan_quotes_no_law(country: str, reason: str) -> None:
    assert quoted(country, reason, "credit_card") == []


@pytest.mark.parametrize(
    ("country", "method", "rule"),
    [
        ("GB", "credit_card", "gb-cca-s75"),
        ("GB", "credit_card", "gb-chargeback"),
        ("GB", "direct_debit", "gb-direct-debit-guarantee"),
        ("GB", "wallet", "gb-dmcca-unfair-practices"),
        ("IE", "credit_card", "ie-chargeback"),
        ("AU", "wallet", "au-acl-s40"),
        ("AU", "wallet", "au-acl-misleading"),
        ("AU", "credit_card", "au-chargeback"),
        ("NZ", "wallet", "nz-fta"),
        ("NZ", "debit_card", "nz-chargeback"),
        ("IN", "wallet", "in-cpa-2019"),
        ("IN", "upi", "in-rbi-emandate-2026"),
        ("SG", "wallet", "sg-cpfta"),
        ("ZA", "wallet", "za-cpa-s21"),
        ("ZA", "direct_debit", "za-debit-order"),
    ],
)
def test_a_charge_counts_as_late_only_if_it_came_after_the_cancellation(
    country: str, method: str, rule: str
) -> None:
    reason = "charged_after_cancellation"
    before = {"status": "yes", "on": BEFORE, **PROVEN}
    assert rule in quoted(country, reason, method, cancellation=before)
    afterwards = {"status": "yes", "on": AFTER, **PROVEN}
    assert rule not in quoted(country, reason, method, cancellation=afterwards)
    assert rule not in quoted(country, reason, method, cancellation={"status": "yes", **PROVEN})


@pytest.mark.parametrize(
    ("country", "method", "rule"),
    [
        ("GB", "debit_card", "gb-psr-unauthorised"),
        ("GB", "direct_debit", "gb-direct-debit-guarantee"),
        ("GB", "credit_card", "gb-chargeback"),
        ("IE", "credit_card", "ie-psr-unauthorised"),
        ("IE", "debit_card", "ie-chargeback"),
        ("AU", "credit_card", "au-chargeback"),
        ("IN", "upi", "in-rbi-emandate-2026"),
        ("ZA", "direct_debit", "za-debit-order"),
    ],
)
def test_permission_withdrawn_after_a_charge_does_not_reach_back(
    country: str, method: str, rule: str
) -> None:
    before, afterwards = ({"withdrawn": "yes", "on": day} for day in (BEFORE, AFTER))
    assert rule in quoted(country, "cannot_cancel", method, permission=before)
    assert rule not in quoted(country, "cannot_cancel", method, permission=afterwards)


@pytest.mark.parametrize("country", ["GB", "IE", "AU", "NZ"])
def test_a_trial_that_was_left_after_the_charge_is_no_chargeback_by_itself(country: str) -> None:
    rule, reason = f"{country.lower()}-chargeback", "trial_conversion"
    before, afterwards = ({"status": "yes", "on": day, **PROVEN} for day in (BEFORE, AFTER))
    assert rule in quoted(country, reason, "debit_card", cancellation=before)
    assert rule not in quoted(country, reason, "debit_card", cancellation=afterwards)
    unseen = {"shown_price": "no"}
    assert rule in quoted(country, reason, "debit_card", cancellation=afterwards, trial=unseen)


def test_an_irish_direct_debit_comes_back_for_eight_weeks_whatever_went_wrong() -> None:
    rule = "ie-psr-payee-initiated-refund"
    old = [{"date": dt.date(2026, 10, 4), "amount": "15"}]  # eight weeks and a day
    for reason in ("trial_conversion", "charged_after_cancellation", "refund_promised"):
        assert quoted("IE", reason, "direct_debit")[0] == rule
        assert rule not in quoted("IE", reason, "direct_debit", charges=old)
        assert rule not in quoted("IE", reason, "debit_card")
    assert rule not in quoted("IE", "forgot_to_cancel", "direct_debit")


def test_the_indian_mandate_rules_are_for_cards_and_upi_and_not_for_other_bank_mandates() -> None:
    rule, trial = "in-rbi-emandate-2026", {"reminder": "no"}
    for method in ("credit_card", "debit_card", "prepaid_card", "upi"):
        assert rule in quoted("IN", "trial_conversion", method, trial=trial)
    for method in ("direct_debit", "bank_transfer", "wallet"):
        assert rule not in quoted("IN", "trial_conversion", method, trial=trial)


def test_an_indian_report_names_the_limit_of_liability_first_and_upi_too() -> None:
    rule, seen = "in-rbi-limited-liability-2017", {"confirmed": FOUR_POINTS}
    in_time = {**seen, "discovered_on": dt.date(2026, 11, 26)}  # a Thursday
    late = {**seen, "discovered_on": dt.date(2026, 11, 20)}
    for method in ("credit_card", "upi"):
        found = quoted("IN", "unauthorized_payment", method, **in_time, contacts=[])
        assert found[:2] == [rule, "in-rbi-emandate-2026"]
        assert rule not in quoted("IN", "unauthorized_payment", method, **late, contacts=[])


def test_an_indian_complaint_names_the_act_before_the_guidelines_under_it() -> None:
    found = quoted("IN", "cannot_cancel", "wallet", blocked={"paths": ["web: nothing happened"]})
    assert found == ["in-cpa-2019", "in-dark-patterns-2023"]


def test_singapore_wants_a_reminder_for_trials_that_cost_nothing() -> None:
    rule, trial = "sg-optout-regs", {"reminder": "no"}
    assert rule in quoted("SG", "trial_conversion", "credit_card", trial=trial)
    free, paid = ({**trial, "price": price} for price in ("0", "1.00"))
    assert rule in quoted("SG", "trial_conversion", "credit_card", trial=free)
    assert rule not in quoted("SG", "trial_conversion", "credit_card", trial=paid)


def test_singapore_guidelines_are_for_payments_that_were_not_authorised() -> None:
    rule, amount = "sg-mas-epayments", {"expected": "9.99"}
    stranger = {"confirmed": FOUR_POINTS}
    assert rule in quoted("SG", "unauthorized_payment", "direct_debit", **stranger)
    assert rule not in quoted("SG", "unauthorized_payment", "credit_card", **stranger)
    assert rule not in quoted("SG", "wrong_amount", "direct_debit", wrong_amount=amount)


def test_a_south_african_bank_is_given_no_month_for_a_debit_order_in_time() -> None:
    bank = [{"at": dt.date(2026, 11, 25), "party": "bank"}]
    facts = facts_for("ZA", "duplicate_charge", "direct_debit", contacts=bank)
    (rule,) = (one for one in facts.rules if one.id == "za-debit-order")
    assert rule.quotable
    assert rule.owed_by is None


def test_an_australian_direct_debit_is_under_the_payments_code() -> None:
    assert "au-epayments-code" in quoted("AU", "duplicate_charge", "direct_debit")
    assert "au-epayments-code" not in quoted("AU", "duplicate_charge", "wallet")


def test_the_south_african_section_on_quality_was_not_read_and_is_not_quoted() -> None:
    assert quoted("ZA", "technical_failure", "wallet") == []


def test_a_british_payment_is_stopped_until_the_business_day_before_it() -> None:
    monday = dt.date(2026, 12, 7)
    plan = {"period": "month", "started_on": dt.date(2026, 1, 5), "next_charge_on": monday}
    stop = {"goals": ["stop_charges"], "plan": plan}
    facts = facts_for("GB", "forgot_to_cancel", "direct_debit", **stop)
    (rule,) = (one for one in facts.rules if one.id == "gb-psr-withdraw-consent")
    assert rule.quotable
    assert rule.deadline is not None
    assert rule.deadline.date == dt.date(2026, 12, 4)


def test_a_new_zealand_fault_is_one_of_a_service() -> None:
    assert quoted("NZ", "technical_failure", "wallet") == ["nz-cga-services"]


def test_an_irish_charge_nobody_ordered_is_under_european_law() -> None:
    before = {"status": "yes", "on": BEFORE, **PROVEN}
    found = quoted("IE", "charged_after_cancellation", "wallet", cancellation=before)
    assert found == ["eu-crd-art27"]
