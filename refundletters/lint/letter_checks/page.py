"""Rules about the page: the parts of a letter, its length, its language and its tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refundletters.errors import UsageError
from refundletters.i18n.locales import direction, normalize
from refundletters.lint.finding import Problem, Rule
from refundletters.lint.letter_text import LetterText
from refundletters.lint.readability import words
from refundletters.messages import say
from refundletters.model.document import Table
from refundletters.render import render
from refundletters.render.plain_text import flat, line_text

__all__ = ["RULES"]

_PARTS: Final = {
    "letter": ("date", "subject", "salutation", "close"),
    "email": ("subject", "salutation", "close"),
    "form": ("subject",),
}
_LONGEST_SUBJECT: Final = 78


def parts(letter: LetterText) -> Iterator[Problem]:
    """A letter has its date, subject, salutation and close; an e-mail all but the date."""
    if letter.kept_by_writer:
        return
    there = {passage.role for passage in letter.passages if passage.text.strip()}
    for part in _PARTS.get(letter.document.kind, ()):
        if part not in there:
            yield Problem(say("This part is missing: %(part)s.", part=part))


def addresses(letter: LetterText) -> Iterator[Problem]:
    """A letter names the writer and the recipient where they are known, and is signed."""
    if letter.document.kind != "letter" or letter.kept_by_writer:
        return
    there = {passage.role for passage in letter.passages if passage.kind == "address"}
    roles = {passage.role for passage in letter.passages}
    sender = letter.facts.case.sender
    if sender.full_name and "sender" not in there:
        yield Problem(say("This part is missing: %(part)s.", part="sender"))
    if letter.document.recipient and "recipient" not in there:
        yield Problem(say("This part is missing: %(part)s.", part="recipient"))
    if sender.full_name and not roles & {"signature", "name"}:
        yield Problem(say("This part is missing: %(part)s.", part="signature"))


def language(letter: LetterText) -> Iterator[Problem]:
    """Language and direction are those of a known locale."""
    document = letter.document
    is_normal = normalize(document.locale) == document.locale
    if not is_normal or direction(document.locale) != document.direction:
        yield Problem(
            say(
                "The language %(locale)s with the direction %(direction)s is not right.",
                locale=document.locale,
                direction=document.direction,
            )
        )


def tables(letter: LetterText) -> Iterator[Problem]:
    """Every table begins with a row of headings, and all rows are as long."""
    for block in flat(letter.document.blocks):
        if not isinstance(block, Table):
            continue
        first = block.rows[0]
        if first.kind != "head" or not all(line_text(cell.runs) for cell in first.cells):
            yield Problem(say("This table has no headings."), block.place)
        if any(len(row.cells) != len(first.cells) for row in block.rows):
            yield Problem(say("The rows of this table differ in length."), block.place)


def numbers(letter: LetterText) -> Iterator[Problem]:
    """There are words for numbering the pages."""
    label = letter.document.labels.get("page", "")
    if "%(page)s" not in label or "%(pages)s" not in label:
        yield Problem(say("The pages cannot be numbered: the label for it is not complete."))


def subject(letter: LetterText) -> Iterator[Problem]:
    """The subject of an e-mail fits on one line of a message list."""
    length = len(letter.document.subject)
    if letter.document.kind == "email" and length > _LONGEST_SUBJECT:
        yield Problem(
            say(
                "The subject has %(length)s characters, more than %(most)s.",
                length=length,
                most=_LONGEST_SUBJECT,
            )
        )


def characters(letter: LetterText) -> Iterator[Problem]:
    """The shortest edition fits the channel."""
    try:
        render(letter.document, "snippet")
    except UsageError as error:
        yield Problem(error.message)


def length(letter: LetterText) -> Iterator[Problem]:
    """There are no more words than ``letter.toml`` permits."""
    meta = letter.meta
    limit = meta.limit_for(letter.document.channel) or meta.limit_for(letter.document.kind)
    if limit is None or not limit.words:
        return
    count = sum(len(words(letter.without_user_text(passage.text))) for passage in letter.prose)
    if count > limit.words:
        yield Problem(
            say("There are %(words)s words, more than %(most)s.", words=count, most=limit.words)
        )


RULES: Final = (
    Rule("page.parts", say("A letter without its parts is not taken seriously."), parts),
    Rule("page.addresses", say("Without addresses a letter cannot be answered."), addresses),
    Rule("page.language", say("Screen readers and printers need to know the language."), language),
    Rule("page.tables", say("A table is read aloud by its headings."), tables),
    Rule("page.numbers", say("Loose sheets are put in order by their numbers."), numbers),
    Rule("page.subject", say("The end of a long subject is never seen."), subject),
    Rule("length.characters", say("What does not fit is cut off or refused."), characters),
    Rule("length.words", say("Long letters are put aside."), length, "warning"),
)
