"""How a draft reads: three marks, and what would raise them most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from refundletters.lint.finding import Rule, run
from refundletters.lint.letter_checks import courtesy_and_order, page, wording
from refundletters.lint.letter_text import LetterText
from refundletters.lint.readability import sentences, words
from refundletters.lint.tone import Hint
from refundletters.messages import Message, say

__all__ = ["Score", "score"]

_BEST: Final = 5
_LEAST: Final = 1
_SUGGESTIONS: Final = 3
_LONG_SENTENCE: Final = 30

_CLEAR: Final = tuple(
    rule
    for rule in (*wording.RULES, *page.RULES, *courtesy_and_order.RULES)
    if rule.id.startswith(("plain.", "opening.", "length."))
)
_POLITE: Final = tuple(rule for rule in courtesy_and_order.RULES if rule.id.startswith("courtesy."))


class Score(msgspec.Struct, frozen=True):
    """Three marks from 1 to 5, and at most three suggestions.

    Attributes:
        clear: Short sentences and paragraphs, plain words, reason and ask first, within its limit.
        polite: Greeting and thanks, and no own words that could give offense.
        complete: How much of what the letter asks for, or could use, was answered.
        suggestions: What would raise the marks, the lowest mark first.
    """

    clear: int
    polite: int
    complete: int
    suggestions: tuple[Message, ...]


def score(
    letter: LetterText,
    own_words: Sequence[str],
    hints: Sequence[Hint],
    asked: int,
    left: int,
    helpful: Sequence[Message],
) -> Score:
    """Return how a draft reads.

    Args:
        letter: The draft.
        own_words: What the person wrote in their own words.
        hints: Hints about those words, from :mod:`refundletters.lint.tone`.
        asked: The number of questions the letter has for this case.
        left: How many of them are not answered, of which at least one would help.
        helpful: Short names of those that would help, the most useful first.
    """
    clear = [*_found(_CLEAR, letter), *_long(letter, own_words)]
    polite = [*_found(_POLITE, letter), *(hint.advice for hint in hints)]
    share = (asked - left) / asked if asked else 1
    marks = {
        "clear": (_mark(len(clear)), clear),
        "polite": (_mark(len(polite)), polite),
        "complete": (_LEAST + round((_BEST - _LEAST) * share), list(_missing(helpful))),
    }
    return Score(
        **{name: mark for name, (mark, _) in marks.items()},
        suggestions=tuple(_best(marks.values())),
    )


def _mark(problems: int) -> int:
    return max(_LEAST, _BEST - problems)


def _found(rules: Iterable[Rule[LetterText]], letter: LetterText) -> Iterator[Message]:
    return (finding.message for finding in run(rules, letter))


def _long(letter: LetterText, own_words: Iterable[str]) -> Iterator[Message]:
    """Yield what is said about overlong sentences in the person's own words."""
    abbreviations = letter.lexicon.words("abbreviations")
    for text in own_words:
        longest = max((len(words(one)) for one in sentences(text, abbreviations)), default=0)
        if longest > _LONG_SENTENCE:
            yield say(
                "A sentence in your own words has %(words)s words. Two short ones are easier to "
                "read.",
                words=longest,
            )


def _missing(helpful: Sequence[Message]) -> Iterator[Message]:
    if helpful:
        yield say("It would be stronger with: %(names)s.", names=list(helpful))


def _best(marks: Iterable[tuple[int, list[Message]]]) -> Iterator[Message]:
    """Yield one suggestion for each mark, the lowest first, then further ones."""
    queues = [list(found) for _, found in sorted(marks, key=lambda pair: pair[0])]
    given = 0
    while any(queues) and given < _SUGGESTIONS:
        for queue in queues:
            if queue and given < _SUGGESTIONS:
                yield queue.pop(0)
                given += 1
