"""Rules about what is asked, how often, and how a refusal is answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refundletters.letters.pieces import own_sentence
from refundletters.letters.view import LetterView
from refundletters.lint.finding import Problem, Rule
from refundletters.lint.letter_text import LetterText, simple
from refundletters.lint.lexicon import matches
from refundletters.lint.readability import words
from refundletters.messages import say
from refundletters.model.document import Group, ListBlock

__all__ = ["RULES"]

_MOST_ASKS: Final = 3
# The stages that may name an alternative: once the request was refused.
_AFTER_A_NO: Final = frozenset({"snippet-4"})
_ANSWERING: Final = frozenset(
    {"refund-request", "supervisor-request", "formal-complaint", "bank-appeal", "biller-dispute"}
)
# Shorter notes may occur in a letter by chance.
_SHORTEST_NOTE: Final = 12
# "You gave this reason" and a sentence that answers it.
_SHORTEST_ANSWER: Final = 8
_FORMAL: Final = 4
_INFORMAL: Final = 2


def few_asks(letter: LetterText) -> Iterator[Problem]:
    """There are at most three requests, numbered where there are two or more."""
    for group in _groups(letter.document.blocks):
        if group.slot != "ask":
            continue
        for block in group.blocks:
            if isinstance(block, ListBlock) and len(block.items) > _MOST_ASKS:
                yield Problem(
                    say("There are %(count)s requests.", count=len(block.items)), block.place
                )
            if isinstance(block, ListBlock) and len(block.items) > 1 and not block.ordered:
                yield Problem(say("The requests are not numbered."), block.place)


def asked_once(letter: LetterText) -> Iterator[Problem]:
    """The sum is asked for once in a message, and in a letter once more in the list."""
    view = LetterView.of(letter.facts, letter.language, letter.meta.audience)
    if not view.asks_refund or letter.document.kind == "script" or letter.kept_by_writer:
        return
    sums = {simple(letter.formats.money(money)) for money in view.sums_asked}
    others = {simple(letter.formats.money(charge.amount)) for charge in letter.facts.charges}
    others |= {simple(letter.formats.money(charge.disputed)) for charge in letter.facts.charges}
    formal = letter.meta.stage in {"complaint", "bank", "outside"}
    prices = [price for r in letter.facts.case.price_increases for price in (r.old, r.new)]
    expected = letter.facts.case.wrong_amount.expected
    known = [price for price in (*prices, expected) if price is not None]
    others |= {simple(letter.formats.money(view.amount(price))) for price in known}
    most = _FORMAL if formal else _INFORMAL
    for text in sums - others:
        count = sum(simple(passage.text).count(text) for passage in letter.message)
        if count > most:
            yield Problem(say("%(sum)s stands there %(count)s times.", sum=text, count=count))


def no_fallback(letter: LetterText) -> Iterator[Problem]:
    """No alternative is named before the request was refused."""
    if letter.document.kind == "script" or letter.meta.id == "offer-reply":
        return
    known = letter.lexicon.words("fallback")
    for passage in letter.prose:
        if passage.part in _AFTER_A_NO or passage.slot == "law":
            continue
        if matches(known, letter.without_user_text(passage.text)):
            yield Problem(say("This names a way out before there was a no."), passage.place)


def no_documents(letter: LetterText) -> Iterator[Problem]:
    """A first message asks for no terms and no documents."""
    if letter.meta.stage != "first":
        return
    for passage in letter.message:
        text = letter.without_user_text(passage.text)
        for word in matches(letter.lexicon.words("documents"), text):
            yield Problem(say("“%(word)s” asks for documents too early.", word=word), passage.place)


def polite_once(letter: LetterText) -> Iterator[Problem]:
    """One message asks "could you" at most once, and thanks once."""
    if letter.document.kind not in {"chat", "email", "letter"} or letter.kept_by_writer:
        return
    texts = [letter.without_user_text(passage.text) for passage in letter.message]
    asked = sum(len(matches(letter.lexicon.words("could_you"), text)) for text in texts)
    if asked > 1:
        yield Problem(say("This asks “could you” %(count)s times.", count=asked))
    thanked = sum(1 for text in texts if matches(letter.lexicon.words("thanks"), text))
    if thanked > 1:
        yield Problem(say("This thanks %(count)s times.", count=thanked))


def answered(letter: LetterText) -> Iterator[Problem]:
    """A reason given for a refusal is quoted and answered with facts."""
    view = LetterView.of(letter.facts, letter.language, letter.meta.audience)
    parties = view.parties(letter.meta.audience)
    no = view.refusal(*parties)
    if letter.meta.id not in _ANSWERING or no is None or not no.answered:
        return
    quoted = simple(own_sentence(no.answered)).rstrip(".")  # the stop may follow the closing mark
    told = [passage for passage in letter.prose if passage.slot == "refusal"]
    if not any(quoted in simple(passage.text) for passage in told):
        yield Problem(say("The reason that was given is not quoted."))
    rest = " ".join(simple(passage.text) for passage in told).replace(quoted, " ")
    if told and len(words(rest)) < _SHORTEST_ANSWER:
        yield Problem(say("The reason that was given is not answered."))


def own_notes(letter: LetterText) -> Iterator[Problem]:
    """The writer's own notes are never printed as quotes, nor is what was never sent."""
    case = letter.facts.case
    notes = {contact.said for contact in case.contacts}
    for contact in case.contacts:
        if contact.sent is False or contact.result in {None, "no_answer"}:
            notes |= {contact.answered}
        if contact.sent is False:
            notes |= {contact.reference}
    answers = {contact.answered for contact in letter.facts.contacts}
    for note in filter(None, notes - answers):
        if len(note) < _SHORTEST_NOTE:
            continue
        for passage in letter.passages:
            if simple(note) in simple(passage.text):
                yield Problem(say("A note is printed: %(note)s", note=note), passage.place)


def _groups(blocks: object) -> Iterator[Group]:
    for block in blocks if isinstance(blocks, tuple) else ():
        if isinstance(block, Group):
            yield block
            yield from _groups(block.blocks)


RULES: Final = (
    Rule("ask.few", say("Every further request makes an answer less likely."), few_asks),
    Rule("ask.once", say("What is asked twice looks like two requests."), asked_once),
    Rule("ask.early", say("A way out that is offered at once is taken."), no_fallback),
    Rule("ask.documents", say("A question about documents delays the answer."), no_documents),
    Rule("courtesy.once", say("Courtesy said twice sounds like pleading."), polite_once),
    Rule("refusal.answered", say("A reason that nobody answers stands."), answered),
    Rule("truth.notes", say("Nobody's words are printed as another's."), own_notes),
)
