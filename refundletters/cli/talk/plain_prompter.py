"""Ask one question with plain lines of text: for screen readers, pipes and simple terminals.

The question (:class:`Prompt`) and the reply are the same for the menus of ``prompts.py``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, Final, Literal, Protocol, TextIO

from refundletters.interview.options import Option
from refundletters.messages import Message, say

__all__ = [
    "BACK_KEY",
    "FORWARD_KEY",
    "LONG",
    "WHY_KEY",
    "Asker",
    "PlainPrompter",
    "Prompt",
    "Prompter",
    "RawReply",
    "Reply",
    "Speak",
    "Special",
    "empty_reply",
    "with_extras",
]

Speak = Callable[[Message], str]

WHY_KEY: Final = "?"
BACK_KEY: Final = "<"
FORWARD_KEY: Final = ">"
EMPTY_KEY: Final = "-"
LONG: Final = 20


class Special(Enum):
    """Replies that are navigation, not answers."""

    BACK = "back"
    FORWARD = "forward"
    SKIP = "skip"
    UNKNOWN = "unknown"
    KEEP = "keep"


Reply = str | bool | tuple[str, ...] | Special
RawReply = Reply | Literal["why"] | None


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question as it is shown, in the user's language.

    Attributes:
        text: The question.
        kind: ``one`` or ``many`` of ``options``, a ``line`` of text, or several ``lines``.
        help: Why we ask.
        hints: Whole sentences shown with it, such as an example.
        statements: Sentences the question is about, shown one by one.
        options: What may be chosen.
        default: The present answer: a value of ``options``, several, or a text to start from.
        shown_default: The present answer as text, where Enter alone keeps it.
        may_skip: Whether it may be left empty.
        may_be_unknown: Whether not knowing is an answer.
        unknown_label: How that answer is put; "I don't know" by default.
        may_go_back: Whether there is something to go back to.
        may_go_forward: Whether it was gone back to and may be left as it is.
    """

    text: str
    kind: Literal["one", "many", "line", "lines"]
    help: str = ""
    hints: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    default: Any = None
    shown_default: str = ""
    may_skip: bool = False
    may_be_unknown: bool = False
    unknown_label: str = ""
    may_go_back: bool = False
    may_go_forward: bool = False


class Prompter(Protocol):
    """Asks the user questions and shows messages."""

    def ask(self, prompt: Prompt) -> Reply:
        """Ask and return the reply.

        Raises:
            KeyboardInterrupt: The person pressed Ctrl-C.
            EOFError: The person pressed Ctrl-D, or there is nothing more to read.
        """
        ...

    def tell(self, text: str) -> None:
        """Show a paragraph; an empty one is a blank line."""
        ...


class Asker(ABC):
    """What plain lines and menus have in common: hints, and the parsing of a typed line."""

    def __init__(self, speak: Speak, show: Callable[[str], None]) -> None:
        """Prepare to ask.

        Args:
            speak: Turns messages into the language of the person.
            show: Shows a line or paragraph.
        """
        self.speak = speak
        self._show = show
        self._explained: set[str] = set()

    def tell(self, text: str) -> None:
        """Show a paragraph; an empty one is a blank line."""
        self._show(text)

    def ask(self, prompt: Prompt) -> Reply:
        """Ask until there is a reply."""
        self._introduce(prompt)
        while True:
            reply = self.ask_once(prompt)
            if reply == "why":
                self.tell(prompt.help)
            elif reply is None:
                self.tell(self.speak(say("This answer is needed. Please enter or choose one.")))
            else:
                return reply

    @abstractmethod
    def ask_once(self, prompt: Prompt) -> RawReply:
        """Put the question once.

        Returns:
            The reply, ``"why"`` if the help is wanted, or ``None`` if there was no answer.
        """

    def _introduce(self, prompt: Prompt) -> None:
        self.tell("")
        for statement in prompt.statements:
            self.tell(f"- {statement}")
        # What a key does is said once; what Enter does here is said each time.
        keys = [hint for hint in _keys_that_work(prompt) if hint.msgid not in self._explained]
        self._explained.update(hint.msgid for hint in keys)
        hints = [*prompt.hints, *map(self.speak, (*_enter_hints(prompt), *keys))]
        if hints:
            self.tell(" ".join(hints))

    def read_line(self, prompt: Prompt, line: str) -> RawReply:
        """Return what a typed line means; ``None`` if it means nothing."""
        text = line.strip()
        if text == WHY_KEY and prompt.help:
            return "why"
        if text == BACK_KEY and prompt.may_go_back:
            return Special.BACK
        if text == FORWARD_KEY and prompt.may_go_forward:
            return Special.FORWARD
        if not text and prompt.shown_default:
            return Special.KEEP
        if text in {"", EMPTY_KEY}:
            return empty_reply(prompt)
        return text

    def read_lines(self, prompt: Prompt, read: Callable[[Prompt, str], str]) -> RawReply:
        """Collect lines until an empty one."""
        first = self.read_line(prompt, read(prompt, prompt.text))
        if not isinstance(first, str) or first == "why":
            return first
        lines = [first]
        more = self.speak(say("Next line, or Enter alone to finish:"))
        bare = replace(prompt, shown_default="")
        while text := read(bare, more).strip():
            lines.append(text)
        return tuple(lines)


def empty_reply(prompt: Prompt) -> Special | None:
    """Return what leaving a question empty means, or ``None`` where it may not be empty."""
    if prompt.may_skip:
        return Special.SKIP
    return Special.UNKNOWN if prompt.may_be_unknown else None


def _enter_hints(prompt: Prompt) -> list[Message]:
    hints = []
    if prompt.kind in {"line", "lines"}:
        if prompt.shown_default:
            hints.append(say("Press Enter alone to keep %(value)s.", value=prompt.shown_default))
            if prompt.may_skip or prompt.may_be_unknown:
                hints.append(say("Type %(key)s to leave it empty.", key=EMPTY_KEY))
        elif prompt.may_skip:
            hints.append(say("Press Enter alone to skip this question."))
        elif prompt.may_be_unknown and prompt.unknown_label:
            hints.append(say("Press Enter alone if you don't have it."))
        elif prompt.may_be_unknown:
            hints.append(say("Press Enter alone if you don't know."))
    return hints


def _keys_that_work(prompt: Prompt) -> list[Message]:
    hints = []
    if prompt.help:
        hints.append(say("Type %(key)s to see why we ask.", key=WHY_KEY))
    if prompt.may_go_back:
        hints.append(say("Type %(key)s to go back.", key=BACK_KEY))
    if prompt.may_go_forward:
        hints.append(say("Type %(key)s to leave this answer and go forward.", key=FORWARD_KEY))
    return hints


class PlainPrompter(Asker):
    """Plain lines of text, one after the other: for screen readers, pipes and simple terminals."""

    def __init__(self, speak: Speak, stdin: TextIO, show: Callable[[str], None]) -> None:
        """Ask through streams; ``stdin`` is where typed lines come from."""
        super().__init__(speak, show)
        self._stdin = stdin

    def ask_once(self, prompt: Prompt) -> RawReply:
        """Put the question once."""
        if prompt.kind == "line":
            return self.read_line(prompt, self._line(prompt, prompt.text))
        if prompt.kind == "lines":
            return self.read_lines(prompt, self._line)
        return self._choose(prompt)

    def _line(self, prompt: Prompt, text: str) -> str:  # noqa: ARG002 - the prompter with menus needs it
        self._show(text)
        line = self._stdin.readline()
        if not line:
            raise EOFError
        return line

    def _choose(self, prompt: Prompt) -> RawReply:
        options = with_extras(prompt, self.speak)
        shown = _first(options, options)
        self._show(prompt.text)
        while True:
            self._list(prompt, shown)
            hint = _plain_hint(prompt, all_shown=len(shown) == len(options))
            text = self._line(prompt, self.speak(hint)).strip()
            if text in _keys(prompt):
                return self._read_key(prompt, text)
            picked = (_pick_many if prompt.kind == "many" else _pick)(text, shown, options)
            if picked is not None:
                self._show(self.speak(say("Understood: %(value)s", value=_names(picked, options))))
                return picked
            found = tuple(entry for entry in options if text.casefold() in entry.label.casefold())
            shown = _first(found, options) if found else shown
            if not found:
                self._show(self.speak(say("That is not on the list.")))

    def _list(self, prompt: Prompt, shown: Sequence[Option]) -> None:
        chosen = prompt.default if prompt.kind == "many" else (prompt.default,)
        for number, option in enumerate(shown, 1):
            mark = " *" if option.value in (chosen or ()) else ""
            self._show(f"{number}. {option.label}{mark}")

    def _read_key(self, prompt: Prompt, text: str) -> RawReply:
        if text == WHY_KEY:
            return "why"
        if text == BACK_KEY:
            return Special.BACK
        if text == FORWARD_KEY:
            return Special.FORWARD
        return Special.KEEP if prompt.default not in (None, ()) else empty_reply(prompt)


def _first(found: Sequence[Option], options: Sequence[Option]) -> tuple[Option, ...]:
    """Return the first of ``found``, and the options that are always shown."""
    always = tuple(option for option in options if option.always)
    plain = tuple(option for option in found if not option.always)
    return (*plain[: LONG - len(always)], *always)


def _keys(prompt: Prompt) -> set[str]:
    """Return the lines for keys: Enter alone, and the keys that work now."""
    return {
        "",
        *([WHY_KEY] if prompt.help else []),
        *([BACK_KEY] if prompt.may_go_back else []),
        *([FORWARD_KEY] if prompt.may_go_forward else []),
    }


def _plain_hint(prompt: Prompt, *, all_shown: bool) -> Message:
    if not all_shown:
        return say("There are more. Type a number, or part of a name to find it.")
    if prompt.kind == "many":
        return say("Type the numbers, separated by commas.")
    return say("Type a number.")


def _pick(text: str, shown: Sequence[Option], options: Sequence[Option]) -> Reply | None:
    """Return the one option that ``text`` names: its number, its label or its code."""
    if text.isdecimal():
        number = int(text[:6])
        return _reply(shown[number - 1]) if 0 < number <= len(shown) else None
    folded = text.casefold()
    for option in options:
        if folded in {option.label.casefold(), str(option.value).casefold()}:
            return _reply(option)
    inside = [option for option in options if folded in option.label.casefold()]
    return _reply(inside[0]) if len(inside) == 1 else None


def _names(picked: Reply, options: Sequence[Option]) -> list[str]:
    """Return the labels of what was picked."""
    values = picked if isinstance(picked, tuple) else (picked,)
    return [option.label for option in options if option.value in values]


def _reply(option: Option) -> Reply:
    value: Reply = option.value
    return value


def _pick_many(text: str, shown: Sequence[Option], options: Sequence[Option]) -> Reply | None:
    picked = [_pick(part, shown, options) for part in text.replace(",", " ").split()]
    special = next((reply for reply in picked if isinstance(reply, Special)), None)
    if special is not None:
        return special
    if not picked or None in picked:
        return None
    return tuple(dict.fromkeys(str(value) for value in picked))


def with_extras(prompt: Prompt, speak: Speak) -> tuple[Option, ...]:
    """Return the options, followed by those for leaving the question empty."""
    extras = []
    if prompt.may_be_unknown:
        extras.append(
            Option(Special.UNKNOWN, prompt.unknown_label or speak(say("I don't know")), always=True)
        )
    if prompt.may_skip:
        extras.append(Option(Special.SKIP, speak(say("Skip this question")), always=True))
    return (*prompt.options, *extras)
