"""What is worked out from files once and kept: in the wheel, or in the user's cache.

The files stay the one source. What is kept begins with a checksum of the bytes it was made from,
and is worked out again where they differ. A wheel holds what its own files give, made by the build
hook (:mod:`refundletters.cli.compile_shipped`); tables of a pack or a checkout are kept in the
user's cache. Values are pickles, so they are read from two places only: the program's own folder,
and a cache that nobody but the user can write to.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, TypeVar

from refundletters.packs.own_cache import own_cache

try:
    # Its module takes longer to import than twenty tables to read.
    from _pickle import UnpicklingError, loads
except ImportError:  # an interpreter without it
    from pickle import UnpicklingError, loads

__all__ = [
    "COMPILED",
    "dumped",
    "of_code",
    "of_file",
    "of_key",
    "of_tables",
    "place_of",
    "without_source",
]

T = TypeVar("T")

_PACKAGE: Final = str(Path(__file__).resolve().parents[1]) + os.sep
COMPILED: Final = f"{_PACKAGE}_data{os.sep}compiled{os.sep}"
"""What a wheel holds; a checkout has no such folder."""

_SIGNATURE: Final = 12  # bytes: length and checksum
_DAMAGED: Final = (UnpicklingError, EOFError, ValueError, TypeError, LookupError)


def of_file(path: Path, kind: str, make: Callable[[bytes], T]) -> T:
    """Return what ``make`` gives for the bytes of a file, from the wheel where it holds that.

    Args:
        path: The file.
        kind: What is made of it; one file may give several things.
        make: Works it out; what it raises passes through.
    """
    content = path.read_bytes()
    place = place_of(path, kind)
    if place is not None:
        found = _read(place, content)
        if found is not None:
            value: T = found[0]
            return value
    return make(content)


def of_code(name: str, make: Callable[[], T]) -> T:
    """Return what ``make`` gives from the program's own code; a wheel holds that."""
    return of_key(name, b"", make)


def of_key(name: str, key: bytes, make: Callable[[], T]) -> T:
    """Return what a wheel holds under a name, if that was made for the same key; else ``make()``.

    Args:
        name: The name.
        key: What decides the value, such as the version of a library.
        make: Works it out.
    """
    found = _read(f"{COMPILED}{name}", key)
    if found is not None:
        value: T = found[0]
        return value
    return make()


def of_tables(content: bytes, make: Callable[[bytes], T]) -> T:
    """Return what ``make`` gives for the bytes of some file, from the user's cache if it is there.

    Args:
        content: The bytes; nothing else may decide what they give.
        make: Gives values of Python's own types only.
    """
    import hashlib

    from refundletters.storage import write

    folder = own_cache("tables")
    if folder is None:
        return make(content)
    path = folder / hashlib.sha256(content).hexdigest()
    found = _read(str(path), content)
    if found is not None:
        value: T = found[0]
        return value
    value = make(content)
    with suppress(OSError):  # a cache that cannot be written only costs time
        write.replace(path, dumped(value, content), mode=0o600, durable=False)
    return value


def place_of(path: Path, kind: str) -> str | None:
    """Return where a wheel keeps what a file gives; ``None`` for a file that it does not hold."""
    name = str(path)
    return f"{COMPILED}{name[len(_PACKAGE) :]}.{kind}" if name.startswith(_PACKAGE) else None


def dumped(value: object, content: bytes = b"") -> bytes:
    """Return a value as it is kept.

    Args:
        value: The value.
        content: The bytes it was made from; none for what comes from code.
    """
    import io
    import pickle

    class _Pickler(pickle.Pickler):
        def reducer_override(self, value: Any) -> Any:
            if isinstance(value, MappingProxyType):
                return _read_only, (dict(value),)
            return NotImplemented

    out = io.BytesIO()
    _Pickler(out, protocol=5).dump(value)
    return _signature(content) + out.getvalue()


def without_source(kept: bytes) -> bytes:
    """Return what is kept for a file of which only an empty one goes along.

    Args:
        kept: What :func:`dumped` returned.
    """
    return _signature(b"") + kept[_SIGNATURE:]


def _signature(content: bytes) -> bytes:
    return len(content).to_bytes(8, "big") + zlib.crc32(content).to_bytes(4, "big")


def _read(place: str, content: bytes) -> tuple[Any] | None:
    """Return a kept value in a tuple; ``None`` where it is missing, damaged or of other bytes."""
    try:
        with open(place, "rb") as file:  # noqa: PTH123 - a hundred of them at each start
            data = file.read()
    except OSError:
        return None
    if data[:_SIGNATURE] != _signature(content):
        return None
    try:
        return (loads(memoryview(data)[_SIGNATURE:]),)  # noqa: S301 - see above from where
    except _DAMAGED:
        return None


def _read_only(values: dict[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(values)
