"""Pick charges from a bank's export: what fits the service first, and nothing else is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from refundletters.answers import keys
from refundletters.answers.build import build_case
from refundletters.cli.bank_file import BankFile
from refundletters.cli.talk.conversation import Conversation
from refundletters.cli.talk.plain_prompter import Prompt, Special
from refundletters.cli.talk.statement_questions import settle, tell_passed_over
from refundletters.errors import CaseError
from refundletters.facts.countries import default_currency
from refundletters.facts.service_names import find_service
from refundletters.interview.options import Option
from refundletters.interview.state import Interview
from refundletters.messages import Message, say
from refundletters.model.money import Money
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.service import SERVICES, ServiceRow
from refundletters.statements.services import Names, service_names
from refundletters.statements.values import HIDDEN, Entry

__all__ = ["names_of", "pick_charges", "with_charges"]

_OTHERS: Final = "others"
_MOST_TEXT: Final = 40


def pick_charges(talk: Conversation, interview: Interview, file: BankFile) -> Interview:
    """Let the person tick the charges of a case in a bank's export.

    Args:
        talk: The conversation.
        interview: The case so far; its service decides which entries come first.
        file: The export.

    Returns:
        The interview with the charges added, those left out that it has already.

    Raises:
        UsageError: With the answers given, the export cannot be read.
    """
    statement = settle(talk, file).statement
    tell_passed_over(talk, statement)
    taken = sorted(
        (entry for entry in statement.entries if not entry.returned), key=_newest, reverse=True
    )
    if not taken:
        talk.tell(say("No payments were found in this file."))
        return interview
    picked = _picked(talk, interview, taken)
    _tell_returned(talk, interview, statement.entries)
    return with_charges(talk, interview, picked)


def _newest(entry: Entry) -> dt.date:
    return entry.date or dt.date.max  # what has no day yet is pending


def with_charges(talk: Conversation, interview: Interview, picked: Sequence[Entry]) -> Interview:
    """Return the interview with charges added, those left out that the case has already."""
    new = [entry for entry in picked if not _is_there(entry, interview.answers)]
    if len(new) < len(picked):
        talk.tell(say("What the case has already was left out."))
    changed = interview
    for entry in sorted(new, key=_newest):
        changed = _with_charge(talk, changed, entry)
    changed = _with_descriptor(changed, new)
    if changed.answers != interview.answers:
        talk.save(changed)
    return changed


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
    if entry.date is None:
        return talk.speaker(say("%(amount)s, %(text)s (pending, without a day)", **fields))
    if entry.pending:
        return talk.speaker(say("%(day)s: %(amount)s, %(text)s (pending)", **fields))
    return talk.speaker(say("%(day)s: %(amount)s, %(text)s", **fields))


def _currency(interview: Interview, entry: Entry) -> str:
    return entry.currency or _home(interview)


def _home(interview: Interview) -> str:
    return default_currency(str(interview.answers.get("country") or ""))


def _fitting(talk: Conversation, interview: Interview, taken: Sequence[Entry]) -> Sequence[Entry]:
    """Return the entries that name the service or whoever bills for it."""
    service = interview.answers.get("service") or {}
    names = names_of(load_rows(talk.context.roots, SERVICES), service)
    return [entry for entry in taken if names.match(entry.text)]


def names_of(rows: Mapping[str, ServiceRow], service: Mapping[str, Any]) -> Names:
    """Return the names under which a service may stand on a statement.

    Args:
        rows: The known services.
        service: The table ``service`` of a case.
    """
    row = find_service(rows, service.get("id"), service.get("name"))
    texts = [service.get("name"), service.get("descriptor"), service.get("biller_name")]
    if row is not None:
        texts += [row.name, row.biller_name, *row.aliases, *(item.text for item in row.descriptor)]
    # A service named by its id alone is in no table.
    return service_names([*texts, str(service.get("id") or "").replace("_", " ")])


def _is_there(entry: Entry, answers: Mapping[str, Any]) -> bool:
    return any(
        charge.get("date") == entry.date and Decimal(charge.get("amount", "0")) == entry.amount
        for charge in answers.get("charges", ())
    )


def _tell_returned(talk: Conversation, interview: Interview, found: Sequence[Entry]) -> None:
    """Say that money came back from the same company: asking for it twice would hurt the case."""
    returned = [entry for entry in found if entry.returned and entry.date is not None]
    for entry in _fitting(talk, interview, returned):
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
    charge: dict[str, Any] = {"amount": amount.plain()}
    if entry.date is not None:
        charge["date"] = entry.date
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
