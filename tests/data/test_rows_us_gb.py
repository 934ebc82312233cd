"""The rows of English-language jurisdictions and the card schemes: complete and honest."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest

import refundletters
from refundletters.model.condition import parse_condition
from refundletters.model.values import Reason

DATA = Path(refundletters.__file__).parent / "data"

# Ids by jurisdiction, as the tables of law list them; a trap has a star.
RULES = {
    "US": "us-fcba-billing-error us-regz-findings us-regz-unauthorised-use "
    "us-regz-claims-and-defenses us-rege-liability us-rege-stop-payment "
    "us-rege-varying-amount us-rege-error-resolution us-rege-findings "
    "us-rosca us-ftc-negative-option-rule* us-paypal-terms",
    "US-CA": "us-ca-arl",
    "US-NY": "us-ny-gbl-527a",
    "US-MA": "us-ma-940cmr38",
    "US-MN": "us-mn-325g",
    "US-CT": "us-ct-42-158ff",
    "US-CO": "us-co-auto-renewal*",
    "US-IL": "us-il-acra us-il-acra-notice",
    "GB": "gb-psr-unauthorised gb-cca-83-84 gb-psr-withdraw-consent "
    "gb-psr-payee-initiated-refund gb-disp-payment-complaint gb-direct-debit-guarantee "
    "gb-cca-s75 gb-cca-s75a* gb-ccr-2013 "
    "gb-cra-digital-content gb-cra-services gb-chargeback "
    "gb-dmcca-subscriptions* gb-dmcca-unfair-practices gb-carrier-billing",
    "INTL": "intl-paypal-europe intl-app-store-apple intl-app-store-google",
    "IE": "ie-psr-unauthorised ie-psr-payee-initiated-refund ie-cra-2022-cancellation "
    "ie-cra-2022-digital-conformity ie-chargeback",
    "CA": "ca-bank-unauthorised-card ca-pad-rule-h1 ca-chargeback",
    "CA-ON": "ca-on-internet-agreement ca-on-card-reversal ca-on-unsolicited ca-on-unfair-practice",
    "CA-QC": "ca-qc-214 ca-qc-distance-cancel ca-qc-card-chargeback ca-qc-272-1-restitution "
    "ca-qc-online-subscription-2026 ca-qc-end-of-promotion-2026",
    "AU": "au-acl-services-guarantee au-acl-misleading au-acl-s40 au-epayments-code au-chargeback "
    "au-utp-2026*",
    "NZ": "nz-cga-services nz-fta nz-chargeback nz-code-of-banking-practice*",
    "IN": "in-rbi-limited-liability-2017 in-rbi-fraud-ebt-2027* in-rbi-emandate-2026 in-cpa-2019 "
    "in-dark-patterns-2023 in-chargeback",
    "ZA": "za-cpa-s14 za-ecta-s44* za-ecta-s43 za-cpa-s16 za-cpa-s21 za-cpa-s54* za-debit-order "
    "za-chargeback",
    "SG": "sg-cpfta sg-optout-regs sg-mas-epayments sg-chargeback",
}
BODIES = {
    "US": 6,
    "GB": 5,
    "IE": 5,
    "CA": 4,
    "CA-ON": 2,
    "CA-QC": 2,
    "AU": 5,
    "NZ": 5,
    "IN": 5,
    "ZA": 6,
    "SG": 5,
}
CATEGORIES = {
    "visa": "10.4 12.5 12.6.1 12.6.2 13.1 13.2 13.3 13.5 13.6 13.7",
    "mastercard": "4837 4834 4853 4853 4853 4853",
    "amex": "C28 C14 P08 P05 C02 C05 C08 C31 F29",
    "discover": "AP UA02 4534",
}
NUMBER_WORDS = {"eight": 8, "ten": 10, "fourteen": 14, "fifteen": 15, "thirty": 30, "sixty": 60}
# Numbers that stand in what a rule gives and were read, beside the periods of the row.
READ_FIGURES = {"us-rege-varying-amount": {10}, "in-rbi-emandate-2026": {24}}
GOODWILL = {"forgot_to_cancel", "unused"}
# Languages of the sentences besides English.
MORE_LANGUAGES = {"CA": {"fr"}, "US": {"es"}, "INTL": {"ar", "de", "es", "fr", "tr"}}

Row = dict[str, Any]


def rows(folder: str, name: str, array: str) -> list[Row]:
    found = tomllib.loads((DATA / folder / f"{name}.toml").read_text(encoding="utf-8"))[array]
    assert isinstance(found, list)
    return found


RULE_ROWS = [row for place in RULES for row in rows("rules", place, "rule")]
BODY_ROWS = [row for place in BODIES for row in rows("bodies", place, "body")]
CATEGORY_ROWS = rows("cards", "dispute_categories", "category")
every_rule = pytest.mark.parametrize("row", RULE_ROWS, ids=[row["id"] for row in RULE_ROWS])
every_category = pytest.mark.parametrize(
    "row", CATEGORY_ROWS, ids=[row["id"] for row in CATEGORY_ROWS]
)


@pytest.mark.parametrize("place", RULES)
def test_every_rule_of_the_tables_is_there_and_traps_are_marked(place: str) -> None:
    found = [row["id"] + ("" if row["citable"] else "*") for row in rows("rules", place, "rule")]
    assert found == RULES[place].split()


def test_the_counts_are_those_of_the_tables() -> None:
    assert (len(RULE_ROWS), len(BODY_ROWS), len(CATEGORY_ROWS)) == (84, 50, 28)
    assert {place: len(rows("bodies", place, "body")) for place in BODIES} == BODIES


@pytest.mark.parametrize("network", CATEGORIES)
def test_every_category_of_a_scheme_is_there(network: str) -> None:
    codes = [row["code"] for row in CATEGORY_ROWS if row["network"] == network]
    assert codes == CATEGORIES[network].split()


@every_rule
def test_only_a_trap_is_a_warning_and_a_trap_has_no_sentence(row: Row) -> None:
    assert (row["role"] == "warning") is (not row["citable"])
    assert bool(row.get("says")) is row["citable"]


@every_rule
def test_a_sentence_is_short_and_plain_and_holds_its_citation_once(row: Row) -> None:
    country = row["jurisdiction"].partition("-")[0]
    if row["citable"]:
        assert set(row["says"]) == {"en"} | MORE_LANGUAGES.get(country, set())
    for language, sentence in row.get("says", {}).items():
        assert sentence.count("{citation}") == 1
        cited = row.get("citations", {}).get(language, row["citation"])
        said = sentence.replace("{citation}", cited).lower()
        assert not re.search("in particular|en particulier|en particular", said)
        assert sentence.endswith(".")
        assert "  " not in sentence
        assert not re.search(r"\b(\w+) \1\b", said)  # an article once, there or in the citation
        assert len(sentence.replace("{citation}", "it").split()) <= 30


@every_rule
def test_a_sentence_names_no_figure_that_was_not_read(row: Row) -> None:
    read = set(READ_FIGURES.get(row["id"], ()))
    for period in (row.get("deadline", {}), row.get("owed", {})):
        if period.get("figure_verified", True):
            stated = [*period.values(), *period.get("other", {}).values()]
            read |= {value for value in stated if type(value) is int}
    for sentence in row.get("says", {}).values():
        plain = sentence.replace("{citation}", "").lower()
        digits = {int(number) for number in re.findall(r"\d+", plain)}
        words = {value for word, value in NUMBER_WORDS.items() if word in plain.split()}
        assert digits | words <= read
    for figure in READ_FIGURES.get(row["id"], ()):
        assert str(figure) in row["gives"]


@every_rule
def test_goodwill_never_becomes_a_claim_against_the_bank_for_money(row: Row) -> None:
    assert "unused" not in row["reasons"]
    assert "household_purchase" not in row["reasons"]
    if GOODWILL & set(row["reasons"]) and row["citable"] and row["addressed_to"] != "merchant":
        assert row["id"] in ("us-rege-stop-payment", "gb-psr-withdraw-consent")
        assert "stop_charges" in row["when"]


@every_rule
def test_a_stranger_is_named_only_where_the_four_points_hold(row: Row) -> None:
    strangers = {"unauthorized_payment", "account_takeover"} & set(row["reasons"])
    # These speak of asking a store, or of stopping payments once allowed, not of a stranger.
    others = {"intl-app-store-apple", "intl-app-store-google", "gb-psr-withdraw-consent"}
    # These speak of how a bank deals with a report, whatever it was about.
    others |= {"us-regz-findings", "us-rege-findings", "gb-disp-payment-complaint"}
    if strangers and row["citable"] and row["id"] not in others:
        assert strangers == {"unauthorized_payment", "account_takeover"}
        assert "signal.four_points_ok" in row["when"]


@pytest.mark.parametrize("row", [*RULE_ROWS, *BODY_ROWS, *CATEGORY_ROWS], ids=lambda row: row["id"])
def test_a_condition_asks_only_for_reasons_of_its_row(row: Row) -> None:
    named = set(re.findall(r"'([a-z_]+)'", row.get("when", "")))
    reasons = set(get_args(Reason)) & named
    assert reasons <= set(row.get("reasons", reasons))


@pytest.mark.parametrize("place", BODIES)
def test_the_bodies_of_a_place_are_in_order(place: str) -> None:
    found = rows("bodies", place, "body")
    orders = [row["order"] for row in found]
    assert orders == sorted(set(orders))
    assert {row["jurisdiction"] for row in found} == {place}
    if "-" not in place:
        assert [row["stage"] for row in found[:3]] == ["merchant", "bank", "ombudsman"] or (
            place == "US"
        )


@every_category
def test_a_category_is_named_after_its_code_and_has_a_last_day(row: Row) -> None:
    assert row["id"].startswith(f"{row['network']}-{row['code'].lower()}")
    assert row["evidence"]
    assert not GOODWILL & set(row["reasons"])
    assert type(row["deadline"]["days"]) is int


def test_fraud_categories_need_the_four_confirmations_and_no_willing_payment() -> None:
    fraud = {row["id"]: row["when"] for row in CATEGORY_ROWS if _is_fraud(row)}
    assert set(fraud) == {"visa-10.4", "mastercard-4837", "amex-f29", "discover-ua02"}
    assert all("confirmed.four_points" in when for when in fraud.values())
    when = parse_condition(fraud["visa-10.4"])
    points, none = {"four_points": True}, {"four_points": None}
    paid, never = {"earlier_payments_ok": "yes"}, {"earlier_payments_ok": None}
    stranger = {"reason": "unauthorized_payment", "confirmed": points}
    assert when({**stranger, "payment": never})
    assert not when({**stranger, "payment": paid})
    assert not when({**stranger, "confirmed": none, "payment": never})
    assert when({"reason": "account_takeover", "confirmed": points, "payment": paid})


def _is_fraud(row: Row) -> bool:
    return "account_takeover" in row["reasons"]


def test_visa_cancelled_recurring_needs_permission_withdrawn_before_a_charge() -> None:
    row = next(row for row in CATEGORY_ROWS if row["id"] == "visa-13.2")
    when = parse_condition(row["when"])
    withdrawn = {"withdrawn": "yes", "on": dt.date(2026, 3, 1)}
    after = {"charge_after_permission": True}
    assert when({"permission": withdrawn, "signal": after})
    assert not when({"permission": {**withdrawn, "on": None}, "signal": after})
    assert not when({"permission": withdrawn, "signal": {"charge_after_permission": False}})
    assert not when({"cancellation": {"status": "yes"}, "signal": after})


def test_visa_cancelled_services_takes_a_plain_cancellation() -> None:
    row = next(row for row in CATEGORY_ROWS if row["id"] == "visa-13.7")
    when = parse_condition(row["when"])
    plain = {"reason": "charged_after_cancellation", "cancellation": {"status": "yes"}}
    assert when({**plain, "signal": {"charge_after_cancellation": True}})
    assert not when({**plain, "signal": {"charge_after_cancellation": False}})


@pytest.mark.parametrize(("largest", "fits"), [(99, False), (100, False), (101, True)])
def test_section_75_looks_at_one_charge_of_more_than_a_hundred_pounds(
    largest: int, fits: bool
) -> None:
    row = next(row for row in RULE_ROWS if row["id"] == "gb-cca-s75")
    signal = {"currency": "GBP", "largest_charge": largest}
    scope: dict[str, Any] = {"reason": "technical_failure", "signal": signal}
    assert parse_condition(row["when"])(scope) is fits
    assert not parse_condition(row["when"])({**scope, "signal": {**signal, "currency": "EUR"}})


def test_rules_that_no_case_file_can_show_ask_for_a_check() -> None:
    found = {row["id"] for row in [*RULE_ROWS, *CATEGORY_ROWS] if "needs_check" in row}
    assert found == {
        "us-regz-claims-and-defenses",
        "ca-on-card-reversal",
        "ca-qc-card-chargeback",
        "ca-qc-272-1-restitution",
        "za-cpa-s16",
        "mastercard-4853-digital-goods",
    }
    assert all(row.get("needs_check", "x").strip() for row in RULE_ROWS)
