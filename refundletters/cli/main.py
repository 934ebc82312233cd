"""The entry point: choose a command, run it, and turn errors into messages and exit codes."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final, TextIO

from refundletters.cli.command_table import Command, command
from refundletters.cli.context import Context
from refundletters.errors import AnswersMissing, DocumentUnavailable, RefundLettersError, UsageError
from refundletters.messages import Message, say

__all__ = ["main", "run"]

_SOURCE: Final = "en_US"


def run() -> None:
    """Run the command line of this process and exit with its code."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        # A stream that the shell closed (>&-) is None; its output is discarded.
        stdout, stderr = sys.stdout or nowhere, sys.stderr or nowhere
        for stream in (stdout, stderr):
            if hasattr(stream, "reconfigure") and not stream.isatty():
                # Files and pipes get UTF-8, whatever the code page of the system.
                stream.reconfigure(encoding="utf-8")
        code = main(sys.argv[1:], os.environ, sys.stdin, stdout, stderr)
    sys.exit(code)


def main(
    argv: Sequence[str],
    environ: Mapping[str, str],
    stdin: TextIO | None,
    stdout: TextIO,
    stderr: TextIO,
    *,
    today: dt.date | None = None,
) -> int:
    """Run one command line.

    Args:
        argv: The words after the program's name.
        environ: Environment variables.
        stdin: Where answers come from; ``None`` where it is closed.
        stdout: Where results go.
        stderr: Where everything else goes.
        today: The day; ``None`` for the clock's.

    Returns:
        The exit code: 0 done, 1 failed, 2 wrong usage or invalid case, 3 answers missing,
        4 document not available, 130 interrupted.
    """
    context = Context(
        environ=environ,
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        interface=_SOURCE,
        today=today or dt.date.today(),
    )
    try:
        code = _dispatch(list(argv), context)
        stdout.flush()
        return code
    except RefundLettersError as error:
        _explain(error, context)
        return error.exit_code
    except (KeyboardInterrupt, EOFError):  # Ctrl-C, Ctrl-D
        _print_note(say("Stopped."), context)
        return 130
    except BrokenPipeError:
        _redirect_to_null(stdout)
        return 1
    except Exception as error:
        if environ.get("REFUNDLETTERS_DEBUG") == "1":
            raise
        _apologize(error, context)
        _redirect_to_null(stdout)
        return 1


def _dispatch(argv: list[str], context: Context) -> int:
    from refundletters.i18n.locales import interface_locale, normalize

    context.interface = _supported_locale(interface_locale(context.environ), context)
    option = _interface_option(argv)
    if option is not None:
        context.interface = _supported_locale(normalize(option), context)
    name, words = _command_of(argv)
    if name is None:
        return _run_without_command(words, context)
    from refundletters.cli.parser import parse, unknown_command

    chosen = command(name)
    if chosen is None:
        raise unknown_command(name)
    values = parse(chosen, words)
    if values.help:
        from refundletters.cli.help import command_help

        context.print(command_help(chosen, context))
        return 0
    _sweep(chosen, getattr(values, "case", None), context)
    return _function_of(chosen)(context, chosen.values.of(values))


def _sweep(chosen: Command, named: str | None, context: Context) -> None:
    """Remove what killed runs left, before a command that takes a case."""
    kinds = {entry.kind for entry in chosen.arguments} | {entry.kind for entry in chosen.options}
    # A list without a case should not take the time to load what reads one.
    if "case" in kinds and (named or chosen.group != "lists"):
        from refundletters.cli.cases.current import sweep_leftovers

        sweep_leftovers(context, named)


def _supported_locale(locale: str, context: Context) -> str:
    """Return ``locale`` if it has a catalogue; otherwise American English, including dates."""
    from refundletters.i18n import locales

    if locales.is_english(locale) or locale in locales.PSEUDO_LOCALES:
        return locale
    there = set(locales.available(context.roots, "ui"))
    names = (locale, locales.most_spoken(locale))
    return next((name for name in names if not there.isdisjoint(locales.fallbacks(name))), _SOURCE)


def _interface_option(words: Sequence[str]) -> str | None:
    """Return the value of ``--interface``, wherever it is, before anything else is parsed."""
    found = None
    for position, word in enumerate(words):
        if word == "--":
            break
        if word.startswith("--interface="):
            found = word.partition("=")[2]
        elif word == "--interface" and position + 1 < len(words):
            found = words[position + 1]
    return found


def _command_of(argv: list[str]) -> tuple[str | None, list[str]]:
    """Return the command's name and the other words; ``--interface L`` may come before it."""
    position = 0
    while position < len(argv):
        word = argv[position]
        if word == "--interface":
            position += 2
        elif word.startswith("-"):
            position += 1
        else:
            return word, argv[:position] + argv[position + 1 :]
    return None, argv


def _run_without_command(words: list[str], context: Context) -> int:
    """Run without a command: help, version, or the guided start on a terminal."""
    from refundletters.cli.help import overview

    rest = [word for word in _without_interface(words) if word != "--plain"]
    if rest and rest[0] in {"-h", "--help"}:
        context.print(overview(context))
        return 0
    if rest and rest[0] in {"-V", "--version"}:
        from refundletters import __version__

        context.print(f"refundletters {__version__}")
        return 0
    if rest:
        raise UsageError(
            say("There is no option %(option)s.", option=rest[0].partition("=")[0]),
            say("See all commands: %(command)s", command="refundletters --help"),
        )
    if context.interactive:
        from refundletters.cli.cases.current import sweep_leftovers
        from refundletters.cli.commands.interview import start

        sweep_leftovers(context, None)
        return start(context, plain="--plain" in words)
    _print_to_stderr(overview(context), context)
    return UsageError.exit_code


def _print_to_stderr(text: str, context: Context) -> None:
    for line in text.split("\n"):
        context.stderr.write(f"{line}\n")


def _without_interface(words: list[str]) -> list[str]:
    kept = []
    skip = False
    for word in words:
        if skip:
            skip = False
        elif word == "--interface":
            skip = True
        elif not word.startswith("--interface="):
            kept.append(word)
    return kept


def _function_of(chosen: Command) -> Callable[..., int]:
    module, _, function = chosen.run.partition(":")
    found: Callable[..., int] = getattr(
        import_module(f"refundletters.cli.commands.{module}"), function
    )
    return found


def _explain(error: RefundLettersError, context: Context) -> None:
    from refundletters.answers.forbidden.messages import without_secrets

    for message in _sentences(error, context):
        _print_note(without_secrets(message), context)


def _sentences(error: RefundLettersError, context: Context) -> Iterable[Message]:
    if isinstance(error, AnswersMissing | DocumentUnavailable):
        from refundletters.cli.error_words import in_words

        return in_words(error, context)
    return (error.message,) if error.remedy is None else (error.message, error.remedy)


def _print_note(message: Message, context: Context) -> None:
    try:
        text = context.translate(message)
    except Exception:
        # A broken catalogue must not hide the error.
        text = str(RefundLettersError(message))
    context.note(text)


def _apologize(error: Exception, context: Context) -> None:
    """Apologize for a defect; the error's own text is left out, since it may hold answers."""
    if isinstance(error, OSError) and error.strerror:
        _print_note(
            say("The system refused something: %(detail)s.", detail=error.strerror), context
        )
        return
    kind = type(error).__name__
    _print_note(
        say("Sorry, something went wrong that is not your fault (%(kind)s).", kind=kind), context
    )
    command = "refundletters report CASE"
    _print_note(
        say(
            "Please report it. This prints your case without personal data: %(command)s",
            command=command,
        ),
        context,
    )


def _redirect_to_null(stream: TextIO) -> None:
    """Redirect a stream without a reader to the null device, so that closing it stays quiet."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):
        return
