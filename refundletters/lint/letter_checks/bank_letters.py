"""Rules about letters to a bank, and about what is enclosed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refundletters.letters.pieces import inside_line
from refundletters.letters.template_words import lists_enclosures
from refundletters.letters.view import LetterView
from refundletters.lint.finding import Problem, Rule
from refundletters.lint.letter_text import LetterText, simple
from refundletters.messages import say
from refundletters.model.document import Address, Fill, Table
from refundletters.render.plain_text import flat, line_text

__all__ = ["RULES"]

_MOST_LAW: Final = 2


def closed_off(letter: LetterText) -> Iterator[Problem]:
    """A dispute says each fact that the company could answer with: use, contact, refund, term."""
    if letter.meta.id != "card-dispute":
        return
    case, view = (
        letter.facts.case,
        LetterView.of(letter.facts, letter.language, letter.meta.audience),
    )
    known = [
        case.used_after_charge in {"none", "a_little", "normal"} and not view.unused_before_charge,
        bool(view.contacts("trader", "biller")) or case.confirmed.tried_first,
        case.confirmed.not_refunded,
        view.access_ended_before_charge and case.reason == "charged_after_cancellation",
    ]
    told = [passage for passage in letter.prose if passage.slot == "story"]
    if len(told) < sum(map(bool, known[1:])):
        yield Problem(say("The dispute leaves out what the case tells about the charge."))


def statements(letter: LetterText) -> Iterator[Problem]:
    """A statement is named in the line of the charge that it shows, by day or as an enclosure."""
    if not letter.to_bank:
        return
    view = LetterView.of(letter.facts, letter.language, letter.meta.audience)
    encloses = lists_enclosures(letter.meta, letter.document.kind)
    rows = [
        simple(" ".join(line_text(cell.runs) for cell in row.cells))
        for block in flat(letter.document.blocks)
        if isinstance(block, Table)
        for row in block.rows
    ]
    for charge in letter.facts.charges:
        if charge.date is None or charge.statement_date is None:
            continue
        if encloses and view.shows_statement_date(charge):
            continue
        day = simple(letter.formats.date(charge.date))
        amount = simple(letter.formats.money(charge.amount))
        shown = simple(letter.formats.date(charge.statement_date))
        own = [row for row in rows if row.startswith(day) and amount in row]
        if own and not any(shown in row for row in own):
            yield Problem(say("The statement of %(day)s is not named with its charge.", day=shown))


def address(letter: LetterText) -> Iterator[Problem]:
    """The address of the reader is given, or there is a blank line for it."""
    if letter.document.kind != "letter" or letter.kept_by_writer:
        return
    for block in flat(letter.document.blocks):
        if isinstance(block, Address) and block.role == "recipient":
            blank = any(isinstance(run, Fill) for line in block.lines for run in line)
            if len(block.lines) < 2 and not blank:
                yield Problem(say("There is no address and no blank for it."), block.place)
            return
    yield Problem(say("Nobody is addressed."))


def category(letter: LetterText) -> Iterator[Problem]:
    """The kind of dispute is on a labeled line, in the words of the card network."""
    found = letter.facts.category
    if letter.meta.id != "card-dispute" or found is None:
        return
    if not any(p.slot == "card" and found.name in p.text for p in letter.prose):
        yield Problem(say("The kind of dispute is not named: %(name)s.", name=found.name))


def shows(letter: LetterText) -> Iterator[Problem]:
    """Each enclosure says what it shows."""
    listed = [simple(p.text) for p in letter.passages if p.kind == "enclosure"]
    if not listed:
        return
    for item in LetterView.of(letter.facts, letter.language, letter.meta.audience).enclosures():
        if item.shows and not any(simple(inside_line(item.shows)) in text for text in listed):
            yield Problem(say("It is not said what this shows: %(label)s.", label=item.label or ""))


def little_law(letter: LetterText) -> Iterator[Problem]:
    """A letter to a bank quotes at most two rules, besides those that make it a notice."""
    if not letter.to_bank:
        return
    quoted = [passage for passage in letter.prose if passage.slot == "law"]
    if len(quoted) > _MOST_LAW:
        yield Problem(say("%(count)s rules are quoted.", count=len(quoted)), quoted[-1].place)


RULES: Final = (
    Rule("bank.closed_off", say("What is left open is what the company answers."), closed_off),
    Rule("bank.statement", say("A clerk finds a charge on its own statement."), statements),
    Rule("page.address", say("A letter without an address is not sent."), address),
    Rule("bank.category", say("A clerk files a dispute by its kind."), category),
    Rule("page.shows", say("An enclosure is read for what it shows."), shows),
    Rule("law.few", say("More law weakens the rule that carries the claim."), little_law),
)
