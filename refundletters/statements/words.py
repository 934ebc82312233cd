"""The words of banks' exports: titles of columns, and the words in their cells."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from refundletters.packs.countries import currencies
from refundletters.patterns import lazy_pattern

__all__ = ["bare_title", "plain", "roles_of", "title_tier", "titles", "word_in", "words"]

_FOLDER: Final = Path(__file__).resolve().parents[1] / "data" / "statements"
_LONGEST_TITLE: Final = 70
_SIGNS: Final = {code: " " for code in range(128) if not (chr(code).isalnum())} | {
    code: chr(code).lower() for code in range(65, 91)
}
_LETTERS: Final = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ı": "i",
    "ß": "ss",
    "æ": "ae",
    "ð": "d",
    "œ": "oe",
}
_MONEY_WORDS: Final = frozenset(
    {code.lower() for code in currencies()}
    | {"euro", "euros", "eur", "euroa", "eura", "eurot", "dollar", "dollars", "pounds", "pln", "zl"}
    | {"kc", "kr", "rs", "tl", "ft", "lei", "ron", "leva", "lv", "us", "r", "cn", "rmb", "nt", "hk"}
    | {"円", "元", "원", "בש ח", "rub", "руб", "грн", "bgn", "din", "kn", "rm", "rp", "ntd", "usd"}
)
_FILLERS: Final = frozenset(
    {"in", "en", "em", "w", "v", "i", "à", "a", "the", "der", "la", "du", "no", "nr"}
)
_WAYS: Final = frozenset({"debit", "credit"})
_BRACKETS: Final = lazy_pattern(r"\([^)]*\)|\[[^\]]*\]|（[^）]*）")
_WIDE: Final = lazy_pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Return ``text`` for comparison: lowercase, without accents, punctuation, double spaces."""
    if text.isascii():
        return " ".join(text.translate(_SIGNS).split())
    folded = "".join(_LETTERS.get(char, char) for char in text.casefold())
    decomposed = unicodedata.normalize("NFKD", folded)
    kept = (
        char if char.isalnum() else " "
        for char in decomposed
        if unicodedata.category(char) not in ("Mn", "Cf")
    )
    return " ".join("".join(kept).split())


@lru_cache(maxsize=2)
def _table(name: str) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    raw = tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return {
        head: {language: tuple(map(plain, found)) for language, found in languages.items()}
        for head, languages in raw.items()
    }


@lru_cache(maxsize=32)
def words(head: str) -> frozenset[str]:
    """Return the words in cells that mean one thing, such as ``pending``."""
    return frozenset(word for found in _table("marks")[head].values() for word in found)


@lru_cache(maxsize=1)
def titles() -> Mapping[str, frozenset[str]]:
    """Return every title of a column with the roles it may name."""
    found: dict[str, set[str]] = {}
    for role, languages in _table("columns").items():
        for names in languages.values():
            for name in names:
                found.setdefault(name, set()).add(role)
    return {name: frozenset(roles) for name, roles in found.items()}


@lru_cache(maxsize=1)
def title_languages() -> Mapping[str, frozenset[str]]:
    """Return every title of a column with the languages it is in."""
    found: dict[str, set[str]] = {}
    for languages in _table("columns").values():
        for language, names in languages.items():
            for name in names:
                found.setdefault(name, set()).add(language)
    return {name: frozenset(languages) for name, languages in found.items()}


def bare_title(title: str) -> str:
    """Return a title without currencies and without anything in brackets."""
    kept = plain(_BRACKETS.sub(" ", title)).split()
    while len(kept) > 1 and kept[-1] in _MONEY_WORDS:
        kept.pop()
        if len(kept) > 1 and kept[-1] in _FILLERS:
            kept.pop()
    while len(kept) > 1 and kept[0] in _MONEY_WORDS:
        kept.pop(0)
    return " ".join(kept)


@lru_cache(maxsize=4096)
def roles_of(title: str) -> frozenset[str]:
    """Return the roles that a title may name; the cells decide."""
    return _found(title)[0]


@lru_cache(maxsize=4096)
def title_tier(title: str) -> int:
    """Return how well a title is known: 0 fully, 1 without its currency, 2 partly, 3 not."""
    return _found(title)[1]


@lru_cache(maxsize=4096)
def _found(title: str) -> tuple[frozenset[str], int]:
    whole = plain(title)
    if not whole or len(whole) > _LONGEST_TITLE:
        return frozenset(), 3
    known = titles()
    if whole in known:
        return known[whole], 0
    inside = [plain(part) for part in re.findall(r"[(\[（]([^)\]）]*)[)\]）]", title)]
    if any(
        known.get(part, frozenset()) & {"other_amount", "other_currency"}
        or (part.split()[:1] == ["in"] and part.split()[-1] != whole.split()[-1])
        for part in inside
        if part not in _MONEY_WORDS
    ):
        return frozenset({"other_amount"}), 1
    bare = bare_title(title)
    if bare in known:
        ways = {role for part in inside for role in known.get(part, ()) if role in _WAYS}
        return (known[bare] - {"amount"} | ways if len(ways) == 1 else known[bare]), 1
    halves = [half for half in re.split(r"[/|(]", title) if plain(half)]
    if len(halves) > 1:
        for half in halves:
            if bare_title(half) in known:
                return known[bare_title(half)], 2
    return _partly(bare), 2


def _partly(bare: str) -> frozenset[str]:
    """Return the roles of the longest known words at one end of a title."""
    best: tuple[int, frozenset[str]] = (3, frozenset())
    found: frozenset[str] = frozenset()
    pieces = bare.split()
    for size in range(len(pieces) - 1, 0, -1):
        for part in (" ".join(pieces[-size:]), " ".join(pieces[:size])):
            roles = titles().get(part)
            if roles and len(part) > best[0] and not (size == 1 and len(part) < 4):
                best = (len(part), roles)
                if "other_amount" in roles or "other_currency" in roles:
                    return roles
                found = found or roles
    if not found and _WIDE.search(bare):
        found = _inside(bare.replace(" ", ""))
    return found


def _inside(bare: str) -> frozenset[str]:
    hits = [
        (len(name), name)
        for name in titles()
        if len(name) > 1 and _WIDE.search(name) and name.replace(" ", "") in bare
    ]
    return titles()[max(hits)[1]] if hits else frozenset()


@lru_cache(maxsize=16)
def _starts(found: frozenset[str]) -> frozenset[str]:
    """Return the first word of every phrase."""
    return frozenset(phrase.partition(" ")[0] for phrase in found)


def word_in(text: str, found: frozenset[str]) -> str:
    """Return the first of ``found`` that occurs in ``text`` as whole words, or nothing.

    Args:
        text: Plain text, see :func:`plain`.
        found: Plain words or phrases.
    """
    pieces = text.split()
    starts = _starts(found)
    for start, first in enumerate(pieces):
        if first not in starts:
            continue
        phrase = ""
        for piece in pieces[start : start + 4]:
            phrase = f"{phrase} {piece}" if phrase else piece
            if phrase in found:
                return phrase
    if not _WIDE.search(text):
        return ""
    wide = (word for word in found if len(word) > 1 and _WIDE.search(word) and word in text)
    return next(wide, "")
