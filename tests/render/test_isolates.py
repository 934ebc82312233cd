"""Words and numbers of the other direction keep their order in every format."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from refundletters.errors import UsageError
from refundletters.model.document import Address, Cell, Document, Row, Table, Text, Zone
from refundletters.render import Output, render
from refundletters.render.characters.isolates import isolated
from refundletters.render.page_geometry import continuation_line, page_for, start_of
from refundletters.render.pdf.data import page_data
from refundletters.render.plain_text import wrap
from refundletters.render.text import words_of

from .blocks import document, layout, lines, p
from .samples import letter_ar, letter_de

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def shown(text: str, direction: str = "rtl") -> str:
    marks = {"\u2066": "<", "\u2067": "<", "\u2069": ">", "\u200f": "~"}
    return isolated(text, direction).translate(str.maketrans(marks))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("50667 Köln", "<50667 Köln>"),
        ("§ 812 Abs. 1 BGB", "<§ 812 Abs. 1 BGB>"),
        ("بموجب § 675u Satz 2 und 3 BGB أطلب", "بموجب <§ 675u Satz 2 und 3 BGB> أطلب"),
        ("Kinothek Beispiel · 20 أبريل 2026", "<Kinothek Beispiel> · 20 أبريل 2026"),
        ("Kündigung per E-Mail, 15 يناير 2026", "<Kündigung per E-Mail>, 15 يناير 2026"),
        ("+49 221 1234567", "<+49 221 1234567>"),
        ("اتصلت على 0221 123456.", "اتصلت على <0221 123456>."),
        ("لـNetflix 20 يوما", "لـ<Netflix> 20 يوما"),
        ("المبلغ \u200f1,234.50\u00a0€ هنا", "المبلغ ~1,234.50\u00a0€ هنا"),
        ("دفعت \u200f9.99\u00a0US$ إلى متجر", "دفعت ~9.99\u00a0<US$> إلى متجر"),
        ("رد \u200f12.00\u00a0R$، الآن", "رد ~12.00\u00a0<R$>، الآن"),
        ("رفضت: «No refunds.» الآن", "رفضت: «<No refunds.>» الآن"),
        ("القضية: CX-20417.", "القضية: CX-20417."),
        ("القضية: 20417-CX.", "القضية: <20417-CX>."),
        ("اكتب إلى ada@example.org", "اكتب إلى ada@example.org"),
        ("في 50667 Köln", "في <50667 Köln>"),
        ("في 2026 Köln", "في 2026 Köln"),
        ("متجر (Hulu 22-X) هنا", "متجر (Hulu 22-X) هنا"),
        ("أطلب من Kino Film رد المبلغ", "أطلب من Kino Film رد المبلغ"),
        ("يوم 3 مارس 2026", "يوم 3 مارس 2026"),
        ("", ""),
    ],
)
def test_what_is_isolated_in_a_letter_from_right_to_left(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_a_name_from_right_to_left_is_parted_from_the_number_after_it() -> None:
    assert shown("Card at متجر 14 March", "ltr") == "Card at <متجر> 14 March"
    assert shown("Caffè Ωmega, § 5", "ltr") == "Caffè Ωmega, § 5"
    assert shown("解約日，2026 (21 April 2026)。", "ltr") == "解約日，2026 (21 April 2026)。"


def test_isolating_twice_changes_nothing() -> None:
    once = isolated("رقم 20417-CX", "rtl")
    assert isolated(once, "rtl") == once


def arabic(*blocks: object, **fields: object) -> Document:
    made = document(*blocks, locale="ar_AE", direction="rtl", labels={})
    return replace(made, **fields)


def test_text_has_marks_and_no_line_turns() -> None:
    said = words_of_rendered(arabic(p("Kündigung per E-Mail, 15 يناير 2026"), p("Köln")))
    first, last = said.split("\n\n")
    assert first == "\u200f\u200eKündigung per E-Mail\u200f, 15 يناير 2026"
    assert last == "Köln"


def words_of_rendered(made: Document) -> str:
    return render(made, "text").content.decode().rstrip("\n")


def test_text_without_other_words_has_no_marks() -> None:
    assert not re.search("[\u200e\u200f\u2066-\u2069]", words_of(letter_de()))


def test_html_has_elements_for_isolates_and_unbroken_numbers() -> None:
    page = render(arabic(p("رقم CX-20417 في 50667 Köln")), "html").content.decode()
    assert '<span class="whole">CX-20417</span> في <bdi dir="ltr">50667 Köln</bdi>' in page
    assert not re.search("[\u2066-\u2069]", page)
    japanese = document(p("2026年9月30日まで"), locale="ja_JP")
    assert (
        '<span class="whole">2026年9月30日</span>まで' in render(japanese, "html").content.decode()
    )


def word(made: Document, name: str = "word/document.xml") -> ET.Element:
    return ET.fromstring(zipfile.ZipFile(io.BytesIO(render(made, "docx").content)).read(name))


def test_word_has_runs_between_marks() -> None:
    runs = [
        (run.findtext(W + "t"), run.find(f"{W}rPr/{W}rtl") is not None)
        for run in word(arabic(p("رقم 20417-CX هنا"))).iter(W + "r")
    ]
    assert runs == [("رقم ", True), ("\u200e20417-CX", False), ("\u200f هنا", True)]


def test_numbers_of_a_list_stand_inside_the_margin_from_right_to_left() -> None:
    for made, side, room in ((letter_ar(), "start", 255), (letter_de(), "left", 0)):
        indents = {
            int(node.get(W + side, 0)) - int(node.get(W + "hanging", 0))
            for node in word(made, "word/numbering.xml").iter(W + "ind")
        }
        assert indents == {room}


def test_a_window_stays_where_the_envelope_has_it() -> None:
    made = replace(letter_ar(), layout=layout("DE"))
    field = word(made).find(f".//{W}tbl")
    assert field is not None
    assert field.find(f"{W}tblPr/{W}bidiVisual") is None
    first, second = field.findall(f".//{W}tc")
    assert all(node.get(W + "val") == "0" for node in first.iter(W + "bidi"))
    assert len(list(first.iter(W + "bidi"))) == len(list(first.iter(W + "p")))
    assert list(second.iter(W + "bidi")) == []
    frames = list(word(made, "word/header2.xml").iter(W + "framePr")) or list(
        word(made, "word/header1.xml").iter(W + "framePr")
    )
    assert {frame.get(W + "xAlign") for frame in frames} == {"left"}
    assert len(frames) == 4


def test_a_zone_is_measured_from_the_left_edge_of_the_sheet() -> None:
    zone = Zone(30, 45, 80, 40)
    for made in (letter_de(), letter_ar()):
        page = page_for(made)
        start, end = start_of(replace(made.layout, recipient_zone=zone), page, "recipient") or (
            0,
            0,
        )
        assert page.margins[3] + (end if page.rtl else start) == 30
        assert start + end == page.text_width - 80


def test_the_header_parts_name_and_day() -> None:
    made = arabic(p("20 أبريل 2026", "date"), recipient="Kinothek 3")
    assert continuation_line(made) == "\u2066Kinothek 3\u2069 · 20 أبريل 2026"
    assert page_data(made)["known"] == [{"words": continuation_line(made), "whole": False}]


def test_a_column_goes_by_its_own_language() -> None:
    row = Row((Cell((Text("رقم 5-CX"),), locale="ar"), Cell((Text("No. 5-CX"),), locale="en_US")))
    said = words_of_rendered(document(Table((row,)), Address(lines("5 Road"), "sender")))
    assert "رقم \u200e5-CX" in said
    assert "No. 5-CX" in said


def test_a_text_message_that_is_too_long_says_how_many_characters_it_has() -> None:
    made = arabic(p("أطلب رد المبلغ المخصوم من حسابي كاملا، وشكرا لكم."), channel="sms")
    with pytest.raises(UsageError) as refused:
        render(made, Output("text", limit=100))
    assert refused.value.message.fields == {"length": 49, "units": 112, "over": 12, "limit": 100}


@pytest.mark.parametrize(
    ("words", "width", "expected"),
    [
        ("申立てです。ー々。、」続き", 8, ["申立てで", "す。ー", "々。、」", "続き"]),
        ("期限は2026年9月30日です", 12, ["期限は", "2026年9月30日", "です"]),
        ("返金「三件」。Example社", 12, ["返金「三", "件」。", "Example社"]),
    ],
)
def test_wide_words_wrap_where_japanese_may_break(
    words: str, width: int, expected: list[str]
) -> None:
    assert wrap(words, width) == expected


def test_a_column_of_days_in_japanese_has_the_gaps_that_programs_leave() -> None:
    page = page_for(document(p("x"), locale="ja_JP"))
    day = "2026年9月30日"
    gaps = page.width_of(day) - page.width_of("2026") - page.width_of("9") - page.width_of("30")
    assert gaps - 3 * page.width_of("年") == pytest.approx(5 * 0.25 * 11 * 25.4 / 72, abs=0.1)
