import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace
from support.goldens import Golden

from refundletters.model.document import Document, Fill, Heading, Paragraph, Text
from refundletters.render import Output, render
from refundletters.render.docx.base import base_for
from refundletters.render.docx.paper import tag
from refundletters.render.page_geometry import page_for

from ..blocks import document, p, table
from ..samples import ALL, chat, email, letter_ar, letter_de, letter_fr, letter_us
from ..words import W, from_docx, from_docx_by_python_docx
from .docx_parts import attribute, body, opened, package, part

TESTS = Path(__file__).parents[2]
GOLDENS = Path(__file__).parent / "goldens"


def paragraph_of(made: Document, words: str) -> ET.Element:
    for paragraph in body(made).iter(W + "p"):
        if words in "".join(node.text or "" for node in paragraph.iter(W + "t")):
            return paragraph
    raise AssertionError(words)


def test_an_independent_validator_finds_nothing(tmp_path: Path):
    for name, make in ALL.items():
        (tmp_path / f"{name}.docx").write_bytes(render(make(), "docx").content)
    empty = tmp_path / "paper.docx"
    empty.write_bytes(render(document(), "docx").content)
    own = render(letter_us(), Output("docx", letterhead=empty)).content
    (tmp_path / "on-own-paper.docx").write_bytes(own)
    options = ["--policy", "strict", "-f", "microsoft365", "--recursive"]
    command = [sys.executable, "-m", "openxml_audit", *options, tmp_path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_letter_without_a_head_starts_with_its_words():
    made = document(p("Words."), kind="letter")
    assert from_docx(render(made, "docx").content) == ["Words."]


@pytest.mark.parametrize("name", ALL)
def test_python_docx_reads_the_same_words(name: str):
    content = render(ALL[name](), "docx").content
    assert from_docx_by_python_docx(content) == from_docx(content)


def test_nothing_is_left_of_the_library_s_own_template():
    archive = package(letter_us())
    assert sorted(archive.namelist()) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/header1.xml",
        "word/header2.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
        "word/theme/theme1.xml",
    ]
    everything = b"".join(archive.read(name) for name in archive.namelist())
    for trace in (b"python-docx", b"Calibri", b"Cambria", b"ja-JP", b"2013-12-23"):
        assert trace not in everything
    assert len(render(letter_us(), "docx").content) < 16_000


def test_the_zip_has_no_time_of_its_own():
    assert {info.date_time for info in package(letter_us()).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_title_writer_language_and_day_are_set():
    properties = opened(letter_de()).core_properties
    assert properties.title == "Beschwerde: zwei Abbuchungen nach meiner Kündigung"
    assert properties.author == "Erika Beispiel"
    assert properties.language == "de-DE"
    assert properties.created is not None
    assert properties.created.date().isoformat() == "2026-11-22"
    assert opened(replace(chat(), case_day="")).core_properties.title == "Refund request"


def test_language_and_fonts_are_set_for_every_script():
    for made, language in ((letter_fr(), "fr-FR"), (letter_ar(), "ar-AE")):
        styles = part(made, "word/styles.xml")
        lang = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
        fonts = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
        assert lang is not None
        assert fonts is not None
        assert lang.get(W + "val") == language
        assert {fonts.get(W + name) for name in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Arial"}
    assert attribute(part(letter_ar(), "word/styles.xml"),
                     "docDefaults/rPrDefault/rPr/lang", "bidi") == "ar-AE"  # fmt: skip


@pytest.mark.parametrize(
    ("locale", "name", "font"),
    [
        ("ja_JP", "ja-JP", "Yu Gothic"),
        ("zh_Hant_TW", "zh-TW", "Microsoft JhengHei"),
        ("zh_Hans_CN", "zh-CN", "Microsoft YaHei"),
        ("ko_KR", "ko-KR", "Malgun Gothic"),
    ],
)
def test_east_asian_letters_have_a_font_of_their_own(locale: str, name: str, font: str):
    made = document(p("日本語"), locale=locale)
    styles = part(made, "word/styles.xml")
    path = "docDefaults/rPrDefault/rPr/"
    assert attribute(styles, path + "rFonts", "eastAsia") == font
    assert attribute(styles, path + "lang", "eastAsia") == name == tag(locale)


def test_hindi_has_a_font_with_its_letters():
    styles = part(document(p("नमस्ते"), locale="hi_IN"), "word/styles.xml")
    assert attribute(styles, "docDefaults/rPrDefault/rPr/rFonts", "cs") == "Nirmala UI"


def test_word_opens_it_in_today_s_mode():
    settings = part(letter_us(), "word/settings.xml")
    modes = {n.get(W + "name"): n.get(W + "val") for n in settings.iter(W + "compatSetting")}
    assert modes["compatibilityMode"] == "15"


def test_a_table_repeats_its_head_and_never_splits_a_row():
    rows = list(body(letter_us()).iter(W + "tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * 3
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    ends = [cell.find(f"{W}p/{W}pPr/{W}jc") for cell in rows[1].iter(W + "tc")]
    assert [None if end is None else end.get(W + "val") for end in ends] == [None, None, "right"]
    look = body(letter_us()).find(f".//{W}tblLook")
    assert look is not None
    assert (look.get(W + "firstRow"), look.get(W + "lastRow")) == ("1", "1")


def test_rows_of_different_length_get_empty_cells():
    from refundletters.model.document import Cell, Row, Table

    rows = (Row((Cell((Text("a"),)),)), Row((Cell((Text("b"),)), Cell((Text("c"),), "end"))))
    made = document(Table(rows))
    assert [len(row.cells) for row in opened(made).tables[0].rows] == [2, 2]


def test_each_numbered_list_starts_at_one():
    ids = [node.get(W + "val") for node in body(letter_us()).iter(W + "numId")]
    assert ids == ["2", "2", "1", "1", "3", "3"]
    numbering = part(letter_us(), "word/numbering.xml")
    kinds = [node.get(W + "val") for node in numbering.iter(W + "numFmt")]
    assert kinds == ["bullet", "decimal", "decimal"]  # one of its own for each list
    starts = {node.get(W + "val") for node in numbering.iter(W + "start")}
    assert starts == {"1"}


def test_a_signature_has_room_and_stays_with_the_close():
    styles = part(letter_us(), "word/styles.xml")
    for style in styles.iter(W + "style"):
        if style.get(W + "styleId") == "Signature":
            assert int(attribute(style, "pPr/spacing", "before") or 0) >= 4 * 12 * 20
        if style.get(W + "styleId") == "Closing":
            assert style.find(f"{W}pPr/{W}keepNext") is not None
    note = part(email(), "word/styles.xml")
    gaps = [
        attribute(style, "pPr/spacing", "before")
        for style in note.iter(W + "style")
        if style.get(W + "styleId") == "Signature"
    ]
    assert gaps == ["0"]


def test_a_french_signature_stands_on_the_right_and_a_long_close_does_not():
    assert int(attribute(paragraph_of(letter_fr(), "distinguées"), "pPr/ind", "left") or 0) == 0
    signatures = [
        paragraph
        for paragraph in body(letter_fr()).iter(W + "p")
        if attribute(paragraph, "pPr/pStyle", "val") == "Signature"
    ]
    assert int(attribute(signatures[0], "pPr/ind", "left") or 0) > 4000
    assert attribute(paragraph_of(letter_fr(), "Paris, le"), "pPr/jc", "val") == "right"


def test_a_letter_from_right_to_left_runs_so_in_page_table_and_words():
    made = letter_ar()
    document_ = body(made)
    assert document_.find(f"{W}body/{W}sectPr/{W}bidi") is not None
    assert document_.find(f".//{W}tblPr/{W}bidiVisual") is not None
    styles = part(made, "word/styles.xml")
    normal = next(s for s in styles.iter(W + "style") if s.get(W + "styleId") == "Normal")
    assert normal.find(f"{W}pPr/{W}bidi") is not None
    runs = paragraph_of(made, "ألغيت").findall(W + "r")
    ways = {
        (run.findtext(W + "t") or "").strip(): run.find(f"{W}rPr/{W}rtl") is not None
        for run in runs
    }
    assert ways["Example Stream"] is False
    assert ways["ألغيت اشتراكي في"] is True


def test_a_name_from_right_to_left_in_a_letter_from_left_to_right():
    runs = paragraph_of(document(p("For ليلى مثال, Dubai … 5")), "Dubai").findall(W + "r")
    assert [run.find(f"{W}rPr/{W}rtl") is not None for run in runs] == [False, True, False]


def test_large_print_is_large():
    made = replace(letter_us(), large_print=True)
    size = attribute(part(made, "word/styles.xml"), "docDefaults/rPrDefault/rPr/sz", "val")
    assert size == "32"
    assert from_docx(render(made, "docx").content) == from_docx(render(letter_us(), "docx").content)


def test_a_blank_is_a_ruled_line_behind_its_label():
    made = document(Paragraph((Fill("iban", "IBAN:"),)))
    paragraph = paragraph_of(made, "IBAN:")
    assert attribute(paragraph, "pPr/tabs/tab", "leader") == "underscore"
    assert paragraph.find(f"{W}r/{W}tab") is not None


def test_strong_and_emphasis_are_styles():
    made = document(
        Paragraph((Text("a", strong=True), Text("b", em=True), Text("c", strong=True, em=True)))
    )
    runs = body(made).findall(f".//{W}r")
    assert [attribute(run, "rPr/rStyle", "val") for run in runs] == ["Strong", "Emphasis", "Strong"]
    assert runs[2].find(f"{W}rPr/{W}i") is not None


def test_a_note_has_no_zones_and_its_parts_stand_apart():
    made = document(
        p("2026", "date"),
        p("Ref", "reference"),
        table(("a", "b"), ("c", "d")),
        table(("e", "f"), ("g", "h")),
        Heading((Text("H"),), level=9),
    )
    assert attribute(paragraph_of(made, "2026"), "pPr/jc", "val") is None
    assert attribute(paragraph_of(made, "H"), "pPr/pStyle", "val") == "Heading3"


def test_equal_pages_share_one_base():
    assert base_for(page_for(letter_us())) is base_for(page_for(letter_us()))


def test_a_word_file_needs_neither_python_docx_nor_lxml():
    code = (
        "import sys; from render.samples import ALL; from refundletters.render import render;"
        "made = [render(make(), 'docx').content for make in ALL.values()];"
        "sys.exit(not all(made) or 'docx' in sys.modules or 'lxml' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=TESTS).returncode == 0


@pytest.mark.parametrize("name", ["ar", "email"])
def test_its_parts_are_as_they_were_read(name: str, golden: Golden):
    golden(GOLDENS / f"{name}.docx", render(ALL[name](), "docx").content)


def test_equal_letters_are_equal_files_in_every_process():
    code = (
        "import hashlib; from render.samples import ALL; from refundletters.render import render;"
        "made = b''.join(render(make(), 'docx').content for make in ALL.values());"
        "print(hashlib.sha256(made).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            cwd=TESTS,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1
    assert len(seen.pop().strip()) == 64
