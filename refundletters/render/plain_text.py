"""Text helpers of all renderers: cleaning, measuring and wrapping."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from refundletters.model.document import (
    Block,
    Break,
    Fill,
    FlatBlock,
    Group,
    Run,
)
from refundletters.patterns import lazy_pattern

__all__ = ["BLANK", "clean", "display_width", "flat", "line_text", "lines_of", "wrap"]

BLANK = "_" * 24

_ZWJ = "\u200d"
# What begins no line and what ends none (W3C, Requirements for Japanese Text Layout, 3.1.7).
_NEVER_FIRST: Final = frozenset("、。，．・：；？！）」』】〉》〕］｝゛゜％")
_NEVER_LAST: Final = frozenset("（「『【〈《〔［｛￥＄")
_BEFORE_NUMBER: Final = frozenset("年月第")  # the number after it belongs to it
# What no document can hold, and what must not break a line.
_UNFIT: Final = lazy_pattern(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(
        chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]"
)
# Characters of one column each: most of Latin, Greek and Cyrillic, and the common punctuation.
_ONE_COLUMN: Final = lazy_pattern(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0391-\u03a1\u03a3-\u0482"
    "\u2000-\u200a\u2010-\u2027\u202f-\u205f\u20ac]*"
)
_WORDS: Final = lazy_pattern("[^ ]+ *| +")
# Scripts that may be written without spaces begin at Hangul and at the radicals of Chinese.
_WIDE: Final = lazy_pattern("[\u1100-\u1fff\u2e80-\U0010ffff]")


def clean(text: str) -> str:
    """Return ``text`` without characters no document can hold, with line breaks and tabs as spaces.

    Control characters, lone surrogates and noncharacters are removed: neither XML nor fonts have
    them. A line break inside a value must not become one in the letter.
    """
    if text.isprintable() or not _UNFIT.search(text):
        return text
    return _UNFIT.sub(lambda found: _clean_char(found[0]), text)


def _clean_char(char: str) -> str:
    return " " if char in "\t\n\v\f\r\x85\u2028\u2029" else ""


def lines_of(runs: Iterable[Run]) -> list[str]:
    """Return the text of ``runs`` as lines, one more than there are breaks."""
    lines = [""]
    for run in runs:
        if isinstance(run, Break):
            lines.append("")
        elif isinstance(run, Fill):
            lines[-1] += f"{clean(run.label)} {BLANK}"
        else:
            lines[-1] += clean(run.text)
    return [_single_spaced(line) for line in lines]


def _single_spaced(line: str) -> str:
    if "  " not in line and line[:1] != " " and line[-1:] != " ":
        return line
    return " ".join(filter(None, line.split(" ")))


def line_text(runs: Iterable[Run]) -> str:
    """Return the text of ``runs`` on one line."""
    return " ".join(filter(None, lines_of(runs)))


def flat(blocks: Sequence[Block]) -> Iterator[FlatBlock]:
    """Yield ``blocks`` in order, with groups flattened."""
    for block in blocks:
        if isinstance(block, Group):
            yield from flat(block.blocks)
        else:
            yield block


def display_width(text: str) -> int:
    """Return the width of ``text`` in terminal columns."""
    return len(text) if _is_one_column(text) else sum(_columns(text))


def _is_one_column(text: str) -> bool:
    """Tell whether every character is one column wide, as far as that is quickly seen."""
    return text.isascii() or _is_western(text) or _ONE_COLUMN.fullmatch(text) is not None


def _is_western(text: str) -> bool:
    """Tell whether a text has letters and signs of Western Europe alone, without a soft hyphen.

    A pattern of so many characters takes longer to compile than to write a chat message.
    """
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return "\u00ad" not in text


def _columns(text: str) -> Iterator[int]:
    """Yield the width of each character; combining marks and joined emoji have none."""
    joined = False
    for char in text:
        if joined or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
            yield 0
        elif unicodedata.east_asian_width(char) in "WF":
            yield 2
        else:
            yield 1
        joined = char == _ZWJ


def wrap(text: str, width: int, indent: str = "") -> list[str]:
    """Return ``text`` in lines of at most ``width`` columns, later ones with ``indent``.

    Lines break at ordinary spaces, and between characters of scripts written without spaces. A word
    that is longer than a line, such as a link, is not broken.
    """
    if 2 * len(text) <= width:  # no character has more than two columns
        return [text.rstrip(" ")]
    width_of = len if _is_one_column(text) else display_width
    lines, current, used = [], "", 0
    for piece in _pieces(text):
        size = width_of(piece)
        if used + size > width and current.strip() and used + width_of(piece.rstrip(" ")) > width:
            lines.append(current.rstrip(" "))
            current, used = indent, len(indent)
        current += piece
        used += size
    lines.append(current.rstrip(" "))
    return lines


def _pieces(text: str) -> list[str]:
    """Return the unbreakable stretches of a text, each with the spaces after it."""
    if not _WIDE.search(text):
        return _WORDS.findall(text) or [""]
    pieces, start = [], 0
    for index in range(1, len(text)):
        if text[index] != " " and (text[index - 1] == " " or _may_part(text, index)):
            pieces.append(text[start:index])
            start = index
    return [*pieces, text[start:]]


def _may_part(text: str, index: int) -> bool:
    """Tell whether a line may break before ``index`` without a space.

    It may beside a wide character, but not before one that never begins a line or after one that
    never ends it, and not between a number and its unit: a day stays whole.
    """
    before, after = text[index - 1], text[index]
    if after in _NEVER_FIRST or before in _NEVER_LAST:
        return False
    if before.isascii():
        return after in _NEVER_LAST
    if after.isascii():
        is_wide = unicodedata.east_asian_width(before) in "WF"
        parts = is_wide and _is_of_script(before) and before not in _BEFORE_NUMBER
        return parts and after.isalnum()
    if not (_is_of_script(before) and _is_of_script(after)):
        return False
    widths = unicodedata.east_asian_width(before) + unicodedata.east_asian_width(after)
    return "W" in widths or "F" in widths


def _is_of_script(char: str) -> bool:
    """Tell whether ``char`` is written in a line without spaces: a letter or its punctuation."""
    return char in _NEVER_FIRST or char in _NEVER_LAST or unicodedata.category(char) in {"Lo", "Lm"}
