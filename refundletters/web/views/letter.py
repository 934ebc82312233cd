"""A composed document as the page shows it: its words, and the answers they came from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final, Literal, assert_never

from refundletters.facts.types import Facts
from refundletters.i18n.formats import Formats
from refundletters.i18n.locales import direction
from refundletters.interview.review import ReviewRow
from refundletters.messages import Message
from refundletters.model.closed_words import Direction
from refundletters.model.document import (
    Address,
    Block,
    Break,
    Document,
    Fill,
    Group,
    Heading,
    ListBlock,
    Paragraph,
    Run,
    Table,
    Text,
)
from refundletters.model.money import Money
from refundletters.patterns import lazy_pattern
from refundletters.render.characters.isolates import isolated
from refundletters.render.plain_text import clean

__all__ = ["LetterBlock", "Line", "Piece", "Source", "Sources", "blocks_of"]

_SHORTEST: Final = 2
_BLANK: Final = lazy_pattern(r"\s")
# The answer that decides what a part of a letter says.
_OF_SLOT: Final[Mapping[str, str]] = {
    "reason": "reason",
    "ask": "request.primary",
    "charges": "charges.0.amount",
    "permission": "permission.withdrawn",
    "refusal": "contacts.0.result",
    "answer": "contacts.0.result",
    "tried": "contacts.0.result",
    "contacts": "contacts.0.result",
    "evidence": "evidence.0.label",
    "enclosures": "evidence.0.label",
    "story": "reason",
}

BlockTag = Literal["p", "h2", "h3", "ul", "ol", "table", "address"]


@dataclass(frozen=True, slots=True)
class Source:
    """The answer that some words of a letter came from."""

    key: str
    label: Message
    personal: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of one kind: text, a line break or a blank to fill in."""

    text: str = ""
    strong: bool = False
    em: bool = False
    source: Source | None = None
    kind: Literal["text", "break", "blank"] = "text"


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class LetterBlock:
    """A block of a letter.

    Attributes:
        lines: Its paragraphs, items, lines or, for a table, the cells row by row.
        role: Its role in the letter, for its look.
        head: Whether the first row of a table names the columns.
        source: The answer that decides what it says, where one does.
    """

    tag: BlockTag
    lines: tuple[Line, ...] = ()
    rows: tuple[tuple[Line, ...], ...] = ()
    role: str = ""
    head: bool = False
    source: Source | None = None


class Sources:
    """Finds the words of answers in a letter."""

    def __init__(self, rows: Sequence[ReviewRow], facts: Facts, locale: str) -> None:
        """Look for the answers of a review.

        Args:
            rows: The answers, in the order of the interview.
            facts: What follows from them.
            locale: The locale of the letter, in which days and amounts are written.
        """
        self._by_words: dict[str, Source] = {}
        self._by_key: dict[str, Source] = {}
        formats = Formats(locale)
        for row in rows:
            personal = row.question.sensitivity != "P0"
            source = Source(row.key, row.label, personal)
            self._by_key.setdefault(row.key, source)
            for words in _words(row, facts, formats):
                if len(words) >= _SHORTEST:
                    self._by_words.setdefault(_BLANK.sub(" ", words), source)
        longest_first = sorted(self._by_words, key=len, reverse=True)
        self._pattern = (
            re.compile(rf"(?<!\w)(?:{'|'.join(map(_pattern_of, longest_first))})(?!\w)")
            if longest_first
            else None
        )

    def of_slot(self, slot: str) -> Source | None:
        """Return the answer that decides what a part of a letter says."""
        return self._by_key.get(_OF_SLOT.get(slot, ""))

    def split(self, text: str) -> Iterator[tuple[str, Source | None]]:
        """Yield a text in pieces, each with the answer it came from, if any."""
        position = 0
        for found in self._pattern.finditer(text) if self._pattern else ():
            if found.start() > position:
                yield text[position : found.start()], None
            yield found.group(), self._by_words[_BLANK.sub(" ", found.group())]
            position = found.end()
        if position < len(text):
            yield text[position:], None


def _pattern_of(words: str) -> str:
    """Return a pattern for words, in which letters may have no-break spaces."""
    return r"\s".join(map(re.escape, words.split(" ")))


def _words(row: ReviewRow, facts: Facts, formats: Formats) -> Iterator[str]:
    """Yield the forms in which an answer may stand in a letter."""
    value: Any = row.value
    match row.question.kind:
        case "text" | "long_text":
            yield str(value)
        case "list":
            yield from map(str, value)
        case "date" | "moment" if isinstance(value, dt.date):
            yield formats.date(value.date() if isinstance(value, dt.datetime) else value)
        case "money":
            yield formats.money(Money(Decimal(str(value)), facts.currency))
    if row.key in {"service", "service.id"}:
        yield facts.service.name


def blocks_of(document: Document, sources: Sources) -> tuple[LetterBlock, ...]:
    """Return the blocks of a prepared document, in order."""
    told: set[str] = set()
    walked = _walk(document.blocks, "", sources, document.direction)
    return tuple(_once(block, told) for block in walked)


def _once(block: LetterBlock, told: set[str]) -> LetterBlock:
    """Return a block that names the answer behind it only if no earlier one did."""
    if block.source is None or block.source.key not in told:
        told.update({block.source.key} if block.source else ())
        return block
    return replace(block, source=None)


def _walk(
    blocks: Sequence[Block], slot: str, sources: Sources, way: Direction
) -> Iterator[LetterBlock]:
    for block in blocks:
        source = sources.of_slot(slot)
        match block:
            case Group():
                yield from _walk(block.blocks, block.slot or slot, sources, way)
            case Paragraph():
                line = _line(block.runs, sources, way)
                yield LetterBlock("p", (line,), role=block.role, source=_unsaid(line, source))
            case Heading():
                tag: BlockTag = "h2" if block.level < 3 else "h3"
                yield LetterBlock(tag, (_line(block.runs, sources, way),))
            case ListBlock():
                ordered = block.ordered or block.role == "enclosures"
                lines = tuple(_line(item, sources, way) for item in block.items)
                yield LetterBlock("ol" if ordered else "ul", lines, role=block.role)
            case Table():
                rows = tuple(
                    tuple(
                        _line(cell.runs, sources, direction(cell.locale) if cell.locale else way)
                        for cell in row.cells
                    )
                    for row in block.rows
                )
                head = bool(block.rows) and block.rows[0].kind == "head"
                yield LetterBlock("table", rows=rows, head=head)
            case Address():
                lines = tuple(_line(line, sources, way) for line in block.lines)
                yield LetterBlock("address", lines, role=block.role)
            case _:
                assert_never(block)


def _unsaid(line: Line, source: Source | None) -> Source | None:
    """Return the answer behind a paragraph, unless its own words lead to it already."""
    if source is None or any(piece.source and piece.source.key == source.key for piece in line):
        return None
    return source


def _line(runs: Sequence[Run], sources: Sources, way: Direction) -> Line:
    return tuple(_pieces(runs, sources, way))


def _pieces(runs: Sequence[Run], sources: Sources, way: Direction) -> Iterator[Piece]:
    for run in runs:
        match run:
            case Break():
                yield Piece(kind="break")
            case Fill():
                yield Piece(clean(run.label), kind="blank")
            case Text():
                for words, source in sources.split(clean(run.text)):
                    yield Piece(isolated(words, way), run.strong, run.em, source)
            case _:
                assert_never(run)
