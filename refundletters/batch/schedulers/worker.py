"""A worker process: takes chunks from its parent, and answers with their outcomes."""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from refundletters.batch.values import Chunk, Job, Writer

__all__ = ["READY", "Load", "main"]

Load = Callable[[Job], Writer]

READY: Final = "ready"
_STATM: Final = Path("/proc/self/statm")
_MIB: Final = 1 << 20
# A process is worth its start, however large it has become.
_FEWEST: Final = 16


def main(parent: Connection, load: Load, job: Job, most_mib: int, most_chunks: int) -> None:
    """Work until the parent ends or says so, or until this process has grown too large.

    Args:
        parent: The other end is the parent's; nobody else holds it.
        load: Makes what writes the letters.
        job: What is done to every row.
        most_mib: The memory at which the process lets another one take over.
        most_chunks: The number of chunks after which it does.
    """
    chunks: queue.SimpleQueue[Chunk | None] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(parent, chunks), daemon=True).start()
    write = load(job)
    parent.send(READY)
    done = 0
    while (chunk := chunks.get()) is not None:
        outcomes = write(chunk)
        done += 1
        full = done >= most_chunks or (done >= _FEWEST and _memory() > most_mib)
        parent.send((outcomes, full))
        if full:
            return


def _receive(parent: Connection, chunks: queue.SimpleQueue[Chunk | None]) -> None:
    """Take chunks in while another one is worked on, and end with the parent."""
    while True:
        try:
            chunk = parent.recv()
        except (EOFError, OSError):
            os._exit(1)
        chunks.put(chunk)
        if chunk is None:
            return


def _memory() -> int:
    """Return the memory of this process in MiB, or 0 where the system does not tell."""
    try:
        pages = int(_STATM.read_text(encoding="ascii").split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") // _MIB if sys.platform != "win32" else 0
