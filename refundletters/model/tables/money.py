"""Charges and fees, how they were paid, and what is asked."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from msgspec import Meta

from refundletters.model.values import (
    Currency,
    Descriptor,
    Label,
    Method,
    Moment,
    Paid,
    Price,
    Remedy,
    Table,
    Word,
    YesNo,
)

__all__ = ["Charge", "Fee", "Payment", "Repeat", "Request"]


class Repeat(Table, frozen=True):
    """A charge that recurred: every week, month or year up to a day."""

    every: Annotated[
        Literal["day", "week", "month", "year"], Meta(description="How often it came again.")
    ]
    until: Annotated[dt.date, Meta(description="The day of the last of them.")]


class Charge(Table, frozen=True):
    """One charge, or one line standing for equal charges (``repeat``)."""

    date: Annotated[dt.date | None, Meta(description="The day of the charge.")] = None
    amount: Annotated[Paid | None, Meta(description="The amount as charged.")] = None
    currency: Annotated[
        Currency | None, Meta(description="Its currency; the country's own where it is left out.")
    ] = None
    status: Annotated[
        Literal["posted", "pending"] | None,
        Meta(description="Whether it is booked or still pending."),
    ] = None
    descriptor: Annotated[
        Descriptor | None,
        Meta(description="The line on the statement, if it differs from service.descriptor."),
    ] = None
    item: Annotated[
        Label | None, Meta(description="What it was for, where one bill has several.")
    ] = None
    original: Annotated[
        Word | None,
        Meta(description="The amount in a foreign currency; the amount on the statement counts."),
    ] = None
    reference: Annotated[
        Word | None, Meta(description="Reference of the transaction, never a card number.")
    ] = None
    statement_date: Annotated[
        dt.date | None, Meta(description="The date of the statement that first shows it.")
    ] = None
    disputed: Annotated[
        bool | None, Meta(description="Whether you dispute it; true where it is left out.")
    ] = None
    disputed_amount: Annotated[
        Paid | None, Meta(description="The part you dispute, if it is not all of it.")
    ] = None
    refunded: Annotated[Price | None, Meta(description="What you have got back of it already.")] = (
        None
    )
    repeat: Annotated[
        Repeat | None, Meta(description="Equal charges that followed, on one line.")
    ] = None


class Fee(Table, frozen=True):
    """A fee that the charge caused, such as overdraft interest."""

    type: Annotated[Word | None, Meta(description="Kind of fee, such as overdraft.")] = None
    amount: Annotated[Paid | None, Meta(description="The amount.")] = None
    date: Annotated[dt.date | None, Meta(description="The day of the fee.")] = None
    currency: Annotated[
        Currency | None, Meta(description="Its currency; the country's own where it is left out.")
    ] = None


class Payment(Table, frozen=True):
    """How it was paid; never more of a card than its last four digits."""

    method: Annotated[Method | None, Meta(description="Means of payment.")] = None
    network: Annotated[
        Word | None, Meta(description="Card network, such as visa, mastercard, amex or discover.")
    ] = None
    last4: Annotated[
        Annotated[str, Meta(pattern="^[0-9]{4}$")] | None,
        Meta(description="Last four digits of the card."),
    ] = None
    issuer: Annotated[Word | None, Meta(description="Name of the bank or card issuer.")] = None
    holder: Annotated[
        Literal["me", "represented", "family", "employer", "other"] | None,
        Meta(description="Whose card or account was charged."),
    ] = None
    holder_is_me: Annotated[
        YesNo | None, Meta(description="Older form of payment.holder: yes stands for me.")
    ] = None
    name_on_card: Annotated[
        Word | None, Meta(description="Name on the card, if it is another.")
    ] = None
    mandate_reference: Annotated[
        Word | None, Meta(description="Reference of the direct debit mandate.")
    ] = None
    creditor_id: Annotated[
        Word | None, Meta(description="The collector's creditor identifier.")
    ] = None
    blocked_on: Annotated[
        Moment | None, Meta(description="Day, or day and local time, the card was blocked.")
    ] = None
    earlier_payments_ok: Annotated[
        YesNo | None, Meta(description="Whether you paid this company willingly the year before.")
    ] = None


class Request(Table, frozen=True):
    """What the person asks for."""

    primary: Annotated[Remedy | None, Meta(description="The one thing you ask for.")] = None
    amount: Annotated[Paid | None, Meta(description="The amount, where it is fixed by you.")] = None
    fallback: Annotated[
        Remedy | Literal["none"] | None, Meta(description="What you would accept instead.")
    ] = None
    to: Annotated[
        Literal["original_method", "account", "credit"] | None,
        Meta(description="Where the money is to go."),
    ] = None
    deadline_days: Annotated[
        Annotated[int, Meta(ge=7, le=60)] | None, Meta(description="Days you give for an answer.")
    ] = None
