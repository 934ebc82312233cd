"""A plan as plain data for ``plan --json``; its shape is a contract with scripts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from refundletters.facts.law.quoting import says_in
from refundletters.facts.plan.outside_help import about_body
from refundletters.facts.types import (
    Body,
    Deadline,
    DocumentStatus,
    Facts,
    MoneyFacts,
    Plan,
    Policy,
    RuleFact,
)
from refundletters.messages import N_, Message, say
from refundletters.model.money import Money

__all__ = ["Speak", "plan_record", "policy_text", "rule_text", "rules_shown"]

Speak = Callable[[Message], str]


def plan_record(plan: Plan, speak: Speak, language: str, case: str | None = None) -> dict[str, Any]:
    """Return a plan as plain data, ready for JSON.

    Args:
        plan: The plan.
        speak: Turns messages into the interface language.
        language: Language code of the interface, for the sentences of rules.
        case: Path of the case file as it was given, or ``None``.
    """
    return {
        "case": case,
        "strength": {"level": plan.strength.level, "why": speak(plan.strength.why)},
        "money": _money(plan.facts.money, speak),
        "documents": [_status(status, speak) for status in plan.documents],
        "deadlines": [_deadline(deadline) for deadline in plan.deadlines],
        "rules": [_rule(rule, speak, language) for rule in rules_shown(plan)],
        "evidence": [
            {"id": item.id, "rank": item.rank, "what": speak(item.what), "have": item.have}
            for item in plan.evidence
        ],
        "steps": [speak(step) for step in (*plan.first, *plan.steps, *plan.not_yet)]
        + [_body(body, plan.facts, speak) for body in plan.bodies if body.open_now],
        "channels": [
            {"channel": item.channel, "why": speak(item.why), "wait_days": item.wait_days}
            for item in plan.channels
        ],
        "warnings": [
            {"key": notice.key, "message": speak(notice.message)} for notice in plan.warnings
        ]
        + [
            {"key": f"service.{policy.part}", "message": speak(policy_text(policy))}
            for policy in plan.policies
        ],
        "next": {"document": plan.next_document, "on": _day(plan.next_on)},
    }


def _body(body: Body, facts: Facts, speak: Speak) -> str:
    """Return a body to turn to, in sentences, with its link."""
    said = " ".join(speak(line) for line in about_body(body, facts))
    return " ".join(part for part in (f"{body.name}:", said, body.url) if part)


def policy_text(policy: Policy) -> Message:
    """Return what a company says about itself, with where and when it was read."""
    fields: dict[str, object] = {"says": policy.says, "source": policy.source}
    if not policy.verified and not policy.source:
        return Message(N_("%(says)s Not confirmed on the company's own pages."), fields)
    if not policy.verified:
        return Message(
            N_("%(says)s Not confirmed on the company's own pages; reported here: %(source)s"),
            fields,
        )
    if not policy.source:
        return policy.says
    try:
        fields["day"] = dt.date.fromisoformat(policy.checked)
    except ValueError:  # a policy that was read without noting the day
        return Message(N_("%(says)s Read here, without a date: %(source)s"), fields)
    return Message(N_("%(says)s Read here, in the version of %(day)s: %(source)s"), fields)


def rules_shown(plan: Plan) -> tuple[RuleFact, ...]:
    """Return the rules to show as law: those that were read, without the other side's defences."""
    return tuple(rule for rule in plan.facts.rules if rule.verified and rule.role != "exception")


def rule_text(rule: RuleFact, speak: Speak, language: str) -> str:
    """Return what ``rule`` says in ``language``, else in English, else only what it is called.

    What has to be found out before relying on it follows.
    """
    sentence = says_in(rule, language)
    if sentence is None:
        named = say("This rule applies to your case: %(citation)s.", citation=rule.citation)
        sentence = speak(named)
    return sentence if rule.caution is None else f"{sentence} {speak(rule.caution)}"


def _money(money: MoneyFacts, speak: Speak) -> dict[str, Any]:
    disputed = money.contested or money.disputed
    return {
        "charged": money.charged.plain(),
        "refunded": money.refunded.plain(),
        "disputed": disputed.plain(),
        "fees": money.fees.plain(),
        "asked": _amount(money.asked),
        "currency": money.currency,
        "working": [speak(line) for line in money.working],
    }


def _amount(money: Money | None) -> str | None:
    return None if money is None else money.plain()


def _day(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _status(status: DocumentStatus, speak: Speak) -> dict[str, Any]:
    return {
        "id": status.id,
        "status": status.status,
        "why": speak(status.why),
        "instead": list(status.instead),
        "missing": list(status.missing),
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {
        "id": deadline.id,
        "date": deadline.date.isoformat(),
        "days_left": deadline.days_left,
        "counted_from": deadline.counted_from,
        "must_be_received": deadline.must_be_received,
        "source": deadline.source,
    }


def _rule(rule: RuleFact, speak: Speak, language: str) -> dict[str, Any]:
    return {
        "id": rule.id,
        "citation": rule.citations.get(language, rule.citation),
        "says": rule_text(rule, speak, language),
        "addressed_to": rule.addressed_to,
        "source": rule.source,
        "checked": rule.checked,
    }
