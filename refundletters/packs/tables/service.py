"""Services known by name: who runs them, what they are called on a statement, how to cancel."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Final, Literal

from msgspec import Meta

from refundletters.model.values import Biller
from refundletters.packs.tables.base import Link, Row, RowId, RowKind, Text

__all__ = [
    "SERVICES",
    "Contact",
    "Descriptor",
    "Entity",
    "Note",
    "PauseTerms",
    "ServiceRow",
    "Terms",
    "UnexpectedCharge",
    "Urls",
]

ReadOn = Annotated[
    str,
    Meta(
        pattern="^(undated|[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)$",
        description="The date that its source shows; `undated` where it shows none.",
    ),
]
Regions = Annotated[
    str,
    Meta(
        pattern=r"^(\*|\*outside-[A-Z]{2}|[A-Z]{2,5})(, ?(\*|\*outside-[A-Z]{2}|[A-Z]{2,5}))*$",
        description="Countries or groups of them (`EU`, `EEA`), `*` for all, `*outside-US`.",
    ),
]
Verified = Annotated[bool, Meta(description="Whether it was read at its source.")]
Source = Annotated[str, Meta(description="Where it was read.")]
Summary = Annotated[str, Meta(description="What it says, in our own words (translated).")]


class Urls(Row, frozen=True, kw_only=True):
    """Pages of the company."""

    web: (
        Annotated[Link, Meta(description="Its first page; its name is a name for the service.")]
        | Literal[""]
    ) = ""
    terms: Annotated[Link, Meta(description="Its terms.")] | Literal[""] = ""
    cancel: Annotated[Link, Meta(description="Where to cancel.")] | Literal[""] = ""
    help: Annotated[Link, Meta(description="Its help pages.")] | Literal[""] = ""
    refund: Annotated[Link, Meta(description="Where to ask for a refund.")] | Literal[""] = ""


class Entity(Row, frozen=True, kw_only=True):
    """A company that runs the service somewhere.

    It goes into a letter by itself only if verified; else its address is offered to the person.
    """

    region: Regions = "*"
    name: Annotated[Text, Meta(description="Its registered name.")]
    address: Annotated[tuple[Text, ...], Meta(description="Its postal address, by line.")] = ()
    country: Annotated[str, Meta(description="The country of that address (ISO 3166-1).")] = ""
    registration: Annotated[str, Meta(description="Its entry in a register.")] = ""
    record: Annotated[
        Link | Literal[""], Meta(description="The public record that states name and address.")
    ] = ""
    sure: Annotated[
        Literal["", "tested", "verified"],
        Meta(description="How sure that record says it is of itself."),
    ] = ""
    verified: Verified = False
    source: Source
    checked: ReadOn
    note: Annotated[str, Meta(description="What a reviewer should know.")] = ""


class Descriptor(Row, frozen=True, kw_only=True):
    """What a charge is called on a statement; it goes into a letter only if verified."""

    text: Annotated[Text, Meta(description="The text on the statement.")]
    region: Regions = "*"
    verified: Verified = False
    source: Source
    checked: ReadOn
    note: Annotated[str, Meta(description="What a reviewer should know.")] = ""


class Note(Row, frozen=True, kw_only=True):
    """Something worth knowing about the company."""

    summary: Summary
    verified: Verified = False
    source: Source
    checked: ReadOn


class Terms(Row, frozen=True, kw_only=True):
    """What the company itself holds about refunds or canceling."""

    summary: Summary
    sources: Annotated[tuple[str, ...], Meta(description="Where it was read.")]
    verified: Verified = False
    checked: ReadOn


class PauseTerms(Row, frozen=True, kw_only=True):
    """What the company offers instead of canceling."""

    available: Annotated[
        Literal["yes", "unknown", "no_general", "depends_on_app"],
        Meta(description="Whether there is a pause."),
    ]
    min_months: Annotated[int, Meta(description="The shortest, in months.")] = 0
    max_months: Annotated[int, Meta(description="The longest, in months.")] = 0
    summary: Summary = ""
    sources: Annotated[tuple[str, ...], Meta(description="Where it was read.")]
    verified: Verified = False
    checked: ReadOn
    note: Annotated[str, Meta(description="What a reviewer should know.")] = ""


class Contact(Row, frozen=True, kw_only=True):
    """A way to reach the company; for reviewers."""

    channel: Annotated[
        Literal[
            "email",
            "email_withdrawal",
            "contact_form",
            "help_centre",
            "help_centre_chat",
            "help_centre_chat_or_callback",
            "phone",
            "chat",
            "post",
        ],
        Meta(description="What kind of way."),
    ]
    region: Regions = "*"
    summary: Annotated[Text, Meta(description="Where it is and what it is for.")]
    url: Annotated[str, Meta(description="Its page.")] = ""
    email: Annotated[str, Meta(description="Its address.")] = ""
    verified: Verified = False
    source: Source
    checked: ReadOn


class UnexpectedCharge(Row, frozen=True, kw_only=True):
    """What commonly explains a charge of this company."""

    checks: Annotated[tuple[Text, ...], Meta(description="One sentence each (translated).")]
    sources: Annotated[tuple[str, ...], Meta(description="Where they were read.")]
    verified: Verified = False
    checked: ReadOn


class ServiceRow(Row, frozen=True, kw_only=True):
    """A service; a row may be a name only."""

    id: RowId
    name: Annotated[Text, Meta(description="Its name.")]
    title: Annotated[str, Meta(description="Its name in lists, where that is longer.")] = ""
    aliases: Annotated[tuple[Text, ...], Meta(description="Other names that people write.")] = ()
    kind: Annotated[
        Literal[
            "",
            "books",
            "dating",
            "delivery",
            "fitness",
            "games",
            "hosting",
            "learning",
            "mail",
            "music",
            "news",
            "security",
            "social",
            "software",
            "store",
            "telecom",
            "video",
            "video_bundle",
            "video_music",
            "wallet",
            "other",
        ],
        Meta(description="What it offers."),
    ] = ""
    biller: Annotated[
        Biller | Literal[""],
        Meta(description="The value of `service.biller` it stands for, where it bills for others."),
    ] = ""
    biller_name: Annotated[str, Meta(description="Its name as a biller.")] = ""
    source: Annotated[str, Meta(description="Where the row was read.")] = ""
    checked: Annotated[dt.date | None, Meta(description="The day it was read.")] = None
    verified: Annotated[bool, Meta(description="Whether the name was read at its source.")] = False
    urls: Annotated[Urls, Meta(description="Pages of the company.")] = Urls()
    entity: Annotated[tuple[Entity, ...], Meta(description="The companies that run it.")] = ()
    descriptor: Annotated[
        tuple[Descriptor, ...], Meta(description="What its charges are called on statements.")
    ] = ()
    note: Annotated[tuple[Note, ...], Meta(description="What is worth knowing.")] = ()
    refund: Annotated[Terms | None, Meta(description="What it holds about refunds.")] = None
    cancel: Annotated[Terms | None, Meta(description="How to cancel.")] = None
    pause: Annotated[PauseTerms | None, Meta(description="Whether it can be paused.")] = None
    contact: Annotated[
        tuple[Contact, ...], Meta(description="Ways to reach the company; for reviewers.")
    ] = ()
    unexpected_charge: Annotated[
        UnexpectedCharge | None, Meta(description="What commonly explains a charge.")
    ] = None


SERVICES: Final = RowKind("services", "service", ServiceRow)
