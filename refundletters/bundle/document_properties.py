"""What a document says about people beside its words: authors, comments, a password.

Documents go along as they are: taking something out would break a signature and make an original a
copy. So the writer is told what is in them.
"""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Iterator, Mapping
from typing import Final
from xml.parsers import expat

from refundletters.bundle.read_evidence import EvidenceFile
from refundletters.messages import Message, say
from refundletters.storage import archives

__all__ = ["properties_told"]

_NAMES_OF: Final = {
    "docx": ("docProps/core.xml", "docProps/app.xml"),
    "odt": ("meta.xml",),
}
_COMMENTS_OF: Final = {"docx": ("word/comments.xml",), "odt": ("content.xml",)}
_NAME_TAGS: Final = frozenset(
    {"creator", "lastModifiedBy", "Company", "Manager", "initial-creator", "printed-by"}
)
_COMMENT_TAGS: Final = frozenset({"comment", "annotation"})
_PDF_AUTHOR: Final = "/Author"
_PDF_COMMENTS: Final = frozenset({"/Text", "/FreeText", "/Popup", "/Highlight", "/FileAttachment"})
# More than any of these parts holds; a longer one is made to fill the memory.
_LARGEST_PART: Final = 20_000_000
_LOCKED_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UNREADABLE: Final[tuple[type[Exception], ...]] = (*archives.UNREADABLE, expat.ExpatError)
_ENCRYPTED_NAME: Final = "EncryptedPackage".encode("utf-16-le")


def properties_told(evidence: EvidenceFile) -> Iterator[Message]:
    """Yield what to know about a document before it is sent."""
    file = evidence.path.name
    names, comments, is_locked = _read(evidence)
    if is_locked:
        yield say(
            "%(file)s is protected with a password: whoever gets it cannot read it. Save it "
            "without one.",
            file=file,
        )
    if names:
        yield say(
            "%(file)s goes along as it is. Its properties name: %(names)s.",
            file=file,
            names=list(dict.fromkeys(names)),
        )
    if comments:
        yield Message(
            "%(file)s goes along as it is, with %(count)s comment in it.",
            {"file": file, "count": comments},
            "%(file)s goes along as it is, with %(count)s comments in it.",
            "count",
        )


def _read(evidence: EvidenceFile) -> tuple[list[str], int, bool]:
    """Return the names, the number of comments, and whether a password protects the document."""
    if evidence.kind == "pdf":
        return _of_pdf(evidence.content)
    if evidence.kind in _NAMES_OF:
        return _of_archive(evidence.kind, evidence.content)
    is_locked = evidence.content.startswith(_LOCKED_OFFICE) and _ENCRYPTED_NAME in evidence.content
    return [], 0, is_locked or _is_locked_archive(evidence.content)


def _is_locked_archive(content: bytes) -> bool:
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(entry.flag_bits & 1 for entry in archive.infolist())
    except archives.UNREADABLE:
        return False


def _of_archive(kind: str, content: bytes) -> tuple[list[str], int, bool]:
    names = [text for tag, text in _texts(content, _NAMES_OF[kind]) if tag in _NAME_TAGS and text]
    comments = sum(tag in _COMMENT_TAGS for tag, _ in _texts(content, _COMMENTS_OF[kind]))
    return names, comments, False


def _texts(content: bytes, parts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield each element of some parts of an archive, by its name without prefix, with its text."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in parts:
                if part in archive.namelist() and archive.getinfo(part).file_size < _LARGEST_PART:
                    yield from _elements(archive.read(part))
    except _UNREADABLE:
        return  # a damaged document says nothing that could be told


def _elements(xml: bytes) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    texts: list[list[str]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda _tag, _attributes: texts.append([])
    parser.CharacterDataHandler = lambda text: texts[-1].append(text) if texts else None
    parser.EndElementHandler = lambda tag: found.append(
        (tag.rpartition(":")[2], "".join(texts.pop()).strip())
    )
    parser.Parse(xml, True)  # noqa: FBT003 - expat takes it by position
    return found


def _of_pdf(content: bytes) -> tuple[list[str], int, bool]:
    try:
        from pypdf import PdfReader
    except ImportError:
        return [], 0, b"/Encrypt" in content
    logger = logging.getLogger("pypdf")
    before, logger.disabled = logger.disabled, True
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            return [], 0, True
        properties: Mapping[str, object] = reader.metadata or {}
        names = [str(properties.get(_PDF_AUTHOR, "")).strip()]
        marks = [
            mark.get_object().get("/Subtype")
            for page in reader.pages
            for mark in page.get("/Annots") or ()
        ]
        return list(filter(None, names)), sum(mark in _PDF_COMMENTS for mark in marks), False
    except Exception:  # readers raise whatever a damaged file leads them to
        return [], 0, False
    finally:
        logger.disabled = before
