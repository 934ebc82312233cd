"""Every rule that a letter may quote fits a case, and misses the cases it should miss.

The cases come from the rows themselves (``rule_cases.py``), so a new row is tested as it is added.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any, Final, get_args

import pytest

from refundletters.answers.build import build_case
from refundletters.facts.gather import gather
from refundletters.model.values import Method, Reason
from refundletters.packs.roots import shipped_roots
from refundletters.packs.rows import load_rows
from refundletters.packs.tables import rule as tables

from .rule_cases import cases_that_fit, cases_too_late, has_last_day

ROOTS: Final = shipped_roots()
RULES: Final = load_rows(ROOTS, tables.RULES)
_NOT_FOR_LETTERS: Final = {"warning", "exception"}
# Rows of the tables of law that two rows carry out here, one for each duty: the second, the first.
SPLIT: Final = {
    "us-il-acra-notice": "us-il-acra",
    "ca-qc-end-of-promotion-2026": "ca-qc-online-subscription-2026",
}
USABLE: Final = {
    rule: row
    for rule, row in RULES.items()
    if row.citable and row.verified and not row.needs_check
    if row.role not in _NOT_FOR_LETTERS
}

Answers = dict[str, Any]


def quotes(rule: str, answers: Answers) -> bool:
    """Tell whether a letter about this case may quote the rule."""
    facts = gather(build_case(answers), ROOTS, answers["as_of"])
    return any(one.id == rule and one.quotable for one in facts.rules)


def pairs(rule: str) -> Iterator[tuple[Answers, Answers]]:
    """Yield cases that should fit, each with the same case too late."""
    yield from zip(cases_that_fit(RULES[rule]), cases_too_late(RULES[rule]), strict=True)


def fitting(rule: str) -> tuple[Answers, Answers]:
    """Return the first case that the rule fits, and the same case too late."""
    tried = 0
    for fits, late in pairs(rule):
        tried += 1
        if quotes(rule, fits):
            return fits, late
    pytest.fail(f"{rule} can never be quoted: none of {tried} cases fits it")


def changed(answers: Answers, **changes: Any) -> Answers:
    return {**copy.deepcopy(answers), **changes}


every_usable_rule = pytest.mark.parametrize("rule", sorted(USABLE))


@pytest.mark.slow
@every_usable_rule
def test_a_rule_fits_a_case_and_no_case_of_another_kind(rule: str) -> None:
    row = USABLE[rule]
    fits, late = fitting(rule)
    payment = fits["payment"]
    if row.methods:
        for method in set(get_args(Method)) - set(row.methods):
            assert not quotes(rule, changed(fits, payment={**payment, "method": method})), method
    for reason in set(get_args(Reason)) - set(row.reasons):
        assert not quotes(rule, changed(fits, reason=reason)), reason
    if has_last_day(row):
        assert not quotes(rule, late)
    if row.jurisdiction != "INTL":
        elsewhere = changed(fits, country="TH")
        elsewhere.pop("region", None)
        assert not quotes(rule, elsewhere)


@pytest.mark.slow
@pytest.mark.parametrize("rule", sorted(RULES.keys() - USABLE.keys()))
def test_a_rule_that_is_not_for_letters_is_quoted_in_no_case(rule: str) -> None:
    assert not any(quotes(rule, fits) for fits, _ in pairs(rule))


def test_there_is_a_rule_for_every_row_of_the_tables_and_no_other() -> None:
    assert len(RULES) == 438 + len(SPLIT)
    for second, first in SPLIT.items():
        for key in ("jurisdiction", "citation", "citations", "citable", "verified"):
            assert getattr(RULES[second], key) == getattr(RULES[first], key), (second, key)


def test_most_rules_are_for_letters() -> None:
    assert len(USABLE) > 250
    assert {row.jurisdiction for row in USABLE.values()} >= {"US", "DE", "MX", "JP", "EU"}
