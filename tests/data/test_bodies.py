"""Bodies in the data: what a plan reads of them is stated, and only where it was read."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import refundletters

FOLDER = Path(refundletters.__file__).parent / "data" / "bodies"
ROWS = [
    row
    for path in sorted(FOLDER.glob("*.toml"))
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["body"]
]

every_row = pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])


@every_row
def test_a_body_says_whom_complaints_there_are_about(row: dict[str, Any]) -> None:
    assert row["against"] in (["company"], ["bank"], ["company", "bank"])
    if "first" in row:
        assert row["first"] in row["against"]


@every_row
def test_a_wait_is_stated_only_beside_whom_to_ask_first(row: dict[str, Any]) -> None:
    if "wait" in row:
        assert row["verified"]
        assert row["first"]
        assert len(row["wait"]) == 1


@every_row
def test_a_time_to_go_there_counts_from_a_known_event(row: dict[str, Any]) -> None:
    if "deadline" in row:
        stated = dict(row["deadline"])
        assert row["verified"]
        assert stated.pop("from") in {"bank_answered", "bank_told", "company_told"}
        assert len(stated) == 1
        # The figure is the one of the row's own sentence.
        said = f"{row['time_limit']}; {row['precondition']}".replace("one year", "1 year")
        assert str(*stated.values()) in said


@every_row
def test_a_body_that_opens_after_the_bank_has_answered_takes_complaints_about_banks(
    row: dict[str, Any],
) -> None:
    if "signal.bank_" in row["when"]:
        assert "bank" in row["against"]
