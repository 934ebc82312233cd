"""A composed letter as the rules see it: its passages of text and where they come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from refundletters.facts.types import Facts, RuleFact
from refundletters.i18n.formats import Formats
from refundletters.letters.pieces import inside_line
from refundletters.lint.finding import NOWHERE
from refundletters.lint.lexicon import Lexicon, lexicon
from refundletters.lint.readability import sentences
from refundletters.model.document import (
    Block,
    Break,
    Document,
    Group,
    Heading,
    ListBlock,
    Paragraph,
    Place,
    Run,
    Table,
    Text,
)
from refundletters.packs.letters import LetterMeta
from refundletters.packs.roots import Roots
from refundletters.patterns import lazy_pattern

__all__ = ["LetterText", "Passage", "read", "simple"]

_BLANKS: Final = lazy_pattern(r"[\u00a0\u202f\u2009\u2007]")
_PROSE_ROLES: Final = frozenset({"", "thanks"})


class Passage(msgspec.Struct, frozen=True):
    """One text of a letter.

    Attributes:
        text: The words; a line break is a line end.
        kind: ``prose item heading cell address enclosure frame``; a frame is the head or close.
        role: The role of its paragraph.
        slot: The innermost slot around it.
        part: The part it belongs to.
        place: Where it was written.
    """

    text: str
    kind: str
    role: str = ""
    slot: str = ""
    part: str = ""
    place: Place = NOWHERE


class LetterText(msgspec.Struct, frozen=True):
    """A letter with everything a rule may ask about it.

    Attributes:
        lexicon: The words of its language.
        passages: All of its text, in order.
        own: What the person wrote or quoted in free text, longest first.
        legal: Sentences and citations of the rules that may be quoted, longest first.
    """

    document: Document
    facts: Facts
    meta: LetterMeta
    roots: Roots
    lexicon: Lexicon
    formats: Formats
    passages: tuple[Passage, ...]
    own: tuple[str, ...]
    legal: tuple[str, ...]

    @property
    def language(self) -> str:
        """Language code of the words."""
        return self.document.locale.partition("_")[0]

    @property
    def to_bank(self) -> bool:
        """Whether it goes to the bank."""
        return self.meta.audience in {"card_issuer", "bank", "bank_complaints"}

    @property
    def kept_by_writer(self) -> bool:
        """Whether the writer keeps it."""
        return self.meta.audience == "user"

    @property
    def prose(self) -> tuple[Passage, ...]:
        """The running text: paragraphs and items of lists."""
        return tuple(passage for passage in self.passages if passage.kind in {"prose", "item"})

    @property
    def message(self) -> tuple[Passage, ...]:
        """The running text of the first message, where the document has several."""
        parts = {passage.part: None for passage in self.passages if passage.part}
        if len(parts) < 2:
            return tuple(self.prose)
        first = next(iter(parts))
        return tuple(passage for passage in self.prose if passage.part == first)

    def sentences(self, text: str) -> list[str]:
        """Return the sentences of a passage."""
        known = self.lexicon.words("abbreviations")
        return [found for line in text.split("\n") for found in sentences(line, known)]

    def without_user_text(self, text: str) -> str:
        """Return ``text`` without what the person wrote or quoted."""
        for own in self.own:
            text = text.replace(own, " ")
        return text

    def without_legal_text(self, text: str) -> str:
        """Return ``text`` without the sentences and citations of rules that may be quoted."""
        text = simple(text)
        for known in self.legal:
            text = text.replace(known, " ")
        return text

    @property
    def quotable(self) -> tuple[RuleFact, ...]:
        """The rules that a letter about this case may quote."""
        return _quotable(self.facts)


def read(document: Document, facts: Facts, meta: LetterMeta, roots: Roots) -> LetterText:
    """Take a composed letter apart."""
    return LetterText(
        document,
        facts,
        meta,
        roots,
        lexicon(roots, document.locale.partition("_")[0]),
        Formats(document.locale),
        tuple(_passages(document.blocks, "", "")),
        tuple(_own_words(facts)),
        tuple(_legal(facts)),
    )


def _quotable(facts: Facts) -> tuple[RuleFact, ...]:
    return tuple(rule for rule in facts.rules if rule.quotable)


def _legal(facts: Facts) -> list[str]:
    found: set[str] = set()
    for rule in _quotable(facts):
        found |= {rule.citation, *rule.citations.values(), *rule.says.values()}
    return sorted(map(simple, filter(None, found)), key=len, reverse=True)


def simple(text: str) -> str:
    """Return ``text`` with plain spaces, for comparison."""
    return _BLANKS.sub(" ", text)


def _own_words(facts: Facts) -> list[str]:
    case = facts.case
    found = {
        case.own_words,
        case.style.inconvenience,
        case.wrong_amount.cause,
        case.technical.kind,
        *case.blocked.paths,
        *(contact.said for contact in case.contacts),
        *(text for step in case.technical.steps for text in (step.what, step.result)),
        *(incident.effect for incident in case.technical.incidents),
        *(text for item in case.evidence for text in (item.label, item.shows)),
    }
    told = {text for text in found if text}
    # Letters begin somebody's own words as a sentence, or go on with them inside a line.
    begun = {text[0].upper() + text[1:] for text in told}
    inside = {inside_line(text) for text in told}
    return sorted(told | begun | inside, key=len, reverse=True)


def _passages(blocks: Iterable[Block], slot: str, part: str) -> Iterator[Passage]:
    for block in blocks:
        at = block.place
        match block:
            case Group():
                yield from _passages(block.blocks, block.slot or slot, block.part or part)
            case Paragraph():
                text = _text(block.runs)
                kind = "prose" if block.role in _PROSE_ROLES and text.strip() else "frame"
                yield Passage(text, kind, block.role, slot, part, at)
            case Heading():
                yield Passage(_text(block.runs), "heading", "", slot, part, at)
            case ListBlock():
                kind = "enclosure" if block.role == "enclosures" else "item"
                for item in block.items:
                    yield Passage(_text(item), kind, block.role, slot, part, at)
            case Table():
                for row in block.rows:
                    for cell in row.cells:
                        yield Passage(_text(cell.runs), "cell", row.kind, slot, part, at)
            case _:
                for line in block.lines:
                    yield Passage(_text(line), "address", block.role, slot, part, at)


def _text(runs: Iterable[Run]) -> str:
    """Return the words of ``runs``; a blank line to fill in has none."""
    return "".join(
        run.text if isinstance(run, Text) else "\n" if isinstance(run, Break) else ""
        for run in runs
    )
