"""What to gather and how to get in touch, from the tables of data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from refundletters.facts.conditions import is_true, names_of_facts
from refundletters.facts.types import ChannelAdvice, EvidenceItem, Facts
from refundletters.messages import Message
from refundletters.packs.roots import Roots
from refundletters.packs.rows import load_rows

__all__ = ["channels_for", "evidence_for"]

_LAST: Final = 99


def evidence_for(facts: Facts, roots: Roots) -> tuple[EvidenceItem, ...]:
    """Return what to gather for a case, the most useful first.

    An item counts as there when the case has evidence of one of its kinds; a longer kind such as
    ``cancellation_confirmation`` is also a ``confirmation``.
    """
    kinds = [piece.kind for piece in facts.case.evidence if piece.kind]
    there = {*kinds, *(word for kind in kinds for word in kind.split("_"))}
    return tuple(
        EvidenceItem(
            id=row["id"],
            rank=row["rank"],
            what=Message(row["what"]),
            have=not there.isdisjoint((row["id"], *row.get("kinds", ()))),
        )
        for row in _fitting(facts, roots, "evidence")
    )


def channels_for(facts: Facts, roots: Roots) -> tuple[ChannelAdvice, ...]:
    """Return the ways to get in touch that suit a case, the best first."""
    return tuple(
        ChannelAdvice(row["channel"], Message(row["why"]), row.get("wait_days", 0))
        for row in _fitting(facts, roots, "channels")
    )


def _fitting(facts: Facts, roots: Roots, table: str) -> list[Mapping[str, Any]]:
    scope = names_of_facts(facts)
    rows = [
        row for row in load_rows(roots, table).values() if is_true(row.get("when", "true"), scope)
    ]
    return sorted(rows, key=lambda row: (row.get("order", _LAST), row["id"]))
