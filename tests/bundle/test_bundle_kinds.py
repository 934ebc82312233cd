"""A file is what its content says, whatever it is called."""

from __future__ import annotations

import io
import zipfile

import pytest

from refundletters.bundle.file_kinds import DANGEROUS, UNKNOWN, kind_of


def zipped(*names: str, **contents: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, contents.get(name, b"x"))
    return out.getvalue()


KINDS = {
    "pdf": b"%PDF-1.7\n",
    "png": b"\x89PNG\r\n\x1a\n\0\0",
    "jpeg": b"\xff\xd8\xff\xe0",
    "gif": b"GIF89a",
    "webp": b"RIFF\x10\0\0\0WEBPVP8 ",
    "bmp": b"BM\x10\0\0\0\0\0\0\0\x36",
    "tiff": b"II*\0",
    "heic": b"\0\0\0\x18ftypheic\0\0\0\0",
    "docx": zipped("[Content_Types].xml", "word/document.xml"),
    "odt": zipped("mimetype", mimetype=b"application/vnd.oasis.opendocument.text"),
    "html": b"<!DOCTYPE html><p>Canceled</p>",
    "email": b"From: a@example.org\r\nDate: Tue, 24 Feb 2026 10:00:00 +0000\r\n\r\nCanceled",
    "text": "Gekündigt am 3. März".encode(),
    UNKNOWN: b"\x00\x01\x02\x03",
}


@pytest.mark.parametrize(("kind", "content"), KINDS.items())
@pytest.mark.parametrize("name", ["statement.pdf", "statement", "photo.jpg"])
def test_content_decides(kind: str, content: bytes, name: str) -> None:
    assert kind_of(content, name) == kind


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_text_in_every_usual_encoding(encoding: str) -> None:
    assert kind_of("Müller – “bestätigt”".encode(encoding)) == "text"


PROGRAMS = {
    "Windows program": (b"MZ\x90\0", "statement.pdf"),
    "Linux program": (b"\x7fELF\x02", "statement.jpg"),
    "script": (b"#!/bin/sh\nrm -r /\n", "statement.txt"),
    "macros": (zipped("word/document.xml", "word/vbaProject.bin"), "statement.docx"),
    "script by its name": (b"start calc", "statement.pdf.bat"),
    "shortcut by its name": (b"[InternetShortcut]", "Statement.URL"),
}


@pytest.mark.parametrize(("content", "name"), PROGRAMS.values(), ids=PROGRAMS)
def test_what_a_double_click_would_run_is_a_program(content: bytes, name: str) -> None:
    assert kind_of(content, name) == DANGEROUS


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04broken", UNKNOWN),
        (zipped("anything.bin"), UNKNOWN),
        (b"BM", "text"),
        (b"RIFF", "text"),
    ],
)
def test_a_broken_or_strange_file_is_not_taken_for_another(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind
