"""Rules about wording: whole sentences, plain words, one language, nothing private."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec

from refundletters.answers.forbidden.redact import forbidden
from refundletters.lint.finding import Problem, Rule
from refundletters.lint.letter_text import LetterText, Passage, simple
from refundletters.lint.lexicon import Lexicon, lexicon, matches
from refundletters.lint.readability import grade, words
from refundletters.messages import say
from refundletters.packs.questions import load_questions
from refundletters.patterns import lazy_pattern

__all__ = ["RULES"]

_EMPTY: Final = lazy_pattern(r"\(\s*\)|\[\s*\]|“\s*”|«\s*»|„\s*“")
_UNFILLED: Final = lazy_pattern(r"%\(\w*\)s|\{\{|\}\}|\{\w+\}|\bNone\b")
_DOUBLE: Final = lazy_pattern(r"[ \u00a0\u202f]{2,}")
_MOST_WORDS: Final = 20
_LONGEST: Final = 60
_GRADE: Final = 9
# Below this many words a readability index means nothing.
_ENOUGH: Final = 30
_SHORTEST_PRIVATE: Final = 3
_PUBLIC_PARTS: Final = frozenset({"post", "public"})


def spaces(letter: LetterText) -> Iterator[Problem]:
    """There is no doubled space and no space before a period or comma."""
    for passage in letter.passages:
        text = letter.without_user_text(passage.text) if passage.kind != "frame" else passage.text
        if _DOUBLE.search(passage.text) or re.search(r"\w\s[.,](?:\s|$)", text):
            yield Problem(
                say("A space is doubled or out of place: %(text)s", text=_short(passage.text)),
                passage.place,
            )


def gaps(letter: LetterText) -> Iterator[Problem]:
    """There are no empty brackets and no unfilled placeholders."""
    for passage in letter.passages:
        if _EMPTY.search(passage.text) or _UNFILLED.search(letter.without_user_text(passage.text)):
            yield Problem(
                say("Something is missing: %(text)s", text=_short(passage.text)), passage.place
            )


def untranslated(letter: LetterText) -> Iterator[Problem]:
    """Every sentence is in the language of the letter."""
    own, english = letter.lexicon, lexicon(letter.roots, "en")
    if letter.language == "en" or not own.words("common"):
        return
    for passage in letter.passages:
        for sentence in letter.sentences(letter.without_legal_text(_nameless(letter, passage))):
            if _common(english, sentence) > max(1, _common(own, sentence)):
                yield Problem(
                    say("This is not translated: %(text)s", text=_short(sentence)), passage.place
                )


def _common(known: Lexicon, text: str) -> int:
    return len(matches(known.words("common"), text))


def long_sentences(letter: LetterText) -> Iterator[Problem]:
    """Sentences have 20 words or fewer on average."""
    counts = [len(words(text)) for text in _running(letter)]
    counts = [count for count in counts if count]
    if counts and sum(counts) / len(counts) > _MOST_WORDS:
        yield Problem(
            say(
                "The sentences have %(words)s words on average, more than %(most)s.",
                words=round(sum(counts) / len(counts)),
                most=_MOST_WORDS,
            )
        )


def long_paragraphs(letter: LetterText) -> Iterator[Problem]:
    """A paragraph has 60 words or fewer, each line by itself; chats are measured differently."""
    if letter.document.kind == "chat":
        return
    for passage in letter.prose:
        lines = letter.without_user_text(passage.text).split("\n")
        count = max(len(words(line)) for line in lines)
        if count > _LONGEST:
            yield Problem(
                say(
                    "A paragraph has %(words)s words, more than %(most)s.",
                    words=count,
                    most=_LONGEST,
                ),
                passage.place,
            )


def hard_words(letter: LetterText) -> Iterator[Problem]:
    """English prose is at U.S. grade 9 or below."""
    running = _running(letter)
    if letter.language != "en" or sum(len(words(text)) for text in running) < _ENOUGH:
        return
    found = grade(running)
    if found > _GRADE:
        yield Problem(
            say(
                "The text reads at grade %(grade)s, above grade %(most)s.",
                grade=f"{found:.1f}",
                most=_GRADE,
            )
        )


def _running(letter: LetterText) -> list[str]:
    """Return the sentences of the running prose, apart from names and law."""
    return [
        sentence
        for passage in letter.prose
        if passage.slot != "law"
        for sentence in letter.sentences(letter.without_legal_text(_nameless(letter, passage)))
    ]


def _nameless(letter: LetterText, passage: Passage) -> str:
    """Return the words of ``passage`` that are ours, with a short word for each name."""
    text = letter.without_user_text(passage.text)
    facts, case = letter.facts, letter.facts.case
    names = {
        facts.service.name,
        facts.trader.name,
        facts.biller.name,
        facts.addressee.name,
        facts.bank.name,
        case.sender.full_name,
        case.account.identifier,
        case.sender.email,
        *(contact.with_ for contact in case.contacts),
        *case.sender.address,
        *facts.trader.address,
        *facts.biller.address,
        *facts.bank.address,
        *(body.name for body in facts.bodies),
        facts.category.name if facts.category else "",
    }
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = text.replace(name, "Name")
    return text


def secrets(letter: LetterText) -> Iterator[Problem]:
    """There is no card number, code, password or child's name."""
    for passage in letter.passages:
        kind = forbidden(passage.text, prose=passage.kind == "prose")
        if kind is not None:
            yield Problem(say("This seems to hold a %(kind)s.", kind=kind), passage.place)


def health(letter: LetterText) -> Iterator[Problem]:
    """There are no details of anybody's health."""
    for passage in letter.passages:
        for word in matches(
            letter.lexicon.of_kind("health"), letter.without_user_text(passage.text)
        ):
            yield Problem(say("“%(word)s” is about health.", word=word), passage.place)


def public(letter: LetterText) -> Iterator[Problem]:
    """Text that others may read carries no personal data."""
    private = list(_private(letter))
    for passage in letter.passages:
        if passage.part not in _PUBLIC_PARTS and letter.document.channel != "x":
            continue
        for text in private:
            if text in simple(passage.text):
                yield Problem(say("Others can read personal data here."), passage.place)
                break


def _private(letter: LetterText) -> Iterator[str]:
    answers = msgspec.to_builtins(letter.facts.case, enc_hook=str)
    for key, question in load_questions(letter.roots).items():
        if question.sensitivity in {"P1", "P2"}:
            yield from _texts(answers, key.split("."))


def _texts(value: Any, names: Sequence[str]) -> Iterator[str]:
    if isinstance(value, Mapping):
        if names:
            yield from _texts(value.get(names[0]), names[1:])
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item, names)
    elif isinstance(value, str) and not names and len(value) > _SHORTEST_PRIVATE:
        yield simple(value)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


RULES: Final = (
    Rule("wording.spaces", say("A loose space looks careless."), spaces),
    Rule("wording.gaps", say("A skipped answer takes its whole sentence with it."), gaps),
    Rule("wording.untranslated", say("A letter never mixes languages."), untranslated),
    Rule("plain.sentences", say("Long sentences are read twice, or not at all."), long_sentences),
    Rule("plain.paragraphs", say("Long paragraphs are skipped."), long_paragraphs),
    Rule("plain.grade", say("Plain words are understood at once."), hard_words),
    Rule("private.secrets", say("What is not written down cannot be misused."), secrets),
    Rule("private.health", say("Health is nobody's business in a refund."), health),
    Rule("private.public", say("What others may read stays readable for good."), public),
)
