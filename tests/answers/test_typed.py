"""What people type in their own language; what could mean two things is refused."""

from __future__ import annotations

import contextlib
import datetime as dt
from typing import Any

import pytest
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from refundletters.answers.build import check
from refundletters.answers.parsing.answer import parse_answer
from refundletters.errors import CaseError, ForbiddenData, UnknownKey

# The machine may be busy: a slow example is no failure.
QUICK = settings(deadline=None, max_examples=60)

DAY = dt.date(2026, 3, 14)
LOCALES = ["en_US", "en_GB", "de", "de_CH", "fr", "es", "pt_BR", "it", "nl", "pl", "ja", "zh", "ko"]


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("2025-05-03", "de", dt.date(2025, 5, 3)),
        ("3 May 2025", "en_GB", dt.date(2025, 5, 3)),
        ("May 3, 2025", "en_US", dt.date(2025, 5, 3)),
        ("May 3rd 2025", "en_US", dt.date(2025, 5, 3)),
        ("the 3rd of May 2025", "en_US", dt.date(2025, 5, 3)),
        ("Saturday, 3 May 2025", "en_GB", dt.date(2025, 5, 3)),
        ("13/5/2025", "en_US", dt.date(2025, 5, 13)),  # there is no 13th month
        ("5/13/2025", "en_GB", dt.date(2025, 5, 13)),
        ("3/5/2025", "fr", dt.date(2025, 5, 3)),
        ("2025/5/3", "en_US", dt.date(2025, 5, 3)),
        ("03.05.2025", "de", dt.date(2025, 5, 3)),
        ("3.5.25", "de", dt.date(2025, 5, 3)),
        ("3. Mai 2025", "de", dt.date(2025, 5, 3)),
        ("3 Sept 2025", "en_US", dt.date(2025, 9, 3)),
        ("le 1er février 2026", "fr", dt.date(2026, 2, 1)),
        ("1 fevrier 2026", "fr", dt.date(2026, 2, 1)),
        ("3 de mayo de 2025", "es", dt.date(2025, 5, 3)),
        ("2025年5月3日", "ja", dt.date(2025, 5, 3)),
        ("２０２５年５月３日", "ja", dt.date(2025, 5, 3)),
        ("3 March", "en_US", dt.date(2026, 3, 3)),
        ("14 March", "en_US", dt.date(2026, 3, 14)),
        ("3 May", "en_US", dt.date(2025, 5, 3)),
        ("29 February", "en_US", dt.date(2024, 2, 29)),
        ("3.3.", "de", dt.date(2026, 3, 3)),
        ("today", "en_US", DAY),
        ("yesterday", "fr", dt.date(2026, 3, 13)),
        ("hier", "fr", dt.date(2026, 3, 13)),
        ("~2026-03-03", "en_US", "~2026-03-03"),
        ("~3 March", "en_US", "~2026-03-03"),
        ("around 3 March 2026", "en_US", "~2026-03-03"),
        ("on or around 3 March 2026", "en_US", "~2026-03-03"),
        ("ca. 3. März 2026", "de", "~2026-03-03"),
        ("etwa am 3. März", "de", "~2026-03-03"),
        ("vers le 3 mars", "fr", "~2026-03-03"),
        ("hacia el 3 de marzo", "es", "~2026-03-03"),
    ],
)
def test_days_are_read_in_the_forms_of_the_locale(text: str, locale: str, expected: Any) -> None:
    assert parse_answer("charges.0.date", text, locale, as_of=DAY) == expected


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("31 June 2025", "en_US"),
        ("29 February 2025", "en_US"),
        ("May 2025", "en_US"),
        ("3", "en_US"),
        ("last week", "en_US"),
        ("3 May or 4 May 2025", "en_US"),
        ("3 Mai 2025", "en_US"),
        ("3 May 202", "en_US"),
        ("", "en_US"),
    ],
)
def test_days_in_doubt_are_refused(text: str, locale: str) -> None:
    with pytest.raises(CaseError, match="2026-03-14") as caught:
        parse_answer("charges.0.date", text, locale, as_of=DAY)
    assert caught.value.key == "charges.0.date"


def test_a_day_without_a_year_needs_a_day_to_count_from() -> None:
    for text in ("3 May", "yesterday", "3.5."):
        with pytest.raises(CaseError):
            parse_answer("charges.0.date", text, "de" if text[1] == "." else "en_US")


def test_days_that_lie_ahead_are_the_next_ones() -> None:
    assert parse_answer("plan.next_charge_on", "3 May", "en_US", as_of=DAY) == dt.date(2026, 5, 3)
    assert parse_answer("pause.from", "3 March", "en_US", as_of=DAY) == dt.date(2027, 3, 3)


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("3 March 2026", "en_US", dt.date(2026, 3, 3)),
        ("3 March 2026 14:05", "en_GB", dt.datetime(2026, 3, 3, 14, 5)),
        ("3 March 2026 at 2:05 pm", "en_US", dt.datetime(2026, 3, 3, 14, 5)),
        ("3/3/2026, 12 AM", "en_US", dt.datetime(2026, 3, 3)),
        ("3.3.2026 14:05", "de", dt.datetime(2026, 3, 3, 14, 5)),
        ("3.3.2026 14.05 Uhr", "de", dt.datetime(2026, 3, 3, 14, 5)),
        ("3.3.2026, 14 Uhr", "de", dt.datetime(2026, 3, 3, 14)),
        ("3 mars 2026 à 14h05", "fr", dt.datetime(2026, 3, 3, 14, 5)),
        ("2026-03-03T14:05:00", "es", dt.datetime(2026, 3, 3, 14, 5)),
        ("2026-03-03 14:05", "es", dt.datetime(2026, 3, 3, 14, 5)),
        ("around 3 March 2026", "en_US", "~2026-03-03"),
    ],
)
def test_moments_take_a_time(text: str, locale: str, expected: Any) -> None:
    found = parse_answer("contacts.0.at", text, locale, as_of=DAY)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    "text", ["3 March 2026 25:00", "3 March 2026 13 pm", "14:05", "3 March 2026 noon"]
)
def test_times_that_do_not_exist_are_refused(text: str) -> None:
    with pytest.raises(CaseError):
        parse_answer("contacts.0.at", text, "en_US", as_of=DAY)


@QUICK
@given(st.dates(dt.date(1995, 1, 1), dt.date(2060, 12, 31)), st.sampled_from(LOCALES))
def test_days_as_the_locale_writes_them_are_read_back(day: dt.date, locale: str) -> None:
    for width in ("long", "full", "medium"):
        written = format_date(day, width, locale=locale)
        assert parse_answer("plan.next_charge_on", written, locale) == day


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("9.99", "en_US", "9.99"),
        ("9,99", "en_US", "9.99"),
        ("$9.99 USD", "en_US", "9.99"),
        ("1.234,50 €", "en_US", "1234.50"),
        ("1,234.50", "de", "1234.50"),
        ("9,99", "de", "9.99"),
        ("9.99", "de", "9.99"),
        ("1.234", "de", "1234"),
        ("1.234,50 €", "de", "1234.50"),
        ("1234,5", "de", "1234.5"),
        ("€ 9,99", "de", "9.99"),
        ("9,99 EUR", "de", "9.99"),
        ("9,-", "de", "9"),
        ("$9.99", "en_US", "9.99"),
        ("US$ 9.99", "en_US", "9.99"),
        ("1,234.50", "en_US", "1234.50"),
        ("1,234", "en_US", "1234"),
        ("1 234,50 €", "fr", "1234.50"),
        ("1\u202f234,50\u00a0€", "fr", "1234.50"),
        ("1'234.50 CHF", "de_CH", "1234.50"),
        ("1’234.50", "de_CH", "1234.50"),
        ("1,00,000.50", "en_IN", "100000.50"),
        ("₹ 499", "hi", "499"),
        ("R$ 9,90", "pt_BR", "9.90"),
        ("٩٫٩٩", "ar", "9.99"),
        ("1.234", "ar_KW", "1.234"),
        ("１２", "ja", "12"),
    ],
)
def test_amounts_are_read_in_the_forms_of_the_locale(text: str, locale: str, expected: str) -> None:
    assert parse_answer("charges.0.amount", text, locale) == expected


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("11,11.11", "en_US"),
        ("1,234.5", "de"),
        ("1.23.456", "de"),
        ("1.234", "en_US"),  # 1.234 dollars, or a German's 1234?
        ("1,00,000", "en_US"),
        ("9.99 or 10", "en_US"),
        ("about 9", "en_US"),
        ("$9.99 EUR", "en_US"),
        ("-9.99", "en_US"),
        ("9.99 apples", "en_US"),
        ("1e3", "en_US"),
        ("", "en_US"),
        ("0", "en_US"),
    ],
)
def test_amounts_in_doubt_are_refused(text: str, locale: str) -> None:
    with pytest.raises(CaseError) as caught:
        parse_answer("charges.0.amount", text, locale)
    assert caught.value.key == "charges.0.amount"


@QUICK
@given(st.integers(1, 10**8), st.sampled_from([*LOCALES, "en_IN", "sv", "fi"]))
def test_amounts_as_the_locale_writes_them_are_read_back(cents: int, locale: str) -> None:
    from decimal import Decimal

    amount = Decimal(cents) / 100
    written = format_decimal(amount, "#,##0.00", locale=locale)
    if Locale.parse(locale).decimal_formats[None].grouping == (3, 2):
        written = format_decimal(amount, "#,##,##0.00", locale=locale)
    assert Decimal(parse_answer("charges.0.amount", written, locale)) == amount


@pytest.mark.parametrize(
    ("key", "text", "locale", "expected"),
    [
        ("charges.0.disputed", "ja", "de", True),
        ("charges.0.disputed", "no", "de", False),
        ("charges.0.disputed", "Oui", "fr", True),
        ("charges.0.disputed", "sí", "es", True),
        ("charges.0.disputed", "false", "es", False),
        ("cancellation.status", "ja", "de", "yes"),
        ("cancellation.status", "tried", "de", "tried"),
        ("duplicate.pending", "weiß nicht", "de", "unsure"),
        ("account.has", "not sure", "en_US", "not_sure"),
        ("style.plans_to_stay", "peut-être", "fr", "maybe"),
        ("payment.method", "Credit card", "en_US", "credit_card"),
        ("style.paper", "letter", "en_US", "Letter"),
        ("goals", "money back, stop-charges", "en_US", ["money_back", "stop_charges"]),
        ("goals", '["credit"]', "en_US", ["credit"]),
        ("goals.0", "credit", "en_US", "credit"),
        ("sender.address", "1 High St, Flat 2; London", "en_GB", ["1 High St, Flat 2", "London"]),
        ("sender.address", "1 High St, London", "en_GB", ["1 High St", "London"]),
        (
            "charges.0.repeat",
            '{every="month", until=2026-03-01}',
            "de",
            {"every": "month", "until": dt.date(2026, 3, 1)},
        ),
        ("country", "Deutschland", "de", "DE"),
        ("country", "germany", "de", "DE"),
        ("country", "uk", "en_GB", "GB"),
        ("region", "US-oh", "en_US", "OH"),
        ("charges.0.currency", "eur", "de", "EUR"),
        ("request.deadline_days", "14", "de", 14),
        ("technical.speed_mbps", "42,5", "de", 42.5),
        ("own_words", " Hello ", "en_US", "Hello"),
        ("extra.demo.tier", "gold", "en_US", "gold"),
        ("locale", "de-at", "en_US", "de_AT"),
    ],
)
def test_other_kinds(key: str, text: str, locale: str, expected: Any) -> None:
    assert parse_answer(key, text, locale) == expected


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("charges.0.disputed", "perhaps"),
        ("cancellation.status", "perhaps"),
        ("goals", "money back, fame"),
        ("goals", "[oops"),
        ("charges.0.repeat", "monthly"),
        ("country", "Atlantis"),
        ("request.deadline_days", "two weeks"),
        ("request.deadline_days", "5"),
    ],
)
def test_what_cannot_be_read_is_refused_by_key(key: str, text: str) -> None:
    with pytest.raises(CaseError) as caught:
        parse_answer(key, text, "en_US")
    assert caught.value.key.startswith(key)
    assert caught.value.remedy is not None


@pytest.mark.parametrize(
    "key", ["payment.last4", "own_words", "charges.0.amount", "charges.0.date", "goals"]
)
def test_a_typed_card_number_is_never_repeated(key: str) -> None:
    with pytest.raises(ForbiddenData) as caught:
        parse_answer(key, "4111 1111 1111 1111", "en_US")
    assert "1111" not in str(caught.value)


def test_unknown_keys_name_the_nearest() -> None:
    with pytest.raises(UnknownKey, match=r"charges\.0\.amount"):
        parse_answer("charges.0.amuont", "9.99", "en_US")


@QUICK
@given(
    st.text(max_size=40),
    st.sampled_from(
        [
            "charges.0.date",
            "contacts.0.at",
            "charges.0.amount",
            "goals",
            "country",
            "charges.0.disputed",
        ]
    ),
    st.sampled_from(LOCALES),
)
def test_any_text_is_read_or_refused(text: str, key: str, locale: str) -> None:
    with contextlib.suppress(CaseError):  # any other error fails the test
        value = parse_answer(key, text, locale, as_of=DAY)
        assert check(key, value) == value
