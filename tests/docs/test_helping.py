"""What strangers are told to run is there, and what they are asked for keeps real cases out."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMED = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", ".github/**/*", ".ci/run", ".pre-commit-config.yaml")
    for path in ROOT.glob(pattern)
    if path.is_file()
)
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("[!c]*.yml"))


def tasks() -> set[str]:
    tree = ast.parse((ROOT / "noxfile.py").read_text(encoding="utf-8"))
    return {
        each.name
        for each in tree.body
        if isinstance(each, ast.FunctionDef)
        and any("nox.session" in ast.unparse(mark) for mark in each.decorator_list)
    }


def test_every_task_that_is_named_is_one_of_the_noxfile() -> None:
    named = {
        word.partition("-")[0]
        for path in NAMED
        for words in re.findall(
            r'nox (?:--[\w-]+ )*-s ((?:"?[a-z][\w.-]*[ "]?)+)', path.read_text("utf-8")
        )
        for word in words.replace('"', " ").split()
    }
    assert named == tasks()


def test_the_site_leads_to_every_page() -> None:
    named = (ROOT / "docs/index.md").read_text(encoding="utf-8").splitlines()
    pages = {
        path.relative_to(ROOT / "docs").with_suffix("").as_posix()
        for path in (ROOT / "docs").rglob("*.md")
    }
    assert pages - {"index"} <= set(named)


def test_an_issue_begins_with_a_form() -> None:
    config = (ROOT / ".github/ISSUE_TEMPLATE/config.yml").read_text(encoding="utf-8")
    assert "blank_issues_enabled: false" in config
    assert [form.stem for form in FORMS] == ["bug", "law", "wording"]


@pytest.mark.parametrize("form", FORMS, ids=[form.stem for form in FORMS])
def test_a_form_is_sent_only_without_personal_data(form: Path) -> None:
    last = form.read_text(encoding="utf-8").partition("type: checkboxes")[2]
    assert re.search(r"holds? no personal data.*\n\s+required: true\n$", last)


def test_a_bug_comes_with_a_report() -> None:
    text = (ROOT / ".github/ISSUE_TEMPLATE/bug.yml").read_text(encoding="utf-8")
    report = text.partition("refundletters report CASE")[2]
    assert "required: true" in report.partition("- type:")[0]
