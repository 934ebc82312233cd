"""Files that grow while a long run writes to them, and what such a run holds in a folder."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import BinaryIO

__all__ = ["TemporaryFolder", "flush_to_disk", "open_to_add", "put_by_way_of", "remove_folder"]

TemporaryFolder = tempfile.TemporaryDirectory


def open_to_add(path: Path) -> BinaryIO:
    """Open a file to read and to write, at its beginning; a new one is for its owner only."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o600), "r+b")


def flush_to_disk(file: BinaryIO) -> None:
    """Wait until the disk has what was written to a file."""
    file.flush()
    os.fsync(file.fileno())


def put_by_way_of(part: Path, path: Path, content: bytes) -> None:
    """Write a file whole or not at all, for its owner only, without waiting for the disk.

    Args:
        part: The name it has until it is whole; on the same disk, for this run alone.
        path: The file.
        content: What it holds.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(part, flags, 0o600), "wb") as file:
        file.write(content)
    part.replace(path)


def remove_folder(folder: Path) -> None:
    """Remove a folder with all it holds, as far as the system lets us."""
    shutil.rmtree(folder, ignore_errors=True)
