"""Evidence goes along only as its owner means it to: from where, with what in it."""

from __future__ import annotations

import io
import os
import random
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from refundletters.answers.build import build_case
from refundletters.bundle.clean_copies import clean_copy, email_enclosures
from refundletters.bundle.pictures import can_read_heic, clean_picture, has_pages
from refundletters.bundle.read_evidence import outside, read_evidence
from refundletters.errors import CaseError

Image = pytest.importorskip("PIL.Image")


def case_with(*files: str) -> Any:
    return build_case(
        {"evidence": [{"label": f"No. {at}", "file": f} for at, f in enumerate(files)]}
    )


def notes_of(evidence: Any) -> str:
    notes: list[Any] = []
    clean_copy(evidence, notes)
    return "\n".join(note.msgid % note.fields for note in notes)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "case"
    (inside / "scans").mkdir(parents=True)
    (inside / "scans" / "bill.txt").write_text("A bill.")
    (tmp_path / "diary.txt").write_text("A secret.")
    if os.name == "posix":
        (inside / "link.txt").symlink_to(tmp_path / "diary.txt")
        (inside / "scans" / "same.txt").symlink_to("bill.txt")
    return inside


@pytest.mark.parametrize(
    "name", ["../diary.txt", "link.txt", "/etc/hostname", "scans/../../diary.txt"]
)
def test_a_file_outside_the_folder_needs_a_yes(folder: Path, name: str) -> None:
    case = case_with("scans/bill.txt", name)
    assert len(outside(case, folder)) == 1
    with pytest.raises(CaseError, match="outside the folder of the case") as caught:
        read_evidence(case, folder)
    assert caught.value.key == "evidence.1.file"
    found = email_enclosures(case, folder)
    assert [file.content for file in found.files] == [b"A bill."]
    assert found.left == ("No. 1",)
    assert len(read_evidence(case, folder, may_leave=True)) == 2


@pytest.mark.skipif(os.name != "posix", reason="links need rights there")
def test_a_link_inside_the_folder_is_no_way_out(folder: Path) -> None:
    assert outside(case_with("scans/bill.txt", "scans/same.txt"), folder) == ()


def test_a_relative_folder_is_the_folder_itself(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert outside(case_with("scans/bill.txt"), Path()) == ()


def word_file(author: str, comments: int) -> bytes:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    paragraph = document.add_paragraph("Hello")
    document.core_properties.author = author
    for number in range(comments):
        document.add_comment(paragraph.runs, text=f"remark {number}", author="Sam")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf_file(author: str, password: str = "") -> bytes:
    pypdf = pytest.importorskip("pypdf")
    from pypdf.annotations import Text

    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": author})
    writer.add_annotation(0, Text(rect=(10, 10, 20, 20), text="a remark"))
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_authors_and_comments_of_documents_are_named(evidence_files: Any) -> None:
    word, pdf = evidence_files(
        ("Word", "a.docx", word_file("Robin Example", 2)), ("PDF", "a.pdf", pdf_file("Kim Example"))
    )
    assert "Robin Example" in notes_of(word)
    assert "a.docx goes along as it is, with 2 comment" in notes_of(word)
    assert "Kim Example" in notes_of(pdf)
    assert "a.pdf goes along as it is, with 1 comment in it." in notes_of(pdf)


def test_a_document_that_names_nobody_needs_no_note(evidence_files: Any) -> None:
    (word,) = evidence_files(("Word", "a.docx", word_file("", 0)))
    assert notes_of(word) == ""


def test_a_document_with_a_password_is_named(evidence_files: Any) -> None:
    (pdf,) = evidence_files(("PDF", "a.pdf", pdf_file("Kim Example", "sesame")))
    assert "a.pdf is protected with a password" in notes_of(pdf)
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    (word,) = evidence_files(("Word", "a.docx", locked))
    assert "a.docx is protected with a password" in notes_of(word)


@pytest.mark.parametrize("content", [b"%PDF-1.7\nnothing", b"PK\x03\x04 nothing"])
def test_a_damaged_document_goes_along(evidence_files: Any, content: bytes) -> None:
    (evidence,) = evidence_files(("A", "a.pdf", content))
    assert clean_copy(evidence, [])[1] == content


def test_pictures_of_iphones_are_cleaned_where_the_library_is_there(evidence_files: Any) -> None:
    heif = pytest.importorskip("pillow_heif")
    image = Image.new("RGB", (40, 20), "green")
    exif = Image.Exif()
    exif[0x010F] = "Example Camera"
    out = io.BytesIO()
    heif.from_pillow(image).save(out, exif=exif.tobytes())
    assert b"Example Camera" in out.getvalue()
    (evidence,) = evidence_files(("Photo", "photo.heic", out.getvalue()))
    assert can_read_heic()
    name, content = clean_copy(evidence, [])
    assert name.endswith(".jpg")
    assert b"Example Camera" not in content


def test_a_picture_that_cannot_be_decoded_is_said_to_be_damaged(
    evidence_files: Any, photo: bytes, screenshot: bytes, capfd: Any
) -> None:
    draw = random.Random(20261130)
    tiff = io.BytesIO()
    Image.new("RGB", (60, 40), "blue").save(tiff, "TIFF")
    originals = {"a.jpg": photo, "a.png": screenshot, "a.tif": tiff.getvalue()}
    for at in range(150):
        name = draw.choice(tuple(originals))
        content = bytearray(originals[name])
        if draw.random() < 0.4:
            del content[draw.randrange(12, len(content)) :]
        for _ in range(draw.randint(1, 12)):
            content[draw.randrange(12, len(content) or 13) % len(content)] = draw.randrange(256)
        (evidence,) = evidence_files((f"No. {at}", name, bytes(content)))
        if evidence.kind in {"jpeg", "png", "tiff"}:
            with suppress(CaseError):  # any other error fails the test
                has_pages(evidence) or clean_picture(evidence)
    assert "site-packages" not in capfd.readouterr().err


def test_a_damaged_picture_stops_no_bundle(evidence_files: Any, photo: bytes, written: Any) -> None:
    from support.builders import RICH, changed

    from refundletters.bundle.zip_bundle import zip_bundle

    files = evidence_files(("Photo", "a.jpg", photo[:60]), ("Other", "b.jpg", photo))
    answers = changed(RICH, reason="unused")
    letter, summary = written("refund-request", answers), written("case-summary", answers)
    bundle = zip_bundle([letter], summary, files)
    told = [note.msgid % note.fields for note in bundle.notes]
    assert "evidence.0.file is damaged and cannot be shown: a.jpg." in told
    assert "It is not in the bundle: Photo." in told
    with zipfile.ZipFile(io.BytesIO(bundle.rendered.content)) as archive:
        assert any(name.endswith("Other.jpg") for name in archive.namelist())
