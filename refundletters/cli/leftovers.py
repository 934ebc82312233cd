"""Remove what killed runs left, before a command takes a case."""

from __future__ import annotations

from contextlib import suppress

from refundletters.answers import store
from refundletters.cli.context import Context
from refundletters.cli.current_case import current_case, find_case
from refundletters.errors import RefundLettersError
from refundletters.storage import kept

__all__ = ["sweep_leftovers"]


def sweep_leftovers(context: Context, named: str | None) -> None:
    """Remove copies of the case that a command takes, and those in the user's folder.

    Args:
        context: Streams and environment.
        named: The case as it was named; the current one by default.
    """
    home = store.home(context.environ)
    kept.sweep_folder(home)
    kept.sweep_folder(home / "cases")
    kept.sweep_after_killed(None)
    with suppress(RefundLettersError):  # the command itself says that there is no such case
        case = find_case(context, named) if named else current_case(context)
        if case is not None:
            kept.sweep_after_killed(case)
