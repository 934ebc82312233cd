"""Rules about ``letter.toml``: the questions and documents that it names exist."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from refundletters.lint.finding import Problem, Rule
from refundletters.messages import say
from refundletters.model.document import Place
from refundletters.packs.letters import LetterMeta, letter_metas
from refundletters.packs.questions import load_questions
from refundletters.packs.roots import Roots

__all__ = ["RULES", "Settings", "place_of"]


@dataclass(frozen=True, slots=True)
class Settings:
    """A ``letter.toml``.

    Attributes:
        file: Its path, for people.
        source: Its text.
        meta: What it holds.
        roots: Where letters and questions are.
    """

    file: str
    source: str
    meta: LetterMeta
    roots: Roots

    def place(self, text: str) -> Place:
        """Return the first line that ``text`` is written in."""
        return place_of(text, self.file, self.source)


def place_of(text: str, file: str, source: str) -> Place:
    """Return the first line of ``source`` that ``text`` is written in, 0 for none."""
    start = source.find(text)
    return Place(file, source.count("\n", 0, start) + 1 if start >= 0 else 0)


def questions(settings: Settings) -> Iterator[Problem]:
    """Whatever a letter needs or can use is a question."""
    known = load_questions(settings.roots)
    asked = [*settings.meta.needs, *settings.meta.wants]
    for ids in settings.meta.needs_by_reason.values():
        asked += ids
    for name in dict.fromkeys(asked):
        if name not in known:
            yield Problem(say("No question is called %(name)s.", name=name), settings.place(name))


def instead(settings: Settings) -> Iterator[Problem]:
    """Whatever is named as a better fit is a document."""
    known = letter_metas(settings.roots)
    gates = (*settings.meta.blocked, *settings.meta.waiting, *settings.meta.caution)
    for name in dict.fromkeys(name for gate in gates for name in gate.instead):
        if name not in known:
            yield Problem(say("No document is called %(name)s.", name=name), settings.place(name))


RULES: Final = (
    Rule("settings.question", say("What is never asked is missing for ever."), questions),
    Rule("settings.instead", say("Advice that leads nowhere is worse than none."), instead),
)
