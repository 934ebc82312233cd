"""Every letter for every reason: what it must say, and what it must never say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest

from refundletters.errors import LocaleIncomplete, NotFound
from refundletters.model.document import Document
from refundletters.packs.letters import letter_metas
from refundletters.packs.roots import shipped_roots
from refundletters.render import Output, render
from refundletters.render.measure import sms_parts

METAS = letter_metas(shipped_roots())
CHANNELS = {"chat": "chat", "email": "email", "letter": "letter", "form": "form", "script": "phone"}
EVERY_KIND = [
    pytest.param(meta.id, CHANNELS[kind], id=f"{meta.id}-{kind}")
    for meta in METAS.values()
    for kind in meta.kinds
]
Write = Callable[..., Document]
Words = Callable[[Document], str]


@pytest.fixture(params=["bare", "rich"])
def answers(request: pytest.FixtureRequest) -> Callable[..., dict[str, Any]]:
    return request.getfixturevalue(request.param)  # type: ignore[no-any-return]  # a fixture's value


@pytest.mark.parametrize(("document", "channel"), EVERY_KIND)
def test_every_letter_can_be_written_for_every_reason(
    document: str, channel: str, reason: str, answers: Any, written: Write, lines: Any
) -> None:
    done = written(document, answers(reason=reason), channel=channel)
    for words in " | ".join(lines(done)).split(" | "):
        assert "  " not in words
        assert not re.search(r"\s[.,;:!?]", words)
        assert "None" not in words
        assert "[]" not in words
    assert done.title


@pytest.mark.parametrize("document", [meta.id for meta in METAS.values() if "email" in meta.kinds])
def test_an_email_has_a_short_subject_greets_and_closes(
    document: str, reason: str, rich: Any, written: Write, text: Words
) -> None:
    done = written(document, rich(reason=reason), channel="email")
    assert 0 < len(done.subject) <= 78
    assert "Hello," in text(done)
    assert ("hank" in text(done)) == (document != "letter-before-action")
    assert text(done).rstrip().endswith(("Alex Example", "2026", "– the day of the cancellation"))


def test_a_chat_opener_fits_a_chat_for_every_reason(reason: str, rich: Any, written: Write) -> None:
    document = written("chat-opener", rich(reason=reason, demand={"amount": "9.99"}))
    opener = render(document, Output("snippet", part="opener")).content.decode().strip()
    assert opener.startswith("Hello! ")
    assert opener.endswith("Thank you for your help!")
    assert len(opener) <= 400
    assert len(opener.split()) <= 70
    assert "alex@example.org" in opener
    assert "$" in opener.partition(". ")[0]


def test_a_chat_opener_has_an_edition_under_200_characters(
    reason: str, rich: Any, written: Write
) -> None:
    document = written("chat-opener", rich(reason=reason, demand={"amount": "9.99"}))
    opener = render(document, Output("snippet", part="opener", limit=200)).content.decode()
    assert len(opener.strip()) <= 200
    assert "$" in opener


def test_a_chat_opener_fits_three_text_messages(reason: str, rich: Any, written: Write) -> None:
    case = rich(reason=reason, demand={"amount": "9.99"})
    document = written("chat-opener", case, channel="sms")
    opener = render(document, Output("snippet", part="opener")).content.decode().strip()
    assert sms_parts(opener).parts <= 3


def test_a_chat_opener_names_each_charge_up_to_three(bare: Any, written: Write, lines: Any) -> None:
    charges = [{"date": dt.date(2026, month, 3), "amount": "9.99"} for month in (1, 2, 3)]
    opener = " ".join(lines(written("chat-opener", bare(reason="unused", charges=charges)))[1:3])
    assert "$9.99 three times from January 3 to March 3, 2026 ($29.97 in all)" in opener


def test_more_than_three_equal_charges_are_counted(bare: Any, written: Write, lines: Any) -> None:
    charges = [
        {
            "date": dt.date(2025, 11, 3),
            "amount": "9.99",
            "repeat": {"every": "month", "until": dt.date(2026, 3, 3)},
        }
    ]
    opener = " ".join(lines(written("chat-opener", bare(reason="unused", charges=charges)))[1:3])
    assert "$9.99 five times from November 3, 2025 to March 3, 2026 ($49.95 in all)" in opener


def test_more_than_three_different_charges_are_summed(
    bare: Any, written: Write, lines: Any
) -> None:
    charges = [{"date": dt.date(2026, 1, day), "amount": f"{day}.00"} for day in (1, 2, 3, 4)]
    opener = " ".join(lines(written("chat-opener", bare(reason="unused", charges=charges)))[1:3])
    assert "$10.00 in four payments from January 1 to January 4, 2026" in opener


def test_equal_charges_without_dates_are_counted(bare: Any, written: Write, lines: Any) -> None:
    opener = lines(written("chat-opener", bare(reason="unused", charges=[{"amount": "9.99"}] * 4)))
    assert "$9.99 four times ($39.96 in all)" in opener[2]
    assert "from" not in opener[2]


def test_a_date_that_is_only_roughly_known_says_so(bare: Any, written: Write, text: Words) -> None:
    case = bare(reason="charged_after_cancellation")
    case["cancellation"] = {"status": "yes", "on": "~2026-02-20", "how": "phone"}
    assert "on or around February 20, 2026" in text(written("cancellation-notice", case))
    assert "around February 20, 2026: Canceled by phone" in text(written("refund-request", case))


def test_a_skipped_answer_removes_its_sentence(bare: Any, written: Write, slot: Any) -> None:
    assert slot(written("refund-request", bare(reason="technical_failure")), "story") == ""


def test_refunds_are_taken_off_and_told(rich: Any, written: Write, text: Words) -> None:
    words = text(written("refund-request", rich(reason="charged_after_cancellation")))
    assert "$2.00 already refunded" in words
    assert "Please refund $28.98" in words
    assert "$15.49 + $15.49 − $2.00 = $28.98" in words or "2 × $15.49 − $2.00 = $28.98" in words


def test_pending_charges_are_named_and_not_summed(bare: Any, written: Write, text: Words) -> None:
    charges = [
        {"date": dt.date(2026, 3, 3), "amount": "15.49", "status": "posted"},
        {"date": dt.date(2026, 3, 4), "amount": "15.49", "status": "pending"},
        {"date": dt.date(2026, 2, 3), "amount": "15.49", "disputed": False},
        {"date": dt.date(2026, 1, 3), "amount": "15.49", "disputed_amount": "5.00"},
    ]
    words = text(written("formal-complaint", bare(reason="duplicate_charge", charges=charges)))
    assert "(pending, not counted) | $15.49" in words
    assert "(not disputed) | $15.49" in words
    assert "($5.00 of it disputed) | $15.49" in words
    assert "Total disputed |  | $20.49" in words


@pytest.mark.parametrize(
    ("withdrawn", "sentence"),
    [
        (
            {"withdrawn": "yes", "on": dt.date(2026, 2, 24), "how": "email"},
            (
                "I withdrew my permission for further charges by Netflix by e-mail on "
                "February 24, 2026."
            ),
        ),
        (
            {"withdrawn": "yes", "on": dt.date(2026, 2, 24)},
            "I withdrew my permission for further charges by Netflix on February 24, 2026.",
        ),
        (
            {"withdrawn": "no"},
            (
                "Effective today, April 10, 2026, I withdraw my permission for any further "
                "charge by Netflix."
            ),
        ),
    ],
)
@pytest.mark.parametrize("document", ["card-dispute", "stop-payments", "direct-debit-refund"])
def test_a_bank_letter_withdraws_permission_in_its_own_sentence(
    document: str, withdrawn: Any, sentence: str, rich: Any, written: Write, slot: Any
) -> None:
    case = rich(reason="charged_after_cancellation", permission=withdrawn)
    assert slot(written(document, case), "permission") == sentence


def test_unauthorized_stands_only_behind_the_four_confirmations(
    rich: Any, written: Write, text: Words
) -> None:
    case = rich(reason="unauthorized_payment")
    for document in METAS:
        if document != "unauthorized-payment-report":
            assert "nauthorized" not in text(written(document, case))
    said = "I did not make or allow them, nobody in my household did, and I received no benefit"
    assert said not in text(written("unauthorized-payment-report", case))
    case["confirmed"]["four_points"] = True
    assert said in text(written("unauthorized-payment-report", case))


@pytest.mark.parametrize("document", list(METAS))
def test_no_word_about_courts_before_the_last_letter(
    document: str, reason: str, rich: Any, written: Write, text: Words
) -> None:
    words = text(written(document, rich(reason=reason))).casefold()
    for word in ("court", "lawyer", "sue ", "review site", "newspaper"):
        assert (word in words) <= (document == "letter-before-action" and word == "court")


def test_law_stands_only_where_it_may(rich: Any, written: Write, slot: Any) -> None:
    case = rich(reason="charged_after_cancellation")
    for meta in METAS.values():
        law = slot(written(meta.id, case), "law")
        if meta.law == "none":
            assert law == ""
        if meta.law == "one":
            assert law.count("\n") == 0


def test_a_public_post_names_nobody_and_nothing(rich: Any, written: Write, text: Words) -> None:
    words = text(written("social-message", rich(reason="technical_failure"), channel="x"))
    assert len(words) <= 200
    for private in ("Alex", "example.org", "15.49", "1234", "2026"):
        assert private not in words


def test_no_letter_shows_more_of_a_card_than_four_digits(
    rich: Any, written: Write, text: Words
) -> None:
    for meta in METAS.values():
        words = text(written(meta.id, rich(reason="duplicate_charge")))
        assert not re.search(r"\d{5,}", words.replace("45501", ""))


def test_letters_never_mix_languages(bare: Any, written: Write) -> None:
    case = bare(reason="unused")
    with pytest.raises(LocaleIncomplete, match="not fully translated into fi_FI") as caught:
        written("chat-opener", case, "fi-FI")
    assert "Opening message" in caught.value.missing
    assert written("chat-opener", case, "fi_FI", allow_incomplete=True).locale == "fi_FI"


def test_a_locale_that_nobody_knows_is_refused(bare: Any, written: Write) -> None:
    with pytest.raises(NotFound):
        written("chat-opener", bare(reason="unused"), "xx_YY")


def test_a_letter_to_an_ombudsman_goes_to_the_body_of_the_country(
    rich: Any, written: Write, text: Words
) -> None:
    case = rich(reason="duplicate_charge", country="GB", region=None)
    assert "Financial Ombudsman Service" in text(written("ombudsman-complaint", case))
    case["recipient"] = {"name": "The Example Ombudsman", "address": ["2 Example Road"]}
    words = text(written("ombudsman-complaint", case))
    assert "The Example Ombudsman\n2 Example Road" in words


@pytest.mark.parametrize(
    ("accept", "sentence"),
    [
        ("all", "I accept it in full settlement; please confirm by April 24, 2026"),
        ("part", "I accept it as part of my claim; please pay it and refund the remaining $"),
        ("none", "I do not accept it; please refund $"),
        ("perhaps", "I accept it as part of my claim"),
    ],
)
def test_an_offer_is_accepted_in_full_only_when_asked(
    accept: str, sentence: str, rich: Any, written: Write, text: Words
) -> None:
    case = rich(reason="unused", extra={"offer_reply": {"accept": accept}})
    case["contacts"] = [
        {
            "at": dt.date(2026, 4, 8),
            "channel": "email",
            "with": "Kim",
            "result": "offered",
            "offer": {"type": "credit", "amount": "5.00"},
        }
    ]
    words = text(written("offer-reply", case))
    assert "Thank you for your offer of $5.00, made on April 8, 2026." in words
    assert sentence in words


def test_the_working_of_a_price_difference_is_shown(rich: Any, written: Write, slot: Any) -> None:
    case = rich(reason="price_increase", request={"primary": "difference"})
    working = slot(written("formal-complaint", case), "working")
    assert "$15.49 instead of $9.99, so 2 × $5.50 = $11.00" in working


def test_the_working_of_lost_days_is_shown(rich: Any, written: Write, slot: Any) -> None:
    case = rich(reason="technical_failure", request={"primary": "pro_rata"})
    case["plan"]["period"] = "month"
    working = slot(written("formal-complaint", case), "working")
    assert "of 31 days" in working


def test_a_summary_lists_what_happened_in_order(rich: Any, written: Write, text: Words) -> None:
    case = rich(reason="charged_after_cancellation")
    case["payment"]["blocked_on"] = dt.date(2026, 4, 6)
    words = text(written("case-summary", case))
    order = ["Signed up for Netflix", "Canceled on the website", "Price raised", "Card blocked"]
    places = [words.index(part) for part in order]
    assert places == sorted(places)


def test_a_summary_can_be_written_before_the_reason_is_known(
    bare: Any, written: Write, text: Words
) -> None:
    assert "This sheet is about charges for Netflix." in text(written("case-summary", bare()))


def test_a_phone_script_says_how_long_its_opening_takes(
    rich: Any, written: Write, text: Words
) -> None:
    words = text(written("phone-script", rich(reason="duplicate_charge")))
    assert "That takes about 20 seconds to say." in words
    assert len(words.split()) <= 330


@pytest.mark.parametrize(
    ("count", "asked"),
    [(2, "Please reverse two charges"), (10, "reverse ten charges"), (11, "reverse 11 charges")],
)
def test_counts_up_to_ten_stand_in_words(
    count: int, asked: str, rich: Any, written: Write, text: Words
) -> None:
    charges = [{"date": dt.date(2026, 3, day + 1), "amount": "9.99"} for day in range(count)]
    done = written("card-dispute", rich(reason="charged_after_cancellation", charges=charges))
    assert asked in text(done)


def test_a_caller_in_japan_gives_the_family_name(rich: Any, written: Write, text: Words) -> None:
    sender = {"given_name": "美咲", "full_name": "見本 美咲"}
    answers = rich(reason="unused", country="JP", sender=sender)
    assert "見本 美咲と申します。" in text(written("phone-script", answers, "ja"))
