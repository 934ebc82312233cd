"""A fault in order, in what is asked or in a bank letter is found by the rule for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from refundletters.model.document import Address, Group, ListBlock, Paragraph, Text

Write = Callable[..., Any]


def check(letter: Any, rule: str) -> None:
    assert rule in letter.rules()


def slot_of(*names: str) -> Callable[[Any], bool]:
    return lambda block: isinstance(block, Group) and block.slot in names


def with_subject(letter: Any, subject: str) -> Any:
    return letter.with_document(subject=subject)


# ------------------------------------------------------------------ order


def test_a_sum_that_comes_late(letter: Write) -> None:
    late = letter("refund-request").beginning("I have been with you for long. " * 9)
    check(late, "order.sum")


def test_a_sum_that_is_missing(letter: Write) -> None:
    check(letter("formal-complaint").instead("$28.98", "the money"), "order.sum")


def test_another_sum_before_the_one_asked(letter: Write) -> None:
    bad = letter("refund-request").instead("Please refund", "You took $15.49. Please refund")
    assert "$15.49" in bad.said("order.sum")


def test_a_day_that_is_missing_at_the_beginning(letter: Write) -> None:
    day = letter("refund-request").facts.reply_by
    assert day is not None
    check(letter("refund-request").instead(f"April {day.day}, {day.year}", "soon"), "order.day")


@pytest.mark.parametrize("subject", ["A question", "Refund of $28.98"])
def test_a_subject_that_finds_nothing(letter: Write, subject: str) -> None:
    check(with_subject(letter("refund-request"), subject), "order.subject")


def test_numbers_that_stand_behind_the_story(letter: Write) -> None:
    bad = letter("refund-request").without(slot_of("identify"))
    assert "alex@example.org" in bad.said("order.found")


def test_events_that_are_not_in_order(letter: Write) -> None:
    sound = letter("refund-request")
    later = Paragraph((Text("April 3, 2026: $15.49 charged"),))
    earlier = Paragraph((Text("February 24, 2026: Canceled"),))
    blocks = (*sound.document.blocks, Group((later, earlier), "timeline"))
    check(sound.with_document(blocks=blocks), "order.time")


def test_a_charge_that_is_told_three_times(letter: Write) -> None:
    again = "You charged $15.49 on March 3, 2026."
    check(letter("refund-request").saying(again).saying(again), "order.once")


def test_equal_lines_that_are_not_grouped(letter: Write) -> None:
    sound = letter("refund-request")
    rows = tuple((Text(f"May {day}, 2026: $15.49"),) for day in range(1, 8))
    many = Group((ListBlock(rows),), "timeline")
    check(sound.with_document(blocks=(*sound.document.blocks, many)), "order.grouped")


def test_days_that_are_not_counted(letter: Write) -> None:
    sound = letter("formal-complaint")
    assert "order.interval" not in sound.rules()
    check(sound.instead("seven days", "shortly"), "order.interval")


def test_a_silence_that_is_not_measured(letter: Write) -> None:
    sound = letter("ombudsman-complaint", country="GB", locale="en_GB")
    contacts = tuple(
        replace(contact, result="dispute_opened", day=dt.date(2026, 1, 5))
        if contact.party == "bank"
        else contact
        for contact in sound.facts.contacts
    )
    bad = sound.with_facts(contacts=contacts)
    check(bad, "order.waiting")


# ------------------------------------------------------------------ requests and answers


def numbered(*texts: str, ordered: bool = True) -> Group:
    return Group((ListBlock(tuple((Text(text),) for text in texts), ordered),), "ask")


def test_too_many_requests(letter: Write) -> None:
    sound = letter("formal-complaint")
    four = numbered("Pay.", "Stop.", "Write.", "Call.")
    bad = sound.with_document(blocks=(*sound.document.blocks, four))
    assert "4 requests" in bad.said("ask.few")


def test_requests_without_numbers(letter: Write) -> None:
    sound = letter("formal-complaint")
    bare = numbered("Pay.", "Stop.", ordered=False)
    bad = sound.with_document(blocks=(*sound.document.blocks, bare))
    assert "not numbered" in bad.said("ask.few")


def test_a_sum_that_is_asked_again_and_again(letter: Write) -> None:
    bad = letter("refund-request").saying("Refund $28.98, that is $28.98.")
    check(bad, "ask.once")


def test_a_way_out_before_a_no(letter: Write) -> None:
    bad = letter("refund-request").saying("If that is not possible, a credit would help.")
    check(bad, "ask.early")
    assert "ask.early" not in letter("chat-opener").rules()


def test_documents_that_are_asked_for_too_early(letter: Write) -> None:
    bad = letter("refund-request").saying("Please tell me which term you rely on.")
    check(bad, "ask.documents")


def test_courtesy_that_is_said_twice(letter: Write) -> None:
    sound = letter("refund-request")
    check(sound.saying("Could you help? Could you please look?"), "courtesy.once")
    check(sound.saying("Thank you again."), "courtesy.once")


def test_a_refusal_that_nobody_answers(letter: Write) -> None:
    sound = letter("formal-complaint")
    last = sound.facts.contacts[-1]
    refused = replace(last, party="trader", result="refused", answered="We do not do that here.")
    bad = sound.with_facts(contacts=(refused,)).without(slot_of("refusal"))
    assert "not quoted" in bad.said("refusal.answered")


def test_a_note_that_is_printed(letter: Write) -> None:
    sound = letter("refund-request")
    case = sound.facts.case
    note = replace_contact(case, said="They were kind on the phone.")
    bad = sound.with_facts(case=note).saying("They were kind on the phone.")
    check(bad, "truth.notes")


def test_what_was_never_sent_is_not_told(letter: Write) -> None:
    sound = letter("refund-request")
    unsent = replace_contact(sound.facts.case, sent=False, reference="UNSENT-REF-42")
    check(sound.with_facts(case=unsent).saying("See UNSENT-REF-42."), "truth.notes")


def replace_contact(case: Any, **changes: Any) -> Any:
    import msgspec

    from refundletters.model.tables import Contact

    contact = msgspec.structs.replace(Contact(at=None), **changes)
    return msgspec.structs.replace(case, contacts=(contact,))


# ------------------------------------------------------------------ letters to a bank


def test_a_dispute_that_leaves_out_what_is_known(letter: Write) -> None:
    check(letter("card-dispute").without(slot_of("story")), "bank.closed_off")


def test_a_statement_that_is_named_elsewhere(letter: Write) -> None:
    sound = letter("card-dispute")
    assert "bank.statement" not in sound.rules()
    check(sound.instead("statement of March 31, 2026", "statement"), "bank.statement")


def test_a_letter_without_an_address_or_a_blank(letter: Write) -> None:
    sound = letter("card-dispute")
    named = Address(((Text("Example Bank"),),), "recipient")
    blocks = tuple(
        named if isinstance(block, Address) and block.role == "recipient" else block
        for block in sound.document.blocks
    )
    check(sound.with_document(blocks=blocks), "page.address")
    nobody = sound.without(lambda b: isinstance(b, Address) and b.role == "recipient")
    assert "Nobody" in nobody.said("page.address")


def test_a_kind_of_dispute_that_is_not_named(letter: Write) -> None:
    sound = letter("card-dispute")
    assert sound.facts.category is not None
    check(sound.instead(sound.facts.category.name, "a dispute"), "bank.category")


def test_an_enclosure_that_does_not_say_what_it_shows(letter: Write) -> None:
    check(letter("card-dispute").instead("the day of the cancellation", "."), "page.shows")


def test_more_law_than_a_clerk_reads(letter: Write) -> None:
    bad = letter("card-dispute")
    for sentence in ("One rule.", "Another rule.", "A third rule."):
        bad = bad.saying(sentence, "law")
    check(bad, "law.few")
