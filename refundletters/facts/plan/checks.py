"""What to check before sending: doubts the other side might raise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from refundletters.answers.contradictions import contradictions
from refundletters.facts.plan.advice import advice_about, advice_names, said, sentences
from refundletters.facts.plan.service_policy import checks_of_service
from refundletters.facts.types import Facts, PlanWarning
from refundletters.messages import Message
from refundletters.model.condition import look_up
from refundletters.packs.tables.advice import AdviceRow

__all__ = ["first_checks", "warnings_for"]


def warnings_for(facts: Facts) -> tuple[PlanWarning, ...]:
    """Return what to check before anything is sent."""
    names = advice_names(facts)
    found = [
        PlanWarning(key, sentence)
        for row in advice_about(facts, "check")
        for key, seen in _entries(row, names)
        if row.when(seen)
        for sentence in sentences(row, seen)
    ]
    doubts = (PlanWarning(doubt.keys[0], doubt.message) for doubt in contradictions(facts.case))
    return (*doubts, *found, *facts.notices)


def first_checks(facts: Facts) -> tuple[Message, ...]:
    """Return what to check before the first message; nothing once somebody has been contacted."""
    signals = facts.signals
    if signals.contacted or signals.bank_contacted or signals.settled:
        return ()
    return (*said(facts, "first_check", advice_names(facts)), *checks_of_service(facts))


def _entries(row: AdviceRow, names: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the key that a row is about and the names it may use, for each entry of its table."""
    if not row.each:
        yield row.key, names
        return
    for index, entry in enumerate(look_up(row.each, names) or ()):
        key = f"{row.each}.{index}{row.key.removeprefix(row.each)}"
        yield key, {**names, row.each: entry}
