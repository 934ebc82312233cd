"""``questions.toml``: the questions of the interview as frozen values, merged by id."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal

import msgspec

from refundletters.errors import NotFound, TemplateError
from refundletters.messages import say
from refundletters.model.condition import ConditionError, parse_condition
from refundletters.packs.roots import Roots
from refundletters.packs.rows import read_toml

__all__ = [
    "GROUPS",
    "TABLES",
    "Choice",
    "Question",
    "Variant",
    "find_question",
    "load_questions",
    "table_of",
]

Kind = Literal[
    "choice",
    "choices",
    "text",
    "long_text",
    "list",
    "date",
    "moment",
    "money",
    "integer",
    "number",
    "yes_no",
    "confirm",
]
Source = Literal["", "countries", "regions", "locales", "services", "currencies", "documents"]

GROUPS: Final = (
    "goal",
    "service",
    "happened",
    "charges",
    "state",
    "want",
    "contacts",
    "evidence",
    "payment",
    "you",
    "them",
    "confirm",
)
"""The order of the interview: what happened first, personal data late."""

TABLES: Final = (
    "price_increases",
    "technical.steps",
    "technical.incidents",
    "charges",
    "fees",
    "contacts",
    "evidence",
)
"""Tables of the case file that may have several entries."""


class Choice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One answer to choose.

    Attributes:
        value: What the case file holds; a boolean for yes/no keys.
        label: What the person reads, translatable (``ui`` domain).
        when: The choice is shown only where this holds.
        opens: Choosing it asks this question instead of keeping ``value``.
    """

    value: str | bool
    label: str
    when: str = ""
    opens: str = ""


class Variant(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Other words for a question in some cases, such as for somebody who writes for another.

    Attributes:
        when: They are used where this holds; the first variant that fits is taken.
        text: The question, translatable (``ui`` domain).
        help: Why we ask; the question's own words where it is left out.
        statements: Sentences in place of the question's own.
        choices: Other labels for some of its choices, by their values.
    """

    when: str
    text: str
    help: str = ""
    statements: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()


class Question(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One question.

    Attributes:
        id: A key of the case file without positions, or ``TABLE.more``.
        group: Where in the interview it belongs, one of :data:`GROUPS`.
        kind: What is entered.
        label: Its short name, for the review screen.
        text: The question, one sentence.
        help: Why we ask.
        example: An acceptable answer, as in the case file; shown in the person's formats.
        statements: Sentences that are shown with the question, one by one.
        when: It is asked only where this holds.
        variants: Other words for it in some cases.
        skip: Optional by nature: a letter that names the whole table only wishes for it, and so
            does a question that it is asked with.
        unknown: Not knowing is an answer, and so is "around".
        absent: How not knowing is put: empty for "I don't know", ``none`` for "I don't have it".
        sensitivity: ``P0`` free, ``P1`` personal, ``P2`` about payments.
        source: Where the choices come from, besides ``choices``.
        choices_of: Another question whose choices are taken.
        also: Questions that are asked with it, where their own conditions hold.
        key: The key that the answer is kept under, if it is not ``id``.
    """

    id: str
    group: str
    kind: Kind
    label: str
    text: str
    help: str
    example: str = ""
    statements: tuple[str, ...] = ()
    when: str = ""
    variants: tuple[Variant, ...] = ()
    skip: bool = False
    unknown: bool = False
    absent: Literal["", "none"] = ""
    sensitivity: Literal["P0", "P1", "P2"] = "P0"
    source: Source = ""
    choices: tuple[Choice, ...] = ()
    choices_of: str = ""
    also: tuple[str, ...] = ()
    key: str = ""

    @property
    def asks_for_another(self) -> bool:
        """Whether it asks for one more entry of a table; its answer is not kept."""
        return self.id.endswith(".more")


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    question: tuple[Question, ...] = ()


def load_questions(roots: Roots) -> Mapping[str, Question]:
    """Return all questions by id, in the order of the interview.

    A question of a nearer pack replaces the one of the same id, in its place.

    Raises:
        TemplateError: A file cannot be read, or a question in it is wrong.
    """
    return _load(roots.templates)


def find_question(questions: Mapping[str, Question], key: str) -> Question | None:
    """Return the question that asks for ``key``, with or without positions."""
    plain = ".".join(part for part in key.split(".") if not part.isdecimal())
    if plain in questions:
        return questions[plain]
    return next((entry for entry in questions.values() if entry.key == plain), None)


@lru_cache(maxsize=1024)
def table_of(id: str) -> str:
    """Return the table with several entries that a question belongs to, or an empty text."""
    return next((table for table in TABLES if id.startswith(f"{table}.")), "")


@lru_cache(maxsize=16)
def _load(folders: tuple[Path, ...]) -> Mapping[str, Question]:
    found: dict[str, Question] = {}
    for folder in reversed(folders):
        path = folder / "questions.toml"
        if path.is_file():
            for question in _convert(read_toml(path), path):
                found[question.id] = question
    ordered = sorted(
        (_with_choices(question, found) for question in found.values()),
        key=lambda question: GROUPS.index(question.group),
    )
    return MappingProxyType({question.id: question for question in ordered})


def _convert(raw: dict[str, Any], path: Path) -> tuple[Question, ...]:
    try:
        questions = msgspec.convert(raw, _File).question
    except msgspec.ValidationError as error:
        raise _wrong(path, str(error)) from error
    for question in questions:
        _check(question, path)
    return questions


def _check(question: Question, path: Path) -> None:
    if question.group not in GROUPS:
        raise _wrong(path, f"{question.id}: group {question.group!r} is none of {GROUPS}")
    choosing = question.kind in {"choice", "choices", "yes_no", "confirm"}
    if choosing != bool(question.choices or question.source or question.choices_of):
        raise _wrong(path, f"{question.id}: {question.kind} and its choices do not go together")
    others = (
        *(choice.when for choice in question.choices),
        *(variant.when for variant in question.variants),
    )
    for condition in (question.when, *others):
        if condition:
            try:
                parse_condition(condition)
            except ConditionError as error:
                raise _wrong(path, f"{question.id}: {error}") from error


def _with_choices(question: Question, found: Mapping[str, Question]) -> Question:
    if not question.choices_of:
        return question
    if question.choices_of not in found:
        raise NotFound(
            say("There is no question called %(name)s.", name=question.choices_of),
            None,
            name=question.choices_of,
        )
    return msgspec.structs.replace(question, choices=found[question.choices_of].choices)


def _wrong(path: Path, detail: str) -> TemplateError:
    return TemplateError(
        say("%(file)s has a question that is wrong: %(detail)s.", file=path.name, detail=detail),
        file=str(path),
    )
