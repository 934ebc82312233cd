"""Files: written completely or not at all, readable by their owner only."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from refundletters.errors import SinkError, UsageError
from refundletters.messages import say
from refundletters.render import Rendered
from refundletters.sink.receipt import Receipt
from refundletters.storage import kept, write
from refundletters.storage.locks import locked
from refundletters.storage.places import is_same

__all__ = ["open_with_system", "put", "refuse_inputs", "safe_name"]

_MAX_NAME: Final = 80
# Names that Windows keeps for devices, with any suffix.
_RESERVED: Final = frozenset(
    ["con", "prn", "aux", "nul"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in "0123456789¹²³"]
)


def safe_name(text: str, suffix: str = "") -> str:
    """Return a file name for ``text`` that every system accepts.

    Args:
        text: A title, such as "Netflix: refund request".
        suffix: The end of the name, with its dot.

    Returns:
        At most 80 characters and 255 bytes; ``letter`` if nothing of the text is allowed in one.
    """
    text = unicodedata.normalize("NFC", text)
    text = "".join(char for char in text if unicodedata.category(char)[0] != "C")
    text = re.sub(r"[/\\:*?\"<>|\s]+", "-", text)
    text = re.sub(r"-{2,}", "-", text).strip("-. ")
    room = 255 - len(suffix.encode())
    text = text[: _MAX_NAME - len(suffix)].encode()[:room].decode("utf-8", "ignore").strip("-. ")
    # What stands before the first dot decides: con.tar.gz is the device, too.
    base, dot, rest = text.partition(".")
    if base.strip().lower() in _RESERVED:
        text = f"{base.strip()}-letter{dot}{rest}"
    return f"{text or 'letter'}{suffix}"


def put(
    rendered: Rendered,
    path: Path,
    *,
    overwrite: bool = False,
    cases: Iterable[Path | None] = (),
    inputs: Iterable[Path] = (),
) -> Receipt:
    """Write a document to ``path``: completely or not at all, for its owner only (mode 0600).

    Where it goes is remembered with the cases it is made from, so that ``forget`` finds it. A
    device or pipe is written to as it is.

    Args:
        rendered: The document.
        path: The file.
        overwrite: Whether a file that is there already may be replaced.
        cases: The case files with which it is remembered; ``None`` for a letter without one.
        inputs: Files that it must not replace, such as those cases, their evidence, the profile.

    Raises:
        UsageError: The file is one of ``inputs``, under whatever name.
        SinkError: The file is there already and ``overwrite`` is false, its folder is not there, or
            the system refuses; nothing half-written is left behind.
    """
    path = Path(path)
    if path.is_dir():
        raise SinkError(
            say("%(file)s is a folder.", file=str(path)),
            say("Name a file in it: %(file)s", file=str(path / f"letter{rendered.suffix}")),
        )
    if not path.parent.is_dir():
        raise SinkError(
            say("The folder %(folder)s does not exist.", folder=str(path.parent)),
            say("Create it first, or choose another with -o."),
        )
    try:
        if path.exists() and not path.is_file():
            write.put_into(path, rendered.content)
        else:
            refuse_inputs(path, inputs)
            if path.exists() and not overwrite:
                raise FileExistsError
            with suppress(OSError):  # a letter matters more than the note of where it went
                for case in cases:
                    kept.note_output(case, path)
            _write(path.resolve(), rendered.content, overwrite=overwrite)
    except FileExistsError as error:
        raise SinkError(
            say("%(file)s is there already.", file=str(path)),
            say("Choose another name, or replace it with --overwrite."),
        ) from error
    except OSError as error:
        detail = error.strerror or str(error)
        raise SinkError(
            say("%(file)s cannot be written: %(detail)s.", file=str(path), detail=detail),
            say("Choose another place with -o."),
        ) from error
    return Receipt(str(path), confirmed=True)


def refuse_inputs(path: Path, inputs: Iterable[Path]) -> None:
    """Refuse to write over a file that the output is made from.

    Raises:
        UsageError: ``path`` is one of ``inputs``, also through a link or in another case.
    """
    for read in inputs:
        if is_same(path, read):
            raise UsageError(
                say(
                    "%(file)s cannot be the output: it is read for it (%(input)s).",
                    file=str(path),
                    input=str(read),
                ),
                say("Choose another name with -o."),
            )


def _write(path: Path, content: bytes, *, overwrite: bool) -> None:
    with locked(path):
        if overwrite:
            write.replace(path, content, mode=0o600)
        else:
            write.create(path, content)


def open_with_system(
    path: Path,
    *,
    platform: str = sys.platform,
    run: Callable[[Sequence[str]], int] | None = None,
) -> Receipt:
    """Open a file with the system's default program.

    Args:
        path: The file.
        platform: ``sys.platform``, or another for tests.
        run: Runs a command and returns its exit status.

    Raises:
        SinkError: The system has no such program, or it failed.
    """
    opener = {"darwin": "open", "win32": "start"}.get(platform, "xdg-open")
    try:
        # The absolute path: a name that begins with a dash would be taken for an option.
        status = (run or _run)([opener, str(path.absolute())])
    except OSError:
        status = 1
    if status:
        raise SinkError(
            say("%(file)s could not be opened.", file=str(path)),
            say("Open it yourself; it is written and whole."),
        )
    return Receipt(str(path), confirmed=True)


def _run(command: Sequence[str]) -> int:
    start = getattr(os, "startfile", None)
    if start is not None:
        # On Windows, `start` is a shell command; the shell would run what follows an & in a name.
        start(command[-1])
        return 0
    silent = subprocess.DEVNULL
    return subprocess.run(  # noqa: S603  # a fixed program; the path is the person's own
        command, stdin=silent, stdout=silent, stderr=silent, check=False
    ).returncode
