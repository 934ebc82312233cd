"""Parse a command line; every error is one of ours, and translated.

The standard library's parser prints messages of its own, loses an optional argument after an option
and takes longer to import than a list takes to print.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from refundletters.cli.command_table import COMMANDS, EVERYWHERE, Argument, Command, Option
from refundletters.errors import NotFound, UsageError
from refundletters.messages import Message, say

__all__ = ["parse", "unknown_command"]

Names = Mapping[str, Option]


def parse(command: Command, words: Sequence[str]) -> SimpleNamespace:
    """Return the values of ``words``, the command line after the name of the command.

    Raises:
        UsageError: They do not fit the command; names the option and what is allowed.
    """
    words, after = _split(words)
    values, rest = _read(command, words)
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


def _read(command: Command, words: Sequence[str]) -> tuple[SimpleNamespace, list[str]]:
    """Return the values of the options among ``words``, and the other words."""
    options = (*command.options, *EVERYWHERE)
    names = {name: option for option in options for name in option.names}
    values = SimpleNamespace(**{option.name: _default(option) for option in options})
    rest: list[str] = []
    left = list(reversed(words))
    while left:
        word = left.pop()
        found = _option_in(word, names)
        if found is None:
            rest.append(word)
            continue
        name, given = found
        option = names[name]
        if option.value:
            if given is None:
                if not left or _is_option(left[-1], names):
                    raise UsageError(
                        say("%(option)s needs a value.", option=option.names[-1]), see_help(command)
                    )
                given = left.pop()
            _keep(option, values, given)
            continue
        if given is not None:
            if name.startswith("--") or f"-{given[:1]}" not in names:
                raise UsageError(
                    say("%(option)s takes no value.", option=option.names[-1]), see_help(command)
                )
            left.append(f"-{given}")  # several switches in one word
        setattr(values, option.name, True)
    return values, rest


def _default(option: Option) -> Any:
    if not option.value:
        return False
    return [] if option.many else None


def _keep(option: Option, values: SimpleNamespace, given: str) -> None:
    if option.many:
        getattr(values, option.name).append(given)
    else:
        setattr(values, option.name, given)


def _option_in(word: str, names: Names) -> tuple[str, str | None] | None:
    """Return the option that a word names and the value it has with it; ``None`` for others."""
    if word in names:
        return word, None
    name, equals, value = word.partition("=")
    if equals and name in names:
        return name, value
    if word.startswith("-") and word[:2] in names:
        return word[:2], word[2:]
    return None


def _is_option(word: str, names: Names) -> bool:
    """Return whether a word is an option, known or not, and so no value of the one before it."""
    if _option_in(word, names) is not None:
        return True
    return word.startswith("-") and word != "-" and " " not in word and not _is_number(word)


def _is_number(word: str) -> bool:
    whole, _, decimals = word[1:].partition(".")
    return f"{whole}{decimals}".isdecimal() and not word.endswith(".")


def _take_arguments(
    command: Command, values: SimpleNamespace, rest: Sequence[str], after: Sequence[str]
) -> None:
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


def _check_option(command: Command, option: Option, values: SimpleNamespace) -> None:
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
