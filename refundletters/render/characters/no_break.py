"""No-break spaces: inside dates, after section signs, before French punctuation.

Readers and searches see the same spaces, so all formats still have the same words. Plain text is
wrapped with them too, but written with ordinary spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from msgspec.structs import replace

from refundletters.model.document import Address, Block, Cell, Document, Paragraph, Run
from refundletters.model.map_runs import map_runs, map_text
from refundletters.patterns import lazy_pattern

__all__ = ["TIE", "held_whole", "with_no_break_spaces"]

TIE: Final = "\u00a0"
_WORD: Final = r"[^\W\d_]"
# Each pattern matches the words around its spaces; the spaces in the match become no-break spaces.
# Before it stands what it cannot do without, which is found much sooner.
_AT_NUMBERS: Final = (
    # 3 de mayo de 2026
    (r" \d{4}", rf"\b\d{{1,2}}(?:er|\.|º|°)? (?:de )?{_WORD}{{3,10}}\.?(?: de)? \d{{4}}\b"),
    (r", \d{4}", rf"\b{_WORD}{{3,9}}\.? \d{{1,2}}, \d{{4}}\b"),  # April 10, 2026
    ("§", r"§§? \d+[a-z]?\b"),
    (
        r" \d(?<=[bfmnorstzNZº°.] \d)",
        r"\b(?:[Aa]bs|[Aa]rts?|Nr|Nos?|núm|[Nn]\.?[ºo°]|Ziff|Satz|Z|ss?)\.? \d+\b",
    ),
    # No number alone on the last line.
    (r" \d{1,2}[.)]", rf"\b{_WORD}{{5,}} \d{{1,2}}[.)]+(?!\d)"),
)
_ANYWHERE: Final = (
    (r"U\.S\.C\.", r"\b\d+ U\.S\.C\.(?: §§?)?"),
    (r"C\.F\.R\.", r"\b\d+ C\.F\.R\.(?: §§?)?"),
    ("CFR", r"\b\d+ CFR(?: §§?)?"),
)
# What only some languages write so.
_BY_LANGUAGE: Final[Mapping[str, Sequence[tuple[str, str]]]] = {
    "ar": ((r" \d", r"المادة \d+"), (r" \d", r"رقم \d+")),
    "fr": (
        (r" [:;?!»]", r"(?<=\S) [:;?!»](?![^\s.,)])"),
        ("« ", r"« (?=\S)"),
    ),
    "it": (
        (r"\d° ", rf"\b\d{{1,2}}° {_WORD}{{4,9}}(?: \d{{4}})?\b"),
        (r" \d", r"\b(?:[Nn]|[Cc]omma|[Aa]rtt?|[Pp]ag|D\.\s?Lgs|D\.L|[Ll]egge)\.? \d+"),
    ),
    "nl": ((r" \d", r"\b(?:[Aa]rtikel|[Aa]rt\.|[Ll]id|[Nn]r\.|[Nn]ummer) \d+"),),
    # No line ends in a word of one letter.
    "pl": (
        (r" \d", r"\b(?:[Aa]rt|[Uu]st|[Pp]kt|[Pp]oz|[Nn]r|Dz\.\s?U|[Pp]ar)\.? \d+"),
        (r"\d\. ", rf"\b\d{{1,2}}\. {_WORD}{{3,12}}"),
        (" r\\.", r"\b\d{4} r\."),
        (r"\b\w ", rf"(?<!{_WORD})[AaIiOoUuWwZz] (?=\S)"),
    ),
    "pt": (
        (r" \d", r"\b(?:[Nn]\.?[ºo°]|[Aa]rtigo|[Ii]nciso|[Ll]ei|[Dd]ecreto-[Ll]ei) \d+"),
        ("ei n", r"\b[Ll]ei n\.?[ºo°]"),
    ),
    "tr": (
        (r" \d", r"\b(?:[Mm]adde|[Mm]d\.|[Nn]o:) \d+"),
        ("sayılı", r"\b\d+ sayılı"),
        ("adde", r"\b\d+\. [Mm]adde"),
    ),
}
_CHINESE_DAY: Final = lazy_pattern(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日", re.ASCII)
_HYPHENATED: Final = lazy_pattern(r"\b[A-Za-z0-9]{1,15}(?:-[A-Za-z0-9]{1,15}){1,3}\b")
# What has no space that could be tied, and still must not be broken.
_WHOLE: Final[Mapping[str, re.Pattern[str]]] = {
    **dict.fromkeys(("ja", "zh"), _CHINESE_DAY),
    **dict.fromkeys(("ar", "fa", "he", "ur"), _HYPHENATED),
}
_NUMBER: Final = lazy_pattern(r" \d")
# Each of them is a line of its own.
_LINES: Final = ("date", "delivery", "reference")

Patterns = tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]


def _compiled(rows: Iterable[tuple[str, str]]) -> Patterns:
    return tuple((lazy_pattern(needed), lazy_pattern(pattern)) for needed, pattern in rows)


_NUMBERED: Final = _compiled(_AT_NUMBERS)
_OTHERS: Final = _compiled(_ANYWHERE)


@lru_cache(maxsize=64)
def _patterns(language: str) -> Patterns:
    return _OTHERS + _compiled(_BY_LANGUAGE.get(language, ()))


def held_whole(locale: str) -> re.Pattern[str] | None:
    """Return what may not be broken although it has no space: a day, or a number with hyphens."""
    return _WHOLE.get(locale.partition("_")[0])


def with_no_break_spaces(document: Document, tie: str = TIE) -> Document:
    """Return ``document`` with no-break spaces.

    Addresses stay as they were typed. Table columns are wide enough for a date, and may wrap on a
    phone; columns that hold the sentences of a language are tied as it wants.
    """

    def tied(runs: tuple[Run, ...], locale: str) -> tuple[Run, ...]:
        others = _patterns(locale.partition("_")[0])
        return map_text(runs, lambda words: _held(words, others, tie))

    def tied_cell(cell: Cell) -> Cell:
        return replace(cell, runs=tied(cell.runs, cell.locale)) if cell.locale else cell

    blocks = map_runs(
        document.blocks, lambda runs: tied(runs, document.locale), _stays, change_cell=tied_cell
    )
    return replace(document, blocks=blocks)


def _stays(block: Block) -> bool:
    return isinstance(block, Address) or (isinstance(block, Paragraph) and block.role in _LINES)


def _held(words: str, others: Patterns, tie: str) -> str:
    patterns = _NUMBERED + others if _NUMBER.search(words) else others
    for needed, pattern in patterns:
        if needed.search(words):
            words = pattern.sub(lambda found: found[0].replace(" ", tie), words)
    return words
