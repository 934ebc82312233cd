"""``bundle``: letters, summary and evidence as one file, read back by independent readers."""

from __future__ import annotations

import email
import email.policy
import io
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

EMAIL = (
    b"From: help@example.org\r\nTo: sam@example.org\r\n"
    b"Date: Wed, 20 Aug 2025 10:00:00 +0000\r\nSubject: =?utf-8?q?Canceled_=E2=80=93_CX-1?=\r\n"
    b"Content-Type: text/html; charset=utf-8\r\n\r\n"
    b"<html><head><style>p {color: red}</style></head><body><p>Your plan has ended.</p></body>"
)
EVIDENCE = """
[[evidence]]
kind = "confirmation"
label = "Cancellation e-mail"
date = 2025-08-20
shows = "The day of the cancellation"
file = "scans/mail.eml"

[[evidence]]
kind = "statement"
label = "Card statement"
file = "scans/statement.jpg"
"""


@pytest.fixture
def ready(full_case: Path) -> Path:
    """Return a case that is ready for the bank, with two files of evidence."""
    image_module = pytest.importorskip("PIL.Image")
    folder = full_case.parent / "scans"
    folder.mkdir()
    (folder / "mail.eml").write_bytes(EMAIL)
    exif = image_module.Exif()
    exif[0x010F] = "Example Camera"
    exif[0x0112] = 6
    image_module.new("RGB", (300, 150), "red").save(folder / "statement.jpg", exif=exif)
    full_case.write_text(full_case.read_text(encoding="utf-8") + EVIDENCE, encoding="utf-8")
    return full_case


@pytest.fixture
def bundled(cli, ready, tmp_path):
    """Return a function that writes a bundle with more words and gives its path."""

    def run(name: str, *words: str) -> Path:
        path = tmp_path / name
        done = cli("bundle", str(ready), "--document", "card-dispute", *words, "-o", str(path))
        assert (done.code, done.out) == (0, ""), done.err
        return path

    return run


def test_an_e_mail_carries_the_enclosures_that_it_names(cli, ready, tmp_path) -> None:
    path = tmp_path / "dispute.eml"
    done = cli("write", "card-dispute", "--case", str(ready), "-o", str(path))
    assert done.code == 0, done.err
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert message.get_body(("plain",)).get_content().count("enclosure")
    mail, picture = message.iter_attachments()
    assert (mail.get_filename(), mail.get_payload(decode=True)) == (
        "01-Cancellation-e-mail.eml",
        EMAIL,
    )
    assert picture.get_content_type() == "image/jpeg"
    assert picture.get_filename() == "02-Card-statement.jpg"
    assert b"Example Camera" not in picture.get_content()
    assert message.defects == []
    assert "Attach these" not in done.err


def test_an_e_mail_names_the_enclosures_that_are_still_to_be_attached(cli, ready, tmp_path) -> None:
    (ready.parent / "scans" / "statement.jpg").unlink()
    path = tmp_path / "dispute.eml"
    done = cli("write", "card-dispute", "--case", str(ready), "-o", str(path))
    assert done.code == 0, done.err
    assert "Attach these before you send it: Card statement." in done.err
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert [part.get_filename() for part in message.iter_attachments()] == [
        "01-Cancellation-e-mail.eml"
    ]


def test_an_e_mail_that_names_no_enclosures_carries_none(cli, ready, tmp_path) -> None:
    path = tmp_path / "chat.eml"
    done = cli(
        "write",
        "goodwill-request",
        "--case",
        str(ready),
        "-o",
        str(path),
        "--set",
        "style.plans_to_stay=yes",
    )
    assert done.code == 0, done.err
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert list(message.iter_attachments()) == []


def test_a_zip_holds_letter_summary_index_and_numbered_evidence(bundled) -> None:
    with zipfile.ZipFile(bundled("out.zip")) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            "01-Cancellation-e-mail.eml",
            "02-Card-statement.jpg",
            "Case-summary-Netflix.docx",
            "Dispute-of-a-charge-£10.99,-Netflix.docx",
            "Evidence.docx",
        ]
        assert archive.read("01-Cancellation-e-mail.eml") == EMAIL
        letter = zipfile.ZipFile(io.BytesIO(archive.read(archive.namelist()[3])))
        words = letter.read("word/document.xml").decode().replace("\u00a0", " ")
        assert "(enclosure 1)" in words
        index = zipfile.ZipFile(io.BytesIO(archive.read("Evidence.docx")))
        assert "02-Card-statement.jpg" in index.read("word/document.xml").decode()


def test_copies_are_clean_and_originals_untouched(bundled, ready) -> None:
    image_module = pytest.importorskip("PIL.Image")
    original = (ready.parent / "scans/statement.jpg").read_bytes()
    with zipfile.ZipFile(bundled("out.zip")) as archive:
        copy = archive.read("02-Card-statement.jpg")
    assert b"Example Camera" in original
    assert b"Example Camera" not in copy
    assert image_module.open(io.BytesIO(copy)).size == (150, 300)
    assert (ready.parent / "scans/statement.jpg").read_bytes() == original


def test_the_same_case_gives_the_same_zip(bundled) -> None:
    assert bundled("one.zip").read_bytes() == bundled("two.zip").read_bytes()


def test_a_pdf_has_every_page_in_order_and_its_number_on_evidence(bundled) -> None:
    pytest.importorskip("typst")
    pypdf = pytest.importorskip("pypdf")
    reader = pypdf.PdfReader(bundled("out.pdf"))
    texts = [" ".join(page.extract_text().split()) for page in reader.pages]
    titles = [(item.title, reader.get_destination_page_number(item)) for item in reader.outline]
    assert [title for title, _ in titles] == [
        "Dispute of a charge: £10.99, Netflix",
        "Case summary: Netflix",
        "Evidence",
        "Enclosure 1: Cancellation e-mail",
        "Enclosure 2: Card statement",
    ]
    pages = dict(titles)
    mail = texts[pages["Enclosure 1: Cancellation e-mail"]]
    assert "Subject: Canceled – CX-1" in mail
    assert "Your plan has ended." in mail
    assert "color" not in mail
    assert texts[-1] == "Enclosure 2: Card statement"
    assert f"Page {len(texts)} of {len(texts)}" in texts[pages["Evidence"]]
    assert reader.metadata.title == titles[0][0]
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert {(round(p.mediabox.width), round(p.mediabox.height)) for p in reader.pages} == {
        (595, 842)
    }


def test_the_same_case_gives_the_same_pdf(bundled) -> None:
    pytest.importorskip("typst")
    assert bundled("one.pdf").read_bytes() == bundled("two.pdf").read_bytes()


def test_numbers_speak_the_language_of_the_letter(bundled) -> None:
    pytest.importorskip("typst")
    pypdf = pytest.importorskip("pypdf")
    reader = pypdf.PdfReader(bundled("out.pdf", "--locale", "de", "--allow-incomplete"))
    assert reader.pages[-1].extract_text().startswith("Anlage 2: Card statement")


def scan(**changes: object) -> bytes:
    """Return a PDF file of one landscape page, made without the code under test."""
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(800, 400)
    page.rotate(int(str(changes.get("turn", 0))))
    if changes.get("note"):
        from pypdf.annotations import Rectangle

        writer.add_annotation(0, Rectangle(rect=(10, 10, 100, 100), interior_color="000000"))
    writer.add_metadata({"/Author": "private remark"})
    if changes.get("password"):
        writer.encrypt(str(changes["password"]), algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_pages_of_a_pdf_file_are_set_on_the_paper_of_the_letter(bundled, ready) -> None:
    pytest.importorskip("typst")
    pypdf = pytest.importorskip("pypdf")
    (ready.parent / "scans/statement.jpg").write_bytes(scan(turn=90))
    path = bundled("out.pdf")
    page = pypdf.PdfReader(path).pages[-1]
    assert (round(page.mediabox.width), page.rotation) == (595, 0)
    assert page.extract_text().strip() == "Enclosure 2: Card statement"
    assert b"private remark" not in path.read_bytes()


def test_each_page_of_an_enclosure_shows_its_own_words(bundled, ready) -> None:
    pytest.importorskip("typst")
    pypdf = pytest.importorskip("pypdf")
    # A bundle is a PDF file of several pages with words and tags of its own.
    first = bundled("first.pdf")
    (ready.parent / "scans/statement.jpg").write_bytes(first.read_bytes())
    before = [page.extract_text().split() for page in pypdf.PdfReader(first).pages]
    pages = [page.extract_text().split() for page in pypdf.PdfReader(bundled("out.pdf")).pages]
    stamp = ["Enclosure", "2:", "Card", "statement"]
    assert [words[4:] for words in pages if words[:4] == stamp] == before


def test_a_book_keeps_the_tags_of_its_letters_and_names_its_pictures(bundled) -> None:
    pytest.importorskip("typst")
    pypdf = pytest.importorskip("pypdf")
    reader = pypdf.PdfReader(bundled("out.pdf"))
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    nums = root["/ParentTree"]["/Nums"]
    rows = {int(key): value.get_object() for key, value in zip(nums[::2], nums[1::2], strict=True)}
    keys = [int(page["/StructParents"]) for page in reader.pages]
    assert len(set(keys)) == len(keys), "no page takes the tags of another"
    for key, page in zip(keys, reader.pages, strict=True):
        tags = [tag.get_object() for tag in rows[key]]
        assert tags
        assert all(tag["/S"] for tag in tags)
        assert {tag["/Pg"].indirect_reference.idnum for tag in tags if "/Pg" in tag} <= {
            page.indirect_reference.idnum
        }
    (figure,) = [tag.get_object() for tag in rows[keys[-1]] if tag.get_object()["/S"] == "/Figure"]
    assert figure["/Alt"] == "Enclosure 2: Card statement"
    names = root["/IDTree"]["/Names"][::2]
    assert len(set(names)) == len(names) > 0, "heads of tables have names of their own"


@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="needs pdfinfo")
@pytest.mark.skipif(not shutil.which("qpdf"), reason="needs qpdf")
def test_other_programs_find_the_tags_and_no_fault(bundled) -> None:
    pytest.importorskip("typst")
    path = str(bundled("out.pdf"))
    assert subprocess.run(["qpdf", "--check", path], check=False).returncode == 0
    about = subprocess.run(["pdfinfo", path], capture_output=True, encoding="utf-8", check=True)
    assert re.search(r"^Tagged: +yes$", about.stdout, re.MULTILINE)
    read = ["pdfinfo", "-struct-text", path]
    # Alternative texts stand in the file as UTF-16, and pdfinfo may print them as they stand.
    told = subprocess.run(read, capture_output=True, check=True).stdout.decode(errors="replace")
    assert '"Enclosure 2: Card statement"' in told
    assert "Your plan has ended." in told
    assert told.count("Table") >= 3


REFUSED = {
    "password": (lambda: scan(password="x"), "password"),
    "box": (lambda: scan(note=True), "boxes"),
    "damaged": (lambda: b"%PDF-1.7 nothing", "damaged"),
    "unknown": (lambda: b"\x00\x01\x02", "cannot be put into a PDF"),
    "heic": (lambda: b"\0\0\0\x18ftypheic\0\0\0\0", "cannot be put into a PDF"),
}


@pytest.mark.parametrize(("content", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_pdf_refuses_what_it_cannot_show_and_a_zip_takes_it(
    cli, bundled, ready, tmp_path, content, reason
) -> None:
    pytest.importorskip("typst")
    (ready.parent / "scans/statement.jpg").write_bytes(content())
    path = tmp_path / "out.pdf"
    done = cli("bundle", str(ready), "--document", "card-dispute", "-o", str(path))
    assert (done.code, done.out) == (2, "")
    assert "evidence.1.file" in done.err
    assert reason in " ".join(done.err.split())
    assert done.err.startswith("evidence.1.file"), "what the reader grumbles about is not shown"
    assert ".zip" in done.err
    assert not path.exists()
    with zipfile.ZipFile(bundled("out.zip")) as archive:
        name = next(name for name in archive.namelist() if name.startswith("02-"))
        assert archive.read(name) == (ready.parent / "scans/statement.jpg").read_bytes()


def test_a_statement_that_shows_too_much_calls_for_a_reminder(cli, ready, tmp_path) -> None:
    words = ["bundle", str(ready), "--document", "card-dispute", "--overwrite"]
    path = str(tmp_path / "out.zip")
    assert "evidence.1.redacted" in cli(*words, "-o", path).err
    assert "redacted" not in cli(*words, "--set", "evidence.1.redacted=yes", "-o", path).err


def test_a_file_of_a_strange_kind_is_taken_along_with_a_note(cli, ready, tmp_path) -> None:
    (ready.parent / "scans/statement.jpg").write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0")
    done = cli("bundle", str(ready), "-o", str(tmp_path / "out.zip"))
    assert "statement.jpg is copied just as it is" in " ".join(done.err.split())


def test_without_a_choice_the_letter_is_what_the_case_is_ready_for(cli, ready, tmp_path) -> None:
    done = cli("bundle", str(ready), "-o", str(tmp_path / "out.zip"))
    assert done.code == 0
    assert "Letters in it: Card dispute letter." in done.err


def test_a_file_that_is_not_there_stops_the_bundle(cli, ready, tmp_path) -> None:
    (ready.parent / "scans/mail.eml").unlink()
    done = cli("bundle", str(ready), "-o", str(tmp_path / "out.zip"))
    assert (done.code, done.out) == (2, "")
    assert "evidence.0.file" in done.err
    assert not (tmp_path / "out.zip").exists()


def test_writing_a_letter_tells_of_a_file_that_is_not_there(cli, ready) -> None:
    (ready.parent / "scans/mail.eml").unlink()
    done = cli("write", "card-dispute", "--case", str(ready), "--no-input")
    assert done.code == 0
    assert "evidence.0.file names a file that is not there" in " ".join(done.err.split())
    assert "evidence.1" not in done.err


def test_a_letter_that_does_not_fit_is_refused_as_by_write(cli, ready, tmp_path) -> None:
    path = tmp_path / "out.zip"
    done = cli("bundle", str(ready), "--document", "direct-debit-refund", "-o", str(path))
    assert done.code == 4
    assert not path.exists()


@pytest.mark.parametrize("output", [[], ["-o", "-"], ["-o", "out.rar"], ["-o", "out"]])
def test_only_zip_and_pdf_can_be_asked_for(cli, ready, output) -> None:
    done = cli("bundle", str(ready), *output)
    assert done.code == 2
    assert ".zip" in done.err
    assert ".pdf" in done.err


def test_a_bundle_that_is_there_is_kept(cli, bundled, ready) -> None:
    path = bundled("out.zip")
    before = path.read_bytes()
    assert cli("bundle", str(ready), "-o", str(path)).code == 1
    assert path.read_bytes() == before
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("package", "suffix", "extra"),
    [("PIL", "zip", "bundle"), ("pypdf", "pdf", "bundle,pdf"), ("typst", "pdf", "pdf")],
)
def test_a_missing_package_is_named(ready, tmp_path, package, suffix, extra) -> None:
    script = (
        f"import sys; sys.modules[{package!r}] = None; "
        "from refundletters.cli.main import run; run()"
    )
    words = ["bundle", str(ready), "-o", str(tmp_path / f"out.{suffix}")]
    done = subprocess.run(
        [sys.executable, "-c", script, *words],
        capture_output=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[3],
        check=False,
    )
    assert done.returncode == 2
    assert f"refundletters[{extra}]" in " ".join(done.stderr.split())
    assert not (tmp_path / f"out.{suffix}").exists()


def test_evidence_from_outside_the_folder_needs_a_yes(cli, ready, tmp_path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    case = folder / "case.toml"
    case.write_text(ready.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "scans").symlink_to(ready.parent / "scans")
    done = cli("bundle", str(case), "-o", str(tmp_path / "out.zip"))
    assert done.code == 2
    assert "names a file outside the folder of the case" in " ".join(done.err.split())
    assert not (tmp_path / "out.zip").exists()
    letter = tmp_path / "letter.eml"
    done = cli("write", "card-dispute", "--case", str(case), "-o", str(letter), "--no-input")
    assert done.code == 0
    assert "lies outside the folder of the case" in " ".join(done.err.split())
    assert b"attachment" not in letter.read_bytes()
