"""Which questions apply to an interview now, in order, entry by entry of each table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from refundletters.answers import keys
from refundletters.errors import TemplateError
from refundletters.interview.questions import Choice, Question, table_of
from refundletters.interview.state import Interview
from refundletters.messages import say
from refundletters.model.condition import parse_condition

__all__ = [
    "InterviewStep",
    "Scope",
    "allowed_choices",
    "is_answered",
    "key_of",
    "open_steps",
    "row_count",
    "row_of",
    "steps",
    "value_of",
]


@dataclass(frozen=True, slots=True)
class InterviewStep:
    """A question at one key."""

    question: Question
    key: str
    needed: bool
    row: int | None = None


class Scope:
    """What conditions of questions may see: the answers, ``signal``, and the entry at hand.

    Inside a table that may have several entries, its name stands for the entry at hand:
    ``contacts.result`` in a question about the second contact is that contact's result.
    """

    def __init__(self, interview: Interview) -> None:
        self._interview = interview
        self._answers: Mapping[str, Any] = interview.answers
        for key, value in interview.held.items():
            self._answers = keys.put(self._answers, key, value)

    def holds(self, condition: str, table: str = "", row: int | None = None) -> bool:
        """Tell whether ``condition`` holds for an entry of ``table``; an empty one always does."""
        if not condition:
            return True
        parsed = parse_condition(condition)
        scope = dict(self._answers)
        if any(name.startswith("signal.") for name in parsed.names):
            scope["signal"] = self._signals
        if table and row is not None:
            entry = keys.get(self._answers, f"{table}.{row}")
            scope = _overlay(scope, table.split("."), {} if entry is None else entry)
        return parsed(scope)

    @cached_property
    def _signals(self) -> Any:
        from refundletters.answers.build import build_case
        from refundletters.facts.gather import gather

        interview = self._interview
        return gather(
            build_case(interview.answers, today=interview.setting.today),
            interview.setting.roots,
            interview.setting.today,
        ).signals


def _overlay(scope: Mapping[str, Any], path: Sequence[str], entry: Any) -> dict[str, Any]:
    first, rest = path[0], path[1:]
    inner = scope.get(first)
    if rest:
        entry = _overlay(inner if isinstance(inner, Mapping) else {}, rest, entry)
    return {**scope, first: entry}


def steps(interview: Interview) -> tuple[InterviewStep, ...]:
    """Return all steps that apply: what the letter needs, then what may be skipped."""
    scope = Scope(interview)
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
    """Return those of ``every`` step that were neither answered nor left empty."""
    return tuple(
        step
        for step in every
        if step.key not in interview.passed and not is_answered(interview, step)
    )


def is_answered(interview: Interview, step: InterviewStep) -> bool:
    """Tell whether there is an answer for ``step``."""
    return value_of(interview, step.question, step.key) is not None


def value_of(interview: Interview, question: Question, key: str) -> Any:
    """Return the present answer, or ``None``; a choice that opened a question counts as one."""
    value = interview.held.get(key, keys.get(interview.answers, key))
    if value is None or (isinstance(value, list | tuple) and not value):
        for choice in question.choices:
            if choice.opens and (
                choice.opens in interview.opened
                or keys.get(interview.answers, choice.opens) is not None
            ):
                return choice.value
        return None
    return value


def allowed_choices(scope: Scope, question: Question, row: int | None = None) -> tuple[Choice, ...]:
    """Return the choices of a question that apply."""
    table = table_of(question.id)
    return tuple(choice for choice in question.choices if scope.holds(choice.when, table, row))


def row_count(interview: Interview, table: str) -> int:
    """Return how many entries of a table are asked for; at least one."""
    there = keys.get(interview.answers, table)
    return max(len(there) if there else 0, interview.rows.get(table, 0), 1)


def key_of(question: Question, row: int | None) -> str:
    """Return the key of the case file for a question, in entry ``row`` of its table."""
    key = question.key or question.id
    table = table_of(question.id)
    if not table or row is None or question.asks_for_another:
        return key
    return f"{table}.{row}{key[len(table) :]}"


def row_of(key: str) -> int | None:
    """Return the position of the entry that ``key`` lies in, or ``None``."""
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
        names += interview.meta.needs_for(interview.answers.get("reason"))
    ids = [id for name in names for id in _members(interview, name, optional=True)]
    if interview.meta is not None and interview.meta.kinds[0] != "chat":
        for table in dict.fromkeys(map(table_of, (*needed, *ids))):
            ids += _with_others(interview, f"{table}.more")
    return [id for id in ids if id not in needed]


def _with_others(interview: Interview, id: str) -> list[str]:
    """Return a question, if it is known, with those asked with it and with these in turn."""
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
            yield from interview.questions[name].also
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
    interview: Interview, scope: Scope, ids: Sequence[str], *, needed: bool
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
    interview: Interview, scope: Scope, id: str, *, needed: bool
) -> Iterator[InterviewStep]:
    question = interview.questions[id]
    if not scope.holds(question.when):
        return
    yield InterviewStep(question, key_of(question, None), needed)
    for choice in question.choices:
        if choice.opens and value_of(interview, question, key_of(question, None)) == choice.value:
            yield InterviewStep(interview.questions[choice.opens], choice.opens, needed)


def _entries(
    interview: Interview, scope: Scope, table: str, ids: Sequence[str], *, needed: bool
) -> Iterator[InterviewStep]:
    questions = [interview.questions[id] for id in ids]
    last = row_count(interview, table) - 1
    for row in range(last + 1):
        for question in questions:
            if question.asks_for_another and row < last:
                continue
            if not needed and _is_empty(interview, table, row, question, questions):
                continue
            if scope.holds(question.when, table, row):
                yield InterviewStep(question, key_of(question, row), needed, row)


def _is_empty(
    interview: Interview, table: str, row: int, question: Question, questions: Sequence[Question]
) -> bool:
    """Tell whether an entry that nothing needs was declined at its first question."""
    if question is questions[0] and not question.asks_for_another:
        return False
    return not keys.get(interview.answers, f"{table}.{row}")
