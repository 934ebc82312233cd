"""A plan as the page shows it: documents by stage, days once each, money with its working."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from refundletters.facts.plan.as_json import policy_text, rule_text, rules_shown
from refundletters.facts.plan.outside_help import about_body
from refundletters.facts.plan.shown import citations, days_shown, how_to_send
from refundletters.facts.types import Deadline, DocumentStatus, MoneyFacts, Plan
from refundletters.i18n.speech import Speaker
from refundletters.messages import N_, Message, say
from refundletters.model.closed_words import Stage
from refundletters.model.money import Money
from refundletters.packs.letters import LetterMeta, letter_metas
from refundletters.packs.roots import Roots

__all__ = [
    "Day",
    "Link",
    "PlannedDocument",
    "Section",
    "days",
    "helpers",
    "money_lines",
    "not_fitting",
    "policies",
    "rules",
    "sections",
]

_STAGES: Final[Mapping[Stage, Message]] = {
    "first": Message(N_("First: ask the company")),
    "second": Message(N_("If the first answer does not help")),
    "complaint": Message(N_("A formal complaint")),
    "bank": Message(N_("Your bank, or whoever took the money")),
    "outside": Message(N_("Outside help")),
    "any": Message(N_("At any time")),
}


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """A document in the order of steps.

    Attributes:
        why: What it does where it is offered, else why it is not.
        instead: What fits better.
        is_next: Whether it is the step to take now.
    """

    meta: LetterMeta
    status: DocumentStatus
    why: Message
    instead: tuple[LetterMeta, ...]
    is_next: bool


@dataclass(frozen=True, slots=True)
class Section:
    """The documents of one stage of a case."""

    title: Message
    documents: tuple[PlannedDocument, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A last day, shown once for all rules that set it."""

    deadline: Deadline
    left: Message
    citation: str
    note: Message | None


@dataclass(frozen=True, slots=True)
class Link:
    """Something said outside, with where it was read."""

    name: str
    text: str
    url: str
    checked: Message | None = None


def sections(plan: Plan, roots: Roots) -> tuple[Section, ...]:
    """Return the documents that are open, or will be, by stage."""
    shown = [one for one in _documents(plan, roots) if one.status.status != "blocked"]
    found = (
        (title, [one for one in shown if one.meta.stage == stage])
        for stage, title in _STAGES.items()
    )
    return tuple(Section(title, tuple(inside)) for title, inside in found if inside)


def not_fitting(plan: Plan, roots: Roots) -> tuple[PlannedDocument, ...]:
    """Return the documents that do not fit the case."""
    return tuple(one for one in _documents(plan, roots) if one.status.status == "blocked")


def _documents(plan: Plan, roots: Roots) -> Iterator[PlannedDocument]:
    metas = letter_metas(roots)
    for status in plan.documents:
        yield PlannedDocument(
            metas[status.id],
            status,
            status.why,
            tuple(metas[id] for id in status.instead if id in metas),
            status.id == plan.next_document,
        )


def days(plan: Plan, speak: Speaker) -> tuple[Day, ...]:
    """Return the last days, each once, with the strongest rule that sets it."""
    cited = citations(plan, speak.catalogue.locale.partition("_")[0])
    return tuple(
        Day(one, _left(one), cited.get(one.id, ""), how_to_send(one, plan.facts.as_of))
        for one in days_shown(plan, speak)
    )


def _left(deadline: Deadline) -> Message:
    number = abs(deadline.days_left)
    if deadline.days_left == 0:
        return say("today")
    if deadline.days_left < 0:
        return Message(N_("%(days)s day ago"), {"days": number}, N_("%(days)s days ago"), "days")
    return Message(N_("%(days)s day left"), {"days": number}, N_("%(days)s days left"), "days")


def money_lines(money: MoneyFacts) -> Iterator[Message]:
    """Yield the sums of a case, without those that are nothing."""
    if not money.charged.amount and money.asked is None:
        return
    yield say("Charged: %(amount)s", amount=money.charged)
    if money.refunded.amount:
        yield say("Already refunded: %(amount)s", amount=money.refunded)
    disputed: Money = money.contested or money.disputed
    if disputed != money.charged:
        yield say("Disputed: %(amount)s", amount=disputed)
    if money.fees.amount:
        yield say("Fees this caused: %(amount)s", amount=money.fees)
    for other in money.elsewhere:
        yield say("Disputed in another currency, not added: %(amount)s", amount=other)


def helpers(plan: Plan, speak: Speaker) -> Iterator[Link]:
    """Yield who else can help."""
    language = speak.catalogue.locale.partition("_")[0]
    for body in plan.bodies:
        said = " ".join(speak(line) for line in about_body(body, plan.facts))
        yield Link(body.named(language), said, body.url, _checked(body.checked))


def rules(plan: Plan, speak: Speaker) -> Iterator[Link]:
    """Yield the rules that apply, as letters say it."""
    language = speak.catalogue.locale.partition("_")[0]
    for rule in rules_shown(plan):
        text = rule_text(rule, speak, language)
        yield Link(rule.citation, text, rule.source, _checked(rule.checked))


def policies(plan: Plan, speak: Speaker) -> list[str]:
    """Return what the company says about itself, with where it was read."""
    return [speak(policy_text(policy)) for policy in plan.policies]


def _checked(day: str) -> Message | None:
    try:
        return say("Checked on %(day)s", day=dt.date.fromisoformat(day))
    except ValueError:  # some rows know the month only
        return None
