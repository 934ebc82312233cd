"""All errors of refundletters, as one tree.

::

    RefundLettersError            1   something failed
    ├── UsageError                2   the command or call was wrong
    │   ├── NotFound              2   no such document, locale, format, service …
    │   └── CaseError             2   an answer is not acceptable
    │       ├── UnknownKey        2   a key that no case has
    │       └── ForbiddenData     2   a card number, code or password; its value is never repeated
    ├── AnswersMissing            3   the document needs answers that are not there
    ├── DocumentUnavailable       4   this document cannot be written for this case now
    │   ├── DocumentBlocked       4   it does not fit the case; says what to do instead
    │   ├── DocumentWaiting       4   it opens after an event
    │   └── LocaleIncomplete      4   it is not fully translated into that language
    ├── TemplateError             1   a letter, catalogue or data file is wrong; names file and line
    ├── SinkError                 1   the result could not be put where it should go
    └── Interrupted             130   the person stopped; the draft is safe

An error is data: a message in American English with its fields, and a remedy. It never prints. The
entry point that catches it translates both and exits with :attr:`RefundLettersError.exit_code`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from refundletters.messages import N_, Message

__all__ = [
    "AnswersMissing",
    "CaseError",
    "DocumentBlocked",
    "DocumentUnavailable",
    "DocumentWaiting",
    "ForbiddenData",
    "Interrupted",
    "LocaleIncomplete",
    "NotFound",
    "RefundLettersError",
    "SinkError",
    "TemplateError",
    "UnknownKey",
    "UsageError",
]


class RefundLettersError(Exception):
    """Base of every error a caller may want to catch.

    Attributes:
        message: What went wrong.
        remedy: What the person can do about it, or ``None``.
        exit_code: The exit status that the command line gives for it.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: Message, remedy: Message | None = None) -> None:
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        """Return the message and remedy in American English."""
        parts = [self.message] if self.remedy is None else [self.message, self.remedy]
        return " ".join(_english(part) for part in parts)


def _english(message: Message) -> str:
    fields = {
        name: _english(value) if isinstance(value, Message) else value
        for name, value in message.fields.items()
    }
    template = message.msgid
    if message.plural and fields.get(message.count) != 1:
        template = message.plural
    return template % fields if fields else template


class UsageError(RefundLettersError):
    """The command or the call was wrong."""

    exit_code = 2


class NotFound(UsageError):
    """Something was named that does not exist.

    Attributes:
        kind: What was looked for, as a lower_snake word (``document``, ``locale`` …).
        name: The name that was given.
        nearest: The closest existing names, best first.
    """

    def __init__(
        self, message: Message, remedy: Message | None, *, name: str, nearest: Sequence[str] = ()
    ) -> None:
        super().__init__(message, remedy)
        self.name = name
        self.nearest = tuple(nearest)


class CaseError(UsageError):
    """An answer is not acceptable.

    Attributes:
        key: The dotted key of the answer, such as ``charges.0.amount``.
        value: The value as given, shortened; empty where it must not be repeated.
        allowed: What would be accepted, as plain values; empty where it is not a closed list.
    """

    def __init__(
        self,
        message: Message,
        remedy: Message | None = None,
        *,
        key: str,
        value: str = "",
        allowed: Sequence[str] = (),
    ) -> None:
        super().__init__(message, remedy)
        self.key = key
        self.value = value
        self.allowed = tuple(allowed)


class UnknownKey(CaseError):
    """A key that no case has; ``allowed`` names the nearest known ones."""


class ForbiddenData(CaseError):
    """Data that a case never holds. The value itself is never kept in the error."""


class AnswersMissing(RefundLettersError):
    """The document needs answers that are not there.

    Attributes:
        keys: The dotted keys of the missing answers, in the order of the interview.
    """

    exit_code = 3

    def __init__(self, keys: Sequence[str]) -> None:
        super().__init__(
            Message(N_("Some answers are still missing: %(keys)s."), {"keys": ", ".join(keys)}),
            Message(
                N_("Add them to the case file or with --set, or run the command on a terminal.")
            ),
        )
        self.keys = tuple(keys)


class DocumentUnavailable(RefundLettersError):
    """This document cannot be written for this case now.

    Attributes:
        document: The id of the document.
        instead: Ids of documents that fit better, best first.
    """

    exit_code = 4

    def __init__(
        self,
        message: Message,
        remedy: Message | None = None,
        *,
        document: str,
        instead: Sequence[str] = (),
    ) -> None:
        super().__init__(message, remedy)
        self.document = document
        self.instead = tuple(instead)


class DocumentBlocked(DocumentUnavailable):
    """The document does not fit the case."""


class DocumentWaiting(DocumentUnavailable):
    """The document opens after an event that has not happened yet."""


class LocaleIncomplete(DocumentUnavailable):
    """The document is not fully translated into the chosen language.

    Attributes:
        missing: The messages without a translation.
    """

    def __init__(
        self,
        message: Message,
        remedy: Message | None = None,
        *,
        document: str,
        missing: Sequence[str] = (),
    ) -> None:
        super().__init__(message, remedy, document=document)
        self.missing = tuple(missing)


class TemplateError(RefundLettersError):
    """A letter, a catalogue or a data file is wrong.

    Attributes:
        file: The file, as a path relative to its pack.
        line: The line in that file, from 1; 0 where it is not known.
        row: The id of the row that is wrong; empty where the error is about no row.
        field: The dotted name of the field in that row.
    """

    def __init__(
        self,
        message: Message,
        remedy: Message | None = None,
        *,
        file: str,
        line: int = 0,
        row: str = "",
        field: str = "",
    ) -> None:
        super().__init__(message, remedy)
        self.file = file
        self.line = line
        self.row = row
        self.field = field


class SinkError(RefundLettersError):
    """The result could not be put where it should go; nothing half-written is left behind."""


class Interrupted(RefundLettersError):
    """The person stopped the program (Ctrl-C, Ctrl-D); the draft is safe.

    Attributes:
        draft: Where the draft lies, or an empty text where there is none yet.
    """

    exit_code = 130

    def __init__(self, draft: str = "") -> None:
        message = (
            Message(N_("Stopped. Your answers are safe in %(draft)s."), {"draft": draft})
            if draft
            else Message(N_("Stopped. Nothing was saved yet."))
        )
        remedy = Message(N_("Go on with: refundletters resume")) if draft else None
        super().__init__(message, remedy)
        self.draft = draft
