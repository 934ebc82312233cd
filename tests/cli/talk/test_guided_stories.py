"""Stories told on plain lines, from nothing to the letter, by people who answer truthfully.

Whoever knows no answer presses Enter alone; a question that has to be answered and that the story
has no answer to fails the test.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path

import pytest

from refundletters.cli.context import Context
from refundletters.cli.talk import guided_start
from refundletters.cli.talk.plain_prompter import PlainPrompter, Prompt

MOST_QUESTIONS = 90


class Teller(PlainPrompter):
    """Answers what the story knows, by the beginning of the question."""

    def __init__(
        self,
        speak: Callable[..., str],
        show: Callable[[str], None],
        story: MutableMapping[str, str],
    ) -> None:
        super().__init__(speak, io.StringIO(), show)
        self._story = story
        self.asked: list[str] = []

    def _line(self, prompt: Prompt, text: str) -> str:
        self._show(text)
        if prompt.kind == "lines" and text != prompt.text:
            return "\n"
        self.asked.append(prompt.text)
        assert len(self.asked) < MOST_QUESTIONS, self.asked[-5:]
        key = next((key for key in self._story if prompt.text.startswith(key)), None)
        if key is None:
            assert prompt.may_skip or prompt.may_be_unknown, prompt.text
            return "\n"
        # Several answers to one question are given one after the other, the last one again.
        first, _, later = self._story[key].partition(" | ")
        if later:
            self._story[key] = later
        return f"{first}\n"


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[str, Teller]]:
    """Tell a story; returns the letter that it ends with, and who told it."""

    def tell(story: Mapping[str, str], today: dt.date) -> tuple[str, Teller]:
        monkeypatch.chdir(tmp_path)
        stdout = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        context = Context(
            environ={"REFUNDLETTERS_HOME": str(tmp_path / "home"), "COLUMNS": "200"},
            stdin=io.StringIO(),
            stdout=stdout,
            stderr=io.StringIO(),
            interface="en_US",
            today=today,
        )
        teller = Teller(context.translate, context.note, dict(story))
        assert guided_start.run_new(context, None, prompter=teller) == 0
        stdout.flush()
        return " ".join(stdout.buffer.getvalue().decode("utf-8").split()), teller  # type: ignore[attr-defined]  # a BytesIO

    return tell


COMMON = {
    "What would you like to happen?": "1 2",
    "Which service is the charge for?": "Another service",
    "Who takes the money for the subscription?": "The service itself",
    "What do you ask for?": "A full refund of the charges in question",
    "Is everything you entered true": "1",
    "Are all of these statements true": "1",
    "Did this message go out": "1",
    "That is all this message needs.": "Answer a few more",
    "Is there another charge": "1",
    "Was there another contact": "1",
    "Is everything right?": "1",
    "What would you like to do": "1 | finish",
}


def test_an_executor_tells_of_a_subscription_that_went_on_after_a_death(
    told: Callable[..., tuple[str, Teller]],
) -> None:
    letter, teller = told(
        {
            **COMMON,
            "Which country do you live in?": "United States",
            "Which state do you live in?": "Ohio",
            "Whose subscription is it?": "That of somebody who has died, whose estate I settle",
            "What is the service called?": "Example Audiobooks",
            "What describes your situation best?": "I paid but did not use it",
            "Is the subscription canceled?": "I tried, and it did not work",
            "Which message would you like?": "Refund request:",
            "On what date was the charge made?": "February 20",
            "What amount was charged?": "14.95",
            "On what date was it canceled": "June 22",
            "How was it canceled": "By phone",
            "On what date did that person die?": "February 11",
            "What is your full name?": "Neil Sample",
            "What is the full name of the person you write for?": "Ruth Sample",
        },
        dt.date(2026, 7, 2),
    )
    assert "executor of the estate of Ruth Sample, who died on February 11, 2026" in letter
    assert "refund $14.95" in letter
    assert "goodwill" not in letter
    assert not any("you last use" in question for question in teller.asked)


def test_a_member_of_a_gym_that_closed_asks_for_the_rest_of_the_year(
    told: Callable[..., tuple[str, Teller]],
) -> None:
    letter, teller = told(
        {
            **COMMON,
            "Which country do you live in?": "Singapore",
            "Whose subscription is it?": "Mine",
            "What is the service called?": "Octagon Example Gym",
            "What describes your situation best?": "service_ended",
            "What happened to the service": "It closed for good",
            "Have you canceled as well?": "No",
            "Which message would you like?": "Refund request:",
            "On what date did that happen?": "May 12",
            "Until what date is it paid for?": "January 31, 2027",
            "On what date was the charge made?": "February 1",
            "What amount was charged?": "1980.00",
            "What do you ask for?": "A refund for the days that were lost or are left",
            "Was the service used after the charge?": "a little",
            "What is your full name?": "Wei Sample",
        },
        dt.date(2026, 5, 20),
    )
    assert "1,980.00 × 265 of 365 days" in letter
    assert "1,437.53" in letter
    assert not any("still" in question for question in teller.asked)


def test_somebody_banned_in_a_store_disputes_what_was_paid_there(
    told: Callable[..., tuple[str, Teller]],
) -> None:
    letter, _ = told(
        {
            **COMMON,
            "Which country do you live in?": "United Kingdom",
            "Which part of the United Kingdom": "England",
            "Whose subscription is it?": "Mine",
            "What is the service called?": "Example Play",
            "What describes your situation best?": "account_blocked",
            "What happened to the service": "They closed or banned the account",
            "Is the subscription canceled?": "No, it is still running",
            "Which message would you like?": "Dispute with the biller",
            "Who takes the money for the subscription?": "Google (Google Play)",
            "On what date did that happen?": "March 1",
            "Until what date is it paid for?": "January 9, 2027",
            "On what date was the charge made?": "January 10",
            "What amount was charged?": "59.99",
            "What do you ask for?": "A refund for the days that were lost or are left",
            "Is it right that none": "1",
        },
        dt.date(2026, 3, 16),
    )
    assert "£51.77" in letter
    assert "although it was paid for beyond that day" in letter


def test_a_box_that_came_in_a_pause_is_told_as_that(
    told: Callable[..., tuple[str, Teller]],
) -> None:
    letter, teller = told(
        {
            **COMMON,
            "What would you like to happen?": "1",
            "Which country do you live in?": "New Zealand",
            "Whose subscription is it?": "Mine",
            "What is the service called?": "Example Kitchen Box",
            "What describes your situation best?": "The subscription was restarted",
            "Was the subscription paused": "Yes",
            "Is the subscription canceled?": "No",
            "Which message would you like?": "Refund request:",
            "From what date was it paused?": "December 22, 2025",
            "Until what date was it to be paused?": "January 18",
            "On what date did you ask for the pause": "December 12, 2025",
            "How did you ask for the pause": "In the app",
            "On what date was the charge made?": "December 29, 2025",
            "What amount was charged?": "109.90",
            "Was the service used after the charge?": "No",
            "What is your full name?": "Kit Example",
        },
        dt.date(2026, 2, 10),
    )
    assert "was paused from 22 December 2025" in letter
    assert "I set the pause in the app on 12 December 2025." in letter
    assert not any("somebody else was in the account" in text for text in teller.asked)


def test_one_term_that_renewed_by_itself_is_no_mistake_of_the_member(
    told: Callable[..., tuple[str, Teller]],
) -> None:
    letter, teller = told(
        {
            **COMMON,
            "Which country do you live in?": "United States",
            "Which state do you live in?": "California",
            "Whose subscription is it?": "Mine",
            "What is the service called?": "Old Radio Example Club",
            "What describes your situation best?": "It renewed",
            "Was it shown before you ordered": "No, I took it for one term only",
            "Is the subscription canceled?": "Yes, it is canceled",
            "Which message would you like?": "Chat opener:",
            "On what date was the charge made?": "February 25",
            "What amount was charged?": "18.00",
            "Was the service used after the charge?": "No",
        },
        dt.date(2026, 3, 3),
    )
    assert "renewed by itself, which I had not ordered" in letter
    assert "missed the date" not in letter
    assert len(teller.asked) < 20
