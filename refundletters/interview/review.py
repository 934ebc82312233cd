"""The review: every answer in one list, each with its key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from refundletters.answers import keys
from refundletters.interview.state import Interview
from refundletters.interview.steps import AnswerNames, key_of, row_count, value_of
from refundletters.messages import N_, Message
from refundletters.packs.questions import GROUPS, table_of
from refundletters.packs.tables.question import Question

__all__ = ["GROUP_TITLES", "ReviewRow", "review", "unanswered_rows"]

GROUP_TITLES: Mapping[str, Message] = {
    "goal": Message(N_("Goal and place")),
    "service": Message(N_("The service")),
    "happened": Message(N_("What happened")),
    "charges": Message(N_("Charges")),
    "state": Message(N_("How things stand")),
    "want": Message(N_("What you ask for")),
    "contacts": Message(N_("Contacts so far")),
    "evidence": Message(N_("Evidence")),
    "payment": Message(N_("Payment")),
    "you": Message(N_("About you")),
    "them": Message(N_("Reader and look")),
    "confirm": Message(N_("Confirmed")),
}


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One answer on the review screen.

    Attributes:
        group: Where it belongs, one of :data:`~refundletters.packs.questions.GROUPS`.
        key: The key to edit.
        label: Short name of the answer.
        value: The answer as the case file holds it.
        question: The question that asks for it.
        row: The position of its entry, from 0; ``None`` outside tables.
        assumed: It was not answered but follows from other answers, such as the currency.
    """

    group: str
    key: str
    label: Message
    value: Any
    question: Question
    row: int | None = None
    assumed: bool = False


def review(interview: Interview, assumed: Mapping[str, Any] | None = None) -> tuple[ReviewRow, ...]:
    """Return all answers in the order of the interview.

    Args:
        interview: The interview.
        assumed: Values by key that hold where nothing was answered, such as the usual currency.
    """
    rows: list[ReviewRow] = []
    for group in GROUPS:
        inside = [entry for entry in interview.questions.values() if entry.group == group]
        tables: set[str] = set()
        for question in inside:
            table = table_of(question.id)
            if not table:
                rows += _rows(interview, question, None, assumed or {})
            elif table not in tables:
                tables.add(table)
                members = [entry for entry in inside if table_of(entry.id) == table]
                for row in range(row_count(interview, table)):
                    for member in members:
                        rows += _rows(interview, member, row, assumed or {})
    return tuple(rows)


def unanswered_rows(interview: Interview) -> tuple[ReviewRow, ...]:
    """Return the questions without an answer that fit the case, in the order of the interview.

    Of a table it is the questions about the entries that are there.
    """
    scope = AnswerNames(interview)
    gates = () if interview.meta is None else interview.meta.gates
    found = []
    for question in interview.questions.values():
        table = table_of(question.id)
        if question.asks_for_another:
            continue
        if question.group == "confirm" and question.id.partition(".")[2] not in gates:
            continue
        entries = keys.get(interview.answers, table) if table else None
        for row in range(len(entries or ())) if table else (None,):
            key = key_of(question, row)
            if value_of(interview, question, key) is None and scope.holds(
                question.when, table, row
            ):
                found.append(
                    ReviewRow(question.group, key, Message(question.label), None, question, row)
                )
    return tuple(found)


def _rows(
    interview: Interview, question: Question, row: int | None, assumed: Mapping[str, Any]
) -> list[ReviewRow]:
    if question.asks_for_another:
        return []
    key = key_of(question, row)
    value = keys.get(interview.answers, key)
    follows = value is None and key in assumed
    if follows:
        value = assumed[key]
    if value is None or value in ([], ()):
        return []
    label = Message(question.label)
    return [ReviewRow(question.group, key, label, value, question, row, follows)]
