"""Case files and drafts on disk: written whole or not at all, and never from an old copy.

A change is made to what the file holds at that moment, under its lock; what an interview saves is
merged with what others saved meanwhile. Comments, a byte order mark and the line ends of a file
stay as they are, and its former version is kept (see :func:`undo`).

Drafts are kept in the user's data folder, or in the folder that ``REFUNDLETTERS_HOME`` names.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

from refundletters.answers.build import check
from refundletters.answers.case_text import encode, load, missing, parse
from refundletters.answers.forbidden.redact import refuse_forbidden
from refundletters.answers.keys import Answers
from refundletters.answers.merge import Conflict, Decided, merge
from refundletters.answers.traces import forget
from refundletters.errors import NotFound, RefundLettersError, SinkError
from refundletters.messages import say
from refundletters.patterns import lazy_pattern
from refundletters.storage import kept, write
from refundletters.storage.change import change as change_file
from refundletters.storage.change import content_of
from refundletters.storage.locks import locked
from refundletters.storage.places import HOME_VARIABLE, home

__all__ = [
    "HOME_VARIABLE",
    "CaseFile",
    "Decide",
    "append_contact",
    "change",
    "change_contacts",
    "draft_path",
    "forget",
    "home",
    "list_cases",
    "load",
    "name_of_new",
    "note",
    "parse",
    "save",
    "undo",
]

Decide = Callable[[Conflict], bool]
"""Ask a person which of two answers to one key is right; true for the one that is being saved."""

_NAME: Final = lazy_pattern(r"[^\w.-]+")


def draft_path(folder: Path, name: str) -> Path:
    """Return the path of the draft called ``name`` under ``folder`` (see :func:`home`).

    Characters that do not belong in a file name become dashes.
    """
    plain = _NAME.sub("-", name.removesuffix(".toml")).strip("-.") or "case"
    return folder / "cases" / f"{plain}.toml"


def name_of_new(day: dt.date) -> str:
    """Return the name of a case that is begun on a day."""
    return f"case-{day.isoformat()}"


def list_cases(folder: Path) -> tuple[Path, ...]:
    """Return the case files under ``folder``, most recently changed first."""
    found = [path for path in (folder / "cases").glob("*.toml") if path.is_file()]
    return tuple(sorted(found, key=lambda path: (-path.stat().st_mtime_ns, path.name)))


def change(
    path: Path, edit: Callable[[Answers], Mapping[str, Any]], *, locks: Path | None = None
) -> Answers:
    """Change what a case file holds at this moment; several processes may do so at once.

    Args:
        path: The case file; it has to exist.
        edit: Returns the new answers for the present ones. It is called while the file is locked,
            and once more if another program changes the file meanwhile: it should only compute.
        locks: Folder for lock files; the user's cache folder by default.

    Returns:
        The answers that the file holds now.

    Raises:
        NotFound: There is no such file.
        CaseError, ForbiddenData: The file or what it would hold is not acceptable.
        SinkError: The file cannot be written, or another process holds it too long.
    """

    def edit_present(present: Answers | None) -> Mapping[str, Any]:
        if present is None:
            raise missing(Path(path))
        return edit(present)

    return _update(path, edit_present, locks=locks)


def save(
    path: Path, answers: Mapping[str, Any], *, base: Mapping[str, Any] | None = None
) -> Answers:
    """Write answers to a case file, whole or not at all, keeping the comments in it.

    Args:
        path: The file; a link is followed, missing folders are created (for the owner only).
        answers: Answers in the shape of the case file; ``None`` means "not given".
        base: The answers that these began from: what others changed since is kept. Without it the
            file holds ``answers`` and nothing else.

    Returns:
        The answers that the file holds now.

    Raises:
        ForbiddenData: The answers hold something that must never be kept; the file is unchanged.
        CaseError: The existing file is not a readable case file; it is unchanged.
        SinkError: It cannot be written, or others changed the same key; the file is unchanged.
    """
    if base is None:
        return _update(path, lambda _: answers)
    return _merged(path, base, answers, decide=None, keep=True)


def note(path: Path, values: Mapping[str, Any]) -> None:
    """Write a note of the program for itself; no former version of it is kept.

    Raises:
        SinkError: It cannot be written; the file is unchanged.
    """
    _update(path, lambda _: values, keep=False)


class CaseFile:
    """A case file that is worked on for a while, such as by an interview.

    It remembers what was read, so that saving loses nothing that others wrote meanwhile, and keeps
    as former version the one that was there before the first change.
    """

    def __init__(self, path: Path, decide: Decide | None = None) -> None:
        """Remember what the file holds now, if it is there and can be read.

        Args:
            path: The file; it need not exist yet.
            decide: Asks about a key that others changed meanwhile; without it that is an error.
        """
        self.path = Path(path)
        self.decide = decide
        self._base: Answers = {}
        self._changed = False
        # A file that cannot be read is reported by whoever loads it or saves into it.
        with contextlib.suppress(RefundLettersError):
            self.load()

    def load(self) -> Answers:
        """Return what the file holds now; what is saved later is compared with it.

        Raises:
            NotFound, UsageError, CaseError: As :func:`load` does.
        """
        self._base = load(self.path)
        return self._base

    def go_on_from(self, answers: Mapping[str, Any]) -> None:
        """Compare what is saved later with ``answers``, which :meth:`save` returned."""
        self._base = _without_none(answers)

    def save(self, answers: Mapping[str, Any]) -> Answers:
        """Write answers, merged with what others saved meanwhile; return what the file holds now.

        What others changed is not taken for ours: whoever goes on with the answers that are
        returned says so with :meth:`go_on_from`.

        Raises:
            NotFound: The file was there and is gone; it is not made again.
            ForbiddenData, CaseError, SinkError: As :func:`save` does.
        """
        found = _merged(self.path, self._base, answers, decide=self.decide, keep=not self._changed)
        self._base = _without_none(answers)
        self._changed = True
        return found


def undo(path: Path) -> None:
    """Bring the former version of a file back; doing so twice changes nothing.

    Raises:
        NotFound: There is no such file, or no former version of it.
        SinkError: It cannot be written.
    """
    target = Path(path).resolve()
    with locked(target):
        try:
            former, present = kept.former(target), content_of(target)
            if former is None:
                raise missing(Path(path)) if present is None else _no_former(Path(path))
            if present is not None:
                kept.keep_former(target, present)
            write.replace(target, former)
        except OSError as error:
            raise write.refused(target, error) from error


def _no_former(path: Path) -> NotFound:
    return NotFound(
        say("No former version of %(file)s is kept.", file=str(path)),
        say("It was not changed since, so there is nothing to undo."),
        name=str(path),
    )


def append_contact(path: Path, contact: Mapping[str, Any], *, locks: Path | None = None) -> None:
    """Add one entry to the journal of a case file; several processes may do so at once.

    Args:
        path: The case file; it has to exist.
        contact: Keys of ``[[contacts]]``.
        locks: Folder for lock files; the user's cache folder by default.

    Raises:
        NotFound: There is no such file.
        UnknownKey, CaseError, ForbiddenData: The entry or the file is not acceptable.
        SinkError: The file cannot be written, or another process holds it too long.
    """
    change_contacts(
        path,
        lambda contacts: [*contacts, check(f"contacts.{len(contacts)}", contact)],
        locks=locks,
    )


def change_contacts(
    path: Path, edit_contacts: Callable[[list[Any]], list[Any]], *, locks: Path | None = None
) -> None:
    """Change the journal of a case file; several processes may do so at once.

    Args:
        path: The case file; it has to exist.
        edit_contacts: Returns the new entries for the existing ones; see :func:`change`.
        locks: Folder for lock files; the user's cache folder by default.

    Raises:
        NotFound: There is no such file.
        CaseError, ForbiddenData: The file or what it would hold is not acceptable.
        SinkError: The file cannot be written, or another process holds it too long.
    """

    def edit(answers: Answers) -> Mapping[str, Any]:
        before = answers.get("contacts", [])
        after = edit_contacts(before)
        return answers if after == before else {**answers, "contacts": after}

    change(path, edit, locks=locks)


def _without_none(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(k): _without_none(inner) for k, inner in value.items() if inner is not None}
    if isinstance(value, list | tuple):
        return [_without_none(inner) for inner in value if inner is not None]
    return value


def _update(
    path: Path,
    edit: Callable[[Answers | None], Mapping[str, Any]],
    *,
    locks: Path | None = None,
    keep: bool = True,
) -> Answers:
    """Write what ``edit`` makes of the present answers; ``None`` where there is no file."""
    target = Path(path).resolve()
    result: Answers = {}

    def rewrite(old: bytes | None) -> bytes | None:
        nonlocal result
        before = None if old is None else parse(old, target)
        result = _without_none(edit(before))
        refuse_forbidden(result)
        if result == before:
            return None
        content = encode(old, result, target)
        if keep and old is not None:
            # Where no copy can be kept, the answer that was given matters more.
            with contextlib.suppress(OSError):
                kept.keep_former(target, old)
        return content

    change_file(target, rewrite, locks=locks)
    return result


def _merged(
    path: Path,
    base: Mapping[str, Any],
    answers: Mapping[str, Any],
    *,
    decide: Decide | None,
    keep: bool,
) -> Answers:
    """Save answers that began from ``base``; nobody is asked anything while the file is locked."""
    decided: tuple[Decided, ...] = ()
    while True:
        attempt = _Attempt(Path(path), base, answers, decided, keep_ours=decide is None)
        found = _update(path, attempt.edit, keep=keep)
        if not attempt.conflicts:
            return found
        if decide is None:
            raise _changed_meanwhile(Path(path), attempt.conflicts[0])
        decided += tuple(Decided(conflict, decide(conflict)) for conflict in attempt.conflicts)


class _Attempt(msgspec.Struct):
    """An edit that leaves the file as it is if there are conflicts, and tells them."""

    path: Path
    base: Mapping[str, Any]
    ours: Mapping[str, Any]
    decided: tuple[Decided, ...]
    keep_ours: bool
    conflicts: tuple[Conflict, ...] = ()

    def edit(self, present: Answers | None) -> Mapping[str, Any]:
        if present is None and self.base:
            raise _gone(self.path)
        merged = merge(self.base, present or {}, _without_none(self.ours), self.decided)
        self.conflicts = merged.conflicts
        if not self.conflicts:
            return merged.answers
        if self.keep_ours:
            _keep_ours(self.path.resolve(), merged.answers)
        return present or {}


def _keep_ours(target: Path, answers: Answers) -> None:
    """Keep what could not be saved as former version, from where ``undo`` brings it back."""
    refuse_forbidden(answers)
    kept.keep_former(target, encode(content_of(target), answers, target))


def _changed_meanwhile(path: Path, conflict: Conflict) -> SinkError:
    nothing = say("nothing")
    return SinkError(
        say(
            "%(key)s was changed meanwhile: %(file)s holds %(theirs)s, to be saved was %(ours)s.",
            key=conflict.key,
            file=str(path),
            theirs=nothing if conflict.theirs is None else str(conflict.theirs),
            ours=nothing if conflict.ours is None else str(conflict.ours),
        ),
        say(
            "The file was left as it is. Bring the other version back with: %(command)s",
            command=f"refundletters undo {path}",
        ),
    )


def _gone(path: Path) -> NotFound:
    return NotFound(
        say("%(file)s was deleted meanwhile.", file=str(path)),
        say("It was not made again. Start a case with: refundletters new"),
        name=str(path),
    )
