"""What every kind of output offers, and the names of letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from refundletters.batch.report import Line
from refundletters.batch.values import Outcome
from refundletters.sink.files import safe_name

__all__ = ["Output", "file_name"]

_A_FOLDER: Final = 1000


class Output(Protocol):
    """Puts letters where they belong, in the order of their rows."""

    def put(self, outcomes: Sequence[Outcome]) -> list[Line]:
        """Take letters over, and return the lines of those that are safely there.

        Raises:
            SinkError: The system refuses, or something else is in the way.
        """

    def finish(self) -> list[Line]:
        """Put what is still held back, complete the output, and return the lines left."""

    def close(self) -> None:
        """Close what is open; a later run can go on."""


def file_name(outcome: Outcome, suffix: str) -> str:
    """Return the name of a letter, with its folder: ``0012/0011042-A17.docx``.

    It begins with the number of the row, so no two are alike on any system; the id follows where
    the row has one.
    """
    number = f"{outcome.row:07}"
    folder = f"{(outcome.row - 1) // _A_FOLDER + 1:04}"
    if outcome.id == str(outcome.row):
        return f"{folder}/{number}{suffix}"
    return f"{folder}/{safe_name(f'{number}-{outcome.id}', suffix)}"
