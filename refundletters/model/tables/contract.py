"""The contract: service, plan, account, and how it was made, used and ended."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from msgspec import Meta

from refundletters.model.values import (
    Biller,
    Channel,
    Descriptor,
    Duration,
    Id,
    Label,
    Name,
    Price,
    Table,
    Word,
    YesNo,
    YesNoUnsure,
)

__all__ = [
    "Account",
    "Blocked",
    "Cancellation",
    "Contract",
    "Ended",
    "Freeze",
    "Pause",
    "Permission",
    "Service",
    "Subscription",
    "Trial",
    "Withdrawal",
]


class Service(Table, frozen=True):
    """The service that was charged for, and who takes the money."""

    id: Annotated[
        Id | None, Meta(description="Id of a known service; refundletters services lists them.")
    ] = None
    name: Annotated[
        Name | None, Meta(description="Name of the service, if it is not a known one.")
    ] = None
    biller: Annotated[Biller | None, Meta(description="Who takes the money.")] = None
    biller_name: Annotated[
        Name | None, Meta(description="Name of that company, if it is not in the list.")
    ] = None
    descriptor: Annotated[
        Descriptor | None,
        Meta(description="The line on your statement, exactly as it stands there."),
    ] = None


class Contract(Table, frozen=True):
    """How and for how long the contract was made."""

    made: Annotated[
        Literal["online", "phone", "doorstep", "on_premises", "unsure"] | None,
        Meta(description="Where the contract was made; some rights hang on it."),
    ] = None
    number: Annotated[Word | None, Meta(description="Number of the contract or membership.")] = None
    seller: Annotated[
        Name | None,
        Meta(description="Company the contract is with, if it is not the service itself."),
    ] = None
    minimum_until: Annotated[
        dt.date | None, Meta(description="The last day of the minimum term.")
    ] = None
    notice: Annotated[
        Duration | None,
        Meta(description="How long before its end notice has to be given, such as 1 month."),
    ] = None
    claimed_end: Annotated[
        dt.date | None,
        Meta(description="The day on which the contract ends according to the company."),
    ] = None
    renewal_shown: Annotated[
        YesNoUnsure | None,
        Meta(description="Whether it was shown before the order that it renews by itself."),
    ] = None


class Subscription(Table, frozen=True):
    """The plan as the person knows it."""

    name: Annotated[Name | None, Meta(description="Name of the plan.")] = None
    period: Annotated[
        Literal["week", "month", "year", "other"] | None,
        Meta(description="How often it is charged."),
    ] = None
    started_on: Annotated[dt.date | None, Meta(description="The day the contract began.")] = None
    price: Annotated[Price | None, Meta(description="Price of one period.")] = None
    next_charge_on: Annotated[dt.date | None, Meta(description="The day of the next charge.")] = (
        None
    )


class Account(Table, frozen=True):
    """The account with the service."""

    has: Annotated[
        Literal["yes", "no", "not_sure", "locked_out"] | None,
        Meta(description="Whether you have an account there."),
    ] = None
    identifier: Annotated[
        Label | None,
        Meta(description="E-mail address or user name of the account, never a password."),
    ] = None
    second: Annotated[
        YesNoUnsure | None, Meta(description="Whether there may be a second account.")
    ] = None


class Cancellation(Table, frozen=True):
    """Whether and how the subscription was canceled."""

    status: Annotated[
        Literal["yes", "no", "tried", "no_account"] | None,
        Meta(description="Whether the subscription is canceled."),
    ] = None
    on: Annotated[dt.date | None, Meta(description="The day you canceled or tried to.")] = None
    how: Annotated[Channel | None, Meta(description="The way you canceled or tried to.")] = None
    reference: Annotated[Word | None, Meta(description="Reference number of the cancellation.")] = (
        None
    )
    proof: Annotated[
        Word | None, Meta(description="What shows it: email, screenshot, transcript or none.")
    ] = None
    access_ends_on: Annotated[
        dt.date | None, Meta(description="The day access ends after the cancellation.")
    ] = None


class Permission(Table, frozen=True):
    """Permission to charge, which is separate from canceling."""

    withdrawn: Annotated[YesNo | None, Meta(description="Whether you have withdrawn it.")] = None
    on: Annotated[dt.date | None, Meta(description="The day you withdrew it.")] = None
    how: Annotated[Channel | None, Meta(description="The way you withdrew it.")] = None


class Trial(Table, frozen=True):
    """A free or cheap trial."""

    started_on: Annotated[dt.date | None, Meta(description="The day it began.")] = None
    ended_on: Annotated[dt.date | None, Meta(description="The day it ended.")] = None
    price: Annotated[Price | None, Meta(description="What the trial itself cost.")] = None
    shown_price: Annotated[
        YesNoUnsure | None, Meta(description="Whether the price after the trial was shown.")
    ] = None
    reminder: Annotated[
        YesNoUnsure | None, Meta(description="Whether a reminder came before it ended.")
    ] = None


class Withdrawal(Table, frozen=True):
    """Use of a statutory right to withdraw."""

    sent_on: Annotated[dt.date | None, Meta(description="The day you sent the withdrawal.")] = None
    how: Annotated[Channel | None, Meta(description="The way you sent it.")] = None
    proof: Annotated[Word | None, Meta(description="What shows that you sent it.")] = None
    asked_immediate_start: Annotated[
        YesNoUnsure | None, Meta(description="Whether you asked for the service to start at once.")
    ] = None
    refunded: Annotated[
        Price | None,
        Meta(description="What came back after the withdrawal; the same as at the charges."),
    ] = None
    kept: Annotated[
        Price | None, Meta(description="What the company kept after the withdrawal.")
    ] = None
    kept_for: Annotated[
        Literal["use", "fee", "delivery", "other"] | None,
        Meta(description="What it kept that for."),
    ] = None


class Ended(Table, frozen=True):
    """A service that the company ended, or an account that it closed or suspended."""

    kind: Annotated[
        Literal["closed", "moved", "insolvent", "banned", "suspended"] | None,
        Meta(description="What happened to the service or the account."),
    ] = None
    on: Annotated[dt.date | None, Meta(description="The day it happened.")] = None
    until: Annotated[
        dt.date | None, Meta(description="The last day of it; left out while it goes on.")
    ] = None
    administrator: Annotated[
        Label | None, Meta(description="Administrator or liquidator of the insolvent company.")
    ] = None
    paid_until: Annotated[dt.date | None, Meta(description="The last day that is paid for.")] = None
    reason_given: Annotated[Label | None, Meta(description="The reason the company gave.")] = None


class Blocked(Table, frozen=True):
    """Ways of canceling that were tried in vain."""

    paths: Annotated[
        tuple[Label, ...], Meta(description="Each way you tried, with the error it gave.")
    ] = ()


class Freeze(Table, frozen=True, rename={"from_": "from"}):
    """A pause that was agreed, and during which the charge was made."""

    in_force: Annotated[
        YesNo | None, Meta(description="Whether the subscription was paused when it was charged.")
    ] = None
    from_: Annotated[dt.date | None, Meta(description="The first day of the pause.")] = None
    until: Annotated[
        dt.date | None, Meta(description="The last day of it; left out while it goes on.")
    ] = None
    asked_on: Annotated[
        dt.date | None, Meta(description="The day you asked for it, or set it yourself.")
    ] = None
    how: Annotated[Channel | None, Meta(description="The way you did that.")] = None
    proof: Annotated[
        Word | None, Meta(description="What shows it: email, screenshot, transcript or none.")
    ] = None


class Pause(Table, frozen=True, rename={"from_": "from"}):
    """The time during which billing is to stop."""

    from_: Annotated[dt.date | None, Meta(description="First day of the pause.")] = None
    to: Annotated[dt.date | None, Meta(description="The day billing begins again.")] = None
