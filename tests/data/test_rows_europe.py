"""The rows of European law and of the bodies there: none missing, true figures."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import refundletters
from refundletters.answers.build import build_case
from refundletters.facts.gather import gather
from refundletters.packs.roots import default_roots

DATA = Path(refundletters.__file__).parent / "data"

# Jurisdiction: rules, bodies, languages of the sentences besides English.
EXPECTED: dict[str, tuple[int, int, set[str]]] = {
    "DE": (29, 6, {"de"}),
    "FR": (20, 7, {"fr"}),
    "ES": (16, 5, {"es"}),
    "EU": (25, 4, {"de", "fr", "es", "it", "nl", "pl", "pt"}),
    "AT": (17, 6, {"de"}),
    "CH": (10, 5, {"de", "fr"}),
    "BE": (9, 6, {"fr", "de", "nl"}),
    "LU": (6, 5, {"fr", "de"}),
    "NL": (13, 6, {"nl"}),
    "IT": (13, 6, {"it"}),
    "PT": (9, 6, {"pt"}),
    "PL": (11, 6, {"pl"}),
    "SE": (13, 5, set()),
    "DK": (6, 6, set()),
    "NO": (9, 5, set()),
    "FI": (3, 6, set()),
    "CZ": (8, 5, set()),
    "GR": (6, 5, set()),
    "RO": (4, 5, set()),
}
# How the sentences write out the figures they name.
NUMBER_WORDS = {
    "five": "5",
    "fünf": "5",
    "cinq": "5",
    "cinco": "5",
    "eight": "8",
    "acht": "8",
    "huit": "8",
    "ocho": "8",
    "ten": "10",
    "zehn": "10",
    "dix": "10",
    "diez": "10",
    "twelve": "12",
    "zwölf": "12",
    "douze": "12",
    "doce": "12",
    "thirteen": "13",
    "dreizehn": "13",
    "treize": "13",
    "trece": "13",
    "fourteen": "14",
    "vierzehn": "14",
    "quatorze": "14",
    "catorce": "14",
    "fifteen": "15",
    "quinze": "15",
    "quince": "15",
    "otto": "8",
    "oito": "8",
    "dieci": "10",
    "dodici": "12",
    "thirty": "30",
    "trenta": "30",
    "dreißig": "30",
    "trente": "30",
    "treinta": "30",
}
# Languages of letters in which the law has no name of its own.
FOREIGN = {
    "EU": ("de", "fr", "es", "it", "nl", "pl", "pt"),
    "CH": ("fr",),
    "BE": ("de",),
    "LU": ("de",),
}
HEDGES = re.compile("in particular|insbesondere|notamment|en particul")
# The languages of a citation, beside the one in which the table has it.
CITED = {
    "EU": {"de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "fi", "cs", "el", "ro", "hu"},
    "BE": {"fr", "nl", "de", "en"},
    "CH": {"fr", "it"},
    "LU": {"de"},
    "FI": {"sv"},
}


def rows(table: str, jurisdiction: str) -> list[dict[str, Any]]:
    array = {"rules": "rule", "bodies": "body"}[table]
    text = (DATA / table / f"{jurisdiction}.toml").read_text(encoding="utf-8")
    found = tomllib.loads(text)[array]
    assert isinstance(found, list)
    return found


RULES = [rule for place in EXPECTED for rule in rows("rules", place)]
SPOKEN = [rule for rule in RULES if rule["role"] != "warning"]
BODIES = [body for place in EXPECTED for body in rows("bodies", place)]


def name_of(row: Mapping[str, Any]) -> str:
    return str(row["id"])


def figures(text: str) -> set[str]:
    """Return the numbers of a sentence, written-out ones too, its citation aside."""
    words = re.findall(r"[^\W\d_]+|\d+(?:[.,]\d+)*", text.replace("{citation}", " ").lower())
    return {
        NUMBER_WORDS.get(word, word) for word in words if word in NUMBER_WORDS or word[0].isdigit()
    }


def periods(row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [row[key] | row[key].get("other", {}) for key in ("deadline", "owed") if key in row]


@pytest.mark.parametrize("place", EXPECTED)
def test_no_row_of_the_tables_is_missing(place: str) -> None:
    rules, bodies, _ = EXPECTED[place]
    assert len(rows("rules", place)) == rules
    assert len(rows("bodies", place)) == bodies


def test_ids_are_unique_and_begin_with_their_jurisdiction() -> None:
    for found in (RULES, BODIES):
        ids = [row["id"] for row in found]
        assert len(ids) == len(set(ids))
        assert all(row["id"].startswith(row["jurisdiction"].lower() + "-") for row in found)


@pytest.mark.parametrize("rule", SPOKEN, ids=name_of)
def test_a_rule_speaks_english_and_every_shipped_official_language(rule: dict[str, Any]) -> None:
    languages = EXPECTED[rule["jurisdiction"]][2] | {"en"}
    assert set(rule["says"]) == languages
    for language, sentence in rule["says"].items():
        assert sentence.count("{citation}") == 1
        assert sentence.endswith(".")
        assert not re.search("  |%", sentence)
        assert not HEDGES.search(sentence.lower()), language
        assert len(sentence.split()) <= 30


@pytest.mark.parametrize("rule", SPOKEN, ids=name_of)
def test_a_sentence_names_only_figures_that_were_read(rule: dict[str, Any]) -> None:
    read: set[str] = set()
    unread: set[str] = set()
    for period in periods(rule):
        numbers = {str(value) for value in period.values() if type(value) is int}
        (read if period.get("figure_verified", True) else unread).update(numbers)
    known = read | ((figures(rule["gives"]) | figures(rule["read"])) - unread)
    for sentence in rule["says"].values():
        assert figures(sentence) <= known


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_a_trap_is_never_quoted_and_says_nothing(rule: dict[str, Any]) -> None:
    is_trap = rule["role"] == "warning"
    assert rule["citable"] is not is_trap
    assert ("says" in rule) is not is_trap


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_a_goodwill_reason_gets_only_what_the_rule_really_gives(rule: dict[str, Any]) -> None:
    goodwill = {"forgot_to_cancel", "unused", "accidental_signup"}
    if rule["addressed_to"] == "bank" and goodwill & set(rule["reasons"]):
        assert rule["methods"] == ["direct_debit"] or "'direct_debit'" in rule["when"]
    if "unused" in rule["reasons"]:  # only where a duty to remind was missed
        assert "trial.reminder == 'no'" in rule["when"]
    assert "household_purchase" not in rule["reasons"]


def test_a_rule_of_the_union_gives_way_to_the_one_of_the_country() -> None:
    national = [rule["rank"] for rule in RULES if rule["jurisdiction"] != "EU"]
    union = [rule["rank"] for rule in RULES if rule["jurisdiction"] == "EU"]
    assert max(rank for rank in national if rank < 98) < min(union)


# What follows for a case, through the facts: a monthly plan of January and one charge in November.
AS_OF = dt.date(2026, 11, 30)


def listed(**answers: Any) -> dict[str, bool]:
    """Return the ids of the rules of such a case, and whether a letter may quote them."""
    base: dict[str, Any] = {
        "as_of": AS_OF,
        "country": "DE",
        "plan": {"period": "month", "started_on": dt.date(2026, 1, 5)},
        "charges": [{"date": dt.date(2026, 11, 5), "amount": "9.99", "currency": "EUR"}],
        "payment": {"method": "credit_card"},
    }
    facts = gather(build_case({**base, **answers}), default_roots(), AS_OF)
    return {rule.id: rule.quotable for rule in facts.rules}


def quoted(**answers: Any) -> set[str]:
    """Return the ids of the rules that a letter about such a case may quote."""
    return {rule for rule, quotable in listed(**answers).items() if quotable}


NEW_PLAN = {"period": "month", "started_on": dt.date(2026, 11, 25)}
YEAR_PLAN = {"period": "year", "started_on": dt.date(2025, 11, 5)}


@pytest.mark.parametrize("country", ["DE", "FR", "ES", "AT", "CH", "BE", "LU", "NL", "IT", "PL"])
@pytest.mark.parametrize("reason", ["forgot_to_cancel", "unused"])
def test_a_forgotten_monthly_plan_paid_by_card_quotes_no_law(country: str, reason: str) -> None:
    assert quoted(country=country, reason=reason) == set()


def test_a_forgotten_renewal_by_direct_debit_may_be_returned_for_eight_weeks() -> None:
    debit = {"method": "direct_debit"}
    recent = quoted(reason="forgot_to_cancel", payment=debit)
    assert "de-bgb-675x" in recent
    assert "de-bgb-675u" not in recent
    old = [{"date": dt.date(2026, 8, 5), "amount": "9.99", "currency": "EUR"}]
    assert "de-bgb-675x" not in quoted(reason="forgot_to_cancel", payment=debit, charges=old)


@pytest.mark.parametrize(
    ("country", "rule"),
    [
        ("DE", "de-bgb-355-312g"),
        ("FR", "fr-conso-l221-18"),
        ("ES", "es-trlgdcu-102"),
        ("AT", "at-fagg-11"),
        ("BE", "be-wer-vi-47"),
        ("RO", "ro-oug34-2014"),
        ("SK", "eu-crd-art9"),
    ],
)
def test_a_new_contract_may_be_withdrawn_from_and_an_old_one_not(country: str, rule: str) -> None:
    assert rule in quoted(country=country, reason="changed_mind", plan=NEW_PLAN)
    assert quoted(country=country, reason="changed_mind") == set()


def test_switzerland_has_no_right_to_withdraw_and_none_of_the_union() -> None:
    assert quoted(country="CH", reason="changed_mind", plan=NEW_PLAN) == set()


def test_the_notice_before_a_yearly_renewal_counts_only_if_it_was_missed() -> None:
    missed, sent = {"reminder": "no"}, {"reminder": "yes"}
    for country, rule in [("FR", "fr-conso-l215-1"), ("IT", "it-cdc-65-bis")]:
        case = {"country": country, "reason": "forgot_to_cancel", "plan": YEAR_PLAN}
        assert rule in quoted(**case, trial=missed)
        assert rule not in quoted(**case, trial=sent)
        assert rule not in quoted(**case)


def test_a_charge_after_permission_ended_is_without_consent_and_an_earlier_one_is_not() -> None:
    case = {"reason": "charged_after_cancellation", "payment": {"method": "direct_debit"}}
    ended = {"withdrawn": "yes", "on": dt.date(2026, 10, 20)}
    late = {"withdrawn": "yes", "on": dt.date(2026, 11, 20)}
    assert "de-bgb-675u" in quoted(**case, permission=ended)
    assert "de-bgb-675u" not in quoted(**case, permission=late)
    assert "de-bgb-675u" not in quoted(**case)
    # A card payment is disputed under the rules of its scheme.
    by_card = quoted(reason="charged_after_cancellation", permission=ended)
    assert not by_card & {"de-bgb-675u", "de-bgb-675w", "de-bgb-676b"}


def test_a_price_increase_needs_missing_consent() -> None:
    rise = {"old": "9.99", "new": "12.99", "effective_from": dt.date(2026, 11, 1)}
    without = [{**rise, "consent": "no"}]
    agreed = [{**rise, "consent": "yes"}]
    assert "de-bgb-307" in quoted(reason="price_increase", price_increases=without)
    assert quoted(reason="price_increase", price_increases=agreed) == set()


def test_a_rule_that_needs_a_look_at_the_contract_is_listed_but_not_quoted() -> None:
    rise = {"old": "9.99", "new": "12.99", "effective_from": dt.date(2026, 11, 1)}
    answers = {"reason": "price_increase", "price_increases": [{**rise, "consent": "no"}]}
    rules = listed(**answers, service={"id": "spotify", "name": "Spotify"})
    assert rules["de-kg-23-u-15-22"] is False
    assert rules["de-bgb-307"] is True


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_a_citation_is_there_in_every_language_of_the_place(rule: dict[str, Any]) -> None:
    cited = rule.get("citations", {})
    wanted = CITED.get(rule["jurisdiction"], set())
    assert set(cited) - {"en"} == wanted - {"en"}
    assert rule["citation"] not in cited.values()
    if rule["jurisdiction"] == "BE":
        assert rule["citation"] == f"{cited['fr']} / {cited['nl']}"


@pytest.mark.parametrize("rule", SPOKEN, ids=name_of)
def test_a_citation_in_another_language_stands_apart_from_its_sentence(
    rule: dict[str, Any],
) -> None:
    for language in FOREIGN.get(rule["jurisdiction"], ()):
        if language not in rule["citations"]:
            assert re.search(r"\(\{citation\}\)|: \{citation\}\.$", rule["says"][language])


@pytest.mark.parametrize("reason", ["forgot_to_cancel", "trial_conversion", "changed_mind"])
def test_only_a_debit_in_euros_comes_back_without_conditions(reason: str) -> None:
    for country, currency, fits in (("FI", "EUR", True), ("DK", "DKK", False)):
        charge = {"date": dt.date(2026, 11, 5), "amount": "9.99", "currency": currency}
        found = quoted(
            country=country,
            reason=reason,
            charges=[charge],
            payment={"method": "direct_debit"},
        )
        assert ({"eu-psd2-art76-77", "eu-sepa-core-dd"} <= found) is fits
        assert fits or not {rule for rule in found if rule.endswith(("76-77", "core-dd"))}


def test_german_default_interest_waits_for_the_second_letter() -> None:
    late = {"on": dt.date(2026, 10, 20), "amount": "9.99", "within": "5 days"}
    complaint = [{"document": "formal-complaint", "at": dt.date(2026, 11, 20)}]
    case: dict[str, Any] = {"reason": "refund_promised", "promise": late}
    assert quoted(**case) == set()
    assert "de-bgb-286-288" in quoted(**case, contacts=complaint)


@pytest.mark.parametrize(
    ("country", "rule"), [("DE", "de-bgb-675j"), ("AT", "at-zadig-58"), ("RO", "eu-psd2-art64")]
)
def test_permission_that_was_withdrawn_is_named_only_where_it_was(country: str, rule: str) -> None:
    ended = {"withdrawn": "yes", "on": dt.date(2026, 10, 20)}
    case: dict[str, Any] = {"country": country, "confirmed": {"four_points": True}}
    assert rule in quoted(reason="charged_after_cancellation", permission=ended, **case)
    assert rule not in quoted(reason="charged_after_cancellation", **case)
    assert rule not in quoted(reason="unauthorized_payment", **case)


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_what_a_national_row_carries_out_is_european_and_for_the_same_reader(
    rule: dict[str, Any],
) -> None:
    by_id = {row["id"]: row for row in RULES}
    for union in rule.get("carries_out", ()):
        assert by_id[union]["jurisdiction"] == "EU"
        assert by_id[union]["addressed_to"] == rule["addressed_to"]
        assert rule["jurisdiction"] not in ("EU", "INTL")


def test_the_payment_directive_stands_in_only_where_no_national_row_was_read() -> None:
    stolen = {"reason": "unauthorized_payment", "confirmed": {"four_points": True}}
    assert not {rule for rule in quoted(country="DE", **stolen) if rule.startswith("eu-psd2")}
    belgian = quoted(country="BE", **stolen)
    assert {"be-wer-vii-41", "be-wer-vii-43"} <= belgian
    assert not {rule for rule in belgian if rule.startswith("eu-psd2")}
    assert {"eu-psd2-art71", "eu-psd2-art73"} <= quoted(country="FI", **stolen)
