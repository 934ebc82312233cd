"""``undo``: bring the former version of a case back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from refundletters.answers import store
from refundletters.cli.cases.current import case_word, needed_case
from refundletters.cli.context import Context
from refundletters.cli.option_values import UndoOptions
from refundletters.errors import RefundLettersError
from refundletters.messages import Message, say

__all__ = ["run"]

_SHOWN: Final = 6


def run(context: Context, options: UndoOptions) -> int:
    """Bring the former version of a case back; doing it again takes that back."""
    path = needed_case(context, options.case)
    before = _readable(path)
    store.undo(path)
    after = _readable(path)
    context.note(say("%(file)s is again as it was before the last change.", file=str(path)))
    labels = [Message(label) for label in dict.fromkeys(_labels(before, after, context))]
    if labels:
        context.note(say("What is different now: %(answers)s.", answers=labels[:_SHOWN]))
    command = f"refundletters undo{case_word(context, path)}"
    context.note(say("To take this back: %(command)s", command=command))
    return 0


def _readable(path: Path) -> Mapping[str, Any]:
    """Return the answers of a case; none where a change made by hand broke the file."""
    try:
        return store.load(path)
    except RefundLettersError:
        return {}


def _labels(before: Mapping[str, Any], after: Mapping[str, Any], context: Context) -> Iterator[str]:
    from refundletters.packs.questions import find_question, load_questions

    questions = load_questions(context.roots)
    one, other = dict(_leaves(before)), dict(_leaves(after))
    for key in dict.fromkeys([*one, *other]):
        if one.get(key) != other.get(key):
            question = find_question(questions, key)
            yield key if question is None else question.label


def _leaves(value: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _leaves(inner, f"{key}.{name}" if key else name)
    elif isinstance(value, list) and value and isinstance(value[0], Mapping):
        for position, inner in enumerate(value):
            yield from _leaves(inner, f"{key}.{position}")
    else:
        yield key, value
