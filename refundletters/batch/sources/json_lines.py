"""JSON Lines: one case a line, in the shape of the case file, with its ``id`` beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from refundletters.batch.letters import parse_json
from refundletters.batch.sources.source import LONGEST, hash_of_file
from refundletters.batch.values import Kind, Problem, Row
from refundletters.errors import CaseError, UsageError
from refundletters.messages import N_, say
from refundletters.storage.regular_files import unreadable

__all__ = ["JsonLines"]

_LOOKED_AT: Final = 20
_TOO_LONG: Final = Problem(N_("This line is longer than one megabyte."))


class JsonLines:
    """A file of JSON Lines.

    Raises:
        UsageError: It cannot be read, or none of its first lines is a JSON object.
    """

    titles: tuple[str, ...] = ()
    kind: Kind = "json"

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.length = path.stat().st_size
            self._check()
        except OSError as error:
            raise unreadable(path, error) from error

    def _check(self) -> None:
        """Refuse a file that holds something else; one bad line concerns its own row only."""
        for row in self.rows():
            with suppress(CaseError):  # another line may still show what the file is
                if isinstance(row.content, bytes):
                    parse_json(row.content)
                    return
            if row.number == _LOOKED_AT:
                break
        raise UsageError(
            say("%(file)s holds no cases: no line is a JSON object.", file=self.path.name),
            say("Write one case a line, each in braces, as UTF-8 text."),
        )

    def rows(self) -> Iterator[Row]:
        """Yield a row for every line that is not blank."""
        number = at = 0
        with self.path.open("rb") as file:
            while line := file.readline(LONGEST + 1):
                at += len(line)
                content: bytes | Problem = line
                if len(line) > LONGEST:
                    content = _TOO_LONG
                    while not line.endswith(b"\n") and (line := file.readline(LONGEST)):
                        at += len(line)
                elif not line.strip(b"\xef\xbb\xbf \t\r\n"):
                    continue
                number += 1
                yield Row(number, content, at)

    def fingerprint(self) -> str:
        """Return the hash of the file."""
        return hash_of_file(self.path)
