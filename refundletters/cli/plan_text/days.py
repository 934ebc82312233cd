"""A day of a plan as a line of text."""

from __future__ import annotations

from refundletters.facts.types import Deadline
from refundletters.messages import N_, Message

__all__ = ["left_until"]


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
