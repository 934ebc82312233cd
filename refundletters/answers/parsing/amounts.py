"""Amounts and numbers as people type them in their own language; never guessed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

import msgspec

from refundletters.answers.characters import normalize_characters
from refundletters.answers.parsing.currency_signs import currencies_meant
from refundletters.patterns import lazy_pattern

__all__ = ["TypedAmount", "read_amount"]

_PLAIN: Final = lazy_pattern(r"[0-9]+(?:\.[0-9]{1,2}|\.[0-9]{4,})?\Z")
# Countries whose money has thousandths; elsewhere three digits after a separator are ambiguous.
_THREE_DIGITS: Final = frozenset({"BH", "IQ", "JO", "KW", "LY", "OM", "TN"})
# Two cents behind the other sign, thousands in groups of three: no reading but one.
_FOREIGN: Final = lazy_pattern(
    r"(?:[0-9]+|[0-9]{1,3}(?:[. '][0-9]{3})+),[0-9]{2}\Z|[0-9]{1,3}(?:[, '][0-9]{3})+\.[0-9]{2}\Z"
)
_APOSTROPHES: Final = "’ʼ′"
_DASH_CENTS: Final = lazy_pattern(r"[.,]\s?[-–—]{1,2}\Z")


class TypedAmount(msgspec.Struct, frozen=True):
    """An amount that was typed.

    Attributes:
        digits: The number, with a dot.
        currencies: What a sign or code beside it may mean, the likeliest first; empty for none.
    """

    digits: str
    currencies: tuple[str, ...] = ()


def read_amount(text: str, locale: str, *, money: bool = True) -> TypedAmount | None:
    """Return the amount in ``text``, or ``None`` where there is none or it is ambiguous.

    The locale's own decimal and grouping separators are accepted, as are those of others where
    only one reading is possible: ``9.99`` and ``9,99`` are read everywhere, ``1.234`` in German is
    1234 and elsewhere in doubt.

    Args:
        text: Such as ``9,99``, ``1.234,50 €``, ``$9.99``.
        locale: Locale in which the person writes.
        money: Whether it is an amount of money, with at most two decimal digits (three where the
            country's money has them).
    """
    parts = _parts(_plain(text))
    if parts is None:
        return None
    number, meant = parts
    digits = _digits(number, locale, money=money)
    return None if digits is None else TypedAmount(digits, meant)


def _digits(number: str, locale: str, *, money: bool) -> str | None:
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
    if money and _FOREIGN.match(number):
        whole, cents = number[:-3], number[-2:]
        return f"{re.sub('[^0-9]', '', whole)}.{cents}"
    return None


def _plain(text: str) -> str:
    return "".join(
        "'" if sign in _APOSTROPHES else sign for sign in normalize_characters(text.strip())
    )


def _parts(text: str) -> tuple[str, tuple[str, ...]] | None:
    """Return number and currencies of an amount; ``None`` where anything else is beside it."""
    found = re.match(
        r"(?P<before>[^0-9]*)(?P<number>[0-9](?:.*[0-9])?(?:[.,]\s?[-–—]{1,2})?)(?P<after>[^0-9]*)\Z",
        text,
    )
    if found is None:
        return None
    before, after = currencies_meant(found["before"]), currencies_meant(found["after"])
    if before is None or after is None:
        return None
    both = set(before) & set(after)
    if before and after and not both:
        return None  # two currencies
    meant = tuple(code for code in before if code in both) if both else before or after
    return found["number"], meant


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
