"""The report: one line of JSON a row, in the order of the rows, written after the letter is there.

It is the journal of the batch as well: what it does not name has not been done.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from refundletters.batch.values import Outcome, Status
from refundletters.errors import SinkError
from refundletters.messages import say
from refundletters.storage.growing import flush_to_disk, open_to_add

__all__ = ["Line", "Report", "Tally", "read_report"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the report; ``file`` is relative to the folder of the report."""

    outcome: Outcome
    file: str = ""


@dataclass(slots=True)
class Tally:
    """What a report says, counted.

    Attributes:
        rows: How many rows there are.
        statuses: How many of each status.
        end: Where the last whole line ends, in bytes.
    """

    rows: int = 0
    statuses: Counter[Status] = field(default_factory=Counter)
    end: int = 0


class Report:
    """A report that is being written.

    Args:
        path: The file.
        document: The document that is written.
        tally: What it holds so far; what comes after its end is cut off.
    """

    def __init__(self, path: Path, document: str, tally: Tally) -> None:
        self._document = document
        self.tally = tally
        self._file = open_to_add(path)
        self._file.truncate(tally.end)
        self._file.seek(tally.end)

    def add(self, lines: Iterable[Line]) -> None:
        """Add lines, and wait until the disk has them.

        Raises:
            SinkError: A row is missing or there twice; it cannot be.
        """
        text = []
        for line in lines:
            self.tally.rows += 1
            self.tally.statuses[line.outcome.status] += 1
            text.append(self._text(line))
        if text:
            self._file.write("".join(text).encode())
            flush_to_disk(self._file)

    def _text(self, line: Line) -> str:
        outcome = line.outcome
        if outcome.row != self.tally.rows:
            raise SinkError(
                say("Row %(row)s came out of its turn.", row=outcome.row),
                say("Nothing is lost. Go on with --resume."),
            )
        values = {
            "row": outcome.row,
            "id": outcome.id,
            "document": self._document,
            "status": outcome.status,
            "file": line.file,
            "why": outcome.why,
        }
        return json.dumps(values, ensure_ascii=False) + "\n"

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def read_report(path: Path, *, group: int = 1) -> Tally:
    """Count what a report says; a last line that is not whole does not count.

    Args:
        path: The file; nothing is counted where there is none.
        group: Count to the end of the last whole group of so many written letters.

    Raises:
        SinkError: It is no report, or has been changed.
    """
    tally, kept = Tally(), Tally()
    if not path.exists():
        return kept
    with path.open("rb") as file:
        for text in file:
            if not text.endswith(b"\n"):
                break
            try:
                line = json.loads(text)
                row, status = line["row"], line["status"]
            except (ValueError, KeyError, TypeError) as error:
                raise _changed(path) from error
            tally.rows += 1
            tally.statuses[status] += 1
            tally.end += len(text)
            if row != tally.rows:
                raise _changed(path)
            if group == 1 or (status == "written" and tally.statuses["written"] % group == 0):
                kept.rows, kept.end = tally.rows, tally.end
                kept.statuses = Counter(tally.statuses) if group > 1 else tally.statuses
    return kept


def _changed(path: Path) -> SinkError:
    return SinkError(
        say("The report %(file)s has been changed.", file=str(path)),
        say("Begin anew in another place with --out."),
    )
