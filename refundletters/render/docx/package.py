"""Zip files whose bytes depend on nothing but their parts: times, modes and system are fixed.

A part is compressed once and may stand in many packages, which ``zipfile`` cannot do. Formats of
the records: APPNOTE.TXT 4.3.7, 4.3.12 and 4.3.16 by PKWARE.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from struct import pack
from typing import Final

import msgspec

__all__ = ["Member", "archive", "member"]

_VERSION: Final = 20  # of the format: deflated, no encryption, no Zip64
_DEFLATED: Final = 8
_DAY: Final = 1 << 5 | 1  # the first that a zip can name, 1 January 1980


class Member(msgspec.Struct, frozen=True):
    """A part as it stands in a package.

    Attributes:
        name: Its name.
        record: Its local header, name and compressed content.
        entry: Its entry in the directory, up to its place in the file.
    """

    name: bytes
    record: bytes
    entry: bytes


def member(name: str, content: str | bytes, level: int = zlib.Z_BEST_SPEED) -> Member:
    """Return a part with its content compressed; text is UTF-8.

    Args:
        name: Its name.
        content: What it holds.
        level: How hard to compress it. The best takes a tenth of the time of a whole letter, and
            saves a tenth of the size of its body; it is for what is compressed once.
    """
    raw = content.encode() if isinstance(content, str) else content
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(raw) + packer.flush()
    written = name.encode()
    flags = 0 if name.isascii() else 0x800
    sizes = (zlib.crc32(raw), len(packed), len(raw), len(written), 0)
    known = pack("<5H3L2H", _VERSION, flags, _DEFLATED, 0, _DAY, *sizes)
    record = b"PK\3\4" + known + written + packed
    return Member(written, record, b"PK\1\2" + pack("<H", _VERSION) + known + bytes(10))


def archive(members: Sequence[Member]) -> bytes:
    """Return a zip of ``members``, in their order."""
    records: list[bytes] = []
    entries: list[bytes] = []
    start = 0
    for part in members:
        records.append(part.record)
        entries.append(part.entry + pack("<L", start) + part.name)
        start += len(part.record)
    directory = b"".join(entries)
    count = len(members)
    end = pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), start, 0)
    return b"".join(records) + directory + end
