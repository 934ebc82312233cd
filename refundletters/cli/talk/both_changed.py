"""Ask which of two answers is right, where a file was changed by somebody else meanwhile."""

from __future__ import annotations

from typing import Any

from refundletters.answers.merge import Conflict
from refundletters.answers.store import Decide
from refundletters.cli.talk.conversation import Conversation
from refundletters.messages import Message, say
from refundletters.packs.questions import find_question, load_questions

__all__ = ["ask_which"]


def ask_which(conversation: Conversation) -> Decide:
    """Return what asks about a key that two programs changed."""

    def decide(conflict: Conflict) -> bool:
        conversation.tell(
            say(
                "This answer was changed by another program as well (%(label)s).",
                label=_label(conversation, conflict.key),
            )
        )
        ours = conversation.choose(
            say("Which one is right?"),
            {
                True: say("Yours, given here: %(answer)s", answer=_shown(conflict.ours)),
                False: say("The one in the file: %(answer)s", answer=_shown(conflict.theirs)),
            },
        )
        return bool(ours)

    return decide


def _label(conversation: Conversation, key: str) -> Message | str:
    question = find_question(load_questions(conversation.context.roots), key)
    return key if question is None else Message(question.label)


def _shown(value: Any) -> Message | str:
    if value is None:
        return say("nothing")
    if isinstance(value, dict):
        return ", ".join(str(inner) for inner in value.values())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
