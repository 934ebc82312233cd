"""Which case a command is about: the one that was named, or the current one.

The current case is the one worked on last, by an interview or by ``use``. Its path stands in the
user's folder, beside the cases; no library function knows of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import msgspec

from refundletters.answers import store
from refundletters.answers.keys import get
from refundletters.cli.context import Context
from refundletters.errors import NotFound, RefundLettersError, UsageError
from refundletters.messages import Message, say
from refundletters.patterns import lazy_pattern
from refundletters.storage import kept

__all__ = [
    "KnownCase",
    "case_option",
    "case_title",
    "case_word",
    "chosen_case",
    "current_case",
    "find_case",
    "known_cases",
    "make_current",
    "needed_case",
    "no_case",
    "place_file",
    "sweep_leftovers",
    "tell_case",
]

_PLACE: Final = "last.toml"
_DIGITS: Final = lazy_pattern(r"([0-9]+)")


class KnownCase(msgspec.Struct, frozen=True):
    """A case of the user's folder, or the current one elsewhere, with its number in the list."""

    number: int
    path: Path


def place_file(folder: Path) -> Path:
    """Return the file that says which case was worked on last, under the user's folder."""
    return folder / _PLACE


def known_cases(context: Context) -> tuple[KnownCase, ...]:
    """Return all cases, numbered in the order in which they were begun."""
    paths = sorted(store.list_cases(store.home(context.environ)), key=_by_name)
    current = _remembered(context)
    if current is not None and current not in [path.resolve() for path in paths]:
        paths.append(current)
    return tuple(KnownCase(number, path) for number, path in enumerate(paths, 1))


def current_case(context: Context) -> Path | None:
    """Return the case worked on last, or the only one there is."""
    remembered = _remembered(context)
    if remembered is not None:
        return remembered
    paths = store.list_cases(store.home(context.environ))
    return paths[0] if len(paths) == 1 else None


def make_current(context: Context, case: Path) -> None:
    """Remember a case as the current one.

    Raises:
        SinkError: The note cannot be written.
    """
    if _remembered(context) != case.resolve():
        place = {"case": str(case.resolve()), "document": "", "passed": []}
        store.note(place_file(store.home(context.environ)), place)


def find_case(context: Context, named: str) -> Path:
    """Return the file of a case that is named by its number, its service or its path.

    Raises:
        NotFound: No case has that number or name.
        UsageError: Several cases have that name.
    """
    path = Path(named)
    if path.exists() or path.suffix == ".toml" or path.name != named:
        return path
    cases = known_cases(context)
    if named.isdecimal():
        found = [case for case in cases if case.number == int(named)]
    else:
        found = _named(context, cases, _plain(named))
    if len(found) > 1:
        titles = [_numbered(context, case) for case in found]
        raise UsageError(
            say("%(name)s could be one of several cases: %(cases)s.", name=named, cases=titles),
            say(
                "Give the number, such as: %(command)s",
                command=f"refundletters use {found[0].number}",
            ),
        )
    if not found:
        raise NotFound(
            say("There is no case called %(name)s.", name=named),
            say("See all your cases: %(command)s", command="refundletters cases"),
            name=named,
        )
    return found[0].path


def chosen_case(context: Context, named: str | None) -> Path | None:
    """Return the case that was named, else the current one, which is told on stderr.

    Raises:
        NotFound: No case has that number or name.
        UsageError: Several cases have that name.
    """
    if named:
        return find_case(context, named)
    current = current_case(context)
    if current is not None:
        tell_case(context, current)
    return current


def needed_case(context: Context, named: str | None) -> Path:
    """Return the case that was named, else the current one; the errors add one for neither.

    Raises:
        NotFound: No case has that number or name.
        UsageError: Several cases have that name, or none was named and none is the current one.
    """
    chosen = chosen_case(context, named)
    if chosen is None:
        raise no_case(context)
    return chosen


def no_case(context: Context) -> UsageError:
    """Return the error where no case was named and none is the current one."""
    if known_cases(context):
        return UsageError(
            say("You have several cases, and none of them was chosen."),
            say("See them with refundletters cases, then choose one: refundletters use 1"),
        )
    return UsageError(
        say("You have no case yet."),
        say("Start one with refundletters new, or name its file."),
    )


def tell_case(context: Context, case: Path) -> None:
    """Tell on stderr which case a command takes."""
    number = _number(context, case)
    context.note(
        say("Your case: %(title)s", title=case_title(context, case))
        if number is None
        else say("Your case %(number)s: %(title)s", number=number, title=case_title(context, case))
    )


def case_title(context: Context, case: Path, answers: Mapping[str, Any] | None = None) -> Message:
    """Return a case in words: its service and what happened; its file name where neither is known.

    Args:
        context: Streams, day and language.
        case: The case file.
        answers: What it holds, where it was read before.
    """
    if answers is None:
        try:
            answers = store.load(case)
        except RefundLettersError:
            answers = {}
    service, reason = _service(context, answers), _reason(context, answers)
    if service and reason is not None:
        return say("%(service)s: %(reason)s", service=service, reason=reason)
    from refundletters.cli.words import bare

    return reason or bare(service or case.name)


def case_option(context: Context, case: Path | None) -> str:
    """Return how a command with ``--case`` names a case; empty for the current one."""
    word = case_word(context, case)
    return f" --case{word}" if word else ""


def case_word(context: Context, case: Path | None) -> str:
    """Return how a command names a case, with a blank in front; empty for the current one."""
    if case is None:
        return ""
    current = current_case(context)
    if current is not None and current.resolve() == case.resolve():
        return ""
    number = _number(context, case)
    import shlex

    return f" {shlex.quote(str(case)) if number is None else number}"


def sweep_leftovers(context: Context, named: str | None) -> None:
    """Remove what killed runs left of the case that a command takes, and in the user's folder.

    Args:
        context: Streams and environment.
        named: The case as it was named; the current one by default.
    """
    home = store.home(context.environ)
    case = None
    with suppress(RefundLettersError):  # the command itself says that there is no such case
        case = find_case(context, named) if named else current_case(context)
    kept.sweep((home, home / "cases"), case)


def _remembered(context: Context) -> Path | None:
    try:
        place = store.load(place_file(store.home(context.environ)))
    except RefundLettersError:
        return None
    path = Path(str(place.get("case") or ""))
    return path if path.is_file() else None


def _number(context: Context, case: Path) -> int | None:
    wanted = case.resolve()
    return next((one.number for one in known_cases(context) if one.path.resolve() == wanted), None)


def _numbered(context: Context, case: KnownCase) -> Message:
    title = case_title(context, case.path)
    return say("%(number)s (%(title)s)", number=case.number, title=title)


def _named(context: Context, cases: tuple[KnownCase, ...], wanted: str) -> list[KnownCase]:
    """Return the cases that a name fits: exactly, else by its beginning."""
    names = {case: _names(context, case.path) for case in cases}
    exact = [case for case in cases if wanted in names[case]]
    if exact or not wanted:
        return exact
    return [case for case in cases if any(name.startswith(wanted) for name in names[case])]


def _names(context: Context, path: Path) -> set[str]:
    try:
        answers = store.load(path)
    except RefundLettersError:
        answers = {}
    given = (get(answers, "service.id"), get(answers, "service.name"), _service(context, answers))
    return {_plain(str(name)) for name in (*given, path.stem) if name}


def _service(context: Context, answers: Mapping[str, Any]) -> str:
    from refundletters.facts.service_names import find_service
    from refundletters.packs.rows import load_rows
    from refundletters.packs.tables.service import SERVICES

    id, name = get(answers, "service.id"), get(answers, "service.name")
    if not (id or name):
        return ""
    row = find_service(load_rows(context.roots, SERVICES), id, name)
    return str(name or id) if row is None else row.name


def _reason(context: Context, answers: Mapping[str, Any]) -> Message | None:
    from refundletters.cli.words import choice_label

    reason = answers.get("reason")
    return choice_label("reason", reason, context) if isinstance(reason, str) else None


def _plain(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def _by_name(path: Path) -> list[tuple[int, str]]:
    """Return a key that sorts ``case-2`` before ``case-10``."""
    return [
        (int(part), "") if part.isdecimal() else (-1, part) for part in _DIGITS.split(path.stem)
    ]
