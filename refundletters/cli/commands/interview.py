"""The commands that hold a conversation, led by ``refundletters.cli.talk.guided_start``."""

from __future__ import annotations

from pathlib import Path

from refundletters.cli.context import Context
from refundletters.cli.options import EditOptions, NewOptions, ProfileOptions, ResumeOptions
from refundletters.errors import UsageError
from refundletters.messages import say

__all__ = ["edit", "new", "profile", "resume", "start"]

# The conversation is imported once it is clear that there is somebody to talk to.


def start(context: Context, *, plain: bool) -> int:
    """Run without a command on a terminal."""
    from refundletters.cli.talk import guided_start

    return guided_start.run_start(context, plain=plain)


def new(context: Context, options: NewOptions) -> int:
    """Start a case."""
    _require_interactive(context, plain=options.plain)
    from refundletters.cli.talk import guided_start

    path = Path(options.output) if options.output else None
    return guided_start.run_new(context, path, plain=options.plain, statement=_statement(options))


def resume(context: Context, options: ResumeOptions) -> int:
    """Go on with a draft."""
    _require_interactive(context, plain=options.plain)
    from refundletters.cli.talk import guided_start

    return guided_start.run_resume(
        context, Path(options.case) if options.case else None, plain=options.plain
    )


def edit(context: Context, options: EditOptions) -> int:
    """Review a case and change answers."""
    _require_interactive(context, plain=options.plain)
    from refundletters.cli.talk import guided_start

    return guided_start.run_edit(
        context, Path(options.case), plain=options.plain, statement=_statement(options)
    )


def profile(context: Context, options: ProfileOptions) -> int:
    """Save or change who the writer is."""
    _require_interactive(context, plain=options.plain)
    from refundletters.cli.talk import guided_start

    return guided_start.run_profile(context, plain=options.plain)


def _statement(options: NewOptions | EditOptions) -> Path | None:
    return Path(options.statement) if options.statement else None


def _require_interactive(context: Context, *, plain: bool) -> None:
    """Require a terminal, unless ``--plain`` was given and stdin is open."""
    if not (context.interactive or (plain and context.stdin is not None)):
        raise UsageError(
            say("This command asks questions, so it needs a terminal."),
            say("In a script, use: refundletters write DOCUMENT --case CASE --no-input"),
        )
