"""How easy a text is to read: sentences, words, and the grade of English prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from refundletters.patterns import lazy_pattern

__all__ = ["grade", "sentences", "words"]

# Full-width signs end a sentence without a blank.
_END: Final = lazy_pattern(r"[.!?…](?:[\"'”’»)\]]*)\s+|[。？！][」）]*\s*(?=.)")
# Vowel signs of Arabic and accents that stand apart belong to the letter before them.
_WORD: Final = lazy_pattern(r"\w[\w\u0300-\u036F\u064B-\u065F'’.,:/@&+-]*[\w\u064B-\u065F]|\w")
# "3. März": a day before the name of its month; a year at the end of a sentence has four digits.
_ORDINAL_DIGITS: Final = 2

# Automated Readability Index (Smith and Senter, 1967): the U.S. school grade of English prose.
_PER_CHARACTER: Final = 4.71
_PER_WORD: Final = 0.5
_BASE: Final = 21.43


def sentences(text: str, abbreviations: Iterable[str] = ()) -> list[str]:
    """Return the sentences of ``text``.

    Args:
        text: Running text on one line.
        abbreviations: Words, in lower case and without their period, that do not end a sentence.
    """
    known = frozenset(abbreviations)
    found, start = [], 0
    for match in _END.finditer(text):
        if text[match.start()] == "." and not _ends(text[start : match.start()], known):
            continue
        if text[match.end() : match.end() + 1].islower():
            continue
        found.append(text[start : match.end()].strip())
        start = match.end()
    rest = text[start:].strip()
    return [*found, rest] if rest else found


def _ends(before: str, abbreviations: frozenset[str]) -> bool:
    """Tell whether the period after ``before`` ends a sentence."""
    word = re.split(r"[\s(“„«\"]", before)[-1]
    if word.isdigit():
        return len(word) > _ORDINAL_DIGITS
    return word.lower() not in abbreviations


def words(text: str) -> list[str]:
    """Return the words of ``text``; an amount, a date or an address counts as one word."""
    return _WORD.findall(text)


def grade(texts: Sequence[str]) -> float:
    """Return the U.S. school grade of English sentences by the Automated Readability Index.

    ``4.71 × characters ÷ words + 0.5 × words ÷ sentences − 21.43``, where characters are letters
    and digits.

    Args:
        texts: Sentences; those without a word do not count.
    """
    counted = [found for text in texts if (found := words(text))]
    total = sum(len(found) for found in counted)
    if not total:
        return 0.0
    characters = sum(char.isalnum() for found in counted for word in found for char in word)
    return _PER_CHARACTER * characters / total + _PER_WORD * total / len(counted) - _BASE
