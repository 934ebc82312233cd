"""An answer that is edited takes along what depends on it, and nothing else."""

from __future__ import annotations

from refundletters.interview import flow
from refundletters.packs.setting import Setting

from .walks import CASE, Answer, walk


def test_editing_the_reason_drops_what_no_longer_applies(
    setting: Setting, good_answer: Answer
) -> None:
    start = flow.start("refund-request", {}, setting)
    end, _ = walk(start, good_answer, {"reason": "technical_failure"})
    assert end.answers["technical"]
    changed = flow.answer(flow.edit(end, "reason"), "reason", "unused")
    assert "technical" not in changed.answers
    assert changed.answers["charges"] == end.answers["charges"]
    assert changed.answers["sender"] == end.answers["sender"]
    asked = flow.next_question(changed)
    assert asked is not None
    assert asked.key == "last_used_on"


def test_editing_drops_a_choice_that_is_no_longer_offered(setting: Setting) -> None:
    case = {**CASE, "reason": "wrong_amount", "request": {"primary": "difference", "to": "credit"}}
    interview = flow.start("", case, setting)
    changed = flow.answer(flow.edit(interview, "reason"), "reason", "unused")
    assert changed.answers["request"] == {"to": "credit"}


def test_answers_that_never_applied_are_left_alone(setting: Setting) -> None:
    case = {**CASE, "promise": {"by": "Alex"}}
    interview = flow.start("", case, setting)
    changed = flow.answer(flow.edit(interview, "country"), "country", "GB")
    assert changed.answers["promise"] == {"by": "Alex"}


def test_leaving_an_edit_returns_to_the_review(setting: Setting) -> None:
    interview = flow.start("", CASE, setting)
    editing = flow.edit(interview, "charges.0.amount")
    asked = flow.next_question(editing)
    assert asked is not None
    assert (asked.default, asked.may_go_back) == ("9.99", True)
    assert flow.back(editing) == interview
