"""The document that is wanted, with its language and channel, as one value."""

from __future__ import annotations

import msgspec

from refundletters.model.closed_words import TextChannel

__all__ = ["Wording"]


class Wording(msgspec.Struct, frozen=True):
    """A document, its language and the use it is written for.

    Attributes:
        document: Id of the document, such as ``refund-request``.
        locale: Its language; by default that of the case or of its country.
        channel: Where it will be used; decided by the document's first kind by default.
        allow_incomplete: Whether sentences without a translation are accepted.
    """

    document: str
    locale: str | None = None
    channel: TextChannel | None = None
    allow_incomplete: bool = False
