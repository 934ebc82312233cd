"""What a language changes where sentences, brackets and articles meet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from support.builders import Answers

from refundletters.facts.types import Facts
from refundletters.letters.by_language import finish
from refundletters.letters.compose import compose
from refundletters.model.document import Address, Document, Paragraph, Text
from refundletters.packs.roots import Roots


def said(text: str, language: str) -> str:
    (block,) = finish((Paragraph((Text(text),)),), language)
    assert isinstance(block, Paragraph)
    return "".join(run.text for run in block.runs if isinstance(run, Text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Motivo: «No hay devoluciones.» Sin embargo:",
            "Motivo: «No hay devoluciones». Sin embargo:",
        ),
        ("Motivo: “No hay devoluciones.”", "Motivo: “No hay devoluciones”."),
        ("Si no: «¿Cuál es el motivo?»", "Si no: «¿Cuál es el motivo?»."),
        ("«Consulte las condiciones.» (chat)", "«Consulte las condiciones» (chat)"),
        ("el plan «Anual» sigue", "el plan «Anual» sigue"),
    ],
)
def test_the_stop_stands_after_the_closing_mark_in_spanish(text: str, expected: str) -> None:
    assert said(text, "es") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("entro il 8 marzo 2026", "entro l’8 marzo 2026"),
        ("Il 11 marzo 2026 ho pagato", "L’11 marzo 2026 ho pagato"),
        ("dal 8 al 11 marzo", "dall’8 all’11 marzo"),
        ("del 8 marzo", "dell’8 marzo"),
        ("nel 2026, sul 80%", "nel 2026, sull’80%"),
        ("il\u00a08 marzo", "l’8 marzo"),
        ("dei 11 addebiti, i 8 giorni", "degli 11 addebiti, gli 8 giorni"),
        ("il 18 marzo e il 1 aprile", "il 18 marzo e il 1 aprile"),
        ("il 110, il 111", "il 110, il 111"),
        ("scrivete: «il 8 marzo»", "scrivete: «il 8 marzo»"),
    ],
)
def test_italian_articles_are_elided_before_eight_and_eleven(text: str, expected: str) -> None:
    assert said(text, "it") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("申立てです。 返金をお願いします。", "申立てです。返金をお願いします。"),
        ("申立てです。 Example Videoの件。", "申立てです。Example Videoの件。"),
        ("請求（名義EXAMPLE） (番号EM-09)", "請求（名義EXAMPLE）（番号EM-09）"),
        ("請求を拒否 (チャットで)", "請求を拒否（チャットで）"),
        ("返金, Example Video, 解約番号EV", "返金、Example Video、解約番号EV"),
        ("件名： 返金", "件名：返金"),
        ("山田 太郎", "山田 太郎"),
        ("Hulu (Japan), Tokyo", "Hulu (Japan), Tokyo"),
    ],
)
def test_japanese_has_no_blank_beside_its_punctuation(text: str, expected: str) -> None:
    assert said(text, "ja") == expected


def test_japanese_has_no_blank_between_runs_and_leaves_addresses_alone() -> None:
    line = (Text("東京都, (千代田区)"),)
    paragraph = Paragraph((Text("件名： "), Text("返金。", strong=True), Text(" 続き")))
    address, words = finish((Address((line,), "sender"), paragraph), "ja")
    assert isinstance(address, Address)
    assert address.lines == (line,)
    assert isinstance(words, Paragraph)
    assert [run.text for run in words.runs if isinstance(run, Text)] == ["件名：", "返金。", "続き"]


@pytest.mark.parametrize("language", ["de", "en", "fr"])
def test_other_languages_keep_their_blanks(language: str) -> None:
    assert said("il 8 marzo (a, b)", language) == "il 8 marzo (a, b)"


def test_a_japanese_letter_addresses_a_company_or_its_department_with_onchu(
    rich: Callable[..., Any],
    written: Callable[..., Document],
    text: Callable[[Document], str],
) -> None:
    answers = rich(country="JP", reason="unused")
    complaint = text(written("formal-complaint", answers, "ja", allow_incomplete=True))
    notice = text(written("cancellation-notice", answers, "ja", allow_incomplete=True))
    assert "お客様相談窓口　御中" in complaint
    assert complaint.count("御中") == notice.count("御中") == 1


def test_references_in_an_arabic_subject_have_an_arabic_comma(
    rich: Callable[..., Answers], facts_of: Callable[[Answers], Facts], roots: Roots
) -> None:
    subject = compose(
        "refund-request", facts_of(rich(reason="unused")), roots, "ar_EG", channel="email"
    ).subject
    assert "، " in subject
    assert ", " not in subject
