"""The window of chunks, and processes that end before their work does."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import batch_workers

from refundletters.batch.ordered import Answer, chunked, ordered
from refundletters.batch.schedulers.processes import Processes, starter
from refundletters.batch.schedulers.worker import Load
from refundletters.batch.values import Chunk, Job, Outcome, Row
from refundletters.errors import SinkError
from refundletters.packs.roots import Roots
from refundletters.packs.setting import Setting

from .conftest import TODAY

LARGE = 1 << 20


def killed(row: Row) -> Outcome:
    return Outcome(row.number, "", "killed")


class Shuffling:
    """A carrier that answers in any order, and loses what holds a deadly row."""

    capacity = 4

    def __init__(self, seed: int, deadly: frozenset[int]) -> None:
        self._chance = random.Random(seed)
        self._deadly = deadly
        self.waiting: list[Chunk] = []
        self.runs = 0

    def submit(self, chunk: Chunk) -> None:
        self.waiting.append(chunk)

    def wait(self) -> list[Answer]:
        self._chance.shuffle(self.waiting)
        chunk = self.waiting.pop()
        self.runs += 1
        if self._deadly & {row.number for row in chunk}:
            return [Answer(chunk, died=True)]
        if self._chance.random() < 0.2:
            return [Answer(chunk)]
        return [Answer(chunk, [Outcome(row.number, "", "written") for row in chunk])]

    def close(self) -> None:
        self.waiting.clear()


@pytest.mark.parametrize("seed", range(20))
def test_outcomes_come_in_the_order_of_the_rows_each_once(seed: int) -> None:
    chance = random.Random(seed)
    count, first = chance.randint(0, 150), chance.randint(1, 40)
    numbers = range(first, first + count)
    deadly = frozenset(chance.sample(numbers, min(count, chance.randint(0, 3))))
    carrier = Shuffling(seed, deadly)
    rows = (Row(number, b"") for number in numbers)
    found = [one for some in ordered(chunked(rows, 8), carrier, killed) for one in some]
    assert [one.row for one in found] == list(numbers)
    assert {one.row for one in found if one.status == "killed"} == deadly


def test_no_more_rows_are_read_than_the_window_holds() -> None:
    read = 0

    def rows() -> Iterator[Row]:
        nonlocal read
        for number in range(1, 2001):
            read = number
            yield Row(number, b"")

    ahead = 0
    for outcomes in ordered(chunked(rows(), 8), Shuffling(1, frozenset()), killed):
        ahead = max(ahead, read - outcomes[-1].row)
    assert read == 2000
    assert ahead <= (4 * 4 + 1) * 8


@pytest.mark.parametrize("place", [0, 1, 40])
def test_rows_of_any_size_get_through_the_window(place: int) -> None:
    rows = [Row(number + 1, b"x" * (300_000 if number == place else 1)) for number in range(600)]
    found = ordered(chunked(iter(rows), 32), Shuffling(2, frozenset()), killed)
    assert [one.row for some in found for one in some] == list(range(1, 601))


def test_large_rows_make_small_chunks() -> None:
    rows = [Row(number, b"x" * 200_000) for number in range(1, 8)]
    assert [len(chunk) for chunk in chunked(iter(rows), 32)] == [2, 2, 2, 1]


@pytest.fixture
def job(roots: Roots) -> Job:
    return Job("chat-opener", "text", Setting(roots, TODAY))


def outcomes(job: Job, load: Load, rows: list[Row], size: int, **limits: int) -> list[Outcome]:
    limits = {"most_mib": LARGE, "most_chunks": LARGE} | limits
    carrier = Processes(starter(load, job, **limits), 2)
    try:
        return [one for some in ordered(chunked(iter(rows), size), carrier, killed) for one in some]
    finally:
        carrier.close()


def test_a_row_that_ends_its_worker_is_found_and_named(job: Job) -> None:
    rows = [Row(number, b"deadly" if number == 6 else b"") for number in range(1, 17)]
    found = outcomes(job, batch_workers.deadly, rows, 8)
    assert [one.row for one in found] == list(range(1, 17))
    assert [one.row for one in found if one.status == "killed"] == [6]


def test_a_worker_that_has_grown_lets_another_take_over(job: Job) -> None:
    rows = [Row(number, str(number).encode()) for number in range(1, 13)]
    found = outcomes(job, batch_workers.echo, rows, 2, most_chunks=2)
    assert [one.content for one in found] == [row.content for row in rows]
    assert len({one.id for one in found}) >= 3
    assert str(os.getpid()) not in {one.id for one in found}


def test_workers_that_never_begin_are_not_tried_for_ever(job: Job) -> None:
    with pytest.raises(SinkError, match="before they have begun"):
        outcomes(job, batch_workers.stillborn, [Row(1, b"")], 1)


PARENT = """
import datetime as dt, sys
from support import batch_workers
from refundletters.batch.schedulers.processes import Processes, starter
from refundletters.batch.values import Job, Row
from refundletters.packs.roots import shipped_roots
from refundletters.packs.setting import Setting
if __name__ == "__main__":
    job = Job("chat-opener", "text", Setting(shipped_roots(), dt.date(2026, 4, 10)))
    carrier = Processes(starter(batch_workers.slow, job, 1 << 20), 2)
    carrier.submit((Row(1, b""),))
    carrier.submit((Row(2, b""),))
    while not all(one.ready for one in carrier._workers):
        for one in carrier._workers:
            one.ready = one.ready or one.pipe.recv() == "ready"
    print(*(one.process.pid for one in carrier._workers), flush=True)
    carrier.wait()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="asks the system about processes by number")
def test_workers_end_with_their_parent_whatever_they_are_at(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    root = Path(__file__).parents[2]
    path = os.pathsep.join([str(root), str(root / "tests")])
    parent = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": path},
        encoding="utf-8",
    )
    assert parent.stdout is not None
    workers = [int(word) for word in parent.stdout.readline().split()]
    assert len(workers) == 2
    parent.kill()
    parent.communicate()
    deadline = time.monotonic() + 20
    while any(map(is_running, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_running, workers))


def is_running(process: int) -> bool:
    """Return whether a process is there and has not ended; one that waits to be reaped has."""
    try:
        os.kill(process, 0)
        about = Path(f"/proc/{process}/stat")
        return not about.exists() or about.read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
