"""Clean copies of evidence: pictures without the metadata a camera writes into them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from refundletters.bundle.document_properties import properties_told
from refundletters.bundle.file_kinds import PICTURES, UNKNOWN
from refundletters.bundle.pictures import can_read_heic, clean_picture, has_pages
from refundletters.bundle.read_evidence import EvidenceFile, readable
from refundletters.errors import CaseError, RefundLettersError
from refundletters.letters.enclosures import enclosures
from refundletters.messages import Message, say
from refundletters.model.case import Case
from refundletters.render import Attachment

__all__ = ["EmailEnclosures", "clean_copy", "email_enclosures"]

# An e-mail inside an e-mail may not be encoded as bytes, and a web page is not a plain file.
_MEDIA: Final = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".tif": "image/tiff",
    ".heic": "image/heic",
    ".txt": "text/plain",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
}
_ANY: Final = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class EmailEnclosures:
    """The enclosures of an e-mail.

    Attributes:
        files: Those that go with it.
        left: Labels of those that the writer has to attach by hand.
        notes: What to know about the files.
    """

    files: tuple[Attachment, ...]
    left: tuple[str, ...]
    notes: tuple[Message, ...]


def email_enclosures(case: Case, folder: Path, *, may_leave: bool = False) -> EmailEnclosures:
    """Return the enclosures of a case as attachments, numbered as in the letter.

    A file that is missing or cannot be used is left out, and its label is reported.

    Args:
        case: The case.
        folder: The folder of the case file, to which paths are relative.
        may_leave: Whether the person agreed to files that lie outside that folder.
    """
    notes: list[Message] = []
    files: dict[int, Attachment] = {}
    for evidence in readable(case, folder, may_leave=may_leave):
        try:
            name, content = clean_copy(evidence, notes)
        except RefundLettersError as error:
            notes.append(error.message)
            continue
        files[evidence.number] = Attachment(name, content, _MEDIA.get(Path(name).suffix, _ANY))
    left = [item.label or "" for at, item in enumerate(enclosures(case), 1) if at not in files]
    return EmailEnclosures(tuple(files.values()), tuple(left), tuple(notes))


def clean_copy(evidence: EvidenceFile, notes: list[Message]) -> tuple[str, bytes]:
    """Return the name and content of a clean copy; note a file that is copied unchanged.

    Raises:
        UsageError: It is a picture, and the package for pictures is not installed.
        CaseError: The picture is damaged, or far too large.
    """
    if evidence.kind in PICTURES and not has_pages(evidence):
        content, suffix = clean_picture(evidence)
        return evidence.name(suffix), content
    if evidence.kind == "heic" and can_read_heic():
        with suppress(CaseError):  # kinds of it that the library cannot read go along as they are
            content, suffix = clean_picture(evidence)
            return evidence.name(suffix), content
    if evidence.kind in {*PICTURES, "heic", UNKNOWN}:
        notes.append(
            say(
                "%(file)s is copied just as it is: nothing was taken out of it, such as the place "
                "where a picture was taken.",
                file=evidence.path.name,
            )
        )
    notes += properties_told(evidence)
    return evidence.name(), evidence.content
