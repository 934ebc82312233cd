"""No fact is asked twice, and questions are about the entry that matters and name it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from refundletters.answers import keys
from refundletters.cli.talk.row_names import about_row
from refundletters.i18n.speech import speaker
from refundletters.interview import flow
from refundletters.packs.setting import Setting

CHAT = {"at": dt.date(2026, 3, 1), "channel": "chat", "result": "refused"}
BANK = {"at": dt.date(2026, 3, 5), "channel": "letter", "party": "bank", "result": "refused"}
UNSENT = {"at": dt.date(2026, 3, 6), "party": "bank", "document": "bank-appeal", "sent": False}
CASE: dict[str, Any] = {
    "as_of": dt.date(2026, 3, 14),
    "country": "US",
    "goals": ["money_back"],
    "reason": "charged_after_cancellation",
    "service": {"id": "netflix", "biller": "provider"},
    "sender": {"role": "account_holder"},
    "cancellation": {"status": "yes", "on": dt.date(2026, 1, 1), "how": "web"},
    "charges": [{"date": dt.date(2026, 2, 20), "amount": "15.49"}],
}


def open_keys(document: str, answers: dict[str, Any], setting: Setting) -> tuple[str, ...]:
    return flow.missing(flow.start(document, answers, setting))


def test_an_appeal_asks_about_the_answer_of_the_bank_alone(setting: Setting) -> None:
    answers = {**CASE, "contacts": [CHAT, BANK, UNSENT]}
    found = open_keys("bank-appeal", answers, setting)
    assert [key for key in found if key.startswith("contacts.")] == ["contacts.1.reference"]
    interview = flow.start("bank-appeal", answers, setting)
    named = about_row("contacts.1.reference", interview)
    assert named is not None
    text = speaker(setting.roots, "en_US")(named)
    assert text == "This is about the contact with the bank of March 5, 2026."


def test_a_dispute_asks_about_the_last_contact_with_the_company(setting: Setting) -> None:
    sent = {"at": dt.date(2026, 3, 9), "channel": "email", "document": "refund-request"}
    found = open_keys("card-dispute", {**CASE, "contacts": [CHAT, sent, BANK]}, setting)
    assert [key for key in found if key.startswith("contacts.")] == ["contacts.1.result"]


def test_who_has_not_asked_yet_is_asked_no_more_about_it(setting: Setting) -> None:
    interview = flow.edit(flow.start("card-dispute", CASE, setting), "contacts.0.channel")
    asked = flow.next_question(interview)
    assert asked is not None
    assert asked.may_be_unknown
    found = flow.missing(flow.unknown(interview))
    assert not [key for key in found if key.startswith("contacts.")]
    assert "confirmed.tried_first" in found


def test_a_contact_confirms_that_the_company_was_asked(setting: Setting) -> None:
    assert "confirmed.tried_first" in open_keys("card-dispute", CASE, setting)
    assert "confirmed.tried_first" not in open_keys(
        "card-dispute", {**CASE, "contacts": [CHAT]}, setting
    )


@pytest.mark.parametrize(
    ("goals", "is_asked"), [(["money_back"], False), (["money_back", "credit"], True), ([], True)]
)
def test_what_is_asked_for_follows_from_the_goals(
    setting: Setting, goals: list[str], is_asked: bool
) -> None:
    answers = {**CASE, "goals": goals}
    assert ("request.primary" in open_keys("chat-opener", answers, setting)) is is_asked


def test_permission_withdrawn_with_the_cancellation_has_its_day_and_way(setting: Setting) -> None:
    interview = flow.start("card-dispute", CASE, setting)
    done = flow.answer(interview, "permission.withdrawn", "when_canceled").answers
    assert done["permission"] == {"withdrawn": "yes", "on": dt.date(2026, 1, 1), "how": "web"}


def test_permission_withdrawn_with_a_cancellation_of_an_unknown_day(setting: Setting) -> None:
    answers = keys.put(keys.drop(CASE, "cancellation.on"), "not_known", ["cancellation.on"])
    interview = flow.start("card-dispute", answers, setting)
    done = flow.answer(interview, "permission.withdrawn", "when_canceled").answers
    assert done["permission"] == {"withdrawn": "yes", "how": "web"}
    assert "permission.on" in done["not_known"]


def test_confirmations_come_together(setting: Setting) -> None:
    answers = {**CASE, "contacts": [CHAT]}
    interview = flow.required_only(flow.start("card-dispute", answers, setting))
    assert flow.confirmations(interview) == ()
    while not (together := flow.confirmations(interview)):
        asked = flow.next_question(interview)
        assert asked is not None
        interview = flow.unknown(interview)
    ids = [asked.question.id for asked in together]
    assert ids == ["confirmed.facts_true", "confirmed.not_refunded", "confirmed.nothing_pending"]
