"""The rows of European law and of the bodies there: complete, closed vocabularies, true figures."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import fields as dataclass_fields
from pathlib import Path
from typing import Any, get_args, get_origin

import msgspec
import pytest

import refundletters
from refundletters.facts.types import Signals
from refundletters.model.case import Case, Method, Reason
from refundletters.model.condition import parse_condition

DATA = Path(refundletters.__file__).parent / "data"

# Jurisdiction: rules, bodies, languages of the sentences besides English.
EXPECTED: dict[str, tuple[int, int, set[str]]] = {
    "DE": (29, 6, {"de"}),
    "FR": (20, 7, {"fr"}),
    "ES": (16, 5, {"es"}),
    "EU": (24, 4, {"de", "fr", "es"}),
    "AT": (16, 6, {"de"}),
    "CH": (8, 5, {"de", "fr"}),
    "BE": (7, 6, {"fr", "de"}),
    "LU": (6, 5, {"fr", "de"}),
}
RULE_KEYS = {
    "id",
    "jurisdiction",
    "title",
    "citation",
    "addressed_to",
    "role",
    "methods",
    "reasons",
    "rank",
    "says",
    "citable",
    "verified",
    "source",
    "more_sources",
    "source_kind",
    "read",
    "checked",
    "status",
    "gives",
    "conditions",
    "caveats",
}
RULE_OPTIONAL = {
    "when",
    "unless",
    "needs_check",
    "in_force_from",
    "in_force_until",
    "deadline",
    "owed",
    "unverified_note",
    "citation_de",
    "citation_fr",
    "citation_it",
    "citation_nl",
}
BODY_KEYS = {
    "id",
    "jurisdiction",
    "stage",
    "order",
    "name",
    "handles",
    "precondition",
    "when",
    "time_limit",
    "url",
    "source",
    "checked",
    "verified",
}
STAGES = {
    "merchant",
    "bank",
    "ombudsman",
    "authority",
    "cross_border",
    "court",
    "store",
    "scheme",
}
PERIOD_KEYS = {
    "hours",
    "days",
    "weeks",
    "months",
    "years",
    "business_days",
    "notice_days",
    "reminder_months",
    "from",
    "must_be_received",
    "figure_verified",
    "note",
}
COUNTED_FROM = {
    "statement_sent",
    "debit_date",
    "contract_date",
    "discovery",
    "notice_received",
    "complaint_received",
    "cancellation_date",
    "renewal_date",
    "before_next_payment",
    "end_of_year_of_knowledge",
    "cause_of_action",
    "none",
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
    "thirty": "30",
    "dreißig": "30",
    "trente": "30",
    "treinta": "30",
}
HEDGES = {
    "en": ("in particular",),
    "de": ("insbesondere",),
    "fr": ("notamment", "en particulier"),
    "es": ("en particular",),
}


def rows(table: str, jurisdiction: str) -> list[dict[str, Any]]:
    array = {"rules": "rule", "bodies": "body"}[table]
    text = (DATA / table / f"{jurisdiction}.toml").read_text(encoding="utf-8")
    found = tomllib.loads(text)[array]
    assert isinstance(found, list)
    return found


RULES = [rule for place in EXPECTED for rule in rows("rules", place)]
BODIES = [body for place in EXPECTED for body in rows("bodies", place)]


def name_of(row: Mapping[str, Any]) -> str:
    return str(row["id"])


def case_names(struct: type[msgspec.Struct] = Case, prefix: str = "") -> Iterator[str]:
    """Every dotted name that a condition may use: keys of the case file, lists by their name."""
    hints = typing.get_type_hints(struct, include_extras=False)
    for field in msgspec.structs.fields(struct):
        yield prefix + field.encode_name
        kind = hints[field.name]
        options = get_args(kind) if get_origin(kind) in (typing.Union, types.UnionType) else (kind,)
        for option in options:
            if isinstance(option, type) and issubclass(option, msgspec.Struct):
                yield from case_names(option, f"{prefix}{field.encode_name}.")


KNOWN_NAMES = set(case_names()) | {f"signal.{field.name}" for field in dataclass_fields(Signals)}


def figures(text: str) -> set[str]:
    """Return the numbers of a sentence, written-out ones too, its citation aside."""
    words = re.findall(r"[^\W\d_]+|\d+(?:[.,]\d+)*", text.replace("{citation}", " ").lower())
    return {
        NUMBER_WORDS.get(word, word) for word in words if word in NUMBER_WORDS or word[0].isdigit()
    }


def periods(row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [row[key] for key in ("deadline", "owed") if key in row]


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


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_a_rule_has_the_required_fields_and_no_unknown_one(rule: dict[str, Any]) -> None:
    assert set(rule) >= RULE_KEYS
    assert set(rule) <= RULE_KEYS | RULE_OPTIONAL
    assert all(rule[key] for key in ("title", "citation", "source", "reasons"))
    assert rule["checked"] == dt.date(2026, 11, 22)
    assert rule.get("needs_check", "x").strip()


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_the_words_of_a_rule_are_from_closed_lists(rule: dict[str, Any]) -> None:
    assert rule["addressed_to"] in {"merchant", "bank", "both"}
    assert rule["role"] in {"right", "exception", "procedure", "decision", "warning"}
    assert set(rule["reasons"]) <= set(get_args(Reason))
    assert set(rule["methods"]) <= set(get_args(Method)) - {"unknown"}
    assert len(set(rule["reasons"])) == len(rule["reasons"])
    assert 1 <= rule["rank"] <= 99
    for period in periods(rule):
        assert set(period) <= PERIOD_KEYS
        assert period["from"] in COUNTED_FROM


@pytest.mark.parametrize("body", BODIES, ids=name_of)
def test_a_body_is_complete(body: dict[str, Any]) -> None:
    assert set(body) >= BODY_KEYS
    assert set(body) <= BODY_KEYS | {"read", "unverified_note"}
    assert body["stage"] in STAGES
    assert all(body[key] for key in ("name", "when", "source"))


@pytest.mark.parametrize("row", [*RULES, *BODIES], ids=name_of)
def test_conditions_parse_and_name_only_what_a_case_can_show(row: dict[str, Any]) -> None:
    for key in ("when", "unless"):
        if key in row:
            assert parse_condition(row[key]).names <= KNOWN_NAMES


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_a_rule_speaks_english_and_every_shipped_official_language(rule: dict[str, Any]) -> None:
    languages = EXPECTED[rule["jurisdiction"]][2] | {"en"}
    assert set(rule["says"]) == languages
    for language, sentence in rule["says"].items():
        assert sentence.count("{citation}") == 1
        assert sentence.endswith(".")
        assert not re.search("  |%", sentence)
        if rule["role"] != "warning":
            assert any(hedge in sentence.lower() for hedge in HEDGES[language])


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_a_sentence_names_only_figures_that_were_read(rule: dict[str, Any]) -> None:
    checked: set[str] = set(figures(rule["gives"]) | figures(rule["read"]))
    unread: set[str] = set()
    for period in periods(rule):
        numbers = {str(value) for value in period.values() if type(value) is int}
        if period.get("figure_verified", True):
            checked |= numbers
        else:
            unread |= numbers
    for sentence in rule["says"].values():
        assert figures(sentence) <= checked - unread


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_warnings_are_never_quoted(rule: dict[str, Any]) -> None:
    if rule["role"] == "warning":
        assert rule["citable"] is False


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_a_forgotten_renewal_gets_nothing_from_the_bank_but_a_direct_debit(
    rule: dict[str, Any],
) -> None:
    goodwill = {"forgot_to_cancel", "unused", "accidental_signup"}
    if rule["addressed_to"] == "bank" and goodwill & set(rule["reasons"]):
        assert rule["methods"] == ["direct_debit"] or "'direct_debit'" in rule["when"]
    assert "unused" not in rule["reasons"]
    assert "household_purchase" not in rule["reasons"]


def test_a_rule_of_the_union_gives_way_to_the_one_of_the_country() -> None:
    national = [rule["rank"] for rule in RULES if rule["jurisdiction"] != "EU"]
    union = [rule["rank"] for rule in RULES if rule["jurisdiction"] == "EU"]
    assert max(rank for rank in national if rank < 98) < min(union)
