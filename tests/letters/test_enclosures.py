"""Sentences name the evidence they rest on, by the numbers of the list of enclosures."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from refundletters.letters.pieces import inside_line, own_sentence

CONFIRMATION = {"kind": "cancellation_confirmation", "label": "Cancellation e-mail"}
STATEMENT = {"kind": "statement", "label": "Card statement of March"}
LATER = {"kind": "statement", "label": "Card statement of April"}


def dispute(rich: Any, *evidence: dict[str, Any], **more: Any) -> dict[str, Any]:
    return rich(reason="charged_after_cancellation", evidence=list(evidence), **more)


def test_a_sentence_names_the_enclosure_it_rests_on(rich: Any, written: Any, slot: Any) -> None:
    done = written("card-dispute", dispute(rich, STATEMENT, CONFIRMATION))
    assert "Canceled on the website (enclosure 2)" in slot(done, "charges")
    assert slot(done, "enclosures").splitlines()[1:] == [
        "Card statement of March",
        "Cancellation e-mail",
    ]


def test_several_enclosures_are_named_together(rich: Any, written: Any, slot: Any) -> None:
    confirmed = {"kind": "confirmation", "label": "Confirmation page"}
    done = written("card-dispute", dispute(rich, CONFIRMATION, STATEMENT, confirmed))
    assert "Canceled on the website (enclosures 1 and 3)" in slot(done, "charges")


def test_a_statement_is_named_with_the_charge_that_it_shows(
    rich: Any, written: Any, slot: Any
) -> None:
    march = STATEMENT | {"date": dt.date(2026, 3, 8)}
    april = LATER | {"date": dt.date(2026, 4, 8)}
    charges = [
        {"date": dt.date(2026, 3, 3), "amount": "9.99", "statement_date": dt.date(2026, 3, 8)},
        {"date": dt.date(2026, 4, 3), "amount": "9.99", "statement_date": dt.date(2026, 4, 8)},
    ]
    told = slot(written("card-dispute", dispute(rich, march, april, charges=charges)), "charges")
    assert "Charged as NETFLIX.COM (enclosure 1)" in told
    assert "(enclosure 2)" in told
    assert "statement of" not in told


def test_without_evidence_nothing_is_named(rich: Any, written: Any, text: Any) -> None:
    assert "nclosure" not in text(written("card-dispute", dispute(rich)))


def test_evidence_without_a_label_has_no_number(rich: Any, written: Any, text: Any) -> None:
    words = text(written("card-dispute", dispute(rich, {"kind": "statement"}, CONFIRMATION)))
    assert "(enclosure 1)" in words
    assert "(enclosure 2)" not in words


@pytest.mark.parametrize("channel", ["form", "email", "letter"])
def test_only_a_text_that_lists_enclosures_names_them(
    rich: Any, written: Any, text: Any, channel: str
) -> None:
    words = text(written("formal-complaint", dispute(rich, CONFIRMATION), channel=channel))
    assert ("(enclosure 1)" in words) == ("Cancellation e-mail" in words) == (channel != "form")


def test_a_chat_never_names_an_enclosure(rich: Any, written: Any, text: Any) -> None:
    assert "nclosure" not in text(written("chat-opener", dispute(rich, CONFIRMATION)))


PROOFS = {
    "refund_promised": "promise",
    "changed_mind": "withdrawal",
    "wrong_amount": "offer_page",
    "price_increase": "price_notice",
    "reactivated": "devices",
}


@pytest.mark.parametrize(("reason", "kind"), PROOFS.items())
def test_each_reason_names_its_own_proof(
    reason: str, kind: str, rich: Any, written: Any, text: Any
) -> None:
    evidence = [{"kind": "other", "label": "A note"}, {"kind": kind, "label": "The proof"}]
    done = written("formal-complaint", rich(reason=reason, evidence=evidence), channel="letter")
    assert "(enclosure 2)" in text(done)


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("de_DE", "(Anlage 1)"),
        ("fr_FR", "(pièce 1)"),
        ("es_ES", "(anexo 1)"),
    ],
)
def test_other_languages_name_enclosures_too(
    locale: str, words: str, rich: Any, written: Any, text: Any
) -> None:
    # What matters here is one sentence; whether all others are translated is tested elsewhere.
    answers = dispute(rich, CONFIRMATION)
    assert words in text(written("card-dispute", answers, locale, allow_incomplete=True))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("The day of the cancellation", "the day of the cancellation"),
        ("Der Tag der Kündigung", "der Tag der Kündigung"),
        ("Netflix's own answer", "Netflix's own answer"),
        ("", ""),
    ],
)
def test_what_an_enclosure_shows_goes_on_after_a_dash(typed: str, printed: str) -> None:
    assert inside_line(typed) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("no refunds", "No refunds."),
        ("Why?", "Why?"),
        ("規約違反のため", "規約違反のため。"),
        ("返金できません。", "返金できません。"),
    ],
)
def test_own_words_end_in_the_stop_of_their_script(typed: str, printed: str) -> None:
    assert own_sentence(typed) == printed
