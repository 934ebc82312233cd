"""Plans and lists as plain data for ``--json``; the shapes are a contract with scripts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from refundletters.app import Listed
from refundletters.facts.types import Deadline, DocumentStatus, Plan, RuleFact
from refundletters.messages import Message
from refundletters.model.money import Money

__all__ = ["document_record", "plan_record", "rule_sentence"]

Speak = Callable[[Message], str]


def plan_record(plan: Plan, speak: Speak, language: str, case: str | None) -> dict[str, Any]:
    """Return a plan as plain data.

    Args:
        plan: The plan.
        speak: Turns messages into the interface language.
        language: Language code of the interface, for the sentences of rules.
        case: Path of the case file as it was given, or ``None``.
    """
    return {
        "case": case,
        "strength": {"level": plan.strength.level, "why": speak(plan.strength.why)},
        "money": _money(plan, speak),
        "documents": [_status(status, speak) for status in plan.documents],
        "deadlines": [_deadline(deadline) for deadline in plan.deadlines],
        "rules": [_rule(rule, language) for rule in plan.facts.rules],
        "evidence": [
            {"id": item.id, "rank": item.rank, "what": speak(item.what), "have": item.have}
            for item in plan.evidence
        ],
        "steps": [speak(step) for step in plan.steps],
        "channels": [
            {"channel": item.channel, "why": speak(item.why), "wait_days": item.wait_days}
            for item in plan.channels
        ],
        "warnings": [
            {"key": notice.key, "message": speak(notice.message)} for notice in plan.warnings
        ],
        "next": {"document": plan.next_document, "on": _day(plan.next_on)},
    }


def document_record(listed: Listed, speak: Speak) -> dict[str, Any]:
    """Return a document of a list; its status is added where a case was given."""
    meta = listed.meta
    record: dict[str, Any] = {
        "id": meta.id,
        "title": speak(Message(meta.title)),
        "kinds": list(meta.kinds),
        "audience": meta.audience,
        "reasons": list(meta.reasons),
    }
    if listed.status is not None:
        record |= {
            name: value for name, value in _status(listed.status, speak).items() if name != "id"
        }
    return record


def rule_sentence(says: Mapping[str, str], citation: str, language: str) -> str:
    """Return what a rule says in ``language``, else in English, else in any language it has."""
    sentence = says.get(language) or says.get("en") or next(iter(says.values()), "")
    return sentence.replace("{citation}", citation)


def _money(plan: Plan, speak: Speak) -> dict[str, Any]:
    money = plan.facts.money
    return {
        "charged": money.charged.plain(),
        "refunded": money.refunded.plain(),
        "disputed": money.disputed.plain(),
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


def _rule(rule: RuleFact, language: str) -> dict[str, Any]:
    citation = rule.citations.get(language, rule.citation)
    return {
        "id": rule.id,
        "citation": citation,
        "says": rule_sentence(rule.says, citation, language),
        "addressed_to": rule.addressed_to,
        "source": rule.source,
        "checked": rule.checked,
    }
