"""The word lists of ``data/words``: one file per language, all of them read together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from operator import add
from pathlib import Path
from typing import Any, Final

from refundletters.packs.rows import read_toml

__all__ = ["FOLDER", "alternatives", "holds", "languages", "typed", "words"]

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


def holds(text: str, found: tuple[str, ...], *, whole: bool = False) -> bool:
    """Return whether ``text`` holds any of ``found``, as :func:`alternatives` would match.

    A pattern of hundreds of words takes longer to compile than a command has to read a case.

    Args:
        text: The text.
        found: Words, with single spaces.
        whole: Whether no letter or digit may stand beside a word.
    """
    flat = " ".join(text.split())
    starts = _by_start(found)
    return any(
        word in flat and (not whole or _stands_alone(word, flat))
        for start in {*flat, *map(add, flat, flat[1:])}
        for word in starts.get(start, ())
    )


@lru_cache(maxsize=64)
def _by_start(found: tuple[str, ...]) -> dict[str, list[str]]:
    starts: dict[str, list[str]] = {}
    for word in found:
        starts.setdefault(word[:2], []).append(word)
    return starts


def _stands_alone(word: str, text: str) -> bool:
    at = text.find(word)
    while at != -1:
        beside = (text[max(0, at - 1) : at], text[at + len(word) : at + len(word) + 1])
        if not any(sign.isalnum() or sign == "_" for sign in beside):
            return True
        at = text.find(word, at + 1)
    return False
