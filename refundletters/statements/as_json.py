"""A statement as the JSON value that ``statement --json`` prints."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from refundletters.messages import Message
from refundletters.statements.recurring import Recurring
from refundletters.statements.values import Ask, Entry, PassedOver

__all__ = ["as_json"]


class _Found(Protocol):
    """What every statement has, whoever it is for."""

    @property
    def kind(self) -> str: ...
    @property
    def entries(self) -> Sequence[Entry]: ...
    @property
    def passed_over(self) -> Sequence[PassedOver]: ...
    @property
    def asks(self) -> Sequence[Ask]: ...


def as_json(
    found: _Found, recurring: Sequence[Recurring], speak: Callable[[Message], str]
) -> dict[str, Any]:
    """Return a statement as a JSON value; amounts are texts without a sign.

    Args:
        found: The statement.
        recurring: What looks like a subscription in the statement.
        speak: Turns messages into words of the interface language.
    """
    return {
        "kind": found.kind,
        "entries": [_entry(entry) for entry in found.entries],
        "passed_over": [{"row": row.row, "why": speak(row.why)} for row in found.passed_over],
        "asks": [
            {
                "what": ask.what,
                "choices": list(ask.choices),
                "rows": [
                    {"date": row.date, "amount": row.amount, "text": row.text} for row in ask.rows
                ],
            }
            for ask in found.asks
        ],
        "recurring": [
            {
                "name": one.name,
                "service": one.service,
                "every": one.every,
                "charges": [
                    {
                        **_entry(charge.entry),
                        "refunded": charge.refunded.isoformat() if charge.refunded else "",
                    }
                    for charge in one.charges
                ],
            }
            for one in recurring
        ],
    }


def _entry(entry: Entry) -> dict[str, str]:
    return {
        "date": entry.date.isoformat() if entry.date else "",
        "amount": f"{entry.amount:f}",
        "currency": entry.currency,
        "direction": entry.direction,
        "status": entry.status,
        "text": entry.text,
    }
