"""Keys whose answer the person does not have: noted with the case, and not asked again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from refundletters.answers import keys
from refundletters.interview.state import Interview

__all__ = ["forget_not_known", "forget_rows_not_known", "note_not_known"]

_KEY: Final = "not_known"


def note_not_known(interview: Interview, key: str) -> Interview:
    """Note that there is no answer for ``key``."""
    noted = dict.fromkeys((*_noted(interview), key))
    return replace(interview, answers=keys.put(interview.answers, _KEY, list(noted)))


def forget_not_known(interview: Interview, key: str) -> Interview:
    """Take ``key`` off the list: it is about to have an answer."""
    return _without(interview, lambda name: name == key)


def forget_rows_not_known(interview: Interview, table: str) -> Interview:
    """Take all keys of ``table`` off the list: its positions are about to move up."""
    return _without(interview, lambda name: name.startswith(f"{table}."))


def _noted(interview: Interview) -> tuple[str, ...]:
    return tuple(interview.answers.get(_KEY) or ())


def _without(interview: Interview, test: Callable[[str], bool]) -> Interview:
    noted = _noted(interview)
    left = [name for name in noted if not test(name)]
    if len(left) == len(noted):
        return interview
    answers = (
        keys.put(interview.answers, _KEY, left) if left else keys.drop(interview.answers, _KEY)
    )
    return replace(interview, answers=answers)
