"""After the questions: assess the case, choose the next message, and deliver it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from refundletters import app
from refundletters.answers import profile, store
from refundletters.answers.journal import PARTIES
from refundletters.answers.keys import get, put
from refundletters.cli.next_steps import how_to_send, tell_what_is_next
from refundletters.cli.talk.conversation import Conversation
from refundletters.cli.talk.drafts import Draft
from refundletters.cli.talk.plain_prompter import Reply
from refundletters.cli.talk.review_screen import still_missing
from refundletters.cli.talk.sent_messages import ask_if_sent, ask_if_unsent
from refundletters.cli.words import file_name
from refundletters.errors import RefundLettersError
from refundletters.facts.types import DocumentStatus, Plan
from refundletters.interview.state import Interview
from refundletters.messages import N_, Message, say
from refundletters.packs.letters import letter_metas

__all__ = ["choose_document", "deliver", "show_where_you_stand"]

_SHOWN_DEADLINES: Final = 3
# Answers that say who somebody is.
_NAMES: Final = ("sender.given_name", "sender.full_name", "sender.address")
_TITLED: Final = N_("%(title)s: %(about)s")


def show_where_you_stand(conversation: Conversation, interview: Interview) -> None:
    """Show how such cases usually go, the nearest deadlines, and what to do first."""
    plan = _plan(conversation, interview)
    conversation.tell_blank()
    conversation.tell(say("Where you stand:"))
    conversation.tell(plan.strength.why)
    coming = [deadline for deadline in plan.deadlines if deadline.days_left >= 0]
    for deadline in coming[:_SHOWN_DEADLINES]:
        conversation.tell_item(say("%(day)s: %(what)s", day=deadline.date, what=deadline.what))
    for step in plan.steps:
        conversation.tell_item(step)


def choose_document(conversation: Conversation, interview: Interview) -> Reply:
    """Let the person choose what to write; the recommended message comes first.

    Returns:
        Id of a document that is offered, or ``Special.BACK``.
    """
    plan = _plan(conversation, interview)
    offered = [entry.id for entry in plan.documents if entry.status == "offered"]
    question = say("Which message would you like?")
    if plan.next_document in offered:
        offered.remove(plan.next_document)
        offered.insert(0, plan.next_document)
        question = say("Which message would you like? The first one fits best now.")
    others = [entry for entry in plan.documents if entry.status != "offered"]
    entries = {id: _titled(conversation, id) for id in offered}
    if others:
        entries[""] = say("Why are other messages not on this list?")
    while True:
        chosen: Reply = conversation.choose(
            question,
            entries,
            back=bool(interview.history),
        )
        if chosen:
            return chosen
        _explain(conversation, others)


def deliver(
    conversation: Conversation, interview: Interview, draft: Draft, document: str
) -> str | None:
    """Offer the finished message in several ways, until the person is done.

    Returns:
        The document to go on with: the same one for another look at its answers, an empty text to
        choose another, or ``None`` at the end.
    """
    written = False
    while True:
        status = next(
            entry for entry in _plan(conversation, interview).documents if entry.id == document
        )
        if status.status != "offered":
            return _instead(conversation, status)
        chosen = conversation.choose(
            say("What would you like to do with it?"),
            _ways(conversation, interview, document, written=written),
        )
        if chosen in ("other", "done"):
            ask = ask_if_sent if written else ask_if_unsent
            ask(conversation, draft.path, document)
        match chosen:
            case "edit":
                return document
            case "other":
                return ""
            case "done":
                conversation.tell(say("Your answers are kept in %(file)s.", file=str(draft.path)))
                tell_what_is_next(draft.path, conversation.context)
                return None
            case "profile":
                _keep_profile(conversation, interview, draft)
            case "sent":
                ask_if_sent(conversation, draft.path, document)
                return ""
            case _ if status.missing:
                # The review that follows offers to answer just these.
                conversation.tell(still_missing(interview, status.missing))
                return document
            case _:
                _write(conversation, interview, document, str(chosen), draft)
                written = True


def _ways(
    conversation: Conversation, interview: Interview, document: str, *, written: bool
) -> dict[str, Message]:
    meta = letter_metas(conversation.context.roots)[document]
    title = Message(meta.title)
    ways = {
        "text": say("Show it here (%(title)s)", title=title),
        "copy": say("Copy it, to paste it elsewhere"),
        "docx": say("Save it as a Word file"),
        "edit": say("Look at the answers again"),
        "other": say("Write another message"),
    }
    if written and meta.audience in PARTIES:
        # What comes next is offered first.
        ways = {"sent": say("Note that it went out"), **ways}
    if _named(interview) and not _has_profile(conversation):
        ways["profile"] = say("Keep your name and address for later cases")
    ways["done"] = say("Finish")
    return ways


def _write(
    conversation: Conversation, interview: Interview, document: str, way: str, draft: Draft
) -> None:
    """Write the message as the command ``write`` would."""
    from refundletters.cli.commands import write
    from refundletters.cli.option_values import WriteOptions

    options = WriteOptions(
        document=document,
        case=str(draft.path),
        no_input=True,
        copy=way == "copy",
        output=str(_free_name(conversation, interview, draft, document)) if way == "docx" else None,
    )
    conversation.tell_blank()
    try:
        meta, composed, facts = write.write_document(conversation.context, options)
        for step in how_to_send(meta, composed, facts):
            conversation.tell_item(step)
    except RefundLettersError as error:
        conversation.complain(error)


def _free_name(
    conversation: Conversation, interview: Interview, draft: Draft, document: str
) -> Path:
    """Return an unused file name: beside the case file, or in the working directory for a draft."""
    context = conversation.context
    inside = draft.path.resolve().is_relative_to(store.home(context.environ).resolve())
    folder = Path() if inside else draft.path.parent
    service = _plan(conversation, interview).facts.service.name
    name = file_name(document, service, ".docx", context)
    path, number = folder / name, 1
    while path.exists():
        number += 1
        path = folder / f"{name.removesuffix('.docx')}-{number}.docx"
    return path


def _instead(conversation: Conversation, status: DocumentStatus) -> str | None:
    """Say why the message cannot be written, and offer what fits better."""
    conversation.tell_blank()
    conversation.tell(status.why)
    entries = {id: _titled(conversation, id) for id in status.instead}
    entries["edit"] = say("Look at the answers again")
    entries["done"] = say("Finish")
    chosen = conversation.choose(say("How would you like to go on?"), entries)
    if chosen == "done":
        return None
    return status.id if chosen == "edit" else str(chosen)


def _explain(conversation: Conversation, others: Sequence[DocumentStatus]) -> None:
    for entry in others:
        title = Message(letter_metas(conversation.context.roots)[entry.id].title)
        conversation.tell_item(say("%(title)s: %(why)s", title=title, why=entry.why))


def _titled(conversation: Conversation, document: str) -> Message:
    meta = letter_metas(conversation.context.roots)[document]
    return Message(_TITLED, {"title": Message(meta.title), "about": Message(meta.about)})


def _plan(conversation: Conversation, interview: Interview) -> Plan:
    return app.plan(interview.answers, conversation.context.setting)


def _named(interview: Interview) -> bool:
    return any(get(interview.answers, key) is not None for key in _NAMES)


def _has_profile(conversation: Conversation) -> bool:
    return bool(profile.load(store.home(conversation.context.environ)))


def _keep_profile(conversation: Conversation, interview: Interview, draft: Draft) -> None:
    kept: dict[str, object] = {}
    for key in profile.KEYS:
        value = get(interview.answers, key)
        if value is not None:
            kept = put(kept, key, value)
    profile.save(draft.folder, kept, base={})
    conversation.tell(say("Saved in %(file)s.", file=str(profile.profile_path(draft.folder))))
