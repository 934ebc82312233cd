"""A walk through the questions with good answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, get_args

from refundletters.interview import flow
from refundletters.interview.state import Asked, Interview
from refundletters.model.values import Reason

REASONS = get_args(Reason)
Answer = Callable[..., Any]
CASE = {
    "country": "US",
    "service": {"id": "netflix"},
    "reason": "unused",
    "charges": [{"date": dt.date(2026, 2, 3), "amount": "9.99"}],
}


def walk(
    interview: Interview, answer: Answer, given: dict[str, Any] | None = None, turn: int = 0
) -> tuple[Interview, list[Asked]]:
    """Answer everything that is asked; returns the end and what was asked."""
    asked_so_far = []
    while (asked := flow.next_question(interview)) is not None:
        asked_so_far.append(asked)
        value = (given or {}).get(asked.key)
        if value is None:
            value = False if asked.question.asks_for_another else answer(asked, turn)
        interview = flow.answer(interview, asked.key, value)
        assert len(asked_so_far) < 250
    return interview, asked_so_far
