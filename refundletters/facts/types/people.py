"""Frozen values about who is involved, and what was said so far."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from refundletters.model.closed_words import ContactParty, ContactResult
from refundletters.model.money import Money

__all__ = ["ContactFact", "Party", "ServiceFact"]


class ContactFact(msgspec.Struct, frozen=True):
    """A journal entry in time order, with its position in the case file.

    Attributes:
        asked: What the writer asked for; empty where that was not recorded.
        answered: What was answered, in the words of whoever answered; empty for no answer.
        said: The writer's own note, in any form; never printed.
        with_addressee: Whether it was with whoever is asked for the money. What a wallet that
            leaves refunds to the seller said is not the seller's answer.
    """

    index: int
    day: dt.date
    time: dt.time | None
    party: ContactParty
    document: str
    channel: str
    with_: str
    reference: str
    said: str
    result: ContactResult | Literal[""]
    amount: Money | None = None
    due_on: dt.date | None = None
    offer_type: str = ""
    offer_amount: Money | None = None
    asked: str = ""
    answered: str = ""
    with_addressee: bool = True


class ServiceFact(msgspec.Struct, frozen=True):
    """The service; an unknown one has a name only."""

    id: str
    name: str
    kind: str = ""
    entity: str = ""
    entity_address: tuple[str, ...] = ()
    entity_country: str = ""
    descriptors: tuple[str, ...] = ()
    cancel_url: str = ""
    help_url: str = ""
    terms_url: str = ""
    checked: str = ""


class Party(msgspec.Struct, frozen=True):
    """Somebody a document goes to.

    Attributes:
        country: ISO 3166-1 code of the address, named in letters from other countries; empty where
            the address says it or it is not known.
        kind: ``trader biller bank collector administrator body``.
        salutation: The one its office has, with its punctuation; empty where it has none.
        kind: ``trader biller bank collector administrator body``.
    """

    name: str
    department: str = ""
    address: tuple[str, ...] = ()
    country: str = ""
    email: str = ""
    kind: str = "trader"
    salutation: str = ""
