"""Golden files: what was read and found right, kept to be compared.

``python -m pytest --update`` writes those that differ anew. A test that wrote one fails and names
it, so that no run is green before somebody has read the difference.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import canonicalize

import pytest

Golden = Callable[[Path, bytes], None]


@pytest.fixture
def golden(pytestconfig: pytest.Config) -> Golden:
    """Compare a result with its golden file: ``golden(path, content)``."""

    def compare(path: Path, content: bytes) -> None:
        kept = path.read_bytes() if path.exists() else b""
        if _readable(path, kept) == _readable(path, content):
            return
        if pytestconfig.getoption("update"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            pytest.fail(f"written anew, read the difference: {path}", pytrace=False)
        assert _readable(path, kept) == _readable(path, content)

    return compare


def _readable(path: Path, content: bytes) -> str | dict[str, str]:
    """Return text as it reads, and the parts of a Word file as canonical XML.

    Compressors of other machines pack the same parts in other bytes.
    """
    if path.suffix != ".docx" or not content:
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: canonicalize(archive.read(name)) for name in archive.namelist()}
