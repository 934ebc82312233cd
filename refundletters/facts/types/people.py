"""Frozen values about who is involved, and what was said so far."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from refundletters.model.money import Money

__all__ = ["ContactFact", "Party", "ServiceFact"]


@dataclass(frozen=True, slots=True)
class ContactFact:
    """A journal entry in time order, with its position in the case file."""

    index: int
    day: dt.date
    time: dt.time | None
    party: str
    document: str
    channel: str
    with_: str
    reference: str
    said: str
    result: str
    amount: Money | None = None
    due_on: dt.date | None = None
    offer_type: str = ""
    offer_amount: Money | None = None


@dataclass(frozen=True, slots=True)
class ServiceFact:
    """The service; an unknown one has a name only."""

    id: str
    name: str
    kind: str = ""
    entity: str = ""
    entity_address: tuple[str, ...] = ()
    descriptors: tuple[str, ...] = ()
    cancel_url: str = ""
    help_url: str = ""
    terms_url: str = ""
    checked: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody a document goes to."""

    name: str
    department: str = ""
    address: tuple[str, ...] = ()
    email: str = ""
    kind: str = "trader"
