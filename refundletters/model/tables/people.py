"""The people: who writes, for whom and to whom, and what has been said and shown so far."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from msgspec import Meta

from refundletters.model.closed_words import ContactResult
from refundletters.model.values import (
    Channel,
    Descriptor,
    Email,
    Id,
    Label,
    Moment,
    Price,
    Table,
    Word,
    YesNo,
    YesNoMaybe,
)

__all__ = [
    "Confirmed",
    "Contact",
    "Evidence",
    "Offer",
    "Recipient",
    "Represented",
    "Sender",
    "Style",
]


class Represented(Table, frozen=True):
    """The person whose account and card it is, where that is not the writer."""

    full_name: Annotated[
        Annotated[str, Meta(min_length=1, max_length=100)] | None,
        Meta(description="Full name; for a child the account stands for it."),
    ] = None
    relation: Annotated[
        Literal["child", "parent", "partner", "ward", "employer", "other"] | None,
        Meta(description="What that person is to you."),
    ] = None
    died_on: Annotated[dt.date | None, Meta(description="The day of death.")] = None
    since: Annotated[
        dt.date | None, Meta(description="The day since when that person cannot act alone.")
    ] = None
    authority: Annotated[
        Word | None, Meta(description="What allows you to act, such as a power of attorney.")
    ] = None
    proof: Annotated[
        YesNo | None, Meta(description="Whether proof of it is at hand and can be enclosed.")
    ] = None


class Offer(Table, frozen=True):
    """What the other side offered."""

    type: Annotated[
        Word | None, Meta(description="Kind of offer, such as credit or free_month.")
    ] = None
    amount: Annotated[Price | None, Meta(description="Its amount.")] = None


class Contact(Table, frozen=True, rename={"with_": "with"}):
    """One entry of the journal: a contact and its result."""

    at: Annotated[Moment | None, Meta(description="Day, or day and local time.")] = None
    party: Annotated[
        Literal["trader", "biller", "bank", "collector", "administrator", "ombudsman", "authority"]
        | None,
        Meta(description="Whom you contacted; the trader where it is left out."),
    ] = None
    document: Annotated[Id | None, Meta(description="The letter that was sent, by its id.")] = None
    channel: Annotated[Channel | None, Meta(description="The way you got in touch.")] = None
    with_: Annotated[
        Descriptor | None, Meta(description="First name or role of the person, as given.")
    ] = None
    reference: Annotated[Word | None, Meta(description="Reference number of the contact.")] = None
    asked: Annotated[Label | None, Meta(description="What you asked for, in one sentence.")] = None
    answered: Annotated[
        Label | None, Meta(description="What was answered, as it was said or written.")
    ] = None
    said: Annotated[
        Label | None, Meta(description="A note of yours about the contact; it is never printed.")
    ] = None
    result: Annotated[
        ContactResult | None,
        Meta(description="What came of it."),
    ] = None
    amount: Annotated[
        Price | None, Meta(description="The amount promised, offered, paid or credited.")
    ] = None
    due_on: Annotated[
        dt.date | None, Meta(description="The day by which something was to happen.")
    ] = None
    offer: Annotated[Offer | None, Meta(description="What was offered.")] = None
    sent: Annotated[
        bool | None,
        Meta(description="Whether it went out; a message that was only written is no contact."),
    ] = None


class Evidence(Table, frozen=True):
    """One piece of evidence."""

    kind: Annotated[
        Word | None, Meta(description="Kind of evidence, such as statement, screenshot or email.")
    ] = None
    label: Annotated[Label | None, Meta(description="Short name for the list of enclosures.")] = (
        None
    )
    date: Annotated[dt.date | None, Meta(description="The day it is of.")] = None
    file: Annotated[
        Annotated[str, Meta(min_length=1, max_length=1000)] | None,
        Meta(description="Path of the file."),
    ] = None
    shows: Annotated[Label | None, Meta(description="What it shows, in one line.")] = None
    redacted: Annotated[
        bool | None,
        Meta(description="Whether other people's data and numbers not needed are covered."),
    ] = None


class Sender(Table, frozen=True):
    """The person who writes."""

    given_name: Annotated[Word | None, Meta(description="First name, for chats and calls.")] = None
    full_name: Annotated[
        Annotated[str, Meta(min_length=1, max_length=100)] | None,
        Meta(description="Full name, for letters."),
    ] = None
    address: Annotated[tuple[Label, ...], Meta(description="Postal address, line by line.")] = ()
    phone: Annotated[
        Word | None, Meta(description="Telephone number, if you want to be called.")
    ] = None
    email: Annotated[Email | None, Meta(description="E-mail address for the answer.")] = None
    role: Annotated[
        Literal[
            "account_holder",
            "card_holder",
            "parent",
            "guardian",
            "executor",
            "heir",
            "attorney",
            "helper",
            "employer",
        ]
        | None,
        Meta(description="In what role you write."),
    ] = None


class Recipient(Table, frozen=True):
    """To whom it goes, where the person knows better than the data."""

    name: Annotated[Label | None, Meta(description="Name of the company or body.")] = None
    department: Annotated[Label | None, Meta(description="Department.")] = None
    address: Annotated[tuple[Label, ...], Meta(description="Postal address, line by line.")] = ()
    email: Annotated[Email | None, Meta(description="E-mail address.")] = None


class Style(Table, frozen=True):
    """Wishes about wording and page."""

    plans_to_stay: Annotated[
        YesNoMaybe | None, Meta(description="Whether you plan to stay a customer.")
    ] = None
    inconvenience: Annotated[
        Annotated[str, Meta(min_length=1, max_length=120)] | None,
        Meta(description="In one line, what trouble it caused."),
    ] = None
    tone: Annotated[
        Literal["warm", "neutral", "formal"] | None, Meta(description="Tone of the letter.")
    ] = None
    length: Annotated[
        Literal["short", "standard", "full"] | None, Meta(description="Length of the letter.")
    ] = None
    paper: Annotated[Literal["A4", "Letter"] | None, Meta(description="Size of the paper.")] = None
    large_print: Annotated[
        bool | None, Meta(description="Whether letters are set in large print.")
    ] = None


class Confirmed(Table, frozen=True):
    """Confirmations that some documents need."""

    facts_true: Annotated[
        bool | None, Meta(description="Everything entered is true as far as you know.")
    ] = None
    not_refunded: Annotated[
        bool | None, Meta(description="You have not got these amounts back already.")
    ] = None
    four_points: Annotated[
        bool | None,
        Meta(
            description="You have no account there or a stranger used it; you did not "
            "make or allow the payment; nobody in your household did; you have not paid this "
            "company willingly with this card in the past year, or only before the takeover."
        ),
    ] = None
    tried_first: Annotated[
        bool | None, Meta(description="You contacted the company first, or could not.")
    ] = None
    nothing_pending: Annotated[
        bool | None, Meta(description="None of the disputed charges is still pending.")
    ] = None
    last_step: Annotated[
        bool | None, Meta(description="You sent a formal complaint and its date has passed.")
    ] = None
