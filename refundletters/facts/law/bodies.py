"""Ombudsmen, regulators and authorities of a place, and which of them are open for a case now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from refundletters.facts.conditions import is_true
from refundletters.facts.law.dates import Period
from refundletters.facts.law.deadlines import DeadlineCalculator
from refundletters.facts.types import Body
from refundletters.packs.roots import Roots
from refundletters.packs.rows import load_rows

__all__ = ["bodies_for"]

# When a stage opens, for rows that do not say so themselves.
_OPENS: Final[Mapping[str, str]] = {
    "merchant": "true",
    "store": "signal.biller_is_other",
    "scheme": "signal.is_bank_method",
    "bank": "signal.is_bank_method",
    "ombudsman": "signal.bank_refused or signal.bank_overdue or signal.credit_reversed",
    "authority": "signal.contacted",
    "cross_border": "signal.complaint_overdue or signal.refused",
    "court": "signal.complaint_overdue",
}
_LAST: Final = 99


def bodies_for(
    roots: Roots, chain: Sequence[str], scope: Mapping[str, Any], judge: DeadlineCalculator
) -> tuple[Body, ...]:
    """Return the bodies of a place, nearest law first, then in the order to turn to them.

    Args:
        roots: Where the table of bodies lies.
        chain: Jurisdictions, nearest first.
        scope: What conditions may see of the case.
        judge: Works out last days.
    """
    known = load_rows(roots, "bodies", tuple(chain)).values()
    rows = [row for row in known if row["jurisdiction"] in chain]
    rows.sort(key=lambda row: (chain.index(row["jurisdiction"]), row.get("order", _LAST)))
    return tuple(_body(row, scope, judge) for row in rows)


def _body(row: Mapping[str, Any], scope: Mapping[str, Any], judge: DeadlineCalculator) -> Body:
    stage = row.get("stage", "")
    stated = row.get("deadline", {})
    started = judge.events.days(stated.get("from", "none"))
    last = judge.period_end(stated, started[-1]) if started else None
    is_over = last is not None and last < judge.as_of
    return Body(
        id=row["id"],
        jurisdiction=row["jurisdiction"],
        stage=stage,
        name=row.get("name", row["id"]),
        handles=row.get("handles", ""),
        precondition=row.get("precondition", ""),
        time_limit=row.get("time_limit", ""),
        url=row.get("url", ""),
        verified=bool(row.get("verified")),
        against=tuple(row.get("against", ("company", "bank"))),
        first=row.get("first", ""),
        wait=Period.of(row.get("wait", {})),
        within=Period.of(stated),
        counted_from=stated.get("from", ""),
        counted_from_on=started[-1] if started else None,
        last_day=last,
        is_over=is_over,
        open_now=not is_over and is_true(row.get("when") or _OPENS.get(stage, "false"), scope),
        described=bool(row.get("described")),
        local_only=bool(row.get("local_only")),
        checked=str(row.get("checked", "")),
        names={
            key.removeprefix("name_"): name for key, name in row.items() if key.startswith("name_")
        },
    )
