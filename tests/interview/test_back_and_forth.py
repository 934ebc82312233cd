"""On any path through the questions, back, forward and across, the answers stay a case."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refundletters.answers.build import build_case
from refundletters.interview import flow
from refundletters.interview.review import review
from refundletters.interview.state import Interview
from refundletters.packs.roots import shipped_roots
from refundletters.packs.setting import Setting

from .walks import REASONS, Answer, walk

STEPS = st.lists(st.tuples(st.sampled_from(["answer", "skip", "back"]), st.integers(0, 5)))
PATHS = st.tuples(st.sampled_from(["chat-opener", "card-dispute", "refund-request"]), STEPS)


def move(interview: Interview, what: str, turn: int, answer: Answer) -> Interview:
    asked = flow.next_question(interview)
    if what == "back" or asked is None:
        return flow.back(interview)
    if what == "skip" and (asked.may_skip or asked.may_be_unknown):
        return flow.skip(interview)
    value = turn == 5 if asked.question.asks_for_another else answer(asked, turn)
    return flow.answer(interview, asked.key, value)


@settings(max_examples=60, deadline=None)
@given(PATHS)
def test_on_any_path_the_answers_stay_a_case(good_answer: Answer, path: tuple[str, Any]) -> None:
    document, moves = path
    interview = flow.start(document, {}, Setting(shipped_roots(), dt.date(2026, 3, 14)))
    for what, turn in moves:
        interview = move(interview, what, turn, good_answer)
        build_case(interview.answers, today=interview.setting.today)


@settings(max_examples=60, deadline=None)
@given(PATHS)
def test_back_asks_the_same_again_and_keeps_everything(
    good_answer: Answer, path: tuple[str, Any]
) -> None:
    document, moves = path
    interview = flow.start(document, {}, Setting(shipped_roots(), dt.date(2026, 3, 14)))
    for what, turn in moves:
        before = flow.next_question(interview)
        after = move(interview, what, turn, good_answer)
        if what != "back" and before is not None and not interview.ahead:
            undone = flow.back(after)
            again = flow.next_question(undone)
            assert again is not None
            assert again.key == before.key
            assert undone.answers == after.answers
            # What was asked twice, since another answer had dropped it, is one question.
            asked_before = [key for key in interview.history if key != before.key]
            assert list(undone.history) == asked_before
            if again.default is not None and not again.question.asks_for_another:
                redone = flow.answer(undone, again.key, again.default)
                assert replace(redone, passed=after.passed) == after
        interview = after


@pytest.mark.parametrize("steps_back", [1, 2, 3, 5])
def test_any_number_of_steps_back_and_forward_again(
    setting: Setting, good_answer: Answer, steps_back: int
) -> None:
    interview = flow.start("chat-opener", {}, setting)
    asked_keys = []
    for _ in range(6):
        asked = flow.next_question(interview)
        assert asked is not None
        asked_keys.append(asked.key)
        interview = flow.answer(interview, asked.key, good_answer(asked, 0))
    here = flow.next_question(interview)
    gone = interview
    for step in range(steps_back):
        gone = flow.back(gone)
        asked = flow.next_question(gone)
        assert asked is not None
        assert (asked.key, asked.number) == (asked_keys[-1 - step], len(asked_keys) - step)
    assert gone.answers == interview.answers
    changed = flow.answer(gone, asked.key, asked.default)
    assert changed.history == interview.history
    assert flow.next_question(changed) == here
    for _ in range(steps_back):
        gone = flow.forward(gone)
    assert flow.next_question(gone) == here


def test_back_from_the_first_question_of_a_chosen_letter_is_to_the_choice(
    setting: Setting,
) -> None:
    frame = flow.start("", {}, setting, needs=["country"])
    frame = flow.answer(frame, "country", "US")
    chosen = flow.prepare(frame, "chat-opener")
    asked = flow.next_question(chosen)
    assert asked is not None
    assert asked.may_go_back
    left = flow.back(flow.back(flow.answer(chosen, asked.key, "netflix")))
    assert left.meta is None
    assert flow.next_question(left) is None
    again = flow.next_question(flow.back(left))
    assert again is not None
    assert again.key == "country"


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(REASONS), st.sampled_from(REASONS), st.integers(0, 5))
def test_an_edit_keeps_every_answer_that_still_applies(
    good_answer: Answer, first: str, second: str, turn: int
) -> None:
    start = flow.start("refund-request", {}, Setting(shipped_roots(), dt.date(2026, 3, 14)))
    end, _ = walk(start, good_answer, {"reason": first}, turn)
    changed = flow.answer(flow.edit(end, "reason"), "reason", second)
    kept = {row.key for row in review(changed)}
    lost = [row for row in review(end) if row.key not in kept]
    assert all(row.question.has_conditions for row in lost)
    assert {row.key: row.value for row in review(changed) if row.key != "reason"}.items() <= {
        row.key: row.value for row in review(end)
    }.items()
