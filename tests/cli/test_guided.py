"""The guided ways, led by a person who types plain lines."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from refundletters.answers import keys, profile, store
from refundletters.answers.merge import Conflict
from refundletters.cli.context import Context
from refundletters.cli.talk import guided_start, missing_answers
from refundletters.cli.talk.both_changed import ask_which
from refundletters.cli.talk.conversation import Conversation
from refundletters.cli.talk.plain_prompter import PlainPrompter
from refundletters.errors import Interrupted, UsageError
from refundletters.i18n.pseudo import CLOSE, OPEN
from refundletters.interview import flow

TODAY = dt.date(2026, 3, 14)
# Goals, country, region, whose it is, service, reason, canceled: enough to assess a case.
PLACE = ("1 2", "United States", "Ohio", "1")
FRAME = (*PLACE, "Netflix", "10", "2")
CHAT_OPENER = "Chat opener: "
# Last used on, date and amount of the charge; what is asked for follows from the goals.
DETAILS = ("2026-02-01", "March 1", "15.49")
GO_ON, SHOW, FINISH = "1", "1", "finish"


@dataclass
class Told:
    """What one conversation left behind."""

    value: Any
    shown: str
    result: str


class Person:
    """Types lines, one run after the other, with one folder for drafts."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.shown = ""

    def __call__(
        self, way: Callable[..., Any], *args: Any, lines: tuple[str, ...], interface: str = "en_US"
    ) -> Told:
        stdin = io.StringIO("".join(f"{line}\n" for line in lines))
        stdout = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        stderr = io.StringIO()
        context = Context(
            environ={"REFUNDLETTERS_HOME": str(self.home), "COLUMNS": "200"},
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            interface=interface,
            today=TODAY,
        )
        prompter = PlainPrompter(context.translate, stdin, context.note)
        try:
            value = way(context, *args, prompter=prompter)
        finally:
            self.shown = stderr.getvalue()
        stdout.flush()
        return Told(value, self.shown, stdout.buffer.getvalue().decode("utf-8"))  # type: ignore[attr-defined]  # a BytesIO

    @property
    def drafts(self) -> tuple[Path, ...]:
        return store.list_cases(self.home)


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.chdir(tmp_path)
    return Person(tmp_path)


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
