"""Frozen values about rules, last days, dispute categories and bodies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import msgspec

from refundletters.facts.law.periods import Period
from refundletters.messages import Message
from refundletters.model.closed_words import AddressedTo, BodyStage, Calendar, RuleRole

__all__ = ["Body", "Category", "Deadline", "RuleFact"]


class Deadline(msgspec.Struct, frozen=True):
    """A last day, as a date.

    Attributes:
        id: Id of the rule or step it belongs to.
        date: The last day.
        counted_from: Name of the event it counts from (``statement_sent`` …).
        counted_from_on: Day of that event.
        must_be_received: Whether it has to arrive by then, not only be sent.
        send_by: The day by which to post it.
        days_left: From ``as_of``; negative once it has passed.
        what: What has to happen by then.
        calendar: How its days are counted.
        source: Where the period is written down.
    """

    id: str
    date: dt.date
    counted_from: str
    counted_from_on: dt.date
    must_be_received: bool
    send_by: dt.date
    days_left: int
    what: Message
    calendar: Calendar = "days"
    source: str = ""


class RuleFact(msgspec.Struct, frozen=True):
    """A rule that applies to this case.

    Attributes:
        says: Language code to one sentence that contains the citation.
        topic: ``stop`` for a rule about future payments, ``notice`` for one that makes the letter
            quoting it a notice, empty for all others.
        quotable: Citable, verified, in force and in time: it may appear in a letter.
        verified: The citation and the right were read at the source.
        covers: The days of the charges that it still covers, where it does not cover them all.
        caution: What to find out before relying on it, where no case file can show it.
        deadline: By when the writer has to act, if the figure was read and its start is known.
        age_days: Days between the check and ``as_of``.
        owed_by: By when the other side has to act, if a period was read and its start is known.
        if_made: ``online`` or ``distance`` where it applies only to contracts made so and the
            person does not know how this one was made.
    """

    id: str
    jurisdiction: str
    title: str
    citation: str
    citations: Mapping[str, str]
    addressed_to: AddressedTo
    role: RuleRole
    says: Mapping[str, str]
    source: str
    checked: str
    age_days: int
    quotable: bool
    rank: int = 50
    topic: str = ""
    verified: bool = True
    caution: Message | None = None
    covers: tuple[dt.date, ...] = ()
    deadline: Deadline | None = None
    owed_by: Deadline | None = None
    if_made: str = ""


class Category(msgspec.Struct, frozen=True):
    """A dispute category of a card scheme, in the scheme's own words (never translated)."""

    network: str
    code: str
    name: str
    evidence: tuple[str, ...] = ()
    source: str = ""


class Body(msgspec.Struct, frozen=True):
    """Somebody outside the company and the bank, as far as a case shows the way there.

    Attributes:
        against: Who a complaint there is about: ``company``, ``bank``, or both.
        first: Who has to be asked first: ``company`` or ``bank``; empty where nobody has to be.
        wait: How long they have to answer, where that was read.
        within: The period within which to turn to the body.
        counted_from: The event that this time counts from.
        last_day: Its last day, where the case shows the event.
        is_over: Whether that day has passed.
        open_now: Whether the body can be turned to today.
        described: Whether ``name`` only describes whom to look for, and is not a name to write to.
        local_only: Whether it is only for companies based in the country; no case file shows that.
        checked: When the row was read, as an ISO day.
        names: Its name by language, where the country has more than one for it.
        salutations: How a letter addresses it, by language, with its punctuation.
        addressees: The line a letter is addressed to, by language, for a body that is described;
            it holds ``{bank}``.
        takes: Other audiences whose letters go there too.
    """

    id: str
    jurisdiction: str
    stage: BodyStage
    name: str
    handles: str
    precondition: str
    time_limit: str
    url: str
    verified: bool
    against: tuple[str, ...] = ()
    first: str = ""
    wait: Period | None = None
    within: Period | None = None
    counted_from: str = ""
    counted_from_on: dt.date | None = None
    last_day: dt.date | None = None
    is_over: bool = False
    open_now: bool = False
    described: bool = False
    local_only: bool = False
    checked: str = ""
    names: Mapping[str, str] = msgspec.field(default_factory=dict)
    salutations: Mapping[str, str] = msgspec.field(default_factory=dict)
    addressees: Mapping[str, str] = msgspec.field(default_factory=dict)
    takes: tuple[str, ...] = ()

    def named(self, language: str) -> str:
        """Return its name for readers of a language."""
        return self.names.get(language, self.name)
