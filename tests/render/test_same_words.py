"""Every format says the same words in the same order, whatever they are."""

import html
import re
import shutil

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from refundletters.model.document import (
    Address,
    Block,
    Break,
    Document,
    Fill,
    Heading,
    ListBlock,
    Paragraph,
    Text,
)
from refundletters.render import render
from refundletters.render.characters.isolates import MARKS

from .blocks import document, lines, p, slot, strong, table
from .samples import ALL
from .words import READERS, words

_NOT_HOSTILE = {"text", "snippet", "pdf"}  # the measure, a field without addresses, and too slow

# A line may end between two of these, so that they are not one word of the text.
WIDE = re.compile(
    "[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe6f\uff00-\uffef"
    "\U00016fe0-\U0001b2ff\U00020000-\U0003ffff]"
)
HOSTILE = st.one_of(
    st.text(max_size=60).map(lambda text: WIDE.sub("", text)),
    st.text("&<>\"'`{}%$#\\/", min_size=1, max_size=20),
    st.text("\u200e\u200f\u202a\u202b\u202c\u2066\u2069\u061cאבجدab 1", max_size=30),
    st.text("\n\r\t\v\f\x00\x1b\u2028\u2029\x85\ufffe\ud800 ab", max_size=20),
    st.text("👨👩\u200d👧🇩🇪\ufe0f\u20e31👍🏽 ", max_size=12),
    st.text("aeo\u0301\u0308\u0327\u20dd", max_size=20),
    st.just("word " * 60),
    st.just("x" * 300),
    st.sampled_from(["]]>", "<!--", "&amp;", "&#10;", "</w:t>", "#let x", "$x$", "*a*", "= b"]),
)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("format", READERS)
def test_a_letter_says_in_every_format_what_its_text_says(name: str, format: str):
    if format == "pdf":
        pytest.importorskip("typst")
        if not shutil.which("pdftotext") or name == "ar":  # it gives Arabic in visual order
            pytest.skip("needs pdftotext, and a script from left to right")
    made = ALL[name]()
    expected = READERS["text"](render(made, "text").content)
    found = READERS[format](render(made, format).content)
    if format == "eml" and not made.subject:  # its header shows the title instead
        assert found[1 : len(words(made.title)) + 1] == words(made.title)
        found = found[len(words(made.title)) + 1 :]
    if format == "snippet":  # a snippet is for a field that already knows who writes to whom
        made = replace(made, blocks=tuple(b for b in made.blocks if not isinstance(b, Address)))
        expected = READERS["text"](render(made, "text").content)
    assert found == expected


def letter_of(first: str, second: str, third: str, *, rtl: bool, kind: str) -> Document:
    subject = strong("Subject:", f"SUBJECT {first}")
    head: tuple[Block, ...] = (
        Address(lines(f"A {first}", f"B {second}"), "sender"),
        Address(lines(f"C {third}"), "recipient"),
        p(f"D {second}", "date"),
    )
    body: tuple[Block, ...] = (
        Heading((Text(f"H {third}"),)),
        slot("reason", Paragraph((Text(f"{first} "), Text(second, em=True), Break(), Text(third)))),
        table(("a", "b"), (f"c {first}", f"d {second}"), total=(f"e {third}", "f")),
        ListBlock(lines(f"g {third}", f"h {first}"), ordered=True),
        Paragraph((Text("i "), Fill("iban", f"IBAN {second}"))),
        p(f"Yours, {first}", "close"),
    )
    return document(
        *((subject, *head, *body) if kind == "email" else (*head, subject, *body)),
        kind=kind,
        direction="rtl" if rtl else "ltr",
        locale="ar_AE" if rtl else "en_US",
        subject=f"SUBJECT {first}",
        title=f"T {first}",
        author=second,
        recipient=third,
    )


@settings(deadline=None, max_examples=40)
@given(HOSTILE, HOSTILE, HOSTILE, st.booleans(), st.sampled_from(["letter", "email", "form"]))
@pytest.mark.parametrize("format", [name for name in READERS if name not in _NOT_HOSTILE])
def test_hostile_words_arrive_unharmed(format, first, second, third, rtl, kind):
    made = letter_of(first, second, third, rtl=rtl, kind=kind)
    expected = READERS["text"](render(made, "text").content)
    assert READERS[format](render(made, format).content) == expected


@settings(deadline=None, max_examples=40)
@example("\U00010f55")  # from right to left: it is set apart by marks
@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=80))
def test_a_value_arrives_as_it_was_given(value: str):
    made = document(p(f"a {value} b"))
    text = render(made, "text").content.decode()
    assert f"a {value} b" in text.translate(dict.fromkeys(map(ord, MARKS.values())))
    page = html.unescape(render(made, "html").content.decode())
    assert f"a {value} b" in page.replace('<bdi dir="rtl">', "").replace("</bdi>", "")


@pytest.mark.parametrize("format", READERS)
def test_the_same_document_gives_the_same_bytes(format: str):
    if format == "pdf":
        pytest.importorskip("typst")
    for make in ALL.values():
        assert render(make(), format).content == render(make(), format).content
