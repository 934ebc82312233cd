"""The interview as a pure state machine: every function returns a new state.

Answers go through :mod:`refundletters.answers.build`, the one way of checking; nothing is coerced
here. What was answered later is kept when somebody goes back or edits an answer; only answers that
no longer apply are dropped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import msgspec

from refundletters.answers import keys
from refundletters.answers.build import build_case, check
from refundletters.answers.older_keys import older_form, upgrade
from refundletters.interview.not_known import (
    forget_not_known,
    forget_rows_not_known,
    note_not_known,
)
from refundletters.interview.obsolete_answers import drop_inapplicable
from refundletters.interview.state import Asked, Interview
from refundletters.interview.steps import (
    AnswerNames,
    allowed_choices,
    is_answered,
    open_steps,
    row_of,
    steps,
    value_of,
    worded,
)
from refundletters.packs.letters import letter_meta
from refundletters.packs.questions import find_question, load_questions, table_of
from refundletters.packs.setting import Setting
from refundletters.packs.tables.question import Choice, Question

__all__ = [
    "add",
    "answer",
    "ask_again",
    "back",
    "edit",
    "missing",
    "next_question",
    "prepare",
    "question_for",
    "remove",
    "required_only",
    "skip",
    "start",
    "unanswered",
    "unknown",
]


def start(
    document: str,
    answers: Mapping[str, Any],
    setting: Setting,
    *,
    needs: Sequence[str] = (),
    wants: Sequence[str] = (),
    passed: Sequence[str] = (),
) -> Interview:
    """Begin an interview, or take one up again.

    Args:
        document: Id of the letter to prepare; empty for none, to look at a whole case.
        answers: What is known already, in the shape of the case file; it is not asked again.
        setting: Where letters, questions and data lie, and the day.
        needs: Ids of questions that are asked besides those the letter needs.
        wants: Ids of questions that are asked besides and may be skipped.
        passed: Keys that were left empty before and are not asked again.

    Raises:
        NotFound: There is no such document.
        CaseError: An answer is not acceptable.
    """
    build_case(answers, today=setting.today)
    answers = upgrade(answers)
    return Interview(
        meta=letter_meta(setting.roots, document) if document else None,
        questions=load_questions(setting.roots),
        answers=answers,
        setting=setting,
        needs=tuple(needs),
        wants=tuple(wants),
        passed=frozenset(passed),
    )


def next_question(interview: Interview) -> Asked | None:
    """Return the question to ask now, or ``None`` once nothing is open."""
    every = steps(interview)
    opened = open_steps(interview, every)
    if not (opened or interview.focus):
        return None
    key = interview.focus or opened[0].key
    needed = any(step.needed for step in every if step.key == key)
    remaining = sum(step.needed for step in opened) or len(opened)
    return _asked(interview, key, remaining, needed=needed)


def question_for(document: str, answers: Mapping[str, Any], setting: Setting) -> Question | None:
    """Return the next question that a letter needs answered, with the key of its answer.

    Answers alone do not tell what was skipped, so what is only wished for is left out.

    Raises:
        NotFound: There is no such document.
        CaseError: An answer is not acceptable.
    """
    asked = next_question(required_only(start(document, answers, setting)))
    if asked is None:
        return None
    return msgspec.structs.replace(asked.question, key=asked.key, choices=asked.choices)


def missing(interview: Interview) -> tuple[str, ...]:
    """Return the keys of missing required answers, in the order of the interview."""
    return tuple(
        step.key for step in steps(interview) if step.needed and not is_answered(interview, step)
    )


def unanswered(interview: Interview) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
    """Return the questions that the letter has for this case, and those without an answer.

    What it needs comes first, then what it could use; a question of several entries counts once.
    """
    every = [
        step
        for step in steps(replace(interview, brief=False))
        if not step.question.asks_for_another
    ]
    left = [step for step in every if not is_answered(interview, step)]
    once = [{step.question.id: step.question for step in found} for found in (every, left)]
    return tuple(once[0].values()), tuple(once[1].values())


def answer(interview: Interview, key: str, value: Any) -> Interview:
    """Take an answer.

    Args:
        interview: The state in which ``key`` was asked.
        key: The key with positions, as in :class:`Asked`.
        value: A value as the case file holds it.

    Raises:
        CaseError: The value is not acceptable; the interview stays as it was.
    """
    question = _question(interview, key)
    if question.asks_for_another:
        return _after(_another(interview, question, wanted=bool(value)), key)
    for choice in question.choices:
        if choice.opens and choice.value == value:
            return _open(interview, key, choice)
    closed = _close(_only_newer(forget_not_known(interview, key), key), question)
    changed = drop_inapplicable(interview, _put(closed, key, check(key, value)))
    build_case(changed.answers, today=changed.setting.today)
    return _after(replace(changed, passed=changed.passed - {key}), key)


def skip(interview: Interview) -> Interview:
    """Leave the present question empty; an earlier answer to it is taken away.

    Raises:
        CaseError: The remaining answers are not acceptable without it.
    """
    asked = next_question(interview)
    if asked is None:
        return interview
    key = asked.key
    # Answers that waited for this one, or that cannot stand without it, are dropped as well.
    waiting = {name for name in interview.held if _parent(name) == _parent(key)}
    held = {name: value for name, value in interview.held.items() if name not in waiting}
    answers, gone = _without(interview.answers, key)
    bare = replace(
        interview,
        answers=answers,
        held=MappingProxyType(held),
        passed=interview.passed | {key} | waiting | gone,
    )
    changed = drop_inapplicable(interview, bare)
    build_case(changed.answers, today=changed.setting.today)
    return _after(changed, key)


def unknown(interview: Interview) -> Interview:
    """Note that the person does not have the present answer; it is not asked again.

    Raises:
        CaseError: The remaining answers are not acceptable without it.
    """
    asked = next_question(interview)
    changed = skip(interview)
    if asked is None:
        return changed
    return note_not_known(changed, asked.key)


def back(interview: Interview) -> Interview:
    """Return to the question before; its answer and all later ones are kept.

    While an answer is being edited from the review, this returns to the review.
    """
    if interview.editing:
        return replace(interview, focus="", editing=False)
    if not interview.history:
        return interview
    key = interview.history[-1]
    return replace(
        interview,
        focus=key,
        history=interview.history[:-1],
        passed=interview.passed - {key},
    )


def edit(interview: Interview, key: str) -> Interview:
    """Ask ``key`` next, from the review screen.

    Raises:
        UnknownKey: There is no question for that key.
    """
    _question(interview, key)
    return replace(interview, focus=key, editing=True)


def add(interview: Interview, table: str) -> Interview:
    """Ask for one more entry of ``table``, such as another charge.

    What makes an entry (its questions that may not be skipped) is needed from now on.
    """
    there = keys.get(interview.answers, table)
    rows = {**interview.rows, table: (len(there) if there else 0) + 1}
    needs = interview.needs
    if not any(step.needed and table_of(step.question.id) == table for step in steps(interview)):
        needs = (*needs, table)
    return replace(interview, rows=MappingProxyType(rows), needs=needs)


def remove(interview: Interview, table: str, row: int) -> Interview:
    """Take away one entry of ``table``; later ones move up.

    Raises:
        CaseError: The remaining answers are not acceptable without it.
    """
    # Positions move up, so what is not known of them is asked again.
    known = forget_rows_not_known(interview, table)
    changed = drop_inapplicable(
        interview, replace(known, answers=keys.drop(known.answers, f"{table}.{row}"))
    )
    build_case(changed.answers, today=changed.setting.today)
    rows = {name: count for name, count in changed.rows.items() if name != table}
    there = {key for key in (*changed.passed, *changed.history) if key.startswith(f"{table}.")}
    return replace(
        changed,
        rows=MappingProxyType(rows),
        passed=changed.passed - {key for key in there if row_of(key) is not None},
        history=tuple(key for key in changed.history if key not in there),
    )


def ask_again(interview: Interview) -> Interview:
    """Ask again what is needed and was left empty."""
    return replace(interview, passed=interview.passed - set(missing(interview)))


def prepare(interview: Interview, document: str) -> Interview:
    """Go on with the questions of another letter; what was answered is kept.

    Raises:
        NotFound: There is no such document.
    """
    return replace(interview, meta=letter_meta(interview.setting.roots, document), brief=False)


def required_only(interview: Interview) -> Interview:
    """Leave out every further question that may be skipped."""
    return replace(interview, brief=True)


def _asked(interview: Interview, key: str, remaining: int, *, needed: bool) -> Asked:
    row = row_of(key)
    scope = AnswerNames(interview)
    question = worded(scope, _question(interview, key), row)
    number = len(interview.history) + 1
    return Asked(
        question=question,
        key=key,
        default=value_of(interview, question, key),
        choices=allowed_choices(scope, question, row),
        number=number,
        total=max(len(interview.history) + remaining, number),
        needed=needed,
        row=row,
        may_skip=not needed and not question.asks_for_another,
        may_be_unknown=question.unknown,
        may_go_back=interview.editing or bool(interview.history),
    )


def _question(interview: Interview, key: str) -> Question:
    question = find_question(interview.questions, key)
    if question is None:
        raise keys.unknown(key)
    return question


def _after(interview: Interview, key: str) -> Interview:
    """Return the state once ``key`` has been dealt with."""
    if interview.editing:
        return replace(interview, focus="", editing=False)
    return replace(interview, focus="", history=(*interview.history, key))


def _another(interview: Interview, question: Question, *, wanted: bool) -> Interview:
    if wanted:
        return add(interview, table_of(question.id))
    return replace(interview, passed=interview.passed | {question.id})


def _open(interview: Interview, key: str, choice: Choice) -> Interview:
    """Take a choice that asks another question instead of being kept."""
    opened = replace(
        interview,
        answers=keys.drop(interview.answers, key),
        opened=interview.opened | {choice.opens},
        passed=interview.passed - {key, choice.opens},
    )
    changed = drop_inapplicable(interview, opened)
    if changed.editing:
        return replace(changed, focus=choice.opens)
    return _after(changed, key)


def _only_newer(interview: Interview, key: str) -> Interview:
    """Take away the older form of an answer that is about to be given in the newer one."""
    older = older_form(key)
    if not older or keys.get(interview.answers, older) is None:
        return interview
    return replace(interview, answers=keys.drop(interview.answers, older))


def _close(interview: Interview, question: Question) -> Interview:
    """Take away what another choice of the question had opened."""
    names = {choice.opens for choice in question.choices if choice.opens}
    answers = interview.answers
    for name in names:
        answers = keys.drop(answers, name)
    return replace(interview, answers=answers, opened=interview.opened - names)


def _put(interview: Interview, key: str, value: Any) -> Interview:
    """Put a value into the answers, or hold it until the rest of its table is there."""
    parent = _parent(key)
    held = {**interview.held, key: value}
    together = interview.answers
    for name, part in held.items():
        if _parent(name) == parent:
            together = keys.put(together, name, part)
    if parent and _lacks_a_required_part(together, parent):
        return replace(interview, held=MappingProxyType(held))
    rest = {name: part for name, part in held.items() if _parent(name) != parent}
    return replace(interview, answers=together, held=MappingProxyType(rest))


def _without(answers: Mapping[str, Any], key: str) -> tuple[Mapping[str, Any], set[str]]:
    """Return the answers without one, and the keys of others that cannot stand without it."""
    rest: Mapping[str, Any] = keys.drop(answers, key)
    parent = _parent(key)
    left = keys.get(rest, parent) if parent else None
    if not isinstance(left, Mapping) or not _lacks_a_required_part(rest, parent):
        return rest, set()
    return keys.drop(rest, parent), {f"{parent}.{name}" for name in left}


def _lacks_a_required_part(answers: Mapping[str, Any], table: str) -> bool:
    node = keys.find(table)
    return any(
        child.required and keys.get(answers, f"{table}.{name}") is None
        for name, (_, child) in node.fields.items()
    )


def _parent(key: str) -> str:
    return key.rpartition(".")[0]
