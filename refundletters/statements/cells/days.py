"""Days in a bank's export, parsed in the light of all cells of a column.

A single cell is often ambiguous (is ``03/04/2026`` in March or in April?), a whole column seldom
is.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from refundletters.patterns import lazy_pattern
from refundletters.statements.values import DAY_ORDERS
from refundletters.statements.words import plain

__all__ = ["Days", "Shape", "day_in", "day_orders", "looks_like_day", "shape_of"]

# Languages in which banks print the names of months.
_LANGUAGES: Final = (
    *("en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "nb", "fi", "cs", "sk", "hu"),
    *("ro", "bg", "hr", "sl", "sr", "el", "tr", "ru", "uk", "lt", "lv", "et", "he", "ar", "id"),
    "ms",
)
_OLDEST: Final = 12  # years that an export reaches back
_LATEST_EPOCH: Final = dt.date(1970, 1, 1)
_FIRST_SERIAL: Final = dt.date(1899, 12, 30)  # day 0 of a spreadsheet
_FAR: Final = dt.timedelta(days=45)  # between the day of a payment and its booking

_TAIL: Final = (
    r"(?:\.?,?(?:[T ]|\s*[-/|;]\s*|\n)\s*(?:\(?[0-9]{1,2}[:.h時시][0-9]{2}.*|[0-9]{6}|at .*|às .*"
    r"|um .*|a las .*|[0-9]{1,4}[./\-][0-9]{1,2}[./\-][0-9]{1,4}.*))?\Z"
)
_NUMERIC: Final = lazy_pattern(
    r"([0-9]{1,4})\s?([./\-年년 ])\s?([0-9]{1,2})\s?[./\-月월 ]\s?([0-9]{1,4})\s?[日일]?\.?"
    r"(?:\s?г\.?|\s?\([^)]*\))?" + _TAIL,
    re.DOTALL,
)
_SOLID: Final = lazy_pattern(r"([0-9]{8})(?:[T ]?[0-9]{4,6})?(?:\.[0-9]+)?(?:[T ].*)?\Z")
_ISO: Final = lazy_pattern(r"((?:19|20)[0-9]{2})-([0-9]{2})-([0-9]{2})(?:[T ].*)?\Z", re.DOTALL)
_WORDED: Final = lazy_pattern(
    r"([0-9]{1,4})(?:st|nd|rd|th|\.|º|er)?[\s./\-]*(?:de |of |d')?"
    r"([^\W\d_]{3,})[\s./\-,]*(?:de |del )?"
    r"([0-9]{2,4})?(?:\s?г\.?)?" + _TAIL,
    re.DOTALL,
)
_MONTH_FIRST: Final = lazy_pattern(
    r"([^\W\d_]{3,})[\s./\-]*([0-9]{1,2})(?:st|nd|rd|th)?(?:,?[\s./\-,]+([0-9]{4}))?" + _TAIL,
    re.DOTALL,
)
_CLOCK: Final = lazy_pattern(r"\A[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\s?[AaPp][Mm])?,?\s+")
_WEEKDAY: Final = lazy_pattern(r"\A[^\W\d_]{2,}\.?,?\s+")
_YEARLESS: Final = lazy_pattern(r"([0-9]{1,2})([./\-])([0-9]{1,2})\.?\Z")
_SERIAL: Final = lazy_pattern(r"[34][0-9]{4}(?:[.,][0-9]+)?\Z")
_EPOCH: Final = lazy_pattern(r"1[0-9]{9}(?:[0-9]{3})?\Z")
_EXCEL: Final = lazy_pattern(r"\A=?\"(.*)\"\Z", re.DOTALL)


class Shape(NamedTuple):
    """A cell that may be a day.

    Attributes:
        parts: Its three numbers, or two where there is no year.
        style: How they are written: the separator and the number of digits of each, such as
        ``/224``.
        orders: The orders in which they could be read.
        fixed: Whether only one reading is possible, as with a month in words.
    """

    parts: tuple[str, ...]
    style: str
    orders: tuple[str, ...]
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Days:
    """How the days of a table can be read.

    Attributes:
        order: The order that holds for all of them; empty where it is uncertain.
        orders: Every order that could hold, likeliest first.
    """

    order: str
    orders: tuple[str, ...]


def looks_like_day(cell: str, *, titled: bool = False) -> bool:
    """Return whether a cell can be a day.

    Args:
        cell: As it stands in the file.
        titled: Whether the title of its column says so, which makes more forms acceptable.
    """
    shape = shape_of(cell)
    if shape is None:
        return titled and bool(_SERIAL.match(cell) or _EPOCH.match(cell))
    return titled or len(shape.parts) == 3


@lru_cache(maxsize=4096)
def shape_of(cell: str) -> Shape | None:
    """Return how a cell is written if it can be a day, else ``None``."""
    if not cell or len(cell) > 60 or not any(char.isdigit() for char in cell):
        return None
    iso = _ISO.match(cell)
    if iso:
        return Shape(iso.groups(), "y-", ("ymd",), fixed=True)
    text = _clean(cell)
    shape = _read(text)
    return shape or _read(_WEEKDAY.sub("", _CLOCK.sub("", text)))


def _read(text: str) -> Shape | None:
    found = _NUMERIC.match(text)
    if found:
        first, sign, second, third = found.groups()
        return _numeric((first, second, third), sign)
    if solid := _SOLID.match(text):
        return _solid(solid[1])
    return _worded(text)


def _clean(cell: str) -> str:
    text = cell.strip()
    if excel := _EXCEL.match(text):
        text = excel[1].strip()
    if not text.isascii():
        digits = (
            str(unicodedata.decimal(char)) if unicodedata.category(char) == "Nd" else char
            for char in unicodedata.normalize("NFKC", text)
            if unicodedata.category(char) != "Cf"
        )
        text = " ".join("".join(digits).replace("‐", "-").replace("–", "-").split())
    return text.lstrip("'").rstrip("'*, ")


def _numeric(parts: tuple[str, str, str], sign: str) -> Shape | None:
    first, _, third = map(len, parts)
    if first >= 3:
        orders: tuple[str, ...] = ("ymd",) if third <= 2 else ()
    elif third == 4:
        orders = ("dmy",) if sign == "." else ("dmy", "mdy")
    elif third == 2 and first <= 2:
        orders = ("dmy", "ymd") if sign == "." else DAY_ORDERS
    else:
        orders = ()
    possible = tuple(order for order in orders if _date(parts, order) is not None)
    style = f"{'y' if first > 2 else ''}{sign}{'y' if third > 2 else ''}"
    return Shape(parts, style, possible, fixed=first > 2) if possible else None


def _solid(digits: str) -> Shape | None:
    cuts = {"ymd": (4, 6), "dmy": (2, 4), "mdy": (2, 4)}
    read = {order: (digits[:a], digits[a:b], digits[b:]) for order, (a, b) in cuts.items()}
    possible = tuple(order for order, parts in read.items() if _date(parts, order) is not None)
    if not possible:
        return None
    if "ymd" in possible:
        return Shape(read["ymd"], "8", ("ymd",), fixed=True)
    return Shape(read["dmy"], "8", possible)


def _worded(text: str) -> Shape | None:
    worded = _WORDED.match(text)
    if worded and (month := _months().get(plain(worded[2]))):
        if len(worded[1]) == 4:
            parts = (worded[3] or "", str(month), worded[1])
        else:
            parts = (worded[1], str(month), worded[3] or "")
        return _fixed(parts, "w")
    first = _MONTH_FIRST.match(text)
    if first and (month := _months().get(plain(first[1]))):
        return _fixed((first[2], str(month), first[3] or ""), "m")
    short = _YEARLESS.match(text)
    if short and max(int(short[1]), int(short[3])) <= 31:
        orders = ("dmy",) if short[2] == "." else ("dmy", "mdy")
        possible = tuple(
            order for order in orders if _date((short[1], short[3], "2024"), order) is not None
        )
        return Shape((short[1], short[3]), f"{short[2]}short", possible) if possible else None
    return None


def _fixed(parts: tuple[str, str, str], style: str) -> Shape | None:
    if not parts[2]:
        return Shape(parts[:2], style, ("dmy",), fixed=True)
    return Shape(parts, style, ("dmy",), fixed=True) if _date(parts, "dmy") else None


def _date(parts: Sequence[str], order: str) -> dt.date | None:
    by_name = dict(zip(order, parts, strict=True))
    if not by_name["y"] or max(len(by_name["m"]), len(by_name["d"])) > 2:
        return None
    year = int(by_name["y"])
    if len(by_name["y"]) <= 2:
        year += 2000
    elif len(by_name["y"]) == 3:
        year += 1911  # the Republic of China counts from 1912
    elif year > 2400:
        year -= 543  # Thailand counts in the Buddhist era
    try:
        return dt.date(year, int(by_name["m"]), int(by_name["d"])) if year >= 1970 else None
    except ValueError:  # the 31st of June
        return None


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    from babel import Locale  # costs 25 ms, and only months in words need it

    found: dict[str, int] = {}
    for language in _LANGUAGES:
        months = Locale.parse(language).months
        for form in ("format", "stand-alone"):
            for width in ("abbreviated", "wide"):
                for number, name in months[form][width].items():
                    found.setdefault(plain(name), number)
                    found.setdefault(plain(name)[:3], number)
    return {name: number for name, number in found.items() if not name.isdigit()}


def day_in(cell: str, order: str, *, latest: dt.date, titled: bool = True) -> dt.date | None:
    """Return the day that a cell means in an order, or ``None``.

    Args:
        cell: As it stands in the file.
        order: ``dmy``, ``mdy`` or ``ymd``; a cell that can be read in only one way ignores it.
        latest: The last day that can occur in the file; a day without a year is before it.
        titled: Whether the title of its column says that it is a day.
    """
    shape = shape_of(cell)
    if shape is None:
        return _counted(cell) if titled else None
    chosen = shape.orders[0] if shape.fixed else order
    if chosen not in shape.orders:
        return None
    if len(shape.parts) == 3:
        return _date(shape.parts, chosen)
    for year in range(latest.year, latest.year - 5, -1):
        day = _date((*shape.parts, str(year)), chosen)
        if day is not None and day <= latest:
            return day
    return None


def _counted(cell: str) -> dt.date | None:
    """Return the day given by a spreadsheet's serial number or by seconds since 1970."""
    if _SERIAL.match(cell):
        return _FIRST_SERIAL + dt.timedelta(days=int(cell[:5]))
    if _EPOCH.match(cell):
        return _LATEST_EPOCH + dt.timedelta(seconds=int(cell[:10]))
    return None


def day_orders(
    columns: Sequence[Sequence[str]],
    *,
    latest: dt.date,
    nearby: Iterable[str] = (),
) -> Days:
    """Return in which order the days of a table are written.

    An order counts if every cell can be read in it, none of them later than ``latest``. Among
    several, other days in the file, a second column of days and the sequence of the rows decide,
    unless they contradict each other.

    Args:
        columns: Columns of days, the decisive one first; they have the same rows.
        latest: The last day that can stand in the file.
        nearby: Other cells of the file; those in the same style count too.
    """
    shapes = {cell: shape for cell in set(columns[0]) if (shape := shape_of(cell))}
    if not shapes:
        return Days("", ())
    if all(shape.fixed for shape in shapes.values()):
        order = next(iter(shapes.values())).orders[0]
        return Days(order, (order,))
    possible = _possible(shapes, latest) or _possible(shapes, dt.date(9999, 1, 1))
    if len(possible) > 1:
        styles = {shape.style for shape in shapes.values()}
        other = [
            shape
            for cells in (*columns[1:], nearby)
            for cell in set(cells)
            if (shape := shape_of(cell)) and shape.style in styles
        ]
        possible = [
            o for o in possible if all(o in shape.orders or shape.fixed for shape in other)
        ] or possible
    different = _different(possible, shapes, latest)
    if len(different) <= 1:
        return Days(different[0] if different else "", tuple(different))
    voices = [
        _by_second_column(columns, different, latest),
        _by_run(columns[0], different, latest),
    ]
    said = {voice for voice in voices if voice}
    if len(said) == 1:
        return Days(said.pop(), tuple(different))
    return Days("", tuple(different))


def _possible(shapes: Mapping[str, Shape], latest: dt.date) -> list[str]:
    oldest = dt.date(latest.year - _OLDEST, 1, 1) if latest.year < 9999 else dt.date(1970, 1, 1)
    found = []
    for order in DAY_ORDERS:
        for cell in shapes:
            day = day_in(cell, order, latest=latest)
            if day is None or not oldest <= day <= latest:
                break
        else:
            found.append(order)
    return found


def _different(orders: Sequence[str], shapes: Mapping[str, Shape], latest: dt.date) -> list[str]:
    """Return the orders that do not read every cell alike."""
    kept: dict[tuple[dt.date | None, ...], str] = {}
    for order in orders:
        kept.setdefault(tuple(day_in(cell, order, latest=latest) for cell in shapes), order)
    return list(kept.values())


def _by_second_column(
    columns: Sequence[Sequence[str]], orders: Sequence[str], latest: dt.date
) -> str:
    """Return the one order in which the second day of each row is near the first."""
    fitting = set(orders)
    for other in columns[1:]:
        pairs = {pair for pair in zip(columns[0], other, strict=True) if all(map(shape_of, pair))}
        if not any(first != second for first, second in pairs):
            continue
        for order in orders:
            for first, second in pairs:
                one = day_in(first, order, latest=latest)
                two = day_in(second, order, latest=latest)
                if one and two and abs(one - two) > _FAR:
                    fitting.discard(order)
    return fitting.pop() if len(fitting) == 1 else ""


def _by_run(cells: Sequence[str], orders: Sequence[str], latest: dt.date) -> str:
    """Return the one order in which the rows run forwards, or backwards, in time."""
    running = []
    for order in orders:
        days = [day for cell in cells if (day := day_in(cell, order, latest=latest))]
        if len(set(days)) < 3:
            return ""
        steps = [(later > sooner) - (later < sooner) for sooner, later in pairwise(days)]
        if not (1 in steps and -1 in steps):
            running.append(order)
    return running[0] if len(running) == 1 else ""
