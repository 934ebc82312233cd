"""Rules about courtesy and order: a letter greets, asks early and asks for one thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refundletters.lint.finding import Problem, Rule
from refundletters.lint.letter_text import LetterText, Passage
from refundletters.lint.lexicon import matches
from refundletters.lint.readability import words
from refundletters.messages import say

__all__ = ["RULES"]

_PERSONAL_KINDS: Final = frozenset({"chat", "email", "letter"})
_OPENERS: Final = frozenset({"", "reason", "greeting"})
# Reason and request come within the first two sentences.
_FIRST: Final = 2
# "Good morning, everybody." does not count as a sentence.
_GREETING: Final = 4


def greets(letter: LetterText) -> Iterator[Problem]:
    """A chat, e-mail or letter begins with a greeting."""
    if not _is_personal(letter):
        return
    if any(passage.role in {"salutation", "greeting"} for passage in letter.passages):
        return
    first = next(iter(letter.message), Passage("", "prose"))
    if letter.lexicon.words("greeting") and not letter.lexicon.has("greeting", first.text):
        yield Problem(say("There is no greeting."), first.place)


def thanks(letter: LetterText) -> Iterator[Problem]:
    """A chat, e-mail or letter says thank you; a letter before action does not."""
    if not _is_personal(letter):
        return
    known = letter.lexicon.words("thanks")
    if letter.meta.stage == "outside" and letter.meta.audience in {"trader", "complaints"}:
        for passage in letter.message:
            if known and matches(known, passage.text):
                yield Problem(say("A last demand does not thank."), passage.place)
        return
    if known and not any(matches(known, passage.text) for passage in letter.message):
        yield Problem(say("There is no word of thanks."))


def reason_first(letter: LetterText) -> Iterator[Problem]:
    """The first running text says what the letter is about."""
    if not _is_personal(letter) or letter.kept_by_writer or not letter.message:
        return
    first = letter.message[0]
    if first.slot not in _OPENERS or not (first.slot or first.part):
        yield Problem(say("The reason does not stand first."), first.place)


def asks_early(letter: LetterText) -> Iterator[Problem]:
    """The request comes within the first two sentences."""
    if not _is_personal(letter) or letter.kept_by_writer or not letter.message:
        return
    signals, asks = letter.facts.signals, letter.lexicon.words("asks")
    if signals.paid or signals.verified or not asks:
        return  # what was paid is no longer asked for
    first = letter.message[0]
    opening = letter.sentences(first.text)
    if len(words(opening[0])) <= _GREETING and letter.lexicon.has("greeting", opening[0]):
        del opening[0]
    opening = opening[:_FIRST]
    if not any("?" in text or matches(asks, text) for text in opening):
        yield Problem(say("The first two sentences do not say what is asked."), first.place)


def one_remedy(letter: LetterText) -> Iterator[Problem]:
    """Exactly one remedy is asked for, apart from an acceptable alternative."""
    if letter.document.kind == "script":
        return
    found: dict[str, Passage] = {}
    for passage, text in _asking(letter):
        for remedy, known in letter.lexicon.remedies.items():
            if matches(known, text):
                found.setdefault(remedy, passage)
    if len(found) > 1:
        yield Problem(
            say("This asks for several things at once: %(remedies)s.", remedies=", ".join(found)),
            list(found.values())[-1].place,
        )


def one_fallback(letter: LetterText) -> Iterator[Problem]:
    """At most one acceptable alternative is named."""
    known = letter.lexicon.words("fallback")
    spoken = [passage for passage in letter.prose if passage.slot != "law"]
    found = [
        passage
        for passage in spoken
        for _ in matches(known, letter.without_user_text(passage.text))
    ]
    if len(found) > 1:
        yield Problem(say("There is more than one fallback."), found[-1].place)


def withdraws(letter: LetterText) -> Iterator[Problem]:
    """A cancellation and a letter to the bank withdraw permission to charge, with the day."""
    ends_contract = letter.meta.audience == "trader" and letter.meta.stage == "any"
    if not (letter.to_bank or ends_contract):
        return
    found = [
        text
        for passage in letter.prose
        for text in letter.sentences(passage.text)
        if passage.slot == "permission" or _is_withdrawal(letter, text)
    ]
    if not found:
        yield Problem(say("Permission to charge is not withdrawn in a sentence of its own."))
        return
    case = letter.facts.case
    days = {letter.formats.date(day) for day in (case.permission.on, letter.facts.as_of) if day}
    if not any(day in text for day in days for text in found):
        yield Problem(say("The day on which permission to charge is withdrawn is not named."))


def _is_withdrawal(letter: LetterText, text: str) -> bool:
    return letter.lexicon.has("permission", text) and letter.lexicon.has("withdraw", text)


def _is_personal(letter: LetterText) -> bool:
    return letter.document.kind in _PERSONAL_KINDS and not letter.kept_by_writer


def _asking(letter: LetterText) -> Iterator[tuple[Passage, str]]:
    """Yield the sentences that ask for something, without acceptable alternatives."""
    known = letter.lexicon
    for passage in letter.message:
        if passage.slot not in {"reason", "ask", ""}:
            continue
        for sentence in letter.sentences(letter.without_user_text(passage.text)):
            if known.has("fallback", sentence):
                continue
            if "?" in sentence or known.has("asks", sentence) or passage.kind == "item":
                for phrase in matches(known.words("procedure"), sentence):
                    sentence = sentence.replace(phrase, " ")
                yield passage, sentence


RULES: Final = (
    Rule("courtesy.greeting", say("A missing greeting is read as disrespect."), greets),
    Rule("courtesy.thanks", say("Thanks cost nothing and help."), thanks),
    Rule(
        "opening.reason",
        say("Somebody who reads two sentences has to know what it is about."),
        reason_first,
    ),
    Rule(
        "opening.ask",
        say("Somebody who reads two sentences has to know what is asked."),
        asks_early,
    ),
    Rule("ask.remedy", say("One clear request is easier to grant than several."), one_remedy),
    Rule("ask.fallback", say("Several ways out weaken the request."), one_fallback),
    Rule(
        "permission.withdrawn",
        say("Canceling alone does not end permission to charge."),
        withdraws,
    ),
)
