"""What the law of Latin America, Asia and the Middle East gives, case by case."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from refundletters.answers.build import build_case
from refundletters.facts.gather import gather
from refundletters.facts.types import Facts
from refundletters.packs.roots import shipped_roots

COUNTRIES = [
    *("BR", "MX", "AR", "CO", "CL", "JP", "KR", "TW", "HK", "TR"),
    *("IL", "AE", "SA", "EG", "UA", "PH", "ID"),
]

# A monthly plan of January and one charge in November.
AS_OF = dt.date(2026, 11, 30)
NEW_PLAN = {"period": "month", "started_on": dt.date(2026, 11, 26)}
OLD_YEAR = {"period": "year", "started_on": dt.date(2025, 11, 5)}
CANCELLED = {"status": "yes", "on": dt.date(2026, 10, 20)}
BLOCKED = {"paths": ["web: the button did nothing"]}
NOT_STARTED = {"asked_immediate_start": "no"}
RISE = {"old": "9.99", "new": "12.99", "effective_from": dt.date(2026, 11, 1)}
DEBIT, CREDIT, ACCOUNT = (
    {"method": method} for method in ("debit_card", "credit_card", "direct_debit")
)


def facts_for(country: str, reason: str, **answers: Any) -> Facts:
    base: dict[str, Any] = {
        "as_of": AS_OF,
        "country": country,
        "reason": reason,
        "plan": {"period": "month", "started_on": dt.date(2026, 1, 5)},
        "charges": [{"date": dt.date(2026, 11, 5), "amount": "99"}],
        "payment": CREDIT,
    }
    return gather(build_case({**base, **answers}), shipped_roots(), AS_OF)


def quoted(country: str, reason: str, **answers: Any) -> set[str]:
    """Return the ids of the rules that a letter about such a case may quote."""
    return {rule.id for rule in facts_for(country, reason, **answers).rules if rule.quotable}


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("reason", ["forgot_to_cancel", "unused", "household_purchase"])
def test_a_forgotten_monthly_plan_quotes_no_law(country: str, reason: str) -> None:
    assert quoted(country, reason) == set()


@pytest.mark.parametrize(
    ("country", "rule", "extra"),
    [
        ("BR", "br-cdc-49", {}),
        ("AR", "ar-ldc-34", {}),
        ("CO", "co-ec-47", {"withdrawal": NOT_STARTED, "used_after_charge": "none"}),
        ("KR", "kr-ecom-17-1", {"used_after_charge": "none"}),
        ("TW", "tw-cpa-19", {"withdrawal": NOT_STARTED}),
        ("IL", "il-cpl-14c", {}),
        ("SA", "sa-ecom-13", {"used_after_charge": "none"}),
        ("EG", "eg-181-40", {}),
        ("UA", "ua-1023-13", {"withdrawal": NOT_STARTED}),
    ],
)
def test_a_new_contract_may_be_withdrawn_from_where_its_conditions_are_shown(
    country: str, rule: str, extra: dict[str, Any]
) -> None:
    assert rule in quoted(country, "changed_mind", plan=NEW_PLAN, **extra)
    assert rule in quoted(country, "accidental_signup", plan=NEW_PLAN, **extra)
    assert rule not in quoted(country, "changed_mind", **extra)
    assert rule not in quoted(country, "forgot_to_cancel", plan=NEW_PLAN, **extra)
    if extra:
        assert rule not in quoted(country, "changed_mind", plan=NEW_PLAN)


@pytest.mark.parametrize("country", ["MX", "CL", "JP", "HK", "TR", "AE", "PH", "ID"])
def test_where_streaming_is_left_out_no_right_to_withdraw_is_quoted(country: str) -> None:
    assert quoted(country, "changed_mind", plan=NEW_PLAN) == set()


def test_mexico_asks_for_notice_before_a_renewal_since_december_2025() -> None:
    rule = "mx-lfpc-76bis-viii-ix"
    missed, sent = {"reminder": "no"}, {"reminder": "yes"}
    before = [{"date": dt.date(2025, 12, 5), "amount": "99"}]
    assert rule in quoted("MX", "forgot_to_cancel", trial=missed)
    assert rule not in quoted("MX", "forgot_to_cancel", trial=sent)
    assert rule not in quoted("MX", "forgot_to_cancel", trial=missed, charges=before)
    assert facts_for("MX", "forgot_to_cancel", trial=missed).signals.reminder_duty_missed


def test_a_mexican_bank_is_asked_for_ninety_days_from_the_statement() -> None:
    rule = "mx-ltosf-23"
    new = [{"date": dt.date(2026, 11, 5), "amount": "99", "statement_date": dt.date(2026, 11, 20)}]
    old = [{"date": dt.date(2026, 7, 5), "amount": "99", "statement_date": dt.date(2026, 7, 20)}]
    assert rule in quoted("MX", "duplicate_charge", charges=new)
    assert rule not in quoted("MX", "duplicate_charge", charges=old)
    assert rule not in quoted("MX", "duplicate_charge", charges=new, payment={"method": "paypal"})
    assert rule not in quoted("MX", "changed_mind", charges=new)
    assert rule not in quoted("MX", "duplicate_charge", duplicate={"second_account": "yes"})


def test_turkey_lets_no_fixed_term_renew_itself() -> None:
    assert quoted("TR", "forgot_to_cancel", plan=OLD_YEAR) == {"tr-6502-52-3"}
    first_year = {"period": "year", "started_on": dt.date(2026, 1, 5)}
    assert quoted("TR", "forgot_to_cancel", plan=first_year) == set()


def test_an_israeli_debit_may_be_reversed_for_three_business_days() -> None:
    fresh = [{"date": dt.date(2026, 11, 29), "amount": "99"}]
    assert "il-psl-35" in quoted("IL", "forgot_to_cancel", payment=ACCOUNT, charges=fresh)
    assert "il-psl-35" not in quoted("IL", "forgot_to_cancel", payment=ACCOUNT)
    assert "il-psl-35" not in quoted("IL", "forgot_to_cancel", charges=fresh)


def test_an_argentine_statement_may_be_contested_and_a_debit_card_is_no_credit_card() -> None:
    assert "ar-tarjetas-26-30" in quoted("AR", "wrong_amount", wrong_amount={"expected": "9"})
    assert "ar-tarjetas-26-30" not in quoted("AR", "wrong_amount")
    assert "ar-tarjetas-26-30" not in quoted(
        "AR", "wrong_amount", wrong_amount={"expected": "9"}, payment=DEBIT
    )


def test_argentina_reverses_recent_automatic_debits_only() -> None:
    old = [{"date": dt.date(2026, 9, 5), "amount": "99"}]
    assert "ar-bcra-a6909" in quoted("AR", "forgot_to_cancel", payment=ACCOUNT)
    assert "ar-bcra-a6909" not in quoted("AR", "forgot_to_cancel", payment=ACCOUNT, charges=old)
    assert "ar-bcra-a6909" not in quoted("AR", "forgot_to_cancel")


def test_chile_wants_the_four_points_confirmed_before_a_charge_is_disowned() -> None:
    confirmed = {"four_points": True}
    assert "cl-20009-fraude" in quoted("CL", "unauthorized_payment", confirmed=confirmed)
    assert "cl-20009-fraude" not in quoted("CL", "unauthorized_payment")
    assert "cl-20009-fraude" not in quoted("CL", "charged_after_cancellation", confirmed=confirmed)
    old = [{"date": dt.date(2026, 8, 5), "amount": "99"}]
    assert "cl-20009-fraude" not in quoted(
        "CL", "unauthorized_payment", confirmed=confirmed, charges=old
    )


def test_a_faulty_service_that_still_runs_is_complained_about_in_time() -> None:
    old = [{"date": dt.date(2026, 9, 5), "amount": "99"}]
    assert "br-cdc-20" in quoted("BR", "technical_failure")
    assert "br-cdc-20" not in quoted("BR", "technical_failure", charges=old)
    assert "cl-19496-41" in quoted("CL", "technical_failure")
    assert "cl-19496-41" not in quoted("CL", "technical_failure", charges=old)
    assert "br-cdc-20" not in quoted("BR", "changed_mind")


@pytest.mark.parametrize(
    ("country", "rule"),
    [
        ("BR", "br-cdc-42"),
        ("MX", "mx-lfpc-91"),
        ("AR", "ar-ldc-10ter-quater"),
        ("CO", "co-ec-58"),
        ("CL", "cl-19496-3-12-18"),
        ("JP", "jp-minpo-703"),
        ("TR", "tr-6502-52-4"),
        ("IL", "il-cpl-13d"),
        ("PH", "ph-ra10870-18"),
    ],
)
def test_a_charge_counts_as_late_only_if_it_came_after_the_cancellation(
    country: str, rule: str
) -> None:
    reason = "charged_after_cancellation"
    afterwards = {"status": "yes", "on": dt.date(2026, 11, 20)}
    assert rule in quoted(country, reason, cancellation=CANCELLED)
    assert rule not in quoted(country, reason, cancellation=afterwards)
    assert rule not in quoted(country, reason)
    assert rule not in quoted(country, "unused", cancellation=CANCELLED)


@pytest.mark.parametrize(
    ("country", "rule"),
    [
        ("MX", "mx-lfpc-76bis-viii-ix"),
        ("CO", "co-ec-42-43"),
        ("CL", "cl-19496-17a"),
        ("KR", "kr-ecom-5-4"),
        ("TR", "tr-6502-52-4"),
    ],
)
def test_obstacles_to_leaving_have_to_be_shown(country: str, rule: str) -> None:
    assert rule in quoted(country, "cannot_cancel", blocked=BLOCKED)
    assert rule not in quoted(country, "cannot_cancel")
    assert rule not in quoted(country, "unused", blocked=BLOCKED)


@pytest.mark.parametrize(("country", "rule"), [("CO", "co-ec-42-43"), ("CL", "cl-19496-17a")])
def test_a_cancellation_that_went_through_met_no_obstacle(country: str, rule: str) -> None:
    reason = "charged_after_cancellation"
    assert rule not in quoted(country, reason, cancellation=CANCELLED)
    assert rule in quoted(country, reason, cancellation=CANCELLED, blocked=BLOCKED)


@pytest.mark.parametrize(
    ("country", "rule"), [("MX", "mx-lfpc-76bis-viii-ix"), ("AR", "ar-ldc-35")]
)
def test_a_charge_by_a_stranger_is_no_renewal_and_no_offer(country: str, rule: str) -> None:
    confirmed = {"four_points": True}
    assert rule not in quoted(country, "unauthorized_payment", confirmed=confirmed)
    assert rule not in quoted(country, "account_takeover", confirmed=confirmed)
    assert quoted(country, "unauthorized_payment", confirmed=confirmed)


def test_the_argentine_cancel_button_is_asked_for_once_companies_had_adapted() -> None:
    rule, early = "ar-disp-954-2025", [{"date": dt.date(2025, 10, 5), "amount": "99"}]
    assert rule in quoted("AR", "cannot_cancel", blocked=BLOCKED)
    assert rule not in quoted("AR", "cannot_cancel", blocked=BLOCKED, charges=early)


@pytest.mark.parametrize(
    ("country", "rule"),
    [
        ("BR", "br-cdc-39-v-x"),
        ("AR", "ar-ldc-37"),
        ("CL", "cl-19496-16"),
        ("JP", "jp-shohi-10"),
        ("KR", "kr-ecom-13-6"),
        ("TW", "tw-cpa-11-1"),
        ("ID", "id-uu8-18"),
    ],
)
def test_a_price_increase_needs_missing_consent(country: str, rule: str) -> None:
    without, agreed = [{**RISE, "consent": "no"}], [{**RISE, "consent": "yes"}]
    assert rule in quoted(country, "price_increase", price_increases=without)
    assert rule not in quoted(country, "price_increase", price_increases=agreed)


@pytest.mark.parametrize(
    ("country", "rule", "method", "other"),
    [
        ("HK", "hk-cobp-37", "debit_card", "paypal"),
        ("KR", "kr-eft-8", "bank_transfer", "credit_card"),
        ("AE", "ae-cbuae-unauthorised", "credit_card", "wallet"),
        ("SA", "sa-sama-prepaid", "prepaid_card", "debit_card"),
        ("PH", "ph-ra10870-18", "credit_card", "debit_card"),
        ("JP", "jp-minpo-703", "wallet", ""),
    ],
)
def test_a_double_charge_goes_by_the_rule_of_its_means_of_payment(
    country: str, rule: str, method: str, other: str
) -> None:
    assert rule in quoted(country, "duplicate_charge", payment={"method": method})
    if other:
        assert rule not in quoted(country, "duplicate_charge", payment={"method": other})
    assert rule not in quoted(country, "changed_mind", payment={"method": method})
    very_old = [{"date": dt.date(2020, 1, 5), "amount": "99"}]
    answers = {"charges": very_old, "discovered_on": dt.date(2020, 2, 1)}
    late = quoted(country, "duplicate_charge", payment={"method": method}, **answers)
    assert (rule in late) is (rule == "kr-eft-8")  # the only one that sets no period


def test_a_colombian_reversal_is_listed_with_its_check_and_not_quoted() -> None:
    found = {rule.id: rule.quotable for rule in facts_for("CO", "duplicate_charge").rules}
    assert found["co-ec-51"] is False
    assert found["co-ec-58"] is True


def test_a_letter_to_stop_payments_has_its_own_rule() -> None:
    stop = {"goals": ["stop_charges"]}
    for country, rule in [("BR", "br-cmn-4790"), ("IL", "il-psl-34")]:
        assert rule in quoted(country, "forgot_to_cancel", payment=ACCOUNT, **stop)
        assert rule not in quoted(country, "forgot_to_cancel", payment=ACCOUNT)
        assert rule not in quoted(country, "forgot_to_cancel", **stop)
        found = facts_for(country, "forgot_to_cancel", payment=ACCOUNT, **stop).rules
        assert {one.topic for one in found if one.id == rule} == {"stop"}


def test_the_own_money_of_a_country_is_assumed() -> None:
    assert facts_for("CL", "unused").currency == "CLP"
    assert facts_for("TW", "unused").currency == "TWD"


def test_bodies_open_step_by_step() -> None:
    def opened(country: str, **answers: Any) -> set[str]:
        found = facts_for(country, "duplicate_charge", **answers).bodies
        return {body.id for body in found if body.open_now and body.jurisdiction == country}

    refused = {"at": dt.date(2026, 11, 20), "result": "refused"}
    assert opened("MX") == {"mx-une"}
    assert opened("MX", contacts=[refused]) == {"mx-une", "mx-profeco"}
    bank = {"at": dt.date(2026, 11, 20), "party": "bank", "result": "refused"}
    assert opened("MX", contacts=[bank]) == {"mx-une", "mx-condusef"}
    assert opened("JP") == {"jp-188", "jp-ccj"}
