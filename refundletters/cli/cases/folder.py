"""The cases of the user's folder, and what is due in each."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

import msgspec

from refundletters import app
from refundletters.answers import store
from refundletters.cli.cases.current import KnownCase, case_title, current_case, known_cases
from refundletters.cli.context import Context
from refundletters.errors import RefundLettersError
from refundletters.facts.types import Deadline
from refundletters.messages import Message

__all__ = ["CaseRow", "case_rows"]

_SHOWN: Final = 3


class CaseRow(msgspec.Struct, frozen=True):
    """One case in the list.

    Attributes:
        number: Its number, which stays while cases are only added.
        title: Its service and what happened, in words.
        current: Whether it is the current case.
        due: The nearest deadlines that have not passed, soonest first.
        problem: Why the file cannot be read; the rest is empty then.
    """

    path: Path
    number: int
    title: Message
    current: bool
    service: str = ""
    reason: str = ""
    due: tuple[Deadline, ...] = ()
    next_document: str | None = None
    next_on: dt.date | None = None
    problem: Message | None = None

    @property
    def due_today(self) -> bool:
        """Whether a deadline is today; a letter that may be written today can also wait."""
        return any(deadline.days_left == 0 for deadline in self.due)

    @property
    def soonest(self) -> dt.date:
        """The day of the nearest deadline or step; ``date.max`` where there is none."""
        days = [deadline.date for deadline in self.due]
        if self.next_on is not None:
            days.append(self.next_on)
        return min(days, default=dt.date.max)


def case_rows(context: Context) -> tuple[CaseRow, ...]:
    """Return all cases of the folder: those with something due today first, then by date."""
    current = current_case(context)
    place = None if current is None else current.resolve()
    rows = [
        _row(case, context, current=case.path.resolve() == place) for case in known_cases(context)
    ]
    return tuple(sorted(rows, key=lambda row: (not row.due_today, row.soonest, row.number)))


def _row(case: KnownCase, context: Context, *, current: bool) -> CaseRow:
    try:
        # The list is about today, whatever day a case was first seen from.
        answers = {key: value for key, value in store.load(case.path).items() if key != "as_of"}
        plan = app.plan(answers, context.setting)
    except RefundLettersError as error:
        title = case_title(context, case.path)
        return CaseRow(case.path, case.number, title, current, problem=error.message)
    facts = plan.facts
    coming = sorted((d for d in plan.deadlines if d.days_left >= 0), key=lambda d: d.date)
    return CaseRow(
        case.path,
        case.number,
        case_title(context, case.path, answers),
        current,
        facts.service.name,
        facts.case.reason or "",
        tuple(coming[:_SHOWN]),
        plan.next_document,
        plan.next_on,
    )
