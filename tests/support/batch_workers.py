"""What workers do in tests: importable, since workers are processes of their own."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence

from refundletters.batch.values import Job, Outcome, Row, Writer


def echo(_: Job) -> Writer:
    """Answer with the content of each row, and the process it was worked on in."""
    return lambda rows: [
        Outcome(row.number, str(os.getpid()), "written", content=_bytes(row)) for row in rows
    ]


def deadly(_: Job) -> Writer:
    """End the process at rows that say so."""

    def write(rows: Sequence[Row]) -> list[Outcome]:
        for row in rows:
            if row.content == b"deadly":
                os._exit(9)
        return [Outcome(row.number, "", "written") for row in rows]

    return write


def stillborn(_: Job) -> Writer:
    """Never begin."""
    os._exit(3)


def slow(_: Job) -> Writer:
    """Take longer than any test waits."""

    def write(rows: Sequence[Row]) -> list[Outcome]:
        time.sleep(60)
        return [Outcome(row.number, "", "written") for row in rows]

    return write


def _bytes(row: Row) -> bytes:
    assert isinstance(row.content, bytes)
    return row.content
