"""What happened: charges taken twice or wrongly, strangers, outages, promises, demands."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from refundletters.model.values import (
    Code,
    Duration,
    Label,
    Moment,
    Paid,
    Price,
    Table,
    Word,
    YesNo,
    YesNoUnsure,
)

__all__ = [
    "Demand",
    "Duplicate",
    "Household",
    "Incident",
    "PriceIncrease",
    "Promise",
    "Refund",
    "Takeover",
    "Technical",
    "TroubleshootingStep",
    "WrongAmount",
]


class Duplicate(Table, frozen=True):
    """What may explain two charges for one period."""

    same_day: Annotated[
        YesNoUnsure | None, Meta(description="Whether both are of the same day.")
    ] = None
    pending: Annotated[
        YesNoUnsure | None, Meta(description="Whether one of them is still pending.")
    ] = None
    new_card: Annotated[
        YesNoUnsure | None, Meta(description="Whether the card was replaced in between.")
    ] = None
    plan_change: Annotated[
        YesNoUnsure | None, Meta(description="Whether the plan was changed in between.")
    ] = None
    second_account: Annotated[
        YesNoUnsure | None, Meta(description="Whether there may be a second account.")
    ] = None
    second_biller: Annotated[
        YesNoUnsure | None,
        Meta(description="Whether it may be billed twice, such as by a store as well."),
    ] = None
    other_payer: Annotated[
        Word | None,
        Meta(
            description="Name of the second payer or of the other account, where it is paid twice."
        ),
    ] = None
    other_since: Annotated[
        dt.date | None, Meta(description="The day since when the other one is paid.")
    ] = None
    keep: Annotated[
        Literal["this", "other"] | None, Meta(description="Which of the two is kept.")
    ] = None


class WrongAmount(Table, frozen=True):
    """A charge that differs from what was agreed."""

    expected: Annotated[Price | None, Meta(description="The amount you expected.")] = None
    cause: Annotated[
        Label | None,
        Meta(description="What may be the cause, such as tax, plan or end of an offer."),
    ] = None
    changed_on: Annotated[
        dt.date | None, Meta(description="The day the plan or price changed.")
    ] = None
    reference: Annotated[Word | None, Meta(description="Reference of the offer or order.")] = None


class PriceIncrease(Table, frozen=True):
    """One price increase; several are listed oldest first."""

    old: Annotated[Price | None, Meta(description="Price before.")] = None
    new: Annotated[Paid | None, Meta(description="Price after.")] = None
    effective_from: Annotated[dt.date | None, Meta(description="The day the new price began.")] = (
        None
    )
    notice: Annotated[YesNoUnsure | None, Meta(description="Whether it was announced to you.")] = (
        None
    )
    consent: Annotated[YesNoUnsure | None, Meta(description="Whether you agreed to it.")] = None
    months: Annotated[
        Annotated[int, Meta(ge=1, le=240)] | None,
        Meta(description="For how many months you have paid it."),
    ] = None


class Household(Table, frozen=True):
    """A purchase by a child or relative; no names."""

    age_band: Annotated[
        Literal["under_7", "7_12", "13_17", "adult_relative"] | None,
        Meta(description="Age of the person who bought it."),
    ] = None
    relation: Annotated[
        Literal["child", "partner", "other"] | None,
        Meta(description="Who bought it, seen from you."),
    ] = None
    controls_on: Annotated[
        YesNo | None, Meta(description="Whether purchases need your approval now.")
    ] = None


class Takeover(Table, frozen=True):
    """Signs that a stranger used the account, and what was secured since."""

    signs: Annotated[
        tuple[Word, ...], Meta(description="Signs, such as unknown_device or email_changed.")
    ] = ()
    secured: Annotated[
        tuple[Word, ...], Meta(description="What you have secured since, such as signed_out_all.")
    ] = ()


class TroubleshootingStep(Table, frozen=True):
    """One thing that was tried."""

    what: Annotated[Label | None, Meta(description="The step.")] = None
    on: Annotated[dt.date | None, Meta(description="The day you tried it.")] = None
    result: Annotated[Label | None, Meta(description="What came of it.")] = None


class Incident(Table, frozen=True):
    """One time the service failed."""

    at: Annotated[Moment | None, Meta(description="Day, or day and local time.")] = None
    device: Annotated[Word | None, Meta(description="The device.")] = None
    code: Annotated[Code | None, Meta(description="The error code shown.")] = None
    effect: Annotated[Label | None, Meta(description="What did not work.")] = None


class Technical(Table, frozen=True, rename={"from_": "from"}):
    """A service that did not work."""

    kind: Annotated[
        Word | None, Meta(description="What went wrong, such as buffering or no_login.")
    ] = None
    codes: Annotated[tuple[Code, ...], Meta(description="Error codes as shown.")] = ()
    from_: Annotated[dt.date | None, Meta(description="First day of the trouble.")] = None
    to: Annotated[dt.date | None, Meta(description="Last day of the trouble.")] = None
    days: Annotated[
        Annotated[int, Meta(ge=1, le=3660)] | None,
        Meta(description="Number of days without proper service."),
    ] = None
    devices: Annotated[tuple[Word, ...], Meta(description="Devices it happened on.")] = ()
    speed_mbps: Annotated[
        Annotated[Decimal, Meta(extra={"minimum": "0", "maximum": "10000"})] | None,
        Meta(description="Measured speed of your line, in megabits per second."),
    ] = None
    steps: Annotated[tuple[TroubleshootingStep, ...], Meta(description="What you tried.")] = ()
    incidents: Annotated[
        tuple[Incident, ...], Meta(description="Single times the service failed.")
    ] = ()


class Promise(Table, frozen=True):
    """What was promised: a refund, or something else."""

    what: Annotated[
        Literal["refund", "cancellation", "confirmation", "callback", "form", "other"] | None,
        Meta(description="What was promised; a refund where it is left out."),
    ] = None
    by: Annotated[Word | None, Meta(description="Who promised it.")] = None
    on: Annotated[dt.date | None, Meta(description="The day it was promised.")] = None
    amount: Annotated[Paid | None, Meta(description="The amount promised.")] = None
    reference: Annotated[Word | None, Meta(description="Reference of the promise.")] = None
    within: Annotated[
        Duration | None, Meta(description="In what time it was to come, such as 10 business days.")
    ] = None


class Refund(Table, frozen=True):
    """A refund that was sent, wherever it went."""

    sent_on: Annotated[
        dt.date | None, Meta(description="The day it was sent, according to the company.")
    ] = None
    amount: Annotated[Paid | None, Meta(description="Its amount.")] = None
    to: Annotated[
        Literal["original", "closed_account", "other_account", "credit", "unknown"] | None,
        Meta(description="Where it went."),
    ] = None
    reference: Annotated[Word | None, Meta(description="Reference of the payment.")] = None


class Demand(Table, frozen=True):
    """A demand for money that was not taken."""

    by: Annotated[Literal["trader", "collector"] | None, Meta(description="Who demands it.")] = None
    name: Annotated[Label | None, Meta(description="Name of that company.")] = None
    amount: Annotated[Paid | None, Meta(description="The sum demanded.")] = None
    on: Annotated[dt.date | None, Meta(description="The day of the demand.")] = None
    reference: Annotated[Word | None, Meta(description="Reference of the demand.")] = None
    due_on: Annotated[dt.date | None, Meta(description="The day by which payment is demanded.")] = (
        None
    )
    grounds: Annotated[
        Literal["early_end_fee", "notice_period", "minimum_term", "renewal", "arrears", "other"]
        | None,
        Meta(description="What the demand is for."),
    ] = None
    shown_before: Annotated[
        YesNoUnsure | None, Meta(description="Whether the fee or term was shown before the order.")
    ] = None
