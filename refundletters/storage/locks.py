"""One lock for each file: whoever writes waits for its turn."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from refundletters.errors import SinkError
from refundletters.messages import say
from refundletters.storage.places import lock_path
from refundletters.storage.write import make_folder, refused, sweep

if TYPE_CHECKING:
    import filelock

__all__ = ["locked"]

_MOST_SECONDS: Final = 120.0
# Who has waited longer looks more often: from four to thirty times a second. Twenty writers so come
# to their turn nearly in the order of their arrival, and do not keep the one at work from working.
_SELDOM: Final = 0.25
_OFTEN: Final = 0.03
_PATIENT_AFTER: Final = 10.0


@contextlib.contextmanager
def locked(
    path: Path, *, locks: Path | None = None, seconds: float = _MOST_SECONDS
) -> Iterator[None]:
    """Hold the lock of a file; what a killed program left beside it is removed first.

    Args:
        path: The file, with links resolved; it need not exist.
        locks: Folder for lock files; the user's cache folder by default.
        seconds: How long to wait for other programs.

    Raises:
        SinkError: Another program holds the lock too long, or there can be no lock.
    """
    import filelock  # only where something is written

    place = lock_path(path, locks)
    try:
        place = _with_folder(place)
        lock = filelock.FileLock(place, mode=0o600)
        _wait(lock, seconds)
    except filelock.Timeout as error:
        raise SinkError(
            say("%(file)s is in use by another program.", file=str(path)),
            say("Wait until it has finished, then try again."),
        ) from error
    except OSError as error:
        raise refused(place.parent, error) from error
    try:
        sweep(path)
        yield
    finally:
        lock.release()


def _with_folder(place: Path) -> Path:
    """Create the folder of a lock; where there is no cache folder, such as for a service, another.

    Raises:
        OSError: The system refuses both.
    """
    try:
        make_folder(place.parent)
    except OSError:
        import tempfile

        place = Path(tempfile.gettempdir()) / "refundletters-locks" / place.name
        make_folder(place.parent)
    return place


def _wait(lock: filelock.BaseFileLock, seconds: float) -> None:
    import filelock

    begun = time.monotonic()
    while True:
        try:
            lock.acquire(blocking=False)
        except filelock.Timeout:
            waited = time.monotonic() - begun
            if waited >= seconds:
                raise
            share = min(1.0, waited / _PATIENT_AFTER)
            time.sleep(_SELDOM + (_OFTEN - _SELDOM) * share)
        else:
            return
