"""Moving through an interview: back and forward, to another answer, to another letter."""

from __future__ import annotations

from dataclasses import replace

from refundletters.answers import keys
from refundletters.interview.state import Interview
from refundletters.interview.steps import AnswerNames, is_answered, row_of, steps
from refundletters.packs.letters import letter_meta
from refundletters.packs.questions import find_question, table_of
from refundletters.packs.tables.question import Question

__all__ = [
    "after",
    "ask_again",
    "back",
    "edit",
    "forward",
    "may_go_back",
    "prepare",
    "question_at",
    "required_only",
]


def back(interview: Interview) -> Interview:
    """Return to the question before; its answer and all later ones are kept.

    While an answer is being edited from the review, this returns to the review. From the first
    question of a letter that was chosen on the way, it returns to the choice: then there is no
    letter.
    """
    if interview.editing:
        return replace(interview, focus="", editing=False)
    if _is_at_choice(interview):
        return replace(interview, meta=None, focus="", chosen_at=None, brief=False)
    history = interview.history
    while history and not _applies(interview, history[-1]):
        history = history[:-1]
    if not history:
        return replace(interview, history=())
    key = history[-1]
    here = (interview.focus,) if interview.focus else ()
    return replace(
        interview,
        focus=key,
        history=history[:-1],
        ahead=(*here, *interview.ahead),
        passed=interview.passed - {key},
    )


def forward(interview: Interview) -> Interview:
    """Leave a question that was gone back to as it is, and go on to the one after it."""
    key = interview.focus
    if not key or interview.editing:
        return interview
    asked = find_question(interview.questions, key)
    is_empty = asked is not None and keys.get(interview.answers, key) is None
    ahead = [name for name in interview.ahead if _applies(interview, name)]
    return replace(
        interview,
        focus=ahead[0] if ahead else "",
        history=(*interview.history, key),
        ahead=tuple(ahead[1:]),
        passed=interview.passed | {key} if is_empty else interview.passed,
    )


def may_go_back(interview: Interview) -> bool:
    """Tell whether there is an earlier question, a choice of letter or a review to return to."""
    return interview.editing or bool(interview.history) or _is_at_choice(interview)


def edit(interview: Interview, key: str) -> Interview:
    """Ask ``key`` next, from the review screen.

    Raises:
        UnknownKey: There is no question for that key.
    """
    question_at(interview, key)
    return replace(interview, focus=key, editing=True)


def ask_again(interview: Interview) -> Interview:
    """Ask again what is needed and was left empty."""
    needed = {
        step.key for step in steps(interview) if step.needed and not is_answered(interview, step)
    }
    return replace(interview, passed=interview.passed - needed)


def prepare(interview: Interview, document: str) -> Interview:
    """Go on with the questions of another letter; what was answered is kept.

    Raises:
        NotFound: There is no such document.
    """
    return replace(
        interview,
        meta=letter_meta(interview.setting.roots, document),
        chosen_at=len(interview.history),
        focus="",
        brief=False,
    )


def required_only(interview: Interview) -> Interview:
    """Leave out every further question that may be skipped."""
    return replace(interview, brief=True)


def after(interview: Interview, key: str) -> Interview:
    """Return the state once ``key`` has been dealt with: what is open comes next."""
    if interview.editing:
        return replace(interview, focus="", editing=False)
    before = (name for name in interview.history if name != key)
    history = dict.fromkeys((*before, key, *interview.ahead))
    return replace(interview, focus="", history=tuple(history), ahead=())


def question_at(interview: Interview, key: str) -> Question:
    """Return the question for ``key``, with or without positions.

    Raises:
        UnknownKey: There is none.
    """
    question = find_question(interview.questions, key)
    if question is None:
        raise keys.unknown(key)
    return question


def _is_at_choice(interview: Interview) -> bool:
    return interview.meta is not None and interview.chosen_at == len(interview.history)


def _applies(interview: Interview, key: str) -> bool:
    """Tell whether a question that was asked would still be asked."""
    question = find_question(interview.questions, key)
    if question is None or question.asks_for_another:
        return question is not None
    return AnswerNames(interview).holds(question.when, table_of(question.id), row_of(key))
