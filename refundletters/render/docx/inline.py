"""Runs: styled text, line breaks, blanks to fill in, and text in both directions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final, assert_never

from refundletters.model.document import Break, Fill, Run, Text
from refundletters.render.docx.markup import element, escape
from refundletters.render.plain_text import clean

__all__ = ["TAB", "field", "runs_of", "words"]

TAB: Final = "<w:r><w:tab/></w:r>"
_BREAK: Final = "<w:r><w:br/></w:r>"
# Word sets the direction per run; Unicode isolates would show as boxes.
_ISOLATES: Final = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
# Those isolates, and all that Unicode keeps for scripts that run from right to left: the defaults
# of DerivedBidiClass.txt.
_SETS_DIRECTION: Final = re.compile(
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
            for stretch, backwards in _directions(text.translate(_ISOLATES), rtl=rtl)
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


def _directions(text: str, *, rtl: bool) -> Iterator[tuple[str, bool]]:
    """Yield stretches of ``text`` and whether they run from right to left.

    In a left-to-right letter only words in a right-to-left script do; in a right-to-left letter
    all but words with Latin letters or digits, and blanks between those.
    """
    if not text:
        return
    found = text.split(" ")
    ways = [_runs_backwards(word) for word in found]
    for index, way in enumerate(ways):
        if way is None:
            ways[index] = ways[index - 1] if index else rtl
    pieces = zip(found, ways, strict=True)
    stretches = [(" ".join(word for word, _ in group), way) for way, group in _grouped(pieces)]
    for index, (stretch, way) in enumerate(stretches):
        yield (stretch if index == len(stretches) - 1 else stretch + " "), bool(way)


def _grouped(
    pieces: Iterable[tuple[str, bool | None]],
) -> Iterator[tuple[bool | None, Iterator[tuple[str, bool | None]]]]:
    yield from groupby(pieces, key=lambda piece: piece[1])


def _runs_backwards(word: str) -> bool | None:
    """Tell whether a word runs from right to left; ``None`` if no character decides it."""
    for char in word:
        kind = unicodedata.bidirectional(char)
        if kind in {"R", "AL"}:
            return True
        if kind in {"L", "EN"}:
            return False
    return None
