"""Case files and drafts on disk: read strictly, written whole or not at all.

A file is written under a temporary name in the same folder, flushed, and then moved into place
atomically, so that nobody ever finds half a case. It is readable by its owner only, and comments
that somebody wrote into a case file stay where they are.

Drafts are kept in the user's data folder, or in the folder that ``REFUNDLETTERS_HOME`` names.
"""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from refundletters.answers.build import check
from refundletters.answers.forbidden.redact import refuse_forbidden
from refundletters.answers.keys import Answers
from refundletters.errors import CaseError, NotFound, SinkError, UsageError
from refundletters.messages import say

__all__ = [
    "HOME_VARIABLE",
    "append_contact",
    "change",
    "change_contacts",
    "draft_path",
    "forget",
    "home",
    "list_cases",
    "load",
    "parse",
    "save",
]

#: Environment variable that names the folder for drafts and the profile.
HOME_VARIABLE: Final = "REFUNDLETTERS_HOME"
_NAME: Final = re.compile(r"[^\w.-]+")
_PLACE: Final = re.compile(r"at line ([0-9]+), column ([0-9]+)")
_LOCK_SECONDS: Final = 10


def home(environ: Mapping[str, str]) -> Path:
    """Return the folder for drafts and the profile; it need not exist yet.

    Args:
        environ: The environment of the process; only an entry point has one.
    """
    named = environ.get(HOME_VARIABLE, "").strip()
    if named:
        return Path(named).expanduser()
    import platformdirs  # takes as long to import as a bare start

    return Path(platformdirs.user_data_dir("refundletters", appauthor=False))


def draft_path(folder: Path, name: str) -> Path:
    """Return the path of the draft called ``name`` under ``folder`` (see :func:`home`).

    Characters that do not belong in a file name become dashes.
    """
    plain = _NAME.sub("-", name.removesuffix(".toml")).strip("-.") or "case"
    return folder / "cases" / f"{plain}.toml"


def list_cases(folder: Path) -> tuple[Path, ...]:
    """Return the case files under ``folder``, most recently changed first."""
    found = [path for path in (folder / "cases").glob("*.toml") if path.is_file()]
    return tuple(sorted(found, key=lambda path: (-path.stat().st_mtime_ns, path.name)))


def load(path: Path) -> Answers:
    """Return the answers of a case file unchecked; ``build_case`` checks them.

    A byte order mark and Windows line endings are accepted.

    Raises:
        NotFound: There is no such file.
        UsageError: It cannot be read.
        CaseError: It is not UTF-8 or not TOML; names the file and, for TOML, the line.
    """
    return _parse(_read(Path(path)), Path(path))


def parse(content: bytes, name: str = "case.toml") -> Answers:
    """Return the answers of a case file that lies in memory, unchecked.

    Args:
        content: The file.
        name: What to call it in errors.

    Raises:
        CaseError: It is not UTF-8 or not TOML; names the line.
    """
    return _parse(_decoded(content, name), Path(name))


def save(path: Path, answers: Mapping[str, Any]) -> None:
    """Write answers to a case file, whole or not at all, keeping the comments in it.

    Args:
        path: The file; a link is followed, missing folders are created (for the owner only).
        answers: Answers in the shape of the case file; ``None`` means "not given".

    Raises:
        ForbiddenData: The answers hold something that must never be kept; the file is unchanged.
        CaseError: The existing file is not a readable case file; it is unchanged.
        SinkError: It cannot be written; the file is unchanged.
    """
    refuse_forbidden(answers)
    target = Path(path).resolve()
    wanted = _without_none(answers)
    old = _read(target) if target.exists() else ""
    if old:
        _parse(old, target)
    from refundletters.answers.toml_edit import (
        update_toml,  # tomlkit, only where something is written
    )

    _replace(target, update_toml(old, wanted))


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
    path: Path, edit: Callable[[list[Any]], list[Any]], *, locks: Path | None = None
) -> None:
    """Change the journal of a case file; several processes may do so at once.

    Args:
        path: The case file; it has to exist.
        edit: Returns the new entries for the existing ones.
        locks: Folder for lock files; the user's cache folder by default.

    Raises:
        NotFound: There is no such file.
        CaseError, ForbiddenData: The file or what it would hold is not acceptable.
        SinkError: The file cannot be written, or another process holds it too long.
    """

    def with_contacts(answers: Answers) -> Answers:
        before = answers.get("contacts", [])
        after = edit(before)
        return answers if after == before else {**answers, "contacts": after}

    change(path, with_contacts, locks=locks)


def change(
    path: Path, edit: Callable[[Answers], Mapping[str, Any]], *, locks: Path | None = None
) -> Answers:
    """Change a case file; several processes may do so at once.

    Args:
        path: The case file; it has to exist.
        edit: Returns the new answers for the existing ones.
        locks: Folder for lock files; the user's cache folder by default.

    Returns:
        The new answers.

    Raises:
        NotFound: There is no such file.
        CaseError, ForbiddenData: The file or what it would hold is not acceptable.
        SinkError: The file cannot be written, or another process holds it too long.
    """
    target = Path(path).resolve()
    if not target.exists():
        raise _missing(Path(path))
    with _locked(target, locks):
        before = load(target)
        after = dict(edit(before))
        if after != before:
            save(target, after)
    return after


def forget(path: Path) -> None:
    """Remove a case file.

    Raises:
        NotFound: There is no such file.
        SinkError: It cannot be removed.
    """
    try:
        Path(path).unlink()
    except FileNotFoundError:
        raise _missing(Path(path)) from None
    except OSError as error:
        raise SinkError(
            say("%(file)s cannot be removed: %(detail)s.", file=str(path), detail=_why(error)),
            say("Close programs that use it, and check that you may change its folder."),
        ) from error


def _missing(path: Path) -> NotFound:
    near = sorted(other.name for other in path.parent.glob("*.toml"))[:5]
    remedy = (
        say("Case files in that folder: %(names)s.", names=", ".join(near))
        if near
        else say("Check the name, or begin a case with: refundletters new")
    )
    return NotFound(
        say("There is no file %(file)s.", file=str(path)), remedy, name=str(path), nearest=near
    )


def _read(path: Path) -> str:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise _missing(path) from None
    except OSError as error:
        raise UsageError(
            say("%(file)s cannot be read: %(detail)s.", file=str(path), detail=_why(error)),
            say("Check that it is a file and that you may read it."),
        ) from error
    return _decoded(content, path.name)


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise CaseError(
            say("%(file)s, line %(line)s: this is not UTF-8 text.", file=name, line=line),
            say("Save the file again with the encoding UTF-8."),
            key="",
        ) from error


def _parse(text: str, path: Path) -> Answers:
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(text, str(error), path) from error


def _not_toml(text: str, detail: str, path: Path) -> CaseError:
    """Return the error for text that is not TOML; the text itself is not repeated."""
    place = _PLACE.search(detail)
    line = place.group(1) if place else str(text.count("\n") + 1)
    column = place.group(2) if place else "1"
    if detail.startswith(("Cannot overwrite", "Cannot declare", "Cannot mutate")):
        return CaseError(
            say(
                "%(file)s, line %(line)s: this key or table is there twice.",
                file=path.name,
                line=line,
            ),
            say("Keep one of the two."),
            key="",
        )
    return CaseError(
        say(
            "%(file)s, line %(line)s, column %(column)s: this cannot be read as TOML.",
            file=path.name,
            line=line,
            column=column,
        ),
        say("Write text and amounts in quotes, days and numbers without."),
        key="",
    )


def _why(error: OSError) -> str:
    return error.strerror or type(error).__name__


def _without_none(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(k): _without_none(inner) for k, inner in value.items() if inner is not None}
    if isinstance(value, list | tuple):
        return [_without_none(inner) for inner in value if inner is not None]
    return value


def _replace(target: Path, text: str) -> None:
    """Write ``text`` to ``target`` atomically, readable by the owner only."""
    temporary = ""
    try:
        if not target.parent.exists():
            target.parent.mkdir(mode=0o700, parents=True)
        # mkstemp creates the file with mode 0600; others can never read it, not even empty.
        handle, temporary = tempfile.mkstemp(
            dir=target.parent, prefix=f".{target.name}.", suffix=".new"
        )
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode("utf-8"))
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(target)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        raise SinkError(
            say("%(file)s cannot be written: %(detail)s.", file=str(target), detail=_why(error)),
            say("Nothing was changed. Check the folder and the space on the disk."),
        ) from error


@contextlib.contextmanager
def _locked(target: Path, locks: Path | None) -> Iterator[None]:
    import hashlib  # both only where something is written

    import filelock

    folder = locks
    if folder is None:
        import platformdirs

        folder = Path(platformdirs.user_cache_dir("refundletters", appauthor=False)) / "locks"
    # A lock next to the case would stay behind in the user's own folder.
    name = hashlib.sha256(str(target).encode("utf-8", "surrogateescape")).hexdigest()[:24]
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with filelock.FileLock(folder / f"{name}.lock", timeout=_LOCK_SECONDS):
            yield
    except filelock.Timeout as error:
        raise SinkError(
            say("%(file)s is in use by another program.", file=str(target)),
            say("Wait until it has finished, then try again."),
        ) from error
    except PermissionError as error:
        raise SinkError(
            say("%(file)s cannot be written: %(detail)s.", file=str(folder), detail=_why(error)),
            say("Check that you may write to that folder."),
        ) from error
