"""The page of what a case can tell: every key is asked for, and every document says it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from refundletters.packs.questions import Question, load_questions
from refundletters.packs.roots import shipped_roots
from tests.stories.stories import letter

PAGE = (Path(__file__).parents[2] / "docs" / "stories.md").read_text(encoding="utf-8")
ROW = re.compile(
    r"^\| [^|]+ \| `(?P<key>[^`]+)` \| (?P<question>[^|]+) \| `(?P<document>[^`]+)` "
    r"\| `(?P<story>[^`]+)` \| “(?P<words>.+)” \|$",
    re.MULTILINE,
)
ROWS = list(ROW.finditer(PAGE))
QUESTIONS = load_questions(shipped_roots())


def asking(key: str) -> Question:
    """Return the question that asks for ``key``."""
    return next(question for question in QUESTIONS.values() if question.answer_key == key)


def test_every_line_of_the_table_is_read() -> None:
    table = PAGE.partition("\n## What was tried")[0]
    assert len(ROWS) == table.count("\n| ") - 1


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["key"])
def test_the_question_asks_for_the_key(row: re.Match[str]) -> None:
    assert asking(row["key"]).text == row["question"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["key"])
def test_the_document_says_it(row: re.Match[str]) -> None:
    assert row["words"] in letter(row["story"], row["document"])
