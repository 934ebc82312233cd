"""Spans of time such as "10 Werktage", in the one form of the case file: "10 business days"."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from refundletters.answers.characters import normalize_characters
from refundletters.answers.word_lists import words
from refundletters.patterns import lazy_pattern

__all__ = ["read_span"]

# Names of the word lists, and the unit as the case file writes it.
_UNITS: Final = {
    "days": "days",
    "business_days": "business days",
    "weeks": "weeks",
    "months": "months",
}

# Japanese writes no blank between a number and its unit.
_SPAN: Final = lazy_pattern(r"([0-9]{1,4}) ?([^0-9 ].*)")


def read_span(text: str) -> str | None:
    """Return the span that ``text`` names in any shipped language, or ``None`` if it names none."""
    found = _SPAN.fullmatch(" ".join("".join(normalize_characters(text)).split()))
    if found is None or int(found[1]) == 0:
        return None
    name = _units().get(found[2].casefold())
    if name is None:
        return None
    return f"{int(found[1])} {name.removesuffix('s') if int(found[1]) == 1 else name}"


@lru_cache(maxsize=1)
def _units() -> dict[str, str]:
    return {word.casefold(): unit for name, unit in _UNITS.items() for word in words("typed", name)}
