"""Which contacts in the journal the questions of a letter are about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

__all__ = ["ContactOutline", "row_that_matters"]

_DECISIONS: Final = ("refused", "final_refusal", "credit_reversed")


class ContactOutline(NamedTuple):
    """What decides whether a contact matters to a letter."""

    party: str = "trader"
    result: str = ""
    sent: bool = True


def row_that_matters(
    contacts: Sequence[ContactOutline], about: Literal["company", "bank"]
) -> int | None:
    """Return the position of the contact that a letter is about, or ``None`` where there is none.

    It is the last contact with the company, or the bank's last decision; a message that was
    written and not sent is no contact.

    Args:
        contacts: The journal.
        about: Whose contact the letter means.
    """
    found = [
        row
        for row, contact in enumerate(contacts)
        if contact.sent and (contact.party == "bank") == (about == "bank")
    ]
    decided = [row for row in found if contacts[row].result in _DECISIONS]
    if about == "bank" and decided:
        return decided[-1]
    return found[-1] if found else None
