"""The guided interviews: first start, new case, resuming, editing, and the profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from refundletters.answers import profile, store
from refundletters.cli.bank_file import BankFile, open_bank_file
from refundletters.cli.cases.current import case_title
from refundletters.cli.context import Context
from refundletters.cli.talk import next_message
from refundletters.cli.talk.bank_export import pick_charges
from refundletters.cli.talk.both_changed import ask_which
from refundletters.cli.talk.conversation import Conversation
from refundletters.cli.talk.drafts import Draft, last_draft, new_path, save_both
from refundletters.cli.talk.missing_answers import interruptible, keep_nothing
from refundletters.cli.talk.plain_prompter import Prompter, Special
from refundletters.cli.talk.review_screen import edit_answers, run_review
from refundletters.cli.talk.sent_messages import ask_about_unsent
from refundletters.errors import UsageError
from refundletters.interview import flow
from refundletters.interview.state import FRAME, Interview
from refundletters.messages import say
from refundletters.statements.recurring import Recurring

__all__ = [
    "offer_case",
    "run_edit",
    "run_new",
    "run_profile",
    "run_resume",
    "run_start",
]

# Counted with until a message is chosen.
_LIKELY: Final = "chat-opener"


def run_start(context: Context, *, prompter: Prompter) -> int:
    """Greet the user, and offer to start a case or to resume one.

    Args:
        context: Streams, day and language.
        prompter: Who asks.

    Raises:
        Interrupted: The person stopped; names the draft.
    """
    conversation = Conversation(context, prompter, keep_nothing)
    with interruptible(None):
        conversation.tell(
            say(
                "This writes the message you need about a subscription charge: first a few "
                "questions, then the words. It is information, not legal advice."
            )
        )
        draft = last_draft(store.home(context.environ))
        if draft is None:
            return run_new(context, None, prompter=prompter)
        chosen = conversation.choose(
            say("What would you like to do?"),
            {
                "resume": say(
                    "Go on with the last case (%(file)s)", file=case_title(context, draft.path)
                ),
                "new": say("Start a new case"),
                "profile": say("Save your name and address for later cases"),
            },
        )
    if chosen == "profile":
        return run_profile(context, prompter=prompter)
    if chosen == "new":
        return run_new(context, None, prompter=prompter)
    return run_resume(context, draft.path, prompter=prompter)


def run_new(
    context: Context,
    path: Path | None,
    *,
    prompter: Prompter,
    statement: Path | None = None,
) -> int:
    """Start a case, and guide it to a written message.

    Args:
        context: Streams, day and language.
        path: The case file; a new one in the user's folder by default.
        prompter: Who asks.
        statement: A bank's export to pick the charges from.

    Raises:
        UsageError: There is a file at ``path`` already, or ``statement`` cannot be read.
        Interrupted: The person stopped; names the draft.
    """
    folder = store.home(context.environ)
    if path is not None and path.exists():
        raise UsageError(
            say("%(file)s is there already.", file=str(path)),
            say("Go on with it: %(command)s", command=f"refundletters resume {path}"),
        )
    file = None if statement is None else open_bank_file(statement, context)
    draft = Draft(path or new_path(folder, store.name_of_new(context.today)), folder)
    offered = profile.offer({}, profile.load(folder))
    return _lead(Conversation(context, prompter, draft.save), draft, offered.answers, file)


def offer_case(
    context: Context, file: BankFile, recurring: Sequence[Recurring], *, prompter: Prompter
) -> int:
    """Offer to begin a case about one of the subscriptions in a bank's file.

    Args:
        context: Streams, day and language.
        file: The bank's file.
        recurring: What looks like a subscription in it.
        prompter: Who asks.

    Raises:
        Interrupted: The person stopped; names the draft.
    """
    conversation = Conversation(context, prompter, keep_nothing)
    with interruptible(None):
        chosen = conversation.choose(
            say("Start a case about one of these?"),
            {
                **{str(place): one.name for place, one in enumerate(recurring)},
                "": say("No, not now"),
            },
        )
    if chosen == "":
        return 0
    one = recurring[int(chosen)]
    service = {"id": one.service} if one.service else {"name": one.name}
    folder = store.home(context.environ)
    draft = Draft(new_path(folder, store.name_of_new(context.today)), folder)
    offered = profile.offer({"service": service}, profile.load(folder))
    return _lead(Conversation(context, prompter, draft.save), draft, offered.answers, file)


def run_resume(context: Context, path: Path | None, *, prompter: Prompter) -> int:
    """Go on where an interview stopped.

    Args:
        context: Streams, day and language.
        path: The case file; the one worked on last by default.
        prompter: Who asks.

    Raises:
        UsageError: There is nothing to go on with.
        Interrupted: The person stopped; names the draft.
    """
    folder = store.home(context.environ)
    draft = last_draft(folder)
    if path is not None and (draft is None or draft.path != path.resolve()):
        draft = Draft(path, folder)
    if draft is None:
        raise UsageError(
            say("There is no case to go on with."),
            say("Start one with: refundletters new"),
        )
    conversation = Conversation(context, prompter, draft.save)
    with interruptible(draft.path):
        ask_about_unsent(conversation, draft.path)
    return _lead(conversation, draft, draft.load())


def run_edit(
    context: Context,
    path: Path,
    *,
    prompter: Prompter,
    statement: Path | None = None,
) -> int:
    """Show the answers of a case, and let them be changed.

    Args:
        context: Streams, day and language.
        path: The case file.
        prompter: Who asks.
        statement: A bank's export to pick more charges from first.

    Raises:
        NotFound: There is no such file.
        UsageError: ``statement`` cannot be read.
        CaseError: The file is not an acceptable case.
        Interrupted: The person stopped; names the case.
    """
    case = store.CaseFile(path)

    def save(interview: Interview) -> Interview:
        return save_both(case, interview)

    interview = flow.start("", case.load(), context.setting)
    file = None if statement is None else open_bank_file(statement, context)
    conversation = Conversation(context, prompter, save)
    case.decide = ask_which(conversation)
    with interruptible(path, f"refundletters edit {path}"):
        if file is not None:
            interview = pick_charges(conversation, interview, file)
        run_review(conversation, interview)
        conversation.tell(say("Saved in %(file)s.", file=str(path)))
    return 0


def run_profile(context: Context, *, prompter: Prompter) -> int:
    """Ask for the user's name and address, once for all cases; all of it may be skipped.

    Args:
        context: Streams, day and language.
        prompter: Who asks.

    Raises:
        Interrupted: The person stopped; what was answered before is kept.
    """
    folder = store.home(context.environ)
    saved = profile.load(folder)
    rest = {key: saved.pop(key) for key in (profile.INTERFACE,) if key in saved}
    file = store.CaseFile(profile.profile_path(folder))

    def save(interview: Interview) -> Interview:
        file.save(profile.check_profile({**interview.answers, **rest}))
        return interview

    conversation = Conversation(context, prompter, save)
    file.decide = ask_which(conversation)
    interview = flow.start("", saved, context.setting, wants=profile.KEYS)
    with interruptible(profile.profile_path(folder), "refundletters profile"):
        conversation.tell(
            say("What you answer here is offered in every later case. You may skip any.")
        )
        edit_answers(conversation, conversation.finish(interview, offer_end=False))
        conversation.tell(say("Saved in %(file)s.", file=str(profile.profile_path(folder))))
    return 0


def _lead(
    conversation: Conversation,
    draft: Draft,
    answers: Mapping[str, Any],
    file: BankFile | None = None,
) -> int:
    """Guide from the first question to the written message, and on to the next one."""
    draft.file.decide = ask_which(conversation)
    with interruptible(draft.path):
        interview = flow.start(
            "",
            answers,
            conversation.context.setting,
            needs=FRAME,
            passed=draft.passed,
            before=draft.asked,
            likely=_LIKELY,
        )
        document: str | None = draft.document
        while document is not None:
            interview = conversation.finish(interview)
            if file is not None:
                # The service is known now, so its entries can come first.
                interview = pick_charges(conversation, interview, file)
                file = None
            if not document:
                next_message.show_where_you_stand(conversation, interview)
                chosen = next_message.choose_document(conversation, interview)
                if chosen is Special.BACK:
                    interview = flow.back(interview)
                    continue
                document = str(chosen)
            interview, is_ready = _ask_for(conversation, interview, document)
            if not is_ready:
                document = ""
                continue
            interview = conversation.keep(interview)
            document = next_message.deliver(conversation, interview, draft, document)
            # A document that was kept is noted in the journal of the case file.
            interview = flow.ask_again(replace(interview, answers=draft.load()))
    return 0


def _ask_for(
    conversation: Conversation, interview: Interview, document: str
) -> tuple[Interview, bool]:
    """Ask what a message needs, and show the answers until they are right.

    Returns:
        The interview, and whether the message may be written; not so where the person went back to
        the choice of message.
    """
    interview = flow.prepare(interview, document)
    while True:
        interview = conversation.finish(interview)
        if interview.meta is None:
            return interview, False
        reviewed = run_review(conversation, interview)
        if reviewed is not None:
            return reviewed, True
        interview = flow.back(interview)
