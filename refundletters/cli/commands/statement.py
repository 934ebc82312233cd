"""Show the payments in a bank's file, and what looks like a subscription."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

from refundletters.cli.bank_file import BankFile, open_bank_file, read_columns
from refundletters.cli.context import Context
from refundletters.cli.option_values import StatementOptions
from refundletters.errors import AnswersMissing
from refundletters.messages import N_, Message, say
from refundletters.model.money import NO_CURRENCY, Money
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.service import SERVICES, ServiceRow
from refundletters.statements.as_json import as_json
from refundletters.statements.recurring import Recurring, find_recurring
from refundletters.statements.services import Names
from refundletters.statements.values import HIDDEN, Entry, Statement

__all__ = ["run"]

_NONE: Final = ""
_EVERY: Final = {
    "week": N_("every week"),
    "two_weeks": N_("every two weeks"),
    "four_weeks": N_("every four weeks"),
    "month": N_("every month"),
    "two_months": N_("every two months"),
    "quarter": N_("every three months"),
    "half_year": N_("every six months"),
    "year": N_("every year"),
}


def run(context: Context, options: StatementOptions) -> int:
    """Show what a file holds, and offer to start a case from a subscription in it."""
    columns = read_columns(options.columns) if options.columns else {}
    file = open_bank_file(
        Path(options.file),
        context,
        taken=options.taken,
        day_order=options.day_order,
        columns=columns,
    )
    if file.statement.asks and not options.json:
        if not context.interactive:
            return _show_questions(context, file.statement)
        file = _settled(context, file)
    names = _names(context, options.service) if options.service else None
    entries = [e for e in file.statement.entries if names is None or names.match(e.text)]
    recurring = find_recurring(entries, file.services)
    if options.json:
        shown = Statement(
            file.statement.kind, entries, file.statement.passed_over, file.statement.asks
        )
        context.print_json(as_json(shown, recurring, context.translate))
        return 0
    _show(context, file.statement, entries, recurring)
    if context.interactive and recurring:
        return _offer_case(context, file, recurring)
    return 0


def _names(context: Context, service: str) -> Names:
    from refundletters.interview.bank_charges import names_of

    return names_of(load_rows(context.roots, SERVICES), {"id": service, "name": service})


def _settled(context: Context, file: BankFile) -> BankFile:
    from refundletters.cli.talk.conversation import Conversation
    from refundletters.cli.talk.missing_answers import interruptible, keep_nothing
    from refundletters.cli.talk.prompts import open_prompter
    from refundletters.cli.talk.statement_questions import settle

    with interruptible(None):
        return settle(Conversation(context, open_prompter(context), keep_nothing), file)


def _show_questions(context: Context, statement: Statement) -> int:
    """Show what is open, each with two rows and the option that answers it."""
    from refundletters.cli.talk.statement_questions import question, row_label

    for ask in statement.asks:
        context.note(question(ask))
        for row in ask.rows:
            context.note(row_label(row), "  ")
        option = {"taken": "--taken", "day_order": "--day-order"}.get(ask.what)
        for choice, label in zip(ask.choices, ask.labels, strict=True):
            given = f"{option} {choice}" if option else f"--columns {ask.what}={choice}"
            context.note(say("%(option)s: %(meaning)s", option=given, meaning=label), "  ")
    return AnswersMissing.exit_code


def _show(
    context: Context, statement: Statement, entries: Sequence[Entry], recurring: Sequence[Recurring]
) -> None:
    from refundletters.cli.talk.statement_questions import passed_over

    for entry in entries:
        context.print(context.translate(_line(entry)))
    if not entries:
        context.note(say("No payments were found in this file."))
    for message in passed_over(statement):
        context.note(message)
    rows = load_rows(context.roots, SERVICES)
    if recurring:
        context.print("")
        context.print(context.translate(say("These look like subscriptions:")))
    for one in recurring:
        context.print(context.wrap(context.translate(_summary(one)), "- "))
        for message in _about(rows.get(one.service)):
            context.print(context.wrap(context.translate(message), "  "))


def _amount(amount: Decimal, currency: str) -> Money:
    return Money(amount, currency or NO_CURRENCY)


def _line(entry: Entry) -> Message:
    fields = {
        "day": entry.date or _NONE,
        "amount": _amount(entry.amount, entry.currency),
        "text": entry.text or HIDDEN,
    }
    if entry.date is None:
        return say("%(amount)s, %(text)s (pending, without a day)", **fields)
    if entry.pending:
        return say("%(day)s: %(amount)s, %(text)s (pending)", **fields)
    if entry.returned:
        return say("%(day)s: %(amount)s came in, %(text)s", **fields)
    return say("%(day)s: %(amount)s, %(text)s", **fields)


def _summary(one: Recurring) -> Message:
    last = one.charges[-1].entry
    return say(
        "%(name)s: %(amount)s %(every)s, last on %(day)s; %(total)s in a year",
        name=one.name,
        amount=_amount(last.amount, last.currency),
        every=Message(_EVERY[one.every]),
        day=last.date or _NONE,
        total=_amount(one.in_a_year, one.currency),
    )


def _about(row: ServiceRow | None) -> list[Message]:
    """Return where a known service is canceled, and what it says about refunds."""
    if row is None:
        return []
    found = []
    if row.urls.cancel:
        found.append(say("To cancel: %(link)s", link=row.urls.cancel))
    if row.refund is not None and row.refund.summary:
        found.append(Message(row.refund.summary))
    return found


def _offer_case(context: Context, file: BankFile, recurring: Sequence[Recurring]) -> int:
    from refundletters.cli.talk.guided_start import offer_case
    from refundletters.cli.talk.prompts import open_prompter

    return offer_case(context, file, recurring, prompter=open_prompter(context))
