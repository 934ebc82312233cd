"""Small cases, and tables of data written for one test."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from refundletters.answers.build import build_case
from refundletters.facts.gather import gather
from refundletters.facts.types import Facts
from refundletters.model.case import Case
from refundletters.packs.roots import Roots, shipped_roots

TODAY = dt.date(2026, 5, 1)


@pytest.fixture(scope="session")
def case() -> Callable[..., Case]:
    """Make a case: ``case(country="US", reason="unused")``."""
    return lambda **answers: build_case(answers)


@pytest.fixture
def tables(tmp_path: Path) -> Callable[..., Roots]:
    """Write tables of data and questions, and return roots that hold nothing but the advice else.

    ``tables(rules="[[rule]] …", letters={"refund-request": "…"})``
    """

    def write(*, questions: str = "", letters: dict[str, str] | None = None, **rows: str) -> Roots:
        if "advice" not in rows:
            shutil.copytree(shipped_roots().data[0] / "advice", tmp_path / "data" / "advice")
        for table, text in rows.items():
            folder = tmp_path / "data" / table
            folder.mkdir(parents=True)
            (folder / "rows.toml").write_text(text, encoding="utf-8")
        templates = tmp_path / "templates"
        templates.mkdir()
        (templates / "questions.toml").write_text(questions, encoding="utf-8")
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
