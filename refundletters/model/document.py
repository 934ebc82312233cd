"""A composed letter: immutable blocks, with all of its words already in its language.

A renderer turns these values into bytes and knows nothing else. It adds no words: "Subject" or
"Page 2 of 3" are part of the :class:`Document`.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from refundletters.model.closed_words import (
    AddressRole,
    Align,
    Direction,
    ListRole,
    Paper,
    ParagraphRole,
    RowKind,
    SenderAt,
    Side,
    TextChannel,
    TextKind,
)

__all__ = [
    "Address",
    "Block",
    "Break",
    "Cell",
    "Document",
    "Fill",
    "FlatBlock",
    "Group",
    "Heading",
    "Layout",
    "ListBlock",
    "Paragraph",
    "Place",
    "Row",
    "Run",
    "Table",
    "Text",
    "Zone",
]


class Place(msgspec.Struct, frozen=True):
    """Where a block was written: a template file and a line in it, from 1."""

    file: str = ""
    line: int = 0


# ------------------------------------------------------------------ inside a paragraph


class Text(msgspec.Struct, frozen=True):
    """Running text, in one style."""

    text: str
    strong: bool = False
    em: bool = False


class Break(msgspec.Struct, frozen=True):
    """A line break inside a paragraph or address."""


class Fill(msgspec.Struct, frozen=True):
    """A labeled blank line for what is never stored, such as an IBAN for a repayment."""

    name: str
    label: str


Run = Text | Break | Fill


# ------------------------------------------------------------------ blocks


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph.

    Attributes:
        runs: Its words.
        role: What it is in a letter; empty for prose.
        place: Where it was written.
    """

    runs: tuple[Run, ...]
    role: ParagraphRole = ""
    place: Place = Place()


class Heading(msgspec.Struct, frozen=True):
    """A heading inside the document; level 1 is the title of a document that has one."""

    runs: tuple[Run, ...]
    level: int = 2
    place: Place = Place()


class ListBlock(msgspec.Struct, frozen=True):
    """A list; each ordered list starts at 1. Items hold runs only."""

    items: tuple[tuple[Run, ...], ...]
    ordered: bool = False
    role: ListRole = ""
    place: Place = Place()


class Cell(msgspec.Struct, frozen=True):
    """A table cell.

    Attributes:
        locale: Locale of its words where a table shows several; else that of the document.
    """

    runs: tuple[Run, ...]
    align: Align = "start"
    locale: str = ""


class Row(msgspec.Struct, frozen=True):
    """A table row."""

    cells: tuple[Cell, ...]
    kind: RowKind = "body"


class Table(msgspec.Struct, frozen=True):
    """A table; a ``head`` row comes first and is repeated on each page."""

    rows: tuple[Row, ...]
    place: Place = Place()


class Address(msgspec.Struct, frozen=True):
    """An address block."""

    lines: tuple[tuple[Run, ...], ...]
    role: AddressRole
    place: Place = Place()


class Group(msgspec.Struct, frozen=True):
    """Blocks that belong together: a slot of the letter, or a part that can be taken alone.

    Attributes:
        slot: Name of the slot (``reason``, ``ask``, ``law`` …); decides what a short edition drops.
        part: Name of the part (``opener``, ``snippet-1`` …), empty where the document has none.
    """

    blocks: tuple[Block, ...]
    slot: str = ""
    part: str = ""
    place: Place = Place()


FlatBlock = Paragraph | Heading | ListBlock | Table | Address
Block = FlatBlock | Group


# ------------------------------------------------------------------ page


class Zone(msgspec.Struct, frozen=True):
    """A rectangle on the page, in millimeters from the top left corner of the sheet."""

    x: float
    y: float
    width: float
    height: float


class Layout(msgspec.Struct, frozen=True):
    """How a letter is placed on paper in one country. All measures are in millimeters.

    Attributes:
        id: Key of the layout, such as ``DE``.
        margins: Top, right, bottom, left.
        order: The parts of the head, top to bottom: ``sender recipient date delivery reference
            subject salutation``.
        sender_at: A side of the page, or ``return_line``: beside the recipient, and again as one
            small line above it.
        recipient_zone: The zone that shows in a window envelope, or ``None``.
        sender_zone: The sender's zone in a double window, or ``None``.
        folds: Distance of fold marks from the top edge.
        punch: Distance of the hole mark from the top edge, or ``None``.
    """

    id: str
    paper: Paper
    margins: tuple[float, float, float, float]
    order: tuple[str, ...]
    sender_at: SenderAt = "left"
    recipient_at: Side = "left"
    recipient_zone: Zone | None = None
    sender_zone: Zone | None = None
    date_at: Side = "left"
    signature_at: Side = "left"
    folds: tuple[float, ...] = ()
    punch: float | None = None


class Document(msgspec.Struct, frozen=True):
    """A composed document in one language.

    Attributes:
        id: The document's id, such as ``card-dispute``.
        kind: What kind of text it is.
        channel: Where it will be used.
        locale: Locale of the words, such as ``de_DE``.
        direction: The direction of writing.
        title: Title for file properties and lists.
        subject: The subject line without its label; empty where there is none.
        author: Name of the writer; empty where it is not known.
        recipient: One line naming the addressee.
        author_email: E-mail address of the writer; empty where it is not known.
        recipient_email: E-mail address of the addressee; empty where it is not known.
        blocks: All of its words.
        layout: The page.
        labels: Words for headers, footers and rendering, already translated: ``page`` holds
            ``%(page)s`` and ``%(pages)s``; others are listed in docs/architecture.md.
        limit: The most units the channel takes; 0 for no limit.
        revision: Revision of the letter template.
        large_print: Whether the reader asked for large print.
        case_day: The day from which the case is judged, in ISO form; also the document's date.
    """

    id: str
    kind: TextKind
    channel: TextChannel
    locale: str
    direction: Direction
    title: str
    subject: str
    author: str
    recipient: str
    blocks: tuple[Block, ...]
    layout: Layout
    labels: Mapping[str, str] = msgspec.field(default_factory=dict)
    limit: int = 0
    revision: int = 1
    large_print: bool = False
    case_day: str = ""
    author_email: str = ""
    recipient_email: str = ""
