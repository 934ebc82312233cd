"""A fault planted in a sound letter is found, by the rule that is there for it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from refundletters.lint.finding import Finding
from refundletters.lint.letter_checks import (
    bank_letters,
    calm_and_near,
    claims_and_sums,
    courtesy_and_order,
    law,
    order_of_facts,
    page,
    requests_and_answers,
    wording,
)
from refundletters.lint.letter_rules import RULES, lint_document
from refundletters.messages import say
from refundletters.model.document import Cell, Group, Paragraph, Row, Table, Text
from refundletters.model.money import Money

Write = Callable[..., Any]


def check(letter: Any, rule: str) -> None:
    assert rule in letter.rules()


def slot_of(name: str) -> Callable[[Any], bool]:
    return lambda block: isinstance(block, Group) and block.slot == name


def role_of(name: str) -> Callable[[Any], bool]:
    return lambda block: isinstance(block, Paragraph) and block.role == name


def test_every_rule_has_an_id_of_its_own_and_a_reason() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(rule.why.msgid.endswith(".") for rule in RULES)
    groups = (
        *(bank_letters, calm_and_near, claims_and_sums, courtesy_and_order, law),
        *(order_of_facts, page, requests_and_answers, wording),
    )
    assert len(RULES) == sum(len(group.RULES) for group in groups)


def test_a_sound_letter_has_nothing_to_complain_about(letter: Write) -> None:
    assert letter("refund-request").rules() == set()


def test_a_sheet_for_oneself_needs_no_courtesy(letter: Write) -> None:
    assert letter("case-summary").rules() == set()


def test_a_script_may_ask_for_several_things(letter: Write) -> None:
    assert letter("phone-script").rules() == set()


def test_a_greeting_of_its_own_is_no_sentence(letter: Write) -> None:
    chat = letter("social-message", "technical_failure")
    assert "opening.ask" not in chat.instead("Hello,", "Hello!").rules()


def test_a_finding_says_where(letter: Write, roots: Any) -> None:
    sound = letter("refund-request")
    bad = sound.instead("hank", "ank")
    found = lint_document(bad.document, bad.facts, bad.meta, roots)
    assert [finding.rule for finding in found] == ["courtesy.thanks"]
    assert found[0].where == "refund-request email en_US charged_after_cancellation"
    placed = lint_document(
        sound.instead("You charged", "You  charged").document, sound.facts, sound.meta, roots
    )
    assert placed[0].file == "letters/refund-request/letter.j2"
    assert placed[0].line > 0


# ------------------------------------------------------------------ courtesy and order


def test_a_missing_greeting(letter: Write) -> None:
    check(letter("refund-request").without(role_of("salutation")), "courtesy.greeting")
    check(letter("chat-opener").instead("Hello!", ""), "courtesy.greeting")


def test_a_missing_thanks(letter: Write) -> None:
    check(letter("card-dispute").without(role_of("thanks")), "courtesy.thanks")


def test_a_form_needs_neither(letter: Write) -> None:
    form = letter("card-dispute", channel="form").without(role_of("thanks"))
    assert not form.rules() & {"courtesy.greeting", "courtesy.thanks"}


def test_a_reason_that_does_not_stand_first(letter: Write) -> None:
    check(letter("refund-request").beginning("How are you doing today?"), "opening.reason")


def test_an_ask_that_comes_late(letter: Write) -> None:
    late = letter("refund-request").instead("Please refund", "It is")
    check(late, "opening.ask")


def test_nothing_is_asked_of_who_has_paid(letter: Write) -> None:
    assert letter("thank-you").rules() == set()


def test_two_remedies_at_once(letter: Write) -> None:
    bad = letter("refund-request").saying("Please also give me a free month.")
    check(bad, "ask.remedy")
    assert "free_month" in bad.said("ask.remedy")


def test_two_fallbacks(letter: Write) -> None:
    once = letter("refund-request").saying("If that is not possible, a pause would help.")
    twice = once.saying("If that is not possible, a credit would help.")
    check(twice, "ask.fallback")
    assert "ask.fallback" not in once.rules()


def test_permission_that_is_not_withdrawn(letter: Write) -> None:
    check(letter("card-dispute").without(slot_of("permission")), "permission.withdrawn")
    check(letter("cancellation-notice").without(slot_of("permission")), "permission.withdrawn")


def test_permission_withdrawn_without_a_day(letter: Write) -> None:
    bare = letter("card-dispute").without(slot_of("permission"))
    bad = bare.saying("I withdraw my permission for further charges.", "permission")
    assert "day" in bad.said("permission.withdrawn")


# ------------------------------------------------------------------ truth


def test_unauthorized_without_the_four_confirmations(letter: Write) -> None:
    check(letter("refund-request").saying("It was unauthorized."), "truth.unauthorized")


def test_fraud_in_a_heading(letter: Write) -> None:
    bad = letter("formal-complaint").instead("What happened", "Your fraud")
    check(bad, "truth.unauthorized")
    confirmed = letter("unauthorized-payment-report", "unauthorized_payment")
    assert confirmed.rules() == set()


def test_a_bare_accusation(letter: Write) -> None:
    check(letter("refund-request").saying("You stole from me."), "truth.accusation")


def _with_pending(letter: Any) -> Any:
    first = letter.facts.charges[0]
    waiting = replace(first, pending=True, counted=False, disputed=first.amount * 0)
    return letter.with_facts(charges=(*letter.facts.charges, waiting))


def test_a_pending_charge_in_a_sum(letter: Write) -> None:
    sound = _with_pending(letter("refund-request"))
    assert "money.pending" not in sound.rules()
    both = sound.facts.money.disputed + sound.facts.charges[0].amount
    check(sound.saying(f"In all that is ${both.plain()}."), "money.pending")


def test_a_sum_that_does_not_add_up(letter: Write) -> None:
    check(letter("formal-complaint").instead("$28.98", "$29.98"), "money.total")


def test_an_amount_that_differs_from_its_working(letter: Write) -> None:
    sound = letter("refund-request")
    wrong = Money(Decimal("35.00"), "USD")
    bad = sound.with_facts(money=replace(sound.facts.money, asked=wrong))
    check(bad.instead("$28.98", "$35.00"), "money.working")
    assert "money.working" not in bad.rules()  # an amount that is not printed does no harm
    unasked = sound.with_facts(money=replace(sound.facts.money, asked=None))
    assert "money.working" not in unasked.rules()


def test_a_chat_opener_that_names_no_amount(letter: Write) -> None:
    check(letter("chat-opener").instead("$15.49", "some money"), "money.named")


def test_a_chat_opener_about_many_charges(letter: Write) -> None:
    sound = letter("chat-opener")
    many = sound.facts.counted * 6
    assert "12" in sound.with_facts(counted=many).said("money.named")
    uneven = (*many[:3], replace(many[3], amount=Money(Decimal("1.00"), "USD")))
    assert "$47.47" in sound.with_facts(counted=uneven).said("money.named")


# ------------------------------------------------------------------ law and threats


def test_law_where_none_may_stand(letter: Write) -> None:
    sound = letter("formal-complaint", country="DE")
    rule = next(rule for rule in sound.facts.rules if rule.quotable)
    gentle = letter("cancellation-notice", country="DE").with_facts(rules=sound.facts.rules)
    check(gentle.saying(rule.says["en"]), "law.amount")
    request = letter("refund-request", country="DE").with_facts(rules=sound.facts.rules)
    more = request.saying(rule.says["en"], "law").saying(rule.says["en"], "law")
    check(more, "law.amount")


def test_a_wrong_citation(letter: Write) -> None:
    bad = letter("formal-complaint").saying("See § 812 Abs. 1 BGB.", "law")
    assert "§ 812 Abs. 1 BGB does not apply" in bad.said("law.citation")


def test_a_vacated_rule(letter: Write) -> None:
    bad = letter("formal-complaint").saying("See 16 CFR Part 425 (2024 amendments vacated).", "law")
    assert "16 CFR Part 425" in bad.said("law.citation")


@pytest.mark.parametrize(
    "citation",
    ["15 U.S.C. § 9999", "§ 9999 BGB", "article L. 999-9", "section 99 of the Act", "Ley 99/2099"],
)
def test_an_invented_citation(letter: Write, citation: str) -> None:
    assert "no known rule" in letter("formal-complaint").saying(citation).said("law.citation")


def test_a_rule_that_binds_somebody_else(letter: Write) -> None:
    sound = letter("card-dispute", "duplicate_charge", "DE")
    rules = [rule for rule in sound.facts.rules if rule.quotable]
    others = [rule for rule in rules if rule.addressed_to == "merchant"]
    assert others
    check(sound.saying(others[0].citation, "law"), "law.addressee")


def test_facts_after_law(letter: Write) -> None:
    bad = letter("formal-complaint").saying("The law.", "law").saying("I moved.", "story")
    check(bad, "law.order")


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("I will go to court.", "threat.court"),
        ("My lawyer will write to you.", "threat.court"),
        ("I will leave a bad review.", "threat.publicity"),
        ("This is the last warning.", "threat.words"),
    ],
)
def test_a_threat(letter: Write, words: str, rule: str) -> None:
    check(letter("refund-request").saying(words), rule)


def test_a_court_is_named_in_the_last_step(letter: Write) -> None:
    assert "threat.court" not in letter("letter-before-action").rules()


# ------------------------------------------------------------------ wording


@pytest.mark.parametrize("words", ["Two  blanks.", "A blank \u00a0more.", "A loose , comma."])
def test_a_doubled_or_loose_space(letter: Write, words: str) -> None:
    check(letter("refund-request").saying(words), "wording.spaces")


@pytest.mark.parametrize("words", ["Nothing ().", "I am “”.", "Dear %(name)s.", "By None."])
def test_something_that_was_left_out(letter: Write, words: str) -> None:
    check(letter("refund-request").saying(words), "wording.gaps")


def test_a_sentence_that_was_not_translated(letter: Write) -> None:
    sound = letter("social-message", "technical_failure", "DE", "de_DE")
    assert "wording.untranslated" not in sound.rules()
    bad = sound.saying("This is what I would like you to do for me, please.")
    check(bad, "wording.untranslated")


def test_an_unknown_language_is_left_alone(letter: Write) -> None:
    assert "wording.untranslated" not in letter("refund-request").with_document(locale="fi").rules()


LONG = "the charge was made on a day on which it was not to be made "


def test_sentences_that_are_too_long(letter: Write) -> None:
    check(letter("refund-request").saying(LONG * 30), "plain.sentences")


def test_a_paragraph_that_is_too_long(letter: Write) -> None:
    words = "I was charged. " * 21
    bad = letter("refund-request").saying(words)
    check(bad, "plain.paragraphs")
    assert "63 words" in bad.said("plain.paragraphs")
    assert "plain.paragraphs" not in letter("chat-opener").saying(words).rules()


def test_words_that_are_too_hard(letter: Write) -> None:
    hard = "Notwithstanding aforementioned circumstances, reimbursement remains outstanding. " * 6
    check(letter("refund-request").saying(hard), "plain.grade")


@pytest.mark.parametrize(
    "words", ["My card is 4111 1111 1111 1111.", "The CVV is 123.", "My daughter Emma did it."]
)
def test_what_is_never_written_down(letter: Write, words: str) -> None:
    check(letter("refund-request").saying(words), "private.secrets")


def test_a_health_detail(letter: Write) -> None:
    check(letter("refund-request").saying("I was in surgery."), "private.health")


def test_personal_data_where_others_read(letter: Write) -> None:
    sound = letter("social-message", "technical_failure")
    assert "private.public" not in sound.rules()
    check(sound.saying("I am alex@example.org.", part="post"), "private.public")
    check(sound.saying("I am Alex Example.").with_document(channel="x"), "private.public")


# ------------------------------------------------------------------ the page


@pytest.mark.parametrize("part", ["date", "subject", "salutation", "close"])
def test_a_missing_part_of_a_letter(letter: Write, part: str) -> None:
    bad = letter("card-dispute").without(role_of(part))
    assert part in bad.said("page.parts")


def test_missing_addresses(letter: Write) -> None:
    bare = letter("card-dispute").without(
        lambda block: hasattr(block, "lines") or getattr(block, "role", "") == "signature"
    )
    assert bare.said("page.addresses").count("missing") == 3


@pytest.mark.parametrize("changes", [{"locale": "en-US"}, {"direction": "rtl"}])
def test_a_wrong_language(letter: Write, changes: dict[str, str]) -> None:
    check(letter("card-dispute").with_document(**changes), "page.language")


def test_a_table_without_headings(letter: Write) -> None:
    cell = Cell((Text("1"),))
    table = Table((Row((cell,)), Row((cell, cell))))
    sound = letter("card-dispute")
    bad = sound.with_document(blocks=(*sound.document.blocks, table))
    assert "no headings" in bad.said("page.tables")
    assert "differ in length" in bad.said("page.tables")


def test_pages_that_cannot_be_numbered(letter: Write) -> None:
    check(letter("card-dispute").with_document(labels={}), "page.numbers")


def test_a_subject_that_is_too_long(letter: Write) -> None:
    check(letter("refund-request").with_document(subject="x" * 79), "page.subject")


def test_a_message_that_does_not_fit(letter: Write) -> None:
    check(letter("chat-opener").with_document(limit=40), "length.characters")


def test_a_letter_that_is_too_long(letter: Write) -> None:
    bad = letter("card-dispute").saying("I was charged. " * 150)
    check(bad, "length.words")
    assert "more than 350" in bad.said("length.words")


def test_findings_are_frozen() -> None:
    found = Finding("a.b", "error", say("What."), say("Why."))
    with pytest.raises(AttributeError):
        found.rule = "c"  # type: ignore[misc]  # that is the test
