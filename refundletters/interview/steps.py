"""The questions that apply to an interview now, in order, for each entry of a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec

from refundletters.answers import keys
from refundletters.errors import TemplateError
from refundletters.facts.contact_rows import ContactOutline, row_that_matters
from refundletters.interview.state import Interview
from refundletters.messages import say
from refundletters.model.condition import Condition
from refundletters.packs.questions import answer_to, table_of
from refundletters.packs.setting import Setting
from refundletters.packs.tables.base import NEVER
from refundletters.packs.tables.question import Choice, Question

__all__ = [
    "AnswerNames",
    "InterviewStep",
    "allowed_choices",
    "is_answered",
    "key_of",
    "open_steps",
    "row_count",
    "row_of",
    "steps",
    "value_of",
    "worded",
]


@dataclass(frozen=True, slots=True)
class InterviewStep:
    """A question at one key."""

    question: Question
    key: str
    needed: bool
    row: int | None = None


class AnswerNames:
    """The names that conditions of questions may use: answers, ``signal``, and the entry at hand.

    Inside a table that may have several entries, its name stands for the entry at hand:
    ``contacts.result`` in a question about the second contact is that contact's result.
    """

    def __init__(self, interview: Interview) -> None:
        self._interview = interview
        self._answers: Mapping[str, Any] = interview.answers
        for key, value in interview.held.items():
            self._answers = keys.put(self._answers, key, value)

    def holds(self, condition: Condition, table: str = "", row: int | None = None) -> bool:
        """Tell whether ``condition`` is true for an entry of ``table``."""
        if not condition.names:
            return condition({})
        scope = dict(self._answers)
        if any(name.startswith("signal.") for name in condition.names):
            scope["signal"] = self._signals
        if table and row is not None:
            entry = keys.get(self._answers, f"{table}.{row}")
            scope = _overlay(scope, table.split("."), {} if entry is None else entry)
        return condition(scope)

    @property
    def _signals(self) -> Any:
        return _signals(_Same(self._interview.answers), self._interview.setting)


class _Same:
    """Answers as a key: equal only to the very same ones, which never change."""

    __slots__ = ("answers",)

    def __init__(self, answers: Mapping[str, Any]) -> None:
        self.answers = answers

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.answers is other.answers

    def __hash__(self) -> int:
        return id(self.answers)


@lru_cache(maxsize=8)
def _signals(known: _Same, setting: Setting) -> Any:
    """Return the signals of a case; one question looks at the same answers several times."""
    from refundletters.answers.build import build_case
    from refundletters.facts.gather import gather

    case = build_case(known.answers, today=setting.today)
    return gather(case, setting.roots, setting.today).signals


def _overlay(scope: Mapping[str, Any], path: Sequence[str], entry: Any) -> dict[str, Any]:
    first, rest = path[0], path[1:]
    inner = scope.get(first)
    if rest:
        entry = _overlay(inner if isinstance(inner, Mapping) else {}, rest, entry)
    return {**scope, first: entry}


def steps(interview: Interview) -> tuple[InterviewStep, ...]:
    """Return all steps that apply: what the letter needs, then what may be skipped."""
    scope = AnswerNames(interview)
    needed = _ordered(interview, _needed_ids(interview))
    found = list(_phase(interview, scope, needed, needed=True))
    if not interview.brief:
        wanted = _ordered(interview, _wanted_ids(interview, needed))
        have = {step.key for step in found}
        found += [
            step for step in _phase(interview, scope, wanted, needed=False) if step.key not in have
        ]
    return tuple(found)


def open_steps(interview: Interview, every: Sequence[InterviewStep]) -> tuple[InterviewStep, ...]:
    """Return the unanswered steps, without those that were left empty."""
    return tuple(
        step
        for step in every
        if step.key not in interview.passed and not is_answered(interview, step)
    )


def is_answered(interview: Interview, step: InterviewStep) -> bool:
    """Tell whether there is an answer for ``step``, or it is told that there is none."""
    if step.key in (interview.answers.get("not_known") or ()):
        return True
    if value_of(interview, step.question, step.key) is not None:
        return True
    follows = step.question.follows
    table = table_of(step.question.id)
    return follows is not NEVER and AnswerNames(interview).holds(follows, table, step.row)


def value_of(interview: Interview, question: Question, key: str) -> Any:
    """Return the present answer, or ``None``; a choice that opened a question counts as one."""

    def look_up(name: str) -> Any:
        return interview.held.get(name, keys.get(interview.answers, name))

    return answer_to(question, key, look_up, interview.opened)


def allowed_choices(
    scope: AnswerNames, question: Question, row: int | None = None
) -> tuple[Choice, ...]:
    """Return the choices of a question that apply."""
    table = table_of(question.id)
    return tuple(choice for choice in question.choices if scope.holds(choice.when, table, row))


def worded(scope: AnswerNames, question: Question, row: int | None = None) -> Question:
    """Return a question in the words that fit the case."""
    table = table_of(question.id)
    for variant in question.variants:
        if scope.holds(variant.when, table, row):
            labels = {choice.value: choice.label for choice in variant.choices}
            return msgspec.structs.replace(
                question,
                text=variant.text,
                help=variant.help or question.help,
                statements=variant.statements or question.statements,
                choices=tuple(
                    msgspec.structs.replace(choice, label=labels.get(choice.value, choice.label))
                    for choice in question.choices
                ),
            )
    return question


def row_count(interview: Interview, table: str) -> int:
    """Return how many entries of a table are asked for; at least one."""
    there = keys.get(interview.answers, table)
    return max(len(there) if there else 0, interview.rows.get(table, 0), 1)


def key_of(question: Question, row: int | None) -> str:
    """Return the key of the case file for a question, in entry ``row`` of its table."""
    key = question.answer_key
    table = table_of(question.id)
    if not table or row is None or question.asks_for_another:
        return key
    return f"{table}.{row}{key[len(table) :]}"


def row_of(key: str) -> int | None:
    """Return the position of the entry that ``key`` belongs to, or ``None``."""
    return next((int(part) for part in key.split(".") if part.isdecimal()), None)


def _needed_ids(interview: Interview) -> list[str]:
    names = list(interview.needs)
    if interview.meta is not None:
        names += interview.meta.needs_for(interview.answers.get("reason"))
        names += [f"confirmed.{gate}" for gate in interview.meta.gates]
    return [id for name in names for id in _members(interview, name, optional=False)]


def _wanted_ids(interview: Interview, needed: Sequence[str]) -> list[str]:
    names = list(interview.wants)
    if interview.meta is not None:
        names += interview.meta.wants
    # A chat message is short: it asks for what it needs.
    is_longer = interview.meta is not None and interview.meta.kinds[0] != "chat"
    if interview.meta is not None and is_longer:
        names += interview.meta.needs_for(interview.answers.get("reason"))
    ids = [id for name in names for id in _members(interview, name, optional=True)]
    if is_longer:
        for table in dict.fromkeys(map(table_of, (*needed, *ids))):
            ids += _with_others(interview, f"{table}.more")
    return [id for id in ids if id not in needed]


def _with_others(interview: Interview, id: str) -> list[str]:
    """Return a question, if it exists, with all questions that are asked together with it."""
    question = interview.questions.get(id)
    if question is None:
        return []
    others = [inner for other in question.also for inner in _with_others(interview, other)]
    return [id, *others]


def _members(interview: Interview, name: str, *, optional: bool) -> Iterator[str]:
    """Yield the questions that ``name`` stands for: itself, or those of the table it names."""
    if name in interview.questions:
        wished = interview.meta is not None and name in interview.meta.wants
        if not optional or wished or name in interview.wants:
            yield name
        if name in interview.wants:
            return
        for other in interview.questions[name].also:
            # What may be skipped is only wished for, even beside what is needed.
            if interview.questions[other].skip == optional or (wished and optional):
                yield other
        return
    inside = [id for id in interview.questions if id.startswith(f"{name}.")]
    if not inside:
        raise TemplateError(
            say("There is no question called %(name)s.", name=name),
            file="" if interview.meta is None else f"{interview.meta.id}/letter.toml",
        )
    for id in inside:
        question = interview.questions[id]
        if question.skip == optional and not question.asks_for_another:
            yield id


def _ordered(interview: Interview, ids: Sequence[str]) -> list[str]:
    wanted = set(ids)
    return [id for id in interview.questions if id in wanted]


def _phase(
    interview: Interview, scope: AnswerNames, ids: Sequence[str], *, needed: bool
) -> Iterator[InterviewStep]:
    """Yield the steps of ``ids``; the questions of a table are asked entry by entry."""
    tables_done = set()
    for id in ids:
        table = table_of(id)
        if not table:
            yield from _single(interview, scope, id, needed=needed)
        elif table not in tables_done:
            tables_done.add(table)
            members = [other for other in ids if table_of(other) == table]
            yield from _entries(interview, scope, table, members, needed=needed)


def _single(
    interview: Interview, scope: AnswerNames, id: str, *, needed: bool
) -> Iterator[InterviewStep]:
    question = interview.questions[id]
    if not scope.holds(question.when):
        return
    yield InterviewStep(question, key_of(question, None), needed)
    for choice in question.choices:
        if choice.opens and value_of(interview, question, key_of(question, None)) == choice.value:
            yield InterviewStep(interview.questions[choice.opens], choice.opens, needed)


def _entries(
    interview: Interview, scope: AnswerNames, table: str, ids: Sequence[str], *, needed: bool
) -> Iterator[InterviewStep]:
    questions = [interview.questions[id] for id in ids]
    rows = _rows(interview, table)
    last = rows[-1] if rows else 0
    for row in rows:
        for question in questions:
            if question.asks_for_another and row < last:
                continue
            if not needed and _is_empty(interview, table, row, question, questions):
                continue
            if scope.holds(question.when, table, row):
                yield InterviewStep(question, key_of(question, row), needed, row)


def _rows(interview: Interview, table: str) -> Sequence[int]:
    """Return the entries that are asked about: of contacts, the one that matters to the letter."""
    every = range(row_count(interview, table))
    if table != "contacts" or interview.meta is None:
        return every
    entries = interview.answers.get(table) or ()
    outlines = [
        ContactOutline(
            entry.get("party", "trader"), entry.get("result", ""), entry.get("sent") is not False
        )
        for entry in entries
    ]
    matters = row_that_matters(outlines, interview.meta.contact)
    new = len(entries)
    added = [row for row in every if row >= new]
    if matters is None and not added:
        added = [new]
    # What is told as not done yet has no further questions.
    noted = interview.answers.get("not_known") or ()
    if matters is None and f"{table}.{new}.channel" in noted:
        added = []
    return ([] if matters is None else [matters]) + added


def _is_empty(
    interview: Interview, table: str, row: int, question: Question, questions: Sequence[Question]
) -> bool:
    """Tell whether an optional entry was declined at its first question."""
    if question is questions[0] and not question.asks_for_another:
        return False
    return not keys.get(interview.answers, f"{table}.{row}")
