"""The word lists of ``data/words``: one file per language, all of them read together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from refundletters.packs.rows import read_toml

__all__ = ["FOLDER", "alternatives", "languages", "typed", "words"]

FOLDER: Final = Path(__file__).resolve().parents[1] / "data" / "words"


@lru_cache(maxsize=1)
def _all() -> dict[str, dict[str, Any]]:
    return {path.stem: read_toml(path) for path in sorted(FOLDER.glob("*.toml"))}


def languages() -> tuple[str, ...]:
    """Return the language codes that have a word list."""
    return tuple(_all())


@lru_cache(maxsize=256)
def words(section: str, name: str, language: str | None = None) -> tuple[str, ...]:
    """Return a list of words, of one language or of all; longest first, without duplicates."""
    found = {
        word
        for code, lists in _all().items()
        if language in (None, code)
        for word in lists.get(section, {}).get(name, ())
    }
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def typed(name: str, locale: str) -> tuple[str, ...]:
    """Return the words that somebody writing in ``locale`` may type, English ones included."""
    language = locale.partition("_")[0]
    found = {*words("typed", name, language), *words("typed", name, "en")}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def alternatives(found: Iterable[str]) -> str:
    """Return a regular expression that matches any of ``found``, with any run of spaces."""
    escaped = (re.escape(word).replace(r"\ ", r"\s+") for word in found)
    return "(?:" + "|".join(escaped) + ")"
