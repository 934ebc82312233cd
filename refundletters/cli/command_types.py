"""What a command consists of, as data: its arguments, its options and itself."""

from __future__ import annotations

from dataclasses import dataclass

from refundletters.cli.options import Options

__all__ = ["Argument", "Command", "Option"]


@dataclass(frozen=True, slots=True)
class Argument:
    """A positional argument.

    Attributes:
        name: Name of the value, also shown in usage lines in capitals.
        about: What it is.
        required: Whether the command works without it.
        kind: What completion offers: ``case document locale file shell action`` or nothing.
        choices: The only words accepted, where the list is closed.
    """

    name: str
    about: str
    required: bool = True
    kind: str = ""
    choices: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The name as usage lines show it."""
        return self.name.upper().replace("_", "-")


@dataclass(frozen=True, slots=True)
class Option:
    """An option; ``value`` names what follows it and is empty for a switch.

    Attributes:
        many: Whether it may be given several times.
        number: Whether its value is a whole number above zero.
    """

    names: tuple[str, ...]
    about: str
    value: str = ""
    kind: str = ""
    choices: tuple[str, ...] = ()
    many: bool = False
    number: bool = False

    @property
    def name(self) -> str:
        """The name of the value: the long name without dashes."""
        return self.names[-1].lstrip("-").replace("-", "_")


@dataclass(frozen=True, slots=True)
class Command:
    """A subcommand; ``run`` is ``module:function`` below ``refundletters.cli.commands``.

    Attributes:
        values: The class of what it is given.
        group: The heading it is listed under: ``letters``, ``case``, ``lists`` or ``tools``.
        examples: Command lines for the help, without the program's name.
    """

    name: str
    run: str
    values: type[Options]
    group: str
    about: str
    arguments: tuple[Argument, ...] = ()
    options: tuple[Option, ...] = ()
    examples: tuple[str, ...] = ()
