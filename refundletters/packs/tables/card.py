"""Dispute categories of the card schemes, in the schemes' own words."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Final, Literal

from msgspec import Meta, field

from refundletters.model.condition import Condition
from refundletters.model.values import Reason
from refundletters.packs.tables.base import ALWAYS, Row, RowId, RowKind, Text
from refundletters.packs.tables.period import CustomerPeriod

__all__ = ["CARDS", "CardCategory", "Network"]

Network = Literal["visa", "mastercard", "amex", "discover"]


class CardCategory(Row, frozen=True, kw_only=True):
    """A reason for which a card scheme takes a charge back."""

    id: RowId
    network: Annotated[Network, Meta(description="The scheme.")]
    code: Annotated[Text, Meta(description="The scheme's own code.")]
    name: Annotated[Text, Meta(description="The scheme's own name; never translated.")]
    reasons: Annotated[tuple[Reason, ...], Meta(description="The reasons of a case it suits.")]
    when: Annotated[Condition, Meta(description="It suits only where this holds.")] = field(
        default_factory=lambda: ALWAYS
    )
    needs_check: Annotated[
        str, Meta(description="What no case file shows and has to be found out; for reviewers.")
    ] = ""
    rank: Annotated[int, Meta(description="The smaller is taken first.")] = 50
    evidence: Annotated[
        tuple[str, ...], Meta(description="What the scheme asks for, in its words.")
    ] = ()
    deadline: Annotated[
        CustomerPeriod | None, Meta(description="What the card issuer has to keep.")
    ] = None
    source: Annotated[Text, Meta(description="The page it was read on.")]
    more_sources: Annotated[tuple[str, ...], Meta(description="Further pages.")] = ()
    unverified_note: Annotated[
        str, Meta(description="What still has to be read; for reviewers.")
    ] = ""
    checked: Annotated[dt.date, Meta(description="The day it was read.")]
    verified: Annotated[
        bool, Meta(description="Whether code and name were read; no other is ever taken.")
    ] = False
    caveats: Annotated[
        tuple[str, ...], Meta(description="What speaks against it, in prose; for reviewers.")
    ] = ()


CARDS: Final = RowKind("cards", "category", CardCategory)
