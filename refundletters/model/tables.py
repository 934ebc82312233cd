"""The tables of the case file, each frozen and with every field optional."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from refundletters.model.values import (
    Biller,
    Channel,
    Code,
    Currency,
    Descriptor,
    Duration,
    Email,
    Id,
    Label,
    Method,
    Moment,
    Name,
    Paid,
    Price,
    Remedy,
    Table,
    Word,
    YesNo,
    YesNoMaybe,
    YesNoUnsure,
)

__all__ = [
    "Account",
    "Blocked",
    "Cancellation",
    "Charge",
    "Confirmed",
    "Contact",
    "Duplicate",
    "Evidence",
    "Fee",
    "Household",
    "Incident",
    "Offer",
    "Pause",
    "Payment",
    "Permission",
    "PriceIncrease",
    "Promise",
    "Recipient",
    "Repeat",
    "Request",
    "Sender",
    "Service",
    "Style",
    "Subscription",
    "Takeover",
    "Technical",
    "Trial",
    "TroubleshootingStep",
    "Withdrawal",
    "WrongAmount",
]


class Service(Table, frozen=True):
    """The service that was charged for, and who takes the money."""

    id: Id | None = None
    name: Name | None = None
    biller: Biller | None = None
    biller_name: Name | None = None
    descriptor: Descriptor | None = None


class Subscription(Table, frozen=True):
    """The plan as the person knows it."""

    name: Name | None = None
    period: Literal["week", "month", "year", "other"] | None = None
    started_on: dt.date | None = None
    price: Price | None = None
    next_charge_on: dt.date | None = None


class Account(Table, frozen=True):
    """The account with the service."""

    has: Literal["yes", "no", "not_sure", "locked_out"] | None = None
    identifier: Label | None = None
    second: YesNoUnsure | None = None


class Cancellation(Table, frozen=True):
    """Whether and how the subscription was canceled."""

    status: Literal["yes", "no", "tried", "no_account"] | None = None
    on: dt.date | None = None
    how: Channel | None = None
    reference: Word | None = None
    proof: Word | None = None
    access_ends_on: dt.date | None = None


class Permission(Table, frozen=True):
    """Permission to charge, which is separate from canceling."""

    withdrawn: YesNo | None = None
    on: dt.date | None = None
    how: Channel | None = None


class Trial(Table, frozen=True):
    """A free or cheap trial."""

    started_on: dt.date | None = None
    ended_on: dt.date | None = None
    price: Price | None = None
    shown_price: YesNoUnsure | None = None
    reminder: YesNoUnsure | None = None


class Withdrawal(Table, frozen=True):
    """Use of a statutory right to withdraw."""

    sent_on: dt.date | None = None
    how: Channel | None = None
    proof: Word | None = None
    asked_immediate_start: YesNoUnsure | None = None


class Duplicate(Table, frozen=True):
    """What may explain two charges for one period."""

    same_day: YesNoUnsure | None = None
    pending: YesNoUnsure | None = None
    new_card: YesNoUnsure | None = None
    plan_change: YesNoUnsure | None = None
    second_account: YesNoUnsure | None = None
    second_biller: YesNoUnsure | None = None


class WrongAmount(Table, frozen=True):
    """A charge that differs from what was agreed."""

    expected: Price | None = None
    cause: Label | None = None
    changed_on: dt.date | None = None
    reference: Word | None = None


class PriceIncrease(Table, frozen=True):
    """One price increase; several are listed oldest first."""

    old: Price | None = None
    new: Paid | None = None
    effective_from: dt.date | None = None
    notice: YesNoUnsure | None = None
    consent: YesNoUnsure | None = None
    months: Annotated[int, Meta(ge=1, le=240)] | None = None


class Household(Table, frozen=True):
    """A purchase by a child or relative; no names."""

    age_band: Literal["under_7", "7_12", "13_17", "adult_relative"] | None = None


class Takeover(Table, frozen=True):
    """Signs that a stranger used the account, and what was secured since."""

    signs: tuple[Word, ...] = ()
    secured: tuple[Word, ...] = ()


class TroubleshootingStep(Table, frozen=True):
    """One thing that was tried."""

    what: Label | None = None
    on: dt.date | None = None
    result: Label | None = None


class Incident(Table, frozen=True):
    """One time the service failed."""

    at: Moment | None = None
    device: Word | None = None
    code: Code | None = None
    effect: Label | None = None


class Technical(Table, frozen=True, rename={"from_": "from"}):
    """A service that did not work."""

    kind: Word | None = None
    codes: tuple[Code, ...] = ()
    from_: dt.date | None = None
    to: dt.date | None = None
    days: Annotated[int, Meta(ge=1, le=3660)] | None = None
    devices: tuple[Word, ...] = ()
    speed_mbps: Annotated[Decimal, Meta(extra={"minimum": "0", "maximum": "10000"})] | None = None
    steps: tuple[TroubleshootingStep, ...] = ()
    incidents: tuple[Incident, ...] = ()


class Promise(Table, frozen=True):
    """A refund that was promised."""

    by: Word | None = None
    on: dt.date | None = None
    amount: Paid | None = None
    reference: Word | None = None
    within: Duration | None = None


class Blocked(Table, frozen=True):
    """Ways of canceling that were tried in vain."""

    paths: tuple[Label, ...] = ()


class Pause(Table, frozen=True, rename={"from_": "from"}):
    """The time for which billing is to stop."""

    from_: dt.date | None = None
    to: dt.date | None = None


class Repeat(Table, frozen=True):
    """A charge that came again: every week, month or year up to a day."""

    every: Literal["week", "month", "year"]
    until: dt.date


class Charge(Table, frozen=True):
    """One charge, or one line standing for equal charges (``repeat``)."""

    date: dt.date | None = None
    amount: Paid | None = None
    currency: Currency | None = None
    status: Literal["posted", "pending"] | None = None
    descriptor: Descriptor | None = None
    reference: Word | None = None
    statement_date: dt.date | None = None
    disputed: bool | None = None
    disputed_amount: Paid | None = None
    refunded: Price | None = None
    repeat: Repeat | None = None


class Fee(Table, frozen=True):
    """A fee that the charge caused, such as overdraft interest."""

    type: Word | None = None
    amount: Paid | None = None
    date: dt.date | None = None
    currency: Currency | None = None


class Payment(Table, frozen=True):
    """How it was paid; never more of a card than its last four digits."""

    method: Method | None = None
    network: Word | None = None
    last4: Annotated[str, Meta(pattern="^[0-9]{4}$")] | None = None
    issuer: Word | None = None
    holder_is_me: YesNo | None = None
    name_on_card: Word | None = None
    mandate_reference: Word | None = None
    creditor_id: Word | None = None
    blocked_on: Moment | None = None
    earlier_payments_ok: YesNo | None = None


class Request(Table, frozen=True):
    """What the person asks for."""

    primary: Remedy | None = None
    amount: Paid | None = None
    fallback: Remedy | Literal["none"] | None = None
    to: Literal["original_method", "account", "credit"] | None = None
    deadline_days: Annotated[int, Meta(ge=7, le=60)] | None = None


class Offer(Table, frozen=True):
    """What the other side offered."""

    type: Word | None = None
    amount: Price | None = None


class Contact(Table, frozen=True, rename={"with_": "with"}):
    """One entry of the journal: a contact and its result."""

    at: Moment | None = None
    party: Literal["trader", "biller", "bank", "ombudsman", "authority"] | None = None
    document: Id | None = None
    channel: (
        Literal["web", "chat", "phone", "email", "form", "social", "letter", "branch", "app"] | None
    ) = None
    with_: Descriptor | None = None
    reference: Word | None = None
    said: Label | None = None
    result: (
        Literal[
            "no_answer",
            "info",
            "promised",
            "offered",
            "refused",
            "paid",
            "dispute_opened",
            "provisional_credit",
            "credit_reversed",
            "final_refusal",
            "verified",
        ]
        | None
    ) = None
    amount: Price | None = None
    due_on: dt.date | None = None
    offer: Offer | None = None


class Evidence(Table, frozen=True):
    """One piece of evidence."""

    kind: Word | None = None
    label: Label | None = None
    date: dt.date | None = None
    file: Annotated[str, Meta(min_length=1, max_length=1000)] | None = None
    shows: Label | None = None
    redacted: bool | None = None


class Sender(Table, frozen=True):
    """The person who writes."""

    given_name: Word | None = None
    full_name: Annotated[str, Meta(min_length=1, max_length=100)] | None = None
    address: tuple[Label, ...] = ()
    phone: Word | None = None
    email: Email | None = None
    role: (
        Literal["account_holder", "card_holder", "parent", "executor", "attorney", "helper"] | None
    ) = None


class Recipient(Table, frozen=True):
    """To whom it goes, where the person knows better than the data."""

    name: Label | None = None
    department: Label | None = None
    address: tuple[Label, ...] = ()
    email: Email | None = None


class Style(Table, frozen=True):
    """Wishes about wording and page."""

    plans_to_stay: YesNoMaybe | None = None
    inconvenience: Annotated[str, Meta(min_length=1, max_length=120)] | None = None
    tone: Literal["warm", "neutral", "formal"] | None = None
    length: Literal["short", "standard", "full"] | None = None
    paper: Literal["A4", "Letter"] | None = None
    large_print: bool | None = None


class Confirmed(Table, frozen=True):
    """Confirmations that some documents need."""

    facts_true: bool | None = None
    not_refunded: bool | None = None
    four_points: bool | None = None
    tried_first: bool | None = None
    nothing_pending: bool | None = None
    last_step: bool | None = None
