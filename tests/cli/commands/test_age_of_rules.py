"""``rules`` says how old each rule is, and which should be read again."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from refundletters.packs.roots import shipped_roots
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.rule import RULES

PACKED = """
[[rule]]
id = "gb-made-up"
jurisdiction = "GB"
title = "A made-up rule"
citation = "section 1 of a made-up act"
source = "https://example.org/act"
checked = {checked}
addressed_to = "merchant"
reasons = []
verified = true
"""
FLAG = "That is more than a year."


@pytest.fixture
def listed(cli, tmp_path):
    """Return a function: the text and record of a made-up rule that was checked on a day."""
    folder = tmp_path / "pack" / "data" / "rules"
    folder.mkdir(parents=True)

    def run(checked: str) -> tuple[str, dict]:
        (folder / "GB.toml").write_text(PACKED.format(checked=checked), encoding="utf-8")
        env = {"REFUNDLETTERS_PACK": str(tmp_path / "pack"), "COLUMNS": "88"}
        records = json.loads(cli("rules", "--json", env=env).out)
        (record,) = [record for record in records if record["id"] == "gb-made-up"]
        text = cli("rules", env=env).out
        text = text[text.index("gb-made-up\n") :]
        lines = text.splitlines()[1:]
        own = [line for index, line in enumerate(lines)
               if all(before.startswith(" ") for before in lines[: index + 1])]  # fmt: skip
        return " ".join(line.strip() for line in own), record

    return run


@pytest.mark.parametrize(
    ("checked", "age", "old", "said"),
    [
        # The day of these runs is March 14, 2026.
        ("2025-03-14", 365, False, "This was checked 365 days ago."),
        ("2025-03-13", 366, True, "This was checked 366 days ago."),
        ("2026-03-13", 1, False, "This was checked 1 day ago."),
        ("2026-03-14", 0, False, "Checked on March 14, 2026"),
        ("2026-11-22", 0, False, "Checked on November 22, 2026"),
    ],
)
def test_a_rule_shows_its_age_and_whether_it_is_over_a_year(
    listed, checked, age, old, said
) -> None:
    text, record = listed(checked)
    assert (record["age_days"], record["old"]) == (age, old)
    assert said in text
    assert (FLAG in text) is old
    assert ("ago" in text) is bool(age)


def test_the_age_is_counted_from_the_day_of_the_case(cli, case) -> None:
    text = case.read_text(encoding="utf-8").replace("as_of = 2026-03-14", "as_of = 2027-12-01")
    case.write_text(text, encoding="utf-8")
    records = json.loads(cli("rules", "--json", "--case", str(case)).out)
    assert records
    rows = load_rows(shipped_roots(), RULES)
    for record in records:
        assert record["age_days"] == (dt.date(2027, 12, 1) - rows[record["id"]].checked).days
        assert record["old"] is (record["age_days"] > 365)
    assert FLAG in " ".join(cli("rules", "--case", str(case)).out.split())
