"""Processes of this machine, each with a pipe of its own.

A pool of the standard library loses all workers when one ends, and does not tell which row it was
at. Here a worker that ends is noticed at its pipe, and the chunk it was at is known. Processes are
spawned, never forked: a fork would inherit threads and locks of the parent.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Final

from refundletters.batch.letters import LetterWriter
from refundletters.batch.ordered import Answer
from refundletters.batch.schedulers import worker
from refundletters.batch.spawned import spawn
from refundletters.batch.values import Chunk, Job
from refundletters.errors import SinkError
from refundletters.messages import say

__all__ = ["Processes", "processes", "starter"]

# One is worked on, one lies ready.
_AHEAD: Final = 2
_PATIENCE: Final = 5.0
# Workers in a row that may end before they are ready.
_MOST_FAILED_STARTS: Final = 3
# MiB at which a worker lets another take over: typst keeps what it has set.
_LARGEST: Final = 90
_LARGEST_PDF: Final = 220
# Where the system does not tell the memory of a process, the number of chunks does.
_MOST_CHUNKS: Final = 2000


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    chunks: deque[Chunk] = field(default_factory=deque)
    ready: bool = False
    full: bool = False


class Processes:
    """A carrier of up to ``count`` processes.

    Args:
        start: Begins a process at whose end of a pipe :func:`.worker.main` listens.
        count: How many processes.
    """

    def __init__(self, start: Callable[[Connection], SpawnProcess], count: int) -> None:
        self.capacity = count * _AHEAD
        self._start = start
        self._count = count
        self._workers: list[_Worker] = []
        self._failed_starts = 0

    def submit(self, chunk: Chunk) -> None:
        """Give a chunk to a worker that has none, to a new one, or to one that has least."""
        free = [one for one in self._workers if not one.full]
        least = min(free, key=lambda one: len(one.chunks), default=None)
        if least is None or (least.chunks and len(self._workers) < self._count):
            least = self._begin()
        least.chunks.append(chunk)
        with suppress(OSError):  # it has ended; wait() notices
            least.pipe.send(chunk)

    def _begin(self) -> _Worker:
        ours, theirs = multiprocessing.Pipe()
        process = self._start(theirs)
        theirs.close()
        begun = _Worker(process, ours)
        self._workers.append(begun)
        return begun

    def wait(self) -> list[Answer]:
        """Wait until a worker answers or ends."""
        answers: list[Answer] = []
        while not answers:
            heard = set(wait([one.pipe for one in self._workers]))
            for one in [one for one in self._workers if one.pipe in heard]:
                answers += self._hear(one)
        return answers

    def _hear(self, one: _Worker) -> list[Answer]:
        try:
            said = one.pipe.recv()
        except (EOFError, OSError):
            return self._take_back(one)
        if said == worker.READY:
            one.ready = True
            self._failed_starts = 0
            return []
        outcomes, one.full = said
        return [Answer(one.chunks.popleft(), outcomes)]

    def _take_back(self, one: _Worker) -> list[Answer]:
        """Return the chunks of a worker that has ended; the first is the one it was at."""
        self._workers.remove(one)
        one.pipe.close()
        one.process.join()
        self._failed_starts += not one.ready
        if self._failed_starts == _MOST_FAILED_STARTS:
            raise SinkError(
                say("Worker processes end before they have begun."),
                say("Check that there is memory left, and try again with --resume."),
            )
        was_at_work = one.ready and not one.full
        return [Answer(chunk, died=was_at_work and at == 0) for at, chunk in enumerate(one.chunks)]

    def close(self) -> None:
        """End all workers, at once."""
        for one in self._workers:
            one.process.terminate()
        for one in self._workers:
            one.process.join(_PATIENCE)
            one.pipe.close()
        self._workers.clear()


def processes(count: int) -> Callable[[Job], Processes]:
    """Return what makes a carrier of ``count`` processes for a job."""

    def make(job: Job) -> Processes:
        most = _LARGEST_PDF if job.format == "pdf" else _LARGEST
        return Processes(starter(LetterWriter, job, most), count)

    return make


def starter(
    load: worker.Load, job: Job, most_mib: int, most_chunks: int = _MOST_CHUNKS
) -> Callable[[Connection], SpawnProcess]:
    """Return what begins a worker that does ``job``."""
    return lambda pipe: spawn(worker.main, pipe, load, job, most_mib, most_chunks)
