"""No-break spaces: inside dates, after section signs, before French punctuation.

Readers and searches see the same spaces, so all formats still have the same words. Plain text is
wrapped with them too, but written with ordinary spaces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from refundletters.model.document import Document
from refundletters.render.map_text import map_text

__all__ = ["TIE", "with_no_break_spaces"]

TIE: Final = "\u00a0"
_WORD: Final = r"[^\W\d_]"
# Each pattern matches the words around its spaces; the spaces in the match become no-break spaces.
_EVERYWHERE: Final = (
    rf"\b\d{{1,2}}(?:er|\.|º)? (?:de )?{_WORD}{{3,10}}\.?(?: de)? \d{{4}}\b",  # 3 de mayo de 2026
    rf"\b{_WORD}{{3,9}}\.? \d{{1,2}}, \d{{4}}\b",  # April 10, 2026
    r"§§? \d+[a-z]?\b",
    r"\b\d+ (?:U\.S\.C\.|C\.F\.R\.|CFR)(?: §§?)?",
    r"\b(?:[Aa]bs|[Aa]rts?|Nr|Nos?|núm|[Nn]\.?[ºo°]|Ziff|Satz|Z|ss?)\.? \d+\b",
    rf"\b{_WORD}{{5,}} \d{{1,2}}[.)]+(?!\d)",  # no number alone on the last line
)
_FRENCH: Final = (r"(?<=\S) [:;?!»](?![^\s.,)])", r"« (?=\S)")
# Each of them is a line of its own.
_LINES: Final = ("date", "delivery", "reference")
_PATTERNS: Final = tuple(map(re.compile, _EVERYWHERE))
_FRENCH_PATTERNS: Final = _PATTERNS + tuple(map(re.compile, _FRENCH))


def with_no_break_spaces(document: Document, tie: str = TIE) -> Document:
    """Return ``document`` with no-break spaces.

    Addresses stay as they were typed. Table columns are wide enough for a date, and may wrap on a
    phone.
    """
    french = document.locale.partition("_")[0] == "fr"
    patterns = _FRENCH_PATTERNS if french else _PATTERNS
    return map_text(document, lambda words: _held(words, patterns, tie), except_roles=_LINES)


def _held(words: str, patterns: Sequence[re.Pattern[str]], tie: str) -> str:
    for pattern in patterns:
        words = pattern.sub(lambda found: found[0].replace(" ", tie), words)
    return words
