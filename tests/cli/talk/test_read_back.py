"""What was understood is said: on a terminal, in plain lines, and of --set."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from refundletters.answers import store
from refundletters.cli.talk import guided_start
from refundletters.errors import Interrupted

from .guided import CHAT_OPENER, FRAME, PLACE, Person

DETAILS = ("2026-02-01",)


def told(person: Person, *lines: str, interface: str = "en_US") -> str:
    with pytest.raises(Interrupted):
        person(guided_start.run_new, None, lines=lines, interface=interface)
    return person.shown


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("March 1", "Understood: Sunday, March 1, 2026"),
        ("last tuesday", "Understood: Tuesday, March 10, 2026"),
        ("13/2/26", "Understood: Friday, February 13, 2026"),
        ("around March 1", "Understood: around March 1, 2026"),
    ],
)
def test_days_are_read_back(person: Person, typed: str, understood: str) -> None:
    assert understood in told(person, *FRAME, CHAT_OPENER, *DETAILS, typed)


def test_a_day_that_may_be_two_is_asked_about(person: Person) -> None:
    shown = told(person, *FRAME, CHAT_OPENER, *DETAILS, "2/3/26", "2")
    assert "Which day do you mean?\n1. February 3, 2026\n2. March 2, 2026" in shown
    assert "Understood: Monday, March 2, 2026" in shown


@pytest.mark.parametrize(
    ("typed", "understood", "currency"),
    [
        ("15.49", "$15.49", None),
        ("£9.99", "£9.99", "GBP"),
        ("15,49 €", "€15.49", "EUR"),
        ("1,549.00", "$1,549.00", None),
    ],
)
def test_amounts_are_read_back_in_the_currency_that_was_typed(
    person: Person, typed: str, understood: str, currency: str | None
) -> None:
    shown = told(person, *FRAME, CHAT_OPENER, *DETAILS, "March 1", typed)
    assert f"Understood: {understood}\n" in shown
    (path,) = person.drafts
    [charge] = store.load(path)["charges"]
    assert charge.get("currency") == currency


def test_a_second_charge_is_in_the_currency_of_the_first(person: Person) -> None:
    lines = (*FRAME, CHAT_OPENER, *DETAILS, "March 1", "£9.99", "Add another charge", "Feb 1", "8")
    assert "Understood: £8.00\n" in told(person, *lines)


def test_what_a_line_matched_is_said(person: Person) -> None:
    assert "Understood: United States\n" in told(person, *PLACE[:1], "united sta")


def test_errors_at_a_question_name_the_answer(person: Person) -> None:
    shown = told(person, *FRAME, CHAT_OPENER, *DETAILS, "March 45")
    assert "Date of the charge cannot be March 45" in shown
    assert "charges.0.date" not in shown


def test_settings_are_read_back_beside_the_result(cli: object, case: Path) -> None:
    done = cli(  # type: ignore[operator]  # the fixture
        "plan", "--case", str(case), "--set", "charges.0.amount=€9.99", "--set",
        "charges.0.date=last tuesday", "--set", "reason=unused",
    )  # fmt: skip
    assert "Amount: €9.99\n" in done.err
    assert "Date of the charge: March 10, 2026\n" in done.err
    assert "Reason: I paid but did not use it\n" in done.err


def test_settings_are_not_read_back_before_a_refusal(cli: object) -> None:
    done = cli(  # type: ignore[operator]  # the fixture
        "write", "chat-opener", "--no-input", "--set", "country=US", "--set", "reason=unused",
    )  # fmt: skip
    assert done.code != 0
    assert done.err.startswith("Some answers are still missing:")


def test_evidence_is_a_step_of_its_own(person: Person, tmp_path: Path) -> None:
    file = tmp_path / "my statement.txt"
    file.write_text("March 1, NETFLIX.COM 15.49", encoding="utf-8")
    path = person.home / "cases" / "case.toml"
    store.save(path, {"country": "US", "reason": "unused"})
    lines = ("Add evidence", "A statement with the charge", "missing.pdf", f"'{file}' ")
    lines += ("Yes, only", "1")
    told = person(guided_start.run_edit, path, lines=lines)
    assert "names a file that is not there" in told.shown
    assert "Evidence 1: " in told.shown
    [piece] = store.load(path)["evidence"]
    assert piece == {
        "kind": "statement",
        "file": str(file),
        "label": "Statement with the charge",
        "redacted": True,
    }


def test_what_was_not_asked_can_be_added_on_the_review(person: Person) -> None:
    path = person.home / "cases" / "case.toml"
    charge = {"date": dt.date(2026, 3, 1), "amount": "9.99"}
    store.save(path, {"country": "US", "reason": "unused", "charges": [charge]})
    lines = ("Change an answer", "Statement date: not answered", "March 10", "1")
    person(guided_start.run_edit, path, lines=lines)
    assert store.load(path)["charges"][0]["statement_date"] == dt.date(2026, 3, 10)
