"""What can be changed on the review, and what a message lacks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from refundletters.answers import keys, profile, store
from refundletters.cli.talk import guided_start, missing_answers
from refundletters.errors import Interrupted

from .guided import CHAT_OPENER, DETAILS, FINISH, FRAME, GO_ON, SHOW, TODAY, Person


def test_back_from_the_choice_of_message_to_the_questions(person: Person) -> None:
    lines = (*FRAME, "<", "1", CHAT_OPENER, *DETAILS, GO_ON, FINISH)
    person(guided_start.run_new, None, lines=lines)
    assert store.load(person.drafts[0])["cancellation"]["status"] == "yes"


def test_a_message_that_is_not_offered_says_why(person: Person) -> None:
    lines = (*FRAME, "Why are other", CHAT_OPENER, *DETAILS, GO_ON, FINISH)
    told = person(guided_start.run_new, None, lines=lines)
    assert re.search("Follow-up: It opens after", told.shown)


def test_on_the_review_an_answer_can_be_changed(person: Person) -> None:
    change = ("Change an answer", "Amount: $15.49", "12.00")
    lines = (*FRAME, CHAT_OPENER, *DETAILS, *change, GO_ON, SHOW, FINISH, "not yet")
    told = person(guided_start.run_new, None, lines=lines)
    assert "$12.00" in told.result
    assert "Press Enter alone to keep $15.49." in told.shown


def test_on_the_review_a_new_reason_asks_what_it_needs(person: Person) -> None:
    change = ("Change an answer", "Reason: I paid but", "2", "1")
    lines = (*FRAME, CHAT_OPENER, *DETAILS, *change, GO_ON, SHOW, FINISH, "not yet")
    told = person(guided_start.run_new, None, lines=lines)
    saved = store.load(person.drafts[0])
    assert saved["reason"] == "technical_failure"
    assert saved["technical"] == {"kind": "buffering"}
    assert "last_used_on" in saved, "what still holds is kept"
    assert "What did not work?" in told.shown


def test_on_the_review_charges_come_and_go(person: Person) -> None:
    more = ("Add another charge", "Feb 1", "10", "Take away", "Charge 1")
    lines = (*FRAME, CHAT_OPENER, *DETAILS, *more, GO_ON, SHOW, FINISH, "not yet")
    told = person(guided_start.run_new, None, lines=lines)
    assert "$10.00" in told.result
    assert "$15.49" not in told.result


def test_what_is_not_known_is_not_missing(person: Person) -> None:
    lines = (*FRAME, CHAT_OPENER, "", "", *DETAILS[2:], GO_ON, SHOW, FINISH, "not yet")
    told = person(guided_start.run_new, None, lines=lines)
    assert "Still missing" not in told.shown
    assert "$15.49" in told.result
    assert store.load(person.drafts[0])["not_known"] == ["last_used_on", "charges.0.date"]


def test_a_message_that_lacks_answers_leads_back_to_them_by_their_names(person: Person) -> None:
    with pytest.raises(Interrupted):
        person(guided_start.run_new, None, lines=(*FRAME, CHAT_OPENER, *DETAILS))
    path = person.drafts[0]
    # An answer that was left empty and then became one that the message needs.
    answers = store.load(path)
    store.save(path, keys.drop(answers, "charges.0.date"))
    place = {"case": str(path), "document": "chat-opener", "passed": ["charges.0.date"]}
    store.save(person.home / "last.toml", place)
    lines = (GO_ON, SHOW, "March 1", GO_ON, SHOW, FINISH, "not yet")
    told = person(guided_start.run_resume, None, lines=lines)
    assert "charges.0.date" not in told.shown
    assert told.shown.count("Still missing: Date of the charge.") == 2, "on the review as well"
    assert "March 1, 2026" in told.result


def test_the_profile_is_asked_once_and_offered_later(person: Person) -> None:
    bank = ("Example Bank",)
    name = ("Kim", "Kim Example", "1 Example Street", "Exampletown", "")
    told = person(
        guided_start.run_profile, lines=("Germany", "", "", "", "", *bank, *name, "", "", "1")
    )
    saved = profile.load(person.home)
    assert saved["sender"]["full_name"] == "Kim Example"
    assert saved["sender"]["address"] == ["1 Example Street", "Exampletown"]
    assert saved["payment"] == {"issuer": "Example Bank"}
    assert "Saved in" in told.shown
    told = person(
        guided_start.run_new,
        None,
        lines=(
            "1",
            "Berlin",
            "1",
            "Netflix",
            "10",
            "2",
            CHAT_OPENER,
            *DETAILS,
            GO_ON,
            SHOW,
            FINISH,
            "not yet",
        ),
    )
    assert "Which country do you live in?" not in told.shown
    assert "Country: Germany" in told.shown


def test_the_profile_can_be_changed(person: Person) -> None:
    profile.save(person.home, {"country": "GB", "sender": {"given_name": "Kim"}})
    skips = [""] * 9
    person(guided_start.run_profile, lines=(*skips, "First name: Kim", "Robin", "1"))
    assert profile.load(person.home)["sender"]["given_name"] == "Robin"


def test_what_a_document_lacks_is_asked_and_added_to_the_case(person: Person, case: Path) -> None:
    answers = {**store.load(case), "locale": "de_DE"}
    del answers["reason"]
    text = case.read_text(encoding="utf-8")
    case.write_text(text.replace('reason = "reactivated"\n', ""), encoding="utf-8")
    told = person(missing_answers.run_missing, answers, "chat-opener", str(case), lines=("10", ""))
    assert told.value["reason"] == "unused"
    saved = store.load(case)
    assert saved["reason"] == "unused"
    assert saved["locale"] == "en_GB", "a setting of the command line is not kept"
    assert case.read_text(encoding="utf-8").startswith("# A made-up case.")


def test_a_goal_that_a_document_depends_on_is_asked(person: Person) -> None:
    answers = {"country": "US", "service": {"id": "netflix"}, "reason": "wrong_amount"}
    with pytest.raises(Interrupted):
        person(missing_answers.run_missing, answers, "cancellation-notice", None, lines=())
    assert "What would you like to happen?" in person.shown


def test_what_is_missing_without_a_case_is_kept_in_a_draft(person: Person) -> None:
    with pytest.raises(Interrupted) as caught:
        person(missing_answers.run_missing, {}, "chat-opener", None, lines=("United States",))
    assert caught.value.draft == str(person.drafts[0])


def test_a_contact_is_asked_about_without_asking_about_earlier_ones(
    person: Person, case: Path
) -> None:
    contacts = [{"at": TODAY}, {"at": TODAY}]  # the day of the new one is offered
    answers = {**store.load(case), "contacts": contacts}
    lines = ("", "1", "1", "They said no", "", "", "", "")
    told = person(missing_answers.run_contact, answers, 1, lines=lines)
    entry = {"at": TODAY, "party": "trader", "channel": "chat", "result": "refused"}
    assert told.value["contacts"] == [{"at": TODAY}, entry]
