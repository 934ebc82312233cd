"""Check packs that are not ours before anything of them is used.

A pack is a folder of text files. Its paths are judged after links are resolved: nothing outside the
folder is ever read for it. The user's own folder is checked by the same rules as an installed pack.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from refundletters.errors import TemplateError
from refundletters.messages import Message, say
from refundletters.storage.system_errors import reason_of

__all__ = ["PARTS", "Pack", "check_files"]

PARTS: Final = ("templates", "locales", "data")
_MOST_FILES: Final = 5000
_MOST_BYTES: Final = 8_000_000
_DEEPEST: Final = 12


class Pack(msgspec.Struct, frozen=True):
    """A pack that is in use.

    Attributes:
        name: Its name, as installed; that of the folder for the user's own.
        folder: Where it lies.
    """

    name: str
    folder: Path


def check_files(folder: Path) -> None:
    """Check that everything in a pack is a regular file of its own.

    Raises:
        TemplateError: A link leads out of it, something is no regular file, or it is too large;
            names what.
    """
    root = folder.resolve()
    for count, path in enumerate(_files(folder, root), start=1):
        name = path.relative_to(folder).as_posix()
        if not path.resolve().is_relative_to(root):
            raise _refused(path, say("%(file)s is a link that leads out of the pack.", file=name))
        try:
            status = path.stat()
        except OSError as error:
            raise _refused(
                path,
                say("%(file)s cannot be read: %(detail)s.", file=name, detail=reason_of(error)),
            ) from error
        if not stat.S_ISREG(status.st_mode):
            raise _refused(path, say("%(file)s is no regular file.", file=name))
        if status.st_size > _MOST_BYTES:
            raise _refused(path, say("%(file)s is too large for a file of a pack.", file=name))
        if count > _MOST_FILES:
            raise _refused(folder, say("The pack %(file)s has too many files.", file=folder.name))


def _files(folder: Path, root: Path) -> Iterator[Path]:
    """Yield what is no folder; a folder that is a link is yielded if it leads out, else passed."""
    for part in PARTS:
        for place, folders, files in os.walk(folder / part):
            here = Path(place)
            depth = len(here.relative_to(folder).parts)
            if depth > _DEEPEST:
                raise _refused(here, say("The folders of %(file)s are too deep.", file=part))
            links = [here / name for name in folders if (here / name).is_symlink()]
            yield from (path for path in links if not path.resolve().is_relative_to(root))
            yield from (here / name for name in files)
        link = folder / part
        if link.is_symlink() and not link.resolve().is_relative_to(root):
            yield link


def _refused(path: Path, message: Message) -> TemplateError:
    return TemplateError(
        message,
        say("Only files that lie in the pack itself are read."),
        file=str(path),
    )
