"""The dispute category of a card scheme that fits a case, in the scheme's own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from refundletters.facts.law.deadlines import DeadlineCalculator
from refundletters.facts.types import Category, Deadline
from refundletters.messages import say
from refundletters.model.case import Case
from refundletters.packs.roots import Roots
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.card import CARDS, CardCategory

__all__ = ["CardWindow", "card_window"]


class CardWindow(msgspec.Struct, frozen=True):
    """What a card scheme offers for a case.

    Attributes:
        category: The category that fits, if any.
        deadline: The last day to ask the card issuer, if the figure was read and the day has not
        passed.
        is_over: Whether that day has passed for every charge.
        row: The row of the data that gives the time: the category's, else the most careful one.
    """

    category: Category | None = None
    deadline: Deadline | None = None
    is_over: bool = False
    row: CardCategory | None = None


def card_window(
    case: Case, scope: Mapping[str, Any], judge: DeadlineCalculator, roots: Roots
) -> CardWindow:
    """Return the category for a case paid by card; empty where network or category is not known."""
    network = scope["signal"].network
    if not network or not scope["signal"].is_card:
        return CardWindow()
    named = [row for row in _rows(network, roots) if case.reason in row.reasons]
    row = min(
        (row for row in named if row.when(scope)), key=lambda row: (row.rank, row.id), default=None
    )
    if row is None:
        return _careful_window(named, judge)
    category = Category(
        network=network, code=row.code, name=row.name, evidence=row.evidence, source=row.source
    )
    judged = judge.customer_deadline(row.id, row.deadline, "bank", row.source)
    window = None if judged.deadline is None else _as_window(judged.deadline)
    return CardWindow(category, window, is_over=judged.state == "passed", row=row)


def _careful_window(rows: Sequence[CardCategory], judge: DeadlineCalculator) -> CardWindow:
    """Return the earliest time that a scheme gives for the reason, where no category fits yet.

    An answer that is missing or unsure must not cost the day. A time that has passed is left out:
    the category that fits in the end may give more.
    """
    judged = [
        (found.date, row.id, found, row)
        for row in rows
        if (found := judge.customer_deadline(row.id, row.deadline, "bank", row.source).deadline)
    ]
    if not judged:
        return CardWindow()
    _, _, deadline, row = min(judged, key=lambda each: each[:2])
    return CardWindow(deadline=_as_window(deadline), row=row)


def _rows(network: str, roots: Roots) -> Iterator[CardCategory]:
    for row in load_rows(roots, CARDS).values():
        if row.network == network and row.verified:
            yield row


def _as_window(deadline: Deadline) -> Deadline:
    """Label a scheme's deadline: it applies to the card issuer, not to a letter."""
    return replace(
        deadline, what=say("Last day to ask your card issuer; issuers often want it earlier.")
    )
