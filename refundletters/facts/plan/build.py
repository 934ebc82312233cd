"""The plan: the state of the case, what comes next, and what to beware of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from msgspec.structs import replace

from refundletters.facts.contacts import promise_due, response_due, with_trader
from refundletters.facts.countries import reply_days
from refundletters.facts.gates import all_statuses
from refundletters.facts.law.business_days import work_calendar
from refundletters.facts.money.cost import cost_so_far
from refundletters.facts.plan.advice import not_yet, steps_today, strength_of
from refundletters.facts.plan.checks import first_checks, warnings_for
from refundletters.facts.plan.evidence_and_channels import channels_for, evidence_for
from refundletters.facts.plan.next_document import next_step
from refundletters.facts.plan.outside_help import bodies_shown, last_days
from refundletters.facts.plan.reminders import coming_days, day_to_remember
from refundletters.facts.plan.service_policy import policies
from refundletters.facts.types import Deadline, Facts, Plan
from refundletters.messages import Message, say
from refundletters.packs.roots import Roots

__all__ = ["build_plan"]


def build_plan(facts: Facts, roots: Roots) -> Plan:
    """Return the state of a case and what comes next.

    Args:
        facts: The case and what follows from it.
        roots: Where letters and tables of data are.

    Raises:
        TemplateError: A letter or a table of data is wrong; names the file.
        ConditionError: A condition in one of them is not one.
    """
    facts = replace(facts, roots=roots)
    statuses = all_statuses(facts)
    document, day = next_step(facts, statuses)
    deadlines = sorted(_deadlines(facts), key=lambda deadline: (deadline.date, deadline.id))
    return Plan(
        facts=facts,
        strength=strength_of(facts),
        documents=statuses,
        deadlines=tuple(deadlines),
        evidence=evidence_for(facts, roots),
        steps=steps_today(facts),
        channels=channels_for(facts, roots),
        warnings=warnings_for(facts),
        next_document=document,
        next_on=day,
        notes=tuple(_notes(facts, deadlines)),
        not_yet=not_yet(facts),
        first=first_checks(facts),
        policies=policies(facts),
        cost=cost_so_far(facts),
        bodies=bodies_shown(facts),
    )


def _deadlines(facts: Facts) -> Iterator[Deadline]:
    """Yield the writer's last days, what the others owe, and the days to look again."""
    yield from facts.deadlines
    for rule in facts.rules:
        answered = facts.signals.bank_refused and rule.addressed_to == "bank"
        if rule.owed_by is not None and rule.quotable and not answered:
            yield replace(rule.owed_by, id=f"{rule.id}-owed")
    if not (facts.signals.paid or facts.signals.verified):
        yield from _awaited(facts)
        yield from last_days(facts)
    yield from coming_days(facts)


def _awaited(facts: Facts) -> Iterator[Deadline]:
    """Yield the day by which an answer or a promised refund should be there."""
    trader = with_trader(facts.contacts)
    work = work_calendar(facts.country, facts.region).for_other_side
    due = promise_due(facts.case, trader, work)
    if facts.signals.promised and due is not None:
        start = facts.case.promise.on or (trader[-1].day if trader else due)
        what = say("By this day the promised refund should be there.")
        yield day_to_remember("promised-refund", due, "promise", start, what, facts)
    elif trader and not trader[-1].result:
        ends = response_due(facts.case, trader[-1], reply_days(facts.country))
        what = say("By this day an answer should be there; after it, follow up.")
        yield day_to_remember("answer", ends, "contact", trader[-1].day, what, facts)


def _notes(facts: Facts, deadlines: list[Deadline]) -> Iterator[Message]:
    checked = max((rule.checked for rule in facts.rules if rule.checked), default="")
    if checked:
        yield say(
            "The rules here were last checked on %(day)s.", day=dt.date.fromisoformat(checked)
        )
    elif facts.country and facts.case.reason:
        yield say(
            "No rule is known here for this case, so the letters cite none. Friendly requests need "
            "no law."
        )
    if any(deadline.calendar == "weekdays" for deadline in deadlines):
        yield say(
            "Business days are counted as weekdays here, without public holidays. Install "
            "refundletters with the extra called holidays to count them."
        )
    yield say(
        "Take phone numbers and links only from the company's own signed-in pages. False support "
        "is common, and nobody honest asks for a password, a code or a full card number."
    )
