"""docs/advice.md names what advice may use, and its example is a row."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import get_args

from refundletters.model.closed_words import AdviceGroup
from refundletters.model.computed import Computed
from refundletters.packs.roots import Roots
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.advice import ADVICE
from refundletters.packs.tables.advice_names import names_of_advice
from refundletters.packs.tables.conversion import rows_of

PAGE = Path(__file__).resolve().parents[2] / "docs" / "advice.md"
TEXT = PAGE.read_text(encoding="utf-8")


def test_the_example_is_a_row_with_a_place_of_its_own(roots: Roots) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    (row,) = rows_of(tomllib.loads(example), ADVICE, PAGE)
    shipped = load_rows(roots, ADVICE).values()
    assert (row.group, row.order) not in {(one.group, one.order) for one in shipped}
    assert row.id not in {one.id for one in shipped}


def test_every_name_is_explained() -> None:
    named = {name for name in names_of_advice() if name.startswith("body.")}
    named |= {f"computed.{field}" for field in Computed.__struct_fields__}
    listed = re.findall(r"^\| (`(?:computed|body)\..*?) \|", TEXT, re.MULTILINE)
    assert {name for line in listed for name in re.findall(r"`(.+?)`", line)} == named


def test_what_is_computed_is_explained_in_the_same_words() -> None:
    said = " ".join((Computed.__doc__ or "").split())
    rows = re.findall(r"^\| `computed\.(\w+)` \| (.+?) \|$", TEXT, re.MULTILINE)
    for name, words in rows:
        plain = words.replace("`", "")
        assert f"{name}: {plain[0].upper()}{plain[1:]}." in said.replace("`", ""), name


def test_every_group_is_explained() -> None:
    groups = re.findall(r"^\| (?:`\w+\.toml` )?\| `(\w+)` \|", TEXT, re.MULTILINE)
    assert sorted(groups) == sorted(get_args(AdviceGroup))


def test_each_file_holds_the_groups_that_the_page_says(roots: Roots) -> None:
    told: dict[str, set[str]] = {}
    file = ""
    for name, group in re.findall(r"^\| (?:`(\w+\.toml)`)? ?\| `(\w+)` \|", TEXT, re.MULTILINE):
        file = name or file
        told.setdefault(file, set()).add(group)
    folder = roots.data[-1] / "advice"
    held = {
        path.name: {row["group"] for row in tomllib.loads(path.read_text("utf-8"))["advice"]}
        for path in folder.glob("*.toml")
    }
    assert held == told
