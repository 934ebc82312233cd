"""One file a letter, a thousand in a folder; each whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from refundletters.batch.outputs.output import file_name
from refundletters.batch.report import Line
from refundletters.batch.values import Outcome
from refundletters.errors import SinkError
from refundletters.messages import say

__all__ = ["Files", "write_whole"]


class Files:
    """Letters as files under ``folder``.

    Args:
        folder: Where they go.
        suffix: The ending of their names.
        state: A folder for what is not whole yet, on the same disk.
    """

    def __init__(self, folder: Path, suffix: str, state: Path) -> None:
        self._folder = folder
        self._suffix = suffix
        self._part = state / "letter.part"
        self._made = ""

    def put(self, outcomes: Sequence[Outcome]) -> list[Line]:
        """Write the letters; see :class:`.output.Output`."""
        return [
            Line(outcome, self._write(outcome) if outcome.status == "written" else "")
            for outcome in outcomes
        ]

    def _write(self, outcome: Outcome) -> str:
        name = file_name(outcome, self._suffix)
        path = self._folder / name
        if path.parent.name != self._made:
            path.parent.mkdir(mode=0o700, exist_ok=True)
            self._made = path.parent.name
        # After a kill a letter may be there that the report does not name yet.
        if path.exists() and path.read_bytes() != outcome.content:
            raise SinkError(
                say("%(file)s is there already.", file=str(path)),
                say("Move it away and go on with --resume, or choose another place with --out."),
            )
        write_whole(path, outcome.content, self._part)
        return name

    def finish(self) -> list[Line]:
        """Nothing is held back."""
        return []

    def close(self) -> None:
        """Nothing stays open."""


def write_whole(path: Path, content: bytes, part: Path) -> None:
    """Write a file under another name, readable by its owner only, and then give it its own."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(part, flags, 0o600), "wb") as file:
        file.write(content)
    part.replace(path)
