"""The commands that hold a conversation, which is led by ``refundletters.cli.talk.guided_start``."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from refundletters.cli.context import Door
from refundletters.errors import UsageError
from refundletters.messages import say

__all__ = ["edit", "new", "profile", "resume", "start"]

# The conversation is imported once it is clear that there is somebody to talk to.


def start(door: Door, *, plain: bool) -> int:
    """Run without a command on a terminal."""
    from refundletters.cli.talk import guided_start

    return guided_start.run_start(door, plain=plain)


def new(door: Door, values: Namespace) -> int:
    """Start a case."""
    _need_somebody(door, plain=values.plain)
    from refundletters.cli.talk import guided_start

    path = Path(values.output) if values.output else None
    return guided_start.run_new(door, path, plain=values.plain, statement=_statement(values))


def resume(door: Door, values: Namespace) -> int:
    """Go on with a draft."""
    _need_somebody(door, plain=values.plain)
    from refundletters.cli.talk import guided_start

    return guided_start.run_resume(
        door, Path(values.case) if values.case else None, plain=values.plain
    )


def edit(door: Door, values: Namespace) -> int:
    """Review a case and change answers."""
    _need_somebody(door, plain=values.plain)
    from refundletters.cli.talk import guided_start

    return guided_start.run_edit(
        door, Path(values.case), plain=values.plain, statement=_statement(values)
    )


def profile(door: Door, values: Namespace) -> int:
    """Save or change who the writer is."""
    _need_somebody(door, plain=values.plain)
    from refundletters.cli.talk import guided_start

    return guided_start.run_profile(door, plain=values.plain)


def _statement(values: Namespace) -> Path | None:
    return Path(values.statement) if values.statement else None


def _need_somebody(door: Door, *, plain: bool) -> None:
    """Let go on where there is a terminal, or where plain lines come from a pipe on purpose."""
    if not (door.interactive or (plain and door.stdin is not None)):
        raise UsageError(
            say("This command asks questions, so it needs a terminal."),
            say("In a script, use: refundletters write DOCUMENT --case CASE --no-input"),
        )
