"""The value that every sink returns."""

from __future__ import annotations

import msgspec

from refundletters.messages import Message, say

__all__ = ["Receipt"]


class Receipt(msgspec.Struct, frozen=True):
    """Where a document went.

    Attributes:
        where: The path of a file, ``stdout``, or the program or terminal that took it; empty where
            nothing did.
        confirmed: Whether it is known to have arrived.
        note: What a person should know about it, or ``None``.
    """

    where: str
    confirmed: bool
    note: Message | None = None

    @property
    def message(self) -> Message:
        """One sentence for the user: the note, or where the document went."""
        return self.note or say("Written: %(file)s", file=self.where)
