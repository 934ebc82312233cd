"""The files of the evidence: read, checked and numbered as letters number them."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from refundletters.bundle.file_kinds import DANGEROUS, SUFFIXES, kind_of
from refundletters.errors import CaseError
from refundletters.letters.enclosures import enclosures
from refundletters.messages import Message, say
from refundletters.model.case import Case
from refundletters.model.tables import Evidence
from refundletters.sink.files import safe_name

__all__ = [
    "MOST_MEGABYTES",
    "EvidenceFile",
    "check_file",
    "outside",
    "problems",
    "read_evidence",
    "readable",
    "reminders",
]

MOST_MEGABYTES: Final = 50
_MEGABYTE: Final = 1_000_000
_STATEMENT: Final = "statement"


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """One enclosure with its file.

    Attributes:
        number: Its number in every list and letter, from 1.
        key: Its key in the case file, such as ``evidence.0``.
        label: Its name in lists.
        path: The original, which is never written to.
        kind: What it is by its content: a key of ``file_kinds.SUFFIXES``, or ``unknown``.
        content: The bytes of the original.
    """

    number: int
    key: str
    label: str
    path: Path
    kind: str
    content: bytes

    def name(self, suffix: str | None = None) -> str:
        """Return the file name of its copy: number, label and usual extension."""
        own = SUFFIXES.get(self.kind, self.path.suffix.lower())
        return safe_name(f"{self.number:02}-{self.label}", own if suffix is None else suffix)


def outside(case: Case, folder: Path) -> tuple[Path, ...]:
    """Return the files of the evidence that lie outside the folder of the case, links resolved.

    A case from somebody else could name any file of the person who opens it.
    """
    named = (_found(item, folder) for item, _, _ in _with_files(case))
    return tuple(path for path in named if _is_outside(path, folder))


def _is_outside(path: Path, folder: Path) -> bool:
    return not path.is_relative_to(folder.resolve())


def _found(item: Evidence, folder: Path) -> Path:
    return (folder / (item.file or "")).resolve()


def read_evidence(case: Case, folder: Path, *, may_leave: bool = False) -> tuple[EvidenceFile, ...]:
    """Read the files that the evidence of a case names.

    Args:
        case: The case.
        folder: The folder of the case file, to which paths are relative.
        may_leave: Whether the person agreed to files that lie outside that folder.

    Raises:
        CaseError: A file is not there, cannot be read, is empty, too large or a program, lies
            outside the folder, or has no label by which a letter could name it; names the key and
            what to do.
    """
    return tuple(
        _read(item, key, number, folder, may_leave=may_leave)
        for item, key, number in _with_files(case)
    )


def readable(case: Case, folder: Path, *, may_leave: bool = False) -> Iterator[EvidenceFile]:
    """Yield the evidence that can be read; :func:`problems` says what is wrong with the others."""
    for item, key, number in _with_files(case):
        try:
            yield _read(item, key, number, folder, may_leave=may_leave)
        except CaseError:
            continue


def problems(case: Case, folder: Path, *, may_leave: bool = True) -> Iterator[Message]:
    """Yield what is wrong with the files that the evidence names, as in ``read_evidence``."""
    for item, key, number in _with_files(case):
        try:
            _read(item, key, number, folder, may_leave=may_leave)
        except CaseError as error:
            yield error.message


def _with_files(case: Case) -> Iterator[tuple[Evidence, str, int]]:
    """Yield the evidence that has a file, with its key and its number as an enclosure."""
    number_of = {id(item): number for number, item in enumerate(enclosures(case), 1)}
    for at, item in enumerate(case.evidence):
        if item.file:
            yield item, f"evidence.{at}", number_of.get(id(item), 0)


def _read(item: Evidence, key: str, number: int, folder: Path, *, may_leave: bool) -> EvidenceFile:
    file = item.file or ""
    if not item.label:
        raise CaseError(
            say("%(key)s is missing, so no letter can name this file.", key=f"{key}.label"),
            say("Add a short name, such as “Card statement of March, page 2”."),
            key=f"{key}.label",
        )
    path = folder / file
    if not may_leave and _is_outside(_found(item, folder), folder):
        raise _refused(
            say(
                "%(key)s names a file outside the folder of the case: %(file)s.",
                key=f"{key}.file",
                file=str(_found(item, folder)),
            ),
            say("If it is yours and you want to send it, copy it into the folder of the case."),
            f"{key}.file",
        )
    kind, content = check_file(path, f"{key}.file")
    return EvidenceFile(number, key, item.label, path, kind, content)


def check_file(path: Path, key: str) -> tuple[str, bytes]:
    """Return the kind and the content of a file that may be evidence.

    Args:
        path: The file.
        key: The key that names it.

    Raises:
        CaseError: It is not there, cannot be read, is empty, too large or a program.
    """
    content = _content(path, key)
    kind = kind_of(content, path.name)
    if kind == DANGEROUS:
        raise _refused(
            say("%(key)s names a program or script: %(file)s.", key=key, file=str(path)),
            say("Name a picture, a PDF file, a text or an e-mail."),
            key,
        )
    return kind, content


def _content(path: Path, key: str) -> bytes:
    file = str(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            # A pipe or device would never end.
            raise _refused(
                say("%(key)s does not name a file: %(file)s.", key=key, file=file),
                say("Name the file itself, not a folder or a device."),
                key,
            )
        if status.st_size > MOST_MEGABYTES * _MEGABYTE:
            raise _refused(
                say(
                    "%(key)s names a file of more than %(most)s MB: %(file)s.",
                    key=key,
                    most=MOST_MEGABYTES,
                    file=file,
                ),
                say("Take only the pages that matter, or a smaller picture of them."),
                key,
            )
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise _refused(
            say("%(key)s names a file that is not there: %(file)s.", key=key, file=file),
            say("Correct the path. It starts in the folder of the case file."),
            key,
        ) from error
    except OSError as error:
        detail = error.strerror or str(error)
        raise _refused(
            say("%(key)s cannot be read: %(file)s, %(detail)s.", key=key, file=file, detail=detail),
            say("Check that you may open the file, and that nothing else has locked it."),
            key,
        ) from error
    if not content:
        raise _refused(
            say("%(key)s names an empty file: %(file)s.", key=key, file=file),
            say("Save it again, or take it out of the case."),
            key,
        )
    return content


def _refused(message: Message, remedy: Message, key: str) -> CaseError:
    return CaseError(message, remedy, key=key)


def reminders(case: Case, evidence_files: Sequence[EvidenceFile]) -> Iterator[Message]:
    """Yield what to check before the enclosures are sent."""
    there = {evidence.key for evidence in evidence_files}
    for at, item in enumerate(case.evidence):
        key = f"evidence.{at}"
        if item.label and key not in there:
            yield say(
                "%(label)s is listed as an enclosure but has no file. Add it yourself, or name it"
                " in %(key)s.",
                label=item.label,
                key=f"{key}.file",
            )
        if key in there and _STATEMENT in (item.kind or "").split("_") and not item.redacted:
            yield say(
                "Before you send %(label)s: black out card and account numbers and all that is not"
                " about this charge, then set %(key)s to true. A black box in a PDF file may still"
                " hide the words under it; a picture of the page does not.",
                label=item.label,
                key=f"{key}.redacted",
            )
