"""Days told from today: "last tuesday", "3 days ago", "vor 2 Wochen", "hace 3 días"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final, Literal

from refundletters.answers import word_lists
from refundletters.answers.characters import without_accents
from refundletters.patterns import lazy_pattern

__all__ = ["Direction", "read_relative_day"]

#: Which day is meant where nothing else says it: the last one before, or the next one after; done
#: has to be past, which decides between two readings of a day in digits.
Direction = Literal["past", "future", "done"]

# How far from the day of the case each of these lies.
_NEAR: Final = {"today": 0, "yesterday": -1, "before_yesterday": -2, "tomorrow": 1}
_DAYS: Final = {"days": 1, "weeks": 7}
_COUNTED: Final = lazy_pattern(r"([0-9]{1,3}) ?([^0-9 ].*)")


def read_relative_day(
    text: str,
    locale: str,
    weekdays: Mapping[str, int],
    *,
    as_of: dt.date,
    direction: Direction,
) -> dt.date | None:
    """Return the day that ``text`` names by its distance from ``as_of``, or ``None``.

    Args:
        text: In lower case.
        locale: Locale in which the person writes.
        weekdays: Names of weekdays without accents; Monday is 0.
        as_of: The day to which the text is relative.
        direction: On which side of it a bare weekday lies.
    """
    for name, distance in _NEAR.items():
        if text in word_lists.typed(name, locale):
            return as_of + dt.timedelta(days=distance)
    return _weekday(text, locale, weekdays, as_of, direction) or _ago(text, locale, as_of)


def _weekday(
    text: str,
    locale: str,
    weekdays: Mapping[str, int],
    as_of: dt.date,
    direction: Direction,
) -> dt.date | None:
    for name, way in (("next", "future"), ("last", "past"), ("", direction)):
        for rest in _without_word(text, name, locale):
            wanted = weekdays.get(_bare(rest, locale))
            if wanted is None:
                continue
            if way == "future":
                return as_of + dt.timedelta(days=(wanted - as_of.weekday() - 1) % 7 + 1)
            return as_of - dt.timedelta(days=(as_of.weekday() - wanted - 1) % 7 + 1)
    return None


def _bare(text: str, locale: str) -> str:
    """Return ``text`` without accents and small words: "el martes" is "martes"."""
    small = word_lists.typed("filler", locale)
    return without_accents(" ".join(word for word in text.split() if word not in small))


def _ago(text: str, locale: str, as_of: dt.date) -> dt.date | None:
    for rest in _without_word(text, "ago", locale):
        number: int | None
        if found := _COUNTED.fullmatch(rest):
            number, unit = int(found[1]), found[2]
        else:
            count, _, unit = rest.partition(" ")
            if count not in word_lists.typed("one", locale):
                continue
            number = 1
        for name, days in _DAYS.items():
            if unit in word_lists.typed(name, locale):
                return as_of - dt.timedelta(days=number * days)
    return None


def _without_word(text: str, name: str, locale: str) -> list[str]:
    """Return ``text`` without a word of the list at its beginning or end, where it has one."""
    if not name:
        return [text]
    found = []
    blank = "" if locale.startswith("ja") else " "  # Japanese writes none
    for word in word_lists.typed(name, locale):
        if text.startswith(f"{word}{blank}"):
            found.append(text[len(word) :].strip())
        if text.endswith(f"{blank}{word}"):
            found.append(text[: -len(word)].strip())
    return found
