"""``compare``: two languages of one document, in columns or one below the other."""

from __future__ import annotations

import zipfile
from xml.etree import ElementTree

import pytest

COMPARE = ["compare", "refund-request", "--locale", "de", "--with", "en"]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_two_languages_stand_side_by_side(cli, case) -> None:
    done = cli(*COMPARE, "--case", str(case))
    assert (done.code, done.err) == (0, "")
    head, _, subject, *_ = done.out.splitlines()
    assert [part.strip() for part in head.split("|")] == ["German", "English"]
    assert subject.index("Erstattung von") < subject.index("Refund of")
    assert all(len(line) <= 80 for line in done.out.splitlines())


def test_each_sentence_is_beside_its_translation(cli, case) -> None:
    out = cli(*COMPARE, "--case", str(case)).out
    closing = next(line for line in out.splitlines() if "Mit freundlichen" in line)
    assert closing.split("|")[1].strip() == "Kind regards,"
    amounts = [line for line in out.splitlines() if "£10.99" in line and "10,99\xa0£" in line]
    assert amounts


def test_a_narrow_screen_gets_one_language_below_the_other(cli, case) -> None:
    out = cli(*COMPARE, "--case", str(case), env={"COLUMNS": "40"}).out
    lines = out.splitlines()
    assert lines[0] == "[German]"
    assert lines.count("[German]") == lines.count("[English]")
    assert " | " not in out
    assert max(map(len, lines)) <= 40


def test_without_another_language_it_is_that_of_the_screen(cli, case) -> None:
    words = ["compare", "refund-request", "--locale", "fr", "--case", str(case)]
    assert cli(*words, env={"LANG": "de_DE.UTF-8"}).out.splitlines()[0].split() == [
        "Französisch",
        "|",
        "Deutsch",
        "(Deutschland)",
    ]


def test_a_page_marks_the_language_of_each_column(cli, case, tmp_path) -> None:
    path = tmp_path / "both.html"
    done = cli(*COMPARE, "--case", str(case), "-o", str(path))
    assert (done.code, done.out) == (0, "")
    page = ElementTree.fromstring(
        path.read_text(encoding="utf-8")
        .partition("</head>")[2]
        .removesuffix("</html>\n")
        .replace("<br>", "<br/>")
    )
    rows = page.findall(".//tbody/tr")
    assert len(rows) > 8
    assert {tuple(cell.get("lang") for cell in row) for row in rows} == {("de", "en")}


def test_word_has_one_row_for_each_block(cli, case, tmp_path) -> None:
    path = tmp_path / "both.docx"
    assert cli(*COMPARE, "--case", str(case), "-o", str(path)).code == 0
    with zipfile.ZipFile(path) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))
    rows = body.findall(f".//{W}tr")
    assert all(len(row.findall(f"{W}tc")) == 2 for row in rows)
    words = ["".join(cell.itertext()) for row in rows for cell in row.findall(f"{W}tc")]
    assert words[:2] == ["German", "English"]
    assert "Mit freundlichen Grüßen" in words


@pytest.mark.parametrize("document", ["card-dispute", "bank-appeal", "case-summary"])
def test_long_letters_line_up_too(cli, full_case, document) -> None:
    done = cli(
        "compare", document, "--case", str(full_case), "--locale", "fr", "--with", "en_GB",
        "--set", "contacts.0.party=bank", "--set", "contacts.0.reference=B-7",
        "--set", "contacts.1.at=2026-02-25", "--set", "contacts.1.result=refused",
        "--set", "contacts.1.channel=letter",
    )  # fmt: skip
    assert done.code == 0, done.err
    rows = [line.split(" | ") for line in done.out.splitlines()[2:] if " | " in line]
    both = [row for row in rows if all(part.strip() for part in row)]
    assert len(both) > len(rows) / 2


def test_one_language_twice_is_refused(cli, case) -> None:
    done = cli("compare", "refund-request", "--case", str(case), "--locale", "de", "--with", "de")
    assert (done.code, done.out) == (2, "")
    assert "--with" in done.err


def test_a_document_that_does_not_fit_is_refused_as_by_write(cli, case) -> None:
    done = cli("compare", "direct-debit-refund", "--case", str(case), "--locale", "de")
    assert (done.code, done.out) == (4, "")


def test_a_format_without_columns_is_refused(cli, case, tmp_path) -> None:
    path = tmp_path / "both.eml"
    done = cli(*COMPARE, "--case", str(case), "-o", str(path))
    assert done.code == 2
    assert ".html" in done.err
    assert not path.exists()
