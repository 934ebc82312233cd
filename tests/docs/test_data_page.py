"""The reference of rows is what the structs say; ``--update`` writes it anew."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from refundletters.packs.reference import fields_without_meaning, reference
from refundletters.packs.roots import Roots
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.card import CARDS
from refundletters.packs.tables.period import OtherFigures
from refundletters.packs.tables.rule import RULES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "data.md"
MARK = "<!-- reference -->\n"


def test_the_reference_is_what_the_structs_say(pytestconfig: pytest.Config) -> None:
    text = PAGE.read_text(encoding="utf-8")
    before, _, after = text.partition(MARK)
    written = "\n" + reference()
    if pytestconfig.getoption("update"):
        PAGE.write_text(before + MARK + written, encoding="utf-8")
        after = written
    assert after == written


def test_every_field_says_what_it_means() -> None:
    assert list(fields_without_meaning()) == []


def test_every_figure_that_nothing_counts_has_its_reason_and_its_rows(roots: Roots) -> None:
    section = PAGE.read_text(encoding="utf-8").partition("## Figures that nothing counts")[2]
    lines = [line for line in section.partition("\n## ")[0].splitlines() if line.startswith("| `")]
    reasons = {name: line for line in lines for name in re.findall(r"`(\w+)`", line.split("|")[1])}
    assert reasons.keys() == set(OtherFigures.__struct_fields__)
    found = [(row.id, row.deadline, row.owed) for row in load_rows(roots, RULES).values()]
    found += [(row.id, row.deadline, None) for row in load_rows(roots, CARDS).values()]
    for id, *periods in found:
        for period in periods:
            if period is not None and period.other is not None:
                for name in OtherFigures.__struct_fields__:
                    if getattr(period.other, name):
                        assert f"`{id}`" in reasons[name], (id, name)
