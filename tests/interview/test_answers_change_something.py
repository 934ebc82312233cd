"""Every answer that the interview asks for changes the plan or a letter of some case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from support.builders import RICH, changed

from refundletters import app
from refundletters.answers import keys, store
from refundletters.errors import RefundLettersError
from refundletters.facts.gates import status
from refundletters.letters.wording import Wording
from refundletters.packs.letters import letter_metas
from refundletters.packs.questions import load_questions, table_of
from refundletters.packs.roots import shipped_roots
from refundletters.packs.setting import Setting
from refundletters.packs.tables.question import Question
from refundletters.render.formats import Output, format_for

ROOTS = shipped_roots()
SETTING = Setting(ROOTS, dt.date(2026, 4, 10))
QUESTIONS = load_questions(ROOTS)
HERE = Path(__file__).parents[1]
ASKED = [
    question
    for question in QUESTIONS.values()
    if not question.asks_for_another and not question.answer_key.startswith("extra.")
]
# Cases looked at for one answer.
MOST = 12
# Answers about files beside the letters; the tests of bundles read them.
PAGE = Output(format_for(Path("letter.html")).name)
OF_FILES = frozenset({"evidence.file", "evidence.redacted"})


@cache
def cases() -> tuple[Mapping[str, Any], ...]:
    """Return the samples, the stories, and a case of each reason in which much is answered."""
    paths = [*HERE.parent.glob("samples/*/case.toml"), *HERE.glob("stories/cases/*.toml")]
    rich = [changed(RICH, reason=reason) for reason in letter_metas(ROOTS)["case-summary"].reasons]
    return (*(store.load(path) for path in sorted(paths)), *rich)


def with_changes(question: Question) -> Iterator[tuple[Mapping[str, Any], dict[str, Any]]]:
    """Yield cases, each with one in which only the answer to ``question`` is another."""
    table, name = table_of(question.id), question.answer_key
    key = f"{table}.0{name.removeprefix(table)}" if table else name
    answered = [case for case in cases() if keys.get(case, key) is not None][-MOST:]
    for case in answered:
        yield case, keys.drop(case, key)
    for case in answered or cases()[::-1]:
        for value in others(question, keys.get(case, key)):
            yield case, keys.put(case, key, value)


def others(question: Question, present: Any) -> Iterator[Any]:
    if question.choices:
        values = [choice.value for choice in question.choices if not choice.puts]
        yield from ([value] if question.kind == "choices" else value for value in values)
    elif question.kind in ("date", "moment"):
        yield from (dt.date(2026, 3, 2), dt.date(2026, 5, 1))
    elif question.kind == "money":
        yield str(Decimal(str(present or "5.00")) / 2)
    elif question.kind in ("integer", "number"):
        yield 21
    elif question.kind == "list":
        yield ["Another line"]
    elif question.source == "countries":
        yield "FR"
    else:
        yield question.example or "Another answer"


def outputs(answers: Mapping[str, Any]) -> Iterator[str]:
    """Yield the plan, then every letter that may be written, as text."""
    facts = app.facts_from(answers, SETTING)
    plan = app.plan(answers, SETTING)
    judged = [(entry.id, entry.status, entry.why) for entry in plan.documents]
    yield repr([plan.strength, plan.next_document, plan.next_on, plan.deadlines, judged])
    yield repr([plan.steps, plan.not_yet, plan.first, plan.warnings, plan.cost])
    yield repr([plan.evidence, plan.channels, plan.bodies, plan.policies])
    for meta in letter_metas(ROOTS).values():
        if status(meta, facts).status != "offered":
            yield ""
            continue
        wording = Wording(meta.id, allow_incomplete=True)
        try:
            yield app.render(app.compose_for(wording, facts, SETTING), PAGE).content.decode()
        except RefundLettersError as error:
            yield str(error)


class Written:
    """What is written of a case, worked out as far as it is looked at."""

    def __init__(self, answers: Mapping[str, Any]) -> None:
        self._left = outputs(answers)
        self._seen: list[str] = []

    def __iter__(self) -> Iterator[str]:
        yield from self._seen
        for text in self._left:
            self._seen.append(text)
            yield text


@cache
def written(position: int) -> Written:
    return Written(cases()[position])


def differs(case: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether anything is written otherwise, looking no further than the first difference."""
    position = next(at for at, known in enumerate(cases()) if known is case)
    try:
        return any(
            text != seen for text, seen in zip(outputs(other), written(position), strict=False)
        )
    except RefundLettersError:
        return False  # this answer cannot stand in that case


@pytest.mark.parametrize("question", ASKED, ids=lambda question: question.id)
def test_an_answer_changes_what_is_written(question: Question) -> None:
    if question.id in OF_FILES:
        pytest.skip("files are beside the letters")
    assert any(differs(case, other) for case, other in with_changes(question))
