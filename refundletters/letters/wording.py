"""Which document is wanted and in which words, as one value."""

from __future__ import annotations

from dataclasses import dataclass

from refundletters.model.closed_words import TextChannel

__all__ = ["Wording"]


@dataclass(frozen=True, slots=True)
class Wording:
    """A document, its language and the use it is written for.

    Attributes:
        document: Id of the document, such as ``refund-request``.
        locale: Its language; the case's own or its country's by default.
        channel: Where it will be used; decided by the document's first kind by default.
        allow_incomplete: Whether sentences without a translation are accepted.
    """

    document: str
    locale: str | None = None
    channel: TextChannel | None = None
    allow_incomplete: bool = False
