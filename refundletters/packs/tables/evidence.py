"""What to gather for a case."""

from __future__ import annotations

from typing import Annotated, Final

from msgspec import Meta, field

from refundletters.model.closed_words import EvidenceRank
from refundletters.model.condition import Condition
from refundletters.model.values import Id
from refundletters.packs.tables.base import ALWAYS, Row, RowId, RowKind, Text

__all__ = ["EVIDENCE", "EvidenceRow"]


class EvidenceRow(Row, frozen=True, kw_only=True):
    """Something that shows what happened, or that the other side will show."""

    id: RowId
    rank: Annotated[
        EvidenceRank,
        Meta(description="`strong` or `helpful` for the writer; `expect` from the other side."),
    ]
    order: Annotated[int, Meta(description="The smaller is named first.")] = 99
    what: Annotated[Text, Meta(description="What it is, one sentence (translated).")]
    kinds: Annotated[
        tuple[Id, ...],
        Meta(description="Kinds of `[[evidence]]` in a case file that count as having it."),
    ] = ()
    when: Annotated[Condition, Meta(description="It is named only where this holds.")] = field(
        default_factory=lambda: ALWAYS
    )


EVIDENCE: Final = RowKind("evidence", "evidence", EvidenceRow)
