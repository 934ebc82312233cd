"""What writing a case left on the disk: found, and removed with it."""

from __future__ import annotations

import contextlib
from pathlib import Path

import msgspec

from refundletters.answers.case_text import missing
from refundletters.errors import SinkError
from refundletters.messages import say
from refundletters.storage import kept, write
from refundletters.storage.locks import locked
from refundletters.storage.places import lock_path, turn_path
from refundletters.storage.system_errors import reason_of

__all__ = ["Traces", "find_traces", "forget"]


class Traces(msgspec.Struct, frozen=True):
    """What is on the disk because of a case.

    Attributes:
        files: The case file, and the link by which it was named.
        copies: Temporary copies of killed programs, and the former version.
        outputs: Letters, bundles and calendars that were made from it and are still there.
        other_names: How many other names (hard links) the case file has, which cannot be found.
    """

    files: tuple[Path, ...]
    copies: tuple[Path, ...]
    outputs: tuple[Path, ...]
    other_names: int = 0


def find_traces(path: Path) -> Traces:
    """Return what is on the disk because of a case; its file may be gone already.

    Raises:
        NotFound: There is no such file, and nothing is kept about it.
    """
    target = path.resolve()
    files = [
        place for place in dict.fromkeys((target, path)) if place.is_file() or place.is_symlink()
    ]
    former = kept.former_file(path)
    copies = [*write.leftovers(target), *write.leftovers(former)]
    copies += [former] if former.is_file() else []
    outputs = kept.outputs(path)
    if not (files or copies or outputs or kept.is_kept(path)):
        raise missing(path)
    others = target.stat().st_nlink - 1 if target.is_file() else 0
    return Traces(tuple(files), tuple(copies), outputs, others)


def forget(path: Path, *, outputs: bool = False) -> Traces:
    """Remove a case file and everything kept with it, also what killed programs left.

    The case goes last, so that nothing is left over if this is interrupted and done again.

    Args:
        path: The case file; a link is removed together with its target.
        outputs: Whether the outputs that were made from it are removed as well.

    Returns:
        What was found.

    Raises:
        NotFound: There is no such file, and nothing is kept about it.
        SinkError: Something cannot be removed.
    """
    path = Path(path)
    target = path.resolve()
    kept.sweep(case=target)
    with locked(target):
        found = find_traces(path)
        removed = (*(found.outputs if outputs else ()), *found.copies, *found.files)
        for place in removed:
            _remove(place)
        try:
            kept.drop(target)
        except OSError as error:
            raise _stays(kept.former_file(target).parent, error) from error
    for place in (target, *removed):
        with contextlib.suppress(OSError):  # an empty lock file left behind tells nothing
            write.remove(lock_path(place))
            write.remove(turn_path(lock_path(place)))
    return found


def _remove(path: Path) -> None:
    try:
        write.remove(path)
    except OSError as error:
        raise _stays(path, error) from error


def _stays(path: Path, error: OSError) -> SinkError:
    return SinkError(
        say("%(file)s cannot be removed: %(detail)s.", file=str(path), detail=reason_of(error)),
        say("Close programs that use it, and check that you may change its folder."),
    )
