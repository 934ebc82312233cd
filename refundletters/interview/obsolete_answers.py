"""After an answer has changed: which other answers no longer apply, because of their conditions."""

from __future__ import annotations

from dataclasses import replace

from refundletters.answers import keys
from refundletters.interview.questions import TABLES, Question, table_of
from refundletters.interview.state import Interview
from refundletters.interview.steps import Scope, key_of, row_count

__all__ = ["drop_inapplicable"]


def drop_inapplicable(before: Interview, after: Interview) -> Interview:
    """Drop the answers that applied before and do not any more, until nothing changes.

    Args:
        before: The interview before an answer was changed.
        after: The interview with the change.
    """
    old = Scope(before)
    while True:
        new = Scope(after)
        gone = [
            key
            for question, row in _answered_with_conditions(after)
            if (key := key_of(question, row)) and _stopped(question, row, key, after, old, new)
        ]
        if not gone:
            return after
        answers = after.answers
        for key in gone:
            answers = keys.drop(answers, key)
        after = replace(after, answers=answers)


def _stopped(
    question: Question, row: int | None, key: str, after: Interview, old: Scope, new: Scope
) -> bool:
    table = table_of(question.id)
    if old.holds(question.when, table, row) and not new.holds(question.when, table, row):
        return True
    value = keys.get(after.answers, key)
    return any(
        choice.value == value
        and old.holds(choice.when, table, row)
        and not new.holds(choice.when, table, row)
        for choice in question.choices
    )


def _answered_with_conditions(interview: Interview) -> list[tuple[Question, int | None]]:
    """Return every question with conditions that has an answer, entry by entry."""
    found: list[tuple[Question, int | None]] = []
    for question in interview.questions.values():
        if not (question.when or any(choice.when for choice in question.choices)):
            continue
        table = table_of(question.id)
        rows = range(row_count(interview, table)) if table in TABLES else [None]
        found += [
            (question, row)
            for row in rows
            if keys.get(interview.answers, key_of(question, row)) is not None
        ]
    return found
