"""Ask only for the answers that one command still needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from refundletters import app
from refundletters.answers import store
from refundletters.answers.keys import get
from refundletters.cli.context import Context
from refundletters.cli.talk.conversation import Conversation
from refundletters.cli.talk.drafts import Draft, new_path
from refundletters.cli.talk.plain_prompter import Prompter
from refundletters.errors import Interrupted
from refundletters.interview import flow
from refundletters.interview.state import Interview
from refundletters.messages import say
from refundletters.packs.questions import find_question, load_questions

__all__ = ["interruptible", "keep_nothing", "run_contact", "run_day_sent", "run_missing"]

_CONTACT: Final = ("party", "channel", "result")
_ABOUT_CONTACT: Final = (
    "reference",
    "answered",
    "amount",
    "due_on",
    "offer.amount",
)


def run_missing(
    context: Context,
    answers: Mapping[str, Any],
    document: str,
    case: str | Path | None,
    *,
    prompter: Prompter,
) -> Mapping[str, Any]:
    """Ask only what a document still needs.

    Args:
        context: Streams, day and language.
        answers: What is known.
        document: Id of the document.
        case: The case file that the new answers are added to; a new draft by default.
        prompter: Who asks.

    Returns:
        The answers with the new ones.

    Raises:
        Interrupted: The person stopped; names the draft.
    """
    folder = store.home(context.environ)
    name = store.name_of_new(context.today)
    draft = Draft(Path(case) if case else new_path(folder, name), folder)
    conversation = Conversation(context, prompter, draft.save_given if case else draft.save)
    again = f"refundletters write {document} --case {draft.path}"
    with interruptible(draft.path, again):
        needs = _missing_questions(context, answers, document)
        interview = flow.start(document, answers, context.setting, needs=needs)
        return conversation.finish(interview, brief=True).answers


def _missing_questions(context: Context, answers: Mapping[str, Any], document: str) -> list[str]:
    """Return questions the document needs besides its own, such as a goal it depends on."""
    facts = app.facts_from(answers, context.setting)
    questions = load_questions(context.roots)
    asked = [
        find_question(questions, key)
        for key in app.status_of(document, facts, context.setting).missing
    ]
    return [question.id for question in asked if question is not None]


def run_contact(
    context: Context,
    answers: Mapping[str, Any],
    position: int,
    *,
    prompter: Prompter,
    day: bool = True,
    result: bool = True,
) -> Mapping[str, Any]:
    """Ask for the missing answers about one contact in the journal.

    Args:
        context: Streams, day and language.
        answers: The case, with the entry begun.
        position: Its place in ``contacts``, from 0.
        prompter: Who asks.
        day: Whether its day is asked; the one it has is offered.
        result: Whether it is asked with whom and how the contact was, and what came of it.

    Returns:
        The answers with the entry completed.

    Raises:
        Interrupted: The person stopped; nothing was noted.
    """
    others = [
        f"contacts.{row}.{name}"
        for row in range(position)
        for name in (*_CONTACT, *_ABOUT_CONTACT, "offer.type", "offer.amount")
    ]
    conversation = Conversation(context, prompter, keep_nothing)
    interview = flow.start(
        "",
        answers,
        context.setting,
        needs=[f"contacts.{name}" for name in _CONTACT] if result else (),
        wants=[f"contacts.{name}" for name in _ABOUT_CONTACT] if result else (),
        passed=others,
    )
    if day:
        interview = replace(interview, focus=f"contacts.{position}.at")
    with interruptible(None):
        return conversation.finish(interview, offer_end=False).answers


def run_day_sent(
    context: Context, answers: Mapping[str, Any], document: str, *, prompter: Prompter
) -> Any:
    """Ask on which day a document went out; today is offered.

    Args:
        context: Streams, day and language.
        answers: The case.
        document: Id of the document.
        prompter: Who asks.

    Returns:
        The day, or the day and time, as the case file holds it.

    Raises:
        Interrupted: The person stopped; nothing was noted.
    """
    today = answers.get("as_of", context.today)
    alone = {"as_of": today, "contacts": [{"at": today, "document": document, "sent": True}]}
    conversation = Conversation(context, prompter, keep_nothing)
    interview = replace(flow.start("", alone, context.setting), focus="contacts.0.at")
    with interruptible(None):
        return get(conversation.finish(interview, offer_end=False).answers, "contacts.0.at")


@contextmanager
def interruptible(kept: Path | None, again: str = "") -> Iterator[None]:
    """Turn Ctrl-C and Ctrl-D into the error that says where the answers are.

    Args:
        kept: The file that the answers are written to, if any.
        again: The command line to go on with, where that is not ``resume``.
    """
    try:
        yield
    except (KeyboardInterrupt, EOFError):
        error = Interrupted(str(kept) if kept is not None and kept.is_file() else "")
        if error.draft and again:
            error.remedy = say("Go on with: %(command)s", command=again)
        raise error from None


def keep_nothing(interview: Interview) -> Interview:
    """Save nothing: the caller keeps the answers."""
    return interview
