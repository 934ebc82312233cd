"""Runs: styled text, line breaks, blanks to fill in, and text in both directions."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final, assert_never

from refundletters.model.document import Break, Fill, Run, Text
from refundletters.patterns import lazy_pattern
from refundletters.render.characters.isolates import MARKS, opened, pieces
from refundletters.render.docx.markup import element, escape
from refundletters.render.plain_text import clean

__all__ = ["TAB", "field", "runs_of", "words"]

TAB: Final = "<w:r><w:tab/></w:r>"
_BREAK: Final = "<w:r><w:br/></w:r>"
# Word sets the direction per run and may show isolates as boxes; LibreOffice goes by the characters
# alone. So each isolate becomes runs of its own, between marks.
# Isolates, and all that Unicode keeps for scripts that run from right to left: the defaults
# of DerivedBidiClass.txt.
_SETS_DIRECTION: Final = lazy_pattern(
    "[\u0590-\u08ff\u200f\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def runs_of(runs: Iterable[Run], *, rtl: bool) -> str:
    """Return ``runs`` as markup."""
    made = ""
    for run in runs:
        match run:
            case Text(text=text, strong=strong, em=em):
                made += words(text, rtl=rtl, style="Strong" if strong else "", em=em)
            case Break():
                made += _BREAK
            case Fill():
                made += words(f"{run.label} ", rtl=rtl) + TAB
            case _:
                assert_never(run)
    return made


def words(text: str, *, rtl: bool, style: str = "", em: bool = False) -> str:
    """Return text as markup, with one run for each stretch of one direction."""
    text = clean(text)
    if not rtl and (text.isascii() or not _SETS_DIRECTION.search(text)):
        settings = _settings(style, em=em) if style or em else ""
        return _run(text, settings) if text else ""
    return "".join(
        [
            _run(stretch, _settings(style, em=em, backwards=backwards))
            for stretch, backwards in _directed(text, rtl=rtl)
        ]
    )


def _run(text: str, settings: str) -> str:
    return f'<w:r>{settings}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _settings(style: str, *, em: bool, backwards: bool = False) -> str:
    if not (style or em or backwards):
        return ""
    made = element("rStyle", val=style or "Emphasis") if style or em else ""
    if style and em:
        made += element("i") + element("iCs")
    return element("rPr", made + (element("rtl") if backwards else ""))


def field(code: str, shown: str, *, rtl: bool) -> str:
    """Return a field, such as ``PAGE``, with the text it shows until Word updates it."""
    return element("fldSimple", words(shown, rtl=rtl), instr=f" {code} ")


def _directed(text: str, *, rtl: bool) -> Iterator[tuple[str, bool]]:
    """Yield what one run holds, and whether it runs from right to left."""
    after = ""
    for part, way in pieces(text):
        if way is None:
            yield from _directions(after + part, rtl=rtl)
            after = ""
        else:
            if after:
                yield after, rtl
            yield opened(part, way), way == "rtl"
            after = MARKS["rtl" if rtl else "ltr"]
    if after:
        yield after, rtl


def _directions(text: str, *, rtl: bool) -> Iterator[tuple[str, bool]]:
    """Yield stretches of ``text`` and whether they run from right to left.

    In a left-to-right letter only words in a right-to-left script do; in a right-to-left letter
    all but words with Latin letters, and blanks between those.
    """
    if not text:
        return
    found = text.split(" ")
    ways = [_runs_backwards(word, rtl=rtl) for word in found]
    for index, way in enumerate(ways):
        if way is None:
            ways[index] = ways[index - 1] if index else rtl
    pairs = zip(found, ways, strict=True)
    stretches = [(" ".join(word for word, _ in group), way) for way, group in _grouped(pairs)]
    for index, (stretch, way) in enumerate(stretches):
        yield (stretch if index == len(stretches) - 1 else stretch + " "), bool(way)


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
