"""Which answers a letter still needs, as dotted keys of the case file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from refundletters.facts.conditions import is_true, names_of_facts
from refundletters.facts.types import Facts
from refundletters.model.case import Case
from refundletters.packs.letters import LetterMeta
from refundletters.packs.rows import read_toml

__all__ = ["missing_keys", "value_at"]

# Tables whose every entry has to be complete, and those where one complete entry is enough.
_EVERY: Final = ("price_increases", "charges", "fees")
_ONE: Final = ("technical.steps", "technical.incidents", "contacts", "evidence")

Scope = Mapping[str, Any]
Question = Mapping[str, Any]


def missing_keys(meta: LetterMeta, facts: Facts) -> tuple[str, ...]:
    """Return the keys of answers and confirmations that ``meta`` needs and ``facts`` lacks.

    A question counts only where its own condition holds. The order is that of the interview,
    confirmations last.
    """
    questions = _questions(facts.roots.templates)
    scope = names_of_facts(facts)
    needed = [
        question
        for name in meta.needs_for(facts.case.reason)
        for question in _members(name, questions)
    ]
    order = {id: place for place, id in enumerate(questions)}
    needed.sort(key=lambda question: order.get(question["id"], len(order)))
    found: list[str] = []
    for question in needed:
        found += _open_keys(question, facts.case, scope)
    confirmed = facts.case.confirmed
    found += [f"confirmed.{gate}" for gate in meta.gates if getattr(confirmed, gate, None) is None]
    return tuple(dict.fromkeys(found))


def value_at(value: Any, dotted: str) -> Any:
    """Return what lies at ``dotted`` inside ``value``; ``None`` where there is nothing.

    Entries of a table are named by position, as in ``charges.0.amount``.
    """
    for name in filter(None, dotted.split(".")):
        if value is None:
            return None
        if isinstance(value, tuple):
            value = value[int(name)] if int(name) < len(value) else None
        elif isinstance(value, Mapping):
            value = value.get(name)
        else:
            value = getattr(value, name, getattr(value, f"{name}_", None))
    return None if value == () else value


def _open_keys(question: Question, case: Case, scope: Scope) -> Iterator[str]:
    key = question.get("key") or question["id"]
    table = _table_of(key)
    when = question.get("when", "")
    if not table:
        if _applies(when, scope) and not _is_answered(question, key, case):
            yield key
        return
    inside = key[len(table) :]
    entries = value_at(case, table) or ()
    keys = [
        f"{table}.{row}{inside}"
        for row in range(max(1, len(entries)))
        if _applies(when, _at_entry(scope, table, entries, row))
    ]
    unanswered = [name for name in keys if not _is_answered(question, name, case)]
    if table in _EVERY or len(unanswered) == len(keys):
        yield from unanswered if table in _EVERY else unanswered[:1]


def _is_answered(question: Question, key: str, case: Case) -> bool:
    if value_at(case, key) is not None:
        return True
    if any(_opened(choice, case) for choice in question.get("choices", ())):
        return True
    return _follows(question["id"], case)


def _opened(choice: Mapping[str, Any], case: Case) -> bool:
    """Tell whether the answer was given by way of the question that a choice opens."""
    return bool(choice.get("opens")) and value_at(case, choice["opens"]) is not None


def _follows(question: str, case: Case) -> bool:
    """Tell whether another answer says the same."""
    if question == "service.descriptor":
        return bool(case.charges) and all(charge.descriptor for charge in case.charges)
    if question == "charges.status":
        return case.confirmed.nothing_pending is True
    if question == "charges.descriptor":
        return case.service.descriptor is not None
    return False


def _applies(when: str, scope: Scope) -> bool:
    return not when or is_true(when, scope)


def _at_entry(scope: Scope, table: str, entries: tuple[Any, ...], row: int) -> Scope:
    """Return ``scope`` with the name of a table standing for one of its entries."""
    entry = entries[row] if row < len(entries) else {}
    first, _, rest = table.partition(".")
    return {**scope, first: {rest: entry} if rest else entry}


def _members(name: str, questions: Mapping[str, Question]) -> Iterator[Question]:
    """Yield the questions that ``name`` stands for: itself, or those of the table it names."""
    if name in questions:
        yield questions[name]
        return
    inside = [
        question
        for id, question in questions.items()
        if id.startswith(f"{name}.") and not id.endswith(".more") and not question.get("skip")
    ]
    yield from inside or [{"id": name}]


def _table_of(key: str) -> str:
    return next((table for table in (*_EVERY, *_ONE) if key.startswith(f"{table}.")), "")


@lru_cache(maxsize=16)
def _questions(folders: tuple[Path, ...]) -> Mapping[str, Question]:
    """Return the rows of ``questions.toml`` by id, the nearest folder winning."""
    found: dict[str, Question] = {}
    for folder in reversed(folders):
        path = folder / "questions.toml"
        if path.is_file():
            found |= {row["id"]: row for row in read_toml(path).get("question", ())}
    return found
