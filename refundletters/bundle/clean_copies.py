"""Copies of the evidence for others to read: pictures without what a camera wrote into them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from refundletters.bundle.evidence_files import EvidenceFile, readable
from refundletters.bundle.file_kinds import PICTURES, UNKNOWN
from refundletters.bundle.pictures import clean_picture, has_pages
from refundletters.errors import RefundLettersError
from refundletters.letters.enclosures import enclosures
from refundletters.messages import Message, say
from refundletters.model.case import Case
from refundletters.render import Attachment

__all__ = ["Attached", "attach", "clean_copy"]

# An e-mail inside an e-mail may not be encoded as bytes, and a page of the web is no plain file.
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
class Attached:
    """The enclosures of an e-mail.

    Attributes:
        files: Those that go with it.
        left: Labels of those that the writer has to attach.
        notes: What to know about the files.
    """

    files: tuple[Attachment, ...]
    left: tuple[str, ...]
    notes: tuple[Message, ...]


def attach(case: Case, folder: Path) -> Attached:
    """Return the enclosures of a case as attachments, numbered as in the letter.

    A file that is missing or cannot be used stays behind and is named.

    Args:
        case: The case.
        folder: Where its file lies; paths start from there.
    """
    notes: list[Message] = []
    files: dict[int, Attachment] = {}
    for piece in readable(case, folder):
        try:
            name, content = clean_copy(piece, notes)
        except RefundLettersError as error:
            notes.append(error.message)
            continue
        files[piece.number] = Attachment(name, content, _MEDIA.get(Path(name).suffix, _ANY))
    left = [item.label or "" for at, item in enumerate(enclosures(case), 1) if at not in files]
    return Attached(tuple(files.values()), tuple(left), tuple(notes))


def clean_copy(piece: EvidenceFile, notes: list[Message]) -> tuple[str, bytes]:
    """Return name and content of the copy of an enclosure; what is left as it was is noted.

    Raises:
        UsageError: It is a picture, and the package for pictures is not installed.
        CaseError: The picture is damaged, or far too large.
    """
    if piece.kind in PICTURES and not has_pages(piece):
        content, suffix = clean_picture(piece)
        return piece.name(suffix), content
    if piece.kind in {*PICTURES, "heic", UNKNOWN}:
        notes.append(
            say(
                "%(file)s is copied just as it is: nothing was taken out of it, such as the place "
                "where a picture was taken.",
                file=piece.path.name,
            )
        )
    return piece.name(), piece.content
