"""The commands that ask questions; :mod:`refundletters.cli.talk.guided_start` runs them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from refundletters.cli.cases.current import current_case, find_case, needed_case
from refundletters.cli.context import Context
from refundletters.cli.option_values import EditOptions, NewOptions, ProfileOptions, ResumeOptions
from refundletters.errors import UsageError
from refundletters.messages import say

if TYPE_CHECKING:
    from refundletters.cli.talk.plain_prompter import Prompter

__all__ = ["edit", "new", "profile", "resume", "start"]

# The conversation is imported only once it is clear that somebody can answer.


def start(context: Context, *, plain: bool) -> int:
    """Run without a command on a terminal."""
    from refundletters.cli.talk import guided_start

    return guided_start.run_start(context, prompter=_prompter(context, plain=plain))


def new(context: Context, options: NewOptions) -> int:
    """Start a case."""
    prompter = _prompter(context, plain=options.plain)
    from refundletters.cli.talk import guided_start

    path = Path(options.output) if options.output else None
    statement = _statement(options)
    return guided_start.run_new(context, path, prompter=prompter, statement=statement)


def resume(context: Context, options: ResumeOptions) -> int:
    """Go on with a draft."""
    prompter = _prompter(context, plain=options.plain)
    from refundletters.cli.talk import guided_start

    path = find_case(context, options.case) if options.case else current_case(context)
    return guided_start.run_resume(context, path, prompter=prompter)


def edit(context: Context, options: EditOptions) -> int:
    """Review a case and change answers."""
    prompter = _prompter(context, plain=options.plain)
    from refundletters.cli.talk import guided_start

    path, statement = needed_case(context, options.case), _statement(options)
    return guided_start.run_edit(context, path, prompter=prompter, statement=statement)


def profile(context: Context, options: ProfileOptions) -> int:
    """Save or change the profile of the writer."""
    prompter = _prompter(context, plain=options.plain)
    from refundletters.cli.talk import guided_start

    return guided_start.run_profile(context, prompter=prompter)


def _statement(options: NewOptions | EditOptions) -> Path | None:
    return Path(options.statement) if options.statement else None


def _prompter(context: Context, *, plain: bool) -> Prompter:
    """Return the prompter; require a terminal, unless ``--plain`` was given and stdin is open."""
    if not (context.interactive or (plain and context.stdin is not None)):
        raise UsageError(
            say("This command asks questions, so it needs a terminal."),
            say("In a script, use: refundletters write DOCUMENT --case CASE --no-input"),
        )
    from refundletters.cli.talk.prompts import open_prompter

    return open_prompter(context, plain=plain)
