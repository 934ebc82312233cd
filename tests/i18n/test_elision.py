"""Italian articles before the number of a day."""

from __future__ import annotations

import pytest

from refundletters.i18n.elision import elided


@pytest.mark.parametrize(
    ("message", "day", "text"),
    [
        ("entro il %(day)s", "8 aprile 2026", "entro l’8 aprile 2026"),
        ("del %(day)s", "11 marzo 2026", "dell’11 marzo 2026"),
        ("dal %(day)s", "11", "dall’11"),
        ("Il %(day)s", "8 aprile", "L’8 aprile"),
        ("entro il %(day)s", "18 aprile 2026", "entro il 18 aprile 2026"),
        ("entro il %(day)s", "1º aprile 2026", "entro il 1º aprile 2026"),
        ("entro il %(day)s", "80 aprile", "entro il 80 aprile"),
        ("credito del %(day)s", "8,50 €", "credito del 8,50 €"),
        ("%(day)s", "8 aprile 2026", "8 aprile 2026"),
    ],
)
def test_an_article_loses_its_vowel_before_eight_and_eleven(
    message: str, day: str, text: str
) -> None:
    assert elided(message, {"day": day}) % {"day": day} == text


def test_words_that_are_inserted_stay_as_they_were_written() -> None:
    words = "Avete scritto: il 8 aprile"
    assert elided("%(quote)s", {"quote": words}) % {"quote": words} == words
