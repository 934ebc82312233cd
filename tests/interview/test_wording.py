"""Questions in other words where somebody writes for another, and doubts that are asked about."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from refundletters.interview import flow
from refundletters.interview.doubts import accept, new_doubts, reconsider
from refundletters.packs.setting import Setting


def asked(key: str, answers: dict[str, Any], setting: Setting) -> Any:
    found = flow.next_question(flow.edit(flow.start("", answers, setting), key))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("role", "text"),
    [
        ("account_holder", "Was the service used after the charge?"),
        ("parent", "Has your child used it after the charge?"),
        ("attorney", "Has that person used the service after the charge?"),
    ],
)
def test_a_question_is_put_as_it_fits_whoever_writes(
    role: str, text: str, setting: Setting
) -> None:
    answers = {"sender": {"role": role}}
    assert asked("used_after_charge", answers, setting).question.text == text


@pytest.mark.parametrize(
    ("country", "text"),
    [
        ("US", "Which state do you live in?"),
        ("CA", "Which province or territory do you live in?"),
        ("DE", "Which federal state do you live in?"),
        ("CH", "Which canton do you live in?"),
    ],
)
def test_the_region_is_asked_in_the_words_of_the_country(
    country: str, text: str, setting: Setting
) -> None:
    assert asked("region", {"country": country}, setting).question.text == text


def test_the_region_is_asked_only_where_something_hangs_on_it(setting: Setting) -> None:
    def keys(country: str) -> list[str]:
        interview = flow.start("", {"country": country}, setting, needs=("region", "goals"))
        found = flow.next_question(flow.answer(interview, "goals", ["money_back"]))
        return [] if found is None else [found.key]

    assert keys("DE") == ["region"]
    assert keys("FR") == []


def test_the_choices_of_a_question_are_put_otherwise_too(setting: Setting) -> None:
    labels = {
        choice.value: choice.label
        for choice in asked("account.has", {"sender": {"role": "attorney"}}, setting).choices
    }
    assert labels["yes"] == "Yes, there is an account"
    assert labels["not_sure"] == "I'm not sure"


def test_the_dead_are_not_asked(setting: Setting) -> None:
    answers = {"reason": "unused", "sender": {"role": "executor"}, "country": "US"}
    interview = flow.start("refund-request", answers, setting)
    left = {question.id for question in flow.unanswered(interview)[0]}
    assert not left & {"used_after_charge", "last_used_on", "withdrawal.asked_immediate_start"}


def test_a_price_increase_needs_no_list_of_charges(setting: Setting) -> None:
    rise = {"old": "9.99", "new": "12.99", "months": 6}
    answers = {"reason": "price_increase", "price_increases": [rise]}
    missing = flow.missing(flow.start("refund-request", answers, setting))
    assert not {"charges.0.date", "charges.0.amount"} & set(missing)
    del rise["months"]
    missing = flow.missing(flow.start("refund-request", answers, setting))
    assert {"charges.0.date", "charges.0.amount"} <= set(missing)


def test_answers_that_do_not_go_together_are_asked_about_once(setting: Setting) -> None:
    before = flow.start("", {"reason": "charged_after_cancellation"}, setting)
    after = flow.answer(before, "cancellation.status", "no")
    [doubt] = new_doubts(before, after)
    again = flow.next_question(reconsider(after, doubt.keys[0]))
    assert again is not None
    assert again.key == "cancellation.status"
    settled = accept(after, doubt)
    later = flow.answer(settled, "discovered_on", dt.date(2026, 3, 1))
    assert new_doubts(settled, later) == ()
    assert new_doubts(later, later) == ()


@pytest.mark.parametrize("mine", ["me", "family"])
def test_the_newer_form_of_an_answer_replaces_the_older(mine: str, setting: Setting) -> None:
    interview = flow.start("", {"payment": {"holder_is_me": "no"}}, setting)
    after = flow.answer(interview, "payment.holder", mine)
    assert after.answers["payment"] == {"holder": mine}
