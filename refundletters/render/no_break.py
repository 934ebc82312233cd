"""No-break spaces: inside dates, after section signs, before French punctuation.

Readers and searches see the same spaces, so all formats still have the same words. Plain text is
wrapped with them too, but written with ordinary spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from refundletters.model.document import Document
from refundletters.render.map_text import map_text

__all__ = ["TIE", "with_no_break_spaces"]

TIE: Final = "\u00a0"
_WORD: Final = r"[^\W\d_]"
# Each pattern matches the words around its spaces; the spaces in the match become no-break spaces.
# Before it stands what it cannot do without, which is found much sooner.
_AT_NUMBERS: Final = (
    # 3 de mayo de 2026
    (r" \d{4}", rf"\b\d{{1,2}}(?:er|\.|º)? (?:de )?{_WORD}{{3,10}}\.?(?: de)? \d{{4}}\b"),
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
_IN_FRENCH: Final = (
    (r" [:;?!»]", r"(?<=\S) [:;?!»](?![^\s.,)])"),
    ("« ", r"« (?=\S)"),
)
_NUMBER: Final = re.compile(r" \d")
# Each of them is a line of its own.
_LINES: Final = ("date", "delivery", "reference")

Patterns = tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]


def _compiled(rows: Iterable[tuple[str, str]]) -> Patterns:
    return tuple((re.compile(needed), re.compile(pattern)) for needed, pattern in rows)


_NUMBERED: Final = _compiled(_AT_NUMBERS)
_OTHERS: Final = _compiled(_ANYWHERE)
_FRENCH: Final = _OTHERS + _compiled(_IN_FRENCH)


def with_no_break_spaces(document: Document, tie: str = TIE) -> Document:
    """Return ``document`` with no-break spaces.

    Addresses stay as they were typed. Table columns are wide enough for a date, and may wrap on a
    phone.
    """
    others = _FRENCH if document.locale.partition("_")[0] == "fr" else _OTHERS
    return map_text(document, lambda words: _held(words, others, tie), except_roles=_LINES)


def _held(words: str, others: Patterns, tie: str) -> str:
    patterns = _NUMBERED + others if _NUMBER.search(words) else others
    for needed, pattern in patterns:
        if needed.search(words):
            words = pattern.sub(lambda found: found[0].replace(" ", tie), words)
    return words
