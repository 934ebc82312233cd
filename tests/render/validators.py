"""Programs that are not ours, and the letters they read."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from refundletters.model.document import Document
from refundletters.render import render

from .tools import missing

SAMPLES = Path(__file__).parents[2] / "samples"
INDEX = tomllib.loads((SAMPLES / "samples.toml").read_text(encoding="utf-8"))
LOCALES = ("en_US", "en_GB", "de_DE", "fr_FR", "es_ES")
NOT_USED = dt.date(1999, 1, 1)  # every sample says its own day
MAILPARSER = "mailparser/package.json"
Letters = dict[str, Document]


def needs(*commands: str, package: str = "") -> pytest.MarkDecorator:
    lack = missing(*commands, package=package)
    return pytest.mark.skipif(bool(lack), reason=lack)


def written(letters: Letters, format: str, place: Path) -> list[Path]:
    """Write the letters in one format and return their files."""
    paths = []
    for name, letter in letters.items():
        rendered = render(letter, format)
        path = place / f"{name}{rendered.suffix}"
        path.write_bytes(rendered.content)
        paths.append(path)
    return paths
