"""Pick charges from a bank's export: what fits the service first, and nothing else is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from refundletters.answers import keys
from refundletters.answers.build import build_case
from refundletters.answers.statement import (
    HIDDEN,
    Columns,
    Entry,
    Sheet,
    days_of,
    entries,
    find_columns,
    read_sheet,
)
from refundletters.answers.statement_cells import plain_words
from refundletters.cli.talk.conversation import Conversation
from refundletters.cli.talk.plain_prompter import Prompt, Special
from refundletters.errors import CaseError, NotFound, UsageError
from refundletters.facts.countries import default_currency
from refundletters.facts.parties import find_service
from refundletters.interview.options import Option
from refundletters.interview.state import Interview
from refundletters.messages import Message, say
from refundletters.model.money import Money
from refundletters.packs.rows import load_rows

__all__ = ["pick_charges", "read_statement"]

_OTHERS: Final = "others"
_MOST_TEXT: Final = 40
# Where the month is written before the day.
_MONTH_FIRST: Final = frozenset({"US", "PH", "FM", "PW"})
# An export may name a coming day for an entry that is not final.
_AHEAD: Final = dt.timedelta(days=7)


def read_statement(path: Path) -> Sheet:
    """Return the table in a bank's export.

    Raises:
        NotFound: There is no such file.
        UsageError: It cannot be read, or holds no table.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise NotFound(
            say("There is no file %(file)s.", file=str(path)),
            say("Name the CSV file that your bank's website gave you."),
            name=str(path),
        ) from error
    except OSError as error:
        raise UsageError(
            say(
                "%(file)s cannot be read: %(detail)s.",
                file=str(path),
                detail=error.strerror or str(error),
            )
        ) from error
    return read_sheet(content)


def pick_charges(talk: Conversation, interview: Interview, sheet: Sheet) -> Interview:
    """Let the person tick the charges of a case in a bank's export.

    Args:
        talk: The conversation.
        interview: The case so far; its service decides which entries come first.
        sheet: The table of the export.

    Returns:
        The interview with the charges added, those left out that it has already.

    Raises:
        UsageError: The export has no days or amounts that can be read.
    """
    found = _entries(talk, interview, sheet)
    taken = sorted(
        (entry for entry in found if not entry.returned), key=lambda entry: entry.date, reverse=True
    )
    if not taken:
        talk.tell(say("No payments were found in this file."))
        return interview
    picked = _picked(talk, interview, taken)
    new = [entry for entry in picked if not _is_there(entry, interview.answers)]
    if len(new) < len(picked):
        talk.tell(say("What the case has already was left out."))
    _tell_returned(talk, interview, found)
    changed = interview
    for entry in sorted(new, key=lambda entry: entry.date):
        changed = _with_charge(talk, changed, entry)
    changed = _with_descriptor(changed, new)
    if changed.answers != interview.answers:
        talk.save(changed)
    return changed


def _entries(talk: Conversation, interview: Interview, sheet: Sheet) -> tuple[Entry, ...]:
    latest = talk.context.today + _AHEAD
    columns = _columns(talk, sheet, find_columns(sheet, latest=latest))
    prefer = "mdy" if interview.answers.get("country") in _MONTH_FIRST else "dmy"
    read = days_of(sheet, columns, latest=latest, prefer=prefer)
    if len(read.orders) > 1:
        order = _ask_order(talk, sheet, columns, read.orders, latest)
        read = days_of(sheet, columns, latest=latest, prefer=order)
    if not read.orders:
        raise UsageError(
            say("The days in this file cannot be read."),
            say("Enter the charges by hand, or export the file again."),
        )
    return entries(sheet, columns, read.days)


def _columns(talk: Conversation, sheet: Sheet, columns: Columns) -> Columns:
    """Ask for what the titles do not tell."""
    if columns.date is None:
        columns = replace(
            columns, date=_ask_column(talk, sheet, say("Which column holds the day?"))
        )
    if columns.lacks_amount:
        columns = replace(
            columns, amount=_ask_column(talk, sheet, say("Which column holds the amount?"))
        )
    return columns


def _ask_column(talk: Conversation, sheet: Sheet, question: Message) -> int:
    shown = {}
    for number in range(sheet.width):
        cells = [cell for cell in sheet.column(number) if cell]
        title = sheet.header[number] if sheet.header else str(number + 1)
        example = cells[0] if cells else ""
        shown[str(number)] = say("%(title)s, such as %(example)s", title=title, example=example)
    return int(talk.choose(question, shown))


def _ask_order(
    talk: Conversation, sheet: Sheet, columns: Columns, orders: Sequence[str], latest: dt.date
) -> str:
    """Ask which of two readings of the days is right, with a cell in which they differ."""
    readings = [days_of(sheet, columns, latest=latest, prefer=order).days for order in orders]
    assert columns.date is not None
    cells = sheet.column(columns.date)
    place = next(
        place for place, days in enumerate(zip(*readings, strict=True)) if len(set(days)) > 1
    )
    shown = {
        order: say("%(day)s", day=days[place]) for order, days in zip(orders, readings, strict=True)
    }
    return str(talk.choose(say("Which day does %(text)s mean?", text=cells[place]), shown))


def _picked(talk: Conversation, interview: Interview, taken: Sequence[Entry]) -> list[Entry]:
    """Return what the person ticks: of what fits the service, else of everything."""
    fitting = _fitting(talk, interview, taken)
    if fitting:
        question = say("Which of these charges belong to your case?")
        more = {_OTHERS: say("Others, which are not on this list")} if fitting != taken else {}
        chosen = _tick(talk, interview, fitting, question, more)
        if chosen is not None:
            return chosen
    else:
        talk.tell(say("No entry names the service, so all payments are shown, the latest first."))
    rest = [entry for entry in taken if entry not in fitting] if fitting else list(taken)
    question = say("Which of these payments belong to your case?")
    return _tick(talk, interview, [*fitting, *rest], question, {}) or []


def _tick(
    talk: Conversation,
    interview: Interview,
    offered: Sequence[Entry],
    question: Message,
    more: Mapping[str, Message],
) -> list[Entry] | None:
    """Return the ticked entries; ``None`` where the person asks for others."""
    options = [
        Option(str(number), _label(talk, interview, entry)) for number, entry in enumerate(offered)
    ]
    options += [Option(key, talk.speaker(label)) for key, label in more.items()]
    reply = talk.prompter.ask(
        Prompt(
            talk.speaker(question),
            "many",
            help=talk.speaker(
                say("Only what you choose is kept in the case. The file itself is not copied.")
            ),
            options=tuple(options),
            may_skip=True,
        )
    )
    if reply is Special.SKIP or not isinstance(reply, tuple):
        return []
    return None if _OTHERS in reply else [offered[int(number)] for number in reply]


def _label(talk: Conversation, interview: Interview, entry: Entry) -> str:
    amount = Money(entry.amount, _currency(interview, entry))
    fields = {"day": entry.date, "amount": amount, "text": entry.text or HIDDEN}
    if entry.pending:
        return talk.speaker(say("%(day)s: %(amount)s, %(text)s (pending)", **fields))
    return talk.speaker(say("%(day)s: %(amount)s, %(text)s", **fields))


def _currency(interview: Interview, entry: Entry) -> str:
    return entry.currency or _home(interview)


def _home(interview: Interview) -> str:
    return default_currency(str(interview.answers.get("country") or ""))


def _fitting(talk: Conversation, interview: Interview, taken: Sequence[Entry]) -> Sequence[Entry]:
    """Return the entries that name the service or whoever bills for it."""
    names = _names(talk, interview)
    return [entry for entry in taken if any(name in _glued(entry.text) for name in names)]


def _names(talk: Conversation, interview: Interview) -> set[str]:
    service = interview.answers.get("service") or {}
    rows = load_rows(talk.context.roots, "services")
    row = find_service(rows, service.get("id"), service.get("name")) or {}
    texts = [
        service.get("name"),
        service.get("descriptor"),
        service.get("biller_name"),
        row.get("name"),
        row.get("biller_name"),
        *row.get("aliases", ()),
        *(item["text"] for item in row.get("descriptor", ())),
    ]
    # A service named by its id alone is in no table.
    texts.append(str(service.get("id") or "").replace("_", " "))
    return {name for text in texts if text and len(name := _glued(str(text))) >= 3}


def _glued(text: str) -> str:
    """Return a text for comparing; banks cut and space names as they like."""
    return plain_words(text).replace(" ", "")


def _is_there(entry: Entry, answers: Mapping[str, Any]) -> bool:
    return any(
        charge.get("date") == entry.date and Decimal(charge.get("amount", "0")) == entry.amount
        for charge in answers.get("charges", ())
    )


def _tell_returned(talk: Conversation, interview: Interview, found: Sequence[Entry]) -> None:
    """Say that money came back from the same company: asking for it twice would hurt the case."""
    back = _fitting(talk, interview, [entry for entry in found if entry.returned])
    for entry in back:
        talk.tell(
            say(
                "Money came in on %(day)s: %(amount)s (%(text)s). If it is a refund of one of "
                "these charges, note it at that charge.",
                day=entry.date,
                amount=Money(entry.amount, _currency(interview, entry)),
                text=entry.text,
            )
        )


def _with_charge(talk: Conversation, interview: Interview, entry: Entry) -> Interview:
    amount = Money(entry.amount, _currency(interview, entry))
    charge: dict[str, Any] = {"date": entry.date, "amount": amount.plain()}
    if entry.currency and entry.currency != _home(interview):
        charge["currency"] = entry.currency
    if entry.pending:
        charge["status"] = "pending"
    if text := _descriptor(entry):
        charge["descriptor"] = text
    row = len(interview.answers.get("charges", ()))
    try:
        answers = keys.put(interview.answers, f"charges.{row}", charge)
        build_case(answers, today=talk.context.today)
    except CaseError as error:
        talk.complain(error)
        return interview
    return replace(interview, answers=answers)


def _descriptor(entry: Entry) -> str:
    """Return what the statement shows, as far as nothing in it is hidden."""
    return entry.text.partition(HIDDEN)[0][:_MOST_TEXT].strip()


def _with_descriptor(interview: Interview, new: Sequence[Entry]) -> Interview:
    """Take over the words of the statement for the service, where all entries have the same."""
    texts = {_descriptor(entry) for entry in new}
    if len(texts) != 1 or keys.get(interview.answers, "service.descriptor"):
        return interview
    (text,) = texts
    if not text:
        return interview
    return replace(interview, answers=keys.put(interview.answers, "service.descriptor", text))
