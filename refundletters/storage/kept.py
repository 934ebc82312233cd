"""What is kept about a file: its former version, and the outputs that were made from it.

It lies in the user's own folder, not next to the file, and ``forget`` removes it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
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
    "sweep",
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
    if not _noted(folder, _FILE):
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
    if case is not None and not _noted(folder, _FILE):
        _note(folder, _FILE, case.resolve())
    if output.resolve() not in _noted(folder, _OUTPUT):
        _note(folder, _OUTPUT, output.resolve())


def outputs(case: Path | None) -> tuple[Path, ...]:
    """Return the outputs of a case that are still there, in the order in which they were made."""
    folder = kept_folder(case)
    return tuple(path for path in _noted(folder, _OUTPUT) if path.is_file())


def sweep(own: Iterable[Path] = (), case: Path | None = None) -> None:
    """Remove what killed programs left: copies of cases, of former versions, of outputs.

    Whatever is being written right now is left alone.

    Args:
        own: Folders that are the program's own, where every copy is one of ours.
        case: A case elsewhere.
    """
    for path in [*(path for folder in own for _, path in write.leftovers_in(folder)), case]:
        if path is not None and any(write.leftovers(path.resolve())):
            _sweep_idle(path.resolve())
    outputs: set[Path] = set()
    for folder in kept_folders():
        outputs.update(_noted(folder, _OUTPUT))
        if any(write.leftovers(folder / _FORMER)):
            for path in _noted(folder, _FILE):
                _sweep_idle(path, folder / _FORMER)
    for folder in {path.parent for path in outputs}:
        for path in {path for _, path in write.leftovers_in(folder)} & outputs:
            _sweep_idle(path)


def _sweep_idle(path: Path, *others: Path) -> None:
    """Remove copies of a file, and of others that belong to it, unless somebody writes it now."""
    # Whoever holds the lock removes its own copies.
    with contextlib.suppress(SinkError), locked(path, seconds=0):
        for other in (path, *others):
            write.sweep(other)


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
    with contextlib.suppress(FileNotFoundError):  # most files have nothing kept about them
        import shutil

        shutil.rmtree(folder)
    with contextlib.suppress(OSError):  # not empty, or not there
        folder.parent.rmdir()


def _note(folder: Path, kind: str, path: Path) -> None:
    import json

    write.add_line(folder / _PATHS, json.dumps({kind: str(path)}))


def _noted(folder: Path, kind: str) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(Path(record[kind]) for record in _records(folder) if kind in record))


def _records(folder: Path) -> Iterator[dict[str, Any]]:
    try:
        lines = (folder / _PATHS).read_text(encoding="utf-8").splitlines()
    except OSError:
        return
    import json

    for line in lines:
        with contextlib.suppress(ValueError):  # cut off by a killed program
            record = json.loads(line)
            if isinstance(record, dict):
                yield record
