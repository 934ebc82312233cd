"""Whom a letter to the company is addressed to: offered from the data, taken or corrected."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from refundletters.answers import keys
from refundletters.facts.parties import offered_address, own_address
from refundletters.facts.service_names import find_service
from refundletters.i18n.formats import Formats
from refundletters.interview.state import Interview
from refundletters.interview.steps import value_of
from refundletters.messages import N_
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.address import ADDRESSES
from refundletters.packs.tables.question import Question
from refundletters.packs.tables.service import SERVICES, Entity

__all__ = ["with_answer"]

_OFFERED: Final = {
    "recipient.name": N_("Is this the company on your invoice? Take it, or correct it."),
    "recipient.address": N_("Is this its address on your invoice? Take it, or correct it."),
}


def with_answer(interview: Interview, question: Question, key: str) -> tuple[Question, Any]:
    """Return a question with the present answer; that about an addressee with the one known.

    An address is offered only with the company that it belongs to, and to be checked.
    """
    present = value_of(interview, question, key)
    if present is not None or key not in _OFFERED:
        return question, present
    name, address = _known(interview)
    chosen = keys.get(interview.answers, "recipient.name")
    if question.id == "recipient.address":
        found: Any = list(address) if chosen in (None, name) else None
    else:
        found = name if address else None
    if not found:
        return question, None
    return msgspec.structs.replace(question, text=_OFFERED[question.id]), found


def _known(interview: Interview) -> tuple[str, tuple[str, ...]]:
    roots, answers = interview.setting.roots, interview.answers
    id, name = (keys.get(answers, f"service.{part}") for part in ("id", "name"))
    row = find_service(load_rows(roots, SERVICES), id, name)
    own = own_address(load_rows(roots, ADDRESSES), row, id, name)
    if own is not None and own.address:
        return own.name or name or (row.name if row is not None else ""), own.address
    entity = None if row is None else offered_address(row, str(answers.get("country") or ""))
    return ("", ()) if entity is None else (entity.name, _lines(interview, entity))


def _lines(interview: Interview, entity: Entity) -> tuple[str, ...]:
    """Return an address with its country, where the letter comes from another one."""
    if entity.country in ("", interview.answers.get("country")):
        return entity.address
    locale = str(interview.answers.get("locale") or interview.setting.interface)
    return (*entity.address, Formats(locale).territory(entity.country))
