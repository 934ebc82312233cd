"""What every source of cases offers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Protocol

from refundletters.batch.values import Kind, Row

__all__ = ["LONGEST", "Source", "hash_of_file"]

# Bytes of one row; a case with hundreds of charges has some 100,000.
LONGEST: Final = 1 << 20
_BLOCK: Final = 1 << 20


class Source(Protocol):
    """A file or folder of cases, which can be read more than once.

    Attributes:
        titles: The titles of the columns; empty for whole cases.
        length: How long it is, in the units of :attr:`Row.at`; 0 where it cannot be told.
        kind: How the contents of its rows are read.
    """

    titles: tuple[str, ...]
    length: int
    kind: Kind

    def rows(self) -> Iterator[Row]:
        """Yield the rows in their order, counted from 1."""

    def fingerprint(self) -> str:
        """Return what differs where anything in the source does."""


def hash_of_file(path: Path) -> str:
    """Return the SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
