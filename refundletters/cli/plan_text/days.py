"""The days of a plan in words: what has to happen by when, each day once."""

from __future__ import annotations

import datetime as dt

from refundletters.cli.context import Context
from refundletters.facts.types import Deadline, Plan
from refundletters.messages import N_, Message, say

__all__ = ["days_shown", "left_until", "on_its_way"]


def days_shown(plan: Plan, context: Context) -> tuple[Deadline, ...]:
    """Return the days of a plan, soonest first.

    Several rules may set the same day; it is shown once, for the strongest of them.
    """
    first = {rule.id: place for place, rule in enumerate(plan.facts.rules)}
    told: dict[tuple[dt.date, str, bool], Deadline] = {}
    for one in sorted(plan.deadlines, key=lambda one: (one.date, first.get(one.id, len(first)))):
        told.setdefault((one.date, context.translate(one.what), one.must_be_received), one)
    return tuple(told.values())


def left_until(deadline: Deadline) -> Message:
    """Return a day with what has to happen by then, and how long it is away."""
    fields = {"day": deadline.date, "what": deadline.what, "days": abs(deadline.days_left)}
    if deadline.days_left < 0:
        return Message(
            N_("%(day)s: %(what)s (%(days)s day ago)"),
            fields,
            N_("%(day)s: %(what)s (%(days)s days ago)"),
            "days",
        )
    return Message(
        N_("%(day)s: %(what)s (%(days)s day left)"),
        fields,
        N_("%(day)s: %(what)s (%(days)s days left)"),
        "days",
    )


def on_its_way(deadline: Deadline, today: dt.date) -> Message | None:
    """Return when to post what has to arrive by a day; ``None`` where posting it is enough."""
    if not deadline.must_be_received or deadline.days_left < 0:
        return None
    if deadline.send_by >= today:
        return say("It must arrive by then: send it by %(day)s.", day=deadline.send_by)
    return say(
        "By post it may come too late now. Hand it in or send it online, and keep proof of the day."
    )
