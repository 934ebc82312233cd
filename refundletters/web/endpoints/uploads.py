"""Files dropped on the page: a bank's export to pick charges from, and evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from starlette.responses import Response

from refundletters.answers.build import build_case
from refundletters.bundle.file_kinds import DANGEROUS, kind_of
from refundletters.errors import RefundLettersError, UsageError
from refundletters.interview.bank_charges import (
    add_charges,
    entry_label,
    is_there,
    names_of,
    newest,
)
from refundletters.interview.state import Interview
from refundletters.messages import Message, say
from refundletters.packs.questions import load_questions
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.service import SERVICES
from refundletters.statements.library import AHEAD
from refundletters.statements.reading import read
from refundletters.statements.services import Services
from refundletters.statements.values import Ask, Entry, Known
from refundletters.web.endpoints.questions import begin
from refundletters.web.forms import Form, read_form
from refundletters.web.site import Visit
from refundletters.web.sittings import UploadedStatement
from refundletters.web.stores import Change

__all__ = ["add_evidence", "pick", "show_evidence", "show_statement", "take_statement"]

_MOST_SHOWN: Final = 400
_MOST_ROWS: Final = 40
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class _Row:
    """A payment to tick: its place in the file, and how it is shown."""

    place: int
    label: Message
    there: bool


async def show_statement(visit: Visit) -> Response:
    """Show a bank's file as far as it was read, or ask for one."""
    return _statement_page(visit)


def _statement_page(visit: Visit, *, error: str = "", status: int = 200) -> Response:
    bank = visit.sitting.bank
    asks = bank.statement.asks if bank is not None else ()
    fitting, others = _rows(visit, bank) if bank is not None and not asks else ([], [])
    return visit.page(
        "statement.html",
        status=status,
        bank=bank,
        ask=asks[0] if asks else None,
        choices=_choices(asks[0]) if asks else [],
        fitting=fitting,
        others=others,
        lost=sum(row.lost for row in bank.statement.passed_over) if bank is not None else 0,
        error=error,
    )


def _choices(ask: Ask) -> list[tuple[str, Message]]:
    """Return what may be answered about a file, each with a row that shows it."""
    rows = {row.choice: row for row in ask.rows if row.choice}
    if not rows:
        return list(zip(ask.choices, ask.labels, strict=True))
    if len(rows) == 1:
        # One row alone shows the difference: was this money taken?
        (sign,) = rows
        other = next(choice for choice in ask.choices if choice != sign)
        return [(sign, say("Yes, it was taken")), (other, say("No, it came in"))]
    return [
        (
            choice,
            say("%(day)s: %(amount)s, %(text)s", day=row.date, amount=row.amount, text=row.text),
        )
        for choice, row in rows.items()
    ]


def _rows(visit: Visit, bank: UploadedStatement) -> tuple[list[_Row], list[_Row]]:
    """Return the payments that name the service, and all others, the latest first."""
    answers = visit.answers()
    names = names_of(load_rows(visit.site.roots, SERVICES), answers.get("service") or {})
    placed = [
        (place, entry) for place, entry in enumerate(bank.statement.entries) if not entry.returned
    ]
    placed.sort(key=lambda one: newest(one[1]), reverse=True)
    rows = [(entry, _row(place, entry, answers)) for place, entry in placed]
    fitting = [row for entry, row in rows if names.match(entry.text)]
    others = [row for entry, row in rows if not names.match(entry.text)]
    return fitting, others[:_MOST_SHOWN]


def _row(place: int, entry: Entry, answers: Mapping[str, Any]) -> _Row:
    return _Row(place, entry_label(entry, answers), is_there(entry, answers))


async def take_statement(visit: Visit) -> Response:
    """Take in a bank's file, or an answer about it."""
    form = await read_form(visit.request)
    visit.answers()  # refuse a case that is not there
    try:
        bank = _read(visit, form)
    except RefundLettersError as error:
        return _statement_page(visit, error=visit.explain(error), status=422)
    visit.keep(replace(visit.sitting, bank=bank))
    return visit.go(f"/cases/{visit.case}/statement")


def _read(visit: Visit, form: Form) -> UploadedStatement | None:
    bank = visit.sitting.bank
    if form.text("what") == "another":
        return None
    if form.files:
        known = Known(visit.setting.today + AHEAD)
        return _statement(visit, form.files[0][1], known)
    if bank is None or not form.text("answer"):
        raise UsageError(say("Please choose a file first."))
    return _statement(
        visit, bank.content, _told(bank.known, form.text("what"), form.text("answer"))
    )


def _told(known: Known, what: str, answer: str) -> Known:
    if what == "taken":
        return replace(known, taken=answer)
    if what == "day_order":
        return replace(known, day_order=answer)
    if not answer.isdecimal():
        raise UsageError(say("Please choose one of these."))
    return replace(known, columns={**known.columns, what: int(answer)})


def _statement(visit: Visit, content: bytes, known: Known) -> UploadedStatement:
    services = Services.of_rows(load_rows(visit.site.roots, SERVICES))
    return UploadedStatement(content, known, read(content, known, services))


async def pick(visit: Visit) -> Response:
    """Add the ticked payments to the case as charges; nothing else of the file is kept."""
    form = await read_form(visit.request)
    bank = visit.sitting.bank
    if bank is None:
        return _statement_page(visit)
    places = [int(text) for text in form.several("entry")[:_MOST_ROWS] if text.isdecimal()]
    entries = bank.statement.entries
    picked = [entries[place] for place in places if place < len(entries)]
    if not picked:
        error = visit.speak(say("Please tick the charges that belong to your case."))
        return _statement_page(visit, error=error, status=422)
    wrong: list[RefundLettersError] = []

    def add(interview: Interview) -> Interview:
        changed, refused = add_charges(interview, picked)
        wrong.extend(refused)
        return changed

    visit.change(lambda answers: begin(visit, "", more=True, answers=answers), add)
    if wrong:
        return _statement_page(visit, error=visit.explain(wrong[0]), status=422)
    visit.keep(replace(visit.sitting, bank=None))
    return visit.go(f"/cases/{visit.case}/answers")


async def show_evidence(visit: Visit) -> Response:
    """Show the evidence of a case, and take in more of it."""
    return _evidence_page(visit)


def _evidence_page(
    visit: Visit, *, error: str = "", label: str = "", status: int = 200
) -> Response:
    question = load_questions(visit.site.roots)["evidence.label"]
    return visit.page(
        "evidence.html",
        status=status,
        items=list(visit.answers().get("evidence", ())),
        example=visit.speak(Message(question.example)),
        error=error,
        label=label,
    )


async def add_evidence(visit: Visit) -> Response:
    """Keep a file of evidence with the case, under a name that letters can use."""
    form = await read_form(visit.request)
    label = " ".join(form.text("label").split())[:_LONGEST]
    try:
        _add(visit, form.files, label)
    except RefundLettersError as error:
        text = visit.explain(error)
        return _evidence_page(visit, error=text, label=label, status=422)
    return visit.go(f"/cases/{visit.case}/evidence")


def _add(visit: Visit, files: Sequence[tuple[str, bytes]], label: str) -> None:
    if not files or not files[0][1]:
        raise UsageError(say("Please choose a file first."))
    if not label:
        raise UsageError(say("Please give it a short name; letters list it under that name."))
    name, content = files[0]
    if kind_of(content, name) == DANGEROUS:
        raise UsageError(
            say("This is a program or a script."),
            say("Add a picture, a PDF file, a text or an e-mail."),
        )
    # The name is checked before the file is kept, so that none is left without an entry.
    _note(visit, partial(_with_item, item={"label": label}), keep=False)
    file = visit.site.store.add_evidence(visit.case, name, content)
    _note(visit, partial(_with_item, item={"label": label, "file": file}), keep=True)


def _with_item(answers: Mapping[str, Any], item: Mapping[str, Any]) -> dict[str, Any]:
    return {**answers, "evidence": [*answers.get("evidence", ()), item]}


def _note(visit: Visit, change: Change, *, keep: bool) -> None:
    def checked(answers: Mapping[str, Any]) -> Mapping[str, Any]:
        changed = change(answers)
        build_case(changed, today=visit.setting.today)
        return changed if keep else answers

    visit.site.store.change(visit.case, checked)
