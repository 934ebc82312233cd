"""Rules about restraint: calm words, a near day, a short chat, nothing that is not needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refundletters.errors import RefundLettersError
from refundletters.facts.countries import reply_days
from refundletters.letters.compose import compose
from refundletters.lint.finding import Problem, Rule
from refundletters.lint.letter_text import LetterText, simple
from refundletters.lint.lexicon import matches
from refundletters.lint.readability import words
from refundletters.lint.tone import tone_hints
from refundletters.messages import say
from refundletters.model.document import Paragraph
from refundletters.render.plain_text import flat, line_text

__all__ = ["RULES"]

_CHAT_WORDS: Final = 60
_CHAT_CHARACTERS: Final = 400
# Days that a company has to answer: soon enough to be remembered, long enough to look it up.
_NEAREST: Final = 7
_FARTHEST: Final = 15
_TO_COMPANY: Final = frozenset({"support", "complaints", "trader", "biller"})
_EARLY: Final = frozenset({"first", "second"})
# Shorter names and numbers may occur in a letter by chance.
_SHORTEST: Final = 4


def short_chat(letter: LetterText) -> Iterator[Problem]:
    """The opening message of a chat has at most 60 words and 400 characters."""
    if letter.document.kind != "chat" or letter.document.channel != "chat":
        return
    lines = [passage.text for passage in letter.message if passage.part == "opener"]
    text = "\n\n".join(lines)
    count, size = len(words(text)), len(text)
    if count > _CHAT_WORDS:
        yield Problem(
            say("There are %(words)s words, more than %(most)s.", words=count, most=_CHAT_WORDS)
        )
    if size > _CHAT_CHARACTERS:
        yield Problem(
            say(
                "There are %(count)s characters, more than %(most)s.",
                count=size,
                most=_CHAT_CHARACTERS,
            )
        )


def calm(letter: LetterText) -> Iterator[Problem]:
    """No sentence is angry, describes the company, blames the reader or names a motive."""
    if letter.kept_by_writer:
        return
    for passage in letter.prose:
        text = letter.without_legal_text(letter.without_user_text(_unquoted(letter, passage.text)))
        for word in matches(letter.lexicon.words("heat"), text):
            yield Problem(say("“%(word)s” is not calm.", word=word), passage.place)
        for hint in tone_hints(text, letter.language, letter.meta.stage, letter.roots):
            if hint.kind == "blame":
                yield Problem(say("“%(word)s” is not calm.", word=hint.found), passage.place)


def near_day(letter: LetterText) -> Iterator[Problem]:
    """A company is given 7 to 15 days to answer, or what the law of the country gives it."""
    day = letter.facts.reply_by
    if letter.meta.audience not in _TO_COMPANY or day is None or letter.meta.stage == "outside":
        return
    if letter.facts.case.request.deadline_days or letter.facts.case.reason == "changed_mind":
        return  # the person chose it, or the law of withdrawals gives a day
    days = (day - letter.facts.as_of).days
    written = simple(letter.formats.date(day))
    if not _NEAREST <= days <= max(_FARTHEST, reply_days(letter.facts.case.country or "")):
        for passage in letter.message:
            if written in simple(passage.text):
                yield Problem(say("An answer is asked for in %(days)s days.", days=days))
                return


def early_step(letter: LetterText) -> Iterator[Problem]:
    """A next step is announced in a complaint and later, not before."""
    if letter.meta.stage not in _EARLY or letter.document.kind == "script":
        return
    for passage in letter.prose:
        text = letter.without_user_text(passage.text)
        for word in matches(letter.lexicon.words("next_step"), text):
            yield Problem(say("“%(word)s” comes before a complaint.", word=word), passage.place)


def needed_only(letter: LetterText) -> Iterator[Problem]:
    """A message gives no postal address, and nobody reads what only another needs."""
    if letter.kept_by_writer:
        return
    for private in filter(None, _not_needed(letter)):
        for passage in letter.passages:
            if len(private) >= _SHORTEST and simple(private) in simple(passage.text):
                yield Problem(say("This is not needed here: %(text)s.", text=private))
                break


def _not_needed(letter: LetterText) -> Iterator[str | None]:
    case = letter.facts.case
    # The model form for withdrawing has a line for the address: Annex I(B) of Directive 2011/83/EU.
    if letter.document.kind in {"chat", "email"} and letter.meta.id != "withdrawal-notice":
        yield from case.sender.address
    if letter.meta.audience in _TO_COMPANY and letter.facts.bank.name != letter.facts.trader.name:
        yield case.payment.issuer
    if letter.to_bank and case.account.identifier not in {case.sender.email, case.contract.number}:
        yield case.account.identifier


def new_first_line(letter: LetterText) -> Iterator[Problem]:
    """A reminder begins in another way than the request that it follows."""
    if letter.meta.id != "follow-up" or not letter.message:
        return
    first = letter.sentences(simple(letter.message[0].text))[:1]
    try:
        request = compose("refund-request", letter.facts, letter.roots, letter.document.locale)
    except RefundLettersError:
        return  # there is no such request about this case
    asked = " ".join(
        line_text(block.runs) for block in flat(request.blocks) if isinstance(block, Paragraph)
    )
    if first and first[0] in simple(asked):
        yield Problem(say("It begins like the first request."), letter.message[0].place)


def _unquoted(letter: LetterText, text: str) -> str:
    """Return ``text`` without the answers that were given, which are quoted as they stand."""
    text = simple(text)
    for contact in letter.facts.contacts:
        if contact.answered:
            text = text.replace(simple(contact.answered).rstrip("."), " ")
    return text


RULES: Final = (
    Rule("length.chat", say("Support reads the first lines of a chat."), short_chat),
    Rule("truth.calm", say("Anger makes readers forget what was asked."), calm),
    Rule("order.near", say("A day far off is forgotten."), near_day),
    Rule("threat.early", say("A next step that is announced too early is a threat."), early_step),
    Rule("private.needed", say("Whoever has less to read finds the case sooner."), needed_only),
    Rule(
        "order.reminder", say("A message that looks like the last one is skipped."), new_first_line
    ),
)
