"""One good answer for every question, so that tests can walk through any interview."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from refundletters.interview.state import Asked
from refundletters.packs.roots import Roots, shipped_roots
from refundletters.packs.setting import Setting

TODAY = dt.date(2026, 3, 14)

_BY_KIND: Mapping[str, Any] = {
    "date": dt.date(2026, 2, 3),
    "moment": dt.date(2026, 2, 4),
    "money": "9.99",
    "text": "Something",
    "long_text": "Something happened.",
    "integer": 14,
    "number": "50",
    "list": ["One line"],
}
_BY_SOURCE: Mapping[str, str] = {
    "countries": "US",
    "regions": "CA",
    "locales": "en_US",
    "services": "netflix",
    "currencies": "USD",
    "documents": "chat-opener",
}
_BY_KEY: Mapping[str, Any] = {
    "payment.last4": "1234",
    "account.identifier": "kim@example.org",
    "sender.email": "kim@example.org",
    "recipient.email": "support@example.org",
    "sender.phone": "555-0100",
    "promise.within": "5 days",
    "contract.notice": "1 month",
    "contract.minimum_until": dt.date(2026, 12, 31),
    "demand.due_on": dt.date(2026, 4, 1),
    "ended.paid_until": dt.date(2026, 12, 31),
    "technical.codes": ["E-101"],
    "technical.incidents.code": "E-101",
    "technical.to": dt.date(2026, 2, 8),
    "technical.days": 5,
    "trial.started_on": dt.date(2026, 1, 3),
    "plan.started_on": dt.date(2025, 1, 3),
    "charges.repeat.until": dt.date(2026, 3, 3),
    "charges.statement_date": dt.date(2026, 2, 20),
    "charges.disputed_amount": "5.00",
    "charges.refunded": "1.00",
    "cancellation.access_ends_on": dt.date(2026, 2, 20),
    "price_increases.old": "7.99",
    "price_increases.new": "9.99",
    "pause.from": dt.date(2026, 4, 1),
    "pause.to": dt.date(2026, 5, 1),
    "plan.next_charge_on": dt.date(2026, 4, 1),
    "contacts.due_on": dt.date(2026, 4, 1),
    "request.amount": "9.00",
}


Answer = Callable[..., Any]


@pytest.fixture(scope="session")
def good_answer() -> Answer:
    """An acceptable answer to what is asked; ``turn`` walks through the choices."""
    return _good_answer


def _good_answer(asked: Asked, turn: int = 0) -> Any:
    question = asked.question
    if question.id in _BY_KEY:
        return _BY_KEY[question.id]
    if question.kind in _BY_KIND:
        return _BY_KIND[question.kind]
    values = [choice.value for choice in asked.choices]
    if question.source:
        values.insert(0, _BY_SOURCE[question.source])
    value = values[turn % len(values)]
    return [value] if question.kind == "choices" else value


@pytest.fixture(scope="session")
def roots() -> Roots:
    return shipped_roots()


@pytest.fixture(scope="session")
def today() -> dt.date:
    return TODAY


@pytest.fixture(scope="session")
def setting(roots: Roots, today: dt.date) -> Setting:
    return Setting(roots, today)
