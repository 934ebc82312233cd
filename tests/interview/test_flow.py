"""The interview without a terminal: what is asked, and what going back and editing change."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable
from typing import Any

import pytest

from refundletters import app
from refundletters.answers import keys
from refundletters.errors import CaseError, ForbiddenData, NotFound, UnknownKey
from refundletters.facts.missing_answers import missing_keys
from refundletters.interview import flow
from refundletters.interview.review import review
from refundletters.interview.state import Asked
from refundletters.packs.letters import letter_meta, letter_metas
from refundletters.packs.questions import load_questions
from refundletters.packs.roots import shipped_roots
from refundletters.packs.setting import Setting

from .walks import CASE, REASONS, Answer, walk

DOCUMENTS = list(letter_metas(shipped_roots()))


def key_list(asked: Iterable[Asked]) -> list[str]:
    return [entry.key for entry in asked]


# How it ended and when, or what was demanded and whether it was shown, are two answers.
NINE = {"account_blocked", "early_end_fee"}


@pytest.mark.parametrize("reason", REASONS)
def test_a_chat_opener_needs_at_most_eight_answers(
    reason: str, setting: Setting, good_answer: Answer
) -> None:
    start = flow.start("chat-opener", {}, setting)
    given = {"reason": reason, "cancellation.status": "yes"}
    end, asked = walk(start, good_answer, given)
    needed = [entry for entry in asked if entry.needed]
    assert 7 <= len(needed) <= (9 if reason in NINE else 8)
    assert flow.missing(end) == ()


WALKS = {
    *zip(DOCUMENTS, itertools.cycle(REASONS), strict=False),
    *(("refund-request", reason) for reason in REASONS),
    *(("card-dispute", reason) for reason in REASONS),
}


@pytest.mark.parametrize(("document", "reason"), sorted(WALKS))
def test_every_letter_can_be_answered_to_the_end(
    document: str, reason: str, setting: Setting, good_answer: Answer
) -> None:
    start = flow.start(document, {"reason": reason}, setting)
    end, asked = walk(start, good_answer)
    assert flow.missing(end) == ()
    assert len(set(key_list(asked))) == len(asked), "nothing is asked twice"
    facts = app.facts_from(end.answers, setting)
    assert missing_keys(letter_meta(setting.roots, document), facts) == (), "the gates agree"


# Stories that the questions of few people are about.
STORIES: list[dict[str, Any]] = [
    {"reason": "service_ended"},
    {"reason": "unfounded_demand"},
    {"reason": "service_ended", "sender": {"role": "executor"}, "ended": {"kind": "insolvent"}},
    {"reason": "account_blocked", "sender": {"role": "attorney"}, "ended": {"kind": "suspended"}},
    {
        "reason": "unfounded_demand",
        "demand": {"by": "collector"},
        "contacts": [{"at": dt.date(2026, 2, 4), "document": "refund-request"}],
    },
    {"reason": "refund_promised", "service": {"name": "Example Stream"}},
    {"reason": "wrong_amount", "wrong_amount": {"cause": "currency"}},
    {"reason": "duplicate_charge", "duplicate": {"second_account": "yes"}},
    {"reason": "changed_mind", "withdrawal": {"sent_on": dt.date(2026, 2, 4), "kept": "1.00"}},
    {"reason": "reactivated"},
    {"reason": "reactivated", "freeze": {"in_force": "yes"}},
    {"reason": "forgot_to_cancel"},
    {"reason": "unused", "charges": [{"amount": "9.99"}, {"amount": "4.99"}]},
    {
        "reason": "cannot_cancel",
        "contacts": [{"at": dt.date(2026, 2, 4), "result": "promised_other"}],
        "payment": {"holder": "family"},
    },
]


def test_every_question_can_be_reached(setting: Setting, good_answer: Answer) -> None:
    questions = load_questions(setting.roots)
    shared = {
        "goals": ["money_back", "credit"],
        "reason": "account_takeover",
        "other_reasons": list(REASONS),
        "service.id": "other",
        "service.biller": "carrier",
        "cancellation.status": "yes",
        "permission.withdrawn": "yes",
        "payment.holder_is_me": "no",
        "request.primary": "fixed",
    }
    branches = [
        {"payment.method": "credit_card", "contacts.0.result": "offered"},
        {"payment.method": "direct_debit", "contacts.0.result": "promised"},
    ]
    reached: set[str] = set()
    for branch in branches:
        start = flow.start("", {}, setting, needs=list(questions))
        _, asked = walk(start, good_answer, {**shared, **branch})
        reached |= {entry.question.id for entry in asked}
    for answers in STORIES:
        left = [id for id in questions if id not in reached]
        _, asked = walk(flow.start("", answers, setting, needs=left), good_answer)
        reached |= {entry.question.id for entry in asked}
    assert set(questions) - reached == set()


def test_the_questions_come_in_the_order_of_the_interview(
    setting: Setting, good_answer: Answer
) -> None:
    order = list(load_questions(setting.roots))
    _, asked = walk(flow.start("card-dispute", {}, setting), good_answer)
    needed = [order.index(entry.question.id) for entry in asked if entry.needed]
    assert needed == sorted(needed)


def test_what_is_known_is_not_asked(setting: Setting, good_answer: Answer) -> None:
    _, asked = walk(flow.start("chat-opener", CASE, setting), good_answer)
    assert key_list(asked) == ["last_used_on", "cancellation.status", "request.primary"]


def test_an_unknown_document_names_the_nearest(setting: Setting) -> None:
    with pytest.raises(NotFound) as caught:
        flow.start("chat-openr", {}, setting)
    assert "chat-opener" in caught.value.nearest


def test_a_wrong_answer_changes_nothing(setting: Setting) -> None:
    interview = flow.start("chat-opener", {"country": "US", "reason": "unused"}, setting)
    with pytest.raises(CaseError) as caught:
        flow.answer(interview, "charges.0.date", dt.date(2027, 1, 1))
    assert caught.value.key.startswith("charges.0.date")
    assert interview.answers == {"country": "US", "reason": "unused"}


def test_a_card_number_is_refused_and_not_repeated(setting: Setting) -> None:
    interview = flow.start("refund-request", CASE, setting)
    number = "4111 1111 1111 1111"
    with pytest.raises(ForbiddenData) as caught:
        flow.answer(interview, "own_words", f"My card is {number}.")
    assert "4111" not in str(caught.value)


def test_an_unknown_key_is_an_error(setting: Setting) -> None:
    interview = flow.start("chat-opener", {}, setting)
    with pytest.raises(UnknownKey):
        flow.edit(interview, "charges.0.amont")


def test_another_service_is_asked_by_name(setting: Setting) -> None:
    interview = flow.start("chat-opener", {"country": "US"}, setting)
    interview = flow.answer(interview, "service.id", "other")
    asked = flow.next_question(interview)
    assert asked is not None
    assert asked.key == "service.name"
    interview = flow.answer(interview, "service.name", "Example Stream")
    assert interview.answers["service"] == {"name": "Example Stream"}
    asked = flow.next_question(interview)
    assert asked is not None
    assert asked.key == "reason"


def test_going_back_to_a_known_service_forgets_the_name(setting: Setting) -> None:
    interview = flow.start("chat-opener", {"country": "US"}, setting)
    interview = flow.answer(interview, "service.id", "other")
    interview = flow.answer(interview, "service.name", "Example Stream")
    interview = flow.back(flow.back(interview))
    asked = flow.next_question(interview)
    assert asked is not None
    assert (asked.key, asked.default) == ("service.id", "other")
    interview = flow.answer(interview, "service.id", "netflix")
    assert interview.answers["service"] == {"id": "netflix"}


def test_a_certain_amount_is_asked_only_for_that_request(setting: Setting) -> None:
    case = {**CASE, "last_used_on": dt.date(2026, 1, 1), "cancellation": {"status": "no"}}
    interview = flow.start("chat-opener", case, setting)
    assert flow.next_question(flow.answer(interview, "request.primary", "full")) is None
    asked = flow.next_question(flow.answer(interview, "request.primary", "fixed"))
    assert asked is not None
    assert asked.key == "request.amount"


def test_answers_that_cannot_stand_alone_wait_for_each_other(setting: Setting) -> None:
    needs = ["charges.date", "charges.repeat.every"]
    interview = flow.start("", CASE, setting, needs=needs)
    interview = flow.answer(interview, "charges.0.repeat.every", "month")
    assert interview.answers == CASE
    asked = flow.next_question(interview)
    assert asked is not None
    assert asked.key == "charges.0.repeat.until"
    interview = flow.answer(interview, asked.key, dt.date(2026, 3, 3))
    assert interview.answers["charges"][0]["repeat"] == {
        "every": "month",
        "until": dt.date(2026, 3, 3),
    }


def test_skipping_the_second_half_forgets_the_first(setting: Setting) -> None:
    interview = flow.start("", CASE, setting, wants=["charges.repeat.every"])
    interview = flow.answer(interview, "charges.0.repeat.every", "month")
    interview = flow.skip(interview)
    assert interview.answers == CASE
    assert flow.next_question(interview) is None


@pytest.mark.parametrize("steps_back", [1, 2])
def test_going_back_and_skipping_one_half_forgets_both(setting: Setting, steps_back: int) -> None:
    interview = flow.start("", CASE, setting, wants=["charges.repeat.every"])
    interview = flow.answer(interview, "charges.0.repeat.every", "month")
    interview = flow.answer(interview, "charges.0.repeat.until", dt.date(2026, 3, 3))
    for _ in range(steps_back):
        interview = flow.back(interview)
    interview = flow.skip(interview)
    assert interview.answers == CASE
    assert flow.next_question(interview) is None


def test_more_charges_are_asked_for_letters_but_not_for_a_chat(
    setting: Setting, good_answer: Answer
) -> None:
    for document, offered in (("chat-opener", False), ("refund-request", True)):
        _, asked = walk(flow.start(document, CASE, setting), good_answer)
        assert ("charges.more" in key_list(asked)) == offered


def test_another_charge_is_asked_as_the_first_was(setting: Setting, good_answer: Answer) -> None:
    interview = flow.start("refund-request", CASE, setting)
    while (asked := flow.next_question(interview)) is not None and asked.key != "charges.more":
        interview = flow.answer(interview, asked.key, good_answer(asked))
    interview = flow.answer(interview, "charges.more", True)
    _, asked_after = walk(interview, good_answer)
    assert key_list(asked_after)[:2] == ["charges.1.date", "charges.1.amount"]
    assert "charges.more" in key_list(asked_after)
    assert not {"charges.0.date", "charges.0.amount"} & set(key_list(asked_after))


def test_a_charge_can_be_added_to_a_chat_on_the_review(
    setting: Setting, good_answer: Answer
) -> None:
    end, _ = walk(flow.start("chat-opener", CASE, setting), good_answer)
    more, asked = walk(flow.add(end, "charges"), good_answer)
    assert key_list(asked) == ["charges.1.date", "charges.1.amount"]
    assert len(more.answers["charges"]) == 2
    assert flow.remove(more, "charges", 0).answers["charges"] == more.answers["charges"][1:]


def test_a_contact_can_be_added_where_none_is_needed(setting: Setting, good_answer: Answer) -> None:
    end, _ = walk(flow.start("chat-opener", CASE, setting), good_answer)
    _, asked = walk(flow.add(end, "contacts"), good_answer)
    assert key_list(asked)[:3] == ["contacts.0.channel", "contacts.0.at", "contacts.0.result"]


def test_a_declined_entry_asks_nothing_more_about_itself(setting: Setting) -> None:
    wants = ["evidence.kind", "evidence.label", "evidence.date"]
    interview = flow.start("", CASE, setting, wants=wants)
    assert flow.next_question(flow.skip(interview)) is None


def test_conditions_in_a_table_see_the_entry_at_hand(setting: Setting) -> None:
    contacts = [
        {"at": dt.date(2026, 3, 1), "result": "offered"},
        {"at": dt.date(2026, 3, 2), "result": "refused"},
    ]
    needs = ["contacts.offer.type"]
    interview = flow.start("", {**CASE, "contacts": contacts}, setting, needs=needs)
    asked = flow.next_question(interview)
    assert asked is not None
    assert asked.key == "contacts.0.offer.type"
    assert flow.next_question(flow.answer(interview, asked.key, "credit")) is None


def test_needed_answers_may_not_be_skipped_and_wished_ones_may(
    setting: Setting, good_answer: Answer
) -> None:
    _, asked = walk(flow.start("refund-request", CASE, setting), good_answer)
    assert {entry.may_skip for entry in asked if entry.needed} == {False}
    skippable = [e for e in asked if not e.needed and not e.question.asks_for_another]
    assert skippable
    assert all(entry.may_skip for entry in skippable)


def test_not_knowing_leaves_the_answer_empty_and_says_so(setting: Setting) -> None:
    interview = flow.start("chat-opener", CASE, setting)
    asked = flow.next_question(interview)
    assert asked is not None
    assert asked.key == "last_used_on"
    assert asked.may_be_unknown
    after = flow.unknown(interview)
    following = flow.next_question(after)
    assert following is not None
    assert following.key != "last_used_on"
    assert after.answers["not_known"] == ["last_used_on"]
    assert "last_used_on" not in flow.missing(after)
    again = flow.next_question(flow.ask_again(after))
    assert again is not None
    assert again.key != "last_used_on"
    known = flow.answer(flow.edit(after, "last_used_on"), "last_used_on", dt.date(2026, 1, 1))
    assert "not_known" not in known.answers


def test_leaving_out_the_rest_ends_the_interview(setting: Setting, good_answer: Answer) -> None:
    _, asked = walk(flow.required_only(flow.start("refund-request", CASE, setting)), good_answer)
    assert all(entry.needed for entry in asked)


def test_another_letter_asks_only_what_is_new(setting: Setting, good_answer: Answer) -> None:
    end, _ = walk(flow.start("chat-opener", {}, setting), good_answer)
    _, asked = walk(flow.prepare(end, "refund-request"), good_answer)
    assert asked
    assert not [entry.key for entry in asked if keys.get(end.answers, entry.key) is not None]


def test_at_the_first_question_there_is_no_way_back(setting: Setting) -> None:
    interview = flow.start("chat-opener", {}, setting)
    asked = flow.next_question(interview)
    assert asked is not None
    assert not asked.may_go_back
    assert flow.back(interview) == interview


def test_progress_counts_up_and_ends_at_the_total(setting: Setting, good_answer: Answer) -> None:
    _, asked = walk(flow.start("chat-opener", {}, setting), good_answer)
    assert [entry.number for entry in asked] == list(range(1, len(asked) + 1))
    assert asked[-1].total == len(asked)
    assert all(entry.total >= entry.number for entry in asked)


def test_the_library_gets_the_question_with_its_key_and_choices(setting: Setting) -> None:
    question = flow.question_for("chat-opener", {**CASE, "charges": []}, setting)
    assert question is not None
    assert question.id == "last_used_on"
    case = {**CASE, "charges": [], "last_used_on": dt.date(2026, 1, 1)}
    question = flow.question_for("chat-opener", case, setting)
    assert question is not None
    assert (question.id, question.key) == ("charges.date", "charges.0.date")


def test_the_library_gets_nothing_once_all_that_is_needed_is_there(
    setting: Setting, good_answer: Answer
) -> None:
    start = flow.required_only(flow.start("refund-request", {}, setting))
    end, _ = walk(start, good_answer)
    assert flow.question_for("refund-request", end.answers, setting) is None


def test_the_review_lists_answers_in_order_with_keys_to_edit(
    setting: Setting, good_answer: Answer
) -> None:
    end, _ = walk(flow.start("card-dispute", {}, setting), good_answer)
    rows = review(end, {"locale": "en_US", "country": "GB"})
    assert next(row for row in rows if row.key == "locale").assumed
    assert not next(row for row in rows if row.key == "country").assumed
    for row in rows:
        if not row.assumed:
            assert keys.get(end.answers, row.key) == row.value
            flow.edit(end, row.key)
    groups = [row.group for row in rows]
    assert groups == sorted(groups, key=groups.index)
