"""No-break spaces: inside dates, after section signs, before French punctuation.

Readers and searches see the same spaces, so all formats still have the same words. Plain text is
wrapped with them too, but written with ordinary spaces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from refundletters.model.document import Cell, Document, Text
from refundletters.model.map_runs import map_runs
from refundletters.render.map_text import map_text

__all__ = ["TIE", "held_whole", "with_no_break_spaces"]

TIE: Final = "\u00a0"
_WORD: Final = r"[^\W\d_]"
# Each pattern matches the words around its spaces; the spaces in the match become no-break spaces.
_EVERYWHERE: Final = (
    rf"\b\d{{1,2}}(?:er|\.|º|°)? (?:de )?{_WORD}{{3,10}}\.?(?: de)? \d{{4}}\b",  # 3 de mayo de 2026
    rf"\b{_WORD}{{3,9}}\.? \d{{1,2}}, \d{{4}}\b",  # April 10, 2026
    r"§§? \d+[a-z]?\b",
    r"\b\d+ (?:U\.S\.C\.|C\.F\.R\.|CFR)(?: §§?)?",
    r"\b(?:[Aa]bs|[Aa]rts?|Nr|Nos?|núm|[Nn]\.?[ºo°]|Ziff|Satz|Z|ss?)\.? \d+\b",
    rf"\b{_WORD}{{5,}} \d{{1,2}}[.)]+(?!\d)",  # no number alone on the last line
)
# What only some languages write so, by language.
_BY_LANGUAGE: Final[Mapping[str, tuple[str, ...]]] = {
    "ar": (r"المادة \d+", r"رقم \d+"),
    "fr": (r"(?<=\S) [:;?!»](?![^\s.,)])", r"« (?=\S)"),
    "it": (
        rf"\b\d{{1,2}}° {_WORD}{{4,9}}(?: \d{{4}})?\b",
        r"\b(?:[Nn]|[Cc]omma|[Aa]rtt?|[Pp]ag|D\.\s?Lgs|D\.L|[Ll]egge)\.? \d+",
    ),
    "nl": (r"\b(?:[Aa]rtikel|[Aa]rt\.|[Ll]id|[Nn]r\.|[Nn]ummer) \d+", r"€ (?=\d)"),
    # No line ends in a word of one letter.
    "pl": (
        rf"(?<!{_WORD})[AaIiOoUuWwZz] (?=\S)",
        r"\b\d{4} r\.",
        r"\b(?:[Aa]rt|[Uu]st|[Pp]kt|[Pp]oz|[Nn]r|Dz\.\s?U|[Pp]ar)\.? \d+",
        rf"\b\d{{1,2}}\. {_WORD}{{3,12}}",
    ),
    "pt": (
        r"\b(?:[Nn]\.?[ºo°]|[Aa]rtigo|[Aa]rts?\.|[Ii]nciso|[Ll]ei|[Dd]ecreto-[Ll]ei) \d+",
        r"\b[Ll]ei n\.?[ºo°]",
    ),
    "tr": (r"\b(?:[Mm]adde|[Mm]d\.|[Nn]o:|[Ss]ayılı) \d+", r"\b\d+\. [Mm]adde"),
}
_HYPHENATED: Final = re.compile(r"\b[A-Za-z0-9]{1,15}(?:-[A-Za-z0-9]{1,15}){1,3}\b")
# What has no space that could be tied, and still must not be broken.
_WHOLE: Final[Mapping[str, re.Pattern[str]]] = {
    "ja": re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日"),
    "zh": re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日"),
    **dict.fromkeys(
        ("ar", "fa", "he", "ur"), re.compile(r"\b[A-Za-z0-9]{1,15}(?:-[A-Za-z0-9]{1,15}){1,3}\b")
    ),
}
# Each of them is a line of its own.
_LINES: Final = ("date", "delivery", "reference")
_PATTERNS: Final = tuple(map(re.compile, _EVERYWHERE))


@lru_cache(maxsize=64)
def _patterns(language: str) -> Sequence[re.Pattern[str]]:
    return (*_PATTERNS, *map(re.compile, _BY_LANGUAGE.get(language, ())))


def held_whole(locale: str) -> re.Pattern[str] | None:
    """Return what may not be broken although it has no space: a day, or a number with hyphens."""
    return _WHOLE.get(locale.partition("_")[0])


def with_no_break_spaces(document: Document, tie: str = TIE) -> Document:
    """Return ``document`` with no-break spaces.

    Addresses stay as they were typed. Table columns are wide enough for a date, and may wrap on a
    phone; columns that hold whole sentences are tied by their own language.
    """
    tied = map_text(document, lambda words: _held(words, document.locale, tie), except_roles=_LINES)
    return replace(
        tied, blocks=map_runs(tied.blocks, lambda runs: runs, change_cell=_held_cell(tie))
    )


def _held_cell(tie: str) -> Callable[[Cell], Cell]:
    def held(cell: Cell) -> Cell:
        if not cell.locale:
            return cell
        runs = (
            replace(run, text=_held(run.text, cell.locale, tie)) if isinstance(run, Text) else run
            for run in cell.runs
        )
        return replace(cell, runs=tuple(runs))

    return held


def _held(words: str, locale: str, tie: str) -> str:
    for pattern in _patterns(locale.partition("_")[0]):
        words = pattern.sub(lambda found: found[0].replace(" ", tie), words)
    return words
