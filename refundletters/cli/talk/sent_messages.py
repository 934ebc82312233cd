"""Ask whether a message that was written went out, on what day and how; then it is a contact."""

from __future__ import annotations

from collections.abc import Mapping
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
from refundletters.packs.questions import find_question, load_questions

__all__ = ["ask_about_unsent", "ask_if_sent", "ask_if_unsent"]

# How a message of a kind usually goes out, where the channel has another name.
_USUAL = {"script": "phone"}
_WHEN_AND_HOW = ("contacts.channel", "contacts.at")


def ask_about_unsent(talk: Conversation, path: Path) -> None:
    """Ask about every message of a case that was written and not sent yet, as far as is known."""
    contacts = store.load(path).get("contacts", ())
    for document in dict.fromkeys(
        contacts[position]["document"] for position in journal.unsent(contacts)
    ):
        ask_if_unsent(talk, path, document)


def ask_if_unsent(talk: Conversation, path: Path, document: str) -> None:
    """Ask whether a message went out, if it is noted as written and not sent."""
    if journal.unsent(store.load(path).get("contacts", ()), document):
        ask_if_sent(talk, path, document)


def ask_if_sent(talk: Conversation, path: Path, document: str) -> None:
    """Ask whether a message that was shown or written went out; its day and way are noted."""
    try:
        meta = letter_meta(talk.context.roots, document)
    except NotFound:  # of a pack that is no longer installed
        return
    if meta.audience not in journal.PARTIES:
        return
    channel = find_question(load_questions(talk.context.roots), "contacts.channel")
    labels = {} if channel is None else {c.value: c.label for c in channel.choices}
    usual = _USUAL.get(meta.kinds[0], meta.kinds[0])
    entries: dict[str, Message] = {"": say("Not yet")}
    if usual in labels:
        entries["today"] = say("Yes, today: %(how)s", how=Message(labels[usual]))
    entries["other"] = say("Yes, on another day or in another way")
    sent = talk.choose(
        say("Did this message go out (%(title)s)?", title=Message(meta.title)), entries
    )
    if sent == "today":
        _note(talk, path, meta, {"at": talk.context.today, "channel": usual})
    elif sent:
        _note(talk, path, meta, _when_and_how(talk, path, meta.id))


def _note(talk: Conversation, path: Path, meta: LetterMeta, when: Mapping[str, Any]) -> None:
    try:
        store.change_contacts(
            path,
            lambda contacts: journal.mark_sent(
                contacts,
                meta.id,
                at=when.get("at") or talk.context.today,
                channel=when.get("channel"),
                party=journal.PARTIES[meta.audience],
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
