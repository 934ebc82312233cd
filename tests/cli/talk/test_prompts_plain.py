"""Plain lines of text: the same questions without any tricks of the terminal."""

from __future__ import annotations

import io
from typing import Any

import pytest

from refundletters.cli.talk.plain_prompter import PlainPrompter, Prompt, Special
from refundletters.interview.options import Option
from refundletters.messages import Message

FRUIT = tuple(Option(name, f"The {name}") for name in ("apple", "pear", "plum"))
MANY = tuple(Option(f"v{number}", f"Label {number:03}") for number in range(60))


def speak(message: Message) -> str:
    return message.msgid % message.fields if message.fields else message.msgid


def ask(prompt: Prompt, *typed: str) -> tuple[Any, str]:
    """Return the reply and everything that was shown."""
    shown: list[str] = []
    stdin = io.StringIO("".join(f"{line}\n" for line in typed))
    reply = PlainPrompter(speak, stdin, shown.append).ask(prompt)
    return reply, "\n".join(shown)


def one(**more: Any) -> Prompt:
    return Prompt("Which fruit?", "one", help="We cook.", options=FRUIT, **more)


def test_choices_are_numbered() -> None:
    reply, shown = ask(one(), "2")
    assert reply == "pear"
    assert "Which fruit?\n1. The apple\n2. The pear\n3. The plum\nType a number." in shown


@pytest.mark.parametrize("typed", ["The plum", "the PLUM", "plum", "lum"])
def test_a_choice_may_be_named_instead(typed: str) -> None:
    assert ask(one(), typed)[0] == "plum"


@pytest.mark.parametrize("wrong", ["9", "0", "the", "cherry", "²"])
def test_what_is_no_choice_is_asked_again(wrong: str) -> None:
    assert ask(one(), wrong, "1")[0] == "apple"


def test_what_is_not_on_the_list_is_said() -> None:
    assert "That is not on the list." in ask(one(), "cherry", "1")[1]


def test_the_present_answer_is_marked_and_kept_with_enter() -> None:
    reply, shown = ask(one(default="pear"), "")
    assert reply is Special.KEEP
    assert "2. The pear *" in shown


def test_where_a_long_list_is_cut_another_one_stays_in_sight() -> None:
    other = Option("other", "Another one", always=True)
    reply, shown = ask(Prompt("Which label?", "one", options=(*MANY, other), may_skip=True), "19")
    assert reply == "other"
    assert "19. Another one\n20. Skip this question" in shown
    reply, shown = ask(Prompt("Which label?", "one", options=(*MANY, other)), "label 05", "11")
    assert reply == "other"


def test_a_long_list_is_searched() -> None:
    prompt = Prompt("Which?", "one", options=MANY)
    reply, shown = ask(prompt, "label 04", "3")
    assert reply == "v42"
    assert "Label 059" not in shown
    assert "There are more." in shown


def test_several_choices_by_number() -> None:
    prompt = Prompt("Which fruit?", "many", options=FRUIT, default=("plum",))
    reply, shown = ask(prompt, "3, 1 3")
    assert reply == ("plum", "apple")
    assert "3. The plum *" in shown


@pytest.mark.parametrize("kind", ["one", "many", "line", "lines"])
def test_the_keys_are_the_same_everywhere(kind: Any) -> None:
    prompt = Prompt("Which?", kind, help="We cook.", options=FRUIT, may_go_back=True)
    reply, shown = ask(prompt, "?", "<")
    assert reply is Special.BACK
    assert "We cook." in shown
    assert "Type ? to see why we ask. Type < to go back." in shown


@pytest.mark.parametrize("kind", ["one", "many", "line", "lines"])
def test_enter_alone_skips_where_that_is_allowed(kind: Any) -> None:
    assert ask(Prompt("Which?", kind, options=FRUIT, may_skip=True), "")[0] is Special.SKIP
    unknown = Prompt("Which?", kind, options=FRUIT, may_be_unknown=True)
    assert ask(unknown, "")[0] is Special.UNKNOWN


def test_a_needed_answer_is_asked_again() -> None:
    reply, shown = ask(Prompt("What name?", "line"), "", "Kim")
    assert reply == "Kim"
    assert "This answer is needed." in shown


def test_several_lines_end_with_an_empty_one() -> None:
    reply, _ = ask(Prompt("What address?", "lines"), "1 Example Street", "Exampletown", "")
    assert reply == ("1 Example Street", "Exampletown")


def test_statements_stand_before_the_question() -> None:
    prompt = Prompt("Are both true?", "one", statements=("It rains.", "It is cold."), options=FRUIT)
    _, shown = ask(prompt, "1")
    assert shown.index("- It rains.") < shown.index("- It is cold.") < shown.index("Are both true?")


@pytest.mark.parametrize("kind", ["one", "many", "line", "lines"])
def test_the_end_of_the_input_is_no_answer(kind: Any) -> None:
    with pytest.raises(EOFError):
        ask(Prompt("Which?", kind, options=FRUIT))
