"""A letter that is not calm, near, short or spare is found by the rule for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from refundletters.lint.letter_text import read

Write = Callable[..., Any]
NEW = {
    "length.chat",
    "truth.calm",
    "order.near",
    "threat.early",
    "private.needed",
    "order.reminder",
}


@pytest.mark.parametrize("letter_id", ["chat-opener", "follow-up", "formal-complaint"])
def test_a_sound_letter_has_none_of_these_faults(letter: Write, letter_id: str) -> None:
    assert not NEW & letter(letter_id).rules()


def test_an_opening_message_that_is_long(letter: Write) -> None:
    bad = letter("chat-opener").saying("I have been with you for years. " * 12, "state", "opener")
    assert "more than 60" in bad.said("length.chat")
    assert "more than 400" in bad.said("length.chat")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("This is outrageous.", "outrageous"),
        ("The charge was made on purpose.", "on purpose"),
        ("This is a misleading practice.", "misleading"),
        ("You never tell anybody.", "You never"),
    ],
)
def test_a_sentence_that_is_not_calm(letter: Write, text: str, found: str) -> None:
    assert found in letter("refund-request").saying(text, "story").said("truth.calm")


@pytest.mark.parametrize("days", [3, 30])
def test_a_day_that_is_too_near_or_far(letter: Write, days: int) -> None:
    sound = letter("refund-request")
    day = sound.facts.as_of + dt.timedelta(days=days)
    written = f"Please write by {day:%B} {day.day}, {day.year}."
    bad = sound.with_facts(reply_by=day).saying(written)
    assert f"in {days} days" in bad.said("order.near")


def test_a_day_that_the_writer_chose(letter: Write) -> None:
    sound = letter("refund-request")
    day = sound.facts.as_of + dt.timedelta(days=30)
    case = replace(sound.facts.case, request=replace(sound.facts.case.request, deadline_days=30))
    text = f"Please write by {day:%B} {day.day}, {day.year}."
    assert "order.near" not in sound.with_facts(reply_by=day, case=case).saying(text).rules()


def test_a_next_step_before_a_complaint(letter: Write) -> None:
    step = "I may report the matter to a consumer protection agency."
    assert "report the matter" in letter("refund-request").saying(step).said("threat.early")
    assert "threat.early" not in letter("formal-complaint").saying(step).rules()


@pytest.mark.parametrize(
    ("letter_id", "private"),
    [
        ("refund-request", "12 Sample Street"),
        ("formal-complaint", "First Example Bank"),
        ("card-dispute", "CUSTOMER-99"),
    ],
)
def test_what_only_another_reader_needs(letter: Write, letter_id: str, private: str) -> None:
    sound = letter(letter_id)
    case = sound.facts.case
    case = replace(
        case,
        sender=replace(case.sender, address=("12 Sample Street",)),
        payment=replace(case.payment, issuer="First Example Bank"),
        account=replace(case.account, identifier="CUSTOMER-99"),
    )
    known = sound.with_facts(case=case)
    assert private not in known.said("private.needed")
    assert private in known.saying(f"That is {private}.", "story").said("private.needed")


def test_a_reminder_that_begins_like_the_request(letter: Write) -> None:
    sound = letter("follow-up")
    request = letter("refund-request")
    read_request = read(request.document, request.facts, request.meta, request.roots)
    opening = read_request.message[0].text.partition(". ")[0] + "."
    assert "order.reminder" in sound.beginning(opening).rules()
