"""Which answers a letter still needs, as dotted keys of the case file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, Final

from msgspec import Struct

from refundletters.facts.conditions import names_of_facts
from refundletters.facts.contact_rows import ContactOutline, row_that_matters
from refundletters.facts.types import Facts
from refundletters.model.case import Case
from refundletters.packs.letters import LetterMeta
from refundletters.packs.questions import COMPLETE_TABLES, answer_to, load_questions, table_of
from refundletters.packs.roots import Roots
from refundletters.packs.tables.question import Question

__all__ = ["missing_keys", "value_at"]

Scope = Mapping[str, Any]
_ABSENT: Final = object()


def missing_keys(meta: LetterMeta, facts: Facts) -> tuple[str, ...]:
    """Return the keys of answers and confirmations that ``meta`` needs and ``facts`` lacks.

    A question counts only where its own condition holds. The order is that of ``questions.toml``,
    confirmations last.
    """
    questions = load_questions(facts.roots)
    scope = names_of_facts(facts)
    found: list[str] = []
    for id in _needed(facts.roots, tuple(meta.needs_for(facts.case.reason))):
        if id in questions:
            found += _open_keys(questions[id], facts.case, scope, meta)
        elif value_at(facts.case, id) is None:
            found.append(id)  # a key that no question asks for
    confirmed = facts.case.confirmed
    found += [
        key
        for gate in meta.gates
        if getattr(confirmed, gate, None) is None
        and _is_asked(key := f"confirmed.{gate}", questions, scope)
    ]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1024)
def _needed(roots: Roots, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the questions that ``names`` stand for, in the order of ``questions.toml``."""
    questions = load_questions(roots)
    order = {id: place for place, id in enumerate(questions)}
    ids = [id for name in names for id in _members(name, questions)]
    return tuple(sorted(ids, key=lambda id: order.get(id, len(order))))


def _is_asked(key: str, questions: Mapping[str, Question], scope: Scope) -> bool:
    """Tell whether a confirmation matters in a case; one that no question asks for does."""
    if key not in questions:
        return True
    return questions[key].when(scope) and not questions[key].follows(scope)


def value_at(value: Any, dotted: str) -> Any:
    """Return the value at ``dotted`` inside ``value``; ``None`` where there is none.

    Entries of a table are named by position, as in ``charges.0.amount``.
    """
    for name in _names_in(dotted):
        if value is None:
            return None
        if isinstance(value, tuple):
            value = value[int(name)] if int(name) < len(value) else None
        # Most are structs, which are asked before the slower question.
        elif not isinstance(value, Struct) and isinstance(value, Mapping):
            value = value.get(name)
        else:
            found = getattr(value, name, _ABSENT)
            value = getattr(value, f"{name}_", None) if found is _ABSENT else found
    return None if value == () else value


@lru_cache(maxsize=1024)
def _names_in(dotted: str) -> tuple[str, ...]:
    return tuple(filter(None, dotted.split(".")))


def _open_keys(question: Question, case: Case, scope: Scope, meta: LetterMeta) -> Iterator[str]:
    key = question.answer_key
    table = table_of(key)
    if not table:
        if question.when(scope) and not _is_answered(question, key, case, scope):
            yield key
        return
    inside = key[len(table) :]
    entries = value_at(case, table) or ()
    rows: Sequence[int] = range(max(1, len(entries)))
    if table == "contacts":
        rows = _contact_rows(case, meta)
    keys = [
        f"{table}.{row}{inside}"
        for row in rows
        if question.when(_at_entry(scope, table, entries, row))
        and _is_in_question(key, table, entries, row)
    ]
    unanswered = [name for name in keys if not _is_answered(question, name, case, scope)]
    if table in COMPLETE_TABLES or len(unanswered) == len(keys):
        yield from unanswered if table in COMPLETE_TABLES else unanswered[:1]


def _contact_rows(case: Case, meta: LetterMeta) -> tuple[int, ...]:
    """Return the contact that a letter is about; none where there has not been any yet."""
    outlines = [
        ContactOutline(contact.party or "trader", contact.result or "", contact.sent is not False)
        for contact in case.contacts
    ]
    row = row_that_matters(outlines, meta.contact)
    if row is not None:
        return (row,)
    row = len(case.contacts)
    return () if f"contacts.{row}.channel" in case.not_known else (row,)


def _is_in_question(key: str, table: str, entries: tuple[Any, ...], row: int) -> bool:
    """Tell whether an entry matters to a letter.

    A charge that is not disputed does not. A letter of ours that was sent has no result until
    somebody answers, and that needs no word of the person.
    """
    if row >= len(entries):
        return True
    if table == "charges":
        return entries[row].disputed is not False
    return not (key == "contacts.result" and entries[row].document)


def _is_answered(question: Question, key: str, case: Case, scope: Scope) -> bool:
    if key in case.not_known or question.follows(scope):
        return True
    answer = answer_to(question, key, partial(value_at, case))
    return answer is not None or _follows(question.id, case)


def _follows(question: str, case: Case) -> bool:
    """Tell whether another answer says the same."""
    if question == "service.descriptor":
        return bool(case.charges) and all(charge.descriptor for charge in case.charges)
    if question == "charges.descriptor":
        return case.service.descriptor is not None
    return False


def _at_entry(scope: Scope, table: str, entries: tuple[Any, ...], row: int) -> Scope:
    """Return ``scope`` with the name of a table bound to one of its entries."""
    entry = entries[row] if row < len(entries) else {}
    first, _, rest = table.partition(".")
    return {**scope, first: {rest: entry} if rest else entry}


def _members(name: str, questions: Mapping[str, Question]) -> tuple[str, ...]:
    """Return the questions that ``name`` stands for: itself, or those of the table it names."""
    if name in questions:
        return (name,)
    inside = tuple(
        id
        for id, question in questions.items()
        if id.startswith(f"{name}.") and not question.asks_for_another and not question.skip
    )
    return inside or (name,)
