"""Spans of time such as "10 Werktage", in the one form of the case file: "10 business days"."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from refundletters.answers.word_lists import words

__all__ = ["read_span"]

# Names of the word lists, and the unit as the case file writes it.
_UNITS: Final = {
    "days": "days",
    "business_days": "business days",
    "weeks": "weeks",
    "months": "months",
}


def read_span(text: str) -> str | None:
    """Return the span that ``text`` names in any shipped language, or ``None`` if it names none."""
    number, _, unit = " ".join(text.split()).partition(" ")
    if not (number.isascii() and number.isdigit()) or int(number) == 0:
        return None
    name = _units().get(unit.casefold())
    if name is None:
        return None
    return f"{int(number)} {name.removesuffix('s') if int(number) == 1 else name}"


@lru_cache(maxsize=1)
def _units() -> dict[str, str]:
    return {word.casefold(): unit for name, unit in _UNITS.items() for word in words("typed", name)}
