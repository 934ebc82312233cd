"""Ombudsmen, regulators and authorities of a place, and which of them are open for a case now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from refundletters.facts.scope import holds
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


def bodies_for(roots: Roots, chain: Sequence[str], scope: Mapping[str, Any]) -> tuple[Body, ...]:
    """Return the bodies of a place, nearest law first, then in the order to turn to them.

    Args:
        roots: Where the table of bodies lies.
        chain: Jurisdictions, nearest first.
        scope: What conditions may see of the case.
    """
    known = load_rows(roots, "bodies", tuple(chain)).values()
    rows = [row for row in known if row["jurisdiction"] in chain]
    rows.sort(key=lambda row: (chain.index(row["jurisdiction"]), row.get("order", _LAST)))
    return tuple(_body(row, scope) for row in rows)


def _body(row: Mapping[str, Any], scope: Mapping[str, Any]) -> Body:
    stage = row.get("stage", "")
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
        open_now=holds(row.get("when") or _OPENS.get(stage, "false"), scope),
    )
