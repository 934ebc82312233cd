"""A pack of catalogues, written on the spot."""

from collections.abc import Callable
from pathlib import Path

import pytest

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'

Write = Callable[..., Path]


@pytest.fixture
def write_po(tmp_path: Path) -> Write:
    """Write a catalogue below ``tmp_path/<pack>`` and return that pack's folder of locales."""

    def write(
        locale: str, body: str, *, domain: str = "ui", pack: str = "own", plurals: str = ""
    ) -> Path:
        root = tmp_path / pack
        folder = root / locale / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        header = HEADER + (f'"Plural-Forms: {plurals}\\n"\n' if plurals else "")
        (folder / f"{domain}.po").write_text(f"{header}\n{body}", encoding="utf-8")
        return root

    return write
