"""Stands in for the library ``filelock`` where nobody else can open a file.

The folder of cases is in the memory of one tab; a lock of the browser guards what tabs share.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["BaseFileLock", "FileLock", "Timeout"]


class Timeout(TimeoutError):
    """Somebody else holds the lock; never raised here."""


class BaseFileLock:
    """A lock that is always free."""

    def __init__(self, path: Path, mode: int = 0o600) -> None:
        self.path = path
        self.mode = mode

    def acquire(self, *, blocking: bool = True) -> None:
        """Take the lock."""

    def release(self) -> None:
        """Give it back."""


FileLock = BaseFileLock
