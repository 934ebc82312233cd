"""Small windows: no word is cut, the line a menu is on is seen whole, and too small is said."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from refundletters.packs.questions import load_questions
from refundletters.packs.roots import shipped_roots

from .test_terminal import DOWN, ENTER, POINTER, Terminal, start

__all__ = ["start"]  # the fixture

SIZES = pytest.mark.parametrize(("columns", "rows"), [(40, 12), (60, 20)])


ASIDE = (
    "Question of Type to see why we ask go back Enter arrow keys search space tick "
    "What would you like happen I want money back Which country do live in Germany Berlin federal "
    "state Skip this question Netflix Mine and pay for it service is the charge subscription Whose"
)


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[A-Za-z]{3,}", text))


def highlighted(seen: str) -> str:
    """Return the line that a menu is on, with its further lines."""
    lines = seen.splitlines()
    first = next(at for at, line in enumerate(lines) if POINTER in line)
    more = []
    for line in lines[first + 1 :]:
        if not line.startswith("     "):
            break
        more.append(line.strip())
    return " ".join([lines[first].partition(POINTER)[2].strip(" ○●"), *more])


@SIZES
def test_every_line_of_a_menu_is_seen_whole_when_it_is_highlighted(
    start: Callable[..., Terminal], columns: int, rows: int
) -> None:
    questions = load_questions(shipped_roots())
    terminal = start("new", columns=columns, rows=rows)
    terminal.expect("What would you like to happen?")
    terminal.child.send(ENTER)
    terminal.expect("I want money back")
    terminal.expect("do you live in?")
    terminal.child.send("germ" + ENTER)
    terminal.expect("federal state")
    terminal.child.send("berl" + ENTER)
    for id in ("sender.role", "service", "reason"):
        labels = [choice.label for choice in questions[id].choices]
        if id == "service":
            terminal.expect("the charge for?")
            terminal.child.send("netf" + ENTER)
            continue
        asked = " ".join(questions[id].text.split()[-3:])
        terminal.wait(lambda seen, asked=asked: asked in " ".join(seen.split()), asked)
        for label in labels:
            terminal.wait(
                lambda seen, label=label: POINTER in seen and highlighted(seen) == label, label
            )
            whole = words_of(" ".join([*labels, questions[id].text, ASIDE]))
            parts = words_of(terminal.seen) - whole
            cut = {part for part in parts if any(part in word for word in whole)}
            # The end of the answer before may still be scrolling away.
            assert not {part for part in cut if part not in "Berlin"}
            terminal.child.send(DOWN)
        terminal.child.send(ENTER)


def test_a_window_of_two_lines_is_said_to_be_too_small(start: Callable[..., Terminal]) -> None:
    terminal = start("new", columns=80, rows=2)
    terminal.wait(lambda _: "too small" in terminal.everything, "a word about the size")
    terminal.child.send(f"1{ENTER}")
    terminal.wait(lambda _: "country" in terminal.everything, "the next question")
    terminal.child.sendeof()
