"""Evidence as a step of its own: the file, checked at once, what it is, shows and still shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from refundletters.cli.context import Context
from refundletters.cli.talk.conversation import Conversation
from refundletters.cli.talk.missing_answers import interruptible, keep_nothing
from refundletters.cli.talk.plain_prompter import Prompter
from refundletters.interview import flow
from refundletters.messages import say

__all__ = ["EVIDENCE_STEP", "offer_evidence"]

EVIDENCE_STEP: Final = (
    "evidence.kind",
    "evidence.file",
    "evidence.label",
    "evidence.redacted",
)


def offer_evidence(
    context: Context, answers: Mapping[str, Any], *, prompter: Prompter
) -> Mapping[str, Any]:
    """Offer to add evidence to a case, piece by piece.

    Args:
        context: Streams, day and language.
        answers: The case.
        prompter: Who asks.

    Returns:
        The answers with the evidence added; the caller keeps them.

    Raises:
        Interrupted: The person stopped.
    """
    talk = Conversation(context, prompter, keep_nothing)
    with interruptible(None):
        question = say("Do you have something that shows it, such as a file?")
        while talk.choose(question, {False: say("No, not now"), True: say("Yes, add it")}):
            interview = flow.add(flow.start("", answers, context.setting), "evidence")
            # The entries that are there have been asked about.
            row = len(answers.get("evidence", ()))
            names = [id.removeprefix("evidence.") for id in EVIDENCE_STEP]
            others = {f"evidence.{at}.{name}" for at in range(row) for name in names}
            asking = replace(interview, needs=EVIDENCE_STEP, passed=frozenset(others))
            answers = talk.finish(asking, offer_end=False).answers
            question = say("Is there more?")
    return answers
