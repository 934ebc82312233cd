"""Amounts and numbers as people type them in their own language; never guessed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from refundletters.answers.characters import normalize_characters
from refundletters.packs.countries import currencies

__all__ = ["read_amount"]

# Currency symbols made of letters, in lower case.
_LETTER_SIGNS: Final = (
    "r$",
    "s/",
    "kr",
    "kr.",
    "zł",
    "kč",
    "lei",
    "ft",
    "fr.",
    "fr",
    "rs.",
    "rs",
    "us$",
    "a$",
    "c$",
    "ca$",
    "au$",
    "nz$",
    "mx$",
)
_PLAIN: Final = re.compile(r"[0-9]+(?:\.[0-9]{1,2}|\.[0-9]{4,})?\Z")
# Countries whose money has thousandths; elsewhere three digits after a separator are ambiguous.
_THREE_DIGITS: Final = frozenset({"BH", "IQ", "JO", "KW", "LY", "OM", "TN"})
_APOSTROPHES: Final = "’ʼ′"
_DASH_CENTS: Final = re.compile(r"[.,]\s?[-–—]{1,2}\Z")


def read_amount(text: str, locale: str, *, money: bool = True) -> str | None:
    """Return digits with a dot, or ``None`` where ``text`` is not an amount or is ambiguous.

    The locale's own decimal and grouping separators are accepted, as is the form of the case file
    unless that would be a grouped number here: ``9.99`` is read everywhere, ``1.234`` in German is
    1234.

    Args:
        text: Such as ``9,99``, ``1.234,50 €``, ``$9.99``.
        locale: Locale in which the person writes.
        money: Whether it is an amount of money, with at most two decimal digits (three where the
            country's money has them).
    """
    number = _without_currency(_plain(text))
    if number is None:
        return None
    decimal, group, own = _signs(locale)
    most = 3 if locale.rpartition("_")[2] in _THREE_DIGITS else 2
    # Arabic digits have their own separators.
    number = _DASH_CENTS.sub("", number).replace("٫", decimal).replace("٬", group)
    if own.match(number):
        whole = "".join(sign for sign in number if sign.isdigit() or sign == decimal)
        digits = whole.replace(decimal, ".")
        return digits if not money or len(digits.partition(".")[2]) <= most else None
    if _PLAIN.match(number):
        return number
    return None


def _plain(text: str) -> str:
    return "".join(
        "'" if sign in _APOSTROPHES else sign for sign in normalize_characters(text.strip())
    )


def _without_currency(text: str) -> str | None:
    """Return the number in an amount; ``None`` where anything but a currency is beside it."""
    found = re.match(
        r"(?P<before>[^0-9]*)(?P<number>[0-9](?:.*[0-9])?(?:[.,]\s?[-–—]{1,2})?)(?P<after>[^0-9]*)\Z",
        text,
    )
    if found is None:
        return None
    before, after = found["before"].strip(), found["after"].strip()
    if (before and after) or not (_is_currency(before) and _is_currency(after)):
        return None
    return found["number"]


def _is_currency(text: str) -> bool:
    if not text or text.upper() in currencies() or text.lower() in _LETTER_SIGNS:
        return True
    return len(text) == 1 and unicodedata.category(text) == "Sc"


@lru_cache(maxsize=64)
def _signs(name: str) -> tuple[str, str, re.Pattern[str]]:
    """Return decimal separator, grouping separator and the pattern of whole numbers in a locale."""
    from babel import Locale  # costs 25 ms, and only typed amounts need it
    from babel.numbers import get_decimal_symbol, get_group_symbol

    locale = Locale.parse(name)
    decimal, group = get_decimal_symbol(locale), get_group_symbol(locale)
    last, other = locale.decimal_formats[None].grouping
    # Whichever space CLDR prints, people type the one on their keyboard; so with apostrophes.
    if unicodedata.category(group) == "Zs":
        group = " "
    elif group in _APOSTROPHES:
        group = "'"
    sign, point = re.escape(group), re.escape(decimal)
    grouped = rf"[0-9]{{1,{other}}}(?:{sign}[0-9]{{{other}}})*{sign}[0-9]{{{last}}}"
    return decimal, group, re.compile(rf"(?:[0-9]+|{grouped})(?:{point}[0-9]{{1,3}})?\Z")
