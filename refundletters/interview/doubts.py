"""Contradictions that an answer brought up, to be asked about before anything else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from refundletters.answers.build import build_case
from refundletters.answers.contradictions import Contradiction, contradictions
from refundletters.interview.state import Interview
from refundletters.packs.questions import find_question

__all__ = ["accept", "doubts_in", "new_doubts", "reconsider"]


def doubts_in(answers: Mapping[str, Any]) -> tuple[Contradiction, ...]:
    """Return what does not go together in acceptable answers."""
    return contradictions(build_case(answers))


def new_doubts(before: Interview, after: Interview) -> tuple[Contradiction, ...]:
    """Return what does not go together since an answer changed, and was not accepted before."""
    if before.answers is after.answers:
        return ()
    known = {doubt.id for doubt in doubts_in(before.answers)} | after.accepted
    return tuple(doubt for doubt in doubts_in(after.answers) if doubt.id not in known)


def reconsider(interview: Interview, key: str) -> Interview:
    """Ask ``key`` next, although it has an answer."""
    if find_question(interview.questions, key) is None:
        return interview
    return replace(interview, focus=key)


def accept(interview: Interview, doubt: Contradiction) -> Interview:
    """Note that both answers are right, so that nobody asks again."""
    return replace(interview, accepted=interview.accepted | {doubt.id})
