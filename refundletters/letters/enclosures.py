"""Evidence as enclosures: numbered once, for letters, lists and bundles alike."""

from __future__ import annotations

from collections.abc import Sequence

from refundletters.facts.types import ChargeFact
from refundletters.model.case import Case
from refundletters.model.tables import Evidence

__all__ = ["enclosures", "numbers_of", "statement_number"]


def enclosures(case: Case) -> Sequence[Evidence]:
    """Return the evidence that goes with a letter, in the order of the case file.

    The number of an enclosure is its position, from 1. Evidence without a label is not one: no
    letter could refer to it.
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


def statement_number(case: Case, charge: ChargeFact, *, alone: bool) -> int:
    """Return the number of the enclosed statement that shows ``charge``, 0 where none does.

    A statement shows the charges with its statement date; a single charge and a single statement
    belong together even without a date.
    """
    numbers = numbers_of(case, "statement")
    listed = enclosures(case)
    for number in numbers:
        day = listed[number - 1].date
        if day is not None and day == charge.statement_date:
            return number
    return numbers[0] if alone and len(numbers) == 1 else 0
