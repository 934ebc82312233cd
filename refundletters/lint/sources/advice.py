"""Rules about rows of advice: what they name exists, their order is clear, they are translated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from refundletters.i18n import catalogues, locales
from refundletters.lint.finding import Problem, Rule
from refundletters.lint.sources.letter_settings import place_of
from refundletters.messages import say
from refundletters.model.document import Place
from refundletters.packs.letters import letter_metas
from refundletters.packs.roots import Roots
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.advice import ADVICE, AdviceRow

__all__ = ["RULES", "AdviceFile"]


@dataclass(frozen=True, slots=True)
class AdviceFile:
    """A file of advice.

    Attributes:
        file: Its path, for people.
        source: Its text.
        rows: What it holds.
        roots: Where letters, catalogues and all advice are.
    """

    file: str
    source: str
    rows: tuple[AdviceRow, ...]
    roots: Roots

    def place(self, row: AdviceRow) -> Place:
        """Return the line of the id of ``row``."""
        return place_of(f'id = "{row.id}"', self.file, self.source)


def instead(advice: AdviceFile) -> Iterator[Problem]:
    """Whatever is named as a better fit is a document."""
    known = letter_metas(advice.roots)
    for row in advice.rows:
        for name in row.instead:
            if name not in known:
                message = say("No document is called %(name)s.", name=name)
                yield Problem(message, advice.place(row))


def order(advice: AdviceFile) -> Iterator[Problem]:
    """No two rows of a group have the same position."""
    for row in advice.rows:
        for other in load_rows(advice.roots, ADVICE).values():
            if (other.group, other.order) == (row.group, row.order) and other.id < row.id:
                message = say("%(id)s has the same order as %(other)s.", id=row.id, other=other.id)
                yield Problem(message, advice.place(row))


def translation(advice: AdviceFile) -> Iterator[Problem]:
    """Every sentence is translated into the languages that the program speaks."""
    known = [
        catalogues.load(advice.roots, "ui", locale)
        for locale in locales.available(advice.roots, "ui")
        # A language that has only begun falls back to English, sentence by sentence.
        if catalogues.share(advice.roots, "ui", locale) >= _SPOKEN
    ]
    for row in advice.rows:
        for text in (row.says, *row.more):
            for catalogue in known:
                catalogue.gettext(text)
            missing = [catalogue.locale for catalogue in known if text in catalogue.missing]
            if missing:
                message = say(
                    "A sentence of %(id)s is not translated into %(locales)s.",
                    id=row.id,
                    locales=missing,
                )
                yield Problem(message, advice.place(row))


# A language speaks from here on; a new sentence must not lag behind in it.
_SPOKEN: Final = 0.5

RULES: Final = (
    Rule("advice.instead", say("Advice that leads nowhere is worse than none."), instead),
    Rule(
        "advice.order",
        say("Which of the two is said first should not depend on their names."),
        order,
        "warning",
    ),
    Rule(
        "advice.translation",
        say("Advice in another language than the rest of the plan is not read."),
        translation,
        "warning",
    ),
)
