"""A folder of case files: every ``.toml`` in it and below, in the order of their paths."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from refundletters.batch.sources.source import LONGEST
from refundletters.batch.values import Kind, Problem, Row
from refundletters.errors import UsageError
from refundletters.messages import N_, say
from refundletters.storage.regular_files import unreadable
from refundletters.storage.system_errors import reason_of

__all__ = ["Folder"]

_SUFFIX: Final = ".toml"
_TOO_LONG: Final = Problem(N_("This file is larger than one megabyte."))


class Folder:
    """A folder of case files.

    Raises:
        UsageError: It cannot be read, or holds none.
    """

    titles: tuple[str, ...] = ()
    kind: Kind = "toml"

    def __init__(self, path: Path) -> None:
        self.path = path
        self.length = sum(1 for _ in self._files())
        if not self.length:
            raise UsageError(
                say("There is no case file in %(folder)s.", folder=str(path)),
                say("Case files end in .toml."),
            )

    def rows(self) -> Iterator[Row]:
        """Yield a row for every file; its path names it."""
        for number, path in enumerate(self._files(), 1):
            name = path.relative_to(self.path).with_suffix("").as_posix()
            yield Row(number, _content(path), number, name)

    def fingerprint(self) -> str:
        """Return a hash of names, sizes and times of the files."""
        digest = hashlib.sha256()
        for path in self._files():
            about = path.stat()
            name = path.relative_to(self.path).as_posix()
            digest.update(repr((name, about.st_size, about.st_mtime_ns)).encode())
        return digest.hexdigest()

    def _files(self) -> Iterator[Path]:
        for folder, folders, files in os.walk(self.path, onerror=self._refuse):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                if name.endswith(_SUFFIX) and not name.startswith("."):
                    yield Path(folder, name)

    def _refuse(self, error: OSError) -> None:
        raise unreadable(self.path, error) from error


def _content(path: Path) -> bytes | Problem:
    try:
        with path.open("rb") as file:
            content = file.read(LONGEST + 1)
    except OSError as error:
        return Problem(
            N_("%(file)s cannot be read: %(detail)s."),
            (("file", path.name), ("detail", reason_of(error))),
        )
    return content if len(content) <= LONGEST else _TOO_LONG
