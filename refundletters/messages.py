"""Messages: what the program wants to say, before anyone has chosen a language.

Every layer below the entry points speaks in :class:`Message` values. The entry point that shows
one looks its
``msgid`` up in the ``ui`` catalogue of the interface locale and fills in the fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from refundletters.patterns import lazy_pattern

__all__ = ["N_", "PLACEHOLDER", "Message", "placeholders", "say"]

PLACEHOLDER: Final = lazy_pattern(r"%\((\w+)\)s")

_EMPTY: Mapping[str, object] = MappingProxyType({})


class Message(msgspec.Struct, frozen=True):
    """One translatable sentence with its values still apart.

    Attributes:
        msgid: The American English sentence, with ``%(name)s`` placeholders.
        fields: Values for the placeholders: text, numbers, dates, ``Money`` or further messages.
        plural: The plural form of ``msgid``, if the sentence counts something.
        count: Name of the field that decides between singular and plural.
    """

    msgid: str
    fields: Mapping[str, object] = msgspec.field(default_factory=lambda: _EMPTY)
    plural: str = ""
    count: str = ""


def N_(msgid: str) -> str:
    """Mark ``msgid`` for extraction and return it unchanged."""
    return msgid


def say(msgid: str, **fields: object) -> Message:
    """Build a message; the first argument must be a literal so that it can be extracted."""
    return Message(msgid, MappingProxyType(fields))


def placeholders(text: str) -> frozenset[str]:
    """Return the names of the placeholders in ``text``."""
    return frozenset(PLACEHOLDER.findall(text))
