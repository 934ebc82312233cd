"""Files: written completely or not at all, readable by their owner only."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from refundletters.errors import SinkError
from refundletters.messages import say
from refundletters.render import Rendered
from refundletters.sink.receipt import Receipt

__all__ = ["open_with_system", "put", "safe_name"]

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


def put(rendered: Rendered, path: Path, *, overwrite: bool = False) -> Receipt:
    """Write a document to ``path``: completely or not at all, for its owner only (mode 0600).

    A device or pipe is written to as it is.

    Raises:
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
            path.write_bytes(rendered.content)
        else:
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


def _write(path: Path, content: bytes, *, overwrite: bool) -> None:
    if path.exists() and not overwrite:
        raise FileExistsError
    # mkstemp makes files that only their owner may read.
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if overwrite:
            temporary.replace(path)
        else:
            _claim(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _claim(temporary: Path, path: Path) -> None:
    """Rename ``temporary``, unless another process has created the file meanwhile."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if path.exists():
            raise FileExistsError from None
        temporary.replace(path)


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
