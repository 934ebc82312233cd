"""Volumes of letters to print: one PDF for each thousand, or however many are wanted.

A volume is put together by a process of its own while the next letters are written. The report
names its letters once it is there, so after a kill at most one volume is made again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.context import SpawnProcess
from pathlib import Path

from refundletters.batch.report import Line
from refundletters.batch.spawned import spawn
from refundletters.batch.values import Outcome
from refundletters.bundle.pdf_volume import join_letters
from refundletters.errors import SinkError
from refundletters.messages import say
from refundletters.storage.growing import put_by_way_of, remove_folder
from refundletters.storage.write import make_folder, replace

__all__ = ["Volumes"]


@dataclass(frozen=True, slots=True)
class _Joining:
    process: SpawnProcess
    part: Path
    target: Path
    lines: list[Line]
    pages: Path


class Volumes:
    """Letters as volumes in ``folder``.

    Args:
        folder: Where volumes go.
        size: How many letters a volume holds.
        state: A folder for what is not whole yet, on the same disk.
        written: How many letters the report names; whole volumes of them are there.
    """

    def __init__(self, folder: Path, size: int, state: Path, written: int) -> None:
        self._folder = folder
        self._size = size
        self._state = state
        self._number = written // size
        self._held: list[Outcome] = []
        self._letters: list[tuple[str, Path]] = []
        self._joining: _Joining | None = None
        for old in state.glob("pages-*"):
            remove_folder(old)

    @property
    def _pages(self) -> Path:
        return self._state / f"pages-{self._number + 1}"

    def put(self, outcomes: Sequence[Outcome]) -> list[Line]:
        """Hold letters back until their volume is there; see :class:`.output.Output`."""
        lines: list[Line] = []
        for outcome in outcomes:
            self._hold(outcome)
            if len(self._letters) == self._size:
                lines += self._settle()
                self._begin()
        if self._joining is not None and not self._joining.process.is_alive():
            lines += self._settle()
        return lines

    def _hold(self, outcome: Outcome) -> None:
        if outcome.status == "written":
            make_folder(self._pages)
            path = self._pages / f"{outcome.row:07}.pdf"
            put_by_way_of(self._state / "letter.part", path, outcome.content)
            self._letters.append((outcome.id, path))
        self._held.append(Outcome(outcome.row, outcome.id, outcome.status, outcome.why))

    def _begin(self) -> None:
        """Begin to put the letters held back together."""
        name = f"volume-{self._number + 1:04}.pdf"
        part = self._state / f"{name}.part"
        process = spawn(_join, tuple(self._letters), part)
        lines = [Line(one, name if one.status == "written" else "") for one in self._held]
        self._joining = _Joining(process, part, self._folder / name, lines, self._pages)
        self._held, self._letters = [], []
        self._number += 1

    def _settle(self) -> list[Line]:
        """Wait for the volume that is put together, and give it its name."""
        if self._joining is None:
            return []
        done, self._joining = self._joining, None
        done.process.join()
        if done.process.exitcode:
            raise SinkError(
                say("%(file)s could not be put together.", file=done.target.name),
                say("Check the space on the disk, and go on with --resume."),
            )
        done.part.replace(done.target)
        remove_folder(done.pages)
        return done.lines

    def finish(self) -> list[Line]:
        """Make a volume of the letters left; see :class:`.output.Output`."""
        lines = self._settle()
        if self._letters:
            self._begin()
            return lines + self._settle()
        return lines + [Line(outcome) for outcome in self._held]

    def close(self) -> None:
        """End the process that puts a volume together."""
        if self._joining is not None:
            self._joining.process.terminate()
            self._joining.process.join()
            self._joining = None


def _join(letters: Sequence[tuple[str, Path]], part: Path) -> None:
    """Write a volume; runs in a process of its own, which takes its memory along."""
    replace(part, join_letters(letters))
