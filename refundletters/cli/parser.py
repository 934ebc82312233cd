"""Parse a command line; every error is one of ours, and translated.

argparse does the parsing. It gets text values only, and no choices, types or required options:
those are checked here, so that none of its untranslated messages can reach a user.
"""

from __future__ import annotations

from argparse import ArgumentError, ArgumentParser, HelpFormatter, Namespace
from collections.abc import Sequence
from functools import partial
from typing import Any, NoReturn

from refundletters.cli.command_table import COMMANDS, EVERYWHERE, Argument, Command, Option
from refundletters.errors import NotFound, UsageError
from refundletters.messages import Message, say

__all__ = ["parse", "unknown_command"]


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Hand argparse's complaint over as an exception; nothing here may print or exit."""
        raise ArgumentError(None, message)


def parse(command: Command, words: Sequence[str]) -> Namespace:
    """Return the values of ``words``, the command line after the name of the command.

    Raises:
        UsageError: They do not fit the command; names the option and what is allowed.
    """
    parser = _Parser(
        add_help=False,
        allow_abbrev=False,
        exit_on_error=False,
        # argparse makes one for each option, and would ask for the size of the screen each time.
        formatter_class=partial(HelpFormatter, width=80),
    )
    for option in (*command.options, *EVERYWHERE):
        _add(parser, option)
    words, after = _split(words)
    try:
        values, rest = parser.parse_known_args(words)
    except ArgumentError as error:
        raise _complaint(command, error) from error
    for argument in command.arguments:
        if not hasattr(values, argument.name):  # a case may be an option as well
            setattr(values, argument.name, None)
    if values.help:
        return values
    _take_arguments(command, values, rest, after)
    for option in command.options:
        _check_option(command, option, values)
    return values


def _split(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the words before and after ``--``; those after it are never options."""
    if "--" not in words:
        return list(words), []
    at = list(words).index("--")
    return list(words[:at]), list(words[at + 1 :])


def _take_arguments(
    command: Command, values: Namespace, rest: Sequence[str], after: Sequence[str]
) -> None:
    # Collected here and not by argparse, which loses an optional argument after an option.
    for word in rest:
        if word.startswith("-") and word != "-":
            raise _unknown_option(command, word)
    given = [*rest, *after]
    for argument, word in zip(command.arguments, given, strict=False):
        if getattr(values, argument.name) is not None:
            raise UsageError(
                say("There is one word too many: %(word)s.", word=word), see_help(command)
            )
        setattr(values, argument.name, word)
    if len(given) > len(command.arguments):
        word = given[len(command.arguments)]
        raise UsageError(say("There is one word too many: %(word)s.", word=word), see_help(command))
    for argument in command.arguments:
        _check_argument(command, argument, getattr(values, argument.name))


def _add(parser: ArgumentParser, option: Option) -> None:
    settings: dict[str, Any] = {"dest": option.name}
    if not option.value:
        settings["action"] = "store_true"
    elif option.many:
        settings |= {"action": "append", "default": []}
    parser.add_argument(*option.names, **settings)


def _complaint(command: Command, error: ArgumentError) -> UsageError:
    name = (error.argument_name or "").split("/")[-1]
    option = next((entry for entry in (*command.options, *EVERYWHERE) if name in entry.names), None)
    if option is None:
        return UsageError(say("This command line cannot be read."), see_help(command))
    if option.value:
        return UsageError(say("%(option)s needs a value.", option=name), see_help(command))
    return UsageError(say("%(option)s takes no value.", option=name), see_help(command))


def _unknown_option(command: Command, word: str) -> NotFound:
    import difflib

    name = word.partition("=")[0]
    known = [name for option in (*command.options, *EVERYWHERE) for name in option.names]
    nearest = difflib.get_close_matches(name, known, n=1)
    remedy = say("Did you mean %(option)s?", option=nearest[0]) if nearest else see_help(command)
    return NotFound(
        say("There is no option %(option)s.", option=name),
        remedy,
        name=name,
        nearest=nearest,
    )


def _check_argument(command: Command, argument: Argument, value: str | None) -> None:
    if value is None:
        if argument.required:
            raise UsageError(
                say("This command needs one more word: %(name)s.", name=argument.shown),
                see_help(command),
            )
    elif argument.choices and value not in argument.choices:
        raise _not_allowed(argument.shown, value, argument.choices)


def _check_option(command: Command, option: Option, values: Namespace) -> None:
    value = getattr(values, option.name)
    if value is None or value is False:
        return
    if option.choices and value not in option.choices:
        raise _not_allowed(option.names[-1], value, option.choices)
    if option.number:
        setattr(values, option.name, _number(option, value))
    if option.name == "set":
        values.set = [_setting(command, item) for item in value]


def _number(option: Option, value: str) -> int:
    if not (value.isascii() and value.isdecimal() and int(value[:9]) > 0 and len(value) < 9):
        raise UsageError(
            say(
                "%(option)s must be a whole number above zero, not %(value)s.",
                option=option.names[-1],
                value=value,
            )
        )
    return int(value)


def _setting(command: Command, item: str) -> tuple[str, str]:
    key, equals, value = item.partition("=")
    if not equals or not key.strip():
        # The whole item may be a mistyped secret: only the key, which has no value, is named.
        raise UsageError(
            say("--set needs a key, an equals sign and a value, such as reason=unused."),
            see_help(command),
        )
    return key.strip(), value


def _not_allowed(name: str, value: str, choices: Sequence[str]) -> NotFound:
    import difflib

    return NotFound(
        say("%(name)s cannot be %(value)s.", name=name, value=value),
        say("It can be one of these: %(choices)s.", choices=", ".join(choices)),
        name=value,
        nearest=difflib.get_close_matches(value, choices, n=3),
    )


def unknown_command(name: str) -> NotFound:
    """Return the error for a command that does not exist; it suggests the nearest one."""
    import difflib

    names = [entry.name for entry in COMMANDS]
    nearest = difflib.get_close_matches(name, names, n=1)
    if nearest:
        remedy = say("Did you mean %(command)s?", command=f"refundletters {nearest[0]}")
    else:
        remedy = say("See all commands: %(command)s", command="refundletters --help")
    return NotFound(
        say("There is no command called %(name)s.", name=name),
        remedy,
        name=name,
        nearest=nearest,
    )


def see_help(command: Command) -> Message:
    """Return the remedy that points to a command's help."""
    return say("See: %(command)s", command=f"refundletters {command.name} --help")
