"""What follows from a case: frozen values that letters, plan and interview read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from refundletters.facts.law.body import Body
from refundletters.facts.signal import Signals
from refundletters.messages import Message
from refundletters.model.case import Case
from refundletters.model.money import Money
from refundletters.packs.roots import Roots

__all__ = [
    "Body",
    "Category",
    "ChannelAdvice",
    "ChargeFact",
    "ContactFact",
    "Deadline",
    "DocumentStatus",
    "EvidenceItem",
    "Facts",
    "MoneyFacts",
    "Notice",
    "Party",
    "Plan",
    "Policy",
    "RuleFact",
    "ServiceFact",
    "Signals",
    "Strength",
]

NOWHERE: Final = Roots((), (), ())


@dataclass(frozen=True, slots=True)
class ChargeFact:
    """One charge, repeats already spread out.

    Attributes:
        index: Position of its line in ``case.charges``, from 0.
        date: Day of the charge.
        amount: As charged.
        disputed: The part that is disputed, refunds already taken off; zero where it is not.
        refunded: What came back already.
        counted: Whether it is in the disputed sum: disputed, posted, and something is left.
        pending: Not posted yet; never summed.
    """

    index: int
    date: dt.date | None
    amount: Money
    disputed: Money
    refunded: Money
    counted: bool
    pending: bool
    descriptor: str = ""
    reference: str = ""
    statement_date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class MoneyFacts:
    """The sums of a case, in its main currency.

    Attributes:
        charged: All posted charges.
        refunded: What came back of them already.
        disputed: What is disputed and has not come back: the total of the counted charges.
        contested: What is disputed, refunds not yet taken off.
        fees: Fees the charges caused; never part of ``asked``.
        asked: The amount of the primary request; ``None`` where no sum is asked.
        working: How ``asked`` was worked out, line by line, for the plan (``ui`` domain). Each
            line's field ``value`` is added, or its field ``off`` taken off.
        daily: For a pro-rata request for one charge, the days lost and the days of the billing
            period that the charge began.
        elsewhere: Disputed sums in other currencies; never added up.
        fees_elsewhere: Fees in other currencies.
        remedy: What is asked for: ``request.primary``, or what the goals and reason suggest.
    """

    currency: str
    charged: Money
    refunded: Money
    disputed: Money
    fees: Money
    asked: Money | None
    working: tuple[Message, ...] = ()
    daily: tuple[int, int] | None = None
    elsewhere: tuple[Money, ...] = ()
    contested: Money | None = None
    fees_elsewhere: tuple[Money, ...] = ()
    remedy: str = "full"


@dataclass(frozen=True, slots=True)
class ContactFact:
    """A journal entry in time order, with its position in the case file."""

    index: int
    day: dt.date
    time: dt.time | None
    party: str
    document: str
    channel: str
    with_: str
    reference: str
    said: str
    result: str
    amount: Money | None = None
    due_on: dt.date | None = None
    offer_type: str = ""
    offer_amount: Money | None = None


@dataclass(frozen=True, slots=True)
class ServiceFact:
    """The service; an unknown one has a name only."""

    id: str
    name: str
    kind: str = ""
    entity: str = ""
    entity_address: tuple[str, ...] = ()
    descriptors: tuple[str, ...] = ()
    cancel_url: str = ""
    help_url: str = ""
    terms_url: str = ""
    checked: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody a document goes to."""

    name: str
    department: str = ""
    address: tuple[str, ...] = ()
    email: str = ""
    kind: str = "trader"


@dataclass(frozen=True, slots=True)
class Deadline:
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
        calendar: ``days``, ``business_days`` (holidays known) or ``weekdays`` (holidays not known).
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
    calendar: str = "days"
    source: str = ""


@dataclass(frozen=True, slots=True)
class RuleFact:
    """A rule that applies to this case.

    Attributes:
        says: Language code to one sentence that contains the citation.
        addressed_to: ``merchant``, ``bank`` or ``both``.
        role: ``right``, ``procedure``, ``decision`` or ``exception``.
        topic: ``stop`` for a rule about future payments, ``notice`` for one by which the letter
            that quotes it is itself a notice, empty for all others.
        quotable: Citable, verified, in force and in time: it may stand in a letter.
        verified: The citation and the right were read at the source.
        caution: What to find out before relying on it, where no case file can show that.
        deadline: By when the writer has to act, if the number was read and its start is known.
        age_days: Days between the check and ``as_of``.
        owed_by: By when the other side has to act, if a period was read and its start is known.
    """

    id: str
    jurisdiction: str
    title: str
    citation: str
    citations: Mapping[str, str]
    addressed_to: str
    role: str
    says: Mapping[str, str]
    source: str
    checked: str
    age_days: int
    quotable: bool
    rank: int = 50
    topic: str = ""
    verified: bool = True
    caution: Message | None = None
    deadline: Deadline | None = None
    owed_by: Deadline | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """A dispute category of a card scheme, in the scheme's own words (never translated)."""

    network: str
    code: str
    name: str
    evidence: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to check before sending; ``key`` names the answer it is about."""

    key: str
    message: Message


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that follows from a case on one day; nothing in it reads the clock.

    Attributes:
        jurisdictions: The chain of law, nearest first: ``("US-CA", "US", "INTL")``.
        trader: The company that sold the service.
        biller: The company that took the money; the trader where it bills itself.
        addressee: Who a request for money goes to: the biller if it is another company.
        bank: The card issuer or bank.
        charges: All charges in date order.
        counted: Those in the disputed sum.
        rules: Rules that apply, nearest and strongest first; letters take the quotable ones.
        category: The scheme's dispute category, for ``card-dispute``.
        reply_by: The day by which an answer is asked.
        roots: Where its letters and tables of data lie.
        notices: What to say about rules that were left out because their time is over.
        card_deadline: The last day for a card dispute, where its number was read.
        card_window_over: Whether that day has passed for every charge.
    """

    case: Case
    as_of: dt.date
    country: str
    region: str
    currency: str
    jurisdictions: tuple[str, ...]
    service: ServiceFact
    trader: Party
    biller: Party
    addressee: Party
    bank: Party
    charges: tuple[ChargeFact, ...]
    counted: tuple[ChargeFact, ...]
    money: MoneyFacts
    contacts: tuple[ContactFact, ...]
    rules: tuple[RuleFact, ...]
    bodies: tuple[Body, ...]
    category: Category | None
    deadlines: tuple[Deadline, ...]
    signals: Signals
    reply_by: dt.date | None = None
    roots: Roots = NOWHERE
    notices: tuple[Notice, ...] = ()
    card_deadline: Deadline | None = None
    card_window_over: bool = False


@dataclass(frozen=True, slots=True)
class DocumentStatus:
    """Whether a document may be written for this case now.

    Attributes:
        status: ``offered``, ``waiting`` or ``blocked``.
        why: The reason, for all three.
        instead: Documents that fit better where it is not offered.
        missing: Dotted keys of answers and confirmations not yet given.
    """

    id: str
    status: str
    why: Message
    instead: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Strength:
    """How such requests usually go: ``strong``, ``fair`` or ``discretion``, and why."""

    level: str
    why: Message


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """Something to gather; ``rank`` is ``strong``, ``helpful`` or ``expect`` (the other side's)."""

    id: str
    rank: str
    what: Message
    have: bool = False


@dataclass(frozen=True, slots=True)
class ChannelAdvice:
    """A way to get in touch, what to expect of it and how long to wait."""

    channel: str
    why: Message
    wait_days: int


@dataclass(frozen=True, slots=True)
class Policy:
    """What a company says of itself, in our own words.

    Attributes:
        part: ``refund``, ``cancel``, ``pause`` or ``note``.
        source: Where it was read; may be no link.
        checked: The day that its source shows, ``undated``, or empty.
        verified: Whether it was read on the company's own pages or in an archive of them.
    """

    part: str
    says: Message
    source: str
    checked: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the person stands, and what comes next.

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
    warnings: tuple[Notice, ...]
    next_document: str | None
    next_on: dt.date | None
    notes: tuple[Message, ...] = ()
    not_yet: tuple[Message, ...] = ()
    first: tuple[Message, ...] = ()
    policies: tuple[Policy, ...] = ()
    cost: Message | None = None
    bodies: tuple[Body, ...] = ()
