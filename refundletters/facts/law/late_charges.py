"""Time limits judged charge by charge: which debits a bank can no longer be asked for.

A rule whose period runs from the day of each charge covers only some of them. A bank is asked for
what at least one right, or the card scheme, still covers; a limit whose figure was not read
excludes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from refundletters.facts.law.deadlines import DeadlineCalculator
from refundletters.facts.law.periods import Period
from refundletters.packs.tables.card import CardCategory
from refundletters.packs.tables.rule import Rule

__all__ = ["covered_days", "late_days"]

_BY_CHARGE: Final = frozenset(
    {
        "transaction_date",
        "transaction_processing_date",
        "transaction_or_service_date",
        "expected_delivery_or_transaction",
        "cancellation_or_transaction",
        "debit_date",
        "payment_date",
    }
)
# Counted from the day on which a service was to be provided, where it ended.
_BY_SERVICE: Final = frozenset({"transaction_or_service_date", "expected_delivery_or_transaction"})
_BY_STATEMENT: Final = frozenset({"statement_sent", "statement_received", "statement_cutoff"})


def covered_days(row: Rule | CardCategory, judge: DeadlineCalculator) -> frozenset[dt.date] | None:
    """Return the days of the disputed charges that a rule still covers; ``None`` for all.

    Args:
        row: The rule or category.
        judge: Works out last days.
    """
    stated = row.deadline
    period = Period.of(stated)
    if stated is None or period is None or not stated.figure_verified:
        return None
    event = stated.from_
    if event not in _BY_CHARGE | _BY_STATEMENT:
        return None
    acted = judge.events.told("bank") or judge.as_of
    covered = set()
    for line in judge.events.lines:
        if line.date is None or not line.is_disputed:
            continue
        start = line.date if event in _BY_CHARGE else line.charge.statement_date
        if event in _BY_SERVICE:
            start = judge.events.without_service(line.date)
        # The statement comes after the charge; where its day is not known, it may still be in time.
        if start is None or period.after(start, judge.banks) >= acted:
            covered.add(line.date)
    return frozenset(covered)


def late_days(rows: Iterable[Rule | CardCategory], judge: DeadlineCalculator) -> frozenset[dt.date]:
    """Return the days of the charges that no right and no card scheme covers any more.

    Args:
        rows: The rights against the bank and the scheme's category that fit the case, including
            those whose time is over.
        judge: Works out last days.
    """
    every = frozenset(judge.events.charge_days())
    covers = [covered_days(row, judge) for row in rows]
    if not covers or any(covered is None for covered in covers):
        return frozenset()
    return every - frozenset().union(*(covered for covered in covers if covered is not None))
