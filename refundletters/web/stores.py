"""What the page needs from whoever keeps cases: files here, the browser's own storage elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from refundletters.answers.keys import Answers
from refundletters.bundle.read_evidence import EvidenceFile
from refundletters.model.case import Case
from refundletters.render import Attachment

__all__ = ["CaseStore", "Change"]

Change = Callable[[Mapping[str, Any]], Mapping[str, Any]]


class CaseStore(Protocol):
    """Keeps cases under short names; every method but the first two refuses a name it lacks."""

    def names(self) -> Sequence[str]:
        """Return the names of all cases, most recently changed first."""
        ...

    def create(self, answers: Mapping[str, Any]) -> str:
        """Keep a new case and return its name.

        Raises:
            CaseError: An answer is not acceptable.
            SinkError: It cannot be kept.
        """
        ...

    def load(self, name: str) -> Answers:
        """Return the answers of a case, unchecked.

        Raises:
            NotFound: There is no such case.
            CaseError: It is damaged.
        """
        ...

    def change(self, name: str, change: Change) -> Answers:
        """Change the answers of a case while nobody else can, and return the new ones.

        Raises:
            NotFound, CaseError: As :meth:`load`; whatever ``change`` raises.
            SinkError: It cannot be kept.
        """
        ...

    def source(self, name: str) -> bytes:
        """Return a case as the TOML file that every entry point reads.

        Raises:
            NotFound: There is no such case.
        """
        ...

    def open(self, content: bytes) -> str:
        """Keep a case that somebody saved as a file, and return its name.

        Raises:
            CaseError: It is no case file.
            SinkError: It cannot be kept.
        """
        ...

    def forget(self, name: str) -> None:
        """Remove a case and the evidence that was kept with it here.

        Raises:
            NotFound: There is no such case.
            SinkError: It cannot be removed.
        """
        ...

    def identity(self, name: str) -> str:
        """Return what tells a case from all others, for its calendar.

        Raises:
            NotFound: There is no such case.
        """
        ...

    def add_evidence(self, name: str, file_name: str, content: bytes) -> str:
        """Keep a file of evidence, and return how the case file names it.

        Raises:
            NotFound: There is no such case.
            SinkError: It cannot be kept.
        """
        ...

    def evidence(self, name: str, case: Case) -> tuple[EvidenceFile, ...]:
        """Return the files of the evidence.

        Raises:
            NotFound: There is no such case.
            CaseError: A file is not there, or cannot be used.
        """
        ...

    def attachments(self, name: str, case: Case) -> tuple[Attachment, ...]:
        """Return the evidence that can go with an e-mail.

        Raises:
            NotFound: There is no such case.
        """
        ...

    def profile(self) -> Answers:
        """Return the answers that are offered to every new case.

        Raises:
            CaseError: They cannot be read.
        """
        ...
