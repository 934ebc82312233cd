"""Rows of lists as plain data for ``--json``; the shapes are a contract with scripts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from refundletters.app import Listed
from refundletters.messages import Message

__all__ = ["day_of", "document_record", "plain", "rule_record"]

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


def rule_record(row: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return a rule of the tables with its sentence in ``language``, else in English."""
    citation = row.get(f"citation_{language}", row["citation"])
    says = row.get("says", {})
    sentence = says.get(language) or says.get("en", "")
    return {
        "id": row["id"],
        "jurisdiction": row["jurisdiction"],
        "title": row.get("title", ""),
        "citation": citation,
        "says": sentence.replace("{citation}", citation),
        "addressed_to": row.get("addressed_to", ""),
        "reasons": list(row.get("reasons", ())),
        "methods": list(row.get("methods", ())),
        "citable": bool(row.get("citable")) and bool(row.get("verified")),
        "source": str(row.get("source", "")),
        "checked": str(row.get("checked", "")),
    }


def day_of(text: str) -> dt.date | str:
    """Return an ISO day as a date, so that it is shown as the reader writes it."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return text  # some rows know the month only


def plain(value: Any) -> Any:
    """Return a row of data with dates and the like as text, ready for JSON."""
    if isinstance(value, Mapping):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)
