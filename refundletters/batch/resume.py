"""What a later run needs to go on: which batch it is, kept beside what was written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import filelock

from refundletters.errors import SinkError, UsageError
from refundletters.messages import N_, Message, say
from refundletters.storage.growing import remove_folder
from refundletters.storage.write import make_folder, remove, replace

__all__ = ["Identity", "State"]

_JOB: Final = "batch.json"
_LOCK: Final = "lock"
_CHANGED: Final = {
    "source": N_("The source is not the one that this batch was begun with."),
    "options": N_("The options are not those that this batch was begun with."),
    "version": N_("The program or its data is not what this batch was begun with."),
}


@dataclass(frozen=True, slots=True)
class Identity:
    """What has to be the same for a batch to go on.

    Attributes:
        source: Fingerprint of the source.
        options: What was asked for, as text.
        version: Fingerprint of program and data.
        as_of: The day of the first run, for cases without one; it is kept, not compared.
    """

    source: str
    options: str
    version: str
    as_of: str


class State:
    """The folder of a batch that is not finished.

    Args:
        folder: Where it is, or will be.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def begun(self) -> bool:
        """Whether a batch was begun and not finished."""
        return (self.folder / _JOB).exists()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other runs away.

        Raises:
            SinkError: Another run is at work.
        """
        make_folder(self.folder)
        lock = filelock.FileLock(self.folder / _LOCK)
        try:
            lock.acquire(timeout=0)
        except filelock.Timeout as error:
            raise SinkError(
                say("Another run is writing to this place."),
                say("Wait until it has finished, or choose another place with --out."),
            ) from error
        try:
            yield
        finally:
            lock.release()

    def begin(self, identity: Identity) -> None:
        """Note which batch it is."""
        replace(self.folder / _JOB, json.dumps(asdict(identity)).encode())

    def read(self) -> Identity:
        """Return which batch it is.

        Raises:
            SinkError: The note is damaged.
        """
        path = self.folder / _JOB
        try:
            return Identity(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise SinkError(
                say("%(file)s is damaged.", file=str(path)),
                say("Begin anew in another place with --out."),
            ) from error

    def check(self, now: Identity) -> None:
        """Compare a batch with what is asked for now.

        Raises:
            UsageError: Something has changed; says what.
        """
        then = self.read()
        for name, message in _CHANGED.items():
            if getattr(then, name) != getattr(now, name):
                raise UsageError(
                    Message(message),
                    say("Use what it was begun with, or begin anew in another place with --out."),
                )

    def remove(self) -> None:
        """Remove the folder: the batch is finished."""
        remove(self.folder / _JOB)
        remove_folder(self.folder)
