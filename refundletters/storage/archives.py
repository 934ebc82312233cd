"""What the standard library raises for a ZIP archive that cannot be read."""

from __future__ import annotations

import zipfile
import zlib
from typing import Final

__all__ = ["UNREADABLE"]


def _of_lzma() -> tuple[type[Exception], ...]:
    try:
        from lzma import LZMAError
    except ImportError:  # a Python without the library refuses such archives by RuntimeError
        return ()
    return (LZMAError,)


UNREADABLE: Final[tuple[type[Exception], ...]] = (
    zipfile.BadZipFile,  # no archive, a damaged one, or a checksum that does not match
    RuntimeError,  # a password; NotImplementedError, a kind of it, for an unknown compression
    ValueError,  # an offset before the beginning, or a name that is not in UTF-8
    EOFError,  # an archive that was cut off
    zlib.error,  # damaged content, by its compression: Deflate,
    OSError,  # bzip2
    *_of_lzma(),  # and LZMA
)
"""The exceptions of :mod:`zipfile` for a damaged, encrypted or unknown archive."""
