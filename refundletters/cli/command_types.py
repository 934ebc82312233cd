"""What a command consists of, as data: its arguments, its options and itself."""

from __future__ import annotations

from typing import Literal

import msgspec

from refundletters.cli.option_values import Options

__all__ = ["Argument", "Command", "CommandGroup", "CompletionKind", "Option"]

CommandGroup = Literal["letters", "case", "lists", "tools"]
# Empty where nothing is offered but the choices of a closed list.
CompletionKind = Literal["", "case", "file", "document", "locale"]


class Argument(msgspec.Struct, frozen=True):
    """A positional argument.

    Attributes:
        name: Name of the value, also shown in usage lines in capitals.
        about: What it is.
        required: Whether the command works without it.
        kind: What completion offers.
        choices: The only words accepted, where the list is closed.
    """

    name: str
    about: str
    required: bool = True
    kind: CompletionKind = ""
    choices: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The name as usage lines show it."""
        return self.name.upper().replace("_", "-")


class Option(msgspec.Struct, frozen=True):
    """An option; ``value`` names its value in the help and is empty for a switch.

    Attributes:
        many: Whether it may be given several times.
        number: Whether its value is a whole number above zero.
    """

    names: tuple[str, ...]
    about: str
    value: str = ""
    kind: CompletionKind = ""
    choices: tuple[str, ...] = ()
    many: bool = False
    number: bool = False

    @property
    def name(self) -> str:
        """The name of the value: the long name without dashes."""
        return self.names[-1].lstrip("-").replace("-", "_")


class Command(msgspec.Struct, frozen=True):
    """A subcommand; ``run`` is ``module:function`` below ``refundletters.cli.commands``.

    Attributes:
        values: The class of what it is given.
        group: The heading it is listed under.
        examples: Command lines for the help, without the program's name.
    """

    name: str
    run: str
    values: type[Options]
    group: CommandGroup
    about: str
    arguments: tuple[Argument, ...] = ()
    options: tuple[Option, ...] = ()
    examples: tuple[str, ...] = ()
