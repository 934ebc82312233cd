"""Take a message or a case along: as a file, on paper, in the calendar."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from starlette.responses import HTMLResponse, Response

from refundletters import app
from refundletters.answers import journal
from refundletters.answers.parsing.answer import parse_answer
from refundletters.errors import NotFound, UsageError
from refundletters.facts.plan.reminders import reminders
from refundletters.facts.types import Plan
from refundletters.letters.template_words import lists_enclosures
from refundletters.letters.wording import Wording
from refundletters.messages import Message, say
from refundletters.model.closed_words import TextChannel
from refundletters.model.document import Document
from refundletters.packs.letters import LetterMeta, letter_meta, letter_metas
from refundletters.patterns import lazy_pattern
from refundletters.render import Attachment, Output, Rendered, ics
from refundletters.render.formats import FormatName
from refundletters.sink.files import safe_name
from refundletters.web.endpoints.letters import Composed, composed
from refundletters.web.forms import read_form
from refundletters.web.security import policy_with_style
from refundletters.web.site import Visit

__all__ = ["bundle", "case_file", "download", "note_copied", "on_paper", "remind", "sent"]

_STYLE: Final = lazy_pattern(r"<style>(.*?)</style>", re.DOTALL)
_SUMMARY: Final = "case-summary"
_WRITTEN: Final[tuple[TextChannel, ...]] = ("letter", "email", "form")
_TOML: Final = "application/toml"


def _attached(rendered: Rendered, title: str) -> Response:
    """Return a file that the browser saves."""
    name = safe_name(title, rendered.suffix)
    plain = name.encode("ascii", "ignore").decode().replace('"', "").replace("\\", "")
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    headers = {"content-disposition": disposition}
    return Response(rendered.content, media_type=rendered.media_type, headers=headers)


async def download(visit: Visit) -> Response:
    """Send a message as a file, and note that it was written."""
    form = await read_form(visit.request)
    wanted = form.text("format")
    format = next((name for name in visit.site.files if name == wanted), None)
    if format is None:
        raise NotFound(
            say("Such a file cannot be made here."), say("Choose another kind."), name=wanted
        )
    made = composed(visit)
    rendered = app.render(made.document, _output(visit, made, format))
    _note_written(visit, made)
    return _attached(rendered, made.document.title)


def _output(visit: Visit, made: Composed, format: FormatName) -> Output:
    if format != "eml" or not lists_enclosures(made.meta, made.document.kind):
        return Output(format)
    return Output(format, attachments=_attachments(visit, made))


def _attachments(visit: Visit, made: Composed) -> tuple[Attachment, ...]:
    """Return the evidence that goes with an e-mail."""
    if not any(item.file for item in made.facts.case.evidence):
        return ()
    return visit.site.store.attachments(visit.case, made.facts.case)


def _note_written(visit: Visit, made: Composed) -> None:
    """Note that a message was written; it is a contact once it is told that it went out."""
    entry = journal.entry(
        made.meta.id,
        audience=made.meta.audience,
        channel=made.document.channel,
        at=made.facts.as_of,
    )
    if entry is None:
        return

    def note(answers: Mapping[str, Any]) -> Mapping[str, Any]:
        contacts = answers.get("contacts", ())
        return {**answers, "contacts": journal.note_written(contacts, entry)}

    visit.site.store.change(visit.case, note)


async def note_copied(visit: Visit) -> Response:
    """Note that a message was copied, to be pasted elsewhere."""
    _note_written(visit, composed(visit))
    return Response(status_code=204)


async def on_paper(visit: Visit) -> Response:
    """Show a message as it is printed; the browser's own dialogue makes a PDF of it."""
    made = composed(visit)
    page = app.render(made.document, Output("html")).content.decode("utf-8")
    style = _STYLE.search(page)
    policy = policy_with_style(style.group(1) if style else "")
    return HTMLResponse(page, headers={"content-security-policy": policy})


async def sent(visit: Visit) -> Response:
    """Note that a message went out, on what day and how."""
    form = await read_form(visit.request)
    meta = letter_meta(visit.site.roots, visit.document)
    party = journal.PARTIES.get(meta.audience)
    if party is None:
        raise UsageError(
            say("This document is for yourself, so it is not sent."),
            say("Choose one that goes to somebody else."),
        )
    today = visit.setting.today
    day = form.text("on").strip()
    at = parse_answer("contacts.0.at", day, visit.locale, as_of=today) if day else today
    way = parse_answer("contacts.0.channel", form.text("by"), "en_US") if form.text("by") else None

    def note(answers: Mapping[str, Any]) -> Mapping[str, Any]:
        contacts = answers.get("contacts", ())
        marked = journal.mark_sent(contacts, meta.id, at=at, channel=way, party=party)
        changed = {**answers, "contacts": marked}
        app.facts_from(changed, visit.setting)
        return changed

    visit.site.store.change(visit.case, note)
    return visit.go(f"/cases/{visit.case}?noted=1")


async def remind(visit: Visit) -> Response:
    """Send the days of a case as a calendar file."""
    plan = app.plan(visit.answers(), visit.setting)
    events = _events(plan, visit)
    if not events:
        raise UsageError(
            say("There is no day to remember in this case now."),
            say("Come back once something has happened."),
        )
    name = plan.facts.service.name or visit.case
    calendar = ics.Calendar(
        # The identity tells two cases about one service apart.
        key=visit.site.store.identity(visit.case),
        name=name,
        locale=visit.locale,
        as_of=plan.facts.as_of,
        events=events,
    )
    return _attached(ics.render(calendar), name)


def _events(plan: Plan, visit: Visit) -> tuple[ics.CalendarEvent, ...]:
    found = [
        ics.CalendarEvent(
            one.id,
            one.day,
            _titled(one.what, plan, visit),
            alarms=(0, one.early) if one.early else (0,),
        )
        for one in reminders(plan)
    ]
    if plan.next_document is not None and plan.next_on is not None:
        meta = letter_metas(visit.site.roots)[plan.next_document]
        what = say("Write next: %(document)s.", document=Message(meta.title))
        day = max(plan.next_on, plan.facts.as_of)
        found.append(ics.CalendarEvent("next-document", day, _titled(what, plan, visit)))
    return tuple(found)


def _titled(what: Message, plan: Plan, visit: Visit) -> str:
    """Return a sentence with the service in front: a calendar has entries about many things."""
    name = plan.facts.service.name
    return visit.speak(say("%(service)s: %(what)s", service=name, what=what) if name else what)


async def bundle(visit: Visit) -> Response:
    """Send a message with the summary of the case and its evidence as one archive."""
    from refundletters.bundle.zip_bundle import zip_bundle

    made = composed(visit)
    evidence = visit.site.store.evidence(visit.case, made.facts.case)
    summary = _on_paper_kind(visit, letter_meta(visit.site.roots, _SUMMARY), made)
    letters = [] if made.meta.id == _SUMMARY else [_on_paper_kind(visit, made.meta, made)]
    made_bundle = zip_bundle(letters, summary, evidence)
    _note_written(visit, made)
    return _attached(made_bundle.rendered, made.document.title)


def _on_paper_kind(visit: Visit, meta: LetterMeta, made: Composed) -> Document:
    channel = next((kind for kind in _WRITTEN if kind in meta.kinds), None)
    wording = Wording(meta.id, made.wording.locale, channel)
    return app.compose_for(wording, made.facts, visit.setting)


async def case_file(visit: Visit) -> Response:
    """Send the case as the file that every entry point reads."""
    content = visit.site.store.source(visit.case)
    return _attached(Rendered(content, _TOML, ".toml"), visit.case)
