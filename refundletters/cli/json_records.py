"""Rows of lists as plain data for ``--json``; the shapes are a contract with scripts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from refundletters.app import Listed
from refundletters.messages import Message

if TYPE_CHECKING:
    import msgspec

    from refundletters.packs.tables.rule import Rule

__all__ = ["OLD", "day_of", "document_record", "row_record", "rule_record"]

OLD: Final = 365  # days after which what was read should be read again

Speak = Callable[[Message], str]


def document_record(listed: Listed, speak: Speak) -> dict[str, Any]:
    """Return a document of a list; its status is added where a case was given."""
    meta = listed.meta
    record: dict[str, Any] = {
        "id": meta.id,
        "title": speak(Message(meta.title)),
        "kinds": list(meta.kinds),
        "audience": meta.audience,
        "reasons": list(meta.reasons),
    }
    if listed.status is not None:
        record |= {
            "status": listed.status.status,
            "why": speak(listed.status.why),
            "instead": list(listed.status.instead),
            "missing": list(listed.status.missing),
        }
    return record


def rule_record(row: Rule, language: str, as_of: dt.date) -> dict[str, Any]:
    """Return a rule of the tables with its sentence in ``language``, else in English.

    Args:
        row: The rule.
        language: Code of a language, such as ``de``.
        as_of: The day from which its age is counted; 0 days where it was checked later.
    """
    age = max((as_of - row.checked).days, 0)
    citation = row.citations.get(language, row.citation)
    sentence = row.says.get(language) or row.says.get("en", "")
    return {
        "id": row.id,
        "jurisdiction": row.jurisdiction,
        "title": row.title,
        "citation": citation,
        "says": sentence.replace("{citation}", citation),
        "addressed_to": row.addressed_to,
        "reasons": list(row.reasons),
        "methods": list(row.methods),
        "citable": row.citable and row.verified,
        "source": row.source,
        "checked": row.checked.isoformat(),
        "age_days": age,
        "old": age > OLD,
    }


def day_of(text: str) -> dt.date | str:
    """Return an ISO day as a date, so that it is shown as the reader writes it."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return text  # some rows know the month only


def row_record(row: msgspec.Struct) -> dict[str, Any]:
    """Return a row of data as it is written: what it leaves out is left out, days are texts.

    Whether something was verified, and tables that every row of a kind has, are always there.
    """
    import msgspec

    shown: dict[str, Any] = {}
    for field in msgspec.structs.fields(row):
        value = getattr(row, field.name)
        if value != field.default or isinstance(value, bool | msgspec.Struct):
            shown[field.encode_name] = _record_value(value)
    return shown


def _record_value(value: Any) -> Any:
    if hasattr(value, "__struct_fields__"):
        return row_record(value)
    if isinstance(value, tuple):
        return [_record_value(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value
