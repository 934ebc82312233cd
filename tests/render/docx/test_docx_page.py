"""How the page of a Word letter is set: paper, window, fold marks, following pages."""

from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from refundletters.model.document import Document, Layout, Zone
from refundletters.render import render

from ..blocks import document, layout, lines, p
from ..samples import letter_ar, letter_de, letter_gb, letter_us
from ..words import W, from_docx
from .docx_parts import attribute, body, opened, package, part


@pytest.mark.parametrize(
    ("made", "size", "left"),
    [(letter_us(), (12240, 15840), 1440), (letter_de(), (11906, 16838), 1417)],
)
def test_the_paper_is_the_country_s(made: Document, size: tuple[int, int], left: int):
    section = body(made).find(f"{W}body/{W}sectPr")
    assert section is not None
    page, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
    assert page is not None
    assert margins is not None
    assert (int(page.get(W + "w", 0)), int(page.get(W + "h", 0))) == size
    assert abs(int(margins.get(W + "left", 0)) - left) <= 1
    assert section.find(W + "titlePg") is not None


def test_styles_are_the_ones_a_person_looks_for():
    used = {paragraph.style.name for paragraph in opened(letter_us()).paragraphs}
    assert used >= {
        "Sender Address", "Date", "Delivery", "Recipient Address", "Subject", "Salutation",
        "Normal", "Heading 2", "List Number", "List Bullet", "Closing",
        "Signature", "Label", "Enclosures",
    }  # fmt: skip
    names = {style.name for style in opened(letter_us()).styles}
    assert names >= used | {"Strong", "Emphasis", "Letter Table", "Heading 1", "Header"}


def test_the_recipient_stands_in_the_window():
    for make in (letter_us, letter_gb):
        made = make()
        zone = made.layout.recipient_zone
        assert zone is not None
        pitch = 13 * 25.4 / 72
        y = made.layout.margins[0]
        for paragraph in body(made).iter(W + "p"):
            before = attribute(paragraph, "pPr/spacing", "before")
            y += int(before or 0) / 1440 * 25.4
            if attribute(paragraph, "pPr/pStyle", "val") == "RecipientAddress":
                assert zone.y - 0.1 <= y <= zone.y + 0.1
                break
            y += pitch * (1 + len(list(paragraph.iter(W + "br"))))


def test_a_long_sender_pushes_the_rest_down():
    made = letter_us()
    blocks = list(made.blocks)
    blocks[0] = replace(blocks[0], lines=lines(*(f"Line {n}" for n in range(12))))
    content = render(replace(made, blocks=tuple(blocks)), "docx").content
    assert from_docx(content)[:2] == ["Line", "0"]


def test_the_address_field_holds_recipient_and_notes_and_the_sender_stands_beside():
    word = opened(letter_de())
    left, right = word.tables[0].rows[0].cells
    note, address = left.paragraphs
    assert (note.text, note.style.name) == ("Einschreiben", "Address Note")
    assert address.text.startswith("Beispielstrom GmbH\n")
    assert right.paragraphs[0].text.startswith("Erika Beispiel\n")
    before = left.paragraphs[0].paragraph_format.space_before
    assert before is not None
    pitch = 13 * 25.4 / 72
    assert abs(before.mm + pitch - (45 + 17.7 - 25)) < 0.1  # the address starts below the notes


def test_the_first_page_has_fold_marks_and_a_return_line_without_telephone():
    header = part(letter_de(), "word/header1.xml")
    words = "".join(node.text or "" for node in header.iter(W + "t"))
    if not words.startswith("Erika"):
        header = part(letter_de(), "word/header2.xml")
        words = "".join(node.text or "" for node in header.iter(W + "t"))
    assert words == "Erika Beispiel · Musterweg 7 · 10115 Berlin"
    places = {int(frame.get(W + "y", 0)) for frame in header.iter(W + "framePr")}
    assert {round(mm * 1440 / 25.4) for mm in (105, 210, 148.5)} <= places


def test_an_address_field_without_its_parts_still_stands():
    bare = document(p("Words."), kind="letter", layout=layout("DE"), locale="de_DE")
    assert from_docx(render(bare, "docx").content) == ["Words."]
    zone = Layout(
        "XX", "A4", (25, 20, 20, 25), ("recipient",), "return_line",
        recipient_zone=Zone(20, 45, 85, 45),
    )  # fmt: skip
    made = replace(letter_ar(), layout=zone)
    content = render(made, "docx").content
    assert from_docx(content)[:2] == ["شركة", "Example"]


def test_pages_after_the_first_say_whose_letter_it_is_and_count():
    archive = package(letter_us())
    relations = archive.read("word/_rels/document.xml.rels").decode()
    assert "header1.xml" in relations
    headers = [ET.fromstring(archive.read(f"word/header{n}.xml")) for n in (1, 2)]
    said = ["".join(node.text or "" for node in header.iter(W + "t")) for header in headers]
    index = said.index("Example Bank, N.A. · November 22, 2026Page 2 of 2")
    fields = [node.get(W + "instr") for node in headers[index].iter(W + "fldSimple")]
    assert fields == [" PAGE ", " NUMPAGES "]
    assert said[1 - index] == ""
