"""Help texts, built from the table of commands in the interface language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from refundletters.cli.command_table import COMMANDS, EVERYWHERE, Command, Option
from refundletters.cli.command_types import CommandGroup
from refundletters.cli.context import Context
from refundletters.messages import N_, Message, say

__all__ = ["command_help", "overview", "usage"]

_GROUPS: Final[Mapping[CommandGroup, str]] = {
    "case": N_("Your case"),
    "letters": N_("Plan and documents"),
    "lists": N_("What there is"),
    "tools": N_("Tools"),
}
_COLUMN: Final = 24


def overview(context: Context) -> str:
    """Return the help of the whole program."""
    lines = [
        _usage_line("[COMMAND] [OPTION]…", context),
        "",
        context.wrap(
            _translated(
                N_(
                    "Asks a few questions about a subscription charge and writes the right"
                    " message. Without a command it starts with the questions."
                ),
                context,
            )
        ),
    ]
    for group, title in _GROUPS.items():
        rows = [(entry.name, entry.about) for entry in COMMANDS if entry.group == group]
        lines += ["", _title(title, context), *_rows(rows, context)]
    everywhere = [
        *((_option_name(option), option.about) for option in EVERYWHERE),
        ("-V, --version", N_("Show the version.")),
    ]
    lines += ["", _title(N_("Everywhere"), context), *_rows(everywhere, context)]
    lines += _examples(
        (
            "new",
            "plan --case case.toml",
            "write refund-request --case case.toml -o letter.docx",
        ),
        context,
    )
    return "\n".join(lines)


def command_help(command: Command, context: Context) -> str:
    """Return the help of one command."""
    lines = [
        _usage_line(usage(command), context),
        "",
        context.wrap(_translated(command.about, context)),
    ]
    if command.arguments:
        rows = [(entry.shown, entry.about) for entry in command.arguments]
        lines += ["", *_rows(rows, context)]
    options = [(_option_name(option), option.about) for option in (*command.options, *EVERYWHERE)]
    lines += ["", _title(N_("Options"), context), *_rows(options, context)]
    lines += _examples(command.examples, context)
    return "\n".join(lines)


def usage(command: Command) -> str:
    """Return the usage of a command, without the name of the program."""
    words = [command.name]
    for argument in command.arguments:
        name = "|".join(argument.choices) or argument.shown
        words.append(name if argument.required else f"[{name}]")
    for option in command.options:
        name = f"{option.names[0]} {option.value}".rstrip()
        words.append(f"[{name}]…" if option.many else f"[{name}]")
    return " ".join(words)


def _usage_line(text: str, context: Context) -> str:
    first = f"{_title(N_('Usage'), context)} refundletters "
    return context.wrap(text, first, rest=" " * 4)


def _option_name(option: Option) -> str:
    return f"{', '.join(option.names)} {option.value}".rstrip()


def _rows(rows: Sequence[tuple[str, str]], context: Context) -> list[str]:
    lines = []
    for name, about in rows:
        text = _translated(about, context)
        if len(name) + 4 > _COLUMN or context.width < 60:
            lines += [f"  {name}", context.wrap(text, " " * 6)]
        else:
            lines.append(context.wrap(text, f"  {name}".ljust(_COLUMN)))
    return lines


def _examples(examples: Sequence[str], context: Context) -> list[str]:
    title = _title(N_("Examples"), context)
    return ["", title, *(f"  refundletters {example}" for example in examples)]


def _title(msgid: str, context: Context) -> str:
    # A message of its own: French puts a space before the colon.
    return context.translate(say("%(title)s:", title=Message(msgid)))


def _translated(msgid: str, context: Context) -> str:
    return context.translate(Message(msgid))
