"""The case file an interview writes to after every answer, and where the last one stopped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from refundletters.answers import keys, store
from refundletters.answers.keys import Answers
from refundletters.cli.cases.current import place_file
from refundletters.errors import CaseError, RefundLettersError
from refundletters.interview.came_in import came_in, with_others
from refundletters.interview.state import Interview
from refundletters.packs.questions import find_question

__all__ = ["Draft", "forget_last", "last_draft", "new_path", "save_both"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A case file that is being written.

    Attributes:
        path: The case file.
        folder: The folder for drafts and the profile.
        document: The letter that was being prepared; empty where none was chosen yet.
        passed: Keys that were asked and left empty.
        asked: How many questions were asked so far.
        file: The case file as it was read, with which saving compares.
    """

    path: Path
    folder: Path
    document: str = ""
    passed: tuple[str, ...] = ()
    asked: int = 0
    file: store.CaseFile = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Remember what the file holds now."""
        object.__setattr__(self, "file", store.CaseFile(self.path))

    def load(self) -> Answers:
        """Return the answers of the case file, as others may have changed them.

        Raises:
            NotFound, UsageError, CaseError: The file is not there or cannot be read.
        """
        return self.file.load()

    def save(self, interview: Interview) -> Interview:
        """Write the answers, merged with what others saved, and where the interview stands.

        Returns:
            The interview to go on with, which has what others saved.

        Raises:
            SinkError: A file cannot be written; what was there stays.
        """
        interview = save_both(self.file, interview)
        place: dict[str, Any] = {
            "case": str(self.path.resolve()),
            "document": "" if interview.meta is None else interview.meta.id,
            "passed": sorted(interview.passed),
            "asked": interview.before + len(interview.history) + len(interview.ahead),
        }
        store.note(place_file(self.folder), place)
        return interview

    def save_given(self, interview: Interview) -> Interview:
        """Add to the case file only what was answered in this interview."""
        answers: Mapping[str, Any] = self.load()
        for key in _given(interview):
            value = keys.get(interview.answers, key)
            if value is None:
                continue
            try:
                answers = keys.put(answers, key, value)
            except CaseError:
                continue  # an entry that only --set knows has no place in the file
        self.file.save(answers)
        return interview


def save_both(file: store.CaseFile, interview: Interview) -> Interview:
    """Write the answers of an interview, and return it with what others saved meanwhile.

    Where both do not go together, what others saved stays in the file, and the interview goes on
    with its own answers.

    Raises:
        SinkError: The file cannot be written; what was there stays.
    """
    found = file.save(interview.answers)
    if not came_in(interview.answers, found):
        return interview
    try:
        joined = with_others(interview, found)
    except CaseError:
        return interview
    file.go_on_from(found)
    return joined


def _given(interview: Interview) -> Iterator[str]:
    """Yield the keys that were answered, with those that an answer stood for."""
    for key in interview.history:
        yield key
        question = find_question(interview.questions, key)
        for choice in () if question is None else question.choices:
            yield from (put.key for put in choice.puts)
        if key.endswith(".amount"):
            yield f"{key.removesuffix('amount')}currency"
    yield "not_known"


def last_draft(folder: Path) -> Draft | None:
    """Return the draft that was worked on last, if it is still there."""
    try:
        place = store.load(place_file(folder))
    except RefundLettersError:
        return None
    path = Path(str(place.get("case", "")))
    if not path.is_file():
        return None
    passed = tuple(str(key) for key in place.get("passed", ()))
    asked = place.get("asked", 0)
    return Draft(
        path,
        folder,
        str(place.get("document", "")),
        passed,
        asked if isinstance(asked, int) else 0,
    )


def forget_last(folder: Path, case: Path) -> None:
    """Remove the note of where the last interview stopped, if it was about ``case``.

    Raises:
        SinkError: It cannot be removed.
    """
    try:
        place = store.load(place_file(folder))
    except RefundLettersError:
        return
    if place.get("case") == str(case.resolve()):
        store.forget(place_file(folder))


def new_path(folder: Path, name: str) -> Path:
    """Return the path of a new case, with a name that no case has yet."""
    number = 1
    path = store.draft_path(folder, name)
    while path.exists():
        number += 1
        path = store.draft_path(folder, f"{name}-{number}")
    return path
