"""The questions, a few on a page; every answer is kept at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final
from urllib.parse import urlencode

from starlette.responses import JSONResponse, Response

from refundletters import app
from refundletters.answers import keys
from refundletters.answers.contradictions import Contradiction
from refundletters.facts.types import PlanWarning
from refundletters.interview import flow
from refundletters.interview.doubts import doubts_in
from refundletters.interview.state import FRAME, Interview
from refundletters.messages import Message, say
from refundletters.packs.questions import find_question, load_questions
from refundletters.packs.tables.question import Question
from refundletters.web.forms import read_form
from refundletters.web.replies import take
from refundletters.web.site import Visit
from refundletters.web.views.questions import (
    Field,
    field_of,
    label_of,
    next_keys,
    progress,
    step_at,
    understood,
    with_wrong,
)

__all__ = [
    "accept",
    "begin",
    "doubts_of",
    "interview_of",
    "send",
    "show",
    "understand",
    "without_doubts",
]

_MOST_KEYS: Final = 12

Doubt = tuple[Contradiction, list[tuple[str, Message]]]


def begin(visit: Visit, document: str, *, more: bool, answers: Mapping[str, Any]) -> Interview:
    """Return the interview of a case as it stands.

    Args:
        visit: The request.
        document: The message to prepare; empty to tell where somebody stands.
        more: Whether questions that may be skipped are asked too.
        answers: The present answers.
    """
    needs = _needs(visit, document, answers) if document else FRAME
    interview = flow.start(document, answers, visit.setting, needs=needs)
    # What was left empty for one message may be needed by another.
    interview = flow.ask_again(visit.sitting.resumed(interview))
    return interview if more else flow.required_only(interview)


def interview_of(visit: Visit) -> Interview:
    """Return the interview that the address of a request is about."""
    return _begin_here(visit, visit.answers())


def _begin_here(visit: Visit, answers: Mapping[str, Any]) -> Interview:
    return begin(visit, visit.query("for"), more=bool(visit.query("more")), answers=answers)


def _needs(visit: Visit, document: str, answers: Mapping[str, Any]) -> list[str]:
    """Return the questions a message needs besides its own, such as a goal it depends on."""
    facts = app.facts_from(answers, visit.setting)
    questions = load_questions(visit.site.roots)
    missing = app.status_of(document, facts, visit.setting).missing
    found = [find_question(questions, key) for key in missing]
    return [question.id for question in found if question is not None]


async def show(visit: Visit) -> Response:
    """Show the questions that the address names, or go to those that come next."""
    interview = interview_of(visit)
    asked = _keys_of(visit)
    if not asked:
        return visit.go(_after(visit, interview, ()))
    return _page(visit, interview, _fields(visit, interview, asked))


async def send(visit: Visit) -> Response:
    """Take the answers of a page, and go on to what comes next."""
    form = await read_form(visit.request)
    asked = _keys_of(visit)
    said: dict[str, tuple[Any, ...]] = {}

    def answer(interview: Interview) -> Interview:
        taken = take(interview, asked, form, visit.speak)
        said["wrong"], said["changed"] = taken.wrong, taken.changed
        return taken.interview

    interview = visit.change(partial(_begin_here, visit), answer)
    if said["wrong"]:
        fields = with_wrong(_fields(visit, interview, asked), said["wrong"])
        return _page(visit, interview, fields, status=422)
    _remember_page(visit)
    return visit.go(_after(visit, interview, said["changed"]))


async def accept(visit: Visit) -> Response:
    """Note that two answers that seem to contradict each other are both right."""
    form = await read_form(visit.request)
    sitting = visit.sitting
    visit.keep(replace(sitting, accepted=sitting.accepted | {form.text("doubt")}))
    return visit.go(_address(visit))


async def understand(visit: Visit) -> Response:
    """Tell how one answer would be understood; nothing is kept."""
    form = await read_form(visit.request)
    key = form.text("key")
    taken = take(interview_of(visit), (key,), form, visit.speak)
    if taken.wrong:
        return JSONResponse({"error": taken.wrong[0].error})
    words = [visit.speak(line) for line in understood(taken.interview, (key,), visit.speak)]
    return JSONResponse({"understood": words[0] if words and taken.changed else ""})


def doubts_of(interview: Interview) -> list[Doubt]:
    """Return what does not go together, and was not accepted, with the answers it is about."""
    return [
        (doubt, [(key, label_of(interview, key)) for key in doubt.keys])
        for doubt in doubts_in(interview.answers)
        if doubt.id not in interview.accepted
    ]


def without_doubts(interview: Interview, warnings: Sequence[PlanWarning]) -> list[PlanWarning]:
    """Return the warnings of a plan that are not asked about as doubts, or were settled so."""
    told = [doubt.message for doubt in doubts_in(interview.answers)]
    return [warning for warning in warnings if warning.message not in told]


def _fields(visit: Visit, interview: Interview, asked: tuple[str, ...]) -> list[Field]:
    """Return the fields of a page.

    Raises:
        UnknownKey: The address names a key that no case has.
    """
    found = []
    for key in asked:
        keys.find(key)
        step = step_at(interview, key)
        if step is not None:
            found.append(field_of(interview, step, visit.speak))
    return found


def _page(
    visit: Visit, interview: Interview, fields: list[Field], *, status: int = 200
) -> Response:
    done, total = progress(interview)
    said = [key for key in visit.query("said").split(",") if key][:_MOST_KEYS]
    return visit.page(
        "questions.html",
        status=status,
        fields=fields,
        sensitive=any(_is_personal(interview, field.key) for field in fields),
        wrong=[field for field in fields if field.error],
        done=done,
        total=total,
        optional=bool(fields) and all(field.may_skip for field in fields),
        title=_title(visit, fields),
        send_to=_address(visit, about=visit.query("about")),
        back=_back(visit),
        said=list(understood(interview, said, visit.speak)),
        said_keys=said,
        doubts=doubts_of(interview),
        document=visit.query("for"),
        tail=_tail(visit),
    )


def _title(visit: Visit, fields: list[Field]) -> str:
    if not fields:
        return visit.speak(say("Questions"))
    return fields[0].entry or fields[0].group


def _is_personal(interview: Interview, key: str) -> bool:
    question: Question | None = find_question(interview.questions, key)
    return question is not None and question.sensitivity != "P0"


def _keys_of(visit: Visit) -> tuple[str, ...]:
    return tuple(key for key in visit.query("about").split(",") if key)[:_MOST_KEYS]


def _after(visit: Visit, interview: Interview, said: tuple[str, ...]) -> str:
    """Return where to go once a page was answered: more questions, or what they are for."""
    if visit.query("then") == "answers":
        return f"/cases/{visit.case}/answers"
    asked = next_keys(interview)
    if asked:
        return _address(visit, about=",".join(asked), said=",".join(said))
    document = visit.query("for")
    return f"/cases/{visit.case}/letters/{document}" if document else f"/cases/{visit.case}"


def _address(visit: Visit, **values: str) -> str:
    return f"/cases/{visit.case}/questions{_tail(visit, **values)}"


def _tail(visit: Visit, **values: str) -> str:
    kept = {name: visit.query(name) for name in ("for", "more", "then")} | values
    given = {name: value for name, value in kept.items() if value}
    return f"?{urlencode(given, safe=',')}" if given else ""


def _remember_page(visit: Visit) -> None:
    here, sitting = visit.query("about"), visit.sitting
    if here not in sitting.pages:
        visit.keep(replace(sitting, pages=(*sitting.pages, here)[-50:]))


def _back(visit: Visit) -> str:
    """Return the address of the page before this one."""
    pages, here = visit.sitting.pages, visit.query("about")
    before = pages[: pages.index(here)] if here in pages else pages
    if before:
        return _address(visit, about=before[-1])
    return f"/cases/{visit.case}"
