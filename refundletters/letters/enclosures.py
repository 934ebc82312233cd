"""Evidence as enclosures: numbered once, for letters, lists and bundles alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from refundletters.facts.types import ChargeFact
from refundletters.model.case import Case
from refundletters.model.tables import Evidence

__all__ = ["announcements_of", "enclosures", "numbers_of", "statement_number"]


def enclosures(case: Case) -> Sequence[Evidence]:
    """Return the evidence that goes with a letter, in the order of the case file.

    The number of an enclosure is its position, from 1. Evidence without a label is not one: no
    letter could name it.
    """
    return [item for item in case.evidence if item.label]


def numbers_of(case: Case, *kinds: str) -> Sequence[int]:
    """Return the numbers of the enclosures of some kinds, in order.

    A longer kind such as ``cancellation_confirmation`` is also a ``confirmation``.
    """
    wanted = set(kinds)
    return [
        number
        for number, item in enumerate(enclosures(case), 1)
        if item.kind and not wanted.isdisjoint((item.kind, *item.kind.split("_")))
    ]


def announcements_of(case: Case, day: dt.date) -> Sequence[int]:
    """Return the numbers of the enclosed notices that announce the price from ``day``.

    A notice announces the first increase on its own day or later; one without a day, or later
    than every increase, may belong to any.
    """
    risen = sorted(r.effective_from for r in case.price_increases if r.effective_from)
    listed = enclosures(case)
    found = []
    for number in numbers_of(case, "notice"):
        sent = listed[number - 1].date
        announced = next((rise for rise in risen if sent is not None and rise >= sent), day)
        if announced == day:
            found.append(number)
    return found


def statement_number(case: Case, charge: ChargeFact, *, alone: bool) -> int:
    """Return the number of the enclosed statement that shows ``charge``, 0 where none does.

    A statement shows the charge whose statement has its day; where there is one charge and one
    statement, they belong together without a day.
    """
    numbers = numbers_of(case, "statement")
    listed = enclosures(case)
    for number in numbers:
        day = listed[number - 1].date
        if day is not None and day == charge.statement_date:
            return number
    return numbers[0] if alone and len(numbers) == 1 else 0
