"""Text helpers of all renderers: cleaning, measuring and wrapping."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from refundletters.model.document import (
    Address,
    Block,
    Break,
    Fill,
    Group,
    Heading,
    ListBlock,
    Paragraph,
    Run,
    Table,
)

__all__ = ["BLANK", "FlatBlock", "clean", "display_width", "flat", "line_text", "lines_of", "wrap"]

BLANK = "_" * 24
FlatBlock = Paragraph | Heading | ListBlock | Table | Address

_ZWJ = "\u200d"
# What begins no line and what ends none (W3C, Requirements for Japanese Text Layout, 3.1.7).
_NEVER_FIRST = frozenset("、。，．・：；？！）」』】〉》〕］｝゛゜％")
_NEVER_LAST = frozenset("（「『【〈《〔［｛￥＄")
_BEFORE_NUMBER = frozenset("年月第")  # the number after it belongs to it


def clean(text: str) -> str:
    """Return ``text`` without characters no document can hold, with line breaks and tabs as spaces.

    Control characters, lone surrogates and noncharacters are removed: neither XML nor fonts have
    them. A line break inside a value must not become one in the letter.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(filter(None, map(_clean_char, text)))


def _clean_char(char: str) -> str:
    if char in "\t\n\v\f\r\x85\u2028\u2029":
        return " "
    code = ord(char)
    if unicodedata.category(char) in {"Cc", "Cs"} or code & 0xFFFE == 0xFFFE:
        return ""
    return "" if 0xFDD0 <= code <= 0xFDEF else char


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
    return [" ".join(filter(None, line.split(" "))) for line in lines]


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
    if text.isascii():
        return len(text)
    return sum(_columns(text))


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
    lines, current, used = [], "", 0
    for piece in _pieces(text):
        size = display_width(piece)
        if current.strip() and used + display_width(piece.rstrip(" ")) > width:
            lines.append(current.rstrip(" "))
            current, used = indent, len(indent)
        current += piece
        used += size
    lines.append(current.rstrip(" "))
    return lines


def _pieces(text: str) -> Iterator[str]:
    """Yield the unbreakable stretches of a text, each with the spaces after it."""
    start = 0
    for index in range(1, len(text)):
        if text[index] != " " and (text[index - 1] == " " or _may_part(text, index)):
            yield text[start:index]
            start = index
    yield text[start:]


def _may_part(text: str, index: int) -> bool:
    """Tell whether a line may break before ``index`` without a space.

    It may beside a wide character, but not before one that never begins a line or after one that
    never ends it, and not between a digit and its unit: a day stays whole.
    """
    before, after = text[index - 1], text[index]
    if before == "\u2060" or after in _NEVER_FIRST or before in _NEVER_LAST:
        return False
    if before.isascii():
        return after in _NEVER_LAST
    if after.isascii():
        is_wide = unicodedata.east_asian_width(before) in "WF"
        return is_wide and after.isalnum() and before not in _BEFORE_NUMBER
    if not {unicodedata.category(before)[0], unicodedata.category(after)[0]} <= {"L", "P", "S"}:
        return False
    widths = unicodedata.east_asian_width(before) + unicodedata.east_asian_width(after)
    return "W" in widths or "F" in widths
