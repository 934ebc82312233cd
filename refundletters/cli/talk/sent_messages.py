"""Ask whether a message that was written went out, on what day and how; then it is a contact."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from refundletters.answers import journal, store
from refundletters.answers.keys import get
from refundletters.cli.talk.conversation import Conversation
from refundletters.cli.talk.missing_answers import keep_nothing
from refundletters.errors import NotFound, RefundLettersError
from refundletters.interview import flow
from refundletters.messages import Message, say
from refundletters.packs.letters import LetterMeta, letter_meta

__all__ = ["ask_about_unsent", "ask_if_unsent", "note_sent"]

_WHEN_AND_HOW = ("contacts.at", "contacts.channel")


def ask_about_unsent(talk: Conversation, path: Path) -> None:
    """Ask about every message of a case that was written and not sent yet, as far as is known."""
    contacts = store.load(path).get("contacts", ())
    for document in dict.fromkeys(
        contacts[position]["document"] for position in journal.unsent(contacts)
    ):
        ask_if_unsent(talk, path, document)


def ask_if_unsent(talk: Conversation, path: Path, document: str) -> None:
    """Ask whether a message went out, if it is noted as written and not sent."""
    if not journal.unsent(store.load(path).get("contacts", ()), document):
        return
    try:
        meta = letter_meta(talk.context.roots, document)
    except NotFound:  # of a pack that is no longer installed
        return
    sent = talk.choose(
        say("Did this message go out (%(title)s)?", title=Message(meta.title)),
        {False: say("Not yet"), True: say("Yes, I sent it")},
    )
    if sent:
        _note(talk, path, meta)


def note_sent(talk: Conversation, path: Path, document: str) -> None:
    """Ask when and how a message went out, and note it."""
    _note(talk, path, letter_meta(talk.context.roots, document))


def _note(talk: Conversation, path: Path, meta: LetterMeta) -> None:
    party = journal.PARTIES.get(meta.audience)
    if party is None:
        return
    when = _when_and_how(talk, path, meta.id)
    try:
        store.change_contacts(
            path,
            lambda contacts: journal.mark_sent(
                contacts,
                meta.id,
                at=when.get("at") or talk.context.today,
                channel=when.get("channel"),
                party=party,
            ),
        )
    except RefundLettersError as error:
        talk.complain(error)
        return
    talk.tell(say("Noted. The next steps count from that day."))


def _when_and_how(talk: Conversation, path: Path, document: str) -> dict[str, Any]:
    """Ask the two questions of the journal for one entry that stands alone."""
    answers: dict[str, Any] = {"contacts": [{"document": document, "sent": True}]}
    as_of = store.load(path).get("as_of")
    if as_of is not None:
        answers["as_of"] = as_of
    asking = Conversation(talk.context, talk.prompter, keep_nothing)
    interview = flow.start("", answers, talk.context.setting, needs=_WHEN_AND_HOW)
    done = asking.finish(interview, offer_end=False)
    found: dict[str, Any] = get(done.answers, "contacts.0")
    return found
