"""Find the personal data in a text, so that its writer can decide before sending it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from refundletters.cli.context import Context
from refundletters.messages import Message

__all__ = ["personal_in"]

_SENSITIVE = frozenset({"P1", "P2"})


def personal_in(text: str, answers: Mapping[str, Any], context: Context) -> list[str]:
    """Return the names of the personal answers found in a text, in the order of the interview.

    Args:
        text: The document as it will be sent.
        answers: The answers it was made from.
        context: Says the questions in the interface language.
    """
    from refundletters.packs.questions import load_questions

    words = " ".join(text.split())
    found = []
    for key, question in load_questions(context.roots).items():
        if question.sensitivity in _SENSITIVE and any(
            value in words for value in _texts(answers, key.split("."))
        ):
            found.append(context.translate(Message(question.label)))
    return found


def _texts(value: Any, names: list[str]) -> Iterator[str]:
    """Yield the texts that stand under a key without positions."""
    if isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item, names)
    elif isinstance(value, Mapping):
        if names:
            yield from _texts(value.get(names[0]), names[1:])
    elif isinstance(value, str) and not names and value.strip():
        yield " ".join(value.split())
