"""Rules about order: the sum first, then what identifies the case, then facts in time order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

from refundletters.i18n.catalogues import load
from refundletters.letters.view import LetterView
from refundletters.lint.finding import Problem, Rule
from refundletters.lint.letter_text import LetterText, Passage, simple
from refundletters.lint.readability import words
from refundletters.messages import say
from refundletters.model.document import Table
from refundletters.model.money import Money
from refundletters.packs.roots import shipped_roots
from refundletters.render.plain_text import flat, line_text

__all__ = ["RULES"]

# Reason and request come within the first two sentences, or within this many words.
_EARLY: Final = 40
_ASKING_STAGES: Final = frozenset({"first", "second", "complaint", "bank", "outside"})
_LETTERLIKE: Final = frozenset({"email", "letter", "form"})
# More equal lines than this are described as a group.
_MOST_EQUAL: Final = 6
_COUNTED: Final = dict(
    enumerate(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 2)
)
_MOST_TOLD: Final = 2
# Letters that ask for the sum; those of a pack may ask for something else.
_ASKING: Final = frozenset(
    {
        *("chat-opener", "refund-request", "follow-up", "supervisor-request", "goodwill-request"),
        *("formal-complaint", "card-dispute", "unauthorized-payment-report", "bank-appeal"),
        *("direct-debit-refund", "biller-dispute", "ombudsman-complaint", "authority-report"),
        "letter-before-action",
    }
)
_FOUND: Final = _ASKING | {
    *("cancellation-notice", "offer-reply", "pause-request", "withdrawal-notice")
}
# Letters that argue from the days.
_ARGUING: Final = frozenset(
    {
        "refund-request",
        "supervisor-request",
        "formal-complaint",
        "card-dispute",
        "bank-appeal",
        "ombudsman-complaint",
        "letter-before-action",
    }
)


def sum_first(letter: LetterText) -> Iterator[Problem]:
    """The sum asked for comes within the first two sentences, before any other."""
    wanted = _sums(letter)
    if not wanted or not _asks_money(letter):
        return
    message = [passage for passage in letter.message if passage.slot != "writer"]
    opening = " ".join(simple(passage.text) for passage in message)
    place = message[0].place if message else None
    found = min((at for text in wanted if (at := opening.find(text)) >= 0), default=-1)
    if found < 0 or len(words(opening[:found])) > _EARLY:
        problem = say("The sum asked does not stand at the beginning: %(sum)s.", sum=wanted[0])
        yield Problem(problem, place) if place else Problem(problem)
        return
    others = [simple(letter.formats.money(charge.amount)) for charge in letter.facts.charges]
    for other in set(others) - set(wanted):
        if 0 <= opening.find(other) < found:
            yield Problem(say("Another sum stands before the one asked: %(sum)s.", sum=other))


def day_first(letter: LetterText) -> Iterator[Problem]:
    """The day by which an answer is asked for comes at the beginning, except in a chat."""
    kind, day = letter.document.kind, letter.facts.reply_by
    if kind not in _LETTERLIKE or day is None or letter.meta.stage not in _ASKING_STAGES:
        return
    if letter.meta.audience in {"ombudsman", "authority", "user"} or not letter.message:
        return
    first = simple(letter.message[0].text)
    days = {day, LetterView.of(letter.facts, letter.language, letter.meta.audience).bank_refund_due}
    if letter.facts.case.plan.next_charge_on:
        days.add(
            LetterView.of(letter.facts, letter.language, letter.meta.audience).stop_confirmed_by
        )
    if not any(simple(letter.formats.date(known)) in first for known in days):
        yield Problem(say("The first lines do not say by which day."), letter.message[0].place)


def subject_found(letter: LetterText) -> Iterator[Problem]:
    """The subject names the sum and a reference that the reader knows."""
    subject = simple(letter.document.subject)
    if letter.document.kind not in _LETTERLIKE or letter.meta.id not in _ASKING or not subject:
        return
    wanted = _sums(letter)
    if wanted and not any(text in subject for text in wanted):
        yield Problem(say("The subject does not name the sum: %(sum)s.", sum=wanted[0]))
    if letter.to_bank or letter.meta.audience in {"ombudsman", "authority"}:
        return
    known = [simple(text) for text in _references(letter)]
    if known and not any(text in subject for text in known):
        yield Problem(say("The subject has no reference that the case could be found by."))


def identifiers(letter: LetterText) -> Iterator[Problem]:
    """Everything that identifies the case comes before the story, every number included."""
    if letter.meta.id not in _FOUND or letter.document.kind not in _LETTERLIKE:
        return
    head = ""
    for passage in letter.passages:
        if passage.slot in {"timeline", "charges", "story", "refusal", "law"}:
            break
        head += simple(passage.text) + "\n"
    for reference in _to_be_found(letter):
        if simple(reference) not in head:
            yield Problem(
                say("This does not stand before the story: %(reference)s.", reference=reference)
            )


def in_time_order(letter: LetterText) -> Iterator[Problem]:
    """The list of what happened goes from the oldest day to the latest."""
    view = LetterView.of(letter.facts, letter.language, letter.meta.audience)
    known = {simple(letter.formats.date(event.day)): event.day for event in view.chronology}
    last = dt.date.min
    for passage in letter.passages:
        if passage.slot not in {"timeline", "charges", "chronology"}:
            continue
        for line in passage.text.split("\n"):
            day = known.get(simple(line).partition(":")[0].strip())
            if day is None:
                continue
            if day < last and passage.slot != "charges":
                yield Problem(say("This is not in the order of time: %(line)s", line=line))
                return
            last = day if passage.slot != "charges" else last


def told_once(letter: LetterText) -> Iterator[Problem]:
    """No charge is mentioned with day and amount more than twice."""
    if letter.kept_by_writer or letter.document.kind in {"script", "chat"}:
        return
    if letter.facts.case.reason == "price_increase":
        return  # the increase and the first charge have the same day and amount
    lines = [line for passage in _running(letter) for line in simple(passage.text).split("\n")]
    lines += [" ".join(cells) for cells in _rows(letter)]
    for charge in letter.facts.charges:
        if charge.date is None:
            continue
        day = simple(letter.formats.date(charge.date))
        amount = simple(letter.formats.money(charge.amount))
        count = sum(1 for line in lines if day in line and amount in line)
        alike = sum(
            1 for c in letter.facts.charges if (c.date, c.amount) == (charge.date, charge.amount)
        )
        if count > _MOST_TOLD * alike:
            yield Problem(
                say("This charge is told %(count)s times: %(day)s.", count=count, day=day)
            )
            return


def grouped(letter: LetterText) -> Iterator[Problem]:
    """More than six equal charges are described as a group."""
    if letter.kept_by_writer:
        return
    amounts = {simple(letter.formats.money(charge.amount)) for charge in letter.facts.charges}
    lines = [line for passage in _running(letter) for line in simple(passage.text).split("\n")]
    for rows in (lines, [" ".join(cells) for cells in _rows(letter)]):
        run, before = 0, ""
        for row in rows:
            amount = next((text for text in amounts if text in row), "")
            run = run + 1 if amount and amount == before else 1
            before = amount
            if amount and run > _MOST_EQUAL:
                yield Problem(say("More than %(most)s equal charges in a row.", most=_MOST_EQUAL))
                return


def _in_words(letter: LetterText, count: int) -> str:
    """Return a count as letters write it: in words from two to ten."""
    if count not in _COUNTED:
        return letter.formats.number(count)
    catalogue = load(shipped_roots(), "letters", letter.document.locale)
    return catalogue.pgettext("counted", _COUNTED[count])


def intervals(letter: LetterText) -> Iterator[Problem]:
    """Where the cancellation came first, the days between it and the charge are counted."""
    if letter.meta.id not in _ARGUING or letter.facts.case.style.length == "short":
        return
    days = LetterView.of(letter.facts, letter.language, letter.meta.audience).days.from_cancellation
    decides = letter.facts.case.reason in {"charged_after_cancellation", "reactivated"}
    if not days or not decides:
        return
    counted = _in_words(letter, days)
    if not any(counted in words(passage.text) for passage in letter.prose):
        yield Problem(say("The %(days)s days before the charge are not counted.", days=days))


def waiting(letter: LetterText) -> Iterator[Problem]:
    """A complaint about silence says how long it has lasted."""
    if letter.meta.audience != "ombudsman":
        return
    view = LetterView.of(letter.facts, letter.language, letter.meta.audience)
    first = view.complaint("bank")
    if first is None or view.refusal("bank"):
        return
    days = _in_words(letter, view.days.since(first.day) or 0)
    if view.days.since(first.day) and not any(days in words(p.text) for p in letter.prose):
        yield Problem(say("It is not said how long the bank has been silent."))


def _asks_money(letter: LetterText) -> bool:
    if letter.document.kind == "script" or letter.meta.audience == "user":
        return False
    return letter.meta.id in _ASKING


def _sums(letter: LetterText) -> Sequence[str]:
    """Return the sum that the letter is about, as it is written; empty where there is none."""
    view = LetterView.of(letter.facts, letter.language, letter.meta.audience)
    found: Sequence[Money] = view.sums_asked if view.asks_refund else ()
    if view.objects:
        found = () if view.demanded is None else (view.demanded,)
    elif letter.to_bank or letter.meta.audience == "ombudsman":
        found = view.sums_disputed
    return [simple(letter.formats.money(money)) for money in found]


def _references(letter: LetterText) -> Iterator[str]:
    """Yield every number by which a company could find the case."""
    case = letter.facts.case
    view = LetterView.of(letter.facts, letter.language, letter.meta.audience)
    yield from filter(None, (case.cancellation.reference, case.demand.reference))
    yield from view.case_numbers(letter.meta.audience)
    yield from filter(None, (case.account.identifier, case.promise.reference))


def _to_be_found(letter: LetterText) -> Iterator[str]:
    case = letter.facts.case
    if letter.to_bank:
        if case.payment.last4 and letter.facts.signals.is_card:
            yield case.payment.last4
        return
    if case.account.identifier:
        yield case.account.identifier
    if case.contract.number:
        yield case.contract.number
    if case.cancellation.reference:
        yield case.cancellation.reference
    view = LetterView.of(letter.facts, letter.language, letter.meta.audience)
    if letter.document.kind != "letter":
        yield from view.case_numbers(letter.meta.audience)


def _running(letter: LetterText) -> Iterator[Passage]:
    for passage in letter.prose:
        if passage.slot not in {"working", "permission"}:
            yield passage


def _rows(letter: LetterText) -> Iterator[list[str]]:
    """Yield the words of every row of the tables."""
    for block in flat(letter.document.blocks):
        if isinstance(block, Table):
            for row in block.rows:
                if row.kind == "body":
                    yield [simple(line_text(cell.runs)) for cell in row.cells]


RULES: Final = (
    Rule("order.sum", say("Whoever reads two sentences has to know how much."), sum_first),
    Rule("order.day", say("A day for the answer is found where the request is."), day_first),
    Rule("order.subject", say("A message is found again by its subject."), subject_found),
    Rule("order.found", say("A case that cannot be looked up is put aside."), identifiers),
    Rule("order.time", say("What happened is understood in the order of time."), in_time_order),
    Rule("order.once", say("A fact that is told three times looks like three."), told_once),
    Rule("order.grouped", say("Nobody reads twenty equal lines."), grouped),
    Rule(
        "order.interval", say("Seven days before the charge is the case; a date is not."), intervals
    ),
    Rule("order.waiting", say("Time limits of offices turn on how long it has been."), waiting),
)
