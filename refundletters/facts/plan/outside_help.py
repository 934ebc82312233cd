"""Who outside can help in a case: which bodies a plan shows, and what it says of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Final

from refundletters.facts.law.dates import Period
from refundletters.facts.types import Body, Deadline, Facts
from refundletters.messages import N_, Message, say

__all__ = ["about_body", "bodies_shown", "last_days"]

_OUTSIDE: Final = ("ombudsman", "authority", "cross_border", "court")
_FOR_ALL: Final = frozenset({"EU", "INTL"})
# The company and the bank are asked by the letters; nobody outside takes up a plea for goodwill.
_OWN_DOING: Final = frozenset({"forgot_to_cancel", "unused"})

_DOES: Final[Mapping[tuple[str, tuple[str, ...]], Message]] = {
    ("ombudsman", ("bank",)): say("It looks into disputes with banks, out of court."),
    ("ombudsman", ("company",)): say("It looks into disputes with companies, out of court."),
    ("ombudsman", ("company", "bank")): say(
        "It looks into disputes with companies and banks, out of court."
    ),
    ("authority", ("bank",)): say("It takes complaints about banks."),
    ("authority", ("company",)): say("It takes complaints about companies."),
    ("authority", ("company", "bank")): say("It takes complaints about companies and banks."),
    ("cross_border", ("company",)): say("It helps with companies in other countries."),
    ("court", ("company",)): say("A court, for when nothing else has helped."),
    ("court", ("company", "bank")): say("A court, for when nothing else has helped."),
}
_FIRST: Final[Mapping[str, Message]] = {
    "bank": say("Complain to your bank first."),
    "company": say("Write to the company first."),
}
_WITHIN: Final[Mapping[str, str]] = {
    "bank_answered": N_("Time to go there once the bank has given its last answer: %(period)s."),
    "bank_told": N_("Time to go there once you have complained to the bank: %(period)s."),
    "company_told": N_("Time to go there once you have complained to the company: %(period)s."),
}
_ANSWERS: Final[Mapping[str, str]] = {
    "bank": N_("Time your bank has to answer: %(period)s."),
    "company": N_("Time the company has to answer: %(period)s."),
}
_SPANS: Final[Mapping[str, Message]] = {
    "days": Message(N_("%(count)s day"), {}, N_("%(count)s days"), "count"),
    "weeks": Message(N_("%(count)s week"), {}, N_("%(count)s weeks"), "count"),
    "months": Message(N_("%(count)s month"), {}, N_("%(count)s months"), "count"),
    "years": Message(N_("%(count)s year"), {}, N_("%(count)s years"), "count"),
    "business_days": Message(
        N_("%(count)s business day"), {}, N_("%(count)s business days"), "count"
    ),
}


def bodies_shown(facts: Facts) -> tuple[Body, ...]:
    """Return the bodies that can help in a case, those that are open now first."""
    if facts.case.reason in _OWN_DOING:
        return ()
    bank = facts.signals.is_bank_method or facts.signals.bank_contacted
    found: list[Body] = []
    for body in facts.bodies:
        if body.stage not in _OUTSIDE or not (bank or "company" in body.against):
            continue
        # A body of several countries stands in where a country has none of its own.
        if body.jurisdiction in _FOR_ALL and any(_same_task(body, other) for other in found):
            continue
        found.append(body)
    return tuple(sorted(found, key=lambda body: not body.open_now))


def about_body(body: Body) -> Iterator[Message]:
    """Yield what is said of a body: what it does, whom to ask before, and by when."""
    if body.open_now and not body.local_only:
        yield say("Open to you now.")
    does = _DOES.get((body.stage, body.against))
    if does is not None:
        yield does
    if body.local_only:
        yield say("It is only for companies that are based in your country.")
    if body.first and not body.open_now:
        yield _FIRST[body.first]
    if body.wait is not None and not body.open_now:
        yield Message(_ANSWERS[body.first], {"period": _span(body.wait)})
    if body.is_over and body.last_day is not None:
        yield say("The time to go there ran out on %(day)s.", day=body.last_day)
    elif body.last_day is not None:
        yield say("Go there by %(day)s.", day=body.last_day)
    elif body.within is not None:
        yield Message(_WITHIN[body.counted_from], {"period": _span(body.within)})
    if not body.verified:
        yield say("Not confirmed at its source: check before you rely on it.")


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


def _span(period: Period) -> Message:
    """Return a period in words; rows of bodies state one unit."""
    unit, count = next(
        (part.name, value) for part in fields(period) if (value := getattr(period, part.name))
    )
    return replace(_SPANS[unit], fields={"count": count})
