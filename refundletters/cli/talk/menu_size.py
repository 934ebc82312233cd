"""Fit questions and menus to the terminal: lines end between words, and nothing is cut."""

from __future__ import annotations

from typing import Final, NamedTuple

from refundletters.cli.columns import fill, width_of

__all__ = [
    "FEW",
    "SEARCH_LINES",
    "Space",
    "is_too_small",
    "lines_of",
    "menu_label",
    "question_text",
    "with_instruction",
]

FEW: Final = 8
"""The most lines of a long list; typing finds the others."""
SEARCH_LINES: Final = 2
_BESIDE_QUESTION: Final = 3
# The pointer, the box to tick and the last column, which some terminals wrap.
_BESIDE_LABEL: Final = 6
_FEWEST_ROWS: Final = 6
_FEWEST_COLUMNS: Final = 20
# Room for an answer beside its question.
_ANSWER: Final = 16


class Space(NamedTuple):
    """The size of a terminal."""

    columns: int
    rows: int


def is_too_small(space: Space) -> bool:
    """Tell whether a menu cannot be shown."""
    return space.rows < _FEWEST_ROWS or space.columns < _FEWEST_COLUMNS


def lines_of(text: str) -> int:
    """Return how many lines a text that was fitted takes."""
    return text.count("\n") + 1


def menu_label(label: str, columns: int) -> str:
    """Return the label of a choice, its further lines under the first."""
    return _filled(label, columns - _BESIDE_LABEL).replace("\n", "\n     ")


def question_text(text: str, columns: int) -> str:
    """Return a question, with a line of its own for the answer where little room is left."""
    filled = _filled(text, columns - _BESIDE_QUESTION)
    last = filled.rpartition("\n")[2]
    return filled if width_of(last) + _ANSWER < columns else f"{filled}\n"


def with_instruction(text: str, keys: str, columns: int) -> tuple[str, str]:
    """Return a question and what its keys are, on a line of its own where it does not fit.

    Args:
        text: The question.
        keys: What its keys are.
        columns: The width of the terminal.
    """
    filled = _filled(text, columns - _BESIDE_QUESTION)
    last = filled.rpartition("\n")[2]
    if width_of(last) + width_of(keys) + _BESIDE_QUESTION < columns:
        return filled, keys
    wrapped = _filled(keys, columns - _BESIDE_QUESTION)
    return filled, f"\n{wrapped}"


def _filled(text: str, columns: int) -> str:
    return fill(text, max(columns, 10), cut=True)
