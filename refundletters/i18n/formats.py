"""Format dates, money, numbers and lists for a locale.

A locale writes its own dates and money even where it borrows another's words: ``en_AU`` has the
words of ``en_GB`` but its own dollar sign.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import zip_longest
from typing import Final, Literal

from babel import Locale, dates, lists, numbers
from babel.core import get_global

from refundletters.i18n import locales
from refundletters.model.money import NO_CURRENCY, Money, minor_digits
from refundletters.patterns import lazy_pattern

__all__ = ["DateStyle", "Formats", "date_pattern"]

DateStyle = Literal["full", "long", "medium", "short"]

# CLDR wants a space between a letter and a digit (CHF 9.90); Babel leaves it out.
_LETTER_DIGIT: Final = lazy_pattern(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_NO_BREAK_SPACE: Final = "\u00a0"
# South Africa writes R249,00: no space after the sign, as in "R200" at
# https://www.brandsouthafrica.com/tourism-south-africa/travel/advice/banks-foreign-exchange-south-africa
# and, as in CLDR, a decimal comma (the government's Editorial Style Guide of 2011, quoted in
# https://github.com/RubyMoney/money/pull/1036).
_SIGN_NEXT_TO_DIGITS: Final = frozenset({"ZAR"})
# CLDR data that Babel does not read (cldr-numbers-full 48.2.0), found by comparing all locales that
# have letters or may borrow them: currencyDecimal, patterns, minimumGroupingDigits.
_CURRENCY_DECIMAL: Final = {"fr_CH": "."}
_SPACE_AFTER_SIGN: Final = frozenset({"es_AR", "es_CO"})
# CLDR's patterns have no field for the ordinal of the first day of a month.
_FIRST: Final = {"fr": "1er", "it": "1º", "pt_BR": "1º"}
# Four digits have no separator (1234,50), five have one; children of es_419 differ.
_GROUPED_FROM_FIVE: Final = frozenset({"bg", "es", "et", "hu", "it", "lv", "pl", "pt_PT", "sl"})
# Babel drops the mark before CLDR's minus in Arabic, which would then stand behind its number.
_BARE_MINUS: Final = "\u200f-"
_MARKED_MINUS: Final = "\u200f\u200e-"
_UNGROUPED_BELOW: Final = 10_000
_DECIMAL_COMMA: Final = lazy_pattern(r"(?<=\d),(?=\d)")
_SIGN_BEFORE_DIGIT: Final = lazy_pattern(r"(?<=[^\d\s.,-])(?=\d)")
# Spanish changes "y" before an i sound and "o" before an o sound, as ICU does; numbers go by how
# they are read aloud (8 ocho, 11 once).
_SOUNDS_I: Final = lazy_pattern(r"(?:[ií]|h[ií](?![aeoáéó]))", re.IGNORECASE)
_SOUNDS_O: Final = lazy_pattern(r"(?:h?[oó]|8|11(?!\d))", re.IGNORECASE)
# Currencies whose hundredths nobody writes any more: CLDR gives their cash amounts no decimals.
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
        return _date_as(self.locale, day, pattern)

    def time(self, time: dt.time | dt.datetime, style: DateStyle = "short") -> str:
        """Return a local time: ``2:30 PM``."""
        return str(dates.format_time(time, style, locale=_babel(self.locale)))

    def moment(self, moment: dt.datetime, style: DateStyle = "long") -> str:
        """Return a day with its local time, joined the way the locale does."""
        both = str(dates.get_datetime_format(style, locale=_babel(self.locale)))
        return (
            both.replace("'", "")
            .replace("{0}", self.time(moment))
            .replace("{1}", self.date(moment.date(), style))
        )

    def money(self, money: Money) -> str:
        """Return an amount, rounded half up to its currency's unit: ``US$9.99``, ``9,99 €``.

        The currency symbol is one that readers of the locale understand. Where the currency is not
        known (ISO 4217 ``XXX``), there is none.
        """
        if money.currency == NO_CURRENCY:
            return self._amount(money.amount)
        return _money(self.locale, money.rounded().amount, money.currency)

    def number(self, number: Decimal | float) -> str:
        """Return a number with the locale's separators."""
        return _number(self.locale, number)

    def _amount(self, amount: Decimal) -> str:
        grouped = _is_grouped(self.locale, amount)
        return str(
            numbers.format_decimal(
                amount, "#,##0.00", locale=_babel(self.locale), group_separator=grouped
            )
        )

    def percent(self, share: Decimal | float) -> str:
        """Return a share as a percentage: 0.25 becomes ``25%``."""
        return str(numbers.format_percent(share, locale=_babel(self.locale)))

    def list(
        self, items: Sequence[str], style: Literal["standard", "or", "unit"] = "standard"
    ) -> str:
        """Return ``A, B, and C``, or with ``or``, or as ``unit`` with commas alone."""
        links = self.list_links(items, style)
        return "".join(item + link for item, link in zip_longest(items, links, fillvalue=""))

    def list_links(
        self, items: Sequence[str], style: Literal["standard", "or", "unit"] = "standard"
    ) -> tuple[str, ...]:
        """Return the text between the items of a list: one fewer than there are items.

        Args:
            items: The items; their first sound can change the word before them.
            style: ``standard`` for ``and``, ``or``, or ``unit`` for commas alone.
        """
        if style == "unit":  # some languages lack one in CLDR: use that of a long list
            comma = self.list_links(("", "", "", ""))[0]
            if self.locale.partition("_")[0] == "ar":  # a long list has "and" between all its items
                comma = "، "
            return (comma,) * max(0, len(items) - 1)
        links = _list_links(self.locale, style, len(items))
        if links and self.locale.partition("_")[0] == "es":
            return (*links[:-1], _spanish_link(links[-1], items[-1]))
        return links

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
        """Return the names of the twelve months in their stand-alone form."""
        names = dates.get_month_names(width, context="stand-alone", locale=_babel(self.locale))
        return tuple(str(names[month]) for month in range(1, 13))


@lru_cache(maxsize=64)
def _babel(locale: str) -> Locale:
    return Locale.parse(locales.cldr_name(locale))


@lru_cache(maxsize=2048)
def _date(locale: str, day: dt.date, style: DateStyle) -> str:
    if style == "short":
        return str(dates.format_date(day, style, locale=_babel(locale)))
    return _date_as(locale, day, date_pattern(locale, style))


@lru_cache(maxsize=256)
def date_pattern(locale: str, style: DateStyle) -> str:
    """Return the CLDR pattern of a day; beside the name of a month, the day has no leading zero.

    CLDR pads it in some countries (``05 October 2026`` in South Africa, Zimbabwe and Honduras),
    which is the habit of forms and tables, not of sentences.

    Args:
        locale: A normalized name.
        style: How much of the day is written.
    """
    pattern = str(_babel(locale).date_formats[style].pattern)
    return pattern.replace("dd", "d") if "MMM" in pattern else pattern


@lru_cache(maxsize=2048)
def _date_as(locale: str, day: dt.date, pattern: str) -> str:
    text = str(dates.format_date(day, pattern, locale=_babel(locale)))
    return _first_of_month(text, day, locale) if "MMM" in pattern else text


def _first_of_month(text: str, day: dt.date, locale: str) -> str:
    """Return a date with its ordinal, where the first of a month has one: ``1er``, ``1º``."""
    if day.day == 1 and (first := _FIRST.get(locale) or _FIRST.get(locale.partition("_")[0])):
        return re.sub(r"\b1(?=\s)", first, text, count=1)
    return text


@lru_cache(maxsize=2048)
def _number(locale: str, number: Decimal | float) -> str:
    grouped = _is_grouped(locale, Decimal(str(number)))
    return str(numbers.format_decimal(number, locale=_babel(locale), group_separator=grouped))


@lru_cache(maxsize=256)
def _list_links(
    locale: str, style: Literal["standard", "or", "unit"], size: int
) -> tuple[str, ...]:
    marks = [chr(0xE000 + number) for number in range(size)]
    text = str(lists.format_list(marks, style=style, locale=_babel(locale)))
    return tuple(re.split("[\ue000-\uf8ff]", text)[1:-1])


@lru_cache(maxsize=2048)
def _money(locale: str, amount: Decimal, currency: str) -> str:
    whole = currency in _WHOLE_AMOUNTS and amount == amount.to_integral_value()
    pattern = _pattern(locale, 0 if whole else minor_digits(currency))
    grouped = _is_grouped(locale, amount)
    text = str(
        pattern.apply(
            amount,
            _babel(locale),
            currency=currency,
            currency_digits=False,
            group_separator=grouped,
        )
    )
    if amount < 0:
        text = text.replace(_BARE_MINUS, _MARKED_MINUS)
    if locale in _CURRENCY_DECIMAL:
        text = _DECIMAL_COMMA.sub(_CURRENCY_DECIMAL[locale], text)
    if locale in _SPACE_AFTER_SIGN:
        text = _SIGN_BEFORE_DIGIT.sub(_NO_BREAK_SPACE, text)
    if currency in _SIGN_NEXT_TO_DIGITS and currency not in text:
        return text
    return _LETTER_DIGIT.sub(_NO_BREAK_SPACE, text)


def _is_grouped(locale: str, amount: Decimal) -> bool:
    """Tell whether the thousands of ``amount`` are grouped in ``locale``."""
    if abs(amount) >= _UNGROUPED_BELOW:
        return True
    name: str | None = locale
    while name:
        if name in _GROUPED_FROM_FIVE:
            return False
        # "es_AR" has the parent "es_419", which groups from four digits on.
        parent = get_global("parent_exceptions").get(name) or name.rpartition("_")[0]
        if parent == "es_419":
            return True
        name = parent
    return True


def _spanish_link(link: str, following: str) -> str:
    word = link.strip()
    if word == "y" and _SOUNDS_I.match(following):
        return link.replace("y", "e")
    if word == "o" and _SOUNDS_O.match(following):
        return link.replace("o", "u")
    return link


@lru_cache(maxsize=256)
def _pattern(locale: str, digits: int) -> numbers.NumberPattern:
    """Return the currency pattern with our own decimals, so that no amount is rounded twice."""
    pattern = numbers.parse_pattern(_babel(locale).currency_formats["standard"].pattern)
    pattern.frac_prec = (digits, digits)
    return pattern
