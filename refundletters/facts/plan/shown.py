"""What every screen shows of a plan alike: how good the case looks, and each last day once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from refundletters.facts.plan.as_json import Speak
from refundletters.facts.types import Deadline, Plan
from refundletters.messages import N_, Message, say
from refundletters.model.closed_words import EvidenceRank, Level

__all__ = ["LEVELS", "RANKS", "citations", "days_shown", "how_to_send"]

LEVELS: Final[Mapping[Level, Message]] = {
    "strong": Message(N_("Your case looks strong.")),
    "fair": Message(N_("Your case looks fair.")),
    "discretion": Message(N_("This is up to the company's goodwill.")),
}
RANKS: Final[Mapping[EvidenceRank, Message]] = {
    "strong": Message(N_("Most useful")),
    "helpful": Message(N_("Also helpful")),
    "expect": Message(N_("Expect the other side to show")),
}


def citations(plan: Plan, language: str) -> dict[str, str]:
    """Return how each rule of a plan is cited in a language, by its id, the strongest first."""
    return {rule.id: rule.citations.get(language, rule.citation) for rule in plan.facts.rules}


def days_shown(plan: Plan, speak: Speak) -> tuple[Deadline, ...]:
    """Return the days of a plan, soonest first.

    Several rules may set the same day; it is shown once, for the strongest of them.
    """
    first = {rule.id: place for place, rule in enumerate(plan.facts.rules)}
    once: dict[tuple[dt.date, str, bool], Deadline] = {}
    for one in sorted(plan.deadlines, key=lambda one: (one.date, first.get(one.id, len(first)))):
        once.setdefault((one.date, speak(one.what), one.must_be_received), one)
    return tuple(once.values())


def how_to_send(deadline: Deadline, today: dt.date) -> Message | None:
    """Return how to send what has to arrive by a day; ``None`` where posting it by then will do."""
    if not deadline.must_be_received or deadline.days_left < 0:
        return None
    if deadline.send_by >= today:
        return say("It must arrive by then: send it by %(day)s.", day=deadline.send_by)
    return say(
        "By post it may come too late now. Hand it in or send it online, and keep proof of the day."
    )
