"""What stays together on a page, in each format that has pages."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import docx
import pytest
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from msgspec.structs import replace

from refundletters.model.document import Address, Document, Heading, ListBlock, Text
from refundletters.render import render
from refundletters.render.page_geometry import heading_levels, page_for, stays_whole
from refundletters.render.pdf.data import page_data

from ..blocks import document, layout, lines, p, table
from ..samples import letter_us
from ..words import W

libreoffice = pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")


def convert(home: Path, place: Path, kind: str, *files: Path) -> None:
    """Let LibreOffice write ``files`` as ``kind`` into ``place``."""
    own = f"-env:UserInstallation=file://{home}/home"
    command = ["soffice", own, "--headless", "--convert-to", kind, "--outdir", place, *files]
    subprocess.run(command, check=True, capture_output=True)


def units(made: Document) -> list[ET.Element]:
    """Paragraphs of the body and rows of its tables, in order."""
    with zipfile.ZipFile(io.BytesIO(render(made, "docx").content)) as archive:
        body = ET.fromstring(archive.read("word/document.xml"))[0][:-1]
    return [u for item in body for u in (item.iter(W + "tr") if item.tag == W + "tbl" else [item])]


def words_of(unit: ET.Element) -> str:
    return "".join(node.text or "" for node in unit.iter(W + "t"))


def kept(made: Document) -> dict[str, bool]:
    return {words_of(unit): unit.find(f"{W}pPr/{W}keepNext") is not None for unit in units(made)}


def short_letter(before: int, long: int = 0) -> Document:
    """A letter whose lead-in stands after ``before`` paragraphs, ``long`` of them of two lines."""
    return document(
        Address(lines("Ada Example", "12 Sample Street", "Springfield"), "sender"),
        Address(lines("Example Bank", "Disputes"), "recipient"),
        p("May 3, 2026", "date"),
        p("Subject", "subject"),
        table(("Day", "Sum"), ("May 3", "$1")),
        *(p(f"Line {n}." + " It goes on." * 8 * (n < long)) for n in range(before)),
        p("I ask you to:"),
        ListBlock(lines("reverse it;", "write to me."), ordered=True),
        p("Thank you.", "thanks"),
        p("Sincerely,", "close"),
        p("Ada Example", "signature"),
        kind="letter",
        layout=layout("US"),
    )


def test_a_close_never_stands_without_a_line_of_the_letter():
    made = document(p("First."), p("Last."), p("Thanks.", "thanks"), p("Yours,", "close"))
    assert kept(made) | {"": False} == {
        "First.": False, "Last.": True, "Thanks.": True, "Yours,": False, "": False,
    }  # fmt: skip
    assert [block.get("leads-on") for block in page_data(made)["blocks"]] == [
        False, True, True, False,
    ]  # fmt: skip


def test_short_lists_stay_whole_and_long_ones_may_part():
    short, long = ListBlock(lines("a", "b", "c")), ListBlock(lines(*("word " * 40,) * 5))
    made = document(short, long)
    assert [stays_whole(page_for(made), block) for block in (short, long)] == [True, False]
    keeps = [unit.find(f"{W}pPr/{W}keepNext") is not None for unit in units(made)]
    assert keeps == [True, True, False, False, False, False, False, False]
    assert [block["whole"] for block in page_data(made)["blocks"]] == [True, False]


@pytest.mark.parametrize("before", range(14, 22))
def test_the_twenty_fifth_paragraph_is_none_that_stays_with_the_next(before: int):
    found = units(short_letter(before))
    keeps = found[24].find(f"{W}pPr/{W}keepNext") is not None
    styled = found[24].find(f"{W}pPr/{W}pStyle")
    named = "" if styled is None else styled.get(W + "val")
    assert len(found) > 25
    assert not keeps
    assert named not in {"Closing", "Signature"}
    assert "Ada Example12 Sample StreetSpringfield" in "".join(map(words_of, found))


@libreoffice
def test_a_file_saved_again_by_libreoffice_keeps_its_styles_and_lists(tmp_path: Path):
    file = tmp_path / "letter.docx"
    file.write_bytes(render(letter_us(), "docx").content)
    again = tmp_path / "again"
    convert(tmp_path, again, "odt", file)
    convert(tmp_path, again, "docx", again / "letter.odt")
    before, after = (docx.Document(str(path)) for path in (file, again / file.name))

    def styled(word: DocxDocument) -> list[tuple[str, str]]:
        return [(paragraph.style.name, paragraph.text) for paragraph in word.paragraphs]

    assert styled(after) == styled(before)
    assert "tblHeader" in after.tables[0]._tbl.xml
    assert after._body._element.xml.count("<w:numPr>") == len(
        list(before._body._element.iter(qn("w:numPr")))
    )


@libreoffice
def test_libreoffice_leaves_no_lead_in_alone(tmp_path: Path):
    files = []
    for long in range(8):
        made = short_letter(18, long)
        file = tmp_path / f"{long}.docx"
        file.write_bytes(render(made, "docx").content)
        files.append(file)
    convert(tmp_path, tmp_path, "pdf", *files)
    if not shutil.which("pdftotext"):
        pytest.skip("needs poppler")
    for file in files:
        done = subprocess.run(
            ["pdftotext", file.with_suffix(".pdf"), "-"], capture_output=True, text=True, check=True
        )
        first, *others = done.stdout.rstrip("\f").split("\f")
        if others:
            assert first.strip().split("\n")[-1] not in {
                "I ask you to:",
                "Thank you.",
                "Sincerely,",
            }


def test_headings_have_levels_without_a_gap_from_one_on():
    subject, deep = p("S", "subject"), Heading((Text("H"),), level=4)
    assert heading_levels([subject, deep]) == [1, 4]
    assert heading_levels([deep, p("x")]) == [1, 0]
    assert heading_levels([Heading((Text("T"),), level=1), subject]) == [1, 0]
    assert [block["level"] for block in page_data(document(subject, deep))["blocks"]] == [1, 2]


def test_what_is_left_over_goes_to_the_words_and_not_to_the_day():
    made = document(table(("Day", "What", "Sum"), ("May 3, 2026", "EXAMPLE", "$1.00")))
    day, what, amount = page_data(made)["blocks"][0]["columns"]
    assert what > 2 * max(day, amount)
    assert day + what + amount == pytest.approx(page_for(made).text_width)


def test_lists_of_large_print_have_room_for_their_numbers():
    made = replace(letter_us(), large_print=True)
    usual, large = page_for(letter_us()).hanging, page_for(made).hanging
    assert large == pytest.approx(usual * 16 / 11)
    with zipfile.ZipFile(io.BytesIO(render(made, "docx").content)) as archive:
        numbering = ET.fromstring(archive.read("word/numbering.xml"))
    indents = {node.get(W + "hanging") for node in numbering.iter(W + "ind")}
    assert indents == {str(round(large * 1440 / 25.4))}
