"""Ask which of two answers is right, where a file was changed by somebody else meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from refundletters.answers.merge import Conflict
from refundletters.answers.store import Decide
from refundletters.cli.talk.conversation import Conversation
from refundletters.interview.options import value_text
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
        ours, theirs = (
            _shown(conversation, conflict.key, value) for value in (conflict.ours, conflict.theirs)
        )
        chosen = conversation.choose(
            say("Which one is right?"),
            {
                True: say("The one given here: %(answer)s", answer=ours),
                False: say("The one in the file: %(answer)s", answer=theirs),
            },
        )
        return bool(chosen)

    return decide


def _label(conversation: Conversation, key: str) -> Message | str:
    question = find_question(load_questions(conversation.context.roots), key)
    return key if question is None else Message(question.label)


def _shown(conversation: Conversation, key: str, value: Any) -> Message | str:
    if value is None:
        return say("nothing")
    if isinstance(value, Mapping):
        return ", ".join(str(inner) for inner in value.values())
    roots = conversation.context.roots
    question = find_question(load_questions(roots), key)
    if question is None:
        return str(value)
    return value_text(question, value, {}, conversation.speaker, roots)
