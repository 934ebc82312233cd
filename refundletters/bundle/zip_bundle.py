"""A bundle as a zip archive: letters for Word, and clean copies of the evidence beside them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Final

from refundletters.bundle.clean_copies import clean_copy
from refundletters.bundle.evidence_index import evidence_index
from refundletters.bundle.read_evidence import EvidenceFile
from refundletters.bundle.result import Bundle
from refundletters.errors import CaseError
from refundletters.messages import Message, say
from refundletters.model.document import Document
from refundletters.render import Rendered, render
from refundletters.sink.files import safe_name

__all__ = ["zip_bundle"]

# The oldest day a zip archive can hold: the same case gives the same bytes on every day.
_DAY: Final = (1980, 1, 1, 0, 0, 0)
_OWNER_ONLY: Final = 0o600 << 16
_UNIX: Final = 3


def zip_bundle(
    letters: Sequence[Document], summary: Document, evidence_files: Sequence[EvidenceFile]
) -> Bundle:
    """Return letters, summary, index and evidence as a zip archive.

    Args:
        letters: The composed letters.
        summary: The composed case summary.
        evidence_files: The files of the evidence.

    Raises:
        UsageError: There are pictures, and the package for them is not installed.
    """
    notes: list[Message] = []
    copies = dict(_copies(evidence_files, notes))
    index = evidence_index(summary, {number: name for number, (name, _) in copies.items()})
    files = dict(copies.values())
    for document in filter(None, (*letters, summary, index)):
        made = render(document, "docx")
        files[_free(document.title, made.suffix, files)] = made.content
    return Bundle(Rendered(_zipped(files), "application/zip", ".zip"), tuple(notes))


def _copies(
    evidence_files: Sequence[EvidenceFile], notes: list[Message]
) -> Iterator[tuple[int, tuple[str, bytes]]]:
    """Yield the copies by number; a picture that cannot be shown stops no letter."""
    for evidence in evidence_files:
        try:
            yield evidence.number, clean_copy(evidence, notes)
        except CaseError as error:
            notes.append(error.message)
            notes.append(say("It is not in the bundle: %(label)s.", label=evidence.label))


def _free(title: str, suffix: str, taken: Mapping[str, bytes]) -> str:
    names = (safe_name(title if n == 1 else f"{title} {n}", suffix) for n in count(1))
    return next(name for name in names if name not in taken)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, _DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = _OWNER_ONLY
            info.create_system = _UNIX
            archive.writestr(info, files[name])
    return out.getvalue()
