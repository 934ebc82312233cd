"""What stands above a question: its number, why there are fewer, and which entry it is about."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from typing import Any

import pytest

from refundletters.cli.context import Context
from refundletters.cli.talk.conversation import Conversation
from refundletters.cli.talk.missing_answers import keep_nothing
from refundletters.cli.talk.plain_prompter import Prompt
from refundletters.cli.talk.row_names import name_of_row
from refundletters.interview import flow
from refundletters.interview.state import Asked, Interview
from refundletters.packs.roots import shipped_roots
from refundletters.packs.setting import Setting

DAY = dt.date(2026, 3, 14)


class Reader:
    """Remembers what it was shown, and answers with one word."""

    def __init__(self) -> None:
        self.shown: list[Prompt] = []

    def ask(self, prompt: Prompt) -> Any:
        self.shown.append(prompt)
        return "Sample Bank"

    def tell(self, text: str) -> None:
        """Show nothing."""


def shown(*totals: int) -> list[tuple[str, ...]]:
    """Return the hints of one question that is asked with one total after the other."""
    context = Context(
        environ={},
        stdin=io.StringIO(),
        stdout=io.StringIO(),
        stderr=io.StringIO(),
        interface="en_US",
        today=DAY,
    )
    reader = Reader()
    talk = Conversation(context, reader, keep_nothing)
    interview: Interview = flow.start(
        "", {}, Setting(shipped_roots(), DAY), needs=("payment.issuer",)
    )
    asked: Asked | None = flow.next_question(interview)
    assert asked is not None
    for total in totals:
        talk.turn(interview, replace(asked, number=3, total=total))
    return [prompt.hints for prompt in reader.shown]


@pytest.mark.parametrize(
    ("totals", "hints"),
    [
        ((9, 10), ("Question 3 of 10.",)),
        ((10, 10), ("Question 3 of 10.",)),
        ((10, 9), ("Question 3 of 9.", "Your last answer saves you one question.")),
        ((12, 9), ("Question 3 of 9.", "Your last answer saves you 3 questions.")),
    ],
)
def test_a_total_that_shrinks_says_why(totals: tuple[int, ...], hints: tuple[str, ...]) -> None:
    assert shown(*totals)[-1] == hints


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        ({"at": DAY, "party": "bank"}, "the contact with the bank of %(day)s"),
        ({"party": "bank"}, "the contact with the bank"),
        ({"party": "trader", "channel": "chat"}, "the contact with the company"),
        ({"document": "card-dispute", "party": "bank"}, "the message that you wrote"),
        ({"channel": "chat"}, "the contact that you are telling of now"),
        ({}, "the contact that you are telling of now"),
    ],
)
def test_a_contact_is_named_by_what_is_known_of_it(entry: dict[str, Any], name: str) -> None:
    assert name_of_row("contacts", 0, {"contacts": [entry]}).msgid == name
