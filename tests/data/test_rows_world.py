"""The rows of Latin America, Asia, the Middle East and others: complete and honest."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import pytest

import refundletters
from refundletters.model.values import Reason

DATA = Path(refundletters.__file__).parent / "data"
# The language of the sentences besides English.
OFFICIAL = {
    **dict.fromkeys(("MX", "AR", "CO", "CL"), "es"),
    **dict.fromkeys(("AE", "SA", "EG"), "ar"),
    "BR": "pt",
    "JP": "ja",
    "TR": "tr",
}

# Ids by jurisdiction without the prefix, as the tables of law list them; a trap has a star.
RULES = {
    "BR": "cdc-6 cdc-14-27 cdc-20 cdc-26 cdc-30-35 cdc-39-iii cdc-39-v-x cdc-42 cdc-46-51 "
    "cdc-49 cdc-54g decreto-7962-4 decreto-7962-5 decreto-11034-13 cmn-4790 pix-med",
    "MX": "lfpc-7 lfpc-15-54 lfpc-56 lfpc-76bis-viii-ix lfpc-86ter lfpc-90 lfpc-91 "
    "lfpc-92-92ter lfpc-105 ltosf-23 lpdusf-50bis lic-domiciliacion banxico-abono*",
    "AR": "ldc-4 ldc-10bis ldc-10ter-quater ldc-19 ldc-34 ccyc-1110 ldc-35 ldc-37 ccyc-1796 "
    "disp-954-2025 tarjetas-26-30 bcra-a6909",
    "CO": "ec-41 ec-42-43 ec-46-50 ec-47 ec-51 ec-51-par2 ec-58",
    "CL": "19496-3-12-18 19496-3bis 19496-12a 19496-16 19496-17a 19496-41 20009-fraude",
    "JP": "tokusho-12-6-15-4 tokusho-13-2 tokusho-11 tokusho-15-3* shohi-4-7 shohi-9 shohi-10 "
    "denshi-3 minpo-548-4 minpo-703 minpo-541 kappu-30-4 kappu-30-5 card-terms",
    "KR": "ecom-13-6 ecom-17-1 ecom-17-3 ecom-18 ecom-5-4 ecom-7-8 ecom-21-2 content-27 "
    "credit-16-10 credit-16-5 eft-8 eft-9 inst-16 terms-9 consumer-55",
    "TW": "cpa-19 standard-2* cpa-11-1 cpa-22 cpa-43-44 card-13 fcpa-13",
    "HK": "tdo-7a cobp-37 no-cooling-off*",
    "TR": "6502-48 mesafeli-15* mesafeli-19-20 6502-52-3 6502-52-4 abonelik-yon 6502-13-16 "
    "5464-12 5464-objection*",
    "IL": "cpl-14c cpl-14e cpl-13d cpl-14t psl-24-27 psl-34 psl-35 psl-37 psl-nonsupply",
    "AE": "fl-15-2020-21 cab-66-2023-service cbuae-unauthorised",
    "SA": "ecom-13 ecom-14* sama-cc-85-90 sama-prepaid",
    "EG": "181-40",
    "UA": "1023-13 3153* 1591-card*",
    "PH": "ra7394-50 ra10870-18 ra11967*",
    "ID": "uu8-18 uu8-19 uu8-23",
}
BODIES = {
    "BR": "consumidor-gov procon bcb",
    "MX": "une profeco condusef",
    "AR": "ventanilla bcra",
    "CO": "sic sfc",
    "CL": "sernac jpl",
    "JP": "188 kokusen-adr ccj",
    "KR": "1372 kca crossborder fss",
    "TW": "cpo fos",
    "HK": "cc customs",
    "TR": "thh bank-board court",
    "IL": "council authority boi",
    "AE": "moe sanadak",
    "SA": "moc sama",
    "EG": "cpa",
    "UA": "dpss nbu",
    "PH": "dti bsp",
    "ID": "bpsk ojk",
}

# What only a reader of the contract, or of the bank's papers, can tell.
CHECKED_BY_READER = {
    *("mx-lfpc-56", "mx-lfpc-86ter", "ar-ldc-35", "co-ec-51", "co-ec-51-par2", "cl-19496-3bis"),
    *("jp-tokusho-13-2", "jp-shohi-9", "jp-denshi-3", "jp-kappu-30-4", "jp-kappu-30-5"),
    *("kr-eft-9", "kr-inst-16", "tw-card-13", "tr-6502-48", "il-psl-37", "il-psl-nonsupply"),
    *("ae-fl-15-2020-21", "ae-cab-66-2023-service", "sa-sama-cc-85-90"),
}
STOPS = {"br-cmn-4790", "mx-lic-domiciliacion", "il-psl-34"}
NOTICES = {
    *("mx-ltosf-23", "ar-tarjetas-26-30", "co-ec-51", "co-ec-51-par2", "hk-cobp-37"),
    *("ae-cbuae-unauthorised", "sa-sama-cc-85-90", "ph-ra10870-18"),
}
HEDGES = re.compile("in particular|en particular")
# Words of the familiar form of address, which no letter here uses.
FAMILIAR = re.compile(r"\b(tú|tu|tus|te|ti|contigo|vos|vosotros)\b", re.IGNORECASE)
GOODWILL = {"forgot_to_cancel", "unused", "accidental_signup"}
STRANGERS = {"unauthorized_payment", "account_takeover"}

Row = dict[str, Any]


def rows(table: str, place: str) -> list[Row]:
    array = {"rules": "rule", "bodies": "body"}[table]
    found = tomllib.loads((DATA / table / f"{place}.toml").read_text(encoding="utf-8"))[array]
    assert isinstance(found, list)
    return found


RULE_ROWS = [row for place in RULES for row in rows("rules", place)]
SPOKEN = [row for row in RULE_ROWS if row["role"] != "warning"]
BODY_ROWS = [row for place in BODIES for row in rows("bodies", place)]


def name_of(row: Mapping[str, Any]) -> str:
    return str(row["id"])


def full_ids(place: str, listed: str) -> list[str]:
    return [f"{place.lower()}-{name}" for name in listed.split()]


every_rule = pytest.mark.parametrize("row", RULE_ROWS, ids=name_of)
every_spoken = pytest.mark.parametrize("row", SPOKEN, ids=name_of)
every_body = pytest.mark.parametrize("row", BODY_ROWS, ids=name_of)


def figures(text: str) -> set[str]:
    """Return the numbers of a text, its citation aside."""
    return set(re.findall(r"\d+", text.replace("{citation}", " ")))


def periods(row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [row[key] | row[key].get("other", {}) for key in ("deadline", "owed") if key in row]


@pytest.mark.parametrize("place", RULES)
def test_every_rule_and_body_is_there_and_traps_are_marked(place: str) -> None:
    found = [row["id"] + ("" if row["citable"] else "*") for row in rows("rules", place)]
    assert found == full_ids(place, RULES[place])
    assert [row["id"] for row in rows("bodies", place)] == full_ids(place, BODIES[place])


def test_the_counts_are_those_of_the_tables() -> None:
    assert (len(RULE_ROWS), len(BODY_ROWS)) == (129, 40)


@every_rule
def test_a_title_is_english_for_lists(row: Row) -> None:
    assert row["title"].isascii()
    assert row["title"][0].isupper()


@every_rule
def test_only_a_trap_is_a_warning_and_a_trap_says_nothing(row: Row) -> None:
    assert (row["role"] == "warning") is (not row["citable"])
    assert ("says" in row) is row["citable"]
    assert (row["rank"] == 99) is (not row["citable"])


@every_spoken
def test_a_rule_speaks_english_and_every_shipped_official_language(row: Row) -> None:
    official = OFFICIAL.get(row["jurisdiction"])
    assert set(row["says"]) == {"en", official} - {None}
    for language, sentence in row["says"].items():
        assert sentence.count("{citation}") == 1
        assert not HEDGES.search(sentence.lower()), language
        assert sentence.endswith((".", "。"))
        assert not re.search("  |%", sentence)
        assert len(sentence.replace("{citation}", "it").split()) <= 30
    assert not FAMILIAR.search(row["says"].get("es", ""))


@every_spoken
def test_a_sentence_names_only_figures_that_were_read(row: Row) -> None:
    read: set[str] = set()
    unread: set[str] = set()
    for period in periods(row):
        numbers = {str(value) for value in period.values() if type(value) is int}
        (read if period.get("figure_verified", True) else unread).update(numbers)
    known = read | ((figures(row["gives"]) | figures(row["read"])) - unread)
    for sentence in row["says"].values():
        assert figures(sentence) <= known


@every_rule
def test_a_goodwill_reason_gets_only_what_the_rule_really_gives(row: Row) -> None:
    reasons, when = set(row["reasons"]), row.get("when", "")
    if row["addressed_to"] == "bank" and GOODWILL & reasons:
        reversed_anyway = row["methods"] == ["direct_debit"] or "needs_check" in row
        assert reversed_anyway or "'stop_charges' in goals" in when
    if "unused" in reasons:  # only where the law lets no renewal stand without notice or consent
        assert "trial.reminder == 'no'" in when or row["id"] == "tr-6502-52-3"
    assert not {"household_purchase", "refund_promised"} & reasons


@every_spoken
def test_a_stranger_is_named_only_where_the_four_points_hold(row: Row) -> None:
    if STRANGERS & set(row["reasons"]):
        assert set(row["reasons"]) >= STRANGERS
        assert "signal.four_points_ok" in row["when"]


@every_spoken
def test_a_withdrawal_period_runs_from_the_sign_up_and_covers_the_same_reasons(row: Row) -> None:
    if row.get("deadline", {}).get("from") != "contract_date":
        return
    assert row["reasons"] == ["changed_mind", "accidental_signup", "trial_conversion"]
    assert re.search(r"signal\.(days_since_contract|withdrawal_in_time)", row["when"])


@pytest.mark.parametrize("row", [*RULE_ROWS, *BODY_ROWS], ids=name_of)
def test_a_condition_asks_only_for_reasons_of_its_row(row: Row) -> None:
    named = set(re.findall(r"'([a-z_]+)'", row.get("when", ""))) & set(get_args(Reason))
    assert named <= set(row.get("reasons", named))


def test_topics_and_checks_are_those_that_were_decided() -> None:
    assert {row["id"] for row in RULE_ROWS if row.get("topic") == "stop"} == STOPS
    assert {row["id"] for row in RULE_ROWS if row.get("topic") == "notice"} == NOTICES
    assert {row["id"] for row in RULE_ROWS if "needs_check" in row} == CHECKED_BY_READER


@every_body
def test_a_body_has_a_page_and_was_read_on_one(row: Row) -> None:
    assert row["url"].startswith("https://")
    assert row["verified"] is False or row["source"].startswith(("https://", "http://"))


@pytest.mark.parametrize("place", BODIES)
def test_the_bodies_of_a_place_are_in_order(place: str) -> None:
    found = rows("bodies", place)
    assert [row["order"] for row in found] == list(range(1, len(found) + 1))
    assert {row["jurisdiction"] for row in found} == {place}
