"""The journal: entries of ``[[contacts]]`` that the program writes by itself.

A message that was written is noted as not sent. It becomes a contact once the person confirms that
it was sent. Sorting entries by time is left to ``facts``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

from refundletters.answers.build import check
from refundletters.model.closed_words import Audience, ContactParty, TextChannel

__all__ = ["PARTIES", "entry", "mark_sent", "note_written", "unsent"]

Contacts = Sequence[Mapping[str, Any]]

#: Audience of a letter → party of the journal; letters to the writer are not contacts.
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
# Channel of a text → channel of the journal, where the names differ.
_CHANNELS: Final[Mapping[TextChannel, str]] = {"x": "social", "sms": "phone"}
# Fields that a new version of a written message changes.
_OF_WRITING: Final = ("at", "channel", "party")


def entry(
    document: str, *, audience: Audience, channel: TextChannel, at: dt.date | dt.datetime
) -> dict[str, Any] | None:
    """Return the journal entry for a document that was written and saved.

    Args:
        document: Id of the document, such as ``refund-request``.
        audience: To whom it goes, as ``letter.toml`` says.
        channel: Where the text is used.
        at: The day, or the day and local time.

    Returns:
        Keys of ``[[contacts]]``, or ``None`` where the document goes to nobody else.

    Raises:
        CaseError: The journal has no such channel.
    """
    party = PARTIES.get(audience)
    if party is None:
        return None
    contact = {
        "at": at,
        "party": party,
        "document": document,
        "channel": _CHANNELS.get(channel, channel),
        "sent": False,
    }
    return dict(check("contacts.0", contact))


def unsent(contacts: Contacts, document: str = "") -> tuple[int, ...]:
    """Return the positions of messages that were written and not sent, of one document or all."""
    return tuple(
        position
        for position, contact in enumerate(contacts)
        if contact.get("sent") is False
        and contact.get("document")
        and document in ("", contact["document"])
    )


def note_written(contacts: Contacts, written: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the journal with a written message, noted once however often it is written.

    Args:
        contacts: The journal so far.
        written: What :func:`entry` returned.
    """
    found = unsent(contacts, written["document"])
    if found:
        again = {name: written[name] for name in _OF_WRITING}
        return _changed(contacts, found[-1], again)
    day = _day(written["at"])
    if any(
        contact.get("document") == written["document"] and _day(contact.get("at")) == day
        for contact in contacts
    ):
        return list(contacts)
    return [*contacts, written]


def mark_sent(
    contacts: Contacts,
    document: str,
    *,
    at: Any,
    channel: str | None,
    party: str,
) -> list[Mapping[str, Any]]:
    """Return the journal in which a message went out.

    Args:
        contacts: The journal so far.
        document: Id of the document.
        at: The day, or the day and local time, it was sent.
        channel: The way it was sent; by default the one it was written for.
        party: To whom it goes, where it was not noted when it was written.

    Raises:
        CaseError: The day or the way is not acceptable.
    """
    changes = {"at": at, "sent": True} | ({"channel": channel} if channel else {})
    found = unsent(contacts, document)
    if found:
        return _changed(contacts, found[-1], dict(check("contacts.0", changes)))
    new = {"party": party, "document": document, **changes}
    return [*contacts, dict(check("contacts.0", new))]


def _changed(
    contacts: Contacts, position: int, changes: Mapping[str, Any]
) -> list[Mapping[str, Any]]:
    result = list(contacts)
    result[position] = {**result[position], **changes}
    return result


def _day(at: Any) -> Any:
    return at.date() if isinstance(at, dt.datetime) else at
