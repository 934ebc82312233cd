"""Files that somebody named: read only where they end, and are no larger than they should be."""

from __future__ import annotations

import stat
from pathlib import Path

from refundletters.errors import UsageError
from refundletters.messages import Message, say
from refundletters.storage.system_errors import reason_of

__all__ = ["check_regular", "unreadable"]

_MEGABYTE = 1_000_000
_CHECK = say("Check that it is a file and that you may read it.")


def check_regular(path: Path, *, megabytes: int) -> None:
    """Check that a file is a regular one before it is opened; links are followed.

    Opening a pipe waits for somebody to write into it, and a device never ends.

    Args:
        path: The file.
        megabytes: How large it may be.

    Raises:
        UsageError: It is a folder, a pipe or a device, or larger; names it.
        OSError: There is no such file, or the system refuses.
    """
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise UsageError(
            say("%(file)s is no file that can be read to its end.", file=str(path)),
            say("Name the file itself, not a folder, a pipe or a device."),
        )
    if status.st_size > megabytes * _MEGABYTE:
        raise UsageError(
            say(
                "%(file)s is larger than %(most)s MB.",
                file=str(path),
                most=megabytes,
            ),
            say("Check that it is the right file."),
        )


def unreadable(path: Path, error: OSError, remedy: Message = _CHECK) -> UsageError:
    """Return the error for a file that the system does not let us read."""
    return UsageError(
        say("%(file)s cannot be read: %(detail)s.", file=str(path), detail=reason_of(error)), remedy
    )
