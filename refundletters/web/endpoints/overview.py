"""Where a case stands, and everything that was answered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Final

from starlette.responses import Response

from refundletters import app
from refundletters.answers import journal
from refundletters.errors import CaseError, NotFound
from refundletters.facts.plan.shown import LEVELS, RANKS
from refundletters.facts.types import Plan
from refundletters.interview import flow
from refundletters.interview.options import choice_label
from refundletters.interview.review import GROUP_TITLES, ReviewRow, review, unanswered_rows
from refundletters.interview.state import Interview
from refundletters.interview.steps import open_steps, row_count, steps
from refundletters.lint.tone import answer_hints
from refundletters.messages import Message, say
from refundletters.packs.letters import LetterMeta, letter_metas
from refundletters.packs.questions import find_question, load_questions, table_of
from refundletters.web.endpoints.questions import begin, doubts_of, without_doubts
from refundletters.web.forms import read_form
from refundletters.web.site import Visit
from refundletters.web.views import plan as plan_view
from refundletters.web.views.questions import answer_text, next_keys

__all__ = ["change_entries", "show", "show_answers"]

# Without these nothing can be told about a case.
_CORE: Final = ("country", "service", "reason")
_ADDABLE: Final = ("charges", "contacts", "evidence", "fees")


async def show(visit: Visit) -> Response:
    """Show where a case stands, or ask first what it takes to tell."""
    answers = visit.answers()
    interview = begin(visit, "", more=False, answers=answers)
    if any(not answers.get(name) for name in _CORE):
        return visit.go(f"/cases/{visit.case}/questions")
    plan = app.plan(answers, visit.setting)
    roots = visit.site.roots
    metas = letter_metas(roots)
    return visit.page(
        "overview.html",
        plan=plan,
        facts=plan.facts,
        level=LEVELS[plan.strength.level],
        reason=choice_label(interview.questions["reason"], answers.get("reason")),
        money=list(plan_view.money_lines(plan.facts.money)),
        next_meta=metas.get(plan.next_document or ""),
        next_open=any(
            one.id == plan.next_document and one.status == "offered" for one in plan.documents
        ),
        next_later=plan.next_on if plan.next_on and plan.next_on > plan.facts.as_of else None,
        days=plan_view.days(plan, visit.speak),
        sections=plan_view.sections(plan, roots),
        others=plan_view.not_fitting(plan, roots),
        evidence=[
            (title, [item for item in plan.evidence if item.rank == rank], rank != "expect")
            for rank, title in RANKS.items()
            if any(item.rank == rank for item in plan.evidence)
        ],
        helpers=list(plan_view.helpers(plan, visit.speak)),
        rules=list(plan_view.rules(plan, visit.speak)),
        policies=plan_view.policies(plan, visit.speak),
        warnings=_warnings(visit, interview, plan),
        doubts=doubts_of(interview),
        journal=_journal(visit, interview),
        unsent=_unsent(visit, interview),
        more=len(next_keys(interview)),
        noted=bool(visit.query("noted")),
    )


def _warnings(visit: Visit, interview: Interview, plan: Plan) -> list[tuple[str, Message]]:
    """Return what needs a look, each with the answer it is about where there is a question."""
    metas = letter_metas(visit.site.roots)
    locale = app.choose_locale(None, plan.facts.case, visit.setting)
    meta = metas.get(plan.next_document or "")
    stage = "first" if meta is None else meta.stage
    hints = answer_hints(interview.answers, locale.partition("_")[0], stage, visit.site.roots)
    found = [(one.key, one.message) for one in without_doubts(interview, plan.warnings)]
    found += [(key, hint.advice) for key, hint in hints]
    return [(_known_key(interview, key), message) for key, message in found]


def _known_key(interview: Interview, key: str) -> str:
    """Return a key if a question asks for it, else an empty text."""
    return key if find_question(interview.questions, key) is not None else ""


@dataclass(frozen=True, slots=True)
class _Contact:
    """A contact in the list of what happened so far."""

    row: int
    what: Message
    title: Message | None
    result: str


def _journal(visit: Visit, interview: Interview) -> list[_Contact]:
    questions = load_questions(visit.site.roots)
    metas = letter_metas(visit.site.roots)
    found = []
    for row, contact in enumerate(interview.answers.get("contacts", ())):
        if contact.get("sent") is False:
            continue
        names = {
            name: answer_text(
                interview, questions[f"contacts.{name}"], contact[name], row, visit.speak
            )
            for name in ("channel", "result")
            if contact.get(name) is not None
        }
        meta = metas.get(str(contact.get("document", "")))
        what = say("%(day)s: %(what)s", day=contact.get("at", ""), what=names.get("channel", ""))
        found.append(
            _Contact(row, what, Message(meta.title) if meta else None, names.get("result", ""))
        )
    return found


def _unsent(visit: Visit, interview: Interview) -> list[LetterMeta]:
    """Return the messages that were written and, as far as is known, not sent."""
    metas = letter_metas(visit.site.roots)
    contacts = interview.answers.get("contacts", ())
    names = dict.fromkeys(contacts[at]["document"] for at in journal.unsent(contacts))
    return [metas[name] for name in names if name in metas]


async def show_answers(visit: Visit) -> Response:
    """Show everything that was answered, to be looked at and changed."""
    return _answers_page(visit)


def _answers_page(visit: Visit, *, error: str = "", status: int = 200) -> Response:
    interview = begin(visit, "", more=True, answers=visit.answers())
    groups: dict[str, list[tuple[ReviewRow, str]]] = {}
    for row in review(interview):
        words = answer_text(interview, row.question, row.value, row.row, visit.speak)
        groups.setdefault(row.group, []).append((row, words))
    return visit.page(
        "answers.html",
        status=status,
        groups=[(GROUP_TITLES[group], rows) for group, rows in groups.items()],
        left=[
            (GROUP_TITLES[group], list(rows))
            for group, rows in groupby(unanswered_rows(interview), lambda row: row.group)
        ],
        entries={table: len(interview.answers.get(table, ())) for table in _ADDABLE},
        table_of=table_of,
        error=error,
    )


async def change_entries(visit: Visit) -> Response:
    """Add an entry to a table, such as a charge, or take one away."""
    form = await read_form(visit.request)
    table, row = form.text("table"), form.text("row")
    if table not in _ADDABLE:
        raise NotFound(
            say("There is no list of that name."), say("Go back, and try again."), name=table
        )
    start = partial(begin, visit, "", more=True)
    if not row.isdecimal():
        interview = visit.change(
            lambda answers: start(answers=answers), lambda now: flow.add(now, table)
        )
        asked = _keys_of_newest(interview, table)
        return visit.go(
            f"/cases/{visit.case}/questions?about={','.join(asked)}&more=1&then=answers"
        )
    try:
        visit.change(
            lambda answers: start(answers=answers),
            lambda now: flow.remove(now, table, int(row)),
        )
    except CaseError as error:
        return _answers_page(visit, error=visit.explain(error), status=422)
    return visit.go(f"/cases/{visit.case}/answers")


def _keys_of_newest(interview: Interview, table: str) -> list[str]:
    """Return the keys of the newest entry of a table that are open."""
    last = row_count(interview, table) - 1
    every = open_steps(interview, steps(interview))
    return [
        step.key
        for step in every
        if table_of(step.question.id) == table
        and step.row == last
        and not step.question.asks_for_another
    ][:6]
