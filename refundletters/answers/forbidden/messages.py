"""Messages that repeat what somebody gave, without the secrets in it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from refundletters.answers.forbidden.redact import forbidden
from refundletters.messages import Message

__all__ = ["without_secrets"]

_LONGEST_FIELD: Final = 600


def without_secrets(message: Message) -> Message:
    """Return a message in which card numbers and other secrets are left out."""
    fields: dict[str, object] = {}
    for name, value in message.fields.items():
        fields[name] = value
        if isinstance(value, Message):
            fields[name] = without_secrets(value)
        elif isinstance(value, str | Path):
            text = str(value)
            shown = text if len(text) <= _LONGEST_FIELD else f"{text[:_LONGEST_FIELD]}…"
            fields[name] = "…" if forbidden(text) else shown
    return Message(message.msgid, fields, message.plural, message.count)
