"""The page as an ASGI application: its addresses, and what happens when something is wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from refundletters.answers.forbidden.redact import forbidden
from refundletters.errors import NotFound, RefundLettersError, SinkError, TemplateError
from refundletters.messages import Message, say
from refundletters.web.endpoints import files, letters, overview, questions, start
from refundletters.web.pages import ASSETS, asset, asset_address
from refundletters.web.security import Bounded, Protected
from refundletters.web.site import Endpoint, Site, Visit

__all__ = ["web_app"]


def _of_uploads(name: str) -> Endpoint:
    """Return an endpoint whose module reads bank files: it is imported by who brings one."""

    async def answer(visit: Visit) -> Response:
        from refundletters.web.endpoints import uploads

        endpoint: Endpoint = getattr(uploads, name)
        return await endpoint(visit)

    return answer


_CASE: Final = "/cases/{case}"
_LETTER: Final = "/cases/{case}/letters/{document}"
_YEAR: Final = 365 * 24 * 60 * 60
_SHOWN: Final[tuple[tuple[str, Endpoint], ...]] = (
    ("/", start.show),
    (_CASE, overview.show),
    (f"{_CASE}/questions", questions.show),
    (f"{_CASE}/answers", overview.show_answers),
    (f"{_CASE}/statement", _of_uploads("show_statement")),
    (f"{_CASE}/evidence", _of_uploads("show_evidence")),
    (f"{_CASE}/reminders", files.remind),
    (f"{_CASE}/file", files.case_file),
    (_LETTER, letters.show),
    (f"{_LETTER}/compare", letters.compare),
    (f"{_LETTER}/paper", files.on_paper),
)
_DONE: Final[tuple[tuple[str, Endpoint], ...]] = (
    ("/cases", start.create),
    ("/open", start.open_case),
    ("/language", start.choose_language),
    (f"{_CASE}/questions", questions.send),
    (f"{_CASE}/accept", questions.accept),
    (f"{_CASE}/understand", questions.understand),
    (f"{_CASE}/entries", overview.change_entries),
    (f"{_CASE}/statement", _of_uploads("take_statement")),
    (f"{_CASE}/charges", _of_uploads("pick")),
    (f"{_CASE}/evidence", _of_uploads("add_evidence")),
    (f"{_CASE}/forget", start.forget),
    (_LETTER, letters.change),
    (f"{_LETTER}/file", files.download),
    (f"{_LETTER}/bundle", files.bundle),
    (f"{_LETTER}/copied", files.note_copied),
    (f"{_LETTER}/sent", files.sent),
)


def web_app(
    site: Site,
    *,
    more: Sequence[tuple[str, str, Endpoint]] = (),
    guard: Callable[[ASGIApp], ASGIApp] | None = None,
) -> ASGIApp:
    """Return the page for one host.

    Args:
        site: Where cases are kept, where data lies, and which day it is.
        more: Methods, addresses and endpoints of the host's own.
        guard: Wraps the app in what decides who is answered; what it refuses has the headers and
            the bounds of every other response.
    """
    routes = [Route("/assets/{version}/{name}", _asset), Route("/favicon.ico", _icon)]
    addresses = [*(("GET", *one) for one in _SHOWN), *(("POST", *one) for one in _DONE), *more]
    routes += [
        Route(path, _handler(endpoint), methods=[method]) for method, path, endpoint in addresses
    ]
    app = Starlette(routes=routes, exception_handlers={HTTPException: _refused})
    app.state.site = site
    return Protected(Bounded(app if guard is None else guard(app)))


def _handler(endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
    async def handle(request: Request) -> Response:
        visit = Visit(request)
        try:
            return await endpoint(visit)
        except RefundLettersError as error:
            return _explained(visit, error)
        except Exception as error:
            # No traceback reaches anybody; its text may hold answers, so only its kind is named.
            if visit.site.debug:
                raise
            kind = type(error).__name__
            what = say("Sorry, something went wrong that is not your fault (%(kind)s).", kind=kind)
            return visit.page("error.html", status=500, what=what)

    return handle


def _explained(visit: Visit, error: RefundLettersError) -> Response:
    status = 404 if isinstance(error, NotFound) else 422
    if isinstance(error, SinkError | TemplateError):
        status = 500
    error.message = _without_secrets(error.message)
    # A case that is not there has no pages to lead to.
    gone = {"case": ""} if isinstance(error, NotFound) else {}
    return visit.page("error.html", status=status, what=visit.explain(error), **gone)


def _without_secrets(message: Message) -> Message:
    """Return a message in which card numbers and other secrets are left out."""
    fields = {
        name: "…" if isinstance(value, str) and forbidden(value) else value
        for name, value in message.fields.items()
    }
    return Message(message.msgid, fields, message.plural, message.count)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    what = say("There is no such page.")
    if error.status_code == 405:
        what = say("This page cannot be used like that.")
    return Visit(request).page("error.html", status=error.status_code, what=what)


async def _asset(request: Request) -> Response:
    name = str(request.path_params["name"])
    if name not in ASSETS:
        raise HTTPException(404)
    kept = request.url.path == asset_address(name)
    headers = {"cache-control": f"max-age={_YEAR}, immutable"} if kept else {}
    return Response(asset(name), media_type=ASSETS[name], headers=headers)


async def _icon(request: Request) -> Response:
    del request  # the same for everybody
    return Response(asset("icon.svg"), media_type=ASSETS["icon.svg"])
