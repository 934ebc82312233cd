"""Find where sentences end, without knowing the language.

A wrong end would split a name or an amount, while a missed one only removes a little more. So
whatever might be an abbreviation, an initial or an ordinal number does not end a sentence.
"""

from __future__ import annotations

import re
from typing import Final

from refundletters.model.document import Break, Run, Text
from refundletters.patterns import lazy_pattern

__all__ = ["without_last_sentence"]

_END: Final = lazy_pattern(r"[.!?…؟।](?:[\"'”’»)\]]*)(?=\s)|[。！？](?:[」』”）]*)")
_SHORT: Final = 4
_YEAR: Final = lazy_pattern(r"(?:19|20)\d\d")
_VOWELS: Final = frozenset("aeiouyAEIOUY")


def without_last_sentence(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return ``runs`` without their last sentence; empty where there is only one.

    A line break ends a sentence too.
    """
    text = "".join(_plain(run) for run in runs)
    end = _last_end(text.rstrip())
    kept: list[Run] = []
    for run in runs:
        size = len(run.text) if isinstance(run, Text) else 1
        if end < size:
            if isinstance(run, Text) and end:
                kept.append(Text(run.text[:end], run.strong, run.em))
            break
        kept.append(run)
        end -= size
    while kept and isinstance(kept[-1], Break):
        kept.pop()
    return tuple(kept)


def _plain(run: Run) -> str:
    """Return the text of a run; a line break or blank counts as one character."""
    if isinstance(run, Text):
        return run.text
    return "\n" if isinstance(run, Break) else "_"


def _last_end(text: str) -> int:
    """Return where the second-to-last sentence ends, 0 if there is only one."""
    found = text.rfind("\n") + 1
    for match in _END.finditer(text):
        if found < match.end() < len(text) and _is_end(text, match.start(), match.end()):
            found = match.end()
    return found


def _is_end(text: str, mark: int, after: int) -> bool:
    rest = text[after:].lstrip()
    if rest[:1].islower() or (text[mark] == "." and rest[:1].isdigit()):
        return False
    return text[mark] != "." or not _may_be_abbreviation(text[:mark])


def _may_be_abbreviation(before: str) -> bool:
    word = re.split(r"[\s(\u201c\u00ab\"]", before)[-1]
    if any(char.isdigit() for char in word):
        return len(word) < _SHORT or not _YEAR.fullmatch(word[-_SHORT:])
    if "." in word or word.isupper():
        return True
    if len(word) <= _SHORT and (word[:1].isupper() or not _VOWELS & set(word)):
        return True
    return len(word) == 1
