"""The word lists of ``data/lexicon``: one file per language; a pack may add words or a language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import msgspec

from refundletters.errors import TemplateError
from refundletters.messages import say
from refundletters.packs.roots import Roots
from refundletters.packs.rows import read_toml
from refundletters.patterns import lazy_pattern

__all__ = ["Gentler", "Lexicon", "lexicon", "matches", "pattern"]

_SEVERAL: Final = lazy_pattern("[ *']")
# Kana and Chinese characters, which stand without blanks between words.
_UNSPACED: Final = lazy_pattern(r"[\u3040-\u30ff\u3400-\u9fff]")


class Gentler(msgspec.Struct, frozen=True):
    """Words that are better put differently.

    Attributes:
        kind: ``insult accusation threat publicity court law health``.
        words: The words.
        instead: Words to use instead, in the same language; empty to leave them out.
    """

    kind: str
    words: tuple[str, ...]
    instead: str = ""


class Lexicon(msgspec.Struct, frozen=True):
    """The words of one language; empty lists where nothing is known about it.

    Attributes:
        language: Its code.
        lists: Lists of words by name.
        remedies: Words for a remedy, by remedy.
        gentler: What is better put differently.
    """

    language: str
    lists: Mapping[str, tuple[str, ...]]
    remedies: Mapping[str, tuple[str, ...]]
    gentler: tuple[Gentler, ...]

    def words(self, name: str) -> tuple[str, ...]:
        """Return the list called ``name``, empty where the language has none."""
        return self.lists.get(name, ())

    def has(self, name: str, text: str) -> bool:
        """Tell whether a word of the list ``name`` occurs in ``text``."""
        return bool(matches(self.words(name), text))

    def of_kind(self, *kinds: str) -> tuple[str, ...]:
        """Return all words of the entries of ``kinds``."""
        return tuple(word for entry in self.gentler if entry.kind in kinds for word in entry.words)


def lexicon(roots: Roots, language: str) -> Lexicon:
    """Return the words of ``language``.

    Raises:
        TemplateError: A word list is wrong; names the file.
    """
    return _lexicon(roots.data, language)


@lru_cache(maxsize=64)
def _lexicon(folders: tuple[Path, ...], language: str) -> Lexicon:
    lists: dict[str, tuple[str, ...]] = {}
    remedies: dict[str, tuple[str, ...]] = {}
    gentler: list[Gentler] = []
    for folder in folders:
        path = folder / "lexicon" / f"{language}.toml"
        if not path.is_file():
            continue
        for name, value in read_toml(path).items():
            try:
                match name:
                    case "gentler":
                        gentler += [_gentler(entry) for entry in value]
                    case "remedies":
                        for remedy, words in value.items():
                            remedies[remedy] = (*remedies.get(remedy, ()), *_words(words))
                    case _:
                        lists[name] = (*lists.get(name, ()), *_words(value))
            except (TypeError, ValueError) as error:  # not the shape that its name asks for
                raise TemplateError(
                    say("%(file)s has a wrong list: %(name)s.", file=path.name, name=name),
                    say("Compare it with the list of that name in lexicon/en.toml."),
                    file=str(path),
                ) from error
    return Lexicon(language, MappingProxyType(lists), MappingProxyType(remedies), tuple(gentler))


def _gentler(entry: Mapping[str, Any]) -> Gentler:
    known = {**entry, "words": _words(entry.get("words"))}
    return Gentler(**known)


def _words(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise TypeError(value)
    return tuple(value)


def matches(words: Sequence[str], text: str) -> list[str]:
    """Return the parts of ``text`` that match ``words``, in the order of the text."""
    folded = _folded(text)
    # Most texts have none of them, and a pattern of a list takes longer to compile than to look.
    if not any(all(part in folded for part in parts) for parts in _parts(tuple(words))):
        return []
    return [found.group() for found in pattern(tuple(words)).finditer(text)]


@lru_cache(maxsize=512)
def _parts(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the words and phrases in parts, between the signs that stand for several."""
    return tuple(tuple(_SEVERAL.split(_folded(word))) for word in words)


def _folded(text: str) -> str:
    """Return a text in which letters are equal that a pattern takes as such in any case."""
    return text.casefold().replace("ı", "i").replace("\u0307", "")


@lru_cache(maxsize=512)
def pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a regular expression for whole words and phrases.

    A star matches any letters at the end of a word, a space any run of spaces. A word with a
    capital matches only with that capital; every other word in any case. Japanese and Chinese put
    no blanks between words, so that theirs match anywhere.
    """
    ordered = sorted(words, key=len, reverse=True)
    whole = "|".join(_one(word) for word in ordered if not _UNSPACED.match(word))
    parts = [rf"(?<!\w)(?:{whole})(?!\w)"] if whole else []
    parts += [_one(word) for word in ordered if _UNSPACED.match(word)]
    return re.compile("|".join(parts))


def _one(word: str) -> str:
    escaped = re.escape(word).replace(r"\ ", r"\s+").replace(r"\*", r"\w*")
    escaped = escaped.replace("'", "['’]")
    return escaped if word != word.lower() else f"(?i:{escaped})"
