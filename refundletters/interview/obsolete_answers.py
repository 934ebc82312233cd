"""After an answer has changed: which other answers no longer apply, because of their conditions."""

from __future__ import annotations

from dataclasses import replace

from refundletters.answers import keys
from refundletters.interview.state import Interview
from refundletters.interview.steps import AnswerNames, key_of, row_count
from refundletters.packs.questions import TABLES, table_of
from refundletters.packs.tables.question import Question

__all__ = ["drop_inapplicable"]


def drop_inapplicable(before: Interview, after: Interview) -> Interview:
    """Drop the answers that no longer apply, until nothing changes.

    Args:
        before: The interview before an answer was changed.
        after: The interview with the change.
    """
    old = AnswerNames(before)
    while True:
        new = AnswerNames(after)
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
    question: Question,
    row: int | None,
    key: str,
    after: Interview,
    old: AnswerNames,
    new: AnswerNames,
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
        if not question.has_conditions:
            continue
        table = table_of(question.id)
        rows = range(row_count(interview, table)) if table in TABLES else [None]
        found += [
            (question, row)
            for row in rows
            if keys.get(interview.answers, key_of(question, row)) is not None
        ]
    return found
