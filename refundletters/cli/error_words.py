"""What is said about an error that is better told in words than in keys and ids."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refundletters.cli.context import Context
from refundletters.cli.words import bare, document_title
from refundletters.errors import AnswersMissing, DocumentUnavailable
from refundletters.messages import Message, say
from refundletters.packs.questions import find_question, load_questions

__all__ = ["in_words"]

_ASKED: Final = "- %(key)s: %(question)s"


def in_words(error: AnswersMissing | DocumentUnavailable, context: Context) -> Iterator[Message]:
    """Yield the sentences about an error, one a line.

    A missing answer is named by its key and its question, a document by its title and command.

    Args:
        error: The error.
        context: Streams, day and language.

    Raises:
        TemplateError: A letter or the questions cannot be read.
    """
    if isinstance(error, AnswersMissing):
        yield say("Some answers are still missing:")
        yield from (_question(key, context) for key in error.keys)
    else:
        yield error.message
    if isinstance(error, DocumentUnavailable) and error.instead:
        titles = [_with_command(id, context) for id in error.instead]
        yield say("Write this instead: %(documents)s.", documents=titles)
    elif error.remedy is not None:
        yield error.remedy


def _question(key: str, context: Context) -> Message:
    questions = load_questions(context.roots)
    # ``log`` names the keys of an entry without its table.
    question = find_question(questions, key) or find_question(questions, f"contacts.{key}")
    if question is None:
        return bare(f"- {key}")
    return Message(_ASKED, {"key": key, "question": Message(question.text)})


def _with_command(document: str, context: Context) -> Message:
    return say(
        "%(title)s (%(command)s)",
        title=document_title(document, context),
        command=f"refundletters write {document}",
    )
