"""The real command on a pseudo-terminal, seen as a person sees it: on a screen, with keys."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from refundletters.answers import store

pexpect = pytest.importorskip("pexpect", reason="there are no pseudo-terminals here")
pyte = pytest.importorskip("pyte")
if not hasattr(pexpect, "spawn"):
    pytest.skip("there are no pseudo-terminals here", allow_module_level=True)

ROOT = Path(__file__).resolve().parents[3]
COLUMNS, ROWS = 110, 50
PATIENCE = 30  # seconds for one screen; a slow machine needs one or two
DOWN, ENTER, SPACE = "\x1b[B", "\r", " "
POINTER = "»"
ENGLISH_OF_THE_LIBRARY = ("Use arrow keys", "Cancelled by user", "Invalid input", "selections)")


class _Screen(pyte.Screen):  # type: ignore[misc]  # pyte has no types
    """A screen that answers when the program asks where its cursor is."""

    reply: Callable[[str], Any] = staticmethod(lambda _: None)

    def write_process_input(self, data: str) -> None:
        self.reply(data)


class Terminal:
    """A running command, and the screen in front of the person."""

    def __init__(
        self,
        folder: Path,
        *words: str,
        term: str = "xterm-256color",
        columns: int = COLUMNS,
        rows: int = ROWS,
    ) -> None:
        environ = {
            **{key: value for key, value in os.environ.items() if not key.startswith("LC_")},
            "LANG": "C.UTF-8",
            "TERM": term,
            "PYTHONPATH": str(ROOT),
            "REFUNDLETTERS_HOME": str(folder / "home"),
            "XDG_CACHE_HOME": str(folder / "cache"),
        }
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "refundletters", *words],
            cwd=str(folder),
            env=environ,
            dimensions=(rows, columns),
            encoding="utf-8",
            timeout=PATIENCE,
            # A shell has what it runs in the background ignore Ctrl-C, and children inherit that.
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
        )
        self.child.delaybeforesend = 0
        self._screen = _Screen(columns, rows)
        self._screen.reply = self.child.send
        self._stream = pyte.Stream(self._screen)
        self.everything = ""

    def _read(self) -> bool:
        """Take what the program wrote; tell whether it is still running."""
        try:
            text = self.child.read_nonblocking(65536, timeout=0.1)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.everything += text
        self._stream.feed(text)
        return True

    @property
    def seen(self) -> str:
        return "\n".join(line.rstrip() for line in self._screen.display)

    def wait(self, holds: Callable[[str], bool], what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not holds(self.seen):
            running = self._read()
            if holds(self.seen):
                return
            assert running, f"it ended before {what!r}:\n{self.seen}"
            assert time.monotonic() < end, f"{what!r} never came:\n{self.seen}"

    def expect(self, text: str) -> None:
        """Wait for a question: the last one on the screen, not an earlier one like it."""
        self.wait(lambda seen: text in seen, text)

    def point(self, label: str) -> None:
        """Move in a menu until the pointer is at ``label``."""
        self.expect(label)
        for _ in range(60):
            self.wait(lambda seen: POINTER in seen, "a menu")
            line = next(line for line in self.seen.splitlines() if POINTER in line)
            if label in line:
                return
            self.child.send(DOWN)
            self.wait(lambda seen, line=line: POINTER in seen and line not in seen, "a move")
        pytest.fail(f"{label!r} cannot be reached:\n{self.seen}")

    def choose(self, question: str, label: str) -> None:
        self.expect(question)
        self.point(label)
        self.child.send(ENTER)
        self.wait(lambda seen: POINTER not in seen or question not in seen, "an answer")

    def search(self, question: str, text: str, label: str) -> None:
        """Find an entry of a long list by typing a part of it."""
        self.expect(question)
        self.child.send(text)
        self.wait(
            lambda seen: any(POINTER in line and label in line for line in seen.splitlines()), label
        )
        self.child.send(ENTER)
        self.wait(lambda seen: POINTER not in seen or question not in seen, "an answer")

    def tick(self, question: str, label: str) -> None:
        self.expect(question)
        self.point(label)
        self.child.send(SPACE)
        self.wait(lambda seen: "●" in seen, "a tick")
        self.child.send(ENTER)

    def type(self, question: str, text: str) -> None:
        self.expect(question)
        self.child.send(text + ENTER)

    def end(self) -> int:
        """Wait for the end of the program and return its exit code."""
        limit = time.monotonic() + PATIENCE
        while self._read():
            assert time.monotonic() < limit, f"it goes on:\n{self.seen}"
        self.child.close()
        assert self.child.exitstatus is not None, f"killed by {self.child.signalstatus}"
        return int(self.child.exitstatus)


Start = Callable[..., Terminal]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start the command in an empty folder; whatever still runs at the end is stopped."""
    running: list[Terminal] = []

    def begin(*words: str, **settings: Any) -> Terminal:
        running.append(Terminal(tmp_path, *words, **settings))
        return running[-1]

    yield begin
    for terminal in running:
        terminal.child.close(force=True)
        for words in (*ENGLISH_OF_THE_LIBRARY, "Traceback", "CPR"):
            assert words not in terminal.everything


def day(ago: int) -> str:
    return (dt.date.today() - dt.timedelta(days=ago)).isoformat()


def frame(terminal: Terminal) -> None:
    """Answer what says where somebody stands."""
    terminal.tick("What would you like to happen?", "I want money back")
    terminal.choose("Which country do you live in?", "United States")
    terminal.search("Which state do you live in?", "ohi", "Ohio")
    terminal.choose("Whose subscription is it?", "Mine, and I pay for it")
    terminal.search("Which service is the charge for?", "netf", "Netflix")
    terminal.choose("What describes your situation best?", "I was charged after I had canceled")
    terminal.choose("Is the subscription canceled?", "Yes, it is canceled")


def test_from_nothing_to_a_chat_opener_and_a_card_dispute(start: Start, tmp_path: Path) -> None:
    first = start("new", "-o", "case.toml")
    frame(first)
    first.expect("Which message would you like?")
    first.child.send("\x03")
    assert first.end() == 130
    assert "case.toml" in first.seen
    assert "refundletters resume" in first.seen
    assert store.load(tmp_path / "case.toml")["reason"] == "charged_after_cancellation"

    second = start("resume")
    second.choose("Which message would you like?", "Chat opener:")
    second.type("On what date was the charge made?", day(20))
    second.type("What amount was charged?", "15.49")
    second.type("On what date did you cancel", day(60))
    second.expect("These are your answers.")
    second.choose("Is everything right?", "Yes, go on")
    second.choose("What would you like to do with it?", "Show it here")
    second.expect("Hello")
    second.expect("$15.49")
    second.choose("What would you like to do with it?", "Write another message")
    second.choose("Did this message go out", "Yes, today: In a chat")
    dispute(second)
    with zipfile.ZipFile(tmp_path / "Netflix-Card-dispute-letter.docx") as letter:
        text = letter.read("word/document.xml").decode("utf-8")
    assert "15.49" in text
    assert "Kim Example" in text
    saved = store.load(tmp_path / "case.toml")
    assert saved["contacts"][-1]["document"] == "card-dispute"


def dispute(terminal: Terminal) -> None:
    """Go on from the menu of messages to a saved letter to the card company."""
    terminal.choose("Which message would you like?", "Card dispute letter:")
    terminal.type("What does the statement show", "NETFLIX.COM")
    terminal.choose("Was the service used after the charge?", "No, not at all")
    terminal.choose("How did you cancel", "On the website")
    terminal.choose("Have you told the company", "Yes, when I canceled")
    terminal.expect("This is about the contact with the company of")
    terminal.choose("What came of it?", "They said no")
    terminal.choose("How was it paid?", "Credit card")
    terminal.choose("Which card network is it?", "Visa")
    terminal.type("What are the last four digits", "1234")
    terminal.type("Which bank or card company", "Example Bank")
    terminal.type("What is your full name?", "Kim Example")
    terminal.type("What is your postal address?", f"1 Example Street{ENTER}Exampletown{ENTER}")
    terminal.expect("None of the charges in question is still pending.")
    terminal.choose("Are all of these statements true?", "Yes, all of them are true")
    terminal.choose("That is all this message needs.", "Go to the review")
    terminal.choose("Is everything right?", "Yes, go on")
    terminal.choose("What would you like to do with it?", "Save it as a Word file")
    terminal.expect("Netflix-Card-dispute-letter.docx")
    terminal.choose("What would you like to do with it?", "Finish")
    terminal.choose("Did this message go out", "Not yet")
    assert terminal.end() == 0


def test_help_and_back_with_one_key(start: Start) -> None:
    terminal = start("new")
    terminal.tick("What would you like to happen?", "I want money back")
    terminal.expect("Which country do you live in?")
    terminal.child.send("?")
    terminal.expect("Your rights, the bodies that can help")
    terminal.child.send("<")
    terminal.expect("● I want money back")
    terminal.child.send("\x04")
    assert terminal.end() == 130


def test_a_simple_terminal_is_asked_with_plain_lines(start: Start) -> None:
    terminal = start("new", term="dumb")
    terminal.type("Type the numbers, separated by commas.", "1")
    terminal.type("Which country do you live in?", "Germany")
    terminal.expect("Which federal state do you live in?")
    assert "\x1b" not in terminal.everything
    terminal.child.sendeof()
    assert terminal.end() == 130


def test_plain_lines_can_be_asked_for(start: Start) -> None:
    terminal = start("new", "--plain")
    terminal.expect("Type the numbers, separated by commas.")
    assert "\x1b" not in terminal.everything
    terminal.child.sendintr()
    assert terminal.end() == 130


def test_answers_may_come_from_a_pipe(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "refundletters", "new", "--plain"],
        input="1\nGermany\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "REFUNDLETTERS_HOME": str(tmp_path)},
        check=False,
    )
    assert done.returncode == 130
    assert done.stdout == "", "only results go there"
    assert store.load(next(tmp_path.glob("cases/*.toml")))["country"] == "DE"
