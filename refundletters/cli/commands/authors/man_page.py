"""The manual page in the language of ``man`` (roff), from the table of commands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from refundletters import __version__
from refundletters.cli.command_table import COMMANDS, EVERYWHERE
from refundletters.cli.command_types import Command, Option

__all__ = ["man_page"]

_EXITS: Final = (
    ("0", "Done."),
    ("1", "It failed."),
    ("2", "The command or an answer was wrong."),
    ("3", "Answers are missing."),
    ("4", "The document is blocked, waiting, or not complete in that language."),
    ("130", "Interrupted."),
)
_ENVIRONMENT: Final = (
    ("LC_ALL, LC_MESSAGES, LANG", "The language of the questions and messages."),
    ("REFUNDLETTERS_HOME", "The folder of cases and profile."),
    ("REFUNDLETTERS_PACK", "A folder with your own letters."),
)


def man_page() -> str:
    """Return the page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield f'.TH REFUNDLETTERS 1 "" "refundletters {__version__}" "User Commands"'
    yield from (".SH NAME", "refundletters \\- write the right message about a charge")
    yield from (".SH SYNOPSIS", ".B refundletters", "[\\fICOMMAND\\fR] [\\fIOPTION\\fR]...")
    yield ".SH DESCRIPTION"
    yield _plain("Without a command it asks what happened, and shows what can be written.")
    yield from _options(EVERYWHERE)
    yield ".SH COMMANDS"
    for command in COMMANDS:
        yield from _command(command)
    yield ".SH EXIT STATUS"
    yield from _terms(_EXITS)
    yield ".SH ENVIRONMENT"
    yield from _terms(_ENVIRONMENT)


def _command(command: Command) -> Iterator[str]:
    words = [one.shown if one.required else f"[{one.shown}]" for one in command.arguments]
    yield ".SS " + _plain(" ".join([command.name, *words]))
    yield _plain(command.about)
    yield from _terms([(one.shown, one.about) for one in command.arguments])
    yield from _options(command.options)
    if command.examples:
        yield from (".PP", "For example:", ".PP", ".nf", ".RS")
        yield from (_plain(f"refundletters {example}") for example in command.examples)
        yield from (".RE", ".fi")


def _options(options: Sequence[Option]) -> Iterator[str]:
    yield from _terms(
        [(" ".join(filter(None, (", ".join(one.names), one.value))), one.about) for one in options]
    )


def _terms(terms: Sequence[tuple[str, str]]) -> Iterator[str]:
    for term, meaning in terms:
        yield from (".TP", f".B {_plain(term)}", _plain(meaning))


def _plain(text: str) -> str:
    """Return text in which nothing is a command of roff."""
    safe = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    return f"\\&{safe}" if safe.startswith(".") else safe
