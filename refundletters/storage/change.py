"""Change a file by what it holds at that moment, and by nothing older."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from refundletters.errors import SinkError
from refundletters.messages import say
from refundletters.storage import write
from refundletters.storage.locks import locked

__all__ = ["change", "content_of"]

_TRIES: Final = 20


def change(
    path: Path,
    edit: Callable[[bytes | None], bytes | None],
    *,
    locks: Path | None = None,
    public: bool = False,
) -> bool:
    """Write what ``edit`` makes of the present content; return whether the file changed.

    An editor takes no lock: if it saves the file meanwhile, everything begins anew with what is
    there then.

    Args:
        path: The file, with links resolved.
        edit: Returns the new content for the present one (``None`` where there is no file), or
            ``None`` to leave the file alone. It is called while the file is locked.
        locks: Folder for lock files; the user's cache folder by default.
        public: Whether a new file gets the usual mode; otherwise it is for its owner only.

    Raises:
        SinkError: The file cannot be written, or another program holds it too long.
    """
    with locked(path, locks=locks):
        try:
            for _ in range(_TRIES):
                old = content_of(path)
                new = edit(old)
                if new is None or new == old:
                    return False
                unless = partial(_differs, path, old)
                if write.replace(path, new, unless=unless, public=public):
                    return True
        except OSError as error:
            raise write.refused(path, error) from error
    raise SinkError(
        say("%(file)s is being changed by another program all the time.", file=str(path)),
        say("Wait until it has finished, then try again."),
    )


def content_of(path: Path) -> bytes | None:
    """Return what a file holds; ``None`` where there is none.

    Raises:
        OSError: The system refuses.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _differs(path: Path, content: bytes | None) -> bool:
    return content_of(path) != content
