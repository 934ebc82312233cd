"""No-break spaces: inside dates, after section signs, before French punctuation.

Readers and searches see the same spaces, so all formats still have the same words. Plain text is
wrapped with them too, but written with ordinary spaces.
"""

from __future__ import annotations

import re
from typing import Final

from refundletters.model.document import Document
from refundletters.render.map_text import map_text

__all__ = ["TIE", "with_no_break_spaces"]

TIE: Final = "\u00a0"
_WORD: Final = r"[^\W\d_]"
# Each pattern matches the words around its spaces; the spaces in the match become no-break spaces.
# Before it stands what the words must hold for it to match, nothing where that is a number.
_EVERYWHERE: Final = (
    (
        "",
        rf"\b\d{{1,2}}(?:er|\.|º)? (?:de )?{_WORD}{{3,10}}\.?(?: de)? \d{{4}}\b",
    ),  # 3 de mayo de 2026
    (", ", rf"\b{_WORD}{{3,9}}\.? \d{{1,2}}, \d{{4}}\b"),  # April 10, 2026
    ("§", r"§§? \d+[a-z]?\b"),
    ("U.S.C.", r"\b\d+ U\.S\.C\.(?: §§?)?"),
    ("C.F.R.", r"\b\d+ C\.F\.R\.(?: §§?)?"),
    ("CFR", r"\b\d+ CFR(?: §§?)?"),
    ("", r"\b(?:[Aa]bs|[Aa]rts?|Nr|Nos?|núm|[Nn]\.?[ºo°]|Ziff|Satz|Z|ss?)\.? \d+\b"),
    ("", rf"\b{_WORD}{{5,}} \d{{1,2}}[.)]+(?!\d)"),  # no number alone on the last line
)
_FRENCH: Final = ((" ", r"(?<=\S) [:;?!»](?![^\s.,)])"), ("« ", r"« (?=\S)"))
_NUMBER: Final = re.compile(r" \d")
# Each of them is a line of its own.
_LINES: Final = ("date", "delivery", "reference")

Patterns = tuple[tuple[str, re.Pattern[str]], ...]
_PATTERNS: Final[Patterns] = tuple((held, re.compile(text)) for held, text in _EVERYWHERE)
_FRENCH_PATTERNS: Final[Patterns] = _PATTERNS + tuple(
    (held, re.compile(text)) for held, text in _FRENCH
)


def with_no_break_spaces(document: Document, tie: str = TIE) -> Document:
    """Return ``document`` with no-break spaces.

    Addresses stay as they were typed. Table columns are wide enough for a date, and may wrap on a
    phone.
    """
    french = document.locale.partition("_")[0] == "fr"
    patterns = _FRENCH_PATTERNS if french else _PATTERNS
    return map_text(document, lambda words: _held(words, patterns, tie), except_roles=_LINES)


def _held(words: str, patterns: Patterns, tie: str) -> str:
    has_number = _NUMBER.search(words) is not None
    for needed, pattern in patterns:
        if needed in words if needed else has_number:
            words = pattern.sub(lambda found: found[0].replace(" ", tie), words)
    return words
