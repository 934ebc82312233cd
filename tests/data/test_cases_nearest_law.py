"""The law of the country stands before that of the union, the strongest ground before others.

Where the national articles were not read, the European ones they carry out are quoted instead.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from refundletters.answers.build import build_case
from refundletters.facts.gather import gather
from refundletters.packs.roots import shipped_roots

AS_OF = dt.date(2026, 11, 30)
ROOTS = shipped_roots()
CANCELLED = {
    "cancellation": {"status": "yes", "on": dt.date(2026, 10, 20)},
    "permission": {"withdrawn": "yes", "on": dt.date(2026, 10, 20)},
}
TWICE = {"duplicate": dict.fromkeys(("second_account", "second_biller", "plan_change"), "no")}
NEW_PLAN = {"plan": {"period": "month", "started_on": dt.date(2026, 11, 26)}}
RISE = {"old": "9.99", "new": "12.99", "effective_from": dt.date(2026, 11, 1)}


def quoted(country: str, reason: str, addressee: str, **answers: Any) -> list[str]:
    """Return the ids of the rules that a letter to ``addressee`` may quote, in their order."""
    base: dict[str, Any] = {
        "as_of": AS_OF,
        "country": country,
        "reason": reason,
        "plan": {"period": "month", "started_on": dt.date(2026, 1, 5)},
        "charges": [{"date": dt.date(2026, 11, 5), "amount": "99"}],
        "payment": {"method": "credit_card"},
    }
    facts = gather(build_case({**base, **answers}), ROOTS, AS_OF)
    return [
        rule.id
        for rule in facts.rules
        if rule.quotable and rule.addressed_to in {addressee, "both"}
    ]


@pytest.mark.parametrize(
    ("country", "rule"),
    [
        ("NL", "nl-bw-6-203"),
        ("CZ", "cz-oz-2991"),
        ("BR", "br-cdc-42"),
        ("JP", "jp-minpo-703"),
    ],
)
def test_what_was_not_owed_is_claimed_back_first(country: str, rule: str) -> None:
    assert quoted(country, "charged_after_cancellation", "merchant", **CANCELLED)[0] == rule
    assert quoted(country, "duplicate_charge", "merchant", **TWICE)[0] == rule
    assert rule not in quoted(country, "forgot_to_cancel", "merchant")
    second = {"duplicate": {**TWICE["duplicate"], "second_account": "yes"}}
    assert rule not in quoted(country, "duplicate_charge", "merchant", **second)


@pytest.mark.parametrize(
    ("country", "refund", "debit"),
    [
        ("NL", "nl-bw-7-528", "nl-bw-7-530-531"),
        ("PL", "pl-uup-46", "pl-uup-47-48"),
        ("GR", "gr-4537-72-73", "gr-4537-76-77"),
    ],
)
def test_a_bank_is_told_of_its_own_law_and_of_the_return_of_debits_first(
    country: str, refund: str, debit: str
) -> None:
    account = {"payment": {"method": "direct_debit"}}
    for answers in ({}, account):
        rules = quoted(country, "charged_after_cancellation", "bank", **CANCELLED, **answers)
        assert rules[:2] == [debit, refund] if answers else rules[0] == refund
        assert debit not in rules or answers
        assert not {"eu-psd2-art71", "eu-psd2-art73", "eu-psd2-art76-77"} & set(rules)
    assert debit in quoted(country, "cannot_cancel", "bank", **account)


def test_a_bank_is_told_of_european_law_where_the_country_s_was_not_read() -> None:
    account = {"payment": {"method": "direct_debit"}}
    card = quoted("PT", "charged_after_cancellation", "bank", **CANCELLED)
    debit = quoted("PT", "charged_after_cancellation", "bank", **CANCELLED, **account)
    assert {"eu-psd2-art71", "eu-psd2-art73", "eu-psd2-art72", "eu-psd2-art64"} == set(card)
    assert set(debit) >= {*card, "eu-psd2-art76-77", "eu-sepa-core-dd"}
    assert "eu-psd2-art76-77" in quoted("PT", "cannot_cancel", "bank", **account)


@pytest.mark.parametrize(
    ("country", "refund", "debit"),
    [
        ("IT", "it-dlgs11-2010-11", "it-dlgs11-2010-13-14"),
        ("BE", "be-wer-vii-43", "be-wer-vii-46"),
    ],
)
def test_a_private_bank_is_told_of_no_directive_where_its_own_law_was_read(
    country: str, refund: str, debit: str
) -> None:
    account = {"payment": {"method": "direct_debit"}}
    card = quoted(country, "charged_after_cancellation", "bank", **CANCELLED)
    assert card[0] == refund
    assert debit in quoted(country, "charged_after_cancellation", "bank", **CANCELLED, **account)
    assert not {rule for rule in card if rule.startswith("eu-")}


@pytest.mark.parametrize("country", ["IT", "PT", "GR", "RO"])
def test_a_charge_after_canceling_is_one_nobody_ordered_where_no_national_row_says_so(
    country: str,
) -> None:
    found = quoted(country, "charged_after_cancellation", "merchant", **CANCELLED)
    assert found == ["eu-crd-art27"]
    assert quoted(country, "duplicate_charge", "merchant", **TWICE) == []


def test_permission_that_ended_is_no_matter_of_a_double_charge() -> None:
    assert "nl-bw-7-522" in quoted("NL", "charged_after_cancellation", "bank", **CANCELLED)
    assert "nl-bw-7-522" not in quoted("NL", "duplicate_charge", "bank", **TWICE)


@pytest.mark.parametrize(
    ("country", "rule"),
    [("GR", "gr-4537-74"), ("SE", "se-btl-5a-2"), ("CZ", "cz-zps-182-187")],
)
def test_the_share_of_a_payer_is_about_cards_and_not_about_debits(country: str, rule: str) -> None:
    assert rule in quoted(country, "unauthorized_payment", "bank")
    debit = {"payment": {"method": "direct_debit"}}
    assert rule not in quoted(country, "unauthorized_payment", "bank", **debit)


def test_a_dutch_withdrawal_is_the_country_s_own() -> None:
    assert quoted("NL", "changed_mind", "merchant", **NEW_PLAN) == ["nl-bw-6-230o"]


@pytest.mark.parametrize(
    ("country", "rule"), [("IT", "it-cdc-33"), ("NL", "nl-price-clause"), ("PL", "pl-kc-385-3")]
)
def test_a_price_clause_is_not_attacked_with_an_article_that_was_not_read(
    country: str, rule: str
) -> None:
    rises = {"price_increases": [{**RISE, "consent": "no"}]}
    found = quoted(country, "price_increase", "merchant", **rises)
    assert rule not in found
    assert found == []


@pytest.mark.parametrize(("country", "rule"), [("DE", "de-bgb-307"), ("AT", "at-kschg-6-price")])
def test_a_price_clause_is_attacked_where_nobody_agreed(country: str, rule: str) -> None:
    rises = {"price_increases": [{**RISE, "consent": "no"}]}
    assert quoted(country, "price_increase", "merchant", **rises)[0] == rule
    agreed = {"price_increases": [{**RISE, "consent": "yes"}]}
    assert rule not in quoted(country, "price_increase", "merchant", **agreed)


def test_a_brazilian_principle_never_stands_alone() -> None:
    unannounced = {"price_increases": [{**RISE, "notice": "no"}]}
    assert quoted("BR", "price_increase", "merchant", **unannounced) == []
    both = {"price_increases": [{**RISE, "notice": "no", "consent": "no"}]}
    rules = quoted("BR", "price_increase", "merchant", **both)
    assert rules[:2] == ["br-cdc-46-51", "br-cdc-42"]
    assert rules[-1] == "br-cdc-6"


def test_a_wrong_amount_in_brazil_is_no_faulty_service_and_no_price_increase() -> None:
    wrong = {"wrong_amount": {"expected": "90"}}
    rules = quoted("BR", "wrong_amount", "merchant", **wrong)
    assert rules[0] == "br-cdc-42"
    assert not {"br-cdc-20", "br-cdc-39-v-x"} & set(rules)


def test_a_japanese_card_company_did_not_gain_what_the_merchant_took() -> None:
    assert quoted("JP", "charged_after_cancellation", "bank", **CANCELLED) == []
    assert quoted("JP", "unauthorized_payment", "bank") == ["jp-card-terms"]


def test_a_korean_order_that_was_made_twice_is_one_of_the_same_day() -> None:
    assert "kr-ecom-7-8" not in quoted("KR", "duplicate_charge", "merchant", **TWICE)
    same_day = {"duplicate": {**TWICE["duplicate"], "same_day": "yes"}}
    assert "kr-ecom-7-8" in quoted("KR", "duplicate_charge", "merchant", **same_day)


def test_a_turkish_cap_for_lost_cards_is_no_time_that_runs_out() -> None:
    for days, expected in [(1, ["tr-5464-12"]), (2, [])]:
        charges = [{"date": AS_OF - dt.timedelta(days=days), "amount": "99"}]
        assert quoted("TR", "unauthorized_payment", "bank", charges=charges) == expected
