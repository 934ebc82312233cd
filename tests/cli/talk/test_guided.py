"""The guided ways, led by a person who types plain lines."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

from refundletters.answers import store
from refundletters.answers.merge import Conflict
from refundletters.cli.context import Context
from refundletters.cli.talk import guided_start, missing_answers
from refundletters.cli.talk.both_changed import ask_which
from refundletters.cli.talk.conversation import Conversation
from refundletters.cli.talk.plain_prompter import PlainPrompter
from refundletters.errors import Interrupted, UsageError
from refundletters.i18n.pseudo import CLOSE, OPEN
from refundletters.interview import flow

from .guided import CHAT_OPENER, DETAILS, FINISH, FRAME, GO_ON, PLACE, SHOW, Person


def test_from_nothing_to_a_chat_opener(person: Person) -> None:
    lines = (*FRAME, CHAT_OPENER, *DETAILS, GO_ON, SHOW, FINISH, "not yet")
    told = person(guided_start.run_new, None, lines=lines)
    assert told.value == 0
    assert "Where you stand:" in told.shown
    assert "$15.49" in told.result
    assert "Netflix" in told.result
    assert store.load(person.drafts[0])["reason"] == "unused"


def test_the_review_says_who_it_goes_to_what_it_gives_away_and_how_it_reads(person: Person) -> None:
    lines = (*FRAME, CHAT_OPENER, *DETAILS, GO_ON, FINISH)
    told = person(guided_start.run_new, None, lines=lines)
    review = told.shown.partition("Your message:")[2]
    assert "- It goes to Netflix.\n" in review
    assert "- You ask for: $15.49\n" in review
    assert "clear 5 of 5, polite 5 of 5, complete" in review
    assert review.index("How it reads") < review.index("Is everything right?")


def test_a_hint_about_own_words_is_told_once(person: Person) -> None:
    lines = (*FRAME, CHAT_OPENER, *DETAILS, GO_ON, FINISH)
    person(guided_start.run_new, None, lines=lines)
    (path,) = person.drafts
    store.save(path, {**store.load(path), "own_words": "It is theft."})
    told = person(guided_start.run_resume, path, lines=(CHAT_OPENER, GO_ON, FINISH))
    assert "polite 4 of 5" in told.shown
    assert told.shown.count("An accusation is hard to prove") == 1


def test_the_case_goes_where_it_is_wanted(person: Person, tmp_path: Path) -> None:
    lines = (*FRAME, CHAT_OPENER, *DETAILS, GO_ON, "3", FINISH, "not yet")
    path = tmp_path / "mine" / "case.toml"
    person(guided_start.run_new, path, lines=lines)
    assert store.load(path)["contacts"][0]["document"] == "chat-opener"
    assert store.load(path)["contacts"][0]["sent"] is False
    assert (tmp_path / "mine" / "Netflix-Chat-opener.docx").read_bytes().startswith(b"PK")
    assert not person.drafts


def test_a_message_that_went_out_is_a_contact_from_that_day(person: Person) -> None:
    lines = (
        *FRAME,
        CHAT_OPENER,
        *DETAILS,
        GO_ON,
        "3",
        FINISH,
        "yes, on another day or in another way",
        "1",
        "March 12",
    )
    told = person(guided_start.run_new, None, lines=lines)
    assert told.shown.count("Did this message go out (Chat opener)?") == 1
    [entry] = store.load(person.drafts[0])["contacts"]
    assert (entry["at"], entry["channel"], entry["sent"]) == (dt.date(2026, 3, 12), "chat", True)


def test_a_message_that_was_not_sent_is_asked_about_when_the_case_is_taken_up(
    person: Person,
) -> None:
    first = (*FRAME, CHAT_OPENER, *DETAILS, GO_ON, "3", FINISH, "not yet")
    person(guided_start.run_new, None, lines=first)
    again = ("yes, on another day or in another way", "1", "yesterday", GO_ON, FINISH)
    told = person(guided_start.run_resume, None, lines=again)
    assert "Did this message go out (Chat opener)?" in told.shown
    [entry] = store.load(person.drafts[0])["contacts"]
    assert (entry["at"], entry["sent"]) == (dt.date(2026, 3, 13), True)


def test_a_number_that_may_be_an_order_is_asked_about(person: Person) -> None:
    path = person.home / "cases" / "case.toml"
    store.save(path, {"charges": [{"date": dt.date(2026, 3, 1), "amount": "9.99"}]})
    context_lines = ("4111111111111111", "it is the number of an order")
    told = person(ask_reference, path, lines=context_lines)
    assert told.value == "Order 4111111111111111"
    assert "Whose number is it?" in told.shown
    told = person(
        ask_reference, path, lines=("4111111111111111", "it is the number of a card", "INV-1")
    )
    assert told.value == "INV-1"


def ask_reference(context: Context, path: Path, *, prompter: PlainPrompter) -> Any:
    """Ask for the reference of the first charge alone."""
    talk = Conversation(context, prompter, missing_answers.keep_nothing)
    interview = flow.start("", store.load(path), context.setting, wants=["charges.reference"])
    return talk.finish(interview, offer_end=False).answers["charges"][0]["reference"]


def test_a_case_that_is_there_is_not_overwritten(person: Person, tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text('country = "GB"\n', encoding="utf-8")
    with pytest.raises(UsageError, match="there already"):
        person(guided_start.run_new, path, lines=())
    assert path.read_text(encoding="utf-8") == 'country = "GB"\n'


@pytest.mark.parametrize("answered", range(1, 8))
def test_every_answer_is_safe_before_the_next_question(person: Person, answered: int) -> None:
    with pytest.raises(Interrupted) as caught:
        person(guided_start.run_new, None, lines=FRAME[:answered])
    assert caught.value.exit_code == 130
    assert caught.value.draft == str(person.drafts[0])
    assert "refundletters resume" in str(caught.value)
    saved = store.load(person.drafts[0])
    names = ["goals", "country", "region", "sender", "service", "reason", "cancellation"]
    also = {"payment"} if answered > 3 else set()  # "mine, and I pay for it"
    assert set(saved) == {*names[:answered], *also}


def test_stopping_before_the_first_answer_leaves_nothing(person: Person) -> None:
    with pytest.raises(Interrupted) as caught:
        person(guided_start.run_new, None, lines=())
    assert caught.value.draft == ""
    assert not person.drafts


def test_going_on_starts_at_the_question_where_it_stopped(person: Person) -> None:
    with pytest.raises(Interrupted):
        person(guided_start.run_new, None, lines=(*FRAME, CHAT_OPENER, *DETAILS[:1]))
    told = person(
        guided_start.run_resume, None, lines=(*DETAILS[1:], GO_ON, SHOW, FINISH, "not yet")
    )
    assert "What would you like to happen?" not in told.shown
    assert "Which message would you like?" not in told.shown
    assert "$15.49" in told.result


def test_what_was_not_known_is_not_asked_again_after_going_on(person: Person) -> None:
    with pytest.raises(Interrupted):
        person(guided_start.run_new, None, lines=(*FRAME, CHAT_OPENER, ""))
    with pytest.raises(Interrupted):
        person(guided_start.run_resume, None, lines=())
    assert "On what date did you last use the service?" not in person.shown
    assert "On what date was the charge made?" in person.shown


def test_there_may_be_nothing_to_go_on_with(person: Person) -> None:
    with pytest.raises(UsageError, match="refundletters new"):
        person(guided_start.run_resume, None, lines=())


def test_a_wrong_answer_is_explained_and_asked_again(person: Person) -> None:
    lines = (*FRAME, CHAT_OPENER, "March 45", "2027-01-01", *DETAILS, GO_ON, FINISH)
    told = person(guided_start.run_new, None, lines=lines)
    assert told.shown.count("On what date did you last use the service?") == 3


def test_a_card_number_never_reaches_the_file_or_the_screen(person: Person) -> None:
    number = "4111 1111 1111 1111"
    lines = (*PLACE, "another", number, "Example Stream")
    with pytest.raises(Interrupted):
        person(guided_start.run_new, None, lines=lines)
    assert "4111" not in person.shown
    assert "4111" not in person.drafts[0].read_text(encoding="utf-8")
    assert store.load(person.drafts[0])["service"] == {"name": "Example Stream"}


def test_a_case_is_edited_and_saved(person: Person, case: Path) -> None:
    lines = ("Change an answer", "Bank or card company: Example Bank", "Sample Bank", GO_ON)
    told = person(guided_start.run_edit, case, lines=lines)
    assert store.load(case)["payment"]["issuer"] == "Sample Bank"
    assert case.read_text(encoding="utf-8").startswith("# A made-up case.")
    assert "Saved in" in told.shown


def test_the_first_start_goes_straight_to_a_new_case(person: Person) -> None:
    with pytest.raises(Interrupted):
        person(guided_start.run_start, lines=("1",))
    assert "not legal advice" in person.shown
    assert len(person.drafts) == 1


def test_a_later_start_offers_to_go_on(person: Person) -> None:
    with pytest.raises(Interrupted):
        person(guided_start.run_start, lines=FRAME[:5])
    with pytest.raises(Interrupted):
        person(guided_start.run_start, lines=("1",))
    assert "What describes your situation best?" in person.shown
    assert len(person.drafts) == 1


def test_no_sentence_is_left_untranslated(person: Person) -> None:
    lines = (*PLACE[:2], "Ohio", "1", "Netflix", "10", "2", "Whý áré", "1", "?", *DETAILS)
    told = person(
        guided_start.run_new, None, lines=(*lines, "2", "<", GO_ON, "6"), interface="en_XA"
    )
    # What is typed into a shell is the same in every language.
    lines = [line for line in told.shown.splitlines() if not line.startswith("    refundletters ")]
    text = " ".join(" ".join(lines).split())
    depth, outside = 0, []
    for sign in text:
        depth += (sign == OPEN) - (sign == CLOSE)
        outside.append(sign if depth == 0 and sign != CLOSE else " ")
    left = set(re.findall(r"[^\W\d_]{2,}", "".join(outside)))
    names = set(re.findall(r"[^\W\d_]{2,}", _names()))
    assert left <= names


def _names() -> str:
    """Names of countries, regions and services stand in no catalogue of ours."""
    from babel import Locale

    from refundletters.packs.roots import shipped_roots
    from refundletters.packs.rows import load_rows, read_toml
    from refundletters.packs.tables.service import SERVICES

    services = [row.name for row in load_rows(shipped_roots(), SERVICES).values()]
    states = read_toml(shipped_roots().data[0] / "regions.toml")["US"].values()
    places = [name for name in states if isinstance(name, str)]
    return " ".join([*services, *places, *map(str, Locale("en").territories.values())])


@pytest.mark.parametrize(("line", "ours"), [("1", True), ("2", False)])
def test_an_answer_that_another_program_changed_is_asked_about_in_words(
    person: Person, line: str, ours: bool
) -> None:
    def ask(context: Context, *, prompter: PlainPrompter) -> bool:
        talk = Conversation(context, prompter, missing_answers.keep_nothing)
        return ask_which(talk)(Conflict("reason", "unused", None))

    told = person(ask, lines=(line,))
    assert told.value is ours
    assert "(Reason)" in told.shown
    assert "The one given here: nothing" in told.shown
    assert "The one in the file: I paid but did not use it" in told.shown


def test_what_another_terminal_adds_is_told_and_not_asked_again(person: Person) -> None:
    other = {"at": dt.date(2026, 3, 2), "channel": "chat", "result": "refused"}

    def run(context: Context, *, prompter: PlainPrompter) -> int:
        ask, done = prompter.ask, []

        def ask_while_others_write(prompt: Any) -> Any:
            if prompt.text.startswith("What describes") and not done:
                done.append(True)
                store.append_contact(person.drafts[0], other)
                store.change(person.drafts[0], lambda answers: {**answers, "own_words": "Ours."})
            return ask(prompt)

        prompter.ask = ask_while_others_write  # type: ignore[method-assign]  # between two answers
        return guided_start.run_new(context, None, prompter=prompter)

    lines = (*FRAME, CHAT_OPENER, *DETAILS, GO_ON, SHOW, FINISH, "not yet")
    told = person(run, lines=lines)
    assert "Another program changed this case meanwhile." in told.shown
    assert "- In your own words: Ours." in told.shown
    assert "- By: In a chat" in told.shown
    saved = store.load(person.drafts[0])
    assert (saved["own_words"], saved["contacts"][0]) == ("Ours.", other)
    assert saved["reason"] == "unused"
    assert "Contact on: March 2, 2026" in told.shown.split("These are your answers.")[1]
