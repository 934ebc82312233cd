"""What changed in the law by November 2026: for each change a case that it fits, and one not."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from refundletters.facts.law.quoting import quotable_for
from refundletters.facts.types import Facts
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.rule import RULES

from .law_cases import CANCELLED, CREDIT, ENDED, ROOTS, facts_for, rule_in

DAY = dt.timedelta(days=1)
NEW_PLAN = {"plan": {"period": "month", "started_on": dt.date(2026, 11, 24)}}
NO = {"at": dt.date(2026, 11, 27), "channel": "email", "result": "refused"}
DEBIT = {"payment": {"method": "direct_debit", "issuer": "Example Bank"}}


def quoted(facts: Facts, addressee: str, *topics: str) -> list[str]:
    return [rule.id for rule in quotable_for(facts, addressee, topics or ("",))]


STREAMING = "eu-cjeu-c-234-25"


@pytest.mark.parametrize(
    ("country", "right"),
    [("DE", "de-bgb-355-312g"), ("FR", "fr-conso-l221-18"), ("ES", "es-trlgdcu-102")],
)
def test_a_refused_withdrawal_from_streaming_is_answered_beside_the_national_right(
    country: str, right: str
) -> None:
    refused = facts_for(country, "changed_mind", contacts=[NO], **NEW_PLAN)
    found = quoted(refused, "merchant")
    assert found[0] == right
    assert STREAMING in found


@pytest.mark.parametrize(
    ("country", "changes"),
    [
        ("DE", {"contacts": []}),
        ("DE", {"contacts": [{**NO, "result": "info"}]}),
        ("DE", {"service": {"id": "dropbox"}}),
        ("DE", {"service": {"name": "An unknown service"}}),
        ("DE", {"plan": {"period": "month", "started_on": dt.date(2026, 1, 5)}}),
        ("GB", {}),
        ("CH", {}),
    ],
)
def test_the_ruling_on_streaming_answers_no_other_case(
    country: str, changes: dict[str, Any]
) -> None:
    answers = {"contacts": [NO], **NEW_PLAN, **changes}
    assert STREAMING not in quoted(facts_for(country, "changed_mind", **answers), "merchant")


def test_every_exception_for_digital_content_says_what_the_court_decided() -> None:
    rows = load_rows(ROOTS, RULES)
    told = {id for id, row in rows.items() if any("C-234/25" in one for one in row.caveats)}
    assert told >= {
        *("eu-crd-art9", "eu-crd-art16m", "de-bgb-356-5", "at-fagg-18", "fr-conso-l221-28"),
        *("es-trlgdcu-103", "it-cdc-59", "se-dal-2-11", "pl-upk-38", "cz-oz-1837"),
        *("be-wer-vi-53", "nl-bw-6-230p", "pt-dl24-2014-17"),
    }
    assert not [
        one
        for row in rows.values()
        for one in row.caveats
        if "pending before the Court" in one or "open at EU level" in one
    ]


@pytest.mark.parametrize(
    ("how", "due"), [("email", "2026-12-08"), ("letter", "2026-12-13"), (None, "2026-12-08")]
)
def test_a_refund_is_due_from_the_day_the_trader_is_informed(how: str | None, due: str) -> None:
    sent = {"sent_on": dt.date(2026, 11, 24), **({"how": how} if how else {})}
    facts = facts_for("IE", "changed_mind", withdrawal=sent, **NEW_PLAN)
    owed = rule_in(facts, "ie-cra-2022-cancellation").owed_by
    assert owed is not None
    assert owed.date == dt.date.fromisoformat(due)


def test_a_czech_refund_is_due_from_the_withdrawal_itself() -> None:
    sent = {"sent_on": dt.date(2026, 11, 24), "how": "letter"}
    owed = rule_in(
        facts_for("CZ", "changed_mind", withdrawal=sent, **NEW_PLAN), "cz-oz-1829"
    ).owed_by
    assert owed is not None
    assert owed.date == dt.date(2026, 12, 8)


@pytest.mark.parametrize(("channel", "late"), [("email", True), ("letter", False)])
def test_the_time_of_a_bank_runs_from_the_arrival_of_the_complaint(
    channel: str, late: bool
) -> None:
    told = {"at": dt.date(2026, 11, 6), "party": "bank", "channel": channel}
    facts = facts_for("GB", "duplicate_charge", contacts=[told], **DEBIT)
    assert facts.signals.bank_overdue is late


@pytest.mark.parametrize(
    ("payment", "late"), [(DEBIT, True), ({"payment": {"method": "credit_card"}}, False)]
)
def test_a_british_payment_complaint_waits_15_business_days_and_no_other(
    payment: dict[str, Any], late: bool
) -> None:
    told = {"at": dt.date(2026, 11, 2), "party": "bank", "channel": "email"}
    facts = facts_for("GB", "duplicate_charge", contacts=[told], **payment)
    assert facts.signals.bank_overdue is late
    (body,) = [one for one in facts.bodies if one.id == "gb-fos"]
    assert body.open_now is late
    assert body.wait is not None
    assert (body.wait.business_days, body.wait.weeks) == ((15, 0) if late else (0, 8))


@pytest.mark.parametrize(
    ("answers", "due"),
    [
        ({"promise": {"on": dt.date(2026, 11, 20)}}, dt.date(2026, 12, 4)),
        ({"contacts": [{**NO, "result": "promised"}]}, dt.date(2026, 12, 11)),
        ({"contacts": [NO]}, None),
    ],
)
def test_a_british_price_reduction_is_due_from_the_day_the_trader_agrees(
    answers: dict[str, Any], due: dt.date | None
) -> None:
    contacts = {"contacts": [{**NO, "result": "info"}], **answers}
    owed = rule_in(facts_for("GB", "technical_failure", **contacts), "gb-cra-digital-content")
    assert (owed.owed_by and owed.owed_by.date) == due


def test_a_british_debit_in_euros_comes_back_and_one_in_pounds_is_left_to_the_guarantee() -> None:
    euros = [{"date": dt.date(2026, 11, 5), "amount": "29.99", "currency": "EUR"}]
    wrong = {"wrong_amount": {"expected": "9.99"}, **DEBIT}
    assert "gb-psr-payee-initiated-refund" in [
        rule.id for rule in facts_for("GB", "wrong_amount", charges=euros, **wrong).rules
    ]
    pounds = facts_for("GB", "wrong_amount", **wrong)
    assert "gb-psr-payee-initiated-refund" not in [rule.id for rule in pounds.rules]
    assert quoted(pounds, "bank")[0] == "gb-direct-debit-guarantee"


@pytest.mark.parametrize(
    ("country", "payment", "first"),
    [
        ("BE", CREDIT, "be-wer-vii-43"),
        ("BE", DEBIT, "be-wer-vii-46"),
        ("DE", DEBIT, "de-bgb-675x"),
        ("FR", DEBIT, "fr-cmf-l133-25"),
        ("IT", CREDIT, "it-dlgs11-2010-11"),
        ("IT", DEBIT, "it-dlgs11-2010-13-14"),
        ("DE", CREDIT, "de-bgb-675j"),
        ("FR", CREDIT, "fr-cmf-l133-18"),
        ("ES", CREDIT, "es-rdl19-2018-45"),
        ("AT", CREDIT, "at-zadig-66-67"),
        ("PT", CREDIT, "eu-psd2-art73"),
    ],
)
def test_a_bank_letter_has_two_rules_and_the_one_that_carries_the_claim_first(
    country: str, payment: dict[str, Any], first: str
) -> None:
    facts = facts_for(country, "charged_after_cancellation", **CANCELLED, **payment)
    found = quoted(facts, "bank", "", "notice")
    assert found[0] == first
    assert len(found) <= 2
    assert country == "PT" or not {rule for rule in found if rule.startswith("eu-")}


def test_a_letter_to_a_company_has_three_rules_at_most_and_as_many_as_it_asks_for() -> None:
    rise = {"old": "9.99", "new": "12.99", "effective_from": dt.date(2026, 11, 1)}
    both = [{**rise, "consent": "no", "notice": "no"}]
    facts = facts_for("MX", "price_increase", price_increases=both)
    assert len([rule for rule in facts.rules if rule.quotable]) > 3
    assert len(quotable_for(facts, "merchant")) == 3
    assert len(quotable_for(facts, "merchant", most=1)) == 1


def test_belgian_consent_is_withdrawn_in_a_letter_about_future_payments_alone() -> None:
    facts = facts_for("BE", "cannot_cancel", **ENDED)
    assert "be-wer-vii-32-33" in quoted(facts, "bank", "stop")
    assert "be-wer-vii-32-33" not in quoted(facts, "bank", "", "notice")


@pytest.mark.parametrize(
    ("payment", "rule"), [(CREDIT, "us-regz-findings"), (DEBIT, "us-rege-findings")]
)
def test_an_american_bank_that_said_no_owes_its_reasons_and_the_documents(
    payment: dict[str, Any], rule: str
) -> None:
    no = {**NO, "party": "bank"}
    for contacts, fits in (([no], True), ([{**no, "result": "info"}], False), ([], False)):
        facts = facts_for("US", "charged_after_cancellation", contacts=contacts, **payment)
        assert (rule in quoted(facts, "bank")) is fits
    other = DEBIT if payment is CREDIT else CREDIT
    facts = facts_for("US", "charged_after_cancellation", contacts=[no], **other)
    assert rule not in quoted(facts, "bank")


@pytest.mark.parametrize(("shown", "fits"), [("no", True), ("yes", False)])
def test_connecticut_asks_for_the_terms_before_a_plan_that_renews(shown: str, fits: bool) -> None:
    trial = {"shown_price": shown}
    facts = facts_for("US", "trial_conversion", region="CT", trial=trial)
    assert ("us-ct-42-158ff" in quoted(facts, "merchant")) is fits
    elsewhere = facts_for("US", "trial_conversion", region="OH", trial=trial)
    assert "us-ct-42-158ff" not in quoted(elsewhere, "merchant")


@pytest.mark.parametrize(
    ("method", "reason", "fits"),
    [
        ("pix", "unauthorized_payment", True),
        ("pix", "forgot_to_cancel", False),
        ("credit_card", "unauthorized_payment", False),
    ],
)
def test_a_pix_comes_back_after_fraud_and_never_after_an_unwanted_renewal(
    method: str, reason: str, fits: bool
) -> None:
    facts = facts_for("BR", reason, payment={"method": method}, confirmed={"four_points": True})
    assert ("br-pix-med" in quoted(facts, "bank")) is fits
    if fits:
        assert rule_in(facts, "br-pix-med").deadline is None  # the 80 days stand in one source


@pytest.mark.parametrize("started", [dt.date(2026, 11, 24), dt.date(2026, 1, 5)])
def test_a_romanian_withdrawal_is_the_country_s_own(started: dt.date) -> None:
    plan = {"period": "month", "started_on": started}
    found = quoted(facts_for("RO", "changed_mind", plan=plan), "merchant")
    assert found == (["ro-oug34-2014"] if started.month == 11 else [])


@pytest.mark.parametrize(
    ("country", "rule"),
    [("AT", "at-fagg-13a"), ("NL", "nl-bw-6-230oa"), ("DK", "dk-fal-20a")],
)
def test_a_withdrawal_function_that_was_not_read_is_listed_and_never_quoted(
    country: str, rule: str
) -> None:
    facts = facts_for(country, "changed_mind", **NEW_PLAN)
    assert not rule_in(facts, rule).quotable
    assert rule_in(facts, rule).caution is not None


@pytest.mark.parametrize("amount", ["120.00", "99.00"])
def test_a_swiss_contract_by_telephone_is_listed_above_a_hundred_francs_and_not_quoted(
    amount: str,
) -> None:
    charges = [{"date": dt.date(2026, 11, 25), "amount": amount, "currency": "CHF"}]
    facts = facts_for("CH", "changed_mind", charges=charges, **NEW_PLAN)
    listed = {rule.id: rule.quotable for rule in facts.rules}
    assert ("ch-or-40b-telefon" in listed) is (amount == "120.00")
    assert not any(listed.values())
    assert facts.signals.withdrawal_none


@pytest.mark.parametrize("rule", ["au-utp-2026", "gb-dmcca-subscriptions", "us-co-auto-renewal"])
def test_a_law_that_is_not_in_force_or_not_read_is_cited_nowhere(rule: str) -> None:
    row = load_rows(ROOTS, RULES)[rule]
    assert not row.citable
    assert not row.says
