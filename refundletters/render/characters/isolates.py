"""Isolates: words of the other direction keep their order, and numbers beside them stay apart.

Without them "50667 Köln" in an Arabic letter reads "Köln 50667", and the day after a Latin name
joins the name (Unicode Standard Annex 9, rules W2 and W7). They are put into the runs once, for all
formats; :func:`marked` and :func:`pieces` turn them into what a format can show.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final, Literal

import msgspec
from msgspec.structs import replace

from refundletters.i18n.locales import direction
from refundletters.model.closed_words import Direction
from refundletters.model.document import Cell, Document, Run, Text
from refundletters.model.map_runs import map_runs, map_text
from refundletters.patterns import lazy_pattern

__all__ = ["MARKS", "isolated", "marked", "opened", "pieces", "with_isolates", "with_marks"]

_OPEN: Final[dict[Direction, str]] = {"ltr": "\u2066", "rtl": "\u2067"}
_CLOSE: Final = "\u2069"
_ISOLATED: Final = lazy_pattern("([\u2066\u2067])([^\u2066\u2067\u2069]*)\u2069")
_NO_ISOLATES: Final = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
MARKS: Final[dict[Direction, str]] = {"ltr": "\u200e", "rtl": "\u200f"}
_RTL: Final = (
    "\u200f\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_FIRST_RTL: Final = "\u0590"
_USUAL: Final = frozenset("‘’“”„‹›–—…•€\u202f")
# What a text from left to right needs to have before anything in it may change places.
_OTHER: Final = lazy_pattern(f"[\u2066-\u2069{_RTL}]")
_TOKEN: Final = lazy_pattern(f"[{_RTL}]+|[^ \n{_RTL}]+")
_PHONE: Final = lazy_pattern(r"\+?[\d()/.\-]+(?: [\d()/.\-]+)+")
_POSTCODE: Final = lazy_pattern(r"(?!(?:19|20)\d\d$)\d{4,6}")
_SHORTEST_PHONE: Final = 6
_SYMBOL: Final = lazy_pattern(r"(?<![^\W_])[A-Z]{1,3}\$")
# Of the sentence around a name, not of the name.
_OPENING: Final = "([«“„\"'‹‚"
_CLOSING: Final = ".,:;!?)]»”“\"'›’…"
_QUOTES: Final = ("«", "»", "“", "”", "„", '"')
_STOPS: Final = ".!?…"
_BETWEEN: Final = " \u00a0·–-,:;،(/"
_DAY_DIGITS: Final = 2  # of a number before a word of the letter: a day or count of its own


def with_isolates(document: Document) -> Document:
    """Return ``document`` with isolates round words of the other direction.

    A document that has words of one direction only stays as it is.
    """
    if document.direction == "ltr" and not _has_other_words(document):
        return document

    def runs_of(given: tuple[Run, ...], way: Direction) -> tuple[Run, ...]:
        return map_text(given, lambda text: isolated(text, way))

    def cell(given: Cell) -> Cell:
        way = direction(given.locale) if given.locale else document.direction
        return replace(given, runs=runs_of(given.runs, way))

    blocks = map_runs(
        document.blocks, lambda runs: runs_of(runs, document.direction), change_cell=cell
    )
    return replace(document, blocks=blocks)


def _has_other_words(document: Document) -> bool:
    found: list[str] = []

    def noted(runs: tuple[Run, ...]) -> tuple[Run, ...]:
        found.extend([run.text for run in runs if isinstance(run, Text)])
        return runs

    map_runs(document.blocks, noted)
    return _may_turn("".join(found))


def _may_turn(text: str) -> bool:
    # Most letters have no other signs that far out, and compiling the pattern takes a while.
    signs = set(text) - _USUAL
    return max(signs, default="") >= _FIRST_RTL and _OTHER.search(text) is not None


def isolated(text: str, way: Direction) -> str:
    """Return ``text`` with isolates where its words or numbers would change places."""
    if way == "ltr" and (text.isascii() or not _may_turn(text)):
        return text
    text = text.translate(_NO_ISOLATES)
    made, end = [], 0
    for start, stop in _with_symbols(text, way, list(_stretches(text, way))):
        other: Direction = "ltr" if way == "rtl" else "rtl"
        made += [text[end:start], _OPEN[other], text[start:stop], _CLOSE]
        end = stop
    return "".join([*made, text[end:]])


def marked(text: str, way: Direction) -> str:
    """Return ``text`` with marks in place of isolates, which older programs show as boxes."""
    if text.isascii() or _CLOSE not in text:
        return text
    return "".join(
        part if inner is None else opened(part, inner) + MARKS[way] for part, inner in pieces(text)
    )


def opened(part: str, way: Direction) -> str:
    """Return an isolated part behind a mark of its own direction.

    A sign at its end, as in "US$", has none of its own and needs a second mark.
    """
    return MARKS[way] + part + MARKS[way] * (not part[-1:].isalnum())


def with_marks(text: str, way: Direction) -> str:
    """Return lines of plain text that read in ``direction`` in any viewer.

    Isolates become marks. Each line is a paragraph of its own to a viewer, which takes the
    way of its first letter; so a line of the letter's own script that begins with a foreign
    word begins with a mark.
    """
    text = marked(text, way)
    if way == "ltr":
        return text
    return "\n".join(MARKS["rtl"] * _begins_foreign(line) + line for line in text.split("\n"))


def _begins_foreign(line: str) -> bool:
    ways = [way for char in line if (way := _way(char)) is not None and char not in MARKS.values()]
    return ways[:1] == ["ltr"] and "rtl" in ways


def pieces(text: str) -> Iterator[tuple[str, Direction | None]]:
    """Yield the parts of ``text``, with the way of those that are isolated."""
    end = 0
    for found in _ISOLATED.finditer(text):
        if found.start() > end:
            yield text[end : found.start()], None
        yield found[2], "ltr" if found[1] == _OPEN["ltr"] else "rtl"
        end = found.end()
    if end < len(text):
        yield text[end:], None


class _Token(msgspec.Struct, frozen=True):
    start: int
    end: int
    kind: Literal["ltr", "rtl", "number", "sign"]


def _tokens(text: str) -> Iterator[_Token]:
    after_mark = False
    for found in _TOKEN.finditer(text):
        ways = set(map(_way, found[0]))
        if "rtl" in ways or (after_mark and found.start() and text[found.start() - 1] != " "):
            yield _Token(found.start(), found.end(), "rtl")  # an amount behind its mark
        elif "ltr" in ways:
            yield _Token(found.start(), found.end(), "ltr")
        elif any(map(str.isdigit, found[0])):
            yield _Token(found.start(), found.end(), "number")
        else:
            yield _Token(found.start(), found.end(), "sign")
        after_mark = found[0].endswith(MARKS["rtl"])


def _stretches(text: str, way: Direction) -> Iterator[tuple[int, int]]:
    """Yield start and end of what needs an isolate."""
    tokens = list(_tokens(text))
    start = 0
    while start < len(tokens):
        end = start
        while end < len(tokens) and tokens[end].kind != way:
            end += 1
        if end > start and (found := _stretch(text, tokens[start:end], tokens[end:])):
            yield found
        start = end + 1


def _with_symbols(text: str, way: Direction, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Add the signs of currencies such as "US$", which would be drawn "$US"."""
    if way == "ltr":
        return found
    signs = [sign.span() for sign in _SYMBOL.finditer(text)]
    return sorted([*found, *(at for at in signs if not any(a <= at[0] < b for a, b in found))])


def _stretch(text: str, group: list[_Token], rest: list[_Token]) -> tuple[int, int] | None:
    """Return what to isolate of tokens between two words of the letter's own way."""
    words = [place for place, token in enumerate(group) if token.kind in {"ltr", "rtl"}]
    whole = text[group[0].start : group[-1].end]
    if not words:
        digits = sum(map(str.isdigit, whole))
        is_phone = _PHONE.fullmatch(whole.rstrip(_CLOSING)) and digits >= _SHORTEST_PHONE
        return (group[0].start, group[0].start + len(whole.rstrip(_CLOSING))) if is_phone else None
    leads = not text[: group[0].start].strip() or whole[0] == "§"
    start = group[0 if leads else words[0] - _has_postcode(text, group, words[0])].start
    last = len(group) - 1
    if last > words[-1] and rest and _is_short_number(text, group[last]):
        last -= 1
    while last > words[-1] and group[last].kind == "sign":
        last -= 1
    start, end = _without_punctuation(text, start, group[last].end)
    following = text[end:].lstrip(_BETWEEN)[:1]
    if start >= end:
        return None
    # From a letter to a letter or number all is of one direction already.
    keeps_order = _way(text[start]) is not None and text[end - 1].isalnum()
    return None if keeps_order and not following.isdigit() else (start, end)


def _has_postcode(text: str, group: list[_Token], first: int) -> bool:
    """Tell whether a number before the first word belongs to it: no year and no count."""
    before = group[first - 1] if first else None
    return before is not None and bool(_POSTCODE.fullmatch(text[before.start : before.end]))


def _is_short_number(text: str, token: _Token) -> bool:
    """Tell whether a token may be a day or a count of what follows it."""
    digits = sum(map(str.isdigit, text[token.start : token.end]))
    return token.kind == "number" and digits <= _DAY_DIGITS


def _without_punctuation(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the punctuation around words.

    A bracket whose other half is inside stays, and so does the end of a sentence that is quoted.
    """
    while start < end and text[start] in _OPENING:
        if text[start] == "(" and ")" in text[start : end - 1]:
            break
        start += 1
    while start < end and text[end - 1] in _CLOSING:
        if text[end - 1] == ")" and "(" in text[start:end]:
            break
        if text[end - 1] in _STOPS and _is_quoted(text, start, end):
            break
        end -= 1
    return start, end


def _is_quoted(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in _QUOTES and text[end : end + 1] in _QUOTES


def _way(char: str) -> Direction | None:
    kind = unicodedata.bidirectional(char)
    if kind in {"R", "AL"}:
        return "rtl"
    return "ltr" if kind == "L" else None
