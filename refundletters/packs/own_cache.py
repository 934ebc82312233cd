"""The user's cache, read only where nobody but the user can have written to it.

Compiled templates are code that runs, and compiled catalogues become words of letters.
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import Final

from refundletters.storage.places import cache_folder

__all__ = ["is_private", "own_cache"]

_OWNER_ONLY: Final = 0o700
_OTHERS_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH
# The folder itself and those above it, up to the one that has the program's name.
_LEVELS: Final = 3


def own_cache(name: str) -> Path | None:
    """Return a folder of the user's cache; ``None`` where others could write to it.

    Args:
        name: What it holds.
    """
    folder = cache_folder(name)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=_OWNER_ONLY)
    except OSError:
        return None
    return folder if is_private(folder) else None


def is_private(folder: Path) -> bool:
    """Return whether only the user can write to a folder of the cache, or it is not there yet."""
    # Each user has a cache of their own on Windows, and a browser has nobody else.
    if os.name != "posix" or sys.platform == "emscripten":
        return True
    places = (folder, *folder.parents[: _LEVELS - 1])
    return all(_is_own(place) for place in _of_program(places))


def _of_program(places: tuple[Path, ...]) -> tuple[Path, ...]:
    for count, place in enumerate(places, start=1):
        if place.name == "refundletters":
            return places[:count]
    return places[:1]


def _is_own(folder: Path) -> bool:
    try:
        status = folder.lstat()
    except FileNotFoundError:
        return True
    except OSError:  # whose it is cannot be seen
        return False
    return (
        stat.S_ISDIR(status.st_mode)
        and status.st_uid == os.geteuid()
        and not status.st_mode & _OTHERS_WRITE
    )
