"""Spaces at which no line may end: in a day, after a section sign, before French punctuation.

Only pages have lines of their own making; text for pasting keeps its plain spaces. A tie is the
same space to a reader and to a search, so all formats still say the same words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from refundletters.model.document import (
    Block,
    Document,
    Group,
    Heading,
    ListBlock,
    Paragraph,
    Run,
    Text,
)

__all__ = ["tied"]

_TIE: Final = "\u00a0"
_WORD: Final = r"[^\W\d_]"
# Each pattern matches the words around its spaces; the spaces in the match become ties.
_EVERYWHERE: Final = (
    rf"\b\d{{1,2}}(?:er|\.|º)? (?:de )?{_WORD}{{3,10}}\.?(?: de)? \d{{4}}\b",  # 3 de mayo de 2026
    rf"\b{_WORD}{{3,9}}\.? \d{{1,2}}, \d{{4}}\b",  # April 10, 2026
    r"§§? \d+[a-z]?\b",
    r"\b\d+ (?:U\.S\.C\.|C\.F\.R\.|CFR)(?: §§?)?",
    r"\b(?:[Aa]bs|[Aa]rts?|Nr|Nos?|núm|[Nn]\.?[ºo°]|Ziff)\.? \d+\b",
    rf"\b{_WORD}{{5,}} \d{{1,2}}[.)]+(?!\d)",  # a number alone on the last line says nothing
)
_FRENCH: Final = (r"(?<=\S) [:;?!»](?![^\s.,)])", r"« (?=\S)")
_PATTERNS: Final = tuple(map(re.compile, _EVERYWHERE))
_FRENCH_PATTERNS: Final = _PATTERNS + tuple(map(re.compile, _FRENCH))


def tied(document: Document) -> Document:
    """Return ``document`` with ties.

    Addresses stay as a person wrote them. Columns of tables are measured to hold a day, and give
    way on a telephone.
    """
    french = document.locale.partition("_")[0] == "fr"
    patterns = _FRENCH_PATTERNS if french else _PATTERNS
    return replace(document, blocks=tuple(_block(block, patterns) for block in document.blocks))


def _block(block: Block, patterns: Sequence[re.Pattern[str]]) -> Block:
    match block:
        case Paragraph(role="date" | "delivery" | "reference"):
            return block  # a line of its own
        case Paragraph() | Heading():
            return replace(block, runs=_runs(block.runs, patterns))
        case ListBlock():
            return replace(block, items=tuple(_runs(item, patterns) for item in block.items))
        case Group():
            return replace(block, blocks=tuple(_block(inner, patterns) for inner in block.blocks))
    return block


def _runs(runs: Sequence[Run], patterns: Sequence[re.Pattern[str]]) -> tuple[Run, ...]:
    return tuple(
        replace(run, text=_tie(run.text, patterns)) if isinstance(run, Text) else run
        for run in runs
    )


def _tie(words: str, patterns: Sequence[re.Pattern[str]]) -> str:
    for pattern in patterns:
        words = pattern.sub(lambda found: found[0].replace(" ", _TIE), words)
    return words
