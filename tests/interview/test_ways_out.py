"""Nobody has to invent an answer: each needed question has a way out, each letter a form for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from letters.test_any_answer import case_for

from refundletters.answers import keys
from refundletters.answers.build import build_case
from refundletters.facts.gates import status
from refundletters.facts.gather import gather
from refundletters.letters.compose import compose
from refundletters.lint.letter_rules import lint_document
from refundletters.packs.letters import LetterMeta, letter_metas
from refundletters.packs.questions import load_questions, table_of
from refundletters.packs.roots import shipped_roots
from refundletters.packs.tables.question import Question

ROOTS = shipped_roots()
QUESTIONS = load_questions(ROOTS)
METAS = letter_metas(ROOTS)
TODAY = dt.date(2026, 4, 10)
# What nobody can be without who asks for something: where, from whom, why, how much, in whose name;
# and what is a decision of the writer.
NOT_WITHOUT = frozenset(
    {
        "country",
        "service.name",
        "reason",
        "charges.amount",
        "sender.full_name",
        "sender.given_name",
        "represented.full_name",
        "request.primary",
        "request.amount",
        "pause.from",
        "pause.to",
        "ended.kind",
        "demand.by",
        "extra.offer_reply.accept",
    }
)
ANSWERS_WITHOUT = frozenset(
    {"unsure", "unknown", "not_sure", "maybe", "no_answer", "other", "none", "something_else"}
)
_OF_LENGTH = frozenset({"length.words", "length.characters", "plain.paragraphs"})


def needed(meta: LetterMeta, reason: str) -> Iterator[Question]:
    """Yield the questions that a letter needs, with those asked together with them."""
    ids = [id for id in meta.needs_for(reason) if id in QUESTIONS]
    others = [id for name in ids for id in QUESTIONS[name].also if not QUESTIONS[id].skip]
    yield from (QUESTIONS[id] for id in dict.fromkeys((*ids, *others)))


@pytest.mark.parametrize("meta", METAS.values(), ids=list(METAS))
def test_every_needed_question_has_an_honest_way_out(meta: LetterMeta) -> None:
    for reason in meta.reasons:
        for question in needed(meta, reason):
            offered = {choice.value for choice in question.choices}
            has_way = question.unknown or question.kind == "confirm" or offered & ANSWERS_WITHOUT
            assert has_way or question.id in NOT_WITHOUT, question.id


def test_every_letter_has_a_form_without_what_is_not_known() -> None:
    tried = sum(
        is_written_without(question, meta, reason)
        for meta in METAS.values()
        for reason in meta.reasons[::6]
        for question in needed(meta, reason)
        if question.unknown
    )
    assert tried > 100


def is_written_without(question: Question, meta: LetterMeta, reason: str) -> bool:
    """Write a letter without one answer, where the case has it and the letter stays open."""
    answers = case_for(meta, reason)
    gone = [key for key in positions(question, answers) if keys.get(answers, key)]
    for key in gone:
        answers = keys.drop(answers, key)
    answers = keys.put(answers, "not_known", gone)
    facts = gather(build_case(answers, today=TODAY), ROOTS, TODAY)
    judged = status(meta, facts)
    if not gone or judged.status != "offered":
        return False
    assert not set(gone) & set(judged.missing)
    letter = compose(meta.id, facts, ROOTS, "en_US")
    found = [
        finding
        for finding in lint_document(letter, facts, meta, ROOTS)
        if finding.rule not in _OF_LENGTH
    ]
    assert not found, (meta.id, reason, question.id, found)
    return True


def positions(question: Question, answers: keys.Answers) -> list[str]:
    key = question.answer_key
    table = table_of(question.id)
    if not table:
        return [key]
    rows = range(len(keys.get(answers, table) or ()))
    return [f"{table}.{row}{key.removeprefix(table)}" for row in rows]
