"""Who outside can help in a case: which bodies a plan shows, and what it says about them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refundletters.facts.plan.advice import advice_names, said
from refundletters.facts.types import Body, Deadline, Facts
from refundletters.messages import Message, say

__all__ = ["about_body", "bodies_shown", "last_days"]

_OUTSIDE: Final = ("ombudsman", "authority", "cross_border", "court")
_FOR_ALL: Final = frozenset({"EU", "INTL"})
# The letters ask the company and the bank; no outside body takes up a plea for goodwill.
_OWN_DOING: Final = frozenset({"forgot_to_cancel", "unused"})


def bodies_shown(facts: Facts) -> tuple[Body, ...]:
    """Return the bodies that can help in a case, those that are open now first."""
    if facts.case.reason in _OWN_DOING:
        return ()
    bank = facts.signals.is_bank_method or facts.signals.bank_contacted
    found: list[Body] = []
    for body in facts.bodies:
        if body.stage not in _OUTSIDE or not (bank or "company" in body.against):
            continue
        # A body for several countries is used where a country has none itself.
        if body.jurisdiction in _FOR_ALL and any(_same_task(body, other) for other in found):
            continue
        found.append(body)
    return tuple(sorted(found, key=lambda body: not body.open_now))


def about_body(body: Body, facts: Facts) -> tuple[Message, ...]:
    """Return what is said about a body: what it does, whom to ask first, and by when."""
    return said(facts, "body", advice_names(facts, body=body))


def last_days(facts: Facts) -> Iterator[Deadline]:
    """Yield the last days to turn to the bodies that are open now."""
    for body in bodies_shown(facts):
        if body.open_now and body.last_day is not None and body.counted_from_on is not None:
            yield Deadline(
                id=body.id,
                date=body.last_day,
                counted_from=body.counted_from,
                counted_from_on=body.counted_from_on,
                must_be_received=False,
                send_by=body.last_day,
                days_left=(body.last_day - facts.as_of).days,
                what=say("Last day to ask for help there: %(body)s.", body=body.name),
                source=body.url,
            )


def _same_task(body: Body, other: Body) -> bool:
    return body.stage == other.stage and bool(set(body.against).intersection(other.against))
