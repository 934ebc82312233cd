"""Small questions that several letters ask of the facts, answered in one place.

Templates see these values and methods; all of them are simple and none of them contains words.
"""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import east_asian_width

from markupsafe import Markup, escape

from refundletters.letters.pieces import bare_reference, inside_line, own_sentence, sentences_of
from refundletters.letters.view.charges import ChargesView
from refundletters.letters.view.law import LawView
from refundletters.letters.view.request import RequestView
from refundletters.letters.view.story import StoryView
from refundletters.patterns import lazy_pattern

__all__ = ["LetterView"]

# A private-use character, which no message contains.
_GAP = "\uf8f0"
_ARABIC = lazy_pattern("[\u0600-\u06ff]")
# How many characters of a subject a message list shows.
_LONGEST_SUBJECT = 78
# How many words and characters of a chat message are read before an answer is sent.
_CHAT_WORDS = 60
_CHAT_CHARACTERS = 400
# The blank lines after the opening and before the thanks.
_CHAT_BREAKS = 3
# What identifies the case, the charges and the cancellation: an agent searches for these.
_CHAT_LINES = 3
# Where a caller gives the family name: a given name alone is for friends.
_FAMILY_NAME_ON_THE_PHONE = ("ja",)
# How many facts the short edition states.
_FEW = 2
# A calm rate of speech on the phone; call centers train for 125 to 150.
_WORDS_A_MINUTE = 140


class LetterView(RequestView, StoryView, ChargesView, LawView, frozen=True):
    """What letters ask about one case: the request, the story, the charges and the rules."""

    @property
    def name_said_aloud(self) -> str:
        """Return the name that the writer gives on the phone, empty where none is known."""
        sender = self.facts.case.sender
        full = sender.full_name if self.language in _FAMILY_NAME_ON_THE_PHONE else ""
        return full or sender.given_name or ""

    def bare(self, reference: str) -> str:
        """Return a number without a word such as "case" before it."""
        return bare_reference(reference)

    def sentence_of(self, text: str) -> str:
        """Return somebody's own words with a capital and a period."""
        return own_sentence(text)

    def inside_line(self, text: str) -> str:
        """Return somebody's own words as they continue after a dash."""
        return inside_line(text)

    def sentences(self, markup: Markup) -> Sequence[Markup]:
        """Return the sentences that a macro wrote one to a line."""
        return sentences_of(markup)

    def told(self, markup: Markup) -> Sequence[Markup]:
        """Return the sentences that a letter includes: in the short edition only the first two."""
        told = sentences_of(markup)
        return told[:_FEW] if self.wants_short else told

    def first_sentence(self, markup: Markup) -> Markup:
        """Return the first of :meth:`sentences`, empty where there is none."""
        return next(iter(sentences_of(markup)), Markup(""))

    def short_enough(self, around: Markup, lines: Sequence[Markup]) -> Sequence[Markup]:
        """Return the ``lines`` that keep a chat message short; the first three always stay."""
        words = _CHAT_WORDS - len(around.split())
        characters = _CHAT_CHARACTERS - len(" ".join(around.split())) - _CHAT_BREAKS
        kept: list[Markup] = []
        for number, line in enumerate(lines):
            needed, length = len(line.split()), len(" ".join(line.split())) + 1
            if line and (number < _CHAT_LINES or (needed <= words and length <= characters)):
                kept.append(line)
                words, characters = words - needed, characters - length
        return kept

    @property
    def gap(self) -> str:
        """The mark in a subject where references go."""
        return _GAP

    def filled(self, message: Markup, references: Sequence[str]) -> Markup:
        """Return a subject with as many ``references`` in its gap as fit on one line of a list."""
        text = Markup(" ").join(message.split())
        room = _LONGEST_SUBJECT - len(text.unescape()) + len(_GAP)
        kept: list[Markup] = []
        for reference in map(escape, references):
            size = sum(len(known.unescape()) + 2 for known in kept)
            if kept and size + len(reference.unescape()) > room:
                break
            kept.append(reference)
        if len(kept) == 1 and len(references) > 1:
            # A number identifies the case; the company's own name tells it less.
            shorter = escape(references[1])
            kept = [shorter] if len(shorter.unescape()) <= room else kept
        # Where the colon is full-width, as in Japanese, so is the comma; Arabic has its own.
        comma = "、" if "：" in text else "، " if _ARABIC.search(text) else ", "
        return text.replace(_GAP, escape(comma).join(kept))

    def seconds_to_say(self, words: str) -> int:
        """Return how long it takes to say ``words`` calmly, rounded up to five seconds."""
        # Japanese has no blanks; two of its signs take about as long as a word.
        signs = sum(east_asian_width(sign) in "FW" for sign in words)
        seconds = (len(words.split()) + signs / 2) * 60 / _WORDS_A_MINUTE
        return -(-int(seconds + 1) // 5) * 5
