"""The words that the translators of a language agreed on: ``locales/<language>/words.toml``.

A volunteer keeps the file; ``translate check`` holds every translation against it::

    [[term]]
    english = ["chargeback"]
    say = ["rückbelast*", "chargeback"]

    [[avoid]]
    words = ["Kunde", "Mitarbeiter"]
    why = "It shows a gender; write: jemand vom Support."

A star stands for any letters at the end of a word; a word with a capital is meant with that capital
only. ``why`` is for the translators of that language, in theirs or in English.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from refundletters.errors import TemplateError
from refundletters.i18n import locales
from refundletters.lint.lexicon import matches
from refundletters.messages import Message, say
from refundletters.packs.rows import read_toml

__all__ = ["NO_WORDS", "AgreedWords", "Avoided", "Term", "agreed_words", "word_problems"]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the trade, and how it is said.

    Attributes:
        english: How the source says it.
        say: What a translation uses for it, any of these.
    """

    english: tuple[str, ...]
    say: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Avoided:
    """Words that no translation uses.

    Attributes:
        words: The words.
        why: The reason, and what to write instead.
    """

    words: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class AgreedWords:
    """What translators of a language agreed on.

    Attributes:
        terms: Words of the trade.
        avoid: Words to avoid.
        characters: Signs that the language does not use.
    """

    terms: tuple[Term, ...] = ()
    avoid: tuple[Avoided, ...] = ()
    characters: str = ""


NO_WORDS: Final = AgreedWords()

# Straight quotation marks and apostrophes belong to typewriters; zero-width signs, soft hyphens and
# byte order marks come in with pasted text, and nobody sees them.
_NEVER: Final = "\"'\u00ad\u200b\ufeff"
_SPACED_OFF: Final = ("  ", " ,", " .", "( ", " )")


def agreed_words(folder: Path, locale: str) -> AgreedWords:
    """Return what was agreed on for a locale, together with what it inherits.

    Args:
        folder: The folder of the catalogues.
        locale: A normalized name.

    Raises:
        TemplateError: A list of words is wrong; names the file and the entry.
    """
    found = [
        _read(path)
        for name in locales.fallbacks(locale)
        if (path := folder / name / "words.toml").is_file()
    ]
    return AgreedWords(
        tuple(term for words in found for term in words.terms),
        tuple(entry for words in found for entry in words.avoid),
        "".join(words.characters for words in found),
    )


def word_problems(
    source: str, text: str, words: AgreedWords, *, is_letter: bool
) -> Iterator[tuple[str, Message]]:
    """Yield what is wrong with the words and signs of a translation, as (rule, sentence).

    Args:
        source: The English text.
        text: The translation.
        words: What was agreed on.
        is_letter: Whether it is printed in a letter; the interface shows commands and keys.
    """
    for term in words.terms:
        if matches(term.english, source) and not matches(term.say, text):
            yield (
                "glossary",
                say(
                    "For “%(english)s” this language says: %(words)s",
                    english=term.english[0],
                    words=", ".join(term.say),
                ),
            )
    for entry in words.avoid:
        for word in matches(entry.words, _without_codes(source, text)):
            yield "avoid", say("Not “%(word)s”: %(why)s", word=word, why=entry.why)
    for signs in _SPACED_OFF:
        if signs in text and signs not in source:
            yield "spaces", say("There is a blank too many here: %(text)s", text=text)
            break
    forbidden = words.characters + (_NEVER if is_letter else _NEVER[2:])
    for sign in sorted(set(forbidden) & (set(text) - set(source))):
        yield (
            "character",
            say(
                "The sign “%(sign)s” (%(code)s) does not belong here.",
                sign=sign,
                code=f"U+{ord(sign):04X}",
            ),
        )


def _without_codes(source: str, text: str) -> str:
    """Return ``text`` without the commands and keys it has from ``source``, such as --refund."""
    codes = {part for part in source.split() if set("-./=") & set(part.strip(".,;:()"))}
    return " ".join(part for part in text.split() if part not in codes)


def _read(path: Path) -> AgreedWords:
    table = read_toml(path)
    for key in sorted(set(table) - {"term", "avoid", "characters"}):
        raise _wrong(path, key, "term, avoid, characters")
    return AgreedWords(
        tuple(
            Term(_list(path, row, "english"), _list(path, row, "say"))
            for row in table.get("term", ())
        ),
        tuple(
            Avoided(_list(path, row, "words"), str(row.get("why", "")))
            for row in table.get("avoid", ())
        ),
        str(table.get("characters", "")),
    )


def _list(path: Path, row: dict[str, Any], key: str) -> tuple[str, ...]:
    value = row.get(key)
    if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
        raise _wrong(path, key, '["…", "…"]')
    return tuple(value)


def _wrong(path: Path, key: str, allowed: str) -> TemplateError:
    return TemplateError(
        say("%(file)s: %(key)s is not understood.", file=path.name, key=key),
        say("Allowed is: %(allowed)s", allowed=allowed),
        file=str(path),
    )
