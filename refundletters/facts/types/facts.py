"""Everything that follows from a case on one day, as one frozen value."""

from __future__ import annotations

import datetime as dt
from typing import Final

import msgspec

from refundletters.facts.types.law import Body, Category, Deadline, RuleFact
from refundletters.facts.types.money import ChargeFact, MoneyFacts
from refundletters.facts.types.people import ContactFact, Party, ServiceFact
from refundletters.messages import Message
from refundletters.model.case import Case
from refundletters.model.signals import Signals
from refundletters.packs.roots import Roots

__all__ = ["Facts", "PlanWarning"]

NOWHERE: Final = Roots((), (), ())


class PlanWarning(msgspec.Struct, frozen=True):
    """Something to check before sending; ``key`` names the answer it is about."""

    key: str
    message: Message


class Facts(msgspec.Struct, frozen=True):
    """Everything that follows from a case on one day; nothing in it reads the clock.

    Attributes:
        jurisdictions: The chain of law, nearest first: ``("US-CA", "US", "INTL")``.
        trader: The company that sold the service.
        biller: The company that took the money; the trader where it bills itself.
        addressee: To whom a request for money goes: the biller if it is another company.
        bank: The card issuer or bank.
        charges: All charges in date order.
        counted: Those in the disputed sum.
        rules: Rules that apply, nearest and strongest first; letters take the quotable ones.
        category: The scheme's dispute category, for ``card-dispute``.
        reply_by: The day by which an answer is asked for.
        roots: Where its letters and tables of data are.
        notices: What to say about rules that were left out because their time is over.
        card_deadline: The last day for a card dispute, where the figure was read.
        card_window_over: Whether that day has passed for every charge.
        late_at_bank: Days of disputed charges that a bank can no longer be asked for.
    """

    case: Case
    as_of: dt.date
    country: str
    region: str
    currency: str
    jurisdictions: tuple[str, ...]
    service: ServiceFact
    trader: Party
    biller: Party
    addressee: Party
    bank: Party
    charges: tuple[ChargeFact, ...]
    counted: tuple[ChargeFact, ...]
    money: MoneyFacts
    contacts: tuple[ContactFact, ...]
    rules: tuple[RuleFact, ...]
    bodies: tuple[Body, ...]
    category: Category | None
    deadlines: tuple[Deadline, ...]
    signals: Signals
    reply_by: dt.date | None = None
    roots: Roots = NOWHERE
    notices: tuple[PlanWarning, ...] = ()
    card_deadline: Deadline | None = None
    card_window_over: bool = False
    late_at_bank: frozenset[dt.date] = frozenset()
