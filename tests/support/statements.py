"""Read an invented export as the tests do: on a fixed day, with the shipped services."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache

from refundletters.packs.roots import shipped_roots
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.service import SERVICES
from refundletters.statements.reading import read
from refundletters.statements.services import Services
from refundletters.statements.values import Known, Statement

LATEST = dt.date(2026, 12, 7)

Row = tuple[str, str, str, str, str]


@lru_cache(maxsize=1)
def services() -> Services:
    return Services.of_rows(load_rows(shipped_roots(), SERVICES))


def statement(
    content: str | bytes,
    *,
    taken: str | None = None,
    day_order: str | None = None,
    columns: Mapping[str, int] | None = None,
    latest: dt.date = LATEST,
) -> Statement:
    raw = content.encode() if isinstance(content, str) else content
    return read(raw, Known(latest, taken, day_order, columns or {}), services())


def rows(content: str | bytes, **given: object) -> list[Row]:
    """The entries as day, amount, currency, direction and text; nothing may be asked."""
    found = statement(content, **given)  # type: ignore[arg-type]  # passed through
    assert not found.asks, found.asks
    return [
        (
            entry.date.isoformat() if entry.date else "",
            str(entry.amount),
            entry.currency,
            entry.direction,
            entry.text,
        )
        for entry in found.entries
    ]


def short(content: str | bytes, **given: object) -> list[str]:
    """The entries as ``out 13.99 NETFLIX``."""
    return [f"{way} {amount} {text}" for _, amount, _, way, text in rows(content, **given)]


def asked(content: str | bytes) -> list[str]:
    return [ask.what for ask in statement(content).asks]


def passed(content: str | bytes) -> list[tuple[int, str]]:
    return [(row.row, row.why.msgid) for row in statement(content).passed_over]
