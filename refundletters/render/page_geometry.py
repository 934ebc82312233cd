"""Page geometry: measures and marks shared by the paged formats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Final

import msgspec

from refundletters.model.closed_words import AddressRole, ParagraphRole
from refundletters.model.document import (
    Address,
    Document,
    FlatBlock,
    Heading,
    Layout,
    ListBlock,
    Paragraph,
    Run,
    Table,
    Zone,
)
from refundletters.patterns import lazy_pattern
from refundletters.render.characters.isolates import isolated
from refundletters.render.plain_text import clean, display_width, flat, line_text, lines_of

__all__ = [
    "ADDRESS_OFFSET",
    "GAP",
    "MARK_X",
    "PAPER",
    "HeadPart",
    "PageGeometry",
    "continuation_line",
    "field_columns",
    "head_gap",
    "heading_levels",
    "height_of",
    "label_parts",
    "leads_on",
    "marks",
    "page_for",
    "return_line",
    "split_head",
    "start_of",
    "stays_whole",
]

PAPER: Final = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
# The address field of DIN 5008 has 17.7 mm for the return line and notes above the address.
ADDRESS_OFFSET: Final = 17.7
GAP: Final = 6.0
MARK_X: Final = 5.0

_SMALLEST_GAP: Final = 2.0
_SIDE_WIDTH: Final = 75.0  # for an address at the end margin
_MARK_WIDTH: Final = 5.0
_SIZE: Final = 11.0
_LARGE_PRINT: Final = 16.0
# Widths in Arial, in em, estimated generously: the usual one, and how other letters differ.
_EM_PER_COLUMN: Final = 0.57
_NARROW: Final = -0.26
_WIDE: Final = 0.27
_CAPITAL: Final = 0.13
_WIDEST_EM: Final = 2 * _EM_PER_COLUMN + _WIDE + _CAPITAL
_NARROW_LETTERS: Final = frozenset(" \u00a0.,:;'’|!()[]/-iljtfrI")
# Programs leave a gap between Chinese or Japanese letters and Latin ones or digits.
_GAP_BESIDE_KANJI: Final = 0.25
_KANJI: Final = "\u3040-\u30ff\u3400-\u9fff"
_BESIDE_KANJI: Final = lazy_pattern(
    rf"(?<=[{_KANJI}])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[{_KANJI}])"
)
_WIDE_LETTERS: Final = frozenset("mwMW")
# Most letters are in this code page, where they are counted much faster.
_LATIN: Final = "cp1252"
_CAPITAL_BYTES: Final = "".join(
    filter(str.isupper, bytes(range(256)).decode(_LATIN, "ignore"))
).encode(_LATIN)
_NARROW_BYTES: Final = "".join(_NARROW_LETTERS).encode(_LATIN)
_WIDE_BYTES: Final = "".join(_WIDE_LETTERS).encode(_LATIN)
_MM_PER_POINT: Final = 25.4 / 72
# Other documents have no address zones, so ordinary margins will do.
_NOTE_MARGINS: Final = (25.0, 25.0, 20.0, 25.0)
_HEAD_ROLES: Final = frozenset({"date", "delivery", "reference"})
_LAST_ROLES: Final = frozenset({"thanks", "close"})
_MOST_LINES: Final = 6
_MOST_ENCLOSURES: Final = 10
_HANGING: Final = 6.3
_NUMBERS: Final = lazy_pattern(r"%\((page|pages)\)s")


class PageGeometry(msgspec.Struct, frozen=True):
    """The page of a document; equal pages share one prepared package.

    Attributes:
        paper: Width and height of the sheet, in millimetres.
        margins: Top, right, bottom, left, in millimetres.
        size: Size of type in points.
        locale: Locale of the words.
        rtl: Whether lines run from right to left.
        letter: Whether it is a letter, with the address zones of its layout.
        spread: How much wider than Arial its letters may be.
    """

    paper: tuple[float, float]
    margins: tuple[float, float, float, float]
    size: float
    locale: str
    rtl: bool
    letter: bool
    spread: float = 1.0

    @property
    def text_width(self) -> float:
        """Width between the margins, in millimetres."""
        return self.paper[0] - self.margins[1] - self.margins[3]

    @property
    def pitch(self) -> float:
        """Distance of the lines of an address, in points."""
        return round(self.size * 1.2)

    @property
    def pitch_mm(self) -> float:
        """Distance of the lines of an address, in millimetres."""
        return self.pitch * _MM_PER_POINT

    @property
    def hanging(self) -> float:
        """Width for the number or bullet of a list, in millimetres."""
        return _HANGING * self.size / _SIZE

    def width_of(self, text: str) -> float:
        """Estimate the width of ``text``, in millimetres."""
        capitals, narrow, wide = _special_letters(text)
        em = display_width(text) * _EM_PER_COLUMN + _CAPITAL * capitals
        em += _NARROW * narrow
        em += _WIDE * wide
        if not text.isascii():
            em += _GAP_BESIDE_KANJI * len(_BESIDE_KANJI.findall(text))
        return em * self.size * self.spread * _MM_PER_POINT

    def lines_taken(self, text: str, width: float) -> int:
        """Estimate how many lines of ``width`` millimetres ``text`` takes; 0 without any."""
        if len(text) * _WIDEST_EM * self.size * self.spread * _MM_PER_POINT < width:
            return 1 if text else 0
        return ceil(self.width_of(text) / width)


def _special_letters(text: str) -> tuple[int, int, int]:
    """Count capitals, narrow letters and wide ones."""
    try:
        raw = text.encode(_LATIN)
    except UnicodeEncodeError:
        return (
            sum(map(str.isupper, text)),
            sum(char in _NARROW_LETTERS for char in text),
            sum(char in _WIDE_LETTERS for char in text),
        )
    size = len(raw)
    return (
        size - len(raw.translate(None, _CAPITAL_BYTES)),
        size - len(raw.translate(None, _NARROW_BYTES)),
        size - len(raw.translate(None, _WIDE_BYTES)),
    )


def page_for(document: Document) -> PageGeometry:
    """Return the page geometry of ``document``."""
    letter = document.kind == "letter"
    layout = document.layout
    return PageGeometry(
        paper=PAPER[layout.paper],
        margins=layout.margins if letter else _NOTE_MARGINS,
        size=_LARGE_PRINT if document.large_print else _SIZE,
        locale=document.locale,
        rtl=document.direction == "rtl",
        letter=letter,
    )


class HeadPart(msgspec.Struct, frozen=True):
    """One part of a letter's head.

    Attributes:
        name: What layouts call it.
        lines: Its lines.
        close: Whether it follows a part of the same name without a gap.
    """

    name: ParagraphRole | AddressRole
    lines: tuple[tuple[Run, ...], ...]
    close: bool = False


def split_head(blocks: Sequence[FlatBlock]) -> tuple[list[HeadPart], Sequence[FlatBlock]]:
    """Return the parts of a letter's head, in order, and the blocks below them."""
    head_parts: list[HeadPart] = []
    for block in blocks:
        if isinstance(block, Address):
            head_parts.append(HeadPart(block.role, block.lines))
        elif isinstance(block, Paragraph) and block.role in _HEAD_ROLES:
            close = bool(head_parts) and head_parts[-1].name == block.role
            head_parts.append(HeadPart(block.role, (block.runs,), close))
        else:
            break
    return head_parts, blocks[len(head_parts) :]


def field_columns(head_parts: Sequence[HeadPart]) -> tuple[Sequence[HeadPart], Sequence[HeadPart]]:
    """Return the parts inside the address field, and those beside it."""
    names = [head_part.name for head_part in head_parts]
    cut = names.index("recipient") + 1 if "recipient" in names else 0
    return head_parts[:cut], head_parts[cut:]


def start_of(layout: Layout, page: PageGeometry, name: str) -> tuple[float, float] | None:
    """Return the indents of a part of the head from the start and the end margin.

    A zone is where the envelope has its window, whichever way the lines run.
    """
    start_margin = page.margins[3]
    zone = {"recipient": layout.recipient_zone, "sender": layout.sender_zone}.get(name)
    if zone:
        left = max(zone.x - start_margin, 0.0)
        right = max(page.text_width + start_margin - zone.x - zone.width, 0.0)
        return (right, left) if page.rtl else (left, right)
    at = {"recipient": layout.recipient_at, "sender": layout.sender_at}.get(name)
    return (page.text_width - _SIDE_WIDTH, 0.0) if at == "right" else None


def height_of(layout: Layout, page: PageGeometry, head_part: HeadPart) -> float:
    """Estimate the height of ``head_part``, in millimetres."""
    width = page.text_width - sum(start_of(layout, page, head_part.name) or (0.0,))
    words = [part for line in head_part.lines for part in lines_of(line)]
    return page.pitch_mm * sum([max(1, page.lines_taken(line, width)) for line in words])


def head_gap(layout: Layout, page: PageGeometry, head_parts: Sequence[HeadPart]) -> float:
    """Return the gap between parts, reduced if they would push the recipient out of its zone."""
    zone: Zone | None = layout.recipient_zone
    above, _ = field_columns(head_parts)
    if not zone or not above:
        return GAP
    heights = sum(height_of(layout, page, head_part) for head_part in above[:-1])
    room = zone.y - page.margins[0] - heights
    return min(max(room / max(len(above) - 1, 1), _SMALLEST_GAP), GAP)


def leads_on(following: FlatBlock | None) -> bool:
    """Tell whether a paragraph must stay with what follows it: a list, a table or the close.

    A close is thus never alone on a page.
    """
    if isinstance(following, Paragraph):
        return following.role in _LAST_ROLES
    return isinstance(following, ListBlock | Table)


def stays_whole(page: PageGeometry, block: ListBlock) -> bool:
    """Tell whether a list is short enough to be kept on one page."""
    width = page.text_width
    lines = sum([page.lines_taken(line_text(item), width) for item in block.items])
    return lines <= (_MOST_ENCLOSURES if block.role == "enclosures" else _MOST_LINES)


def heading_levels(blocks: Sequence[FlatBlock]) -> list[int]:
    """Return the heading level of each block, 0 for other blocks.

    A document starts at level 1: with its title, otherwise its subject, otherwise its headings.
    """
    given = [block.level for block in blocks if isinstance(block, Heading)]
    subject = any(isinstance(block, Paragraph) and block.role == "subject" for block in blocks)
    titled = 1 in given
    lift = 0 if subject else min(given, default=1) - 1
    levels = []
    for block in blocks:
        match block:
            case Heading():
                levels.append(min(max(block.level - lift, 1), 6))
            case Paragraph(role="subject") if not titled:
                levels.append(1)
            case _:
                levels.append(0)
    return levels


def continuation_line(document: Document) -> str:
    """Return the header of later pages: recipient and date."""
    date = ""
    for block in flat(document.blocks):
        if isinstance(block, Paragraph) and block.role == "date":
            date = line_text(block.runs)
            break
    line = " · ".join(filter(None, (clean(document.recipient), date)))
    return isolated(line, document.direction)


def label_parts(document: Document) -> Iterator[tuple[str, bool]]:
    """Yield the parts of the page label: text, or ``page`` and ``pages`` for the numbers."""
    label, end = document.labels.get("page", ""), 0
    for found in _NUMBERS.finditer(label):
        yield label[end : found.start()], False
        yield found[1], True
        end = found.end()
    yield label[end:], False


def marks(layout: Layout) -> list[tuple[float, float]]:
    """Return fold and hole marks: distance from the top edge, and length."""
    found = [(fold, _MARK_WIDTH) for fold in layout.folds]
    return found + ([(layout.punch, _MARK_WIDTH * 1.5)] if layout.punch else [])


def return_line(document: Document) -> str:
    """Return the sender as one line: name and postal address, no telephone and no e-mail."""
    for block in flat(document.blocks):
        if isinstance(block, Address) and block.role == "sender":
            words = [line_text(line) for line in block.lines]
            kept = [line for line in words if "@" not in line and not _is_telephone(line)]
            return " · ".join(kept)
    return ""


def _is_telephone(line: str) -> bool:
    digits = sum(char.isdigit() for char in line)
    return digits > 6 and digits > sum(char.isalpha() for char in line)
