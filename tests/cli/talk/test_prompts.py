"""Menus: keys in, replies out, and none of the prompt library's own words on the screen."""

from __future__ import annotations

import datetime as dt
import io
import re
import sys
import threading
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

from refundletters.cli.context import Context
from refundletters.cli.talk import prompts
from refundletters.cli.talk.plain_prompter import PlainPrompter, Prompt, Special
from refundletters.cli.talk.prompts import MenuPrompter, open_prompter
from refundletters.interview.options import Option
from refundletters.messages import Message

DOWN, ENTER, CTRL_C, CTRL_D = "\x1b[B", "\r", "\x03", "\x04"
SECONDS = 20
FRUIT = tuple(Option(name, f"The {name}") for name in ("apple", "pear", "plum"))
MANY = tuple(Option(f"v{number}", f"Label {number:03}") for number in range(60))
LIBRARY_WORDS = (
    "Use arrow keys", "Use shortcuts", "Cancelled", "Invalid", "Answer:", "done", "selections",
    "to select", "to toggle", "Finish with", "(Y/n)",
)  # fmt: skip


def speak(message: Message) -> str:
    """Every sentence of ours in brackets, so that any other word stands out."""
    template = message.msgid
    return f"[{template % message.fields if message.fields else template}]"


class Terminal:
    """A terminal made of a pipe and a text."""

    def __init__(self, keys: PipeInput) -> None:
        self.keys = keys
        self.screen = io.StringIO()
        self.told: list[str] = []
        self.prompter = MenuPrompter(speak, self.told.append)

    def ask(self, prompt: Prompt, *typed: str) -> Any:
        for text in typed:
            self.keys.send_text(text)
        # A prompt that still waits after the time limit is stopped, and the test fails.
        watch = threading.Timer(SECONDS, self.keys.send_text, [CTRL_C * 3])
        watch.start()
        try:
            return self.prompter.ask(prompt)
        finally:
            watch.cancel()

    @property
    def seen(self) -> str:
        return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", self.screen.getvalue())


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    with create_pipe_input() as keys:
        made = Terminal(keys)
        output = Vt100_Output(made.screen, lambda: Size(rows=40, columns=100), term="xterm")
        with create_app_session(input=keys, output=output):
            yield made
    words = " ".join([made.seen, *made.told])
    assert not [word for word in LIBRARY_WORDS if word in words]


def one(**more: Any) -> Prompt:
    return Prompt("Which fruit?", "one", help="We cook.", options=FRUIT, **more)


def line(**more: Any) -> Prompt:
    return Prompt("What name?", "line", help="We greet.", **more)


def test_the_first_choice_is_taken_with_enter(terminal: Terminal) -> None:
    assert terminal.ask(one(), ENTER) == "apple"


def test_arrow_keys_move(terminal: Terminal) -> None:
    assert terminal.ask(one(), DOWN, DOWN, ENTER) == "plum"


def test_the_present_answer_is_where_a_menu_starts(terminal: Terminal) -> None:
    assert terminal.ask(one(default="pear"), ENTER) == "pear"


def test_yes_and_no_are_choices_with_their_own_labels(terminal: Terminal) -> None:
    options = (Option(True, "Yes, it is mine"), Option(False, "No, it is not"))
    assert terminal.ask(Prompt("Is it?", "one", options=options), DOWN, ENTER) is False
    assert "No, it is not" in terminal.seen


def test_skipping_is_the_last_choice_where_it_is_allowed(terminal: Terminal) -> None:
    assert terminal.ask(one(may_skip=True), DOWN * 3, ENTER) is Special.SKIP
    assert "[Skip this question]" in terminal.seen


def test_not_knowing_is_a_choice_where_it_is_an_answer(terminal: Terminal) -> None:
    assert terminal.ask(one(may_be_unknown=True), DOWN * 3, ENTER) is Special.UNKNOWN


@pytest.mark.parametrize("kind", ["one", "many"])
def test_one_key_goes_back(terminal: Terminal, kind: Any) -> None:
    prompt = Prompt("Which fruit?", kind, options=FRUIT, may_go_back=True)
    assert terminal.ask(prompt, "<") is Special.BACK
    assert "[Type < to go back.]" in terminal.told[-1]


def test_where_there_is_no_way_back_the_key_does_nothing(terminal: Terminal) -> None:
    assert terminal.ask(one(), "<", ENTER) == "apple"
    assert "back" not in " ".join(terminal.told)


def test_one_key_tells_why_and_asks_again(terminal: Terminal) -> None:
    assert terminal.ask(one(), "?", DOWN, ENTER) == "pear"
    assert "We cook." in terminal.told


def test_long_lists_are_searched_by_typing(terminal: Terminal) -> None:
    prompt = Prompt("Which?", "one", options=MANY)
    assert terminal.ask(prompt, "042", ENTER) == "v42"
    assert "[(type to search, arrow keys, Enter)]" in terminal.seen


def test_letters_beyond_ascii_are_searched(terminal: Terminal) -> None:
    options = (*MANY, Option("AT", "Österreich"))
    assert terminal.ask(Prompt("Which?", "one", options=options), "öst", ENTER) == "AT"


def test_what_is_on_no_list_takes_nothing_by_mistake(terminal: Terminal) -> None:
    other = Option("other", "Another one", always=True)
    asked = Prompt("Which?", "one", options=(*MANY, other))
    assert terminal.ask(asked, "zzz", ENTER, ENTER) == "other"
    assert terminal.ask(asked, "zzz", DOWN, ENTER) == "v1"
    without = Prompt("Which?", "one", options=MANY)
    assert terminal.ask(without, "zzz", ENTER, "\x7f" * 3, "041", ENTER) == "v41"


def test_the_keys_work_while_searching_too(terminal: Terminal) -> None:
    prompt = Prompt("Which?", "one", options=MANY, may_go_back=True)
    assert terminal.ask(prompt, "04", "<") is Special.BACK


def test_several_choices_are_ticked_and_summed_up_in_our_words(terminal: Terminal) -> None:
    prompt = Prompt("Which fruit?", "many", options=FRUIT)
    assert terminal.ask(prompt, " ", DOWN, " ", ENTER) == ("apple", "pear")
    assert "The apple · The pear" in terminal.told[-1]


def test_ticks_start_from_the_present_answer(terminal: Terminal) -> None:
    prompt = Prompt("Which fruit?", "many", options=FRUIT, default=("pear",))
    assert terminal.ask(prompt, ENTER) == ("pear",)


def test_no_tick_takes_the_line_the_menu_is_on_and_is_a_skip_where_that_is_allowed(
    terminal: Terminal,
) -> None:
    prompt = Prompt("Which fruit?", "many", options=FRUIT)
    assert terminal.ask(prompt, DOWN, ENTER) == ("pear",)
    assert "The pear" in terminal.told[-1]
    optional = Prompt("Which fruit?", "many", options=FRUIT, may_skip=True)
    assert terminal.ask(optional, ENTER) is Special.SKIP


def test_a_line_is_typed(terminal: Terminal) -> None:
    assert terminal.ask(line(), "Kim", ENTER) == "Kim"


def test_a_text_can_be_changed_where_it_stands(terminal: Terminal) -> None:
    assert terminal.ask(line(default="Kim", shown_default="Kim"), "berly", ENTER) == "Kimberly"


@pytest.mark.parametrize(
    ("more", "typed", "reply"),
    [
        ({"may_skip": True}, "", Special.SKIP),
        ({"may_be_unknown": True}, "", Special.UNKNOWN),
        ({"shown_default": "March 1"}, "", Special.KEEP),
        ({"shown_default": "March 1", "may_skip": True}, "-", Special.SKIP),
        ({"may_go_back": True}, "<", Special.BACK),
    ],
)
def test_lines_that_are_no_answer(
    terminal: Terminal, more: dict[str, Any], typed: str, reply: Special
) -> None:
    assert terminal.ask(line(**more), typed, ENTER) is reply


def test_several_lines_end_with_an_empty_one(terminal: Terminal) -> None:
    prompt = Prompt("What address?", "lines")
    assert terminal.ask(prompt, f"1 Example Street{ENTER}", f"Exampletown{ENTER}", ENTER) == (
        "1 Example Street",
        "Exampletown",
    )


@pytest.mark.parametrize("kind", ["one", "many", "line", "lines"])
def test_ctrl_c_stops_at_any_question(terminal: Terminal, kind: Any) -> None:
    with pytest.raises(KeyboardInterrupt):
        terminal.ask(Prompt("Which fruit?", kind, options=FRUIT), CTRL_C)


@pytest.mark.parametrize("kind", ["one", "many", "line", "lines"])
def test_ctrl_d_stops_at_any_question(terminal: Terminal, kind: Any) -> None:
    with pytest.raises(EOFError):
        terminal.ask(Prompt("Which fruit?", kind, options=FRUIT), CTRL_D)


def opened(environ: dict[str, str], *, plain: bool = False, interactive: bool = True) -> object:
    streams = [io.StringIO() for _ in range(3)]
    for stream in streams:
        stream.isatty = lambda: interactive  # type: ignore[method-assign]  # as a terminal says
    context = Context(
        environ=environ,
        stdin=streams[0],
        stdout=streams[1],
        stderr=streams[2],
        interface="en_US",
        today=dt.date(2026, 3, 14),
    )
    return open_prompter(context, plain=plain)


@pytest.mark.usefixtures("terminal")
def test_menus_are_for_terminals_that_can_show_them() -> None:
    assert isinstance(opened({"TERM": "xterm"}), MenuPrompter)
    assert isinstance(opened({"TERM": "dumb"}), PlainPrompter)
    assert isinstance(opened({"TERM": "xterm"}, plain=True), PlainPrompter)
    assert isinstance(opened({"TERM": "xterm"}, interactive=False), PlainPrompter)


def test_a_windows_console_without_a_screen_gets_plain_lines(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class NoConsoleScreenBufferError(Exception):
        pass

    def fail() -> Callable[[], None]:
        raise NoConsoleScreenBufferError

    windows = ModuleType("prompt_toolkit.output.win32")
    # The module is made here, so that no type knows what is in it.
    windows.NoConsoleScreenBufferError = NoConsoleScreenBufferError  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, windows.__name__, windows)
    monkeypatch.setattr("prompt_toolkit.output.defaults.create_output", fail)
    monkeypatch.setattr(prompts.sys, "platform", "win32")
    prompter = opened({"TERM": "xterm"})
    monkeypatch.undo()
    assert isinstance(prompter, PlainPrompter)
