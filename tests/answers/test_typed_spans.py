"""Spans of time as people type them."""

from __future__ import annotations

import pytest

from refundletters.answers.build import check
from refundletters.answers.parsing.answer import parse_answer
from refundletters.errors import CaseError


@pytest.mark.parametrize(
    ("text", "locale", "span"),
    [
        ("10 business days", "en_US", "10 business days"),
        ("3 Working Days", "en_GB", "3 business days"),
        ("10 Werktage", "de_DE", "10 business days"),
        ("2 Wochen", "de_AT", "2 weeks"),
        ("5 jours ouvrés", "fr_FR", "5 business days"),
        ("1 mois", "fr_FR", "1 month"),
        ("15 días hábiles", "es_MX", "15 business days"),
        ("2 weeks", "es_ES", "2 weeks"),
        ("10営業日", "ja_JP", "10 business days"),
        ("１か月", "ja_JP", "1 month"),
        ("٣ أشهر", "ar_EG", "3 months"),
    ],
)
def test_a_span_is_read_in_the_words_of_the_locale(text: str, locale: str, span: str) -> None:
    assert parse_answer("promise.within", text, locale) == span


@pytest.mark.parametrize("text", ["10 Werktage", "10 jours ouvrés", "10 días hábiles"])
@pytest.mark.parametrize("key", ["promise.within", "contract.notice"])
def test_a_file_may_tell_a_span_in_any_shipped_language(text: str, key: str) -> None:
    assert check(key, text) == "10 business days"


@pytest.mark.parametrize("text", ["bald", "zehn Tage", "10", "0 Tage"])
def test_a_span_without_number_or_unit_is_refused(text: str) -> None:
    with pytest.raises(CaseError):
        parse_answer("promise.within", text, "de_DE")
