"""Rows of lists as plain data for ``--json``; the shapes are a contract with scripts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final

from refundletters.app import Listed
from refundletters.messages import Message

__all__ = ["OLD", "age_of", "day_of", "document_record", "plain", "rule_record"]

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


def rule_record(row: Mapping[str, Any], language: str, as_of: dt.date) -> dict[str, Any]:
    """Return a rule of the tables with its sentence in ``language``, else in English.

    Args:
        row: The rule.
        language: Code of a language, such as ``de``.
        as_of: The day from which its age is counted.
    """
    checked = str(row.get("checked", ""))
    age = age_of(checked, as_of)
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
        "checked": checked,
        "age_days": age,
        "old": age is not None and age > OLD,
    }


def age_of(checked: str, as_of: dt.date) -> int | None:
    """Return how many days before ``as_of`` a row was checked.

    Args:
        checked: An ISO day, or a month, which counts from its first day.
        as_of: The day to count from.

    Returns:
        The days, 0 where it was checked later than ``as_of``; ``None`` where the day is not known.
    """
    try:
        day = dt.date.fromisoformat(checked if len(checked) != len("2026-01") else f"{checked}-01")
    except ValueError:
        return None
    return max((as_of - day).days, 0)


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
