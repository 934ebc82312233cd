"""One message in a source, and the rules that every message must follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NoReturn

from refundletters.errors import TemplateError
from refundletters.messages import PLACEHOLDER, Message, say
from refundletters.translate.examples import example

__all__ = ["NOTE", "SourceMessage", "fail", "lone_percent", "notes_for"]

NOTE: Final = "L10n:"
"""What a comment for translators begins with."""


# Words of a message that nobody can translate without knowing where it stands.
_LABEL: Final = 2


@dataclass(frozen=True, slots=True)
class SourceMessage:
    """A message in a source file.

    Attributes:
        domain: ``letters``, ``ui`` or ``authors``.
        msgid: The American English text.
        file: Path relative to the project, with forward slashes.
        line: Line in that file, from 1; 0 where the format does not say.
        plural: The plural text, if the message counts something.
        context: Distinguishes two uses of the same words.
        notes: Comments for translators.
    """

    domain: str
    msgid: str
    file: str
    line: int = 0
    plural: str = ""
    context: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a text that could not be filled in or looked up.

        Raises:
            TemplateError: The text has a percent sign that is not part of a placeholder.
        """
        for text in (self.msgid, self.plural):
            if lone_percent(text):
                fail(
                    self.file,
                    self.line,
                    say(
                        "There is a percent sign outside a placeholder in this text: %(text)s",
                        text=text,
                    ),
                    say("Pass a percentage as a value, or write the word."),
                )


def lone_percent(text: str) -> bool:
    """Tell whether ``text`` has a percent sign that is not part of ``%(name)s``."""
    return "%" in PLACEHOLDER.sub("", text)


def notes_for(text: str, domain: str, written: Sequence[str], place: str) -> tuple[str, ...]:
    """Return the comments of a message: those written, where a short label stands, an example.

    Args:
        text: The message, in the plural where it has one.
        domain: Its domain.
        written: Comments in the source.
        place: Where it stands, in words; said of labels of one or two words only.
    """
    notes = list(written)
    if place and not written and len(text.split()) <= _LABEL:
        notes.append(f"Where it stands: {place}")
    if sample := example(text, domain):
        notes.append(sample)
    return tuple(notes)


def fail(file: str, line: int, problem: Message, remedy: Message | None = None) -> NoReturn:
    """Raise a TemplateError that names file and line."""
    message = say("%(file)s, line %(line)s: %(problem)s", file=file, line=line, problem=problem)
    raise TemplateError(message, remedy, file=file, line=line)
