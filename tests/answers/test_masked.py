"""What a bug report shows of a case: only what is valid for its key."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from refundletters.answers.build import build_case
from refundletters.answers.forbidden.masked import masked
from refundletters.answers.keys import describe, known_keys

CANARY = "Robin Canary"
DAY = dt.date(1980, 2, 3)


def test_it_keeps_the_form_and_hides_people() -> None:
    answers = {
        "reason": "unused",
        "country": "GB",
        "as_of": dt.date(2026, 4, 10),
        "own_words": "Call me, I am A. Example",
        "service": {"id": "netflix", "name": "Netflix"},
        "charges": [{"amount": "9.99", "reference": "AB-1", "currency": "GBP"}],
        "payment": {"last4": "4321", "issuer": "Example Bank", "method": "credit_card"},
        "sender": {"email": "mara@sample.example.org", "address": ["1 Example Road", "Town"]},
        "contacts": [{"with": "Sam", "said": "Hello Mara", "document": "refund-request"}],
        "promise": {"within": "10 business days"},
        "confirmed": {"facts_true": True},
    }
    hidden = masked(answers)
    assert hidden == {
        "reason": "unused",
        "country": "GB",
        "as_of": dt.date(2026, 4, 10),
        "own_words": "••••",
        "service": {"id": "netflix", "name": "Netflix"},
        "charges": [{"amount": "9.99", "reference": "••••", "currency": "GBP"}],
        "payment": {"last4": "0000", "issuer": "••••", "method": "credit_card"},
        "sender": {"email": "••••@example.com", "address": ["••••", "••••"]},
        "contacts": [{"with": "••••", "said": "••••", "document": "refund-request"}],
        "promise": {"within": "10 business days"},
        "confirmed": {"facts_true": True},
    }
    build_case(hidden)


@pytest.mark.parametrize(
    "answers",
    [
        {"sender": {"phone": 493012345678}},
        {"sender": {"born": DAY}},
        {"born": DAY},
        {"payment": {"last4": 8642}},
        {"extra": {"pk": {"membership": 99887766}}},
        {"extra": {"pk": {CANARY: 1}}},
        {CANARY: {CANARY: [CANARY]}},
        {"country": CANARY, "region": "ROB", "locale": CANARY},
        {"locale": "ro_bin"},
        {"service": {"name": "Robin's gym", "id": "robin"}},
        {"not_known": ["robin"]},
        {"charges": [{"amount": "493012345678", "currency": "ROB"}]},
        {"technical": {"days": 493012345678, "devices": ["Robin's phone"], "codes": ["ROBIN1"]}},
        {"discovered_on": "when Robin called"},
        {"confirmed": {"facts_true": "Robin"}},
        {"reason": "because of Robin"},
        {"contacts": "Robin"},
        {"sender": "Robin"},
    ],
)
def test_what_is_not_valid_for_its_key_is_hidden(answers: dict[str, Any]) -> None:
    shown = json.dumps(masked(answers), default=str, ensure_ascii=False).lower()
    for canary in ("robin", "canary", "4930", "1980", "8642", "9988", '"rob"', "ro_bin"):
        assert canary not in shown


@pytest.mark.parametrize("canary", [CANARY, 99887766, 9988.77, DAY, True])
def test_no_free_text_of_any_key_is_shown(canary: object) -> None:
    for key in known_keys():
        kind = describe(key).kind
        fits = {"date": dt.date, "moment": dt.date, "yes_no": bool}.get(kind)
        if kind == "table" or (fits and isinstance(canary, fits)):
            continue
        if kind in ("money", "number") and isinstance(canary, float):
            continue
        answers: object = canary
        for part in reversed(key.split(".")):
            answers = {part: answers}
        assert isinstance(answers, dict)
        assert str(canary).lower() not in json.dumps(masked(answers), default=str).lower(), key


def test_what_the_checker_would_refuse_is_hidden() -> None:
    hidden = repr(masked({"service": {"name": "4111111111111111"}, "4111111111111111": 1}))
    assert "4111" not in hidden
