"""Rows of advice become sentences: which are said, in what order, with which values."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from refundletters.errors import TemplateError
from refundletters.facts.gates import status
from refundletters.facts.plan.advice import advice_for, advice_names, steps_today, strength_of
from refundletters.facts.plan.checks import first_checks, warnings_for
from refundletters.facts.plan.computed import computed_of
from refundletters.facts.plan.outside_help import about_body, bodies_shown
from refundletters.model.money import Money
from refundletters.packs.letters import letter_metas

D = dt.date
USD = "USD"


def row(group, says, order=10, **more):
    """Write a row of advice; its name is its sentence."""
    id = "".join(letter for letter in says.lower() if letter.isalpha())
    fields = {"id": id, "group": group, "order": order, "says": says, **more}
    if group == "strength":
        fields.setdefault("level", "fair")
    lines = [f"{name} = {_toml(value)}" for name, value in fields.items()]
    return "\n".join(["[[advice]]", *lines, ""])


def _toml(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_toml(inner)}" for name, inner in value.items()) + " }"
    return f'"{value}"' if isinstance(value, str) else str(value)


@pytest.fixture
def advised(tables, facts):
    """Return the facts of a case for which no other advice is known than these rows."""

    def gathered(*rows, bodies="", **answers):
        more = {"bodies": bodies} if bodies else {}
        return facts(at=tables(advice="\n".join(rows), **more), **answers)

    return gathered


def test_the_smaller_order_is_said_first_and_what_does_not_hold_is_not_said(advised):
    found = advised(
        row("today", "Third.", 30),
        row("today", "First.", 10, reasons=["unused", "wrong_amount"]),
        row("today", "Never.", 15, when="signal.paid"),
        row("today", "Other.", 16, reasons=["reactivated"]),
        row("not_yet", "Elsewhere.", 17),
        row("today", "Second.", 20, more=["And more."]),
        reason="unused",
    )
    assert [said.msgid for said in steps_today(found)] == [
        "First.", "Second.", "And more.", "Third.",
    ]  # fmt: skip


@pytest.mark.parametrize(("evidence", "level"), [([], "discretion"), ([{}], "strong")])
def test_the_first_row_that_fits_says_how_strong_a_request_is(advised, evidence, level):
    rows = (
        row("strength", "For all.", 99, level="discretion"),
        row("strength", "Shown.", 10, level="strong", when="evidence"),
    )
    assert strength_of(advised(*rows, evidence=evidence)).level == level


def test_a_pack_that_takes_the_last_row_of_strength_away_is_told(advised):
    found = advised(row("strength", "Shown.", level="strong", when="evidence"))
    with pytest.raises(TemplateError, match="No row of advice says how such requests usually go"):
        strength_of(found)


def test_a_sentence_whose_value_is_not_known_is_left_out(advised):
    rows = row(
        "today",
        "Do it.",
        more=["By %(day)s."],
        values={"day": "plan.next_charge_on"},
    )
    assert [said.msgid for said in steps_today(advised(rows))] == ["Do it."]


def test_a_value_stands_in_its_sentence(advised):
    rows = row("today", "By %(day)s.", values={"day": "plan.next_charge_on"})
    (said,) = steps_today(advised(rows, plan={"next_charge_on": D(2026, 5, 4)}))
    assert said.fields == {"day": D(2026, 5, 4)}


def test_a_check_of_each_entry_is_about_that_entry(advised):
    rows = row(
        "check",
        "Of %(sum)s.",
        when="charges.refunded",
        key="charges.refunded",
        each="charges",
        values={"sum": "charges.amount"},
    )
    found = advised(rows, country="US", charges=[
        {"amount": "5.00"}, {"amount": "7.00", "refunded": "1.00"}, {"amount": "9.00"},
        {"amount": "8.00", "refunded": "2.00"},
    ])  # fmt: skip
    told = [(warning.key, warning.message.fields["sum"]) for warning in warnings_for(found)]
    assert told == [
        ("charges.1.refunded", Decimal("7.00")),
        ("charges.3.refunded", Decimal("8.00")),
    ]


@pytest.mark.parametrize(("party", "said"), [(None, ["Look."]), ("trader", []), ("bank", [])])
def test_nothing_is_to_be_looked_at_first_once_somebody_was_told(advised, party, said):
    contacts = [] if party is None else [{"at": D(2026, 4, 20), "party": party}]
    found = first_checks(advised(row("first_check", "Look."), contacts=contacts))
    assert [one.msgid for one in found] == said


def test_a_document_is_ruled_out_by_what_it_is(tables, facts):
    letter = """
id = "a"
title = "A"
about = "About."
order = 1
kinds = ["letter"]
audience = "bank"
stage = "bank"
reasons = ["unused"]
"""
    rows = row("document", "Not to a bank.", when="letter.audience == 'bank'", instead=["a", "b"])
    letters = {"a": letter, "b": letter.replace('"a"', '"b"').replace('= "bank"', '= "user"', 1)}
    at = tables(advice=rows, letters=letters)
    found = facts(at=at, reason="unused")
    metas = letter_metas(at)
    assert status(metas["a"], found).why.msgid == "Not to a bank."
    assert status(metas["a"], found).instead == ("b",)
    assert status(metas["b"], found).status == "offered"


def test_a_period_is_written_out_in_its_unit(advised):
    body = """
[[body]]
id = "court"
jurisdiction = "GB"
stage = "court"
wait = { weeks = 8 }
first = "company"
"""
    rows = row(
        "body", "It has %(time)s.", when="body.stage == 'court'", values={"time": "body.wait"}
    )
    found = advised(rows, bodies=body, country="GB")
    (court,) = bodies_shown(found)
    (said,) = about_body(court, found)
    assert said.fields["time"].plural == "%(count)s weeks"
    assert said.fields["time"].fields == {"count": 8}


def test_what_is_computed(facts):
    found = computed_of(
        facts(
            country="US",
            reason="wrong_amount",
            request={"primary": "full", "amount": "20.00"},
            charges=[
                {"date": D(2026, 4, 3), "amount": "15.49"},
                {"date": D(2026, 4, 4), "amount": "3.00", "currency": "EUR"},
            ],
            fees=[{"type": "overdraft", "amount": "3.00"}],
        )
    )
    assert found.named == found.wanted == Money(Decimal("20.00"), USD)
    assert found.asked == Money(Decimal("15.49"), USD)
    assert found.paid == Money(Decimal("18.49"), USD)
    assert found.other_currencies == (Money(Decimal("3.00"), "EUR"),)
    assert found.remedy == "full"
    assert found.has_amounts
    assert not found.charges_described


def test_what_is_computed_of_an_empty_case_is_not_known(facts):
    found = computed_of(facts())
    assert (found.named, found.asked, found.wanted) == (None, None, None)
    assert (found.card_last_day, found.way_to_cancel, found.cancel_page) == (None, None, None)
    assert found.days_since_rules_checked == 0
    assert found.rules_checked == D(2026, 5, 1)
    assert not found.law_for_company


def test_without_a_reason_advice_says_what_is_missing(facts):
    assert strength_of(facts()).why.msgid.startswith("Tell what happened first")
    assert [row.id for row in advice_for(facts(), "first_check", advice_names(facts()))] == []
