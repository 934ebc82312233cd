"""What a person reads instead of ids, keys and values of the case file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from refundletters.cli.context import Context
from refundletters.messages import N_, Message
from refundletters.packs.letters import letter_metas
from refundletters.packs.questions import find_question, load_questions

__all__ = [
    "answer_text",
    "bare",
    "choice_label",
    "document_title",
    "file_name",
    "labels_of",
    "party_words",
]

# Whom a contact was with, in the words of a sentence.
_PARTIES: Final[Mapping[str, str]] = {
    "trader": N_("with the company"),
    "biller": N_("with the company that took the money"),
    "bank": N_("with your bank"),
    "collector": N_("with the collection agency"),
    "administrator": N_("with the administrator"),
    "ombudsman": N_("with the ombudsman"),
    "authority": N_("with the authority"),
}
_MOST_LABELS: Final = 4
_BARE: Final = "%(text)s"


def bare(text: object) -> Message:
    """Return a message that is nothing but its value: a name, or a list of them."""
    return Message(_BARE, {"text": text})


def document_title(document: str, context: Context) -> Message:
    """Return the title of a document; its id where no pack has it any more."""
    meta = letter_metas(context.roots).get(document)
    return bare(document) if meta is None else Message(meta.title)


def answer_text(key: str, value: Any, context: Context) -> str:
    """Return an answer as the review shows it: labels of choices, days as the person writes them.

    Args:
        key: Its dotted key.
        value: The answer as the case file holds it.
        context: Streams, day and language.
    """
    from refundletters.i18n.speech import speaker
    from refundletters.interview.options import value_text

    question = find_question(load_questions(context.roots), key)
    if question is None:
        return str(value)
    return value_text(question, value, {}, speaker(context.roots, context.interface), context.roots)


def file_name(document: str, service: str, suffix: str, context: Context) -> str:
    """Return a name for the file of a document in the language of the person.

    Args:
        document: Id of the document.
        service: Name of the service; may be empty.
        suffix: The end of the name, with its dot.
        context: Streams, day and language.
    """
    from refundletters.sink.files import safe_name

    title = context.translate(document_title(document, context))
    return safe_name(f"{service} {title}".strip(), suffix)


def choice_label(key: str, value: str, context: Context) -> Message:
    """Return what the question for ``key`` calls one of its choices."""
    question = find_question(load_questions(context.roots), key)
    for choice in () if question is None else question.choices:
        if choice.value == value:
            return Message(choice.label)
    return bare(value)


def party_words(party: str) -> Message:
    """Return whom a contact was with, as in ``with the company``."""
    return Message(_PARTIES[party])


def labels_of(keys: Sequence[str], context: Context, *, most: int = _MOST_LABELS) -> Message:
    """Return what the questions for ``keys`` are called, each once, as one list.

    Args:
        keys: Dotted keys.
        context: Streams, day and language.
        most: How many are named; of more, only their number is told.
    """
    questions = load_questions(context.roots)
    found = [find_question(questions, key) for key in keys]
    named = [
        key if question is None else question.label
        for key, question in zip(keys, found, strict=True)
    ]
    labels = [Message(label) for label in dict.fromkeys(named)]
    if len(labels) <= most:
        return bare(labels)
    rest = len(labels) - most + 1
    more = Message(N_("%(count)s more"), {"count": rest}, N_("%(count)s more"), "count")
    return bare([*labels[: most - 1], more])
