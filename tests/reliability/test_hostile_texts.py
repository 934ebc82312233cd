"""Any text in any answer gives whole letters: no word lost, no broken file, no traceback."""

from __future__ import annotations

import email
import email.policy
import io
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any, Final

import docx
import html5lib
import icalendar
import pypdf
import pytest
from support.builders import RICH, TODAY, changed
from support.figures import Figures
from support.hostile import filled

from refundletters.answers.build import build_case
from refundletters.answers.store import load
from refundletters.answers.toml_edit import update_toml
from refundletters.cli.main import main
from refundletters.errors import CaseError
from refundletters.facts.gather import gather
from refundletters.letters.compose import compose
from refundletters.model.document import Document
from refundletters.packs.letters import letter_metas
from refundletters.packs.roots import Roots, shipped_roots
from refundletters.render import render

METAS = tuple(letter_metas(shipped_roots()).values())
LOCALES: Final = ("en_US", "en_GB", "de_DE", "fr_FR", "es_ES")
_TEXTS_A_CASE: Final = 50
_ISOLATES: Final = dict.fromkeys(map(ord, "\u200e\u200f\u2066\u2067\u2068\u2069"))
# Marks that formats add or leave out: they set words apart and are none themselves.
_RULE: Final = re.compile(r"[-_]{2,}|[–·•-]|\d+\.")


def words(text: str) -> list[str]:
    return [word for word in text.translate(_ISOLATES).split() if not _RULE.fullmatch(word)]


def of_word(content: bytes) -> list[str]:
    found = []
    for item in docx.Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(item, docx.table.Table):
            found += [p.text for row in item.rows for cell in row.cells for p in cell.paragraphs]
        else:
            found.append(item.text)
    return words("\n".join(found))


def of_page(content: str) -> list[str]:
    body = html5lib.parse(content, namespaceHTMLElements=False).find("body")
    said: list[str] = []

    def read(node: Any) -> None:
        apart = "" if node.tag in ("strong", "em", "bdi", "span") else " "
        said.append(apart + (node.text or ""))
        for child in node:
            read(child)
        said.append(apart + (node.tail or ""))

    read(body)
    return words("".join(said))


def of_email(content: bytes) -> list[str]:
    """The words of the plain text, which both parsers of Python read alike."""
    newer = email.message_from_bytes(content, policy=email.policy.default)
    older = email.message_from_bytes(content, policy=email.policy.compat32)
    assert newer.defects == older.defects == []
    assert len(newer.get_all("Subject")) == len(older.get_all("Subject")) == 1
    assert {"Bcc", "Cc"}.isdisjoint(newer.keys())
    assert len(newer.get_all("To", [])) <= 1
    plain, page = newer.iter_parts()
    old = older.get_payload()[0]
    assert old.get_payload(decode=True).decode("utf-8") == plain.get_content()
    assert of_page(page.get_content()) == words(plain.get_content())
    return words(plain.get_content())


@pytest.fixture(scope="module")
def letters(pytestconfig: pytest.Config) -> int:
    return 400 if pytestconfig.getoption("full") else 8


def test_any_text_in_any_answer_gives_whole_letters(
    letters: int, figures: Figures, tmp_path: Path
) -> None:
    roots, draw, count = shipped_roots(), Random(20261130), Counter[str]()
    for number in range(letters):
        answers, tried, refused = filled(_case(draw), draw)
        count["texts"] += tried
        count["refused by name"] += refused
        document = _composed(answers, roots, draw)
        for format, lost in _lost(document):
            count["letters read back"] += 1
            assert lost == [], (format, lost[:5], answers)
        if number % 10 == 0:
            _check_pages_and_days(document, answers, tmp_path)
            count["letters read back"] += 2
    figures(
        "hostile texts",
        [
            ("texts", "refused by name", "files read back", "words lost", "broken", "tracebacks"),
            (count["texts"], count["refused by name"], count["letters read back"], 0, 0, 0),
        ],
    )
    assert count["texts"] >= letters * _TEXTS_A_CASE


def _case(draw: Random) -> dict[str, Any]:
    reason = draw.choice(METAS[0].reasons or ("unused",))
    steps = {"incidents": [{"at": TODAY}], **RICH["technical"]}
    return changed(RICH, reason=reason, service={"name": "Example"}, technical=steps)


def _composed(answers: dict[str, Any], roots: Roots, draw: Random) -> Document:
    fitting = [meta for meta in METAS if answers["reason"] in meta.reasons]
    meta = draw.choice(fitting)
    try:
        case = build_case(answers)
    except CaseError as error:  # two answers that do not go together are told by name
        pytest.fail(f"{error} {error.key}")
    return compose(meta.id, gather(case, roots, TODAY), roots, draw.choice(LOCALES))


def _lost(document: Document) -> list[tuple[str, list[str]]]:
    """Return the words of the text that each other format does not have."""
    expected = Counter(words(render(document, "text").content.decode()))
    mail = render(document, "eml").content
    found = {
        "docx": of_word(render(document, "docx").content),
        "html": of_page(render(document, "html").content.decode()),
        "eml": of_email(mail),
    }
    subject = words(str(email.message_from_bytes(mail, policy=email.policy.default)["Subject"]))
    label = document.labels["subject"]
    found["eml"] += [*subject, *words(label), f"{label}:", ":"]
    return [(name, list((expected - Counter(read)).elements())) for name, read in found.items()]


def _check_pages_and_days(document: Document, answers: dict[str, Any], folder: Path) -> None:
    pdf = pypdf.PdfReader(io.BytesIO(render(document, "pdf").content), strict=True)
    assert len(pdf.pages) >= 1
    assert sum(len(page.extract_text()) for page in pdf.pages) > 100
    case = folder / "case.toml"
    case.write_text(update_toml("", answers), encoding="utf-8", newline="\n")
    assert load(case) == answers
    said = io.StringIO()
    words = ["remind", str(case), "-o", str(folder / "days.ics"), "--overwrite"]
    assert main(words, {}, None, said, said, today=TODAY) == 0, said.getvalue()
    calendar = icalendar.Calendar.from_ical((folder / "days.ics").read_bytes())
    assert not calendar.errors
    assert all(part.name in ("VEVENT", "VALARM") for part in calendar.walk()[1:])


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_libreoffice_reads_every_word(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    if not pytestconfig.getoption("full"):
        pytest.skip("starts an office; run with --full")
    roots, draw = shipped_roots(), Random(7)
    expected = {}
    for number in range(12):
        document = _composed(filled(_case(draw), draw)[0], roots, draw)
        path = tmp_path / f"{number}.docx"
        path.write_bytes(render(document, "docx").content)
        expected[path] = words(render(document, "text").content.decode())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    options = ["--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path)]
    command = ["soffice", profile, *options, *map(str, expected)]
    subprocess.run(command, capture_output=True, check=True, timeout=300)
    for path, said in expected.items():
        found = words(path.with_suffix(".txt").read_text(encoding="utf-8-sig"))
        assert list((Counter(said) - Counter(found)).elements()) == [], path
