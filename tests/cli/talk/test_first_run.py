"""The first run of somebody who is upset: from nothing to a chat message, then to the bank letter.

Questions and keys are counted, so that neither grows without anybody noticing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from refundletters.answers import store

from .test_terminal import DOWN, ENTER, Terminal, start

__all__ = ["start"]  # the fixture

MOST_FOR_CHAT, MOST_QUESTIONS, MOST_KEYS = 10, 26, 110


class Counter:
    """Answers questions as somebody would who knows the answers, and counts."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.keys = 0
        self.asked: list[str] = []

    def answer(self, question: str, *keys: str, menu: bool = False, shows: str = "") -> None:
        """Press ``keys`` and Enter at a question; arrow keys are one key each.

        Args:
            question: The beginning of the question.
            keys: What is pressed, each of one key or a text.
            menu: Whether it is a menu between the questions.
            shows: What is on the screen afterwards, where the same is asked again.
        """
        self.terminal.wait(lambda seen: self._is_asked(seen, question), question)
        if not menu:
            self.asked.append(question)
        for key in (*keys, ENTER):
            self.terminal.child.send(key)
            self.keys += 1 if key == DOWN else len(key)
        after = (
            (lambda seen: shows in seen)
            if shows
            else (lambda seen: not self._is_asked(seen, question))
        )
        self.terminal.wait(after, f"after {question}")

    @staticmethod
    def _is_asked(seen: str, question: str) -> bool:
        """Tell whether the last question on the screen is this one, without an answer yet."""
        lines = [line for line in seen.splitlines() if line.startswith("? ")]
        tail = seen[seen.rfind("\n? ") :] if lines else ""
        pending = "(arrow keys" in tail or "(type to" in tail or not _answered(tail)
        return bool(lines) and question in lines[-1] and pending


def _answered(tail: str) -> bool:
    """Tell whether something follows the question: its answer was taken."""
    return bool(re.search(r"\nUnderstood:|\nQuestion|\nThese are|\nWhere", tail))


def test_the_whole_way_in_few_questions_and_keys(
    start: Callable[..., Terminal], tmp_path: Path
) -> None:
    me = Counter(start("new", "-o", "case.toml"))
    me.answer("What would you like to happen?")
    me.answer("Which country do you live in?")
    me.answer("Which state do you live in?", "ohi")
    me.answer("Whose subscription is it?")
    me.answer("Which service is the charge for?", "netf")
    me.answer("What describes your situation best?", *[DOWN] * 5)
    me.answer("Is the subscription canceled?")
    me.answer("Which message would you like?", menu=True)
    me.answer("On what date was the charge made?", "nov 1")
    me.answer("What amount was charged?", "15.49")
    me.answer("On what date did you cancel", "oct 4")
    chat = len(me.asked)
    me.answer("Is everything right?", menu=True)
    me.answer(
        "What would you like to do with it?", menu=True, shows="with it? Show it here (Chat opener)"
    )
    me.answer("What would you like to do with it?", menu=True)
    me.answer("Did this message go out", DOWN)
    terminal = me.terminal
    terminal.point("Card dispute letter:")
    lines = [line[3:] for line in terminal.seen.splitlines() if re.match(r" [ »] \w", line)]
    me.keys += next(at for at, line in enumerate(lines) if line.startswith("Card dispute"))
    me.answer("Which message would you like?", menu=True)
    me.answer("What does the statement show for this charge?")
    me.answer("Who takes the money for the subscription?")
    me.answer("Was the service used after the charge?")
    me.answer("How did you cancel")
    me.answer("Have you told the company that it may no longer")
    me.answer("What came of it?", DOWN)
    me.answer("How was it paid?")
    me.answer("Which card network is it?")
    me.answer("What are the last four digits of the card?", "1234")
    me.answer("Which bank or card company is it with?", "Chase")
    me.answer("What is your full name?", "Kim Doe")
    terminal.type("What is your postal address?", f"1 Elm St{ENTER}Toledo OH 43604{ENTER}")
    me.keys += len("1 Elm St") + len("Toledo OH 43604") + 3
    me.asked.append("What is your postal address?")
    me.answer("Are all of these statements true?")
    terminal.expect("That is all this message needs.")
    assert chat <= MOST_FOR_CHAT
    assert len(me.asked) <= MOST_QUESTIONS
    assert me.keys <= MOST_KEYS
    saved = store.load(tmp_path / "case.toml")
    assert saved["permission"]["how"] == "web"
    assert saved["contacts"][0]["sent"] is True
