"""Forms of days that only some countries have, put into the usual ones before parsing."""

from __future__ import annotations

import re
from typing import Final

from refundletters.patterns import lazy_pattern

__all__ = ["ROMAN_MONTHS", "in_usual_form"]

# Polish and Hungarian write the month in Roman numerals too.
_ROMAN: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
ROMAN_MONTHS: Final = {name: month for month, name in enumerate(_ROMAN, start=1)}
# The year before the first of each era (Japanese law, Era Name Act of 1979, and its orders).
_ERAS: Final = {
    "令和": 2018,
    "平成": 1988,
    "昭和": 1925,
    "大正": 1911,
    "r": 2018,
    "h": 1988,
    "s": 1925,
}
_ERA: Final = lazy_pattern(
    r"(?P<era>令和|平成|昭和|大正)\s*(?P<year>[0-9]{1,2}|元)\s*年"
    r"|(?P<letter>[rhs])\.?(?P<short>[0-9]{1,2})(?=[./-])"
)
_ELIDED: Final = lazy_pattern(r"\b(?:d?[ae]?l{1,2}|dall|nell|sull)'(?=[0-9])")


def in_usual_form(text: str, locale: str) -> str:
    """Return a day with a Western year, and without an elided article before it.

    Args:
        text: In lower case, with ASCII digits.
        locale: Locale in which the person writes.
    """
    match locale.partition("_")[0]:
        case "ja":
            return _ERA.sub(_western, text)
        case "it":
            return _ELIDED.sub("", text)
        case _:
            return text


def _western(found: re.Match[str]) -> str:
    if found["era"]:
        year = 1 if found["year"] == "元" else int(found["year"])
        return f"{_ERAS[found['era']] + year}年"
    return str(_ERAS[found["letter"]] + int(found["short"]))
