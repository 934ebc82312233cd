"""The commands that hold a conversation, led by ``refundletters.cli.talk.guided_start``."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from refundletters.cli.context import Context
from refundletters.errors import UsageError
from refundletters.messages import say

__all__ = ["edit", "new", "profile", "resume", "start"]

# The conversation is imported once it is clear that there is somebody to talk to.


def start(context: Context, *, plain: bool) -> int:
    """Run without a command on a terminal."""
    from refundletters.cli.talk import guided_start

    return guided_start.run_start(context, plain=plain)


def new(context: Context, values: Namespace) -> int:
    """Start a case."""
    _require_interactive(context, plain=values.plain)
    from refundletters.cli.talk import guided_start

    path = Path(values.output) if values.output else None
    return guided_start.run_new(context, path, plain=values.plain, statement=_statement(values))


def resume(context: Context, values: Namespace) -> int:
    """Go on with a draft."""
    _require_interactive(context, plain=values.plain)
    from refundletters.cli.talk import guided_start

    return guided_start.run_resume(
        context, Path(values.case) if values.case else None, plain=values.plain
    )


def edit(context: Context, values: Namespace) -> int:
    """Review a case and change answers."""
    _require_interactive(context, plain=values.plain)
    from refundletters.cli.talk import guided_start

    return guided_start.run_edit(
        context, Path(values.case), plain=values.plain, statement=_statement(values)
    )


def profile(context: Context, values: Namespace) -> int:
    """Save or change who the writer is."""
    _require_interactive(context, plain=values.plain)
    from refundletters.cli.talk import guided_start

    return guided_start.run_profile(context, plain=values.plain)


def _statement(values: Namespace) -> Path | None:
    return Path(values.statement) if values.statement else None


def _require_interactive(context: Context, *, plain: bool) -> None:
    """Require a terminal, unless ``--plain`` was given and stdin is open."""
    if not (context.interactive or (plain and context.stdin is not None)):
        raise UsageError(
            say("This command asks questions, so it needs a terminal."),
            say("In a script, use: refundletters write DOCUMENT --case CASE --no-input"),
        )
