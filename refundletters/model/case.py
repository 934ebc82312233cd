"""The case: what a person told us, as frozen data.

Every field is optional here, as in the case file; a document that needs one says so. Only
``refundletters.answers`` makes a :class:`Case`, so a value in one has passed every check.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from msgspec import Meta, field

from refundletters.model.tables import (
    Account,
    Blocked,
    Cancellation,
    Charge,
    Confirmed,
    Contact,
    Duplicate,
    Evidence,
    Fee,
    Household,
    Pause,
    Payment,
    Permission,
    PriceIncrease,
    Promise,
    Recipient,
    Request,
    Sender,
    Service,
    Style,
    Subscription,
    Takeover,
    Technical,
    Trial,
    Withdrawal,
    WrongAmount,
)
from refundletters.model.values import (
    Country,
    Goal,
    Locale,
    Reason,
    Table,
)

__all__ = ["Case"]


class Case(Table, frozen=True):
    """Everything a person told us about one case.

    Attributes not in the case file:
        about: Dotted keys of dates that are only roughly right. The file writes such a date as a
            text with a tilde, ``"~2026-03-03"``.
    """

    schema: Literal[1] = 1
    as_of: dt.date | None = None
    country: Country | None = None
    region: Annotated[str, Meta(pattern="^[A-Z0-9]{1,3}$")] | None = None
    locale: Locale | None = None
    goals: tuple[Goal, ...] = ()
    reason: Reason | None = None
    other_reasons: tuple[Reason, ...] = ()
    discovered_on: dt.date | None = None
    used_after_charge: Literal["none", "a_little", "normal", "unknown"] | None = None
    last_used_on: dt.date | None = None
    own_words: Annotated[str, Meta(min_length=1, max_length=300)] | None = None
    service: Service = Service()
    plan: Subscription = Subscription()
    account: Account = Account()
    cancellation: Cancellation = Cancellation()
    permission: Permission = Permission()
    trial: Trial = Trial()
    withdrawal: Withdrawal = Withdrawal()
    duplicate: Duplicate = Duplicate()
    wrong_amount: WrongAmount = WrongAmount()
    price_increases: tuple[PriceIncrease, ...] = ()
    household: Household = Household()
    takeover: Takeover = Takeover()
    technical: Technical = Technical()
    promise: Promise = Promise()
    blocked: Blocked = Blocked()
    pause: Pause = Pause()
    charges: tuple[Charge, ...] = ()
    fees: tuple[Fee, ...] = ()
    payment: Payment = Payment()
    request: Request = Request()
    contacts: tuple[Contact, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    sender: Sender = Sender()
    recipient: Recipient = Recipient()
    style: Style = Style()
    confirmed: Confirmed = Confirmed()
    extra: dict[str, dict[str, Any]] = field(default_factory=dict)
    about: frozenset[str] = frozenset()
