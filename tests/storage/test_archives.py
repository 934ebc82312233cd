"""Reading a damaged archive raises what is listed, and nothing else."""

from __future__ import annotations

import io
import random
import zipfile
from contextlib import suppress

import pytest

from refundletters.bundle.file_kinds import DANGEROUS, SUFFIXES, UNKNOWN, kind_of
from refundletters.storage import archives

METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
_LARGEST = 1 << 22  # a damaged length may claim any size


def packed(method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("wörter/content.xml", f"<a>{'words ' * 300}</a>")
    return out.getvalue()


def damaged(content: bytes, draw: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(draw.choice((1, 1, 2, 4))):
        changed[draw.randrange(4, len(changed))] = draw.randrange(256)
    if draw.random() < 0.2:
        del changed[draw.randrange(4, len(changed)) :]
    return bytes(changed)


@pytest.mark.parametrize("method", METHODS)
def test_whatever_is_damaged_is_listed(method: int) -> None:
    draw = random.Random(20261130)
    whole = packed(method)
    for _ in range(1500):
        content = damaged(whole, draw)
        assert kind_of(content) in {*SUFFIXES, DANGEROUS, UNKNOWN}
        with (
            suppress(*archives.UNREADABLE),  # any other error fails the test
            zipfile.ZipFile(io.BytesIO(content)) as archive,
        ):
            for entry in archive.infolist():
                if entry.file_size < _LARGEST:
                    archive.read(entry)
