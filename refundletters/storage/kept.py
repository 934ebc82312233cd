"""What is kept about a file: its former version, and the outputs that were made from it.

It lies in the user's own folder, not next to the file, and ``forget`` removes it.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from refundletters.errors import SinkError
from refundletters.storage import write
from refundletters.storage.locks import locked
from refundletters.storage.places import kept_folder, kept_folders

__all__ = [
    "drop",
    "former",
    "former_file",
    "is_kept",
    "keep_former",
    "kept_files",
    "note_output",
    "outputs",
    "sweep_after_killed",
    "sweep_folder",
]

_FORMER: Final = "former"
_PATHS: Final = "paths.jsonl"
_FILE: Final = "file"
_OUTPUT: Final = "output"


def keep_former(path: Path, content: bytes) -> None:
    """Keep ``content`` as the former version of a file, in place of the one kept before.

    Raises:
        OSError: The system refuses.
    """
    folder = kept_folder(path)
    if not (folder / _PATHS).exists():
        _note(folder, _FILE, path.resolve())
    write.sweep(folder / _FORMER)
    write.replace(folder / _FORMER, content)


def former(path: Path) -> bytes | None:
    """Return the former version of a file; ``None`` where none is kept.

    Raises:
        OSError: The system refuses.
    """
    try:
        return (kept_folder(path) / _FORMER).read_bytes()
    except FileNotFoundError:
        return None


def former_file(path: Path) -> Path:
    """Return where the former version of a file is kept, if one is."""
    return kept_folder(path) / _FORMER


def is_kept(path: Path) -> bool:
    """Tell whether anything is kept about a file."""
    return kept_folder(path).is_dir()


def note_output(case: Path | None, output: Path) -> None:
    """Remember that ``output`` is written from a case; to be called before it is.

    Args:
        case: The case file; ``None`` for a letter without one: those are remembered together.
        output: The file.

    Raises:
        OSError: The system refuses.
    """
    folder = kept_folder(case)
    if case is not None and not (folder / _PATHS).exists():
        _note(folder, _FILE, case.resolve())
    if output.resolve() not in _noted(folder, _OUTPUT):
        _note(folder, _OUTPUT, output.resolve())


def outputs(case: Path | None) -> tuple[Path, ...]:
    """Return the outputs of a case that are still there, in the order in which they were made."""
    folder = kept_folder(case)
    return tuple(path for path in _noted(folder, _OUTPUT) if path.is_file())


def sweep_after_killed(case: Path | None) -> None:
    """Remove what killed programs left: copies of a case, of its former version, of its outputs.

    Whatever is being written right now is left alone.
    """
    folder = kept_folder(case)
    if case is not None:
        path = case.resolve()
        if any(write.leftovers(path)) or any(write.leftovers(folder / _FORMER)):
            with contextlib.suppress(SinkError), locked(path, seconds=0):
                write.sweep(folder / _FORMER)
    for path in _noted(folder, _OUTPUT):
        if any(write.leftovers(path)):
            with contextlib.suppress(SinkError), locked(path, seconds=0):
                pass  # whoever takes the lock of a file sweeps


def sweep_folder(folder: Path) -> None:
    """Remove what killed programs left of any file in a folder that is the program's own."""
    for left, path in list(write.leftovers_in(folder)):
        with contextlib.suppress(SinkError, OSError), locked(path, seconds=0):
            write.remove(left)


def kept_files() -> tuple[Path, ...]:
    """Return all files about which something is kept, whether they are still there or not."""
    found = (path for folder in kept_folders() for path in _noted(folder, _FILE))
    return tuple(dict.fromkeys(found))


def drop(path: Path | None) -> None:
    """Remove all that is kept about a file.

    Raises:
        OSError: The system refuses.
    """
    folder = kept_folder(path)
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(folder)
    with contextlib.suppress(OSError):  # not empty, or not there
        folder.parent.rmdir()


def _note(folder: Path, kind: str, path: Path) -> None:
    write.add_line(folder / _PATHS, json.dumps({kind: str(path)}))


def _noted(folder: Path, kind: str) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(Path(record[kind]) for record in _records(folder) if kind in record))


def _records(folder: Path) -> Iterator[dict[str, Any]]:
    try:
        lines = (folder / _PATHS).read_text(encoding="utf-8").splitlines()
    except OSError:
        return
    for line in lines:
        with contextlib.suppress(ValueError):  # cut off by a killed program
            record = json.loads(line)
            if isinstance(record, dict):
                yield record
