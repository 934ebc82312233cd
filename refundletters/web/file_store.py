"""Cases as files of the user's folder, shared with the command line under the same lock."""

from __future__ import annotations

import glob
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from refundletters.answers import profile, store, traces
from refundletters.answers.build import build_case
from refundletters.answers.keys import Answers
from refundletters.bundle.clean_copies import email_enclosures
from refundletters.bundle.read_evidence import EvidenceFile, read_evidence
from refundletters.errors import NotFound, SinkError
from refundletters.messages import say
from refundletters.model.case import Case
from refundletters.patterns import lazy_pattern
from refundletters.render import Attachment
from refundletters.sink import files
from refundletters.storage import write
from refundletters.web.stores import Change

__all__ = ["FileStore"]

# Between the name of a case and that of a file of its evidence.
_EVIDENCE: Final = "-evidence-"
_MOST_NAMES: Final = 1000
_SUFFIX: Final = lazy_pattern(r"\.[A-Za-z0-9]{1,8}")


class FileStore:
    """Cases in the folder of the user, or the folder that ``REFUNDLETTERS_HOME`` names."""

    def __init__(self, folder: Path, name_of_new: Callable[[], str]) -> None:
        """Keep cases under ``folder``.

        Args:
            folder: As ``store.home`` returns it.
            name_of_new: Returns the name of a new case; a number is added where it is taken.
        """
        self._folder = folder
        self._name_of_new = name_of_new

    def names(self) -> Sequence[str]:
        """Return the names of all cases, most recently changed first."""
        return [path.stem for path in store.list_cases(self._folder)]

    def create(self, answers: Mapping[str, Any]) -> str:
        """Keep a new case and return its name."""
        path = self._free_path()
        store.save(path, answers)
        return path.stem

    def load(self, name: str) -> Answers:
        """Return the answers of a case, unchecked."""
        return store.load(self._path(name))

    def change(self, name: str, change: Change) -> Answers:
        """Change the answers of a case under the lock that all programs here respect."""
        return store.change(self._path(name), change)

    def source(self, name: str) -> bytes:
        """Return a case as the file that it is."""
        return self._path(name).read_bytes()

    def open(self, content: bytes) -> str:
        """Keep a case that somebody saved as a file, and return its name."""
        answers = store.parse(content)
        build_case(answers)
        # A file from elsewhere must not name files of this machine as evidence.
        items = [
            {name: value for name, value in item.items() if name != "file"}
            for item in answers.get("evidence", ())
        ]
        return self.create({**answers, "evidence": items} if items else answers)

    def forget(self, name: str) -> None:
        """Remove a case, what is kept about it, and the evidence that was added here."""
        path = self._path(name)
        for file in path.parent.glob(f"{glob.escape(path.stem)}{_EVIDENCE}*"):
            if file.suffix != path.suffix:  # another case may have such a name
                _remove(file)
        traces.forget(path)

    def identity(self, name: str) -> str:
        """Return the path of the case file."""
        return str(self._path(name).resolve())

    def add_evidence(self, name: str, file_name: str, content: bytes) -> str:
        """Keep a file of evidence beside the case, and return its path from there."""
        path = self._path(name)
        given = Path(file_name.replace("\\", "/"))
        suffix = given.suffix if _SUFFIX.fullmatch(given.suffix) else ""
        if suffix.lower() == path.suffix:
            suffix = ".txt"  # it must not be taken for a case
        for number in range(1, _MOST_NAMES):
            stem = given.stem if number == 1 else f"{given.stem}-{number}"
            target = path.parent / files.safe_name(f"{path.stem}{_EVIDENCE}{stem}", suffix)
            try:
                write.create(target, content)
            except FileExistsError:
                continue
            except OSError as error:
                raise write.refused(target, error) from error
            return target.name
        raise SinkError(
            say("There are too many files of that name already."),
            say("Give the file another name, and add it again."),
        )

    def evidence(self, name: str, case: Case) -> tuple[EvidenceFile, ...]:
        """Return the files of the evidence; their paths start beside the case."""
        return read_evidence(case, self._path(name).parent)

    def attachments(self, name: str, case: Case) -> tuple[Attachment, ...]:
        """Return the evidence that can go with an e-mail."""
        return email_enclosures(case, self._path(name).parent).files

    def profile(self) -> Answers:
        """Return what the command ``profile`` saved."""
        return profile.load(self._folder)

    def _path(self, name: str) -> Path:
        # Looked up, never put together: no name from outside becomes part of a path.
        for path in store.list_cases(self._folder):
            if path.stem == name:
                return path
        raise NotFound(
            say("There is no such case here."), say("Choose one of your cases."), name=name
        )

    def _free_path(self) -> Path:
        name, number = self._name_of_new(), 1
        path = store.draft_path(self._folder, name)
        while path.exists():
            number += 1
            path = store.draft_path(self._folder, f"{name}-{number}")
        return path


def _remove(file: Path) -> None:
    try:
        write.remove(file)
    except OSError as error:
        raise write.refused(file, error) from error
