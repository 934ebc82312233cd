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
from refundletters.interview.moves import (
    after,
    ask_again,
    back,
    edit,
    forward,
    may_go_back,
    prepare,
    question_at,
    required_only,
)
from refundletters.interview.not_known import (
    forget_not_known,
    forget_rows_not_known,
    note_not_known,
)
from refundletters.interview.obsolete_answers import drop_inapplicable
from refundletters.interview.open_questions import missing, unanswered
from refundletters.interview.state import Asked, Interview
from refundletters.interview.steps import (
    AnswerNames,
    InterviewStep,
    allowed_choices,
    open_steps,
    row_of,
    steps,
    value_of,
    worded,
)
from refundletters.packs.letters import letter_meta
from refundletters.packs.questions import load_questions, table_of
from refundletters.packs.setting import Setting
from refundletters.packs.tables.question import Choice, Question

__all__ = [
    "add",
    "answer",
    "ask_again",
    "back",
    "confirmations",
    "edit",
    "forward",
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
    before: int = 0,
    likely: str = "",
) -> Interview:
    """Begin an interview, or take one up again.

    Args:
        document: Id of the letter to prepare; empty for none, to look at a whole case.
        answers: What is known already, in the shape of the case file; it is not asked again.
        setting: Where letters, questions and data lie, and the day.
        needs: Ids of questions that are asked besides those the letter needs.
        wants: Ids of questions that are asked besides and may be skipped.
        passed: Keys that were left empty before and are not asked again.
        before: How many questions were asked when the interview was left.
        likely: Id of the letter that is counted with as long as none is chosen.

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
        before=before,
        likely=likely,
    )


def next_question(interview: Interview) -> Asked | None:
    """Return the question to ask now, or ``None`` once nothing is open."""
    every = steps(interview)
    opened = open_steps(interview, every)
    if not (opened or interview.focus):
        return None
    key = interview.focus or opened[0].key
    needed = any(step.needed for step in every if step.key == key)
    return _asked(interview, key, _remaining(interview, opened), needed=needed)


def _remaining(interview: Interview, opened: Sequence[InterviewStep]) -> int:
    """Return how many questions are still open, as far as can be told."""
    if interview.meta is None and interview.likely:
        likely = letter_meta(interview.setting.roots, interview.likely)
        whole = replace(interview, meta=likely, brief=True)
        opened = open_steps(whole, steps(whole))
    return sum(step.needed for step in opened) or len(opened)


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


def confirmations(interview: Interview) -> tuple[Asked, ...]:
    """Return the open confirmations that may be given together, each with its statements.

    They are those that come next without another question between them; fewer than two is none.
    """
    if interview.focus:
        return ()
    found = []
    for step in open_steps(interview, steps(interview)):
        if step.question.kind != "confirm" or not step.question.statements:
            break
        found.append(_asked(interview, step.key, 0, needed=step.needed))
    return tuple(found) if len(found) > 1 else ()


def answer(
    interview: Interview, key: str, value: Any, beside: Mapping[str, Any] | None = None
) -> Interview:
    """Take an answer.

    Args:
        interview: The state in which ``key`` was asked.
        key: The key with positions, as in :class:`Asked`.
        value: A value as the case file holds it.
        beside: Other answers that were given with it, such as the currency of an amount.

    Raises:
        CaseError: The value is not acceptable; the interview stays as it was.
    """
    question = question_at(interview, key)
    if question.asks_for_another:
        return after(_another(interview, question, wanted=bool(value)), key)
    for choice in question.choices:
        if choice.opens and choice.value == value:
            return _open(interview, key, choice)
        if choice.puts and choice.value == value:
            return _stand_for(interview, key, choice)
    closed = _close(_only_newer(forget_not_known(interview, key), key), question)
    for name, other in {**_party_of_new(interview, key), **(beside or {})}.items():
        closed = _put(closed, name, check(name, other))
    changed = drop_inapplicable(interview, _put(closed, key, check(key, value)))
    build_case(changed.answers, today=changed.setting.today)
    return after(replace(changed, passed=changed.passed - {key}), key)


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
    return after(changed, key)


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


def _asked(interview: Interview, key: str, remaining: int, *, needed: bool) -> Asked:
    row = row_of(key)
    scope = AnswerNames(interview)
    question = worded(scope, question_at(interview, key), row)
    done = len(interview.history) + len(interview.ahead)
    is_again = key in interview.history
    number = interview.before + 1
    number += interview.history.index(key) if is_again else len(interview.history)
    return Asked(
        question=question,
        key=key,
        default=value_of(interview, question, key),
        choices=allowed_choices(scope, question, row),
        number=number,
        total=max(interview.before + done + remaining, number),
        needed=needed,
        row=row,
        may_skip=not needed and not question.asks_for_another,
        may_be_unknown=question.unknown and not _is_begun(interview, question, row),
        may_go_back=may_go_back(interview),
        may_go_forward=bool(interview.focus) and not interview.editing and bool(interview.ahead),
    )


def _is_begun(interview: Interview, question: Question, row: int | None) -> bool:
    """Tell whether what has been done cannot be told as not done yet."""
    if question.absent != "not_yet" or row is None:
        return False
    return bool(keys.get(interview.answers, f"{table_of(question.id)}.{row}"))


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
    return after(changed, key)


def _party_of_new(interview: Interview, key: str) -> dict[str, str]:
    """Return with whom a contact was that begins in a letter about the bank's answer."""
    row = row_of(key)
    is_contact = table_of(keys.plain(key)) == "contacts" and row is not None
    if not is_contact or interview.meta is None or interview.meta.contact != "bank":
        return {}
    return (
        {} if keys.get(interview.answers, f"contacts.{row}") else {f"contacts.{row}.party": "bank"}
    )


def _stand_for(interview: Interview, key: str, choice: Choice) -> Interview:
    """Take a choice that stands for several answers."""
    changed = interview
    for put in choice.puts:
        found = keys.get(interview.answers, put.of) if put.of else put.value
        changed = forget_not_known(_only_newer(changed, put.key), put.key)
        if found is None:
            changed = note_not_known(changed, put.key)
        else:
            changed = _put(changed, put.key, check(put.key, found))
    changed = drop_inapplicable(interview, changed)
    build_case(changed.answers, today=changed.setting.today)
    return after(replace(changed, passed=changed.passed - {key}), key)


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
