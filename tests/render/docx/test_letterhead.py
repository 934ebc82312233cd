import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Mm, Pt

from refundletters.errors import UsageError
from refundletters.model.document import Document
from refundletters.render import Output, render

from ..blocks import document, p
from ..samples import chat, letter_ar, letter_de, letter_fr, letter_us
from ..words import W, from_docx


@pytest.fixture
def head(tmp_path: Path) -> Path:
    """A letterhead as a person makes one: a header, a footer, margins, a style, one logo line."""
    word = docx.Document()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(40)
    section.header.paragraphs[0].text = "Ada Example Consulting"
    section.footer.paragraphs[0].text = "IBAN on request"
    word.styles["Heading 2"].font.size = Pt(20)
    word.core_properties.comments = "kept"
    return saved(word, tmp_path / "head.docx")


def saved(word, path: Path) -> Path:
    word.save(str(path))
    return path


def on(made: Document, letterhead: Path) -> docx.document.Document:
    return docx.Document(io.BytesIO(render(made, Output("docx", letterhead=letterhead)).content))


def test_the_page_of_the_letterhead_stays(head: Path):
    word = on(letter_us(), head)
    section = word.sections[-1]
    assert section.page_width is not None
    assert round(section.page_width.mm) == 210
    assert section.left_margin is not None
    assert round(section.left_margin.mm) == 40
    assert section.header.paragraphs[0].text == "Ada Example Consulting"
    assert section.footer.paragraphs[0].text == "IBAN on request"
    assert word.styles["Heading 2"].font.size == Pt(20)
    assert word.core_properties.comments == "kept"


@pytest.mark.parametrize("make", [letter_us, letter_de, letter_fr, letter_ar, chat])
def test_the_words_are_those_of_the_letter(head: Path, make):
    content = render(make(), Output("docx", letterhead=head)).content
    assert from_docx(content) == from_docx(render(make(), "docx").content)


def test_the_letter_fits_between_its_margins(head: Path):
    table = on(letter_us(), head).tables[0]
    widths = [int(column.get(W + "w")) for column in table._tbl.tblGrid]
    assert abs(sum(widths) / 1440 * 25.4 - 130) < 1


def test_its_size_of_type_decides_how_wide_columns_are(tmp_path: Path):
    wide = []
    for size in (8, 20):
        word = docx.Document()
        word.styles["Normal"].font.size = Pt(size)
        table = on(letter_us(), saved(word, tmp_path / f"{size}.docx")).tables[0]
        wide.append([int(column.get(W + "w")) for column in table._tbl.tblGrid][-1])
    assert wide[0] < wide[1]


def test_styles_are_its_own_where_it_has_them_and_ours_where_not(head: Path):
    word = on(letter_us(), head)
    used = {paragraph.style.name for paragraph in word.paragraphs}
    assert {"Heading 2", "List Number", "Sender Address", "Recipient Address", "Subject"} <= used
    names = [style.name for style in word.styles]
    assert len(names) == len(set(names))
    assert word.tables[0].style.name == "Letter Table"


def test_an_id_that_means_another_style_is_not_reused(tmp_path: Path):
    word = docx.Document()
    word.styles.add_style("My own", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH).element.set(
        docx.oxml.ns.qn("w:styleId"), "Subject"
    )
    made = on(letter_us(), saved(word, tmp_path / "head.docx"))
    subject = next(item for item in made.paragraphs if item.text.startswith("Re:"))
    assert subject.style.name == "Subject"
    assert subject.style.style_id == "Subject0"


def test_its_words_stay_in_front_and_zones_are_given_up(tmp_path: Path):
    word = docx.Document()
    word.add_paragraph("Our logo")
    word.add_paragraph("")
    made = on(letter_de(), saved(word, tmp_path / "head.docx"))
    texts = [paragraph.text for paragraph in made.paragraphs]
    assert texts[:2] == ["Our logo", "Einschreiben"]
    assert len(made.tables) == 1


@pytest.mark.parametrize("make", [letter_us, letter_ar])
def test_numbering_is_added_to_its_own_or_made(tmp_path: Path, make):
    with_lists, without, empty = docx.Document(), docx.Document(), docx.Document()
    with_lists.add_paragraph("one", style="List Number")
    for key, relation in list(without.part.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            del without.part.rels[key]
    numbering = empty.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    for number, word in enumerate((with_lists, without, empty)):
        path = saved(word, tmp_path / f"{number}.docx")
        made = on(make(), path)
        root = next(
            relation.target_part
            for relation in made.part.rels.values()
            if relation.reltype == RELATIONSHIP_TYPE.NUMBERING
        ).element
        known = {node.get(W + "numId") for node in root.findall(W + "num")}
        abstract = {node.get(W + "abstractNumId") for node in root.findall(W + "abstractNum")}
        used = {node.get(W + "val") for node in made.element.body.iter(W + "numId")}
        of = {node.get(W + "val") for node in root.iter(W + "abstractNumId")}
        assert used <= known
        assert of <= abstract
        assert len(root.findall(W + "num")) == len(known)


def test_each_paragraph_runs_from_right_to_left(head: Path):
    body = on(letter_ar(), head).element.body
    assert all(node.find(f"{W}pPr/{W}bidi") is not None for node in body.iter(W + "p"))


def test_title_language_and_day_are_the_letter_s(head: Path):
    word = on(letter_de(), head)
    assert word.core_properties.title.startswith("Beschwerde")
    assert word.core_properties.language == "de-DE"
    assert word.core_properties.created.isoformat().startswith("2026-11-22")
    lang = word.styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert lang.get(W + "val") == "de-DE"
    undated = document(p("Hi."), case_day="", title="x" * 300)
    assert on(undated, head).core_properties.created.year == 1980


def test_the_same_letter_on_the_same_paper_gives_the_same_bytes(head: Path):
    first, second = (render(letter_us(), Output("docx", letterhead=head)).content for _ in range(2))
    assert first == second


def test_a_section_without_measures_gets_the_country_s(tmp_path: Path):
    word = docx.Document()
    section = word.sections[0]._sectPr
    for child in list(section):
        section.remove(child)
    made = on(letter_us(), saved(word, tmp_path / "head.docx"))
    assert made.paragraphs[0].text.startswith("Ada Example")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "no such file"),
        (b"plain text", "not a Word document"),
        (b"\xd0\xcf\x11\xe0 an old or locked file", "not a Word document"),
        ("zip", "not a Word document"),
        ("macro", "not a Word document"),
        ("narrow", "no room"),
    ],
)
def test_what_cannot_be_used_is_refused_with_the_reason(tmp_path: Path, content, why: str):
    path = tmp_path / "head.docx"
    if content == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a.txt", "a")
    elif content == "narrow":
        word = docx.Document()
        word.sections[0].left_margin = Mm(170)
        saved(word, path)
    elif content == "macro":
        buffer = io.BytesIO()
        docx.Document().save(buffer)
        with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(path, "w") as archive:
            for name in source.namelist():
                part = source.read(name)
                if name == "[Content_Types].xml":
                    part = part.replace(b"wordprocessingml.document.main", b"macroEnabled.main")
                archive.writestr(name, part)
    elif content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError, match=why) as caught:
        render(letter_us(), Output("docx", letterhead=path))
    assert caught.value.remedy is not None
