"""Detect the kind of an evidence file from its content; its name proves nothing."""

from __future__ import annotations

import io
import re
import zipfile
from email.parser import BytesHeaderParser
from pathlib import PurePath
from typing import Final

from refundletters.storage import archives

__all__ = ["DANGEROUS", "PICTURES", "SUFFIXES", "UNKNOWN", "kind_of", "text_of"]

DANGEROUS: Final = "program"
UNKNOWN: Final = "unknown"
PICTURES: Final = frozenset({"jpeg", "png", "webp", "gif", "bmp", "tiff"})
# The usual extension of each kind; a file of an unknown kind keeps its own.
SUFFIXES: Final = {
    "pdf": ".pdf",
    "jpeg": ".jpg",
    "png": ".png",
    "webp": ".webp",
    "gif": ".gif",
    "bmp": ".bmp",
    "tiff": ".tif",
    "heic": ".heic",
    "docx": ".docx",
    "odt": ".odt",
    "html": ".html",
    "email": ".eml",
    "text": ".txt",
}

_SIGNATURES: Final = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"MZ", DANGEROUS),
    (b"\x7fELF", DANGEROUS),
    (b"#!", DANGEROUS),
    (b"\xfe\xed\xfa\xce", DANGEROUS),
    (b"\xfe\xed\xfa\xcf", DANGEROUS),
    (b"\xce\xfa\xed\xfe", DANGEROUS),
    (b"\xcf\xfa\xed\xfe", DANGEROUS),
    (b"\xca\xfe\xba\xbe", DANGEROUS),
)
# These look like text, but a double click runs them.
# fmt: off
_RUNS: Final = frozenset((
    ".app", ".bat", ".cmd", ".com", ".command", ".desktop", ".exe", ".hta", ".jar", ".js",
    ".jse", ".lnk", ".msi", ".pif", ".ps1", ".reg", ".scr", ".sh", ".url", ".vbe", ".vbs",
    ".wsf",
))
# fmt: on
_HEIF: Final = re.compile(rb"ftyp(hei[cfsxm]|hev[cmsx]|mif1|msf1|avif)")
_PDF_WITHIN: Final = 1024
_HEAD: Final = 65536
_MIMETYPE: Final = "mimetype"
_ODT: Final = b"application/vnd.oasis.opendocument.text"


def kind_of(content: bytes, name: str = "") -> str:
    """Return the kind of a file: a key of :data:`SUFFIXES`, ``program`` or ``unknown``.

    Args:
        content: The whole file.
        name: Its name, used only to refuse what a system would run because of its extension.
    """
    if PurePath(name).suffix.lower() in _RUNS:
        return DANGEROUS
    for start, kind in _SIGNATURES:
        if content.startswith(start):
            return kind
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return "pdf"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "webp"
    if content.startswith(b"BM") and content[6:10] == bytes(4):
        return "bmp"
    if _HEIF.match(content[4:16]):
        return "heic"
    if content.startswith(b"PK\x03\x04"):
        return _archive(content)
    return _words(content)


def _archive(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if any(name.endswith("vbaProject.bin") for name in names):
                return DANGEROUS
            if "word/document.xml" in names:
                return "docx"
            if _MIMETYPE in names and archive.getinfo(_MIMETYPE).file_size < _PDF_WITHIN:
                return "odt" if archive.read(_MIMETYPE).strip() == _ODT else UNKNOWN
    except archives.UNREADABLE:
        return UNKNOWN
    return UNKNOWN


def _words(content: bytes) -> str:
    text = text_of(content)
    if text is None:
        return UNKNOWN
    start = text[:_PDF_WITHIN].lstrip().lower()
    if start.startswith(("<!doctype html", "<html")):
        return "html"
    return "email" if _is_email(content) else "text"


def _is_email(content: bytes) -> bool:
    headers = BytesHeaderParser().parsebytes(content[:_HEAD])
    return bool(headers["From"] and (headers["Date"] or headers["Received"]))


def text_of(content: bytes) -> str | None:
    """Return the words of a plain text file, or ``None`` where it is something else."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        controls = sum(char < " " and char not in "\t\n\f\r" for char in text)
        return None if controls else text
    return None
