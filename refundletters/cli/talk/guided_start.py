"""The guided ways: the first start, a new case, going on, changing answers, the profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from refundletters.answers import profile, store
from refundletters.cli.bank_file import BankFile, open_bank_file
from refundletters.cli.context import Context
from refundletters.cli.talk import next_message
from refundletters.cli.talk.bank_export import pick_charges
from refundletters.cli.talk.conversation import Conversation
from refundletters.cli.talk.drafts import Draft, last_draft, new_path
from refundletters.cli.talk.missing_answers import interruptible, keep_nothing, open_talk
from refundletters.cli.talk.plain_prompter import Prompter, Special
from refundletters.cli.talk.review_screen import edit_answers, run_review
from refundletters.errors import UsageError
from refundletters.interview import flow
from refundletters.interview.state import Interview
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

# Enough to say where somebody stands and which message comes next.
_FRAME: Final = ("goals", "country", "service", "reason", "cancellation.status")


def run_start(context: Context, *, plain: bool = False, prompter: Prompter | None = None) -> int:
    """Greet, and offer to begin or to go on.

    Args:
        context: Streams, day and language.
        plain: Whether plain lines are asked for.
        prompter: Who asks; the one that fits the terminal by default.

    Raises:
        Interrupted: The person stopped; names the draft.
    """
    talk = open_talk(context, prompter, keep_nothing, plain=plain)
    with interruptible(None):
        talk.tell(
            say(
                "This writes the message you need about a subscription charge: first a few "
                "questions, then the words. It is information, not legal advice."
            )
        )
        draft = last_draft(store.home(context.environ))
        if draft is None:
            return run_new(context, None, plain=plain, prompter=talk.prompter)
        chosen = talk.choose(
            say("What would you like to do?"),
            {
                "resume": say("Go on with the last case (%(file)s)", file=draft.path.name),
                "new": say("Start a new case"),
                "profile": say("Save your name and address for later cases"),
            },
        )
    if chosen == "profile":
        return run_profile(context, plain=plain, prompter=talk.prompter)
    if chosen == "new":
        return run_new(context, None, plain=plain, prompter=talk.prompter)
    return run_resume(context, draft.path, plain=plain, prompter=talk.prompter)


def run_new(
    context: Context,
    path: Path | None,
    *,
    plain: bool = False,
    prompter: Prompter | None = None,
    statement: Path | None = None,
) -> int:
    """Begin a case, and lead it to a written message.

    Args:
        context: Streams, day and language.
        path: The case file; a new one in the user's folder by default.
        plain: Whether plain lines are asked for.
        prompter: Who asks; the one that fits the terminal by default.
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
    draft = Draft(path or new_path(folder, f"case-{context.today.isoformat()}"), folder)
    offered = profile.offer({}, profile.load(folder))
    return _lead(
        open_talk(context, prompter, draft.save, plain=plain), draft, offered.answers, file
    )


def offer_case(
    context: Context,
    file: BankFile,
    recurring: Sequence[Recurring],
    prompter: Prompter | None = None,
) -> int:
    """Offer to begin a case about one of the subscriptions in a bank's file.

    Args:
        context: Streams, day and language.
        file: The bank's file.
        recurring: What looks like a subscription in it.
        prompter: Who asks; the one that fits the terminal by default.

    Raises:
        Interrupted: The person stopped; names the draft.
    """
    talk = open_talk(context, prompter, keep_nothing)
    with interruptible(None):
        chosen = talk.choose(
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
    draft = Draft(new_path(folder, f"case-{context.today.isoformat()}"), folder)
    offered = profile.offer({"service": service}, profile.load(folder))
    return _lead(open_talk(context, talk.prompter, draft.save), draft, offered.answers, file)


def run_resume(
    context: Context, path: Path | None, *, plain: bool = False, prompter: Prompter | None = None
) -> int:
    """Go on where an interview stopped.

    Args:
        context: Streams, day and language.
        path: The case file; the one worked on last by default.
        plain: Whether plain lines are asked for.
        prompter: Who asks; the one that fits the terminal by default.

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
    return _lead(
        open_talk(context, prompter, draft.save, plain=plain), draft, store.load(draft.path)
    )


def run_edit(
    context: Context,
    path: Path,
    *,
    plain: bool = False,
    prompter: Prompter | None = None,
    statement: Path | None = None,
) -> int:
    """Show the answers of a case, and let them be changed.

    Args:
        context: Streams, day and language.
        path: The case file.
        plain: Whether plain lines are asked for.
        prompter: Who asks; the one that fits the terminal by default.
        statement: A bank's export to pick more charges from first.

    Raises:
        NotFound: There is no such file.
        UsageError: ``statement`` cannot be read.
        CaseError: The file is not an acceptable case.
        Interrupted: The person stopped; names the case.
    """

    def save(interview: Interview) -> None:
        store.save(path, interview.answers)

    interview = flow.start("", store.load(path), context.setting)
    file = None if statement is None else open_bank_file(statement, context)
    talk = open_talk(context, prompter, save, plain=plain)
    with interruptible(path, f"refundletters edit {path}"):
        if file is not None:
            interview = pick_charges(talk, interview, file)
        run_review(talk, interview)
        talk.tell(say("Saved in %(file)s.", file=str(path)))
    return 0


def run_profile(context: Context, *, plain: bool = False, prompter: Prompter | None = None) -> int:
    """Ask who the person is, once for all cases; everything may be skipped.

    Args:
        context: Streams, day and language.
        plain: Whether plain lines are asked for.
        prompter: Who asks; the one that fits the terminal by default.

    Raises:
        Interrupted: The person stopped; what was answered before is kept.
    """
    folder = store.home(context.environ)
    saved = profile.load(folder)
    rest = {key: saved.pop(key) for key in (profile.INTERFACE,) if key in saved}

    def save(interview: Interview) -> None:
        profile.save(folder, {**interview.answers, **rest})

    talk = open_talk(context, prompter, save, plain=plain)
    interview = flow.start("", saved, context.setting, wants=profile.KEYS)
    with interruptible(profile.profile_path(folder), "refundletters profile"):
        talk.tell(say("What you answer here is offered in every later case. You may skip any."))
        edit_answers(talk, talk.finish(interview, offer_end=False))
        talk.tell(say("Saved in %(file)s.", file=str(profile.profile_path(folder))))
    return 0


def _lead(
    talk: Conversation, draft: Draft, answers: Mapping[str, Any], file: BankFile | None = None
) -> int:
    """Lead from the first question to the written message, and to the next one."""
    with interruptible(draft.path):
        interview = flow.start("", answers, talk.context.setting, needs=_FRAME, passed=draft.passed)
        document: str | None = draft.document
        while document is not None:
            interview = talk.finish(interview)
            if file is not None:
                # The service is known now, so its entries can come first.
                interview = pick_charges(talk, interview, file)
                file = None
            if not document:
                next_message.show_where_you_stand(talk, interview)
                chosen = next_message.choose_document(talk, interview)
                if chosen is Special.BACK:
                    interview = flow.back(interview)
                    continue
                document = str(chosen)
            interview = talk.finish(flow.prepare(interview, document))
            interview = run_review(talk, interview)
            talk.save(interview)
            document = next_message.deliver(talk, interview, draft, document)
            # A document that was kept is noted in the journal of the case file.
            interview = flow.ask_again(replace(interview, answers=store.load(draft.path)))
    return 0
