"""Hints about a person's own words: offered where they help, silent where all is well."""

from __future__ import annotations

import pytest

from refundletters.lint.readability import grade, sentences, words
from refundletters.lint.tone import answer_hints, tone_hints
from refundletters.packs.roots import Roots


def kinds(text: str, roots: Roots, language: str = "en", stage: str = "first") -> list[str]:
    return [hint.kind for hint in tone_hints(text, language, stage, roots)]


@pytest.mark.parametrize(
    "text",
    [
        "I moved house in March.",
        "Please look at the charge of March 3. Thank you!",
        "NETFLIX.COM stands on my statement.",
        "My TV did not start.",
        "Your help was great.",
    ],
)
def test_calm_words_get_no_hint(roots: Roots, text: str) -> None:
    assert kinds(text, roots) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("GIVE ME my MONEY back", "capitals"),
        ("Do it now!!", "marks"),
        ("What an idiot.", "insult"),
        ("This is a scam.", "accusation"),
        ("That is illegal.", "accusation"),
        ("It is theft.", "accusation"),
        ("Last warning.", "threat"),
        ("I will write a bad review.", "publicity"),
        ("See me in court.", "court"),
        ("This is a breach of contract.", "law"),
        ("I was in hospital.", "health"),
        ("You never answer.", "blame"),
        ("Your agents always ignored me.", "blame"),
    ],
)
def test_each_kind_of_hint(roots: Roots, text: str, kind: str) -> None:
    assert kinds(text, roots) == [kind]


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("de", "Das ist Betrug.", "accusation"),
        ("de", "Mein Anwalt meldet sich.", "court"),
        ("de", "Sie haben mich ignoriert.", "blame"),
        ("de", "Ich war im Krankenhaus.", "health"),
        ("fr", "C’est du vol.", "accusation"),
        ("fr", "Je vais saisir le tribunal.", "court"),
        ("fr", "Vous refusez de répondre.", "blame"),
        ("es", "Esto es una estafa.", "accusation"),
        ("es", "Hablaré con mi abogada.", "court"),
        ("es", "Ustedes ignoran mis mensajes.", "blame"),
    ],
)
def test_other_languages(roots: Roots, language: str, text: str, kind: str) -> None:
    found = tone_hints(text, language, "first", roots)
    assert [hint.kind for hint in found] == [kind]


def test_they_is_not_you(roots: Roots) -> None:
    assert kinds("Wir haben sie ignoriert.", roots, "de") == []


def test_a_court_and_law_have_their_time(roots: Roots) -> None:
    text = "It is a breach of contract, and I go to court."
    assert kinds(text, roots, stage="second") == ["law", "court"] or kinds(
        text, roots, stage="second"
    ) == ["court", "law"]
    assert kinds(text, roots, stage="complaint") == ["court"]
    assert kinds(text, roots, stage="outside") == []


def test_a_gentler_wording_is_offered(roots: Roots) -> None:
    (hint,) = tone_hints("This is a scam.", "en", "first", roots)
    assert hint.found == "scam"
    assert hint.instead == "I do not recognize this charge"
    assert hint.advice.fields["instead"] == hint.instead
    (loud,) = tone_hints("Now!!!", "en", "first", roots)
    assert loud.advice == loud.message


def test_one_word_is_told_once(roots: Roots) -> None:
    assert kinds("A scam is a scam.", roots) == ["accusation"]


def test_a_language_without_lists_knows_shouting_only(roots: Roots) -> None:
    assert kinds("NIE WIEDER IDIOT!!", roots, "xx") == ["capitals", "marks"]


@pytest.mark.parametrize(
    "words",
    ["لا علم لي بأي فعل يبرر هذا الحظر.", "停止の理由に心当たりはありません。"],
    ids=["ar", "ja"],
)
def test_a_script_without_capitals_does_not_shout(words: str, roots: Roots) -> None:
    assert kinds(words, roots, "xx") == []


def test_all_own_words_of_a_case_are_read(roots: Roots) -> None:
    answers = {
        "own_words": "A scam.",
        "style": {"inconvenience": "I was sick."},
        "contacts": [{"channel": "chat"}, {"said": "Idiot."}],
        "evidence": [{"label": "The theft"}],
        "service": {"name": "Scam TV"},
    }
    found = [(key, hint.kind) for key, hint in answer_hints(answers, "en", "first", roots)]
    assert found == [
        ("own_words", "accusation"),
        ("style.inconvenience", "health"),
        ("contacts.1.said", "insult"),
        ("evidence.0.label", "accusation"),
    ]
    assert answer_hints({}, "en", "first", roots) == ()


# ------------------------------------------------------------------ readability


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three?", 3),
        ("On 3. März it was. Then not.", 2),
        ("It was in 2025. Then not.", 2),
        ("Under 15 U.S.C. it is.", 1),
        ("See e.g. this. And “that.” And more", 3),
        ("It went on… and on.", 1),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text, ("e.g", "u.s.c"))) == count


def test_an_amount_is_one_word() -> None:
    assert words("I paid $1,299.00 on 3/4/2026, o’clock.") == [
        "I",
        "paid",
        "1,299.00",
        "on",
        "3/4/2026",
        "o’clock",
    ]


def test_the_grade_follows_its_formula() -> None:
    # 8 words, 28 letters and digits, 2 sentences
    expected = 4.71 * 28 / 8 + 0.5 * 8 / 2 - 21.43
    assert grade(["I was charged for it.", "Please help me."]) == pytest.approx(expected)
    assert grade([]) == 0.0
    assert grade(["…"]) == 0.0
