"""Days and amounts in a bank's export, read by what all cells of a column have in common.

A single cell is often in doubt (is ``03/04/2026`` in March or in April?); a whole column seldom is.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Final

from refundletters.packs.countries import currencies

__all__ = ["Amount", "Days", "decimal_sign", "plain_words", "read_amount", "read_days"]

#: Orders of day, month and year, the commonest first.
ORDERS: Final = ("dmy", "mdy", "ymd")

_TIME: Final = re.compile(r"[T ]\s*[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?(?:[.,][0-9]+)?\s*.*\Z")
_PARTS: Final = re.compile(r"([0-9]{1,4})[./\- ]+([0-9]{1,2})[./\- ]+([0-9]{1,4})\.?\Z")
_SOLID: Final = re.compile(r"[0-9]{8}\Z")
_WORDED: Final = re.compile(r"([0-9]{1,4})[./\- ]*([^\W\d_]{3,})[./\-, ]*([0-9]{2,4})\Z")
_MONTH_FIRST: Final = re.compile(r"([^\W\d_]{3,})[./\- ]*([0-9]{1,2}),?[./\- ]+([0-9]{4})\Z")
# Languages whose short names of months banks print.
_LANGUAGES: Final = ("en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "nb")
_OLDEST: Final = 1990

_MINUS: Final = re.compile(r"[-–—−]|\(.*\)")
_MARK: Final = re.compile(r"(?<![^\W\d_])(CR|DR|C|D|H|S)\.?\s*\Z", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[0-9](?:[0-9.,' ]*[0-9])?")
_LAST_SIGN: Final = re.compile(r"([.,])([0-9]{1,2})\Z")


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a column.

    Attributes:
        days: One for each cell; ``None`` where it is no day.
        orders: Every order of day, month and year in which the whole column can be read, the
            likeliest first; more than one where that is in doubt.
    """

    days: tuple[dt.date | None, ...]
    orders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as printed; ``mark`` is what stood beside it, such as ``CR``."""

    value: Decimal
    currency: str = ""
    mark: str = ""


def read_days(cells: Sequence[str], *, latest: dt.date, prefer: str = "dmy") -> Days:
    """Read a column of days.

    An order counts if every cell is a day in it, none of them later than ``latest``. Of several,
    the one in which the rows run forwards or backwards in time is likeliest, then ``prefer``.

    Args:
        cells: The cells; empty ones are passed over.
        latest: The last day that can stand in the export.
        prefer: The order that is usual where the person lives: ``dmy``, ``mdy`` or ``ymd``.
    """
    found: list[tuple[tuple[int, int], str, tuple[dt.date | None, ...]]] = []
    filled = [place for place, cell in enumerate(cells) if cell.strip()]
    for order in sorted(ORDERS, key=lambda order: order != prefer):
        days = tuple(_day(cell, order) for cell in cells)
        read = [days[place] for place in filled]
        known = [day for day in read if day is not None]
        if known and len(known) == len(read) and max(known) <= latest:
            found.append(((_disorder(known), len(found)), order, days))
    found.sort(key=lambda entry: entry[0])
    if not found:
        return Days((None,) * len(cells), ())
    best = found[0]
    # What reads the same in every order is in no doubt.
    orders = [order for _, order, days in found if order == best[1] or days != best[2]]
    if len(found) > 1 and found[0][0][0] < found[1][0][0]:
        orders = [best[1]]
    return Days(best[2], tuple(orders))


def _disorder(days: Sequence[dt.date]) -> int:
    """Return how often neighbors break the better of the two directions of time."""
    steps = [(later > sooner) - (later < sooner) for sooner, later in pairwise(days)]
    return min(steps.count(1), steps.count(-1))


def _day(cell: str, order: str) -> dt.date | None:
    text = _TIME.sub("", cell.strip()) if ":" in cell or "T" in cell else cell.strip()
    text = text.strip().strip("'\"").rstrip(",")
    if _SOLID.match(text):
        cut = {"ymd": (4, 6), "dmy": (2, 4), "mdy": (2, 4)}[order]
        pieces = [text[: cut[0]], text[cut[0] : cut[1]], text[cut[1] :]]
        return _date(pieces, order)
    parts = _PARTS.match(text)
    if parts:
        return _date(list(parts.groups()), order)
    worded = _WORDED.match(text)
    if worded:
        month = _months().get(plain_words(worded[2]))
        first_is_year = len(worded[1]) == 4
        day, year = (worded[3], worded[1]) if first_is_year else (worded[1], worded[3])
        return None if month is None else _date([day, str(month), year], "dmy")
    first = _MONTH_FIRST.match(text)
    if first:
        month = _months().get(plain_words(first[1]))
        return None if month is None else _date([first[2], str(month), first[3]], "dmy")
    return None


def _date(pieces: Sequence[str], order: str) -> dt.date | None:
    if len(pieces[0]) == 4:
        order = "ymd"
    by_name = dict(zip(order, pieces, strict=True))
    year, month, day = by_name["y"], by_name["m"], by_name["d"]
    if len(year) not in (2, 4) or max(len(month), len(day)) > 2:
        return None
    number = int(year) + (2000 if len(year) == 2 else 0)
    try:
        return dt.date(number, int(month), int(day)) if number >= _OLDEST else None
    except ValueError:  # the 31st of June
        return None


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    from babel import Locale  # costs 25 ms, and only months in words need it

    return {
        plain_words(name): number
        for language in _LANGUAGES
        for form in ("format", "stand-alone")
        for width in ("abbreviated", "wide")
        for number, name in Locale.parse(language).months[form][width].items()
    }


def decimal_sign(cells: Iterable[str]) -> str | None:
    """Return the decimal sign of a column: ``.`` or ``,``; ``None`` where cells contradict.

    A sign with one or two digits after it at the end is a decimal sign; where no cell has one, the
    amounts are whole and a dot is returned.
    """
    seen = set()
    for number in _numbers(cells):
        found = _LAST_SIGN.search(number)
        if found:
            seen.add(found[1])
    if len(seen) > 1:
        return None
    return seen.pop() if seen else "."


def _numbers(cells: Iterable[str]) -> Iterator[str]:
    for cell in cells:
        found = _NUMBER.findall(_simple(cell))
        if len(found) == 1:
            yield found[0]


def read_amount(cell: str, decimal: str) -> Amount | None:
    """Read one amount, or return ``None`` where ``cell`` is none.

    Args:
        cell: Such as ``-1.234,50 €``, ``(9.99)``, ``9.99 CR``, ``10,99-``.
        decimal: The decimal sign of its column.
    """
    text = _simple(cell)
    found = _NUMBER.findall(text)
    if len(found) != 1:
        return None
    beside = text.replace(found[0], " ", 1)
    mark = _MARK.search(beside)
    currency = _currency(beside[: mark.start()] if mark else beside)
    if currency is None:
        return None
    grouping = {".": ",", ",": "."}[decimal]
    digits = found[0].replace(grouping, "").replace("'", "").replace(" ", "").replace(decimal, ".")
    if digits.count(".") > 1:
        return None
    value = Decimal(digits)
    return Amount(
        -value if _MINUS.search(beside) else value, currency, mark[1].upper() if mark else ""
    )


def _currency(beside: str) -> str | None:
    """Return the code beside a number, "" for a mere sign; ``None`` where other words stand."""
    rest = re.sub(r"[()+\-–—−]", " ", beside)
    words = rest.split()
    codes = [word.upper() for word in words if word.upper() in currencies()]
    others = [word for word in words if word.upper() not in currencies()]
    if len(codes) > 1 or any(
        unicodedata.category(char) != "Sc" and not char.isalpha() and char not in ".$/"
        for word in others
        for char in word
    ):
        return None
    if any(len(word) > 3 for word in others):
        return None
    return codes[0] if codes else ""


def _simple(text: str) -> str:
    signs = []
    for sign in unicodedata.normalize("NFKC", text):
        if unicodedata.category(sign) in ("Zs", "Cc", "Cf"):
            signs.append(" ")
        else:
            signs.append("'" if sign in "’ʼ′" else sign)
    return "".join(signs).strip()


def plain_words(text: str) -> str:
    """Return ``text`` for comparing: lower case, without accents, signs and double blanks."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l").replace("ø", "o"))
    kept = (
        " " if not char.isalnum() else char
        for char in decomposed
        if unicodedata.category(char) != "Mn"
    )
    return " ".join("".join(kept).split())
