"""Take payments of a bank's export into a case as charges."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from refundletters.answers import keys
from refundletters.answers.build import build_case
from refundletters.errors import CaseError
from refundletters.facts.countries import default_currency
from refundletters.facts.service_names import find_service
from refundletters.interview.state import Interview
from refundletters.messages import Message, say
from refundletters.model.money import Money
from refundletters.packs.tables.service import ServiceRow
from refundletters.statements.services import Names, service_names
from refundletters.statements.values import HIDDEN, Entry

__all__ = ["add_charges", "amount_of", "entry_label", "is_there", "names_of", "newest"]

_MOST_TEXT: Final = 40


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


def newest(entry: Entry) -> dt.date:
    """Return the day to sort an entry by; what has no day yet is pending."""
    return entry.date or dt.date.max


def amount_of(entry: Entry, answers: Mapping[str, Any]) -> Money:
    """Return the amount of an entry, in the currency of the country where it names none."""
    return Money(entry.amount, entry.currency or _home(answers))


def entry_label(entry: Entry, answers: Mapping[str, Any]) -> Message:
    """Return an entry in one line: its day, its amount and its text."""
    amount = amount_of(entry, answers)
    fields = {"day": entry.date, "amount": amount, "text": entry.text or HIDDEN}
    if entry.date is None:
        return say("%(amount)s, %(text)s (pending, without a day)", **fields)
    if entry.pending:
        return say("%(day)s: %(amount)s, %(text)s (pending)", **fields)
    return say("%(day)s: %(amount)s, %(text)s", **fields)


def is_there(entry: Entry, answers: Mapping[str, Any]) -> bool:
    """Tell whether a case has a charge of that day and amount already."""
    return any(
        charge.get("date") == entry.date and Decimal(charge.get("amount", "0")) == entry.amount
        for charge in answers.get("charges", ())
    )


def add_charges(
    interview: Interview, picked: Sequence[Entry]
) -> tuple[Interview, tuple[CaseError, ...]]:
    """Return the interview with entries as charges, and what was wrong with those left out.

    Args:
        interview: The interview.
        picked: The entries; those that the case has already are left out.
    """
    new = [entry for entry in picked if not is_there(entry, interview.answers)]
    changed, wrong = interview, []
    for entry in sorted(new, key=newest):
        try:
            changed = _with_charge(changed, entry)
        except CaseError as error:
            wrong.append(error)
    return _with_descriptor(changed, new), tuple(wrong)


def _home(answers: Mapping[str, Any]) -> str:
    return default_currency(str(answers.get("country") or ""))


def _with_charge(interview: Interview, entry: Entry) -> Interview:
    amount = amount_of(entry, interview.answers)
    charge: dict[str, Any] = {"amount": amount.plain()}
    if entry.date is not None:
        charge["date"] = entry.date
    if entry.currency and entry.currency != _home(interview.answers):
        charge["currency"] = entry.currency
    if entry.pending:
        charge["status"] = "pending"
    if text := _descriptor(entry):
        charge["descriptor"] = text
    row = len(interview.answers.get("charges", ()))
    answers = keys.put(interview.answers, f"charges.{row}", charge)
    build_case(answers, today=interview.setting.today)
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
