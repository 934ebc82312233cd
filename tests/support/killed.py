"""Run something in a forked process, and kill that process at one of its steps on the disk."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

__all__ = ["Ended", "forked", "start"]

# What the interpreter tells before it happens, by the position of the path in its arguments.
_EVENTS: Final = {
    "os.rename": 1,
    "os.remove": 0,
    "os.link": 1,
    "os.mkdir": 0,
    "os.rmdir": 0,
    "os.chmod": 0,
    "shutil.rmtree": 0,
}
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@dataclass(frozen=True)
class Ended:
    """How a process ended.

    Attributes:
        killed: Whether it was killed at the step that was asked for.
        steps: How many steps on the disk it took; 0 where it was killed.
        code: Its exit code otherwise.
    """

    killed: bool
    steps: int
    code: int


def forked(action: Callable[[], int], folder: Path, kill_at: int | None = None) -> Ended:
    """Run ``action`` in a process of its own.

    Args:
        action: Returns an exit code.
        folder: Only steps below it count.
        kill_at: The step before which the process is killed with SIGKILL, from 1.
    """
    child, reader = start(action, folder, kill_at)
    with os.fdopen(reader, "rb") as told:
        steps = int(told.read() or b"0")
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return Ended(os.WTERMSIG(status) == signal.SIGKILL, 0, -1)
    return Ended(killed=False, steps=steps, code=os.WEXITSTATUS(status))


def start(action: Callable[[], int], folder: Path, kill_at: int | None = None) -> tuple[int, int]:
    """Start ``action`` in a process of its own; return its id and where it tells its steps."""
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        return child, reader
    code = 1
    try:
        os.close(reader)
        counter = _Counter(str(folder), kill_at)
        sys.addaudithook(counter)
        counter.watch_flushing()
        code = action()
        os.write(writer, str(counter.steps).encode())
    finally:
        # No clean-up of the parent's test run may happen here.
        os._exit(code)
    raise AssertionError


class _Counter:
    def __init__(self, folder: str, kill_at: int | None) -> None:
        self._folder, self._kill_at = folder, kill_at
        self.steps = 0

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            path, flags = args[0], args[2]
            counts = isinstance(flags, int) and bool(flags & _WRITING)
        elif event in _EVENTS:
            path, counts = args[_EVENTS[event]], True
        else:
            return
        if counts and str(path).startswith(self._folder):
            self._step()

    def watch_flushing(self) -> None:
        flush = os.fsync

        def counted(descriptor: int) -> None:
            self._step()
            flush(descriptor)

        os.fsync = counted

    def _step(self) -> None:
        self.steps += 1
        if self.steps == self._kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
            time.sleep(60)  # the signal comes first
