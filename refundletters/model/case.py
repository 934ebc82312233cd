"""The case: what a person told us, as frozen data.

Every field is optional here, as in the case file; a document that needs one declares it. Only
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
    Contract,
    Demand,
    Duplicate,
    Ended,
    Evidence,
    Fee,
    Freeze,
    Household,
    Pause,
    Payment,
    Permission,
    PriceIncrease,
    Promise,
    Recipient,
    Refund,
    Represented,
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
    Key,
    Locale,
    Reason,
    Table,
)

__all__ = ["Case"]


class Case(Table, frozen=True):
    """Everything a person told us about one case.

    Attributes not in the case file:
        about: Dotted keys of dates that are only approximate. The file writes such a date as a text
            with a tilde, ``"~2026-03-03"``.
    """

    schema: Annotated[Literal[1], Meta(description="Version of this format.")] = 1
    as_of: Annotated[
        dt.date | None,
        Meta(description="The day the case is seen from; today where it is left out."),
    ] = None
    country: Annotated[
        Country | None, Meta(description="Country whose rules apply, as ISO 3166-1 code.")
    ] = None
    region: Annotated[
        Annotated[str, Meta(pattern="^[A-Z0-9]{1,3}$")] | None,
        Meta(description="State or province, where rules differ inside the country."),
    ] = None
    locale: Annotated[
        Locale | None,
        Meta(description="Language of the letter; the country's own where it is left out."),
    ] = None
    goals: Annotated[tuple[Goal, ...], Meta(description="What you want to reach.")] = ()
    reason: Annotated[
        Reason | None,
        Meta(description="The main reason of the request; it decides which letters fit."),
    ] = None
    other_reasons: Annotated[
        tuple[Reason, ...], Meta(description="Further reasons; they add sentences to a letter.")
    ] = ()
    discovered_on: Annotated[
        dt.date | None, Meta(description="The day you noticed the charge or the misuse.")
    ] = None
    used_after_charge: Annotated[
        Literal["none", "a_little", "normal", "unknown"] | None,
        Meta(description="How much the service was used after the charge."),
    ] = None
    last_used_on: Annotated[
        dt.date | None, Meta(description="The day the service was last used.")
    ] = None
    own_words: Annotated[
        Annotated[str, Meta(min_length=1, max_length=300)] | None,
        Meta(description="What happened, in one or two sentences of your own."),
    ] = None
    not_known: Annotated[
        tuple[Key, ...],
        Meta(description="Keys whose answer you do not have, or do not have yet; not asked again."),
    ] = ()
    service: Annotated[Service, Meta(description="The service you were charged for.")] = Service()
    contract: Annotated[
        Contract, Meta(description="How and for how long the contract was made.")
    ] = Contract()
    represented: Annotated[
        Represented,
        Meta(description="The person whose account and card it is, where that is not you."),
    ] = Represented()
    plan: Annotated[Subscription, Meta(description="The plan as you know it.")] = Subscription()
    account: Annotated[Account, Meta(description="Your account with the service.")] = Account()
    cancellation: Annotated[Cancellation, Meta(description="Whether and how you canceled.")] = (
        Cancellation()
    )
    permission: Annotated[
        Permission, Meta(description="Permission to charge you, which is separate from canceling.")
    ] = Permission()
    trial: Annotated[Trial, Meta(description="A free or cheap trial before the charge.")] = Trial()
    withdrawal: Annotated[
        Withdrawal, Meta(description="Use of a legal right to withdraw from the contract.")
    ] = Withdrawal()
    ended: Annotated[
        Ended, Meta(description="A service that the company ended, or an account that it closed.")
    ] = Ended()
    freeze: Annotated[
        Freeze, Meta(description="A pause that was agreed, and that was charged all the same.")
    ] = Freeze()
    demand: Annotated[Demand, Meta(description="A demand for money that was not taken.")] = Demand()
    refund: Annotated[Refund, Meta(description="A refund that was sent, wherever it went.")] = (
        Refund()
    )
    duplicate: Annotated[
        Duplicate, Meta(description="What may explain two charges for one period.")
    ] = Duplicate()
    wrong_amount: Annotated[
        WrongAmount, Meta(description="A charge that differs from what was agreed.")
    ] = WrongAmount()
    price_increases: Annotated[
        tuple[PriceIncrease, ...], Meta(description="Price increases, the oldest first.")
    ] = ()
    household: Annotated[
        Household, Meta(description="A purchase by a child or relative; no names.")
    ] = Household()
    takeover: Annotated[Takeover, Meta(description="Signs that a stranger used the account.")] = (
        Takeover()
    )
    technical: Annotated[Technical, Meta(description="A service that did not work.")] = Technical()
    promise: Annotated[
        Promise, Meta(description="What was promised: a refund, or something else.")
    ] = Promise()
    blocked: Annotated[Blocked, Meta(description="Ways of canceling that did not work.")] = (
        Blocked()
    )
    pause: Annotated[Pause, Meta(description="The time for which billing is to stop.")] = Pause()
    charges: Annotated[tuple[Charge, ...], Meta(description="The charges this is about.")] = ()
    fees: Annotated[tuple[Fee, ...], Meta(description="Fees that the charge caused.")] = ()
    payment: Annotated[
        Payment,
        Meta(description="How it was paid; never more of a card than its last four digits."),
    ] = Payment()
    request: Annotated[Request, Meta(description="What you ask for.")] = Request()
    contacts: Annotated[
        tuple[Contact, ...],
        Meta(description="The journal: whom you contacted, when, and what came of it."),
    ] = ()
    evidence: Annotated[tuple[Evidence, ...], Meta(description="What shows that it was so.")] = ()
    sender: Annotated[Sender, Meta(description="You.")] = Sender()
    recipient: Annotated[
        Recipient, Meta(description="To whom it goes, where you know better than the program.")
    ] = Recipient()
    style: Annotated[Style, Meta(description="Wishes about wording and page.")] = Style()
    confirmed: Annotated[Confirmed, Meta(description="Confirmations that some documents need.")] = (
        Confirmed()
    )
    extra: Annotated[
        dict[str, dict[str, Any]],
        Meta(description="Answers to questions of installed packs, one table for each pack."),
    ] = field(default_factory=dict)
    about: frozenset[str] = frozenset()
