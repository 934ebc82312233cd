"""Headings between rows: what stands under "Pending" or "Declined" has that state."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence
from typing import Final

from refundletters.statements.table.tables import Stray
from refundletters.statements.words import plain, word_in, words

__all__ = ["Sections", "sections_of", "states_under"]

#: The line of each heading and the state it names; nothing for other headings.
Sections = Sequence[tuple[int, str]]

_MOST_WORDS: Final = 5
_SHORTEST: Final = 5  # letters of a word that may have an ending: "abgelehnte", "pendientes"
_LONGEST_ENDING: Final = 3


def sections_of(strays: Iterable[Stray]) -> Sections:
    """Return the headings among the rows that belong to no table, in the order of the file."""
    found = []
    for stray in strays:
        filled = [cell for cell in stray.cells if cell]
        if len(filled) == 1 and not any(map(str.isdigit, filled[0])):
            title = plain(filled[0])
            if len(title.split()) <= _MOST_WORDS:
                found.append((stray.line, _state(title)))
    found.sort()
    return found if any(state for _, state in found) else ()


def _state(title: str) -> str:
    for state in ("never", "pending"):
        known = words(state)
        if word_in(title, known) or any(_is_ending_of(piece, known) for piece in title.split()):
            return state
    return ""


def _is_ending_of(piece: str, known: frozenset[str]) -> bool:
    starts = (piece[:-size] for size in range(1, _LONGEST_ENDING + 1))
    return any(len(start) >= _SHORTEST and start in known for start in starts)


def states_under(sections: Sections, lines: Sequence[int], states: Sequence[str]) -> list[str]:
    """Return the states of rows, also by the headings above them.

    Args:
        sections: The headings of the file.
        lines: The line of each row.
        states: What the rows say themselves; empty where no column says.
    """
    places = [line for line, _ in sections]
    found = list(states) or ["posted"] * len(lines)
    for row, line in enumerate(lines):
        above = bisect(places, line)
        if above and found[row] == "posted":
            found[row] = sections[above - 1][1] or "posted"
    return found
