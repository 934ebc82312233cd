"""How a letter stands on paper in a country, and the fixed words of its letters."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Final, Literal

from msgspec import Meta, field

from refundletters.model.closed_words import Paper, SenderAt, Side
from refundletters.packs.tables.base import Row, RowId, RowKind
from refundletters.packs.tables.language import LetterLocale

__all__ = ["LAYOUTS", "HeadPart", "LayoutRow", "Millimeters", "PageWordsRow", "ZoneRow"]

HeadPart = Literal["sender", "recipient", "date", "delivery", "reference", "subject", "salutation"]
# Whole numbers stay whole: they are shown as they are written.
Millimeters = Annotated[int, Meta(ge=0)] | Annotated[float, Meta(ge=0)]


class ZoneRow(Row, frozen=True, kw_only=True):
    """A rectangle on the page, in millimeters from its top left corner."""

    x: Annotated[Millimeters, Meta(description="From the left edge.")]
    y: Annotated[Millimeters, Meta(description="From the top edge.")]
    width: Annotated[Millimeters, Meta(description="Its width.")]
    height: Annotated[Millimeters, Meta(description="Its height.")]


class PageWordsRow(Row, frozen=True, kw_only=True):
    """Fixed words of a country's letters in one language; the catalogue's where one is empty."""

    salutation: Annotated[str, Meta(description="For an unknown reader, with its punctuation.")] = (
        ""
    )
    addressed: Annotated[
        str,
        Meta(description="A company or department in the address, `%(name)s` and its honorific."),
    ] = ""
    close: Annotated[
        str, Meta(description="The formula before the signature, with its punctuation.")
    ] = ""
    enclosures: Annotated[str, Meta(description="The label above the list of enclosures.")] = ""
    subject_label: Annotated[
        str, Meta(description="The label before the subject, with its punctuation.")
    ] = ""
    no_subject_label: Annotated[
        bool, Meta(description="Whether the country writes its subject without any label.")
    ] = False
    delivery: Annotated[str, Meta(description="The note of registered post.")] = ""
    last_delivery: Annotated[
        str, Meta(description="The same on a last demand, where that is sent in another way.")
    ] = ""
    date_pattern: Annotated[
        str, Meta(description="CLDR pattern of the date line; the locale's long date if empty.")
    ] = ""
    date_with_place: Annotated[
        str, Meta(description="The date line with its place, `%(place)s` and `%(date)s`.")
    ] = ""


class LayoutRow(Row, frozen=True, kw_only=True):
    """A page; all measures in millimeters."""

    id: Annotated[
        RowId, Meta(description="The country, or the paper of all countries without a row.")
    ]
    paper: Annotated[Paper, Meta(description="The paper.")]
    margins: Annotated[
        tuple[Millimeters, Millimeters, Millimeters, Millimeters],
        Meta(description="Top, right, bottom, left."),
    ]
    order: Annotated[tuple[HeadPart, ...], Meta(description="The head, top to bottom.")]
    sender_at: Annotated[
        SenderAt,
        Meta(
            description="`return_line`: beside the recipient, and once more as a small line above."
        ),
    ] = "left"
    recipient_at: Annotated[Side, Meta(description="Side of the recipient.")] = "left"
    recipient_zone: Annotated[
        ZoneRow | None, Meta(description="What shows in a window envelope.")
    ] = None
    sender_zone: Annotated[
        ZoneRow | None, Meta(description="The sender's zone in a double window.")
    ] = None
    date_at: Annotated[Side, Meta(description="Side of the date.")] = "left"
    signature_at: Annotated[Side, Meta(description="Side of the signature.")] = "left"
    folds: Annotated[
        tuple[Millimeters, ...], Meta(description="Fold marks, from the top edge.")
    ] = ()
    punch: Annotated[Millimeters | None, Meta(description="The hole mark, from the top edge.")] = (
        None
    )
    source: Annotated[str, Meta(description="Where it was read.")] = ""
    checked: Annotated[dt.date | None, Meta(description="The day it was read.")] = None
    verified: Annotated[bool, Meta(description="Whether all of its measures were read.")] = False
    notes: Annotated[str, Meta(description="What a reviewer should know.")] = ""
    words: Annotated[
        dict[LetterLocale, PageWordsRow], Meta(description="Its fixed words, by language.")
    ] = field(default_factory=dict)


LAYOUTS: Final = RowKind("layouts", "layout", LayoutRow)
