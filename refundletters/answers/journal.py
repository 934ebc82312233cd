"""The journal: entries of ``[[contacts]]`` that the program writes by itself.

Entries are only ever added. Bringing them into order of time is the business of ``facts``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from refundletters.answers.build import check
from refundletters.model.closed_words import Audience, ContactParty, TextChannel

__all__ = ["PARTIES", "entry"]

#: Audience of a letter → party of the journal; letters to the writer are no contact.
PARTIES: Final[Mapping[Audience, ContactParty]] = {
    "support": "trader",
    "complaints": "trader",
    "trader": "trader",
    "biller": "biller",
    "card_issuer": "bank",
    "bank": "bank",
    "bank_complaints": "bank",
    "ombudsman": "ombudsman",
    "authority": "authority",
}
# Where a text was used → channel of the journal, where the names differ.
_CHANNELS: Final[Mapping[TextChannel, str]] = {"x": "social", "sms": "phone"}


def entry(
    document: str, *, audience: Audience, channel: TextChannel, at: dt.date | dt.datetime
) -> dict[str, Any] | None:
    """Return the journal entry for a document that was written and kept.

    Args:
        document: Id of the document, such as ``refund-request``.
        audience: To whom it goes, as ``letter.toml`` says.
        channel: Where the text is used.
        at: The day, or the day and local time.

    Returns:
        Keys of ``[[contacts]]``, or ``None`` where the document goes to nobody else.

    Raises:
        CaseError: The channel is none that the journal knows.
    """
    party = PARTIES.get(audience)
    if party is None:
        return None
    contact = {
        "at": at,
        "party": party,
        "document": document,
        "channel": _CHANNELS.get(channel, channel),
    }
    return dict(check("contacts.0", contact))
