"""Small cases, and tables of data written for one test."""

from __future__ import annotations

import datetime as dt
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomlkit

from refundletters.answers.build import build_case
from refundletters.facts.gather import gather
from refundletters.facts.plan.build import build_plan
from refundletters.facts.types import Facts, Plan
from refundletters.model.case import Case
from refundletters.packs.roots import Roots, shipped_roots

from .plan_cases import BASE
from .rule_rows import CHARGE

TODAY = dt.date(2026, 5, 1)
READ = {"source": "https://example.org", "checked": dt.date(2026, 4, 1)}
PART = {"source": "", "checked": "undated"}
# What a row has to have and the tests are not about, by the name of its array.
REQUIRED: dict[str, dict[str, Any]] = {
    "rule": {"title": "A rule", "citation": "Act 1", "addressed_to": "merchant", **READ},
    "body": {"name": "A body", **READ},
    "category": {"name": "A category", **READ},
    "question": {"group": "happened", "kind": "text", "label": "L", "text": "T?", "help": "H."},
    "entity": PART,
    "descriptor": PART,
    "choices": {"label": "A choice"},
}


def whole(text: str) -> str:
    """Return rows of TOML with the fields that they lack and have to have."""
    return tomlkit.dumps(_filled(tomllib.loads(text)))


def _filled(table: dict[str, Any]) -> dict[str, Any]:
    found = {}
    for name, value in table.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            found[name] = [REQUIRED.get(name, {}) | _filled(row) for row in value]
        else:
            found[name] = value
    if "choices" in found:
        found["kind"] = "choice"
    return found


@pytest.fixture(scope="session")
def case() -> Callable[..., Case]:
    """Make a case: ``case(country="US", reason="unused")``."""
    return lambda **answers: build_case(answers)


@pytest.fixture
def tables(tmp_path: Path) -> Callable[..., Roots]:
    """Write tables of data and questions, and return roots that hold nothing but the advice else.

    ``tables(rules="[[rule]] …", letters={"refund-request": "…"})``; what a row has to have and
    lacks is filled in.
    """

    def write(*, questions: str = "", letters: dict[str, str] | None = None, **rows: str) -> Roots:
        if "advice" not in rows:
            shutil.copytree(shipped_roots().data[0] / "advice", tmp_path / "data" / "advice")
        for table, text in rows.items():
            folder = tmp_path / "data" / table
            folder.mkdir(parents=True)
            (folder / "rows.toml").write_text(whole(text), encoding="utf-8")
        templates = tmp_path / "templates"
        templates.mkdir()
        (templates / "questions.toml").write_text(whole(questions), encoding="utf-8")
        for name, text in (letters or {}).items():
            (templates / "letters" / name).mkdir(parents=True)
            path = templates / "letters" / name / "letter.toml"
            path.write_text(text, encoding="utf-8")
        return Roots((templates,), (), (tmp_path / "data",))

    return write


@pytest.fixture
def facts(case: Callable[..., Case], roots: Roots) -> Callable[..., Facts]:
    """Gather the facts of a case; the shipped tables unless ``at=`` names others."""

    def make(*, at: Roots | None = None, **answers: Any) -> Facts:
        return gather(case(**answers), at or roots, TODAY)

    return make


@pytest.fixture
def planned(facts, roots) -> Callable[..., Plan]:
    return lambda **answers: build_plan(facts(**{**BASE, **answers}), roots)


@pytest.fixture
def applied(tables, facts):
    """Return what applies to a case under the given rule rows."""

    def apply(*rows, **answers):
        answers = {"country": "US", "reason": "unused", "charges": [CHARGE], **answers}
        return facts(at=tables(rules="\n".join(rows)), **answers)

    return apply
