"""The plan on one screen: what needs a look, where it stands, what comes next, and by when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

from refundletters.answers import journal
from refundletters.cli.cases.current import case_option, case_word
from refundletters.cli.context import Context
from refundletters.cli.plan_text.days import left_until
from refundletters.cli.words import choice_label, document_title, labels_of, party_words
from refundletters.facts.plan.shown import LEVELS, days_shown, how_to_send
from refundletters.facts.types import ContactFact, Plan
from refundletters.messages import N_, Message, say

__all__ = ["MOST_LINES", "next_lines", "show_one_screen"]

MOST_LINES: Final = 40
_MOST_WARNINGS: Final = 3
_MOST_STEPS: Final = 2
_MOST_DAYS: Final = 2
_MOST_TO_GATHER: Final = 5


class _Part(msgspec.Struct):
    """A part of the screen: its items, wrapped, of which the last may be left out.

    Attributes:
        least: How many items stay, however little room there is.
        closing: A last line, which stays as it is: a command that is wrapped cannot be copied.
    """

    title: Message
    items: list[str]
    least: int = 1
    closing: str = ""

    def lines(self, context: Context) -> list[str]:
        """Return the part with a blank line after it; nothing where it is empty."""
        if not self.items:
            return []
        title = context.wrap(context.translate(self.title))
        said = [title, *self.items, *([self.closing] if self.closing else [])]
        return [*(line for text in said for line in text.split("\n")), ""]


def show_one_screen(
    plan: Plan, answers: Mapping[str, Any], case: Path | None, context: Context
) -> None:
    """Print a plan so that it fits on one screen of about 40 lines.

    Args:
        plan: The plan.
        answers: The case as its file holds it.
        case: The file, for the commands that are named; ``None`` for none.
        context: Streams, day and language.
    """
    edit = say(
        "To change an answer: %(command)s", command=f"refundletters edit{case_word(context, case)}"
    )
    look = _Part(
        say("Please check first:"),
        [*_look(plan, context)],
        closing=f"  {context.translate(edit)}",
    )
    on = say("Where you stand on %(day)s:", day=plan.facts.as_of)
    where = _Part(on, [*_where(plan, context)], 2)
    after = _Part(say("What is next:"), [*next_lines(plan, answers, case, context)], 3)
    days = _Part(say("The next days:"), [*_days(plan, context)])
    gather = _Part(say("Still to gather:"), [*_gather(plan, context)], 0)
    end = [*_end(plan, case, context)]
    parts = (look, where, after, days, gather)
    _fit((gather, look, days, where, after), parts, len(end), context)
    for line in (*(line for part in parts for line in part.lines(context)), *end):
        context.print(line)


def _fit(
    shortened: tuple[_Part, ...], parts: tuple[_Part, ...], end: int, context: Context
) -> None:
    """Leave out last items, of the first part that has some to spare, until all fits."""
    while sum(len(part.lines(context)) for part in parts) + end > MOST_LINES:
        spare = next((part for part in shortened if len(part.items) > part.least), None)
        if spare is None:
            return
        spare.items.pop()


def _item(context: Context, message: Message) -> str:
    return context.wrap(context.translate(message), "- ")


def _look(plan: Plan, context: Context) -> Iterator[str]:
    said = list(dict.fromkeys(context.translate(notice.message) for notice in plan.warnings))
    for text in said[:_MOST_WARNINGS]:
        yield context.wrap(text, "- ")


def _where(plan: Plan, context: Context) -> Iterator[str]:
    said = (LEVELS[plan.strength.level], plan.strength.why)
    text = " ".join(context.translate(line) for line in said)
    yield context.wrap(text, "- ")
    money = " · ".join(context.translate(line) for line in _money(plan))
    if money:
        yield context.wrap(money, "- ")
    if plan.facts.contacts:
        yield _item(context, _last(plan.facts.contacts[-1], context))


def _money(plan: Plan) -> Iterator[Message]:
    money = plan.facts.money
    if money.charged.amount:
        yield say("Charged: %(amount)s", amount=money.charged)
    if money.refunded.amount:
        yield say("Already refunded: %(amount)s", amount=money.refunded)
    if money.asked is not None:
        yield say("You ask for: %(amount)s", amount=money.asked)


def _last(contact: ContactFact, context: Context) -> Message:
    """Return the last contact in words."""
    fields: dict[str, object] = {
        "day": contact.day,
        "result": choice_label("contacts.result", contact.result or "no_answer", context),
    }
    if not contact.document:
        fields["with"] = party_words(contact.party)
        return Message(N_("Last contact %(with)s, %(day)s: %(result)s"), fields)
    fields["document"] = document_title(contact.document, context)
    return Message(N_("Last sent on %(day)s: %(document)s. %(result)s"), fields)


def next_lines(
    plan: Plan, answers: Mapping[str, Any], case: Path | None, context: Context
) -> Iterator[str]:
    """Yield what comes next, each step with the command that takes it, wrapped for a screen.

    Args:
        plan: The plan.
        answers: The case as its file holds it.
        case: The file, for the commands that are named; ``None`` for none.
        context: Streams, day and language.
    """
    for document in _unsent(answers):
        title = document_title(document, context)
        yield _with_command(
            say("You wrote this: %(document)s. Once it has gone out:", document=title),
            f"log{case_word(context, case)} --sent {document}",
            context,
        )
    if plan.next_document is None:
        nothing = say("There is nothing left to write.")
        yield from (_item(context, step) for step in (*plan.steps, nothing)[:_MOST_STEPS])
        return
    later = plan.next_on is not None and plan.next_on > plan.facts.as_of
    title = document_title(plan.next_document, context)
    write = f"write {plan.next_document}{case_option(context, case)}"
    if not later:
        yield _with_command(say("Now: %(document)s", document=title), write, context)
        yield from _missing(plan, context)
    else:
        if not plan.facts.signals.paid:
            yield _with_command(
                say("Wait for an answer. As soon as there is one, note it:"),
                f"log{case_word(context, case)}",
                context,
            )
        on = say("On %(day)s: %(document)s", day=plan.next_on, document=title)
        yield _with_command(on, write, context)
    for step in plan.steps[:_MOST_STEPS]:
        yield _item(context, step)


def _unsent(answers: Mapping[str, Any]) -> tuple[str, ...]:
    contacts = answers.get("contacts", ())
    return tuple(dict.fromkeys(contacts[place]["document"] for place in journal.unsent(contacts)))


def _missing(plan: Plan, context: Context) -> Iterator[str]:
    entry = next(entry for entry in plan.documents if entry.id == plan.next_document)
    if entry.missing:
        labels = labels_of(entry.missing, context)
        yield _item(context, say("It asks you for what is missing: %(labels)s", labels=labels))


def _with_command(message: Message, command: str, context: Context) -> str:
    return f"{_item(context, message)}\n    refundletters {command}"


def _days(plan: Plan, context: Context) -> Iterator[str]:
    coming = [day for day in days_shown(plan, context.translate) if day.days_left >= 0]
    for deadline in coming[:_MOST_DAYS]:
        sending = how_to_send(deadline, plan.facts.as_of)
        said = [left_until(deadline), *(() if sending is None else (sending,))]
        yield context.wrap(" ".join(context.translate(line) for line in said), "- ")


def _gather(plan: Plan, context: Context) -> Iterator[str]:
    needed = [item for item in plan.evidence if item.rank == "strong" and not item.have]
    for item in needed[:_MOST_TO_GATHER]:
        yield context.wrap(context.translate(item.what), "[ ] ")


def _end(plan: Plan, case: Path | None, context: Context) -> Iterator[str]:
    command = f"refundletters plan{case_word(context, case)} --all"
    yield context.translate(say("Everything else: %(command)s", command=command))
    for said in (*plan.notes, say("This is information, not legal advice.")):
        yield from context.wrap(context.translate(said)).split("\n")
