"""What to gather and how to get in touch, from the tables of data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from refundletters.facts.conditions import names_of_facts
from refundletters.facts.types import ChannelAdvice, EvidenceItem, Facts
from refundletters.messages import Message
from refundletters.packs.roots import Roots
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.channel import CHANNELS, ChannelRow
from refundletters.packs.tables.evidence import EVIDENCE, EvidenceRow

__all__ = ["channels_for", "evidence_for"]

Listed = TypeVar("Listed", EvidenceRow, ChannelRow)


def evidence_for(facts: Facts, roots: Roots) -> tuple[EvidenceItem, ...]:
    """Return what to gather for a case, the most useful first.

    An item counts as present when the case has evidence of one of its kinds; a longer kind such as
    ``cancellation_confirmation`` is also a ``confirmation``.
    """
    kinds = [piece.kind for piece in facts.case.evidence if piece.kind]
    there = {*kinds, *(word for kind in kinds for word in kind.split("_"))}
    return tuple(
        EvidenceItem(
            id=row.id,
            rank=row.rank,
            what=Message(row.what),
            have=not there.isdisjoint((row.id, *row.kinds)),
        )
        for row in _fitting(facts, load_rows(roots, EVIDENCE).values())
    )


def channels_for(facts: Facts, roots: Roots) -> tuple[ChannelAdvice, ...]:
    """Return the ways to get in touch that suit a case, the best first."""
    return tuple(
        ChannelAdvice(row.channel, Message(row.why), row.wait_days)
        for row in _fitting(facts, load_rows(roots, CHANNELS).values())
    )


def _fitting(facts: Facts, rows: Iterable[Listed]) -> list[Listed]:
    scope = names_of_facts(facts)
    return sorted((row for row in rows if row.when(scope)), key=lambda row: (row.order, row.id))
