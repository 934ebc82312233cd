"""The strict markup: what it reads, and what it refuses with file and line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from refundletters.errors import TemplateError
from refundletters.letters.markup import parse
from refundletters.model.document import (
    Address,
    Break,
    Cell,
    Fill,
    Group,
    Heading,
    ListBlock,
    Paragraph,
    Place,
    Row,
    Table,
    Text,
)

NOWHERE = Place("letter.j2", 1)


def read(markup: str) -> tuple[object, ...]:
    return parse(markup, "letter.j2")


def test_a_paragraph_folds_white_space_and_keeps_no_break_spaces() -> None:
    assert read("<p>\n  9,99\u00a0€   for\tit \n</p>") == (
        Paragraph((Text("9,99\u00a0€ for it"),), "", NOWHERE),
    )


def test_styles_nest_and_join_runs_of_one_style() -> None:
    (block,) = read("<p>a <strong>b <em>c</em></strong> d</p>")
    assert isinstance(block, Paragraph)
    assert block.runs == (
        Text("a "),
        Text("b ", strong=True),
        Text("c", strong=True, em=True),
        Text(" d"),
    )


def test_breaks_take_no_white_space_along() -> None:
    (block,) = read("<p>a <br/> b<br/></p>")
    assert isinstance(block, Paragraph)
    assert block.runs == (Text("a"), Break(), Text("b"))


def test_a_break_alone_is_nothing() -> None:
    assert read("<p><strong> </strong><br/></p>") == ()


def test_a_fill_keeps_the_space_before_it() -> None:
    (block,) = read('<p>IBAN: <fill name="iban" label="IBAN"/></p>')
    assert isinstance(block, Paragraph)
    assert block.runs == (Text("IBAN: "), Fill("iban", "IBAN"))


def test_what_comes_out_empty_is_left_out() -> None:
    assert read('<p> </p><h/><ul/><ol><li> </li></ol><table/><block slot="a"/>') == ()
    assert read('<address role="sender"><br/> <br/></address>') == ()


def test_an_empty_style_parts_nothing_and_a_blank_one_leaves_nothing() -> None:
    (block,) = read("<p>a<strong></strong>b<em> </em></p>")
    assert isinstance(block, Paragraph)
    assert block.runs == (Text("ab"),)


def test_blocks_of_every_kind() -> None:
    assert read(
        '<h level="1">T</h><ol role="enclosures"><li>x</li></ol><ul><li>y</li></ul>'
        '<table><row kind="head"><cell>a</cell><cell align="end">b</cell></row></table>'
        '<address role="sender">A<br/>B</address>'
        '<block slot="s" part="p"><p role="close">c</p></block>'
    ) == (
        Heading((Text("T"),), 1, NOWHERE),
        ListBlock(((Text("x"),),), ordered=True, role="enclosures", place=NOWHERE),
        ListBlock(((Text("y"),),), place=NOWHERE),
        Table((Row((Cell((Text("a"),)), Cell((Text("b"),), "end")), "head"),), NOWHERE),
        Address(((Text("A"),), (Text("B"),)), "sender", NOWHERE),
        Group((Paragraph((Text("c"),), "close", NOWHERE),), "s", "p", NOWHERE),
    )


def test_places_come_from_the_marks_of_the_templates() -> None:
    (block,) = read('<p at="_base/x.j2:7">a</p>')
    assert isinstance(block, Paragraph)
    assert block.place == Place("_base/x.j2", 7)


@pytest.mark.parametrize(
    ("markup", "problem"),
    [
        ("<p>a", "not well-formed"),
        ("<p>&nbsp;</p>", "not well-formed"),
        ("<b>a</b>", "no element <b>"),
        ("<p><p>a</p></p>", "<p> cannot stand in <p>"),
        ("<p class='x'>a</p>", "no attribute class"),
        ("<p role='king'>a</p>", "cannot be king"),
        ("words", "outside a paragraph: words"),
        ("<?php x?>", "processing instruction"),
    ],
)
def test_anything_else_is_refused_with_its_place(markup: str, problem: str) -> None:
    with pytest.raises(TemplateError, match=problem) as caught:
        read(f'<h at="letters/a/letter.j2:9">T</h>{markup}')
    assert (caught.value.file, caught.value.line) == ("letters/a/letter.j2", 9)


def test_a_document_type_is_refused() -> None:
    with pytest.raises(TemplateError):
        parse('</letter><!DOCTYPE x [<!ENTITY a "b">]>', "letter.j2")


NO_SPACE = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters=" \ufffe\uffff")


@given(st.text(NO_SPACE, min_size=1))
def test_any_escaped_text_comes_back_whole(words: str) -> None:
    (block,) = read(f"<p>{escape(words)}</p>")
    assert isinstance(block, Paragraph)
    assert block.runs == (Text(words),)
