"""Days and times as people type them in their own language."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import msgspec

from refundletters.answers import word_lists
from refundletters.answers.characters import normalize_characters, without_accents
from refundletters.answers.checks import ABOUT
from refundletters.answers.parsing.local_days import ROMAN_MONTHS, in_usual_form
from refundletters.answers.parsing.relative_days import Direction, read_relative_day
from refundletters.patterns import lazy_pattern

if TYPE_CHECKING:
    from babel import Locale

__all__ = ["Direction", "days_in_doubt", "read_day", "read_moment"]

_ISO: Final = lazy_pattern(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})\Z")
_NUMERIC: Final = lazy_pattern(
    r"([0-9]{1,4})\s*[./\- ]\s*([0-9]{1,2})(?:\s*[./\- ]\s*([0-9]{1,4}))?\.?\Z"
)
_NUMERIC_WITH_TIME: Final = lazy_pattern(
    r"(?P<day>[0-9]{1,2}\s*[./\-]\s*[0-9]{1,2}(?:\s*[./\-]\s*[0-9]{2,4})?\.?)(?:[\s,].*)?\Z"
)
# Chinese, Japanese and Korean label the parts.
_NAMED: Final = lazy_pattern(
    r"(?:([0-9]{4})\s*[年년]\s*)?([0-9]{1,2})\s*[月월]\s*([0-9]{1,2})\s*[日号號일]?(\D*)\Z"
)
_TIME: Final = lazy_pattern(
    r"(?<![0-9.,:])([0-9]{1,2})(?:\s*[:h]\s*([0-9]{2})?(?::[0-9]{2})?|)\s*\Z"
)
_DOTTED_TIME: Final = lazy_pattern(r"(?<![0-9.,:])([0-9]{1,2})\.([0-9]{2})\s*\Z")
_SEPARATORS: Final = "./-"
_PUNCTUATION: Final = lazy_pattern(
    r"[,;]|\.(?=\s|\Z)|(?<=[0-9])\.(?=[^\W\d])|(?<=[^\W\d])\.(?=[0-9])"
)
_ROMAN: Final = frozenset({"hu", "pl"})


Parts = tuple[int, int, int]  # year (0 where none is given), month, day
_SWAPPED: Final = str.maketrans("md", "dm")


class _Calendar(msgspec.Struct, frozen=True):
    """What CLDR says of a locale: folded names, small words, order of day, month and year."""

    months: tuple[tuple[str, int], ...]
    weekdays: Mapping[str, int]
    filler: frozenset[str]
    order: str
    separators: frozenset[str]


def read_day(
    text: str, locale: str, *, as_of: dt.date | None, direction: Direction
) -> dt.date | str | None:
    """Return the day that ``text`` names, ``"~2026-03-03"`` for a rough one, or ``None``.

    Args:
        text: ISO form, the locale's own forms (``3 May 2026``, ``03.05.2026``, ``3/5/2026`` in the
            order of the locale), or a word such as "yesterday".
        locale: Locale in which the person writes.
        as_of: The day to which "yesterday" and days without a year are relative.
        direction: Which year is meant where none is given.
    """
    rest, roughly = _without_about(_plain(text, locale), locale)
    day = _day(rest, locale, as_of, direction)
    return f"{ABOUT}{day.isoformat()}" if day is not None and roughly else day


def days_in_doubt(
    text: str, locale: str, *, as_of: dt.date | None, direction: Direction
) -> tuple[dt.date | str, ...]:
    """Return both days that ``text`` may mean, rough ones as text, or nothing where it is clear.

    ``03/04/26`` is clear to somebody whose language writes days so everywhere. In English it is
    not, nor where the locale uses another sign between the numbers. A time after it is passed over.
    """
    rest, roughly = _without_about(_plain(text, locale), locale)
    found = _NUMERIC_WITH_TIME.match(rest)
    if found is None:
        return ()
    days = _numeric_days(found["day"], locale, as_of, direction)
    calendar = _calendar(locale)
    is_clear = (
        _signs_in(found["day"]) <= calendar.separators
        and not locale.startswith("en")
        and not calendar.order.startswith("y")
    )
    if len(days) < 2 or is_clear:
        return ()
    return tuple(f"{ABOUT}{day.isoformat()}" for day in days) if roughly else days


def _signs_in(text: str) -> set[str]:
    return {sign for sign in text if sign in _SEPARATORS}


def read_moment(
    text: str, locale: str, *, as_of: dt.date | None, direction: Direction
) -> dt.date | dt.datetime | str | None:
    """Return the day, or the day and local time, that ``text`` names; see :func:`read_day`."""
    day = read_day(text, locale, as_of=as_of, direction=direction)
    if day is not None:
        return day
    rest = _plain(text, locale)
    try:
        return (
            dt.datetime.fromisoformat(rest.upper())
            if _ISO.match(rest[:10])
            else _timed(rest, locale, as_of, direction)
        )
    except ValueError:
        return _timed(rest, locale, as_of, direction)


def _timed(
    rest: str, locale: str, as_of: dt.date | None, direction: Direction
) -> dt.datetime | None:
    rest, half, spoken = _time_words(rest, locale)
    found = _TIME.search(rest)
    if found and found.group(0).strip().isdigit() and not (half or spoken):
        found = None  # a bare number at the end is part of the day
    if found is None and spoken:
        found = _DOTTED_TIME.search(rest)
    if found is None:
        return None
    hour, minute = int(found.group(1)), int(found.group(2) or 0)
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    day = _day(rest[: found.start()].strip(" ,"), locale, as_of, direction)
    if day is None or hour > 23 or minute > 59:
        return None
    return dt.datetime.combine(day, dt.time(hour, minute))


def _time_words(rest: str, locale: str) -> tuple[str, str, bool]:
    """Return text without clock words, the half of the day, and whether there was any such word."""
    for name, half in (("morning", "am"), ("afternoon", "pm"), ("clock", "")):
        for word in word_lists.typed(name, locale):
            if re.search(rf"(?<![^\W\d]){re.escape(word)}\Z", rest):
                return rest[: -len(word)].rstrip(), half, True
    return rest, "", False


def _plain(text: str, locale: str) -> str:
    """Return ``text`` in lower case with ASCII digits, dashes and spaces, and in a usual form."""
    signs = normalize_characters(text)
    dashed = ("-" if unicodedata.category(sign) == "Pd" else sign for sign in signs)
    plain = " ".join("".join(dashed).lower().replace("’", "'").split())
    return in_usual_form(plain, locale)


def _without_about(text: str, locale: str) -> tuple[str, bool]:
    if text.startswith(ABOUT):
        return text[1:].strip(), True
    # Japanese writes no blank, and says it before the day or after it.
    is_japanese = locale.startswith("ja")
    for word in word_lists.typed("about", locale):
        if text.startswith(word if is_japanese else f"{word} "):
            return text.removeprefix(word).strip(), True
        if is_japanese and text.endswith(word):
            return text.removesuffix(word).strip(), True
    return text, False


def _day(text: str, locale: str, as_of: dt.date | None, direction: Direction) -> dt.date | None:
    if as_of is not None:
        weekdays = _calendar(locale).weekdays
        near = read_relative_day(text, locale, weekdays, as_of=as_of, direction=direction)
        if near is not None:
            return near
    parts = _iso(text) or _named(text, locale) or _worded(text, locale)
    if parts is not None:
        return _day_of(parts, as_of, direction)
    return next(iter(_numeric_days(text, locale, as_of, direction)), None)


def _day_of(parts: Parts, as_of: dt.date | None, direction: Direction) -> dt.date | None:
    year, month, day = parts
    try:
        return dt.date(year, month, day) if year else _nearest(month, day, as_of, direction)
    except ValueError:  # the 31st of June
        return None


def _iso(text: str) -> Parts | None:
    found = _ISO.match(text)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def _named(text: str, locale: str) -> Parts | None:
    found = _NAMED.match(text)
    if found is None:
        return None
    rest = without_accents(found[4].strip(" ()"))
    if rest and rest not in _calendar(locale).weekdays:
        return None
    return int(found[1] or 0), int(found[2]), int(found[3])


def _numeric_days(
    text: str, locale: str, as_of: dt.date | None, direction: Direction
) -> tuple[dt.date, ...]:
    """Return the days that a day in digits may mean, the order of the locale first."""
    match = _NUMERIC.match(text)
    if match is None:
        return ()
    groups = [group for group in match.groups() if group is not None]
    own_signs = _signs_in(text) <= _calendar(locale).separators
    orders = _orders(groups, locale, own_signs=own_signs)
    days = [_day_of(parts, as_of, direction) for parts in orders]
    found = tuple(dict.fromkeys(day for day in days if day is not None))
    if direction == "done" and as_of is not None:
        return tuple(day for day in found if day <= as_of) or found
    return found


def _orders(groups: list[str], locale: str, *, own_signs: bool) -> Iterator[Parts]:
    """Yield year, month and day in the order of the locale, then with day and month swapped."""
    order = _calendar(locale).order
    if len(groups) == 2:
        order = order.replace("y", "")
    elif len(groups[0]) == 4:
        order = "ymd"
    elif order.startswith("y") and (len(groups[2]) == 4 or not own_signs):
        # Canadians write the year first only in one of several forms.
        usual = _calendar(locale.partition("_")[0]).order
        order = "dmy" if len(groups[2]) == 4 or not usual.startswith("y") else order
    for meant in dict.fromkeys((order, order.translate(_SWAPPED))):
        values = dict(zip(meant, groups, strict=True))
        if order == "ymd" and meant != order:
            continue  # nobody writes year, day, month
        if all(len(values[part]) <= 2 for part in "md"):
            yield _year(values.get("y")), int(values["m"]), int(values["d"])


def _year(text: str | None) -> int:
    if text is None:
        return 0
    return 2000 + int(text) if len(text) <= 2 else int(text)


def _worded(text: str, locale: str) -> Parts | None:
    """Parse a day with the name of its month."""
    calendar = _calendar(locale)
    folded = f" {' '.join(_PUNCTUATION.sub(' ', without_accents(text)).split())} "
    for name, month in calendar.months:
        before, found, after = folded.partition(f" {name} ")
        if found:
            return _around_month(f"{before} {after}".split(), month, calendar, locale)
    return _shortened(folded.split(), calendar, locale)


def _shortened(tokens: list[str], calendar: _Calendar, locale: str) -> Parts | None:
    """Parse a day with an unusual abbreviation of its month: "Sept", "febr"."""
    for place, token in enumerate(tokens):
        meant = {month for name, month in calendar.months if name.startswith(token)}
        if len(token) >= 3 and token.isalpha() and len(meant) == 1:
            rest = tokens[:place] + tokens[place + 1 :]
            return _around_month(rest, meant.pop(), calendar, locale)
    return None


def _around_month(tokens: list[str], month: int, calendar: _Calendar, locale: str) -> Parts | None:
    filler = calendar.filler | {
        without_accents(word) for word in word_lists.typed("filler", locale)
    }
    numbers = []
    for token in tokens:
        digits = re.match(r"([0-9]{1,4})(.*)\Z", token)
        if digits and (not digits[2] or digits[2].strip(".ºª°") in filler | {""}):
            numbers.append(digits[1])
        elif token not in filler and token not in calendar.weekdays:
            return None
    if len(numbers) == 2 and len(numbers[0]) == 4:
        numbers.reverse()
    if not 1 <= len(numbers) <= 2 or len(numbers[0]) > 2:
        return None
    year = numbers[1] if len(numbers) == 2 else None
    return None if year is not None and len(year) == 3 else (_year(year), month, int(numbers[0]))


def _nearest(month: int, day: int, as_of: dt.date | None, direction: Direction) -> dt.date | None:
    """Return the latest such day up to ``as_of``, or the next one from it on."""
    if as_of is None:
        return None
    step = 1 if direction == "future" else -1
    for year in range(as_of.year, as_of.year + 9 * step, step):  # 29 February may be 8 years away
        try:
            found = dt.date(year, month, day)
        except ValueError:
            continue
        if (found >= as_of) if direction == "future" else (found <= as_of):
            return found
    return None


@lru_cache(maxsize=64)
def _calendar(name: str) -> _Calendar:
    from babel import Locale  # costs 25 ms, and only typed days need it

    locale = Locale.parse(name)
    months = {
        _named_like(text): month
        for form in ("format", "stand-alone")
        for width in ("abbreviated", "wide")
        for month, text in locale.months[form][width].items()
    }
    weekdays = {
        _named_like(text): weekday
        for width in ("abbreviated", "wide")
        for weekday, text in locale.days["format"][width].items()
        if _named_like(text) not in months
    }
    pattern = locale.date_formats["short"].pattern
    order = "".join(dict.fromkeys(sign.lower() for sign in pattern if sign in "yMdLu"))
    if locale.language in _ROMAN:
        months |= ROMAN_MONTHS
    return _Calendar(
        months=tuple(sorted(months.items(), key=lambda item: (-len(item[0]), item[0]))),
        weekdays=weekdays,
        filler=frozenset(_small_words(locale)),
        order=order.replace("l", "m").replace("u", "y"),
        separators=frozenset(sign for sign in pattern if sign in _SEPARATORS),
    )


def _small_words(locale: Locale) -> Iterator[str]:
    """Yield the words between day, month and year: "de" in Spanish and Portuguese."""
    for width in ("long", "full"):
        for quoted in re.findall(r"'([^']+)'", locale.date_formats[width].pattern):
            yield from (_named_like(word) for word in quoted.split())


def _named_like(name: str) -> str:
    return " ".join(_PUNCTUATION.sub(" ", without_accents(name).replace("’", "'")).split())
