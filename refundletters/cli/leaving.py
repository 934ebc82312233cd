"""What a person reads whenever a letter leaves: on the screen, in a file, copied or bundled."""

from __future__ import annotations

from refundletters.cli.context import Context
from refundletters.facts.plan.checks import warnings_for
from refundletters.facts.types import Facts
from refundletters.messages import say

__all__ = ["tell_warnings"]


def tell_warnings(facts: Facts, context: Context) -> None:
    """Tell on stderr what the plan asks to check before anything is sent."""
    said = [context.translate(notice.message) for notice in warnings_for(facts)]
    for text in dict.fromkeys(said):
        context.note(say("Please check: %(what)s", what=text))
