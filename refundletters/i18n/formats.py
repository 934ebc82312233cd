"""Dates, money, numbers and lists as a locale writes them.

A locale writes its own dates and money even where it borrows another's words: ``en_AU`` has the
words of ``en_GB``, and its own dollar sign.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

from babel import Locale, dates, lists, numbers

from refundletters.i18n import locales
from refundletters.model.money import Money, minor_digits

__all__ = ["DateStyle", "Formats"]

DateStyle = Literal["full", "long", "medium", "short"]

# CLDR wants a space between a letter and a digit (CHF 9.90); Babel leaves it out.
_LETTER_DIGIT: Final = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_NO_BREAK_SPACE: Final = "\u00a0"
# CLDR's currencyDecimal, which Babel does not read.
_CURRENCY_DECIMAL: Final = {"fr_CH": "."}
_DECIMAL_COMMA: Final = re.compile(r"(?<=\d),(?=\d)")
# Currencies whose hundredths nobody writes any more: CLDR gives their cash no digits.
_WHOLE_AMOUNTS: Final = frozenset({"COP", "HUF", "IDR", "TWD"})


class Formats:
    """How one locale writes values; cheap to make, safe to share.

    Attributes:
        locale: The normalized name.
    """

    def __init__(self, locale: str) -> None:
        """Prepare the formats of ``locale``.

        Raises:
            NotFound: There is no such locale.
        """
        self.locale = locales.normalize(locale)

    def date(self, day: dt.date, style: DateStyle = "long") -> str:
        """Return a day: ``March 14, 2026``."""
        return _date(self.locale, day, style)

    def date_as(self, day: dt.date, pattern: str) -> str:
        """Return a day by a CLDR pattern, such as ``d. MMMM y``."""
        text = str(dates.format_date(day, pattern, locale=_babel(self.locale)))
        return _first_of_month(text, day, self.locale) if "MMMM" in pattern else text

    def time(self, time: dt.time | dt.datetime, style: DateStyle = "short") -> str:
        """Return a local time: ``2:30 PM``."""
        return str(dates.format_time(time, style, locale=_babel(self.locale)))

    def moment(self, moment: dt.datetime, style: DateStyle = "long") -> str:
        """Return a day with its local time, the way the locale puts the two together."""
        both = str(dates.get_datetime_format(style, locale=_babel(self.locale)))
        return (
            both.replace("'", "")
            .replace("{0}", self.time(moment))
            .replace("{1}", self.date(moment.date(), style))
        )

    def money(self, money: Money) -> str:
        """Return an amount, rounded half up to its currency's unit: ``US$9.99``, ``9,99 €``.

        The sign is the one that is clear to readers of the locale.
        """
        return _money(self.locale, money.rounded().amount, money.currency)

    def number(self, number: Decimal | float) -> str:
        """Return a number with the locale's separators."""
        return str(numbers.format_decimal(number, locale=_babel(self.locale)))

    def percent(self, share: Decimal | float) -> str:
        """Return a share as a percentage: 0.25 becomes ``25%``."""
        return str(numbers.format_percent(share, locale=_babel(self.locale)))

    def list(
        self, items: Sequence[str], style: Literal["standard", "or", "unit"] = "standard"
    ) -> str:
        """Return ``A, B, and C``, or with ``or``, or as ``unit`` with commas alone."""
        return str(lists.format_list(list(items), style=style, locale=_babel(self.locale)))

    def territory(self, code: str) -> str:
        """Return the name of a country or region; the code itself where CLDR has no name."""
        return str(_babel(self.locale).territories.get(code, code))

    def language(self, locale: str) -> str:
        """Return the name of a locale: ``German (Austria)``; its code where CLDR has none."""
        return str(
            _babel(locales.normalize(locale)).get_display_name(_babel(self.locale)) or locale
        )

    def currency(self, code: str) -> str:
        """Return the name of a currency; the code itself where CLDR has no name."""
        return str(numbers.get_currency_name(code, locale=_babel(self.locale)))

    def months(self, width: Literal["wide", "abbreviated"] = "wide") -> tuple[str, ...]:
        """Return the names of the twelve months, as they stand alone."""
        names = dates.get_month_names(width, context="stand-alone", locale=_babel(self.locale))
        return tuple(str(names[month]) for month in range(1, 13))


@lru_cache(maxsize=64)
def _babel(locale: str) -> Locale:
    return Locale.parse(locales.cldr_name(locale))


@lru_cache(maxsize=2048)
def _date(locale: str, day: dt.date, style: DateStyle) -> str:
    text = str(dates.format_date(day, style, locale=_babel(locale)))
    return text if style == "short" else _first_of_month(text, day, locale)


def _first_of_month(text: str, day: dt.date, locale: str) -> str:
    """Return a French date with its ordinal: CLDR's patterns have no field for ``1er``."""
    if day.day == 1 and locale.partition("_")[0] == "fr":
        return re.sub(r"\b1(?=\s)", "1er", text, count=1)
    return text


@lru_cache(maxsize=2048)
def _money(locale: str, amount: Decimal, currency: str) -> str:
    whole = currency in _WHOLE_AMOUNTS and amount == amount.to_integral_value()
    pattern = _pattern(locale, 0 if whole else minor_digits(currency))
    text = str(pattern.apply(amount, _babel(locale), currency=currency, currency_digits=False))
    if locale in _CURRENCY_DECIMAL:
        text = _DECIMAL_COMMA.sub(_CURRENCY_DECIMAL[locale], text)
    return _LETTER_DIGIT.sub(_NO_BREAK_SPACE, text)


@lru_cache(maxsize=256)
def _pattern(locale: str, digits: int) -> numbers.NumberPattern:
    """Return the currency pattern with our number of digits, so that no amount is rounded twice."""
    pattern = numbers.parse_pattern(_babel(locale).currency_formats["standard"].pattern)
    pattern.frac_prec = (digits, digits)
    return pattern
