"""Use the page as a browser without JavaScript does: read its forms, fill them in, send them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from refundletters.packs.roots import shipped_roots
from refundletters.web.app import web_app
from refundletters.web.file_store import FileStore
from refundletters.web.site import Site

TODAY = dt.date(2026, 3, 14)
ADDRESS = "http://127.0.0.1:8000"
#: What somebody answers whose charge came after they had canceled, as forms send it.
KNOWN = {
    "country": "US",
    "region": "CA",
    "sender.role": "account_holder",
    "service.id": "netflix",
    "service.biller": "provider",
    "cancellation.status": "yes",
    "cancellation.on": "2026-01-20",
    "cancellation.how": "web",
    "charges.0.date": "2026-02-21",
    "charges.0.amount": "15.49",
    "used_after_charge": "none",
    "request.primary": "full",
    "permission.withdrawn": "yes",
    "permission.on": "2026-01-20",
    "permission.how": "web",
    "sender.full_name": "Sam Example",
    "sender.given_name": "Sam",
    "account.identifier": "sam@example.org",
    "confirmed.facts_true": "true",
    "confirmed.not_refunded": "true",
    "discovered_on": "2026-02-24",
}
_VOID = frozenset({"input", "br", "meta", "link"})


@dataclass
class Control:
    """A field of a form: its kind, its present value, and what may be chosen."""

    kind: str
    value: str = ""
    choices: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)


@dataclass
class Form:
    """A form: where it goes, its fields by name, and its buttons with name and value."""

    action: str
    controls: dict[str, Control] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def filled(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """What a browser sends: what stands in the form, with ``answers`` in its place."""
        sent: dict[str, Any] = {}
        for name, control in self.controls.items():
            if name in answers:
                sent[name] = answers[name]
            elif control.kind in {"radio", "checkbox", "select"}:
                if control.chosen:
                    sent[name] = control.chosen
            else:
                sent[name] = control.value
        return sent


class Page(HTMLParser):
    """The forms, links and words of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.labels: set[str] = set()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self._select: Control | None = None
        self._area: Control | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        if given.get("id"):
            self.ids.append(str(given["id"]))
        match tag:
            case "form":
                self.forms.append(Form(str(given.get("action"))))
            case "a":
                self.links.append(str(given.get("href")))
            case "label" if given.get("for"):
                self.labels.add(str(given["for"]))
            case "input":
                self._input(given)
            case "button" if self.forms and given.get("name"):
                self.forms[-1].buttons.append((str(given["name"]), str(given.get("value"))))
            case "select":
                self._select = Control("select")
                self.forms[-1].controls[str(given["name"])] = self._select
            case "option" if self._select is not None:
                self._select.choices.append(str(given.get("value")))
                if "selected" in given:
                    self._select.chosen = [str(given.get("value"))]
            case "textarea" if given.get("name"):
                self._area = Control("textarea")
                self.forms[-1].controls[str(given["name"])] = self._area

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self._select is not None:
            if not self._select.chosen:
                self._select.chosen = self._select.choices[:1]
            self._select = None
        if tag == "textarea":
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.value += data
        else:
            self.words += f" {data}"

    def _input(self, given: dict[str, str | None]) -> None:
        if not self.forms or not given.get("name"):
            return
        kind = given.get("type") or "text"
        control = self.forms[-1].controls.setdefault(str(given["name"]), Control(kind))
        if kind in {"radio", "checkbox"}:
            control.choices.append(str(given.get("value")))
            if "checked" in given:
                control.chosen.append(str(given.get("value")))
        else:
            control.value = str(given.get("value") or "")

    def form(self, action: str) -> Form:
        """The first form that goes to a path, whatever its query."""
        return next(form for form in self.forms if form.action.partition("?")[0] == action)


class Person:
    """Somebody who uses the page; every request goes through the whole app."""

    def __init__(self, home: Path, *, language: str = "en-US", today: dt.date = TODAY) -> None:
        self.home = home
        site = Site(shipped_roots(), FileStore(home, lambda: "case"), lambda: today, debug=True)
        self.client = TestClient(
            web_app(site),
            base_url=ADDRESS,
            headers={"accept-language": language},
        )
        self.url = ""
        self.status = 0
        self.page = Page("")

    def get(self, path: str) -> Page:
        return self._take(self.client.get(path))

    def post(self, path: str, data: Mapping[str, Any], **files: Any) -> Page:
        return self._take(self.client.post(path, data=dict(data), files=files or None))

    def send(self, action: str, answers: Mapping[str, Any]) -> Page:
        """Fill in and send the form of this page that goes to a path."""
        form = self.page.form(action)
        return self.post(form.action, form.filled(answers))

    def begin(self, reason: str, *goals: str) -> Page:
        self.get("/")
        return self.send("/cases", {"reason": reason, "goals": list(goals)})

    def answer(self, known: Mapping[str, Any], most: int = 40) -> Page:
        """Answer pages of questions from ``known`` until something else comes."""
        for _ in range(most):
            if "/questions" not in self.url:
                return self.page
            form = self.page.form("/cases/case/questions")
            unknown = [name for name in form.controls if name not in known and ":" not in name]
            chosen = {name: known[name] for name in form.controls if name in known}
            # What is not known may be left empty, or said not to be known.
            chosen |= {f"{name}:unknown": "yes" for name in unknown}
            chosen = {name: value for name, value in chosen.items() if name in form.controls}
            self.post(form.action, form.filled(chosen))
            assert self.status == 200, (self.url, self.page.words[-1500:])
        raise AssertionError(self.url)

    def _take(self, response: Any) -> Page:
        self.url = str(response.url).removeprefix(ADDRESS)
        self.status = response.status_code
        is_page = response.headers.get("content-type", "").startswith("text/html")
        self.page = Page(response.text if is_page else "")
        self.response = response
        return self.page
