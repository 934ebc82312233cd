"""One zip of all letters, which a later run can go on with.

Entries go to a file of another name, and each is noted beside it. The directory of the zip is
written at the end, from the notes; then the file gets its name. After a kill whatever comes after
the last entry that the report names is cut off.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from refundletters.batch.outputs import zip_format
from refundletters.batch.outputs.output import file_name
from refundletters.batch.outputs.zip_format import Entry
from refundletters.batch.report import Line
from refundletters.batch.values import Outcome
from refundletters.errors import SinkError
from refundletters.messages import say
from refundletters.storage.growing import flush_to_disk, open_to_add

__all__ = ["Archive"]


class Archive:
    """Letters as entries of one zip.

    Args:
        target: The zip.
        suffix: The ending of the names of letters.
        state: A folder for what is not whole yet, on the same disk.
        rows: How many rows the report names.
        deflate: Whether letters are packed; those of most formats are so already.

    Raises:
        SinkError: What is there is not what the report says.
    """

    def __init__(self, target: Path, suffix: str, state: Path, rows: int, *, deflate: bool) -> None:
        self._target = target
        self._suffix = suffix
        self._deflate = deflate
        self._part = state / "letters.zip.part"
        self._notes_path = state / "entries.jsonl"
        if rows and target.exists() and not self._part.exists():
            target.replace(self._part)  # it was finished, and the source goes on
        self._notes = open_to_add(self._notes_path)
        self._at = self._cut_notes(rows)
        self._zip = open_to_add(self._part)
        if self._zip.seek(0, os.SEEK_END) < self._at:
            raise SinkError(
                say("%(file)s is shorter than the report says.", file=str(self._part)),
                say("Begin anew in another place with --out."),
            )
        self._zip.truncate(self._at)
        self._zip.seek(self._at)

    def _cut_notes(self, rows: int) -> int:
        """Cut the notes after a row, and return where its entry ends."""
        end = kept = 0
        for text in self._notes:
            if not text.endswith(b"\n") or json.loads(text)["row"] > rows:
                break
            end = _entry(text).end
            kept += len(text)
        self._notes.truncate(kept)
        self._notes.seek(kept)
        return end

    def put(self, outcomes: Sequence[Outcome]) -> list[Line]:
        """Write the entries and wait until the disk has them; see :class:`.output.Output`."""
        lines = [self._add(outcome) for outcome in outcomes]
        for file in (self._zip, self._notes):
            flush_to_disk(file)
        return lines

    def _add(self, outcome: Outcome) -> Line:
        if outcome.status != "written":
            return Line(outcome)
        name = file_name(outcome, self._suffix)
        entry, body = zip_format.pack(name, outcome.content, self._at, deflate=self._deflate)
        self._zip.write(zip_format.local_header(entry) + body)
        self._at = entry.end
        note = {"row": outcome.row, "name": name, "method": entry.method, "crc": entry.crc}
        note |= {"packed": entry.packed, "size": entry.size, "at": entry.at}
        self._notes.write(json.dumps(note).encode() + b"\n")
        return Line(outcome, name)

    def finish(self) -> list[Line]:
        """Write the directory of the zip, and give it its name."""
        for record in zip_format.directory(self._entries(), self._at):
            self._zip.write(record)
        flush_to_disk(self._zip)
        self.close()
        self._part.replace(self._target)
        return []

    def _entries(self) -> Iterator[Entry]:
        with self._notes_path.open("rb") as notes:
            yield from map(_entry, notes)

    def close(self) -> None:
        """Close the files."""
        self._zip.close()
        self._notes.close()


def _entry(text: bytes) -> Entry:
    note = json.loads(text)
    del note["row"]
    return Entry(**note)
