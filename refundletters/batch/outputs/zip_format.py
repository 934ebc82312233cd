"""The few records of a zip file that letters need, with zip64 where numbers are large.

Python's ``zipfile`` keeps every entry in memory and cannot go on with a file that has no directory
yet: opened to append, it begins anew. Layout: APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 to 4.3.16
(https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

__all__ = ["LOCAL_SIZE", "Entry", "directory", "local_header", "pack"]

LOCAL_SIZE: Final = 30
_STORED, _DEFLATED = 0, 8
_UTF8: Final = 0x800
_DAY: Final = (1 << 5) | 1  # 1 January 1980: the same bytes, whenever they are written
_OWNER_ONLY: Final = 0o100600 << 16
_MADE_BY: Final = (3 << 8) | 45  # Unix, zip64
_LIMIT: Final = 0xFFFFFFFF
_MOST: Final = 0xFFFF


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a zip.

    Attributes:
        name: Its path.
        method: How it is packed: 0 as it is, 8 deflated.
        crc: CRC-32 of the file.
        packed: Size in the zip.
        size: Size of the file.
        at: Where its local header begins.
    """

    name: str
    method: int
    crc: int
    packed: int
    size: int
    at: int

    @property
    def end(self) -> int:
        """Where the next entry begins."""
        return self.at + LOCAL_SIZE + len(self.name.encode()) + self.packed


def pack(name: str, content: bytes, at: int, *, deflate: bool) -> tuple[Entry, bytes]:
    """Return the entry of a file that goes to ``at``, and its packed content."""
    body = content
    if deflate:
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        body = packer.compress(content) + packer.flush()
    method = _DEFLATED if deflate else _STORED
    return Entry(name, method, zlib.crc32(content), len(body), len(content), at), body


def local_header(entry: Entry) -> bytes:
    """Return what stands before the content of an entry."""
    name = entry.name.encode()
    fields = (20, _UTF8, entry.method, 0, _DAY, entry.crc, entry.packed, entry.size, len(name), 0)
    return struct.pack("<4s5H3I2H", b"PK\3\4", *fields) + name


def directory(entries: Iterable[Entry], start: int) -> Iterator[bytes]:
    """Yield the end of a zip whose entries end at ``start``; no entry is kept."""
    count = size = 0
    for entry in entries:
        record = _record(entry)
        count += 1
        size += len(record)
        yield record
    if count >= _MOST or start + size >= _LIMIT:
        yield struct.pack(
            "<4sQ2H2I4Q", b"PK\6\6", 44, _MADE_BY, 45, 0, 0, count, count, size, start
        )
        yield struct.pack("<4sIQI", b"PK\6\7", 0, start + size, 1)
    shown = min(count, _MOST)
    yield struct.pack(
        "<4s4H2IH", b"PK\5\6", 0, 0, shown, shown, min(size, _LIMIT), min(start, _LIMIT), 0
    )


def _record(entry: Entry) -> bytes:
    name = entry.name.encode()
    extra = b"" if entry.at < _LIMIT else struct.pack("<2HQ", 1, 8, entry.at)
    needed = 45 if extra else 20
    fields = (_MADE_BY, needed, _UTF8, entry.method, 0, _DAY, entry.crc, entry.packed, entry.size)
    more = (len(name), len(extra), 0, 0, 0, _OWNER_ONLY, min(entry.at, _LIMIT))
    return struct.pack("<4s6H3I5H2I", b"PK\1\2", *fields, *more) + name + extra
