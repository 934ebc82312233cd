"""Letters with a fault planted in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pytest
from msgspec.structs import replace

from refundletters.facts.types import Facts
from refundletters.letters.compose import compose
from refundletters.lint.generated_cases import specimens
from refundletters.lint.letter_rules import lint_document
from refundletters.model.document import (
    Block,
    Document,
    Group,
    Heading,
    ListBlock,
    Paragraph,
    Table,
    Text,
)
from refundletters.packs.letters import LetterMeta, letter_metas
from refundletters.packs.roots import Roots


@dataclass(frozen=True)
class Letter:
    """A letter that can be changed and read again."""

    document: Document
    facts: Facts
    meta: LetterMeta
    roots: Roots

    def rules(self) -> set[str]:
        """The ids of the rules it breaks."""
        found = lint_document(self.document, self.facts, self.meta, self.roots)
        return {finding.rule for finding in found}

    def said(self, rule: str) -> str:
        """What the findings of one rule say."""
        found = lint_document(self.document, self.facts, self.meta, self.roots)
        return " ".join(
            finding.message.msgid % finding.message.fields
            for finding in found
            if finding.rule == rule
        )

    def with_document(self, **changes: Any) -> Letter:
        return replace(self, document=replace(self.document, **changes))

    def with_facts(self, **changes: Any) -> Letter:
        return replace(self, facts=replace(self.facts, **changes))

    def without(self, unwanted: Callable[[Block], bool]) -> Letter:
        return self.with_document(blocks=tuple(_kept(self.document.blocks, unwanted)))

    def saying(self, text: str, slot: str = "ask", part: str = "") -> Letter:
        """The letter with one more paragraph at its end."""
        more = Group((Paragraph((Text(text),)),), slot, part)
        return self.with_document(blocks=(*self.document.blocks, more))

    def beginning(self, text: str) -> Letter:
        """The letter with one more paragraph before all others."""
        return self.with_document(blocks=(Paragraph((Text(text),)), *self.document.blocks))

    def instead(self, old: str, new: str) -> Letter:
        """The letter with other words."""
        return self.with_document(
            blocks=tuple(_reworded(block, old, new) for block in self.document.blocks)
        )


def _kept(blocks: Iterable[Block], unwanted: Callable[[Block], bool]) -> Iterable[Block]:
    for block in blocks:
        if unwanted(block):
            continue
        if isinstance(block, Group):
            block = replace(block, blocks=tuple(_kept(block.blocks, unwanted)))
        yield block


def _reworded(block: Block, old: str, new: str) -> Block:
    def runs(given: Any) -> Any:
        return tuple(
            replace(run, text=run.text.replace(old, new)) if isinstance(run, Text) else run
            for run in given
        )

    match block:
        case Group():
            return replace(block, blocks=tuple(_reworded(b, old, new) for b in block.blocks))
        case ListBlock():
            return replace(block, items=tuple(map(runs, block.items)))
        case Table():
            rows = tuple(
                replace(row, cells=tuple(replace(c, runs=runs(c.runs)) for c in row.cells))
                for row in block.rows
            )
            return replace(block, rows=rows)
        case Paragraph() | Heading():
            return replace(block, runs=runs(block.runs))
    return block


@pytest.fixture
def letter(roots: Roots) -> Callable[..., Letter]:
    """Write a letter from a made-up case: ``letter("card-dispute", "duplicate_charge", "DE")``."""

    def write(
        document: str,
        reason: str = "charged_after_cancellation",
        country: str = "US",
        locale: str = "en_US",
        channel: str | None = None,
    ) -> Letter:
        meta = letter_metas(roots)[document]
        specimen = next(iter(specimens(meta, reason, country, roots, ("standard",))))
        composed = compose(document, specimen.facts, roots, locale, channel=channel)
        return Letter(composed, specimen.facts, meta, roots)

    return write
