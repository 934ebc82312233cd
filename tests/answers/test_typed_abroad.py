"""Days and amounts as people type them in languages beside English, German, French, Spanish."""

from __future__ import annotations

import datetime as dt

import pytest

from refundletters.answers.parsing.amounts import read_amount
from refundletters.answers.parsing.days_and_times import read_day

TODAY = dt.date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "locale", "digits", "currency"),
    [
        ("1480円", "ja_JP", "1480", "JPY"),
        ("１，４８０円", "ja_JP", "1480", "JPY"),
        ("￥1,480", "ja_JP", "1480", "JPY"),
        ("1.234,50 TL", "tr_TR", "1234.50", "TRY"),
        ("12,50 LİRA", "tr_TR", "12.50", "TRY"),
        ("12.50 ج.م", "ar_EG", "12.50", "EGP"),
        ("99.90 د.إ.", "ar_AE", "99.90", "AED"),
        ("١٢٫٥٠ جنيه", "ar_EG", "12.50", "EGP"),
        ("\u200f1,234.50\u00a0ر.س.\u200f", "ar_SA", "1234.50", "SAR"),
        ("12 złotych", "pl_PL", "12", "PLN"),
        ("49,00 reais", "pt_BR", "49.00", "BRL"),
    ],
)
def test_amounts(text: str, locale: str, digits: str, currency: str) -> None:
    found = read_amount(text, locale)
    assert found is not None
    assert (found.digits, found.currencies[0]) == (digits, currency)


@pytest.mark.parametrize(
    ("text", "locale", "day"),
    [
        ("3 ARALIK 2025", "tr_TR", "2025-12-03"),
        ("15 KASIM 2025", "tr_TR", "2025-11-15"),
        ("3 aralik 2025", "tr_TR", "2025-12-03"),
        ("3 HAZİRAN 2026", "tr_TR", "2026-06-03"),
        ("3 Mart 2026'da", "tr_TR", "2026-03-03"),
        ("3 Mart 2026 tarihinde", "tr_TR", "2026-03-03"),
        ("dün", "tr_TR", "2026-11-29"),
        ("3 marca 2026 r.", "pl_PL", "2026-03-03"),
        ("w dniu 3 marca 2026", "pl_PL", "2026-03-03"),
        ("3 III 2026", "pl_PL", "2026-03-03"),
        ("3.XII.2025", "pl_PL", "2025-12-03"),
        ("1º marzo 2026", "it_IT", "2026-03-01"),
        ("il 3 marzo", "it_IT", "2026-03-03"),
        ("dall’11 marzo 2026", "it_IT", "2026-03-11"),
        ("2 settimane fa", "it_IT", "2026-11-16"),
        ("1º de março de 2026", "pt_BR", "2026-03-01"),
        ("no dia 3 de março", "pt_PT", "2026-03-03"),
        ("op 3 maart 2026", "nl_NL", "2026-03-03"),
        ("eergisteren", "nl_NL", "2026-11-28"),
        ("令和8年3月3日", "ja_JP", "2026-03-03"),
        ("令和元年10月1日", "ja_JP", "2019-10-01"),
        ("R8.3.3", "ja_JP", "2026-03-03"),
        ("昨日", "ja_JP", "2026-11-29"),
        ("3日前", "ja_JP", "2026-11-27"),
        ("およそ3月3日", "ja_JP", "~2026-03-03"),
        ("3月3日頃", "ja_JP", "~2026-03-03"),
        ("يوم ٣ مارس ٢٠٢٦", "ar_EG", "2026-03-03"),
        ("أمس", "ar_AE", "2026-11-29"),
    ],
)
def test_days(text: str, locale: str, day: str) -> None:
    found = read_day(text, locale, as_of=TODAY, direction="past")
    assert str(found) == day


@pytest.mark.parametrize(
    ("text", "locale"),
    [("3 III 2026", "de_DE"), ("R8.3.3", "en_US"), ("3 XIII 2026", "pl_PL"), ("令和99年", "ja_JP")],
)
def test_what_means_no_day_there_is_not_read(text: str, locale: str) -> None:
    assert read_day(text, locale, as_of=TODAY, direction="past") is None
