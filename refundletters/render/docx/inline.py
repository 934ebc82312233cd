"""Runs: styled text, line breaks, blanks to fill in, and text in both directions."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final, assert_never

from refundletters.model.closed_words import Direction
from refundletters.model.document import Break, Fill, Run, Text
from refundletters.render.docx.xml import Element, add
from refundletters.render.isolates import pieces
from refundletters.render.plain_text import clean

__all__ = ["add_field", "add_runs", "add_text"]

_XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
# Word sets the direction per run and may show isolates as boxes; LibreOffice goes by the characters
# alone. So each isolate becomes runs of its own, between marks.
_MARKS: Final[dict[Direction, str]] = {"ltr": "\u200e", "rtl": "\u200f"}


def add_runs(paragraph: Element, runs: Iterable[Run], *, rtl: bool) -> None:
    """Append ``runs`` to ``paragraph``."""
    for run in runs:
        match run:
            case Text():
                style = "Strong" if run.strong else ""
                add_text(paragraph, run.text, rtl=rtl, style=style, em=run.em)
            case Break():
                add(add(paragraph, "r"), "br")
            case Fill():
                add_text(paragraph, f"{run.label} ", rtl=rtl)
                add(add(paragraph, "r"), "tab")
            case _:
                assert_never(run)


def add_text(
    paragraph: Element, text: str, *, rtl: bool, style: str = "", em: bool = False
) -> None:
    """Append text, with one run for each stretch of one direction."""
    for words, backwards in _directed(clean(text), rtl=rtl):
        run = add(paragraph, "r")
        if style or em or backwards:
            settings = add(run, "rPr")
            if style or em:
                add(settings, "rStyle", val=style or "Emphasis")
            if style and em:
                add(settings, "i")
                add(settings, "iCs")
            if backwards:
                add(settings, "rtl")
        add(run, "t").text = words
        run[-1].set(_XML_SPACE, "preserve")


def add_field(paragraph: Element, code: str, shown: str, *, rtl: bool) -> None:
    """Append a field, such as ``PAGE``, with the text it shows until Word updates it."""
    field = add(paragraph, "fldSimple", instr=f" {code} ")
    add_text(field, shown, rtl=rtl)


def _directed(text: str, *, rtl: bool) -> Iterator[tuple[str, bool]]:
    """Yield what one run holds, and whether it runs from right to left."""
    if text.isascii():
        yield from _directions(text, rtl=rtl)
        return
    after = ""
    for words, way in pieces(text):
        if way is None:
            yield from _directions(after + words, rtl=rtl)
            after = ""
        else:
            if after:
                yield after, rtl
            yield _MARKS[way] + words, way == "rtl"
            after = _MARKS["rtl" if rtl else "ltr"]
    if after:
        yield after, rtl


def _directions(text: str, *, rtl: bool) -> Iterator[tuple[str, bool]]:
    """Yield stretches of ``text`` and whether they run from right to left.

    In a left-to-right letter only words in a right-to-left script do; in a right-to-left letter
    all but words with Latin letters, and blanks between those.
    """
    if not text:
        return
    if not rtl and text.isascii():
        yield text, False
        return
    words = text.split(" ")
    ways = [_runs_backwards(word, rtl=rtl) for word in words]
    for index, way in enumerate(ways):
        if way is None:
            ways[index] = ways[index - 1] if index else rtl
    pieces = zip(words, ways, strict=True)
    stretches = [(" ".join(word for word, _ in group), way) for way, group in _grouped(pieces)]
    for index, (words_, way) in enumerate(stretches):
        yield (words_ if index == len(stretches) - 1 else words_ + " "), bool(way)


def _grouped(
    pieces: Iterable[tuple[str, bool | None]],
) -> Iterator[tuple[bool | None, Iterator[tuple[str, bool | None]]]]:
    yield from groupby(pieces, key=lambda piece: piece[1])


def _runs_backwards(word: str, *, rtl: bool) -> bool | None:
    """Tell whether a word runs from right to left; ``None`` if no character decides it.

    A number has the type and the brackets of the words around it.
    """
    kinds = [unicodedata.bidirectional(char) for char in word]
    for kind in kinds:
        if kind in {"R", "AL"}:
            return True
        if kind == "L":
            return False
    return rtl if "EN" in kinds else None
