"""Write a file whole or not at all.

The content is written under a temporary name in the same folder, flushed to the disk, and moved
into place; then the folder is flushed, so that not even a power cut brings the old file back.
Nobody ever finds half a file, and only its owner may read a new one.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from refundletters.errors import SinkError
from refundletters.messages import say
from refundletters.storage.system_errors import reason_of

__all__ = [
    "add_line",
    "create",
    "leftovers",
    "leftovers_in",
    "make_folder",
    "put_into",
    "refused",
    "remove",
    "replace",
    "sweep",
]

_SUFFIX: Final = ".new"
# What tells one temporary copy from another: at least so many of these.
_TOKEN: Final = 4
_TOKEN_SIGNS: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")


def replace(
    path: Path,
    content: bytes,
    *,
    unless: Callable[[], bool] | None = None,
    mode: int | None = None,
    public: bool = False,
    durable: bool = True,
) -> bool:
    """Put ``content`` in the place of a file, whole or not at all; return whether it was done.

    The file keeps its mode and, as far as the system allows, its owner; a new one and missing
    folders are for the owner only.

    Args:
        path: The file, with links resolved.
        content: What it holds afterwards.
        unless: Looks at the file for the last time; if it is true, nothing is written.
        mode: Another mode than the one it has.
        public: Whether a new file and its folders get the usual modes, as sources of a project do.
        durable: Whether to wait until the disk has it.

    Raises:
        OSError: The system refuses; the file is unchanged and nothing is left behind.
    """
    make_folder(path.parent, public=public)
    with _temporary(path, content, public=public, durable=durable) as temporary:
        with contextlib.suppress(FileNotFoundError):  # a new file has nobody's mode to keep
            _take_over(path.stat(), temporary, mode)
        if unless is not None and unless():
            return False
        temporary.replace(path)
    if durable:
        _flush_folder(path.parent)
    return True


def create(path: Path, content: bytes) -> None:
    """Create a file, whole or not at all, for its owner only.

    Raises:
        FileExistsError: There is such a file already, also one that appeared meanwhile.
        OSError: The system refuses; nothing is left behind.
    """
    if path.exists():
        raise FileExistsError
    with _temporary(path, content, public=False, durable=True) as temporary:
        try:
            os.link(temporary, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            if path.exists():
                raise FileExistsError from None
            temporary.replace(path)
    _flush_folder(path.parent)


def put_into(device: Path, content: bytes) -> None:
    """Write to a device or pipe, which cannot be replaced."""
    device.write_bytes(content)


def add_line(path: Path, line: str) -> None:
    """Add a short line to a list that grows; a line that a killed program cut is left alone."""
    make_folder(path.parent)
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    handle = os.open(path, flags, 0o600)
    with os.fdopen(handle, "ab") as stream:
        stream.write(f"\n{line}\n".encode("utf-8", "surrogateescape"))
        stream.flush()
        os.fsync(stream.fileno())


def make_folder(folder: Path, *, public: bool = False) -> None:
    """Create a folder and those above it that are missing, for the owner only unless ``public``.

    Raises:
        OSError: The system refuses.
    """
    if not folder.is_dir():
        make_folder(folder.parent, public=public)
        # Path.mkdir(parents=True) would give the folders above the usual mode.
        folder.mkdir(mode=0o777 if public else 0o700, exist_ok=True)


def remove(path: Path) -> bool:
    """Remove a file for good; return whether there was one.

    Raises:
        OSError: The system refuses.
    """
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    _flush_folder(path.parent)
    return True


def leftovers(path: Path) -> Iterator[Path]:
    """Yield the temporary copies of a file that killed programs left beside it."""
    name = _prefix(path)[1:-1]
    return (left for left in _files_in(path.parent) if _copied_name(left.name) == name)


def leftovers_in(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Yield the temporary copies in a folder, each with the file that it is a copy of."""
    for left in _files_in(folder):
        name = _copied_name(left.name)
        if name:
            yield left, folder / name


def _copied_name(name: str) -> str:
    """Return the name of the file that a temporary copy is of; empty for any other file."""
    before, _, token = name.removesuffix(_SUFFIX).rpartition(".")
    is_copy = name.startswith(".") and name.endswith(_SUFFIX)
    is_copy = is_copy and len(token) >= _TOKEN and _TOKEN_SIGNS.issuperset(token)
    return before[1:] if is_copy else ""


def _files_in(folder: Path) -> Iterator[Path]:
    # Where a folder cannot be listed, copies in it stay, which no more than takes up space.
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file(follow_symlinks=False):
                yield Path(entry.path)


def _prefix(path: Path) -> str:
    # The name of a temporary copy must fit as well.
    return f".{os.fsdecode(os.fsencode(path.name)[:200])}."


def sweep(path: Path) -> None:
    """Remove the temporary copies of a file; only for who holds its lock."""
    for left in leftovers(path):
        with contextlib.suppress(OSError):  # the next sweep tries again
            left.unlink()


def refused(path: Path, error: OSError) -> SinkError:
    """Return the error for a file that the system does not let us write."""
    return SinkError(
        say("%(file)s cannot be written: %(detail)s.", file=str(path), detail=reason_of(error)),
        say("Nothing was changed. Check the folder and the space on the disk."),
    )


@contextlib.contextmanager
def _temporary(path: Path, content: bytes, *, public: bool, durable: bool) -> Iterator[Path]:
    temporary = path.parent / f"{_prefix(path)}{os.urandom(4).hex()}{_SUFFIX}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    # Others may never read it, not even while it is empty.
    handle = os.open(temporary, flags, 0o666 if public else 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            if durable:
                os.fsync(stream.fileno())
        yield temporary
    finally:
        with contextlib.suppress(OSError):  # the error that led here matters more
            temporary.unlink(missing_ok=True)


def _take_over(old: os.stat_result, temporary: Path, mode: int | None) -> None:
    """Give a new version the mode and the owner of the old one."""
    temporary.chmod(stat.S_IMODE(old.st_mode) if mode is None else mode)
    own = temporary.stat()
    if hasattr(os, "chown") and (own.st_uid, own.st_gid) != (old.st_uid, old.st_gid):
        with contextlib.suppress(OSError):  # only root may give files away
            os.chown(temporary, old.st_uid, old.st_gid)


def _flush_folder(folder: Path) -> None:
    if not hasattr(os, "O_DIRECTORY"):
        return  # Windows flushes the name together with the file
    with contextlib.suppress(OSError):  # some file systems know no flushing of folders
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
