"""After the questions: where somebody stands, which message comes next, and what to do with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from refundletters import app
from refundletters.answers import profile, store
from refundletters.answers.keys import get, put
from refundletters.cli.talk.conversation import Conversation
from refundletters.cli.talk.drafts import Draft
from refundletters.cli.talk.plain_prompter import Reply
from refundletters.cli.talk.review_screen import still_missing
from refundletters.errors import RefundLettersError
from refundletters.facts.types import DocumentStatus, Plan
from refundletters.interview.state import Interview
from refundletters.messages import N_, Message, say
from refundletters.packs.letters import letter_metas

__all__ = ["choose_document", "deliver", "show_where_you_stand"]

_SHOWN_DEADLINES: Final = 3
_TITLED: Final = N_("%(title)s: %(about)s")


def show_where_you_stand(talk: Conversation, interview: Interview) -> None:
    """Show how such a case usually goes, the nearest last days, and what to do first."""
    plan = _plan(talk, interview)
    talk.tell_blank()
    talk.tell(say("Where you stand:"))
    talk.tell(plan.strength.why)
    coming = [deadline for deadline in plan.deadlines if deadline.days_left >= 0]
    for deadline in coming[:_SHOWN_DEADLINES]:
        talk.tell_item(say("%(day)s: %(what)s", day=deadline.date, what=deadline.what))
    for step in plan.steps:
        talk.tell_item(step)


def choose_document(talk: Conversation, interview: Interview) -> Reply:
    """Let the person choose what to write; the recommended message comes first.

    Returns:
        Id of a document that is offered, or ``Special.BACK``.
    """
    plan = _plan(talk, interview)
    offered = [entry.id for entry in plan.documents if entry.status == "offered"]
    question = say("Which message would you like?")
    if plan.next_document in offered:
        offered.remove(plan.next_document)
        offered.insert(0, plan.next_document)
        question = say("Which message would you like? The first one fits best now.")
    others = [entry for entry in plan.documents if entry.status != "offered"]
    entries = {id: _titled(talk, id) for id in offered}
    if others:
        entries[""] = say("Why are other messages not on this list?")
    while True:
        chosen: Reply = talk.choose(
            question,
            entries,
            back=bool(interview.history),
        )
        if chosen:
            return chosen
        _explain(talk, others)


def deliver(talk: Conversation, interview: Interview, draft: Draft, document: str) -> str | None:
    """Offer the finished message in several ways, until the person is done.

    Returns:
        The document to go on with: the same one for another look at its answers, an empty text to
        choose another, or ``None`` at the end.
    """
    while True:
        status = next(entry for entry in _plan(talk, interview).documents if entry.id == document)
        if status.status != "offered":
            return _instead(talk, status)
        chosen = talk.choose(
            say("What would you like to do with it?"), _ways(talk, interview, document)
        )
        match chosen:
            case "edit":
                return document
            case "other":
                return ""
            case "done":
                talk.tell(say("Your answers are kept in %(file)s.", file=str(draft.path)))
                return None
            case "profile":
                _keep_profile(talk, interview, draft)
            case _ if status.missing:
                # The review that follows offers to answer just these.
                talk.tell(still_missing(interview, status.missing))
                return document
            case _:
                _write(talk, document, str(chosen), draft)


def _ways(talk: Conversation, interview: Interview, document: str) -> dict[str, Message]:
    title = Message(letter_metas(talk.context.roots)[document].title)
    ways = {
        "text": say("Show it here (%(title)s)", title=title),
        "copy": say("Copy it, to paste it elsewhere"),
        "docx": say("Save it as a Word file"),
        "edit": say("Look at the answers again"),
        "other": say("Write another message"),
    }
    if get(interview.answers, "sender") and not _has_profile(talk):
        ways["profile"] = say("Keep your name and address for later cases")
    ways["done"] = say("Finish")
    return ways


def _write(talk: Conversation, document: str, way: str, draft: Draft) -> None:
    """Write the message as the command ``write`` would."""
    from refundletters.cli.commands import write
    from refundletters.cli.options import WriteOptions

    options = WriteOptions(
        document=document,
        case=str(draft.path),
        no_input=True,
        copy=way == "copy",
        output=str(_free_name(talk, draft, document)) if way == "docx" else None,
    )
    talk.tell_blank()
    try:
        write.run(talk.context, options)
    except RefundLettersError as error:
        talk.complain(error)


def _free_name(talk: Conversation, draft: Draft, document: str) -> Path:
    """Return a name that no file has: beside a case of one's own, else where one works."""
    inside = draft.path.resolve().is_relative_to(store.home(talk.context.environ).resolve())
    folder = Path() if inside else draft.path.parent
    path, number = folder / f"{document}.docx", 1
    while path.exists():
        number += 1
        path = folder / f"{document}-{number}.docx"
    return path


def _instead(talk: Conversation, status: DocumentStatus) -> str | None:
    """Say why the message cannot be written, and offer what fits better."""
    talk.tell_blank()
    talk.tell(status.why)
    entries = {id: _titled(talk, id) for id in status.instead}
    entries["edit"] = say("Look at the answers again")
    entries["done"] = say("Finish")
    chosen = talk.choose(say("How would you like to go on?"), entries)
    if chosen == "done":
        return None
    return status.id if chosen == "edit" else str(chosen)


def _explain(talk: Conversation, others: Sequence[DocumentStatus]) -> None:
    for entry in others:
        title = Message(letter_metas(talk.context.roots)[entry.id].title)
        talk.tell_item(say("%(title)s: %(why)s", title=title, why=entry.why))


def _titled(talk: Conversation, document: str) -> Message:
    meta = letter_metas(talk.context.roots)[document]
    return Message(_TITLED, {"title": Message(meta.title), "about": Message(meta.about)})


def _plan(talk: Conversation, interview: Interview) -> Plan:
    return app.plan(interview.answers, talk.context.setting)


def _has_profile(talk: Conversation) -> bool:
    return bool(profile.load(store.home(talk.context.environ)))


def _keep_profile(talk: Conversation, interview: Interview, draft: Draft) -> None:
    kept: dict[str, object] = {}
    for key in profile.KEYS:
        value = get(interview.answers, key)
        if value is not None:
            kept = put(kept, key, value)
    profile.save(draft.folder, kept)
    talk.tell(say("Saved in %(file)s.", file=str(profile.profile_path(draft.folder))))
