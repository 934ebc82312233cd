"""``questions.toml``: the questions of the interview, merged by id, and what answers them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, get_args

import msgspec

from refundletters.errors import NotFound
from refundletters.messages import say
from refundletters.packs.roots import Roots
from refundletters.packs.rows import rows_in
from refundletters.packs.tables.base import RowKind
from refundletters.packs.tables.question import Choice, Group, Question

__all__ = [
    "COMPLETE_TABLES",
    "GROUPS",
    "QUESTIONS",
    "TABLES",
    "answer_to",
    "find_question",
    "load_questions",
    "table_of",
]

QUESTIONS: Final = RowKind("", "question", Question)

GROUPS: Final[tuple[Group, ...]] = get_args(Group)

COMPLETE_TABLES: Final = ("price_increases", "charges", "fees")
"""Tables whose every entry has to be complete; of the others one complete entry is enough."""

TABLES: Final = (
    *COMPLETE_TABLES,
    "technical.steps",
    "technical.incidents",
    "contacts",
    "evidence",
)
"""Tables of the case file that may have several entries."""


def load_questions(roots: Roots) -> Mapping[str, Question]:
    """Return all questions by id, in the order of the interview.

    A question of a nearer pack replaces the one of the same id, in its place.

    Raises:
        TemplateError: A file cannot be read, or a question in it is wrong.
        NotFound: A question takes its choices from one that does not exist.
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


def answer_to(
    question: Question,
    key: str,
    look_up: Callable[[str], Any],
    opened: Collection[str] = (),
) -> Any:
    """Return the answer to a question, or ``None``; an empty list counts as none.

    Where a choice stands for several answers and they are as it puts them, it is the answer.

    Args:
        question: The question.
        key: The key of its answer, with positions.
        look_up: Returns the answer at a dotted key, or ``None``.
        opened: Ids of questions opened by a choice; such a choice counts as the answer.
    """
    value = look_up(key)
    if value is not None and not (isinstance(value, list | tuple) and not value):
        standing = (choice for choice in question.choices if choice.puts)
        return next((one.value for one in standing if _stands(one, key, look_up)), value)
    for choice in question.choices:
        if choice.opens and (choice.opens in opened or look_up(choice.opens) is not None):
            return choice.value
    return None


def _stands(choice: Choice, key: str, look_up: Callable[[str], Any]) -> bool:
    """Tell whether the answers are those that a choice puts; one not given yet is no other one."""
    for put in choice.puts:
        given, meant = look_up(put.key), look_up(put.of) if put.of else put.value
        is_open = given is None and not put.of and put.key != key
        if not is_open and (given is None or given != meant):
            return False
    return True


@lru_cache(maxsize=16)
def _load(folders: tuple[Path, ...]) -> Mapping[str, Question]:
    found: dict[str, Question] = {}
    for folder in reversed(folders):
        path = folder / "questions.toml"
        if path.is_file():
            found |= {row.id: row for row in rows_in(path, QUESTIONS)}
    ordered = sorted(
        (_with_choices(question, found) for question in found.values()),
        key=lambda question: GROUPS.index(question.group),
    )
    return MappingProxyType({question.id: question for question in ordered})


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
