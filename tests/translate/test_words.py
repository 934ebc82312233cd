"""What the translators of a language agreed on is held against every translation."""

from pathlib import Path

import pytest

from refundletters.errors import TemplateError
from refundletters.translate.words import NO_WORDS, AgreedWords, agreed_words, word_problems

WORDS = """
[[term]]
english = ["chargeback*"]
say = ["rückbelast*", "chargeback"]

[[avoid]]
words = ["Kunde", "Kunden"]
why = "It shows a gender."
"""


@pytest.fixture
def german(tmp_path: Path) -> AgreedWords:
    (tmp_path / "de").mkdir()
    (tmp_path / "de/words.toml").write_text(WORDS, encoding="utf-8")
    return agreed_words(tmp_path, "de_AT")


@pytest.mark.parametrize(
    ("source", "text", "rules"),
    [
        ("Ask for a chargeback.", "Bitten Sie um eine Rückbelastung.", []),
        ("Ask for a chargeback.", "Bitten Sie um Geld.", ["glossary"]),
        ("Ask for money.", "Bitten Sie um Geld.", []),
        ("I am a customer.", "Ich bin Kunde.", ["avoid"]),
        ("I am a customer.", "Das ist kundenfreundlich.", []),
        ("It is due.", "Es ist  fällig.", ["spaces"]),
        ("It is due.", "Es ist , fällig.", ["spaces"]),
        ("It’s due.", "Es ist 'fällig'.", ["character"]),
        ("It is due.", "Es ist fäl\u00adlig.", ["character"]),
    ],
)
def test_words_and_signs(german: AgreedWords, source: str, text: str, rules: list[str]) -> None:
    assert [rule for rule, _ in word_problems(source, text, german, is_letter=True)] == rules


def test_a_language_without_a_list_has_agreed_on_nothing(tmp_path: Path) -> None:
    assert agreed_words(tmp_path, "sv") == NO_WORDS


@pytest.mark.parametrize(
    "wrong", ['[[terms]]\nsay = ["x"]\n', '[[term]]\nenglish = "x"\n', "[[avoid]]\nwords = []\n"]
)
def test_a_wrong_list_is_refused_by_name(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "de").mkdir()
    (tmp_path / "de/words.toml").write_text(wrong, encoding="utf-8")
    with pytest.raises(TemplateError, match=r"words\.toml"):
        agreed_words(tmp_path, "de")
