"""Frozen values of the plan: documents and their status, strength, evidence, channels."""

from __future__ import annotations

import datetime as dt

import msgspec

from refundletters.facts.types.facts import Facts, PlanWarning
from refundletters.facts.types.law import Body, Deadline
from refundletters.messages import Message
from refundletters.model.closed_words import EvidenceRank, Level, PolicyPart, Status

__all__ = ["ChannelAdvice", "DocumentStatus", "EvidenceItem", "Plan", "Policy", "Strength"]


class DocumentStatus(msgspec.Struct, frozen=True):
    """Whether a document may be written for this case now.

    Attributes:
        why: The reason, for every status.
        instead: Documents that fit better where it is not offered.
        missing: Dotted keys of answers and confirmations not yet given.
    """

    id: str
    status: Status
    why: Message
    instead: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class Strength(msgspec.Struct, frozen=True):
    """How such requests usually go, and why."""

    level: Level
    why: Message


class EvidenceItem(msgspec.Struct, frozen=True):
    """Something to gather, and what it is worth."""

    id: str
    rank: EvidenceRank
    what: Message
    have: bool = False


class ChannelAdvice(msgspec.Struct, frozen=True):
    """A way to get in touch, what to expect of it and how long to wait."""

    channel: str
    why: Message
    wait_days: int


class Policy(msgspec.Struct, frozen=True):
    """What a company says about itself, in our own words.

    Attributes:
        source: Where it was read; not always a link.
        checked: The date that its source shows, ``undated``, or empty.
        verified: Whether it was read on the company's own pages or in an archive of them.
    """

    part: PolicyPart
    says: Message
    source: str
    checked: str
    verified: bool


class Plan(msgspec.Struct, frozen=True):
    """The state of the case, and what comes next.

    Attributes:
        deadlines: What the writer must keep, and what the others owe; soonest first.
        steps: What can be done today, in order.
        next_document: The document that comes next, if any.
        next_on: The day for it; ``as_of`` for today.
        notes: What holds for every case: where the facts come from, and what to beware of.
        not_yet: What should not be done yet.
        first: What to check before the first message.
        policies: What the company itself says about refunds, canceling and pausing.
        cost: What the subscription has cost so far, by the person's own figures.
        bodies: Who outside can help, those that are open first.
    """

    facts: Facts
    strength: Strength
    documents: tuple[DocumentStatus, ...]
    deadlines: tuple[Deadline, ...]
    evidence: tuple[EvidenceItem, ...]
    steps: tuple[Message, ...]
    channels: tuple[ChannelAdvice, ...]
    warnings: tuple[PlanWarning, ...]
    next_document: str | None
    next_on: dt.date | None
    notes: tuple[Message, ...] = ()
    not_yet: tuple[Message, ...] = ()
    first: tuple[Message, ...] = ()
    policies: tuple[Policy, ...] = ()
    cost: Message | None = None
    bodies: tuple[Body, ...] = ()
