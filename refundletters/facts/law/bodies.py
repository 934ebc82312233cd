"""Ombudsmen, regulators and authorities of a place, and which of them are open for a case now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from refundletters.facts.law.deadlines import DeadlineCalculator
from refundletters.facts.law.periods import Period
from refundletters.facts.types import Body
from refundletters.packs.roots import Roots
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.body import BODIES, BodyRow

__all__ = ["bodies_for"]


def bodies_for(
    roots: Roots, chain: Sequence[str], scope: Mapping[str, Any], judge: DeadlineCalculator
) -> tuple[Body, ...]:
    """Return the bodies for a place, nearest jurisdiction first, then in the order to turn to them.

    Args:
        roots: Where the table of bodies is.
        chain: Jurisdictions, nearest first.
        scope: The names that conditions may use.
        judge: Works out last days.
    """
    return tuple(_body(row, scope, judge) for row in _rows_of(roots, tuple(chain)))


@lru_cache(maxsize=256)
def _rows_of(roots: Roots, chain: tuple[str, ...]) -> tuple[BodyRow, ...]:
    known = load_rows(roots, BODIES, chain).values()
    rows = [row for row in known if row.jurisdiction in chain]
    return tuple(sorted(rows, key=lambda row: (chain.index(row.jurisdiction), row.order)))


def _body(row: BodyRow, scope: Mapping[str, Any], judge: DeadlineCalculator) -> Body:
    stated = row.deadline
    started = () if stated is None else judge.events.days(stated.from_)
    last = judge.period_end(stated, started[-1]) if stated is not None and started else None
    is_over = last is not None and last < judge.as_of
    return Body(
        id=row.id,
        jurisdiction=row.jurisdiction,
        stage=row.stage,
        name=row.name,
        handles=row.handles,
        precondition=row.precondition,
        time_limit=row.time_limit,
        url=row.url,
        verified=row.verified,
        against=row.against,
        first=row.first,
        wait=_wait(row, scope),
        within=Period.of(stated),
        counted_from="" if stated is None else stated.from_,
        counted_from_on=started[-1] if started else None,
        last_day=last,
        is_over=is_over,
        open_now=not is_over and row.opens(scope),
        described=row.described,
        local_only=row.local_only,
        checked=row.checked.isoformat(),
        names=row.names,
        salutations=row.salutations,
        addressees=row.addressees,
        takes=row.takes,
    )


def _wait(row: BodyRow, scope: Mapping[str, Any]) -> Period | None:
    """Return how long whoever was asked first has to answer, by special case or in general."""
    special = next((wait for wait in row.wait_if if wait.when(scope)), row.wait)
    return Period.of(special)
