"""The three marks of a draft: clear, polite, complete, and what would raise them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from refundletters.lint.letter_text import read
from refundletters.lint.score import Score, score
from refundletters.lint.tone import tone_hints
from refundletters.messages import Message, say
from refundletters.packs.roots import Roots

LABELS = [say("First"), say("Second"), say("Third"), say("Fourth")]
LONG = " ".join(["word"] * 31) + "."


@pytest.fixture
def marked(letter: Callable[..., Any], roots: Roots) -> Callable[..., Score]:
    """Mark a draft with given own words and unanswered questions."""

    def mark(
        *own_words: str, asked: int = 8, left: Sequence[Message] = (), change: Any = None
    ) -> Score:
        draft = letter("refund-request")
        if change is not None:
            draft = change(draft)
        hints = [hint for text in own_words for hint in tone_hints(text, "en", "first", roots)]
        reading = read(draft.document, draft.facts, draft.meta, draft.roots)
        return score(reading, own_words, hints, asked, len(left), left)

    return mark


def test_our_own_words_with_every_answer_have_the_best_marks(marked: Callable[..., Score]) -> None:
    assert marked() == Score(5, 5, 5, ())


def test_each_hint_about_the_tone_costs_a_mark(marked: Callable[..., Score]) -> None:
    found = marked("It is theft.")
    assert (found.clear, found.polite, found.complete) == (5, 4, 5)
    assert "accusation" in str(found.suggestions[0].fields["hint"])


def test_marks_never_fall_below_one(marked: Callable[..., Score]) -> None:
    found = marked(*["It is theft!! GIVE ME MY MONEY, idiot."] * 3)
    assert found.polite == 1


def test_a_long_sentence_of_the_persons_own_is_told(marked: Callable[..., Score]) -> None:
    found = marked(LONG, "Short.")
    assert found.clear == 4
    assert found.suggestions[0].fields["words"] == 31
    assert marked(LONG.replace("word word word", "word.", 1)).clear == 5


def test_a_paragraph_nobody_reads_costs_a_mark(marked: Callable[..., Score]) -> None:
    def longer(draft: Any) -> Any:
        return draft.saying(" ".join(["This is a part of it."] * 11))

    # The letter is then too long as well, which costs another.
    assert marked(change=longer).clear == 3


@pytest.mark.parametrize(("left", "mark"), [(0, 5), (2, 4), (4, 3)])
def test_complete_is_the_share_of_questions_answered(
    marked: Callable[..., Score], left: int, mark: int
) -> None:
    assert marked(left=LABELS[:left]).complete == mark


def test_a_letter_that_asks_nothing_is_complete(marked: Callable[..., Score]) -> None:
    assert marked(asked=0).complete == 5


def test_there_are_at_most_three_suggestions_and_the_lowest_mark_comes_first(
    marked: Callable[..., Score],
) -> None:
    found = marked("It is theft!! GIVE ME MY MONEY, idiot.", LONG, left=LABELS)
    assert len(found.suggestions) == 3
    assert found.polite < found.complete < found.clear
    kinds = [one.msgid for one in found.suggestions]
    assert "Capitals" in kinds[0] or "Gentler" in kinds[0]
    assert kinds[1].startswith("It would be stronger with")
    assert kinds[2].startswith("A sentence in your own words")


def test_the_missing_answers_that_would_help_are_named(marked: Callable[..., Score]) -> None:
    (suggestion,) = marked(left=LABELS[:3]).suggestions
    assert suggestion.fields["names"] == LABELS[:3]
