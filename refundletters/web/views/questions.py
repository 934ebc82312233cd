"""Which questions stand together on a page, and each of them as a field of a form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from refundletters.i18n.speech import Speaker
from refundletters.interview.options import example_text, options, unknown_label, value_text
from refundletters.interview.review import GROUP_TITLES
from refundletters.interview.state import Interview
from refundletters.interview.steps import (
    AnswerNames,
    InterviewStep,
    allowed_choices,
    is_answered,
    open_steps,
    row_of,
    steps,
    value_of,
    worded,
)
from refundletters.messages import N_, Message, say
from refundletters.packs.questions import find_question, table_of
from refundletters.packs.tables.question import Question

__all__ = [
    "Choice",
    "Field",
    "answer_text",
    "encoded",
    "field_of",
    "label_of",
    "next_keys",
    "progress",
    "step_at",
    "understood",
    "with_typed",
    "with_wrong",
]

_MOST: Final = 4
_TILES: Final = 8
_CHOOSING: Final = frozenset({"choice", "yes_no", "confirm"})
_PURPOSES: Final[Mapping[str, str]] = {
    "sender.given_name": "given-name",
    "sender.full_name": "name",
    "sender.address": "street-address",
    "sender.phone": "tel",
    "sender.email": "email",
}
_ENTRIES: Final[Mapping[str, str]] = {
    "price_increases": N_("Price increase %(number)s."),
    "technical.steps": N_("Step %(number)s."),
    "technical.incidents": N_("Incident %(number)s."),
    "charges": N_("Charge %(number)s."),
    "fees": N_("Fee %(number)s."),
    "contacts": N_("Contact %(number)s."),
    "evidence": N_("Piece of evidence %(number)s."),
}

FieldKind = Literal["tiles", "select", "checks", "line", "lines", "area"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a field."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """A question as a field of a form.

    Attributes:
        key: The key of the answer, and the name of the field.
        value: What stands in it: the present answer in words, or what was just typed.
        unknown: What not knowing is called; empty where it is no answer.
        not_known: Whether it was said before.
        doubtful: Whether what was typed may be the number of a card or of an order.
        days: The two days that what was typed may mean.
        group: What it is about, as a heading.
        entry: Which entry of its table it belongs to, where there are several.
        purpose: What browsers know it as, to fill it in.
    """

    key: str
    kind: FieldKind
    text: str
    help: str
    example: str
    statements: tuple[str, ...]
    choices: tuple[Choice, ...]
    value: str
    may_skip: bool
    unknown: str
    not_known: bool
    group: str
    entry: str
    purpose: str
    numeric: bool
    error: str = ""
    doubtful: bool = False
    days: tuple[Choice, ...] = ()

    @property
    def id(self) -> str:
        """The id of its element."""
        return self.key.replace(".", "-")

    @property
    def described_by(self) -> str:
        """The ids of the elements that explain it."""
        parts = {"why": self.help, "example": self.example, "error": self.error}
        return " ".join(f"{self.id}-{name}" for name, text in parts.items() if text)


def next_keys(interview: Interview) -> tuple[str, ...]:
    """Return the keys that are asked together next; nothing once no question is open."""
    opened = open_steps(interview, steps(interview))
    if not opened:
        return ()
    first, room = opened[0], _MOST
    keys: list[str] = []
    for step in opened:
        if not _belongs(step, first):
            break
        room -= _weight(step.question)
        if keys and room < 0:
            break
        keys.append(step.key)
    return tuple(keys)


def _belongs(step: InterviewStep, first: InterviewStep) -> bool:
    """Tell whether two questions may stand on one page."""
    return (
        step.needed == first.needed
        and step.row == first.row
        and table_of(step.question.id) == table_of(first.question.id)
    )


def _weight(question: Question) -> int:
    """Return how much room a question takes: long lists nearly fill a page."""
    long = len(question.choices) > _TILES or bool(question.statements)
    return _MOST - 1 if long else 1


def progress(interview: Interview) -> tuple[int, int]:
    """Return how many questions are answered, and how many there are as far as can be told."""
    every = [step for step in steps(interview) if not step.question.asks_for_another]
    return len(every) - len(open_steps(interview, every)), len(every)


def step_at(interview: Interview, key: str) -> InterviewStep | None:
    """Return the question at a key as it applies now; ``None`` where there is none.

    An answer from the review has a step even where no letter asks for it at present.
    """
    for step in steps(interview):
        if step.key == key:
            return step
    question = find_question(interview.questions, key)
    if question is None:
        return None
    row = row_of(key)
    holds = AnswerNames(interview).holds(question.when, table_of(question.id), row)
    return InterviewStep(question, key, needed=False, row=row) if holds else None


def field_of(interview: Interview, step: InterviewStep, speak: Speaker) -> Field:
    """Return a question with its present answer as a field."""
    scope = AnswerNames(interview)
    question = worded(scope, step.question, step.row)
    present = value_of(interview, question, step.key)
    choosing = question.kind in _CHOOSING or question.kind == "choices"
    found = _choices(interview, question, step, present, speak) if choosing else ()
    unknown = speak(unknown_label(question)) if question.unknown and not _may_skip(step) else ""
    purpose = _PURPOSES.get(step.key, "")
    return Field(
        key=step.key,
        kind=_kind(question, found),
        text=speak(Message(question.text)),
        help=speak(Message(question.help)),
        example="" if choosing else example_text(question, speak, interview.setting.today),
        statements=tuple(speak(Message(line)) for line in question.statements),
        choices=found,
        value="" if choosing else _shown(interview, question, step, present, speak),
        may_skip=_may_skip(step),
        unknown=unknown,
        not_known=present is None and is_answered(interview, step),
        group=speak(GROUP_TITLES[question.group]),
        entry=_entry(step, speak),
        purpose=purpose,
        numeric=question.kind in {"money", "integer", "number"},
    )


def encoded(value: Any) -> str:
    """Return the value of a choice as a form sends it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def answer_text(
    interview: Interview, question: Question, value: Any, row: int | None, speak: Speaker
) -> str:
    """Return an answer as text in the language of the page.

    Args:
        interview: The other answers, and where data lie.
        question: The question it answers.
        value: The answer as the case file holds it.
        row: The position of its entry; ``None`` outside tables.
        speak: Says labels, days and amounts.
    """
    roots = interview.setting.roots
    return value_text(question, value, interview.answers, speak, roots, row)


def label_of(interview: Interview, key: str) -> Message:
    """Return the short name of an answer."""
    question = find_question(interview.questions, key)
    return Message(key if question is None else question.label)


def _may_skip(step: InterviewStep) -> bool:
    return not step.needed and not step.question.asks_for_another


def _kind(question: Question, choices: Sequence[Choice]) -> FieldKind:
    match question.kind:
        case "choices":
            return "checks"
        case "list":
            return "lines"
        case "long_text":
            return "area"
        case kind if kind in _CHOOSING:
            return "select" if question.source and len(choices) > _TILES else "tiles"
    return "line"


def _choices(
    interview: Interview, question: Question, step: InterviewStep, present: Any, speak: Speaker
) -> tuple[Choice, ...]:
    allowed = allowed_choices(AnswerNames(interview), question, step.row)
    offered = options(question, allowed, interview.answers, speak, interview.setting.roots)
    if present is None and question.asks_for_another:
        present = False
    chosen = present if isinstance(present, list | tuple) else (present,)
    return tuple(
        Choice(encoded(one.value), one.label, one.value in chosen and present is not None)
        for one in offered
    )


def _shown(
    interview: Interview, question: Question, step: InterviewStep, present: Any, speak: Speaker
) -> str:
    if present is None:
        return ""
    if question.kind == "list":
        return "\n".join(str(item) for item in present)
    return answer_text(interview, question, present, step.row, speak)


def _entry(step: InterviewStep, speak: Speaker) -> str:
    table = table_of(step.question.id)
    if not table or not step.row or step.question.asks_for_another:
        return ""
    return speak(Message(_ENTRIES[table], {"number": step.row + 1}))


def with_typed(field: Field, typed: str, several: Sequence[str]) -> Field:
    """Return a field with what was just sent in place of the present answer."""
    if field.kind in {"tiles", "select", "checks"}:
        chosen = set(several)
        return replace(
            field,
            choices=tuple(replace(one, chosen=one.value in chosen) for one in field.choices),
        )
    return replace(field, value=typed)


def with_wrong(fields: Sequence[Field], wrong: Sequence[Field]) -> list[Field]:
    """Return the fields of a page with those that were not acceptable as they were sent."""
    sent = {field.key: field for field in wrong}
    return [sent.get(field.key, field) for field in fields]


def understood(interview: Interview, keys: Sequence[str], speak: Speaker) -> Iterator[Message]:
    """Yield the answers to some keys as they were understood."""
    for key in keys:
        question = find_question(interview.questions, key)
        value = None if question is None else value_of(interview, question, key)
        if question is None or value is None or question.asks_for_another:
            continue
        words = answer_text(interview, question, value, row_of(key), speak)
        yield say("%(label)s: %(value)s", label=Message(question.label), value=words)
