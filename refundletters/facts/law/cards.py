"""The dispute category of a card scheme that fits a case, in the scheme's own words."""

from __future__ import annotations

from collections.abc import Mapping
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
        row: The category as a row of the data.
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
    row = _category_row(case, network, scope, roots)
    if row is None:
        return CardWindow()
    category = Category(
        network=network, code=row.code, name=row.name, evidence=row.evidence, source=row.source
    )
    judged = judge.customer_deadline(row.id, row.deadline, "bank", row.source)
    window = None if judged.deadline is None else _as_window(judged.deadline)
    return CardWindow(category, window, is_over=judged.state == "passed", row=row)


def _category_row(
    case: Case, network: str, scope: Mapping[str, Any], roots: Roots
) -> CardCategory | None:
    fitting = [
        row
        for row in load_rows(roots, CARDS).values()
        if row.network == network
        and case.reason in row.reasons
        and row.verified
        and row.when(scope)
    ]
    return min(fitting, key=lambda row: (row.rank, row.id), default=None)


def _as_window(deadline: Deadline) -> Deadline:
    """Label a scheme's deadline: it applies to the card issuer, not to a letter."""
    return replace(
        deadline, what=say("Last day to ask your card issuer; issuers often want it earlier.")
    )
