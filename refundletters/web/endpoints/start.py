"""The first page: what happened, what somebody wants, and the cases there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from starlette.responses import Response

from refundletters import app
from refundletters.answers import profile
from refundletters.errors import RefundLettersError
from refundletters.i18n import locales
from refundletters.interview.options import choice_label
from refundletters.messages import Message, say
from refundletters.packs.questions import load_questions
from refundletters.packs.tables.question import Choice
from refundletters.web.forms import read_form
from refundletters.web.site import LANGUAGE_COOKIE, Visit

__all__ = ["choose_language", "create", "forget", "open_case", "show"]

_SHOWN: Final = 8
_YEAR: Final = 365 * 24 * 60 * 60
# The reasons most people come with; the others are one step away.
_COMMON: Final = (
    "forgot_to_cancel",
    "charged_after_cancellation",
    "trial_conversion",
    "accidental_signup",
    "unused",
    "price_increase",
    "cannot_cancel",
    "unauthorized_payment",
)


@dataclass(frozen=True, slots=True)
class CaseCard:
    """A case as the list of the first page shows it."""

    name: str
    service: str = ""
    reason: Message | None = None
    due: Message | None = None
    problem: Message | None = None


async def show(visit: Visit) -> Response:
    """Show the first page."""
    return _page(visit)


def _page(visit: Visit, *, error: str = "", status: int = 200) -> Response:
    questions = load_questions(visit.site.roots)
    reasons = {choice.value: choice for choice in questions["reason"].choices}
    return visit.page(
        "start.html",
        status=status,
        cases=[_card(visit, name) for name in visit.site.store.names()[:_SHOWN]],
        reason=questions["reason"],
        common=[reasons[value] for value in _COMMON],
        others=[choice for value, choice in reasons.items() if value not in _COMMON],
        goals=questions["goals"],
        error=error,
    )


def _card(visit: Visit, name: str) -> CaseCard:
    try:
        # The list is about today, whatever day a case was first seen from.
        answers = {k: v for k, v in visit.site.store.load(name).items() if k != "as_of"}
        plan = app.plan(answers, visit.setting)
    except RefundLettersError as error:
        return CaseCard(name, problem=error.message)
    coming = [deadline for deadline in plan.deadlines if deadline.days_left >= 0]
    due = say("%(day)s: %(what)s", day=coming[0].date, what=coming[0].what) if coming else None
    case = plan.facts.case
    reason = choice_label(load_questions(visit.site.roots)["reason"], case.reason)
    return CaseCard(name, plan.facts.service.name, reason, due)


async def create(visit: Visit) -> Response:
    """Begin a case with what happened and what is wanted."""
    form = await read_form(visit.request)
    questions = load_questions(visit.site.roots)
    answers: dict[str, Any] = {}
    if form.text("reason") in _values(questions["reason"].choices):
        answers["reason"] = form.text("reason")
    goals = [goal for goal in form.several("goals") if goal in _values(questions["goals"].choices)]
    if goals:
        answers["goals"] = goals
    if not answers:
        error = visit.speak(say("Please choose what happened, or what you would like."))
        return _page(visit, error=error, status=422)
    offered = profile.offer(answers, visit.site.store.profile())
    name = visit.site.store.create(offered.answers)
    return visit.go(f"/cases/{name}/questions")


def _values(choices: tuple[Choice, ...]) -> set[object]:
    return {choice.value for choice in choices}


async def open_case(visit: Visit) -> Response:
    """Take in a case that was saved as a file."""
    form = await read_form(visit.request)
    if not form.files:
        error = visit.speak(say("Please choose a file first."))
        return _page(visit, error=error, status=422)
    name = visit.site.store.open(form.files[0][1])
    return visit.go(f"/cases/{name}")


async def forget(visit: Visit) -> Response:
    """Delete a case for good, once the person has said so."""
    form = await read_form(visit.request)
    if form.text("sure") == "yes":
        visit.site.store.forget(visit.case)
        visit.site.sittings.forget(visit.case)
        return visit.go("/")
    return visit.go(f"/cases/{visit.case}/answers#forget")


async def choose_language(visit: Visit) -> Response:
    """Show the page in another language from now on."""
    form = await read_form(visit.request)
    chosen = locales.normalize(form.text("language"))
    there = form.text("here")
    # Only a path of ours: nobody is led to another site.
    response = visit.go(there if there.startswith("/") and there[1:2] not in "/\\" else "/")
    response.set_cookie(
        LANGUAGE_COOKIE, chosen, max_age=_YEAR, httponly=True, samesite="strict", path="/"
    )
    return response
