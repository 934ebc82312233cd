"""One lock for each file: whoever writes waits for its turn."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from refundletters.errors import SinkError
from refundletters.messages import say
from refundletters.storage.places import lock_path, turn_path
from refundletters.storage.write import make_folder, refused, sweep

if TYPE_CHECKING:
    import filelock

__all__ = ["locked"]

_MOST_SECONDS: Final = 120.0
# Only the next in turn looks often whether the file is free. The others look whether they are next:
# from four to thirty times a second, more often the longer they have waited, so that twenty writers
# come to their turn nearly in the order of their arrival and leave time for the one at work.
_NEXT: Final = 0.01
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
        _take_turn(lock, filelock.FileLock(turn_path(place), mode=0o600), seconds)
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


def _take_turn(lock: filelock.BaseFileLock, turn: filelock.BaseFileLock, seconds: float) -> None:
    """Become the next in turn, then wait for the file.

    Without a turn, whoever has just written and wants to write again would nearly always be first.
    """
    begun = time.monotonic()

    def aging() -> float:
        share = min(1.0, (time.monotonic() - begun) / _PATIENT_AFTER)
        return _SELDOM + (_OFTEN - _SELDOM) * share

    _wait(turn, begun + seconds, aging)
    try:
        _wait(lock, begun + seconds, lambda: _NEXT)
    finally:
        turn.release()


def _wait(lock: filelock.BaseFileLock, until: float, pause: Callable[[], float]) -> None:
    import filelock

    while True:
        try:
            lock.acquire(blocking=False)
        except filelock.Timeout:
            if time.monotonic() >= until:
                raise
            time.sleep(pause())
        else:
            return
