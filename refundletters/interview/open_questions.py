"""What is still without an answer in an interview."""

from __future__ import annotations

from dataclasses import replace

from refundletters.interview.state import Interview
from refundletters.interview.steps import is_answered, steps
from refundletters.packs.tables.question import Question

__all__ = ["missing", "unanswered"]


def missing(interview: Interview) -> tuple[str, ...]:
    """Return the keys of missing required answers, in the order of the interview."""
    return tuple(
        step.key for step in steps(interview) if step.needed and not is_answered(interview, step)
    )


def unanswered(interview: Interview) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
    """Return the questions that the letter has for this case, and those without an answer.

    What it needs comes first, then what it could use; a question of several entries counts once.
    """
    every = [
        step
        for step in steps(replace(interview, brief=False))
        if not step.question.asks_for_another
    ]
    left = [step for step in every if not is_answered(interview, step)]
    once = [{step.question.id: step.question for step in found} for found in (every, left)]
    return tuple(once[0].values()), tuple(once[1].values())
