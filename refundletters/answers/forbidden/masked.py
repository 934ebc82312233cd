"""A case for a bug report: a value is shown only where it is valid for its key.

What is valid is a day, an amount, a number or a word of a known list, at a key that takes one, and
so reveals nothing about who somebody is. Everything else is masked, and so is every unknown key.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from refundletters.answers.forbidden.redact import forbidden
from refundletters.answers.keys import Answers, KeyInfo, describe, known_keys
from refundletters.errors import UnknownKey
from refundletters.packs.countries import countries, currencies
from refundletters.packs.letters import letter_metas
from refundletters.packs.questions import find_question, load_questions
from refundletters.packs.regions import known_regions
from refundletters.packs.roots import shipped_roots
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.service import SERVICES
from refundletters.patterns import lazy_pattern

__all__ = ["masked"]

_MASK: Final = "••••"
_LAST4: Final = "payment.last4"
_EMAIL: Final = lazy_pattern(r"[^@\s]+@[^@\s]+")
_AMOUNT: Final = lazy_pattern(r"[0-9]{1,7}(?:\.[0-9]{1,4})?")
_LOCALE: Final = lazy_pattern(r"[a-z]{2,3}(?:_[A-Z][a-z]{3})?(?:_(?:[A-Z]{2}|[0-9]{3}))?")
_SPAN: Final = lazy_pattern(r"[1-9][0-9]{0,2} (?:(?:business )?days?|weeks?|months?)")
_MOMENT: Final = lazy_pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?")
_LONGEST_NUMBER: Final = 9999


def masked(answers: Mapping[str, Any]) -> Answers:
    """Return answers for a bug report, of the same form, that identify nobody."""
    found: Answers = _table(answers, "")
    return found


def _table(table: Mapping[Any, Any], key: str) -> dict[str, Any]:
    shown: dict[str, Any] = {}
    for name, value in table.items():
        here = f"{key}.{name}" if key else str(name)
        if here in _known():
            shown[str(name)] = _value(value, here)
        else:
            # A key nobody knows may be a name; of its value only the form is told.
            shown[f"unknown_{len(shown) + 1}"] = _value(value, "")
    return shown


def _value(value: Any, key: str) -> Any:
    if isinstance(value, Mapping):
        return _table(value, key or "…")
    if isinstance(value, list | tuple):
        return [_value(inner, key) for inner in value]
    if key == _LAST4:
        return "0000"
    if isinstance(value, str) and key.endswith(".email") and _EMAIL.fullmatch(value):
        return f"{_MASK}@example.com"
    return value if key and _is_valid(value, key) else _MASK


def _is_valid(value: Any, key: str) -> bool:
    try:
        info = describe(key)
    except UnknownKey:
        return False
    text = str(value)
    if forbidden(text) is not None:
        return False
    match info.kind:
        case "yes_no":
            return isinstance(value, bool)
        case "date" | "moment":
            return isinstance(value, dt.date) or _MOMENT.fullmatch(text) is not None
        case "money":
            return not isinstance(value, bool) and _AMOUNT.fullmatch(text) is not None
        case "integer" | "number":
            kinds = int if info.kind == "integer" else int | float | Decimal
            is_number = isinstance(value, kinds) and not isinstance(value, bool)
            return is_number and abs(value) <= _LONGEST_NUMBER
        case _:
            return isinstance(value, str) and _is_known_word(value, info)


def _is_known_word(text: str, info: KeyInfo) -> bool:
    if text in info.allowed or (info.codes == "duration" and _SPAN.fullmatch(text)):
        return True
    if info.key == "locale":
        return _LOCALE.fullmatch(text) is not None
    return text in _words_of(info.key)


@lru_cache(maxsize=256)
def _words_of(key: str) -> frozenset[str]:
    """Return the known words for a key that takes any text: codes, ids, and choices offered."""
    roots = shipped_roots()
    match key:
        case "country":
            return countries()
        case "region":
            return frozenset(code for country in countries() for code in known_regions(country))
        case "charges.currency" | "fees.currency":
            return currencies()
        case "service.id":
            return frozenset(load_rows(roots, SERVICES))
        case "service.name":
            return frozenset(row.name for row in load_rows(roots, SERVICES).values())
        case "contacts.document":
            return frozenset(letter_metas(roots))
        case "not_known":
            return _known()
    question = find_question(load_questions(roots), key)
    return frozenset(str(choice.value) for choice in question.choices) if question else frozenset()


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(known_keys())
