"""What is known of a service: its own rules in our words, how to cancel, what explains charges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from refundletters.facts.types import Facts, Policy
from refundletters.messages import N_, Message, say
from refundletters.packs.rows import load_rows

__all__ = ["checks_of_service", "how_to_cancel", "policies"]

Row = Mapping[str, Any]

# Parts of a service's row that say what the company itself holds, in the order of the plan.
_PARTS: Final[Mapping[str, str]] = {
    "refund": N_("Refunds: %(what)s"),
    "cancel": N_("Canceling: %(what)s"),
    "pause": N_("Pausing: %(what)s"),
}


def policies(facts: Facts) -> tuple[Policy, ...]:
    """Return what the company says about refunds, canceling and pausing, in our own words.

    Where another company takes the money and is known, its rules on refunds count: whoever bills
    decides.
    """
    found: list[Policy] = []
    row, biller = _row(facts), _biller_row(facts)
    for part, title in _PARTS.items():
        holder = biller if biller is not None and part != "pause" else row
        found += _policy(part, title, (holder or {}).get(part, {}))
    for note in (row or {}).get("note", ()):
        found += _policy("note", N_("Worth knowing: %(what)s"), note)
    return tuple(found)


def how_to_cancel(facts: Facts) -> Iterator[Message]:
    """Yield the way to cancel with the page for it, as far as they are known."""
    row = _biller_row(facts) or _row(facts) or {}
    what = row.get("cancel", {}).get("summary", "")
    url = row.get("urls", {}).get("cancel", "")
    name = row.get("name", "")
    if what:
        way = Message(what)
        yield say(
            "To cancel %(name)s: %(way)s The names on the screen may differ.", name=name, way=way
        )
    if url:
        yield say("The page to cancel %(name)s: %(url)s", name=name, url=url)


def checks_of_service(facts: Facts) -> tuple[Message, ...]:
    """Return what commonly explains a charge of this company."""
    row = _biller_row(facts) or _row(facts) or {}
    return tuple(Message(check) for check in row.get("unexpected_charge", {}).get("checks", ()))


def _row(facts: Facts) -> Row | None:
    return load_rows(facts.roots, "services").get(facts.service.id)


def _biller_row(facts: Facts) -> Row | None:
    """Return the row of the company that bills for the service, where that is another one."""
    biller = facts.case.service.biller
    if not facts.signals.biller_is_other:
        return None
    rows = load_rows(facts.roots, "services").values()
    return next((row for row in rows if row.get("biller") == biller), None)


def _policy(part: str, title: str, row: Row) -> list[Policy]:
    summary = row.get("summary", "")
    if not summary:
        return []
    sources = [row["source"]] if "source" in row else list(row.get("sources", ()))
    link = next((source for source in sources if source.startswith("https://")), "")
    return [
        Policy(
            part=part,
            says=Message(title, {"what": Message(summary)}),
            source=link or next(iter(sources), ""),
            checked=row.get("checked", ""),
            verified=bool(row.get("verified", False)),
        )
    ]
