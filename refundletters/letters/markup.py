"""Parse the strict markup of letters into immutable blocks.

A rendered letter is a short XML text with a dozen kinds of elements. Anything else, such as an
unknown attribute or words between blocks, is an error that names the template and the line.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final, NoReturn, get_args
from xml.parsers import expat

from refundletters.errors import TemplateError
from refundletters.letters.template_names import PLACE
from refundletters.messages import Message, say
from refundletters.model.closed_words import AddressRole, Align, ListRole, ParagraphRole, RowKind
from refundletters.model.document import (
    Address,
    Block,
    Break,
    Cell,
    Fill,
    Group,
    Heading,
    ListBlock,
    Paragraph,
    Place,
    Row,
    Run,
    Table,
    Text,
)
from refundletters.patterns import lazy_pattern

__all__ = ["parse"]

# The words that attributes may have, mapped to themselves: looking one up gives it its type.
_ROLES: Final[Mapping[str, ParagraphRole]] = {word: word for word in get_args(ParagraphRole)}
_LIST_ROLES: Final[Mapping[str, ListRole]] = {word: word for word in get_args(ListRole)}
_ADDRESSES: Final[Mapping[str, AddressRole]] = {word: word for word in get_args(AddressRole)}
_ROWS: Final[Mapping[str, RowKind]] = {word: word for word in get_args(RowKind)}
_ALIGNS: Final[Mapping[str, Align]] = {word: word for word in get_args(Align)}
_ATTRIBUTES: Final[dict[str, dict[str, frozenset[str] | None]]] = {
    "letter": {},
    "block": {"slot": None, "part": None},
    "p": {"role": frozenset(_ROLES)},
    "h": {"level": frozenset({"1", "2", "3"})},
    "ul": {"role": frozenset(_LIST_ROLES)},
    "ol": {"role": frozenset(_LIST_ROLES)},
    "li": {},
    "table": {},
    "row": {"kind": frozenset(_ROWS)},
    "cell": {"align": frozenset(_ALIGNS)},
    "address": {"role": frozenset(_ADDRESSES)},
    "strong": {},
    "em": {},
    "br": {},
    "fill": {"name": None, "label": None},
}
_BLOCKS: Final = frozenset({"block", "p", "h", "ul", "ol", "table", "address"})
_INLINE: Final = frozenset({"strong", "em", "br", "fill"})
_CHILDREN: Final[dict[str, frozenset[str]]] = {
    "letter": _BLOCKS,
    "block": _BLOCKS,
    "p": _INLINE,
    "h": _INLINE,
    "li": _INLINE,
    "cell": _INLINE,
    "address": _INLINE,
    "ul": frozenset({"li"}),
    "ol": frozenset({"li"}),
    "table": frozenset({"row"}),
    "row": frozenset({"cell"}),
    "strong": frozenset({"em", "br", "fill"}),
    "em": frozenset({"strong", "br", "fill"}),
    "br": frozenset(),
    "fill": frozenset(),
}
_HOLDS_WORDS: Final = frozenset({"p", "h", "li", "cell", "address", "strong", "em"})
# White space of the markup; a no-break space belongs to the words and is kept.
_SPACE: Final = " \t\n\r"
_FOLDED: Final = lazy_pattern(r"[\t\n\r]|  ")
# Full-width signs bring their own space: Japanese puts no blank beside them.
_BESIDE_FULL_WIDTH: Final = lazy_pattern(r"(?<=[。、：；）」？！]) | (?=[（「])")


class _Open:
    """An element that has been opened and not closed yet.

    Attributes:
        inner: What it holds so far: blocks, runs, items, rows or cells.
    """

    __slots__ = ("attributes", "inner", "place", "tag")

    def __init__(self, tag: str, attributes: dict[str, str], place: Place) -> None:
        self.tag = tag
        self.attributes = attributes
        self.place = place
        self.inner: list[Any] = []


def parse(markup: str, name: str) -> tuple[Block, ...]:
    """Parse the blocks of a rendered letter.

    Args:
        markup: What the template rendered, without a root element.
        name: Name of the template, for errors where no nearer place is known.

    Raises:
        TemplateError: It is not the strict markup; names the template and the line.
    """
    reader = _Reader(name)
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    parser.ProcessingInstructionHandler = reader.refuse_instruction
    parser.buffer_text = True
    try:
        parser.Parse(f"<letter>{markup}</letter>", True)  # noqa: FBT003  # expat takes it by position
    except expat.ExpatError as error:
        reader.fail(say("The markup is not well-formed: %(detail)s.", detail=str(error)))
    return reader.finished


class _Reader:
    """Builds blocks while expat walks through the markup."""

    def __init__(self, name: str) -> None:
        self._open: list[_Open] = []
        self._strong = self._em = 0  # how many of each are open
        self._last = Place(name, 1)
        self.finished: tuple[Block, ...] = ()

    def fail(self, message: Message) -> NoReturn:
        """Raise an error for the place that was parsed last."""
        raise TemplateError(
            say(
                "%(file)s, line %(line)s: %(problem)s",
                file=self._last.file,
                line=self._last.line,
                problem=message,
            ),
            file=self._last.file,
            line=self._last.line,
        )

    def refuse_instruction(self, *_: object) -> None:
        """Refuse a processing instruction."""
        self.fail(say("A processing instruction is not allowed."))

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element after checking that it is allowed here."""
        place = attributes.pop(PLACE, "")
        if place:
            self._last = _place(place)
        known = _ATTRIBUTES.get(tag)
        if known is None:
            self.fail(say("There is no element <%(tag)s>.", tag=tag))
        if self._open and tag not in _CHILDREN[self._open[-1].tag]:
            parent = self._open[-1].tag
            self.fail(say("<%(tag)s> cannot stand in <%(parent)s>.", tag=tag, parent=parent))
        for key, value in attributes.items():
            if key not in known:
                self.fail(say("<%(tag)s> has no attribute %(key)s.", tag=tag, key=key))
            allowed = known[key]
            if allowed is not None and value not in allowed:
                self.fail(
                    say("<%(tag)s %(key)s> cannot be %(value)s.", tag=tag, key=key, value=value)
                )
        self._open.append(_Open(tag, attributes, self._last))
        self._strong += tag == "strong"
        self._em += tag == "em"

    def data(self, text: str) -> None:
        """Accept words, which are allowed in some elements only."""
        current = self._open[-1]
        if current.tag in _HOLDS_WORDS:
            current.inner.append(Text(text, strong=self._strong > 0, em=self._em > 0))
        elif text.strip(_SPACE):
            self.fail(
                say("Words stand outside a paragraph: %(words)s.", words=text.strip(_SPACE)[:40])
            )

    def end(self, tag: str) -> None:
        """Close an element and pass its content to its parent."""
        done = self._open.pop()
        if tag == "letter":
            self.finished = tuple(done.inner)
            return
        inner, get = self._open[-1].inner, done.attributes.get
        match tag:
            case "strong":
                self._strong -= 1
                inner += done.inner
            case "em":
                self._em -= 1
                inner += done.inner
            case "br":
                inner.append(Break())
            case "fill":
                inner.append(Fill(get("name", ""), get("label", "")))
            case "li":
                if item := _tidy(done.inner):
                    inner.append(item)
            case "cell":
                inner.append(Cell(_tidy(done.inner), _ALIGNS[get("align", "start")]))
            case "row":
                inner.append(Row(tuple(done.inner), _ROWS[get("kind", "body")]))
            case _:
                inner += _block(done)


@lru_cache(maxsize=4096)
def _place(written: str) -> Place:
    """Return the place that an element is marked with; a template has each of them many times."""
    file, _, line = written.rpartition(":")
    return Place(file, int(line))


def _block(done: _Open) -> list[Block]:
    """Return the block of a closed element, or nothing where it is empty."""
    place, get = done.place, done.attributes.get
    match done.tag:
        case "p":
            runs = _tidy(done.inner)
            return [Paragraph(runs, _ROLES[get("role", "")], place)] if runs else []
        case "h":
            runs = _tidy(done.inner)
            return [Heading(runs, int(get("level", "2")), place)] if runs else []
        case "ul" | "ol":
            role = _LIST_ROLES[get("role", "")]
            ordered = done.tag == "ol"
            return [ListBlock(tuple(done.inner), ordered, role, place)] if done.inner else []
        case "table":
            return [Table(tuple(done.inner), place)] if done.inner else []
        case "address":
            lines = _lines(done.inner)
            return [Address(lines, _ADDRESSES[get("role", "recipient")], place)] if lines else []
        case _:
            group = Group(tuple(done.inner), get("slot", ""), get("part", ""), place)
            return [group] if done.inner else []


def _tidy(runs: list[Run]) -> tuple[Run, ...]:
    """Collapse white space as in running text, and drop it at both ends and around line breaks."""
    tidy: list[Run] = []
    gap = True  # white space here would be at the start, or doubled
    for run in runs:
        if not isinstance(run, Text):
            gap = isinstance(run, Break)
            if gap:
                _strip_end(tidy)
            tidy.append(run)
            continue
        text = _fold(run.text)
        if not text.isascii():
            text = _BESIDE_FULL_WIDTH.sub("", text)
        if gap:
            text = text.lstrip(" ")
        if text:
            gap = text.endswith(" ")
            _append(tidy, Text(text, run.strong, run.em))
    _strip_end(tidy)
    while tidy and isinstance(tidy[-1], Break):
        tidy.pop()
        _strip_end(tidy)
    return tuple(tidy)


def _fold(text: str) -> str:
    if not _FOLDED.search(text):
        return text
    folded = " ".join(part for part in text.translate({9: 32, 10: 32, 13: 32}).split(" ") if part)
    if text[:1] in _SPACE and text[:1]:
        folded = " " + folded
    if text[-1:] in _SPACE and folded.strip(" "):
        folded += " "
    return folded


def _append(tidy: list[Run], text: Text) -> None:
    last = tidy[-1] if tidy else None
    if isinstance(last, Text) and (last.strong, last.em) == (text.strong, text.em):
        joined = last.text + text.text
        if not joined.isascii():
            joined = _BESIDE_FULL_WIDTH.sub("", joined)
        tidy[-1] = Text(joined, text.strong, text.em)
    else:
        tidy.append(text)


def _strip_end(tidy: list[Run]) -> None:
    while tidy and isinstance(last := tidy[-1], Text):
        stripped = last.text.rstrip(" ")
        if stripped:
            tidy[-1] = Text(stripped, last.strong, last.em)
            return
        tidy.pop()


def _lines(runs: list[Run]) -> tuple[tuple[Run, ...], ...]:
    """Split an address at its line breaks; lines without words are left out."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        if isinstance(run, Break):
            lines.append([])
        else:
            lines[-1].append(run)
    return tuple(tidy for line in lines if (tidy := _tidy(line)))
