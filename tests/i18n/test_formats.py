import datetime as dt
import itertools
from decimal import Decimal

import pytest
from babel.localedata import locale_identifiers
from babel.numbers import get_group_symbol, parse_decimal
from hypothesis import given
from hypothesis import strategies as st

from refundletters.errors import NotFound
from refundletters.i18n.formats import Formats, date_pattern
from refundletters.i18n.spans import short_day
from refundletters.model.money import Money

DAY = dt.date(2026, 3, 14)


def money(locale: str, amount: str, currency: str) -> str:
    return Formats(locale).money(Money(Decimal(amount), currency))


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en_US", "March 14, 2026"),
        ("en_GB", "14 March 2026"),
        ("en_AU", "14 March 2026"),
        ("de", "14. März 2026"),
        ("fr_FR", "14 mars 2026"),
        ("es_ES", "14 de marzo de 2026"),
    ],
)
def test_long_dates(locale: str, text: str) -> None:
    assert Formats(locale).date(DAY) == text


def test_other_widths_of_dates() -> None:
    formats = Formats("en-GB")
    assert formats.date(DAY, "full") == "Saturday, 14 March 2026"
    assert formats.date(DAY, "medium") == "14 Mar 2026"
    assert formats.date(DAY, "short") == "14/03/2026"


def test_a_moment_has_a_day_and_a_local_time_without_a_zone() -> None:
    moment = dt.datetime(2026, 3, 14, 14, 30)
    assert Formats("en_US").moment(moment) == "March 14, 2026, 2:30\u202fPM"
    assert Formats("de").moment(moment) == "14. März 2026, 14:30"
    assert Formats("de").time(dt.time(9, 5)) == "09:05"


@pytest.mark.parametrize(
    ("locale", "amount", "currency", "text"),
    [
        ("en_US", "9.99", "USD", "$9.99"),
        ("en_GB", "9.99", "USD", "US$9.99"),
        ("en_GB", "9.99", "GBP", "£9.99"),
        ("en_CA", "9.99", "USD", "US$9.99"),
        ("en_CA", "9.99", "CAD", "$9.99"),
        ("en_AU", "9.99", "AUD", "$9.99"),
        ("en_AU", "9.99", "USD", "USD\u00a09.99"),
        ("en_US", "9.99", "CAD", "CA$9.99"),
        ("en_US", "1234.5", "CHF", "CHF\u00a01,234.50"),
        ("es_MX", "1234.5", "USD", "USD\u00a01,234.50"),
        ("de", "1234.5", "EUR", "1.234,50\u00a0€"),
        ("fr_FR", "1234.5", "EUR", "1\u202f234,50\u00a0€"),
        ("en_US", "-9.99", "CHF", "-CHF\u00a09.99"),
        ("en_IN", "123456.5", "INR", "₹1,23,456.50"),
        ("fr_CH", "234.5", "CHF", "234.50\u00a0CHF"),
        ("es_CO", "26900", "COP", "$\u00a026.900"),
        ("es_CO", "26900.5", "COP", "$\u00a026.900,50"),
        ("es_AR", "1234.5", "ARS", "$\u00a01.234,50"),
        ("es_AR", "15.49", "USD", "US$\u00a015,49"),
        ("es_AR", "-15.49", "ARS", "-$\u00a015,49"),
        ("de_AT", "1234.5", "EUR", "€\u00a01.234,50"),
        # Four digits stand together where CLDR's minimumGroupingDigits is 2.
        ("es_ES", "1234.5", "EUR", "1234,50\u00a0€"),
        ("es_ES", "12345.5", "EUR", "12.345,50\u00a0€"),
        ("es_MX", "1234.5", "MXN", "$1,234.50"),
        ("it", "1234.5", "EUR", "1234,50\u00a0€"),
        ("pl", "1234.5", "PLN", "1234,50\u00a0zł"),
        ("pt_PT", "1234.5", "EUR", "1234,50\u00a0€"),
        ("pt_BR", "1234.5", "BRL", "R$\u00a01.234,50"),
    ],
)
def test_money(locale: str, amount: str, currency: str, text: str) -> None:
    assert money(locale, amount, currency) == text


def test_swiss_french_groups_as_the_cldr_that_is_installed() -> None:
    # A narrow space in the CLDR of Babel 2.18, an apostrophe in that of 2.19.
    group = get_group_symbol("fr_CH")
    assert group in {"\u202f", "'"}
    assert money("fr_CH", "1234.5", "CHF") == f"1{group}234.50\u00a0CHF"


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        ("1234.5", "JPY", "¥1,235"),
        ("2.125", "USD", "$2.13"),
        ("2.135", "USD", "$2.14"),
        ("1.0005", "KWD", "KWD\u00a01.001"),
        ("1234.50", "RSD", "RSD\u00a01,234.50"),
    ],
)
def test_money_is_rounded_half_up_and_only_once(amount: str, currency: str, text: str) -> None:
    assert money("en_US", amount, currency) == text


@given(
    st.decimals(min_value=0, max_value=10**7, places=2),
    st.sampled_from(["en_US", "en_GB", "de", "de_AT", "fr", "es_ES", "es_MX", "pt_BR", "ja", "ar"]),
    st.sampled_from(["USD", "EUR", "GBP", "CHF", "INR", "MXN"]),
)
def test_no_letter_touches_a_digit_and_the_amount_can_be_read_back(
    amount: Decimal, locale: str, currency: str
) -> None:
    text = money(locale, str(amount), currency)
    assert not any(
        (one.isalpha() and two.isdigit()) or (one.isdigit() and two.isalpha())
        for one, two in itertools.pairwise(text)
    )
    first = min(index for index, sign in enumerate(text) if sign.isdigit())
    last = max(index for index, sign in enumerate(text) if sign.isdigit())
    assert parse_decimal(text[first : last + 1], locale=locale) == amount


def test_lists() -> None:
    formats = Formats("en_US")
    assert formats.list(["a"]) == "a"
    assert formats.list(["a", "b", "c"]) == "a, b, and c"
    assert formats.list(["a", "b"], "or") == "a or b"
    assert Formats("en_GB").list(["a", "b", "c"]) == "a, b and c"
    assert Formats("de").list(["a", "b", "c"]) == "a, b und c"


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("de_CH", "a, b, c"),
        ("es_ES", "a, b, c"),
        ("fr_FR", "a, b, c"),
        ("ja_JP", "a、b、c"),
        ("ar_EG", "a، b، c"),
    ],
)
def test_a_list_without_a_word_has_commas_alone(locale: str, text: str) -> None:
    assert Formats(locale).list(["a", "b", "c"], "unit") == text


def test_list_items_may_hold_braces_and_percent_signs() -> None:
    assert Formats("en_US").list(["{0}", "%(x)s", "100%"]) == "{0}, %(x)s, and 100%"


def test_numbers_and_names() -> None:
    formats = Formats("de")
    assert formats.number(1234567) == "1.234.567"
    assert formats.number(Decimal("0.5")) == "0,5"
    assert formats.percent(Decimal("0.25")) == "25\u00a0%"
    assert formats.territory("GB") == "Vereinigtes Königreich"
    assert formats.territory("QX") == "QX"
    assert formats.language("de-AT") == "Deutsch (Österreich)"
    assert formats.currency("USD") == "US-Dollar"
    assert formats.months()[2] == "März"
    assert len(formats.months("abbreviated")) == 12


def test_the_pseudo_locale_writes_values_as_the_source_does() -> None:
    assert Formats("en_XA").date(DAY) == "March 14, 2026"


def test_an_unknown_locale_is_an_error() -> None:
    with pytest.raises(NotFound):
        Formats("xx")


def test_the_first_of_a_month_is_an_ordinal_in_french() -> None:
    first, eleventh = dt.date(2026, 3, 1), dt.date(2026, 3, 11)
    assert Formats("fr_FR").date(first) == "1er mars 2026"
    assert Formats("fr_FR").date(first, "full") == "dimanche 1er mars 2026"
    assert Formats("fr_FR").date(first, "short") == "01/03/2026"
    assert Formats("fr_FR").date(eleventh) == "11 mars 2026"
    assert Formats("es_ES").date(first) == "1 de marzo de 2026"
    assert Formats("fr_CA").date_as(first, "'Le' d MMMM y") == "Le 1er mars 2026"
    assert Formats("fr_CA").date_as(first, "y-MM-dd") == "2026-03-01"
    assert Formats("en_US").date_as(first, "d MMMM y") == "1 March 2026"


@pytest.mark.parametrize(
    ("items", "style", "text"),
    [
        (("España", "Italia"), "standard", "España e Italia"),
        (("padre", "hijo"), "standard", "padre e hijo"),
        (("nieve", "hielo"), "standard", "nieve y hielo"),
        (("pan", "Íñigo"), "standard", "pan e Íñigo"),
        (("iPad", "televisor"), "standard", "iPad y televisor"),
        (("a", "b", "i"), "standard", "a, b e i"),
        (("siete", "ocho"), "or", "siete u ocho"),
        (("7", "8"), "or", "7 u 8"),
        (("10", "11"), "or", "10 u 11"),
        (("10", "110"), "or", "10 o 110"),
        (("ayer", "hoy"), "or", "ayer u hoy"),
        ((), "standard", ""),
        (("uno",), "or", "uno"),
    ],
)
def test_spanish_lists_follow_the_sound(items: tuple[str, ...], style: str, text: str) -> None:
    assert Formats("es_ES").list(items, style) == text  # type: ignore[arg-type]  # a table of both


@pytest.mark.parametrize(
    ("locale", "written", "span"),
    [
        ("en_ZA", "5 October 2026", "5 October"),
        ("en_ZW", "5 October 2026", "5 October"),
        ("en_BW", "5 October 2026", "5 October"),
        ("en_BZ", "5 October 2026", "5 October"),
        ("en_MT", "5 October 2026", "5 October"),
        ("es_HN", "5 de octubre de 2026", "5 de octubre"),
    ],
)
def test_days_in_sentences_have_no_leading_zero(locale: str, written: str, span: str) -> None:
    formats, day = Formats(locale), dt.date(2026, 10, 5)
    assert formats.date(day) == written
    assert f" {written}" in f" {formats.date(day, 'full')}"
    assert short_day(formats, day) == span


@pytest.mark.parametrize(
    ("locale", "written"),
    [
        ("en_ZA", "R249,00"),
        ("en_GB", "ZAR\N{NO-BREAK SPACE}249.00"),
        ("de_DE", "249,00\N{NO-BREAK SPACE}ZAR"),
    ],
)
def test_rands_have_their_sign_next_to_the_digits(locale: str, written: str) -> None:
    assert Formats(locale).money(Money(Decimal("249"), "ZAR")) == written


def test_no_locale_writes_a_leading_zero_beside_the_name_of_a_month() -> None:
    for locale in locale_identifiers():
        for style in ("full", "long", "medium"):
            pattern = date_pattern(locale, style)
            assert "dd" not in pattern or "MMM" not in pattern, (locale, style)
