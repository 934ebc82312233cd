"""The head of a letter, the order of events and the sums in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from refundletters.letters.chronology import chronology
from refundletters.letters.environment import _innermost_template
from refundletters.letters.letter_head import place_of
from refundletters.model.document import Document

Write = Callable[..., Document]
Words = Callable[[Document], str]


@pytest.mark.parametrize(
    ("address", "place"),
    [
        (["Via Esempio 12", "20121 Milano MI"], "Milano"),
        (["Via Esempio 12", "20121 Milano (MI)"], "Milano"),
        (["8 rue de l’Exemple", "69002 Lyon"], "Lyon"),
        (["12 rue X", "75011 Paris", "France"], "Paris"),
        (["CH-8001 Zürich"], "Zürich"),
        (["Calle Y 5", "28013 Madrid"], "Madrid"),
        (["8 rue de l’Exemple", "Lyon"], ""),
        (["12345"], ""),
        ([""], ""),
        ([], ""),
    ],
)
def test_the_place_of_a_date_line_is_what_follows_the_postcode(
    address: list[str], place: str
) -> None:
    assert place_of(address) == place


@pytest.mark.parametrize(
    ("country", "locale", "address", "line"),
    [
        ("FR", "fr_FR", ["8 rue X", "69002 Lyon"], "Lyon, le 10 avril 2026"),
        ("FR", "fr_FR", ["8 rue X"], "10 avril 2026"),
        ("DE", "de_DE", ["Weg 1", "20095 Hamburg"], "10. April 2026"),
        ("US", "en_US", ["1 Example Street"], "April 10, 2026"),
        ("GB", "en_GB", ["1 Example Street"], "10 April 2026"),
        ("FR", "de_DE", ["8 rue X", "69002 Lyon"], "10. April 2026"),
    ],
)
def test_the_date_line_is_that_of_country_and_language(
    country: str, locale: str, address: list[str], line: str, rich: Any, written: Write, lines: Any
) -> None:
    case = rich(reason="charged_after_cancellation", country=country, region=None)
    case["sender"]["address"] = address
    # What matters here is one line; whether every sentence is translated is tested elsewhere.
    assert line in lines(written("cancellation-notice", case, locale, allow_incomplete=True))


def test_only_what_has_a_date_happened(bare: Any, facts_of: Any) -> None:
    case = bare(reason="unused", charges=[{"amount": "9.99"}])
    case["price_increases"] = [{"old": "8.99", "new": "9.99"}]
    assert chronology(facts_of(case)) == []


def test_every_currency_is_asked_for_and_none_added_up(
    bare: Any, written: Write, text: Words
) -> None:
    charges = [
        {"date": dt.date(2026, 3, 3), "amount": "15.49"},
        {"date": dt.date(2026, 3, 9), "amount": "9.99", "currency": "EUR"},
    ]
    case = bare(reason="charged_after_cancellation", charges=charges)
    words = text(written("refund-request", case))
    assert "Please refund $15.49 and €9.99 to the original payment method" in words
    words = text(written("formal-complaint", case))
    assert "Total disputed |  | $15.49 and €9.99" in words


def test_where_no_sum_is_asked_none_is_named(bare: Any, written: Write, slot: Any) -> None:
    case = bare(reason="unused", request={"primary": "explanation"})
    assert "$" not in slot(written("refund-request", case), "reason").split(".")[0]


@pytest.mark.parametrize(
    ("primary", "extra", "question"),
    [
        ("since_date", {}, "Please refund $15.49."),
        ("fixed", {"amount": "7.00"}, "Please refund $7.00."),
        ("pro_rata", {}, "Please check what I have paid and tell me how much you will refund."),
        ("credit", {"amount": "7.00"}, "Please give me a credit of $7.00."),
        ("credit", {}, "Please give me a credit for it."),
        ("free_month", {}, "Please give me a free month for it."),
        ("pause", {}, "Please pause the subscription and its billing."),
        ("stop_only", {}, "Please confirm that nothing further will be charged."),
        ("explanation", {}, "Please tell me what this charge is for."),
        ("full", {}, "Please refund $15.49."),
    ],
)
def test_the_first_question_asks_for_the_one_remedy(
    primary: str, extra: Any, question: str, bare: Any, written: Write, text: Words
) -> None:
    case = bare(reason="technical_failure", request={"primary": primary, **extra})
    assert question in text(written("chat-opener", case))


@pytest.mark.parametrize(
    ("to", "sentence"),
    [
        ("account", "Please pay $15.49 into my bank account by April 24, 2026."),
        ("credit", "Please credit $15.49 to my customer account by April 24, 2026."),
        ("original_method", "Please refund $15.49 to the original payment method by"),
    ],
)
def test_the_money_goes_where_the_person_wants_it(
    to: str, sentence: str, bare: Any, written: Write, text: Words
) -> None:
    case = bare(reason="technical_failure", request={"primary": "full", "to": to})
    assert sentence in text(written("refund-request", case))


@pytest.mark.parametrize(
    ("tone", "greeting", "ask", "close"),
    [
        ("warm", "Hello,", "Could you please refund $", "With warm regards,"),
        ("neutral", "Hello,", "Please refund $", "Kind regards,"),
        ("formal", "Dear Sir or Madam,", "I request a refund of $", "Sincerely,"),
    ],
)
def test_the_tone_of_an_email_is_the_one_chosen(
    tone: str, greeting: str, ask: str, close: str, rich: Any, written: Write, lines: Any
) -> None:
    case = rich(reason="charged_after_cancellation", style={"tone": tone})
    found = lines(written("refund-request", case))
    assert greeting in found
    assert any(line.startswith(ask) for line in found)
    assert close in found


def test_the_lengths_differ_and_the_short_one_keeps_reason_and_ask(
    rich: Any, written: Write, text: Words
) -> None:
    words = {
        length: text(
            written("refund-request", rich(reason="technical_failure", style={"length": length}))
        )
        for length in ("short", "standard", "full")
    }
    assert len(words["short"]) < len(words["standard"]) < len(words["full"])
    assert "did not work properly" in words["short"]
    assert "Please refund" in words["short"]


def test_a_mistake_outside_every_template_names_the_letter() -> None:
    assert _innermost_template(ValueError(), "letters/a/letter.j2") == ("letters/a/letter.j2", 0)


@pytest.mark.parametrize("document", ["cancellation-notice", "formal-complaint"])
def test_a_letter_goes_to_the_address_that_the_person_gives(
    document: str, rich: Any, written: Write, text: Words
) -> None:
    given = {"name": "Netflix Complaints", "address": ["5 Example Road", "Sampletown"]}
    case = rich(reason="charged_after_cancellation", recipient=given)
    done = written(document, case)
    assert "Netflix Complaints" in done.recipient
    assert "5 Example Road\nSampletown" in text(done)
    assert "5 Example Road" not in text(written("card-dispute", case))
