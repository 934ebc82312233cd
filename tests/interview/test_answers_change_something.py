"""Every answer that the first letters need changes the plan or a letter of some case."""

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
from refundletters.interview import flow
from refundletters.interview.steps import AnswerNames
from refundletters.letters.wording import Wording
from refundletters.packs.letters import LetterMeta, letter_metas
from refundletters.packs.questions import load_questions, table_of
from refundletters.packs.roots import shipped_roots
from refundletters.packs.setting import Setting
from refundletters.packs.tables.question import Question
from refundletters.render.formats import Output, format_for

ROOTS = shipped_roots()
SETTING = Setting(ROOTS, dt.date(2026, 4, 10))
METAS = letter_metas(ROOTS)
QUESTIONS = load_questions(ROOTS)
HERE = Path(__file__).parents[1]
FIRST_LETTERS = ("chat-opener", "refund-request", "card-dispute")
ASKED = [
    question
    for question in QUESTIONS.values()
    if any(
        question.id in METAS[letter].needs_for(reason)
        for letter in FIRST_LETTERS
        for reason in METAS[letter].reasons
    )
]
# Cases looked at for one answer.
MOST = 6
PAGE = Output(format_for(Path("letter.html")).name)


@cache
def cases() -> tuple[Mapping[str, Any], ...]:
    """Return the samples, the stories, and a case of each reason in which much is answered."""
    paths = [*HERE.parent.glob("samples/*/case.toml"), *HERE.glob("stories/cases/*/*.toml")]
    rich = [changed(RICH, reason=reason) for reason in METAS["case-summary"].reasons]
    return (*(store.load(path) for path in sorted(paths)), *rich)


def with_changes(question: Question) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield positions of cases, each with a case in which only that answer is another."""
    table, name = table_of(question.id), question.answer_key
    key = f"{table}.0{name.removeprefix(table)}" if table else name
    known = [
        (at, case, keys.get(case, key))
        for at, case in enumerate(cases())
        if case.get("reason") in reasons_for(question)
        and AnswerNames(flow.start("", case, SETTING)).holds(question.when, table, 0)
    ]
    answered = [found for found in known if found[2] is not None]
    answered = answered[:: -(-len(answered) // MOST) or 1]
    for at, case, _ in answered:
        yield at, keys.drop(case, key)
    for at, case, present in answered or known[::-1]:
        for value in others(question, present):
            yield at, keys.put(case, key, value)


def reasons_for(question: Question) -> set[str]:
    """Return the reasons for which one of the first letters needs the answer."""
    return {
        reason
        for letter in FIRST_LETTERS
        for reason in METAS[letter].reasons
        if question.id in METAS[letter].needs_for(reason)
    }


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


def plan_of(answers: Mapping[str, Any]) -> str:
    """Return what a plan says, without what is still to be answered."""
    plan = app.plan(answers, SETTING)
    judged = [(entry.id, entry.status, entry.why) for entry in plan.documents]
    said = (plan.strength, plan.next_document, plan.next_on, plan.deadlines, judged, plan.steps)
    rules = [rule.id for rule in plan.facts.rules]
    more = (rules, plan.not_yet, plan.first, plan.warnings, plan.cost, plan.evidence, plan.channels)
    return repr((said, more, plan.bodies, plan.policies))


def letter_of(answers: Mapping[str, Any], document: str) -> str:
    """Return a letter as a page, or nothing where it may not be written."""
    facts = app.facts_from(answers, SETTING)
    if status(METAS[document], facts).status != "offered":
        return ""
    wording = Wording(document, allow_incomplete=True)
    try:
        return app.render(app.compose_for(wording, facts, SETTING), PAGE).content.decode()
    except RefundLettersError as error:
        return str(error)


@cache
def known_plan(position: int) -> str:
    return plan_of(cases()[position])


@cache
def known_letter(position: int, document: str) -> str:
    return letter_of(cases()[position], document)


def letters_for(question: Question) -> list[str]:
    """Return all letters, those first that ask for the answer."""
    names = {question.id, question.id.partition(".")[0]}

    def is_far(meta: LetterMeta) -> bool:
        by_reason = [id for ids in meta.needs_by_reason.values() for id in ids]
        return names.isdisjoint((*meta.wants, *meta.needs, *by_reason))

    return [meta.id for meta in sorted(METAS.values(), key=is_far)][:MOST]


def differs(question: Question, position: int, other: Mapping[str, Any]) -> bool:
    """Tell whether anything is written otherwise, looking no further than the first difference."""
    try:
        return plan_of(other) != known_plan(position) or any(
            letter_of(other, document) != known_letter(position, document)
            for document in letters_for(question)
        )
    except RefundLettersError:
        return False  # this answer cannot stand in that case


@pytest.mark.parametrize("question", ASKED, ids=lambda question: question.id)
def test_an_answer_changes_what_is_written(question: Question) -> None:
    assert any(differs(question, *changed_case) for changed_case in with_changes(question))
