"""``man``: the manual page, from the table of commands."""

from __future__ import annotations

from refundletters.cli.commands.authors.man_page import man_page
from refundletters.cli.context import Context
from refundletters.cli.option_values import ManOptions

__all__ = ["run"]


def run(context: Context, options: ManOptions) -> int:  # noqa: ARG001 - it has no options
    """Print the manual page in American English."""
    context.print(man_page().rstrip("\n"))
    return 0
