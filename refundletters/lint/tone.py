"""Gentle hints about a person's own words: a kinder wording is offered, never forced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from refundletters.answers.keys import own_words
from refundletters.lint.lexicon import Lexicon, lexicon, matches
from refundletters.lint.readability import sentences
from refundletters.messages import Message, say
from refundletters.packs.roots import Roots
from refundletters.patterns import lazy_pattern

__all__ = ["Hint", "answer_hints", "tone_hints"]

_LAST_STAGE: Final = "outside"
_WITH_LAW: Final = frozenset({"complaint", "bank", _LAST_STAGE})
_MOST_MARKS: Final = 1
_SHOUTED: Final = 2
_SHOUTING: Final = lazy_pattern(r"(?<![\w.@/-])[^\W\d_a-zß-öø-ÿ]{3,}(?![\w.@/-])")
# How many words may come between "you" and what "you" is blamed for.
_REACH: Final = 5


class Hint(msgspec.Struct, frozen=True):
    """Something that could be said more gently.

    Attributes:
        kind: ``capitals marks insult accusation blame threat publicity court law health``.
        message: Why another wording helps.
        found: The words it is about.
        instead: A gentler wording in the language of the text; empty where there is none.
    """

    kind: str
    message: Message
    found: str
    instead: str = ""

    @property
    def advice(self) -> Message:
        """The hint as one sentence or two, with the gentler wording where there is one."""
        if not self.instead:
            return self.message
        return say("%(hint)s Gentler: “%(instead)s”.", hint=self.message, instead=self.instead)


def tone_hints(text: str, language: str, document_stage: str, roots: Roots) -> tuple[Hint, ...]:
    """Return hints about one text.

    Args:
        text: What somebody wrote in their own words.
        language: Code of its language; in a language without word lists only shouting is detected.
        document_stage: The stage of the letter that it goes into, as in ``letter.toml``; law may
            be named from a complaint on, a court in the last step only.
        roots: Where the word lists are.
    """
    known = lexicon(roots, language)
    return (
        *_shouting(text),
        *_marks(text),
        *_listed(text, known, document_stage),
        *_blame(text, known),
    )


def answer_hints(
    answers: Mapping[str, Any], language: str, document_stage: str, roots: Roots
) -> tuple[tuple[str, Hint], ...]:
    """Return hints about all own words of a case, with the key of each.

    Args:
        answers: A mapping in the shape of the case file.
        language: As in :func:`tone_hints`.
        document_stage: As in :func:`tone_hints`.
        roots: As in :func:`tone_hints`.
    """
    return tuple(
        (key, hint)
        for key, text in own_words(answers)
        for hint in tone_hints(text, language, document_stage, roots)
    )


def _shouting(text: str) -> Iterator[Hint]:
    # Arabic, kana and kanji have no capitals.
    found = [word for word in _SHOUTING.findall(text) if word.isupper()]
    if len(found) >= _SHOUTED:
        words = " ".join(found)
        yield Hint("capitals", say("Capitals read like shouting: “%(words)s”.", words=words), words)


def _marks(text: str) -> Iterator[Hint]:
    count = text.count("!")
    if count > _MOST_MARKS:
        yield Hint(
            "marks", say("One exclamation mark is enough; calm words weigh more."), "!" * count
        )


def _listed(text: str, known: Lexicon, stage: str) -> Iterator[Hint]:
    told: set[str] = set()
    for entry in known.gentler:
        early = entry.kind not in {"court", "law"} or (
            stage != _LAST_STAGE if entry.kind == "court" else stage not in _WITH_LAW
        )
        for word in matches(entry.words, text) if early else ():
            # One hint per word, from whichever list has it first.
            if word.lower() not in told:
                told.add(word.lower())
                yield Hint(entry.kind, _WHY[entry.kind](word), word, entry.instead)


def _blame(text: str, known: Lexicon) -> Iterator[Hint]:
    you, negative = known.words("you"), known.words("negative")
    for sentence in sentences(text, known.words("abbreviations")):
        words = sentence.split()
        for start, word in enumerate(words):
            near = " ".join(words[start + 1 : start + 1 + _REACH])
            if matches(you, word) and matches(negative, near):
                found = " ".join(words[start : start + 1 + _REACH]).rstrip(".,;:!?")
                yield Hint(
                    "blame",
                    say("Speak of the charge, not of the reader: “%(words)s”.", words=found),
                    found,
                )
                break


_WHY: Final = {
    "insult": lambda word: say("An insult ends the conversation: “%(word)s”.", word=word),
    "accusation": lambda word: say(
        "An accusation is hard to prove; what happened convinces more: “%(word)s”.", word=word
    ),
    "threat": lambda word: say("This may be read as a threat: “%(word)s”.", word=word),
    "publicity": lambda word: say(
        "A threat of bad publicity can be held against you: “%(word)s”.", word=word
    ),
    "court": lambda word: say("It is too early to speak of a court: “%(word)s”.", word=word),
    "law": lambda word: say(
        "It is too early to speak of law; the letters do it when it helps: “%(word)s”.", word=word
    ),
    "health": lambda word: say(
        "Nobody needs to know about anybody's health for a refund: “%(word)s”.", word=word
    ),
}
