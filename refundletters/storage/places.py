"""Where files lie: the user's folder, what is kept about a file, and whether two paths are one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

__all__ = [
    "HOME_VARIABLE",
    "OWN_FOLDER",
    "cache_folder",
    "home",
    "is_same",
    "kept_folder",
    "kept_folders",
    "lock_path",
    "turn_path",
]

#: Environment variable that names the folder for drafts, the profile and what is kept with cases.
HOME_VARIABLE: Final = "REFUNDLETTERS_HOME"
#: The folder in it for what a person added to the data, laid out like a pack.
OWN_FOLDER: Final = "own"
_KEPT: Final = "kept"


def home(environ: Mapping[str, str] | None = None) -> Path:
    """Return the folder for drafts, the profile and former versions; it need not exist yet.

    Args:
        environ: The environment; that of the process by default.
    """
    named = (os.environ if environ is None else environ).get(HOME_VARIABLE, "").strip()
    if named:
        return Path(named).expanduser()
    import platformdirs  # takes as long to import as a bare start

    return Path(platformdirs.user_data_dir("refundletters", appauthor=False))


def cache_folder(name: str) -> Path:
    """Return a folder of the user's cache, for what can be made again; it need not exist yet.

    Args:
        name: What it holds.
    """
    import platformdirs  # as above

    return platformdirs.user_cache_path("refundletters", appauthor=False) / name


def kept_folder(path: Path | None) -> Path:
    """Return the folder for what is kept about a file: its former version, what was made of it.

    Args:
        path: The file; ``None`` for what belongs to none.
    """
    return home() / _KEPT / ("none" if path is None else _digest(str(path.resolve())))


def kept_folders() -> tuple[Path, ...]:
    """Return the folders of all files about which something is kept."""
    return tuple(sorted(entry for entry in (home() / _KEPT).glob("*") if entry.is_dir()))


def lock_path(path: Path, folder: Path | None = None) -> Path:
    """Return the lock of a file.

    It does not lie next to the file, where it would stay behind in the user's own folder, and does
    not depend on ``REFUNDLETTERS_HOME``, since two programs may name different folders and still
    write one file. Names that differ only in case share a lock: they may be one file.
    """
    return (folder or cache_folder("locks")) / f"{_digest(_folded(path.resolve()))}.lock"


def turn_path(lock: Path) -> Path:
    """Return the lock of those who wait for ``lock``: whoever holds it is the next."""
    return lock.with_suffix(".turn")


def is_same(one: Path, other: Path) -> bool:
    """Tell whether two paths name one file, through links, hard links or another case as well."""
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there (yet)
        return _folded(one.resolve()) == _folded(other.resolve())


def _folded(path: Path) -> str:
    import unicodedata  # only where a file is written

    return unicodedata.normalize("NFC", str(path)).casefold()


def _digest(text: str) -> str:
    import hashlib  # loads the library of TLS

    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:24]
