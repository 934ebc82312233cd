"""What the app is given by its host, and what one request needs from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from refundletters.answers.keys import Answers
from refundletters.errors import RefundLettersError
from refundletters.i18n import locales
from refundletters.i18n.speech import Speaker, speaker
from refundletters.interview.state import Interview
from refundletters.packs.questions import load_questions
from refundletters.packs.roots import Roots
from refundletters.packs.setting import Setting
from refundletters.render.formats import FormatName
from refundletters.web import languages, pages
from refundletters.web.replies import error_text
from refundletters.web.sittings import Sitting, Sittings
from refundletters.web.stores import CaseStore

__all__ = ["LANGUAGE_COOKIE", "Endpoint", "Site", "Visit"]

LANGUAGE_COOKIE: Final = "refundletters-language"


@dataclass(frozen=True)
class Site:
    """What the app is given by its host.

    Attributes:
        roots: Where templates, catalogues and data lie.
        store: Keeps the cases.
        today: Returns the day; nothing else reads the clock.
        interface: Locale of the page where the browser names none that there is.
        files: Formats of files that can be made here.
        templates: Templates of the host in place of ours, by the name of ours.
        kept_at: Where the page shows what is kept; empty where cases are files of the person's.
        debug: Whether an unexpected error is let through instead of excused.
        sittings: What is remembered between two requests.
    """

    roots: Roots
    store: CaseStore
    today: Callable[[], dt.date]
    interface: str = locales.SOURCE
    files: tuple[FormatName, ...] = ("docx", "eml", "text")
    templates: Mapping[str, str] = field(default_factory=dict)
    kept_at: str = ""
    debug: bool = False
    sittings: Sittings = field(default_factory=Sittings)


class Visit:
    """One request, with the site and the language it is answered in."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.site: Site = request.app.state.site

    @cached_property
    def locale(self) -> str:
        """The locale of the page."""
        return languages.chosen(
            self.site.roots,
            self.request.cookies.get(LANGUAGE_COOKIE, ""),
            self.request.headers.get("accept-language", ""),
            self.site.interface,
        )

    @cached_property
    def setting(self) -> Setting:
        """The setting for the pipeline."""
        return Setting(self.site.roots, self.site.today(), self.locale)

    @cached_property
    def speak(self) -> Speaker:
        """Says messages in the language of the page."""
        return speaker(self.site.roots, self.locale)

    def explain(self, error: RefundLettersError) -> str:
        """Return what is wrong and what helps, in the language of the page."""
        return error_text(error, self.speak, load_questions(self.site.roots))

    @property
    def case(self) -> str:
        """The name of the case that the address names."""
        return str(self.request.path_params["case"])

    @property
    def document(self) -> str:
        """The document that the address names."""
        return str(self.request.path_params["document"])

    def query(self, name: str) -> str:
        """Return a value of the address, or an empty text."""
        return self.request.query_params.get(name, "")

    def answers(self) -> Answers:
        """Return the answers of the case, unchecked."""
        return self.site.store.load(self.case)

    @property
    def sitting(self) -> Sitting:
        """What is remembered about the case."""
        return self.site.sittings.of(self.case)

    def keep(self, sitting: Sitting) -> None:
        """Remember a sitting of the case."""
        self.site.sittings.put(self.case, sitting)

    def change(
        self, begin: Callable[[Answers], Interview], change: Callable[[Interview], Interview]
    ) -> Interview:
        """Change the answers of the case as an interview does, while nobody else can.

        Args:
            begin: Makes the interview of the present answers.
            change: Returns it with the change.

        Raises:
            CaseError: A change is not acceptable; nothing is kept.
            SinkError: It cannot be kept.
        """
        made: list[Interview] = []

        def turn(answers: Mapping[str, Any]) -> Mapping[str, Any]:
            made.append(change(begin(dict(answers))))
            return made[-1].answers

        self.site.store.change(self.case, turn)
        self.keep(self.sitting.after(made[-1]))
        return made[-1]

    def page(self, template: str, *, status: int = 200, **values: Any) -> Response:
        """Return a page."""
        chosen = self.site.templates.get(template, template)
        content = pages.render(chosen, self.speak, self._common() | values)
        return HTMLResponse(content, status)

    def go(self, path: str) -> Response:
        """Send the browser to another page of ours, after something was done."""
        return RedirectResponse(path, 303)

    def _common(self) -> dict[str, Any]:
        query = self.request.url.query
        offered = languages.choices(self.site.roots)
        return {
            "language": self.locale.replace("_", "-"),
            "direction": locales.direction(self.locale),
            "languages": offered,
            "current": languages.shown_as(self.locale, offered),
            "here": self.request.url.path,
            "address": self.request.url.path + (f"?{query}" if query else ""),
            "case": self.request.path_params.get("case", ""),
            "today": self.setting.today,
            "kept_at": self.site.kept_at,
        }


Endpoint = Callable[[Visit], Awaitable[Response]]
