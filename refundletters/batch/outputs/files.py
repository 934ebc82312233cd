"""One file a letter, a thousand in a folder; each whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from refundletters.batch.outputs.output import file_name
from refundletters.batch.report import Line
from refundletters.batch.values import Outcome
from refundletters.errors import SinkError
from refundletters.messages import say
from refundletters.storage.growing import put_by_way_of
from refundletters.storage.write import make_folder

__all__ = ["Files"]


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
            make_folder(path.parent)
            self._made = path.parent.name
        # After a kill a letter may be there that the report does not name yet.
        if path.exists() and path.read_bytes() != outcome.content:
            raise SinkError(
                say("%(file)s is there already.", file=str(path)),
                say("Move it away and go on with --resume, or choose another place with --out."),
            )
        put_by_way_of(self._part, path, outcome.content)
        return name

    def finish(self) -> list[Line]:
        """Nothing is held back."""
        return []

    def close(self) -> None:
        """Nothing stays open."""
