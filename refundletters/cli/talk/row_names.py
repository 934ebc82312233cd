"""The names of entries of a table, so that a question says which one it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from refundletters.answers import keys
from refundletters.interview.state import Interview
from refundletters.messages import N_, Message, say
from refundletters.packs.questions import table_of

__all__ = ["about_row", "name_of_row"]

_NUMBERED: Final[Mapping[str, str]] = {
    "price_increases": N_("Price increase %(number)s"),
    "technical.steps": N_("Step %(number)s"),
    "technical.incidents": N_("Incident %(number)s"),
    "charges": N_("Charge %(number)s"),
    "fees": N_("Fee %(number)s"),
    "evidence": N_("Piece of evidence %(number)s"),
}
# A contact whose day is not told yet.
_UNDATED: Final[Mapping[str, str]] = {
    "trader": N_("the contact with the company"),
    "biller": N_("the contact with the company that took the money"),
    "bank": N_("the contact with the bank"),
    "collector": N_("the contact with the collection agency"),
    "administrator": N_("the contact with the administrator"),
    "ombudsman": N_("the contact with the ombudsman"),
    "authority": N_("the contact with the authority"),
}
_PARTIES: Final[Mapping[str, str]] = {
    "trader": N_("the contact with the company of %(day)s"),
    "biller": N_("the contact with the company that took the money of %(day)s"),
    "bank": N_("the contact with the bank of %(day)s"),
    "collector": N_("the contact with the collection agency of %(day)s"),
    "administrator": N_("the contact with the administrator of %(day)s"),
    "ombudsman": N_("the contact with the ombudsman of %(day)s"),
    "authority": N_("the contact with the authority of %(day)s"),
}


def about_row(key: str, interview: Interview) -> Message | None:
    """Return a sentence that says which entry a question is about; ``None`` where it is clear.

    Args:
        key: The key that is asked, with positions.
        interview: The answers, and how many entries there are.
    """
    table = table_of(keys.plain(key))
    row = next((int(part) for part in key.split(".") if part.isdecimal()), None)
    if not table or row is None:
        return None
    known = keys.get(interview.answers, table) or ()
    alone = max(len(known), interview.rows.get(table, 0)) < 2
    if alone and not (table == "contacts" and row < len(known)):
        return None
    return say("This is about %(entry)s.", entry=name_of_row(table, row, interview.answers))


def name_of_row(table: str, row: int, answers: Mapping[str, Any]) -> Message:
    """Return the name of an entry: by its day where that is known, else by its number."""
    entry = keys.get(answers, f"{table}.{row}") or {}
    day = entry.get("at" if table == "contacts" else "date")
    if isinstance(day, str):
        day = dt.date.fromisoformat(day.removeprefix("~")[:10])
    if table == "contacts" and day is not None:
        day = day.date() if isinstance(day, dt.datetime) else day
        return Message(_PARTIES[entry.get("party", "trader")], {"day": day})
    if table == "contacts" and entry.get("document"):
        return say("the message that you wrote")
    if table == "contacts" and entry.get("party"):
        return Message(_UNDATED[entry["party"]])
    if table == "contacts":
        return say("the contact that you are telling of now")
    if table == "charges" and day is not None:
        return say("the charge of %(day)s", day=day)
    return Message(_NUMBERED[table], {"number": row + 1})
