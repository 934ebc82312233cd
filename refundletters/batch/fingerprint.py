"""What the words of a letter depend on beside its case: program, libraries, packs and data."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import refundletters
from refundletters.packs.roots import Roots

__all__ = ["version_of"]

# Those that words, dates or bytes come from.
_LIBRARIES: Final = ("babel", "jinja2", "msgspec", "holidays", "typst", "pypdf")
_PACKAGE: Final = Path(refundletters.__file__).resolve().parent


def version_of(roots: Roots) -> str:
    """Return a text that differs where the same row could give other bytes.

    It begins with the version of the program; where folders lie makes no difference.
    """
    digest = hashlib.sha256()
    digest.update(f"python {platform.python_version()}\n".encode())
    for name in _LIBRARIES:
        digest.update(f"{name} {_version(name)}\n".encode())
    for path in sorted(_PACKAGE.rglob("*.py")):
        _add(digest, path, _PACKAGE)
    for folder in (*roots.templates, *roots.locales, *roots.data):
        digest.update(b"root\n")
        for path in files_in(folder):
            _add(digest, path, folder)
    return f"{refundletters.__version__} {digest.hexdigest()[:32]}"


def files_in(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder of templates, catalogues or data, in a fixed order."""
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith((".", "__pycache__")) for part in parts)
        if path.is_file() and not hidden:
            yield path


def _add(digest: hashlib._Hash, path: Path, folder: Path) -> None:
    content = hashlib.sha256(path.read_bytes()).hexdigest()
    digest.update(f"{path.relative_to(folder).as_posix()} {content}\n".encode())


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"
