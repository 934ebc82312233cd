"""Ask what a bank's file leaves open, and say which of its rows were passed over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refundletters.cli.bank_file import BankFile
from refundletters.cli.talk.conversation import Conversation
from refundletters.messages import N_, Message, say
from refundletters.statements.values import Ask, Sample, Statement

__all__ = ["passed_over", "question", "row_label", "settle", "tell_passed_over"]

_MOST_TURNS: Final = 12


def settle(talk: Conversation, file: BankFile) -> BankFile:
    """Ask until nothing about a file is open.

    Raises:
        UsageError: With the answers given, the file cannot be read.
    """
    for _ in range(_MOST_TURNS):
        if not file.statement.asks:
            break
        ask = file.statement.asks[0]
        file = file.told(ask.what, _answer(talk, ask))
    return file


def _answer(talk: Conversation, ask: Ask) -> str:
    by_choice = {row.choice: row for row in ask.rows if row.choice}
    if ask.what == "taken" and len(by_choice) == 1:
        (sign,) = by_choice
        other = next(choice for choice in ask.choices if choice != sign)
        for row in ask.rows:
            talk.tell_item(row_label(row))
        asked = say("Was this money taken from you?")
        return str(
            talk.choose(asked, {sign: say("Yes, it was taken"), other: say("No, it came in")})
        )
    if by_choice:
        return str(talk.choose(question(ask), {c: row_label(row) for c, row in by_choice.items()}))
    labels = dict(zip(ask.choices, ask.labels, strict=True))
    return str(talk.choose(question(ask), labels))


def question(ask: Ask) -> Message:
    """Return what is asked about a file."""
    match ask.what:
        case "taken":
            return say("Which of these was taken from you?")
        case "day_order":
            return say("Which day does %(text)s mean?", text=ask.rows[0].date if ask.rows else "")
        case "date":
            return say("Which column holds the day?")
        case "debit":
            return say("Which column holds what was taken from you?")
        case _:
            return say("Which column holds the amount?")


def row_label(row: Sample) -> Message:
    """Return a row as it stands in the file."""
    if not row.date:
        return say("%(text)s", text=row.text)
    return say("%(day)s: %(amount)s, %(text)s", day=row.date, amount=row.amount, text=row.text)


def tell_passed_over(talk: Conversation, statement: Statement) -> None:
    """Say how many rows may be lost, with the first of them."""
    for message in passed_over(statement):
        talk.tell(message)


def passed_over(statement: Statement) -> Iterator[Message]:
    """Yield how many rows were passed over, which was the first of them, and why."""
    lost = [row for row in statement.passed_over if row.lost]
    others = [row for row in statement.passed_over if not row.lost]
    if lost:
        first = lost[0]
        yield Message(
            N_("%(count)s row of %(total)s could not be read, row %(row)s: %(text)s"),
            {
                "count": len(lost),
                "total": len(lost) + len(statement.entries),
                "row": first.row,
                "text": first.text,
            },
            N_("%(count)s rows of %(total)s could not be read, the first is row %(row)s: %(text)s"),
            "count",
        )
        yield first.why
    if others:
        first = others[0]
        yield Message(
            N_("%(count)s row is no payment, row %(row)s: %(text)s"),
            {"count": len(others), "row": first.row, "text": first.text},
            N_("%(count)s rows are no payments, the first is row %(row)s: %(text)s"),
            "count",
        )
        yield first.why
