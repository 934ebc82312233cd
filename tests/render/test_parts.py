from pathlib import Path

import pytest
from msgspec.structs import replace

from refundletters.errors import NotFound, UsageError
from refundletters.model.document import Break, Group, Layout, Paragraph, Text
from refundletters.render import Output, render
from refundletters.render.formats import FORMATS, format_for
from refundletters.render.parts import parts_of

from .blocks import document, lines, p, slot
from .samples import chat, email, letter_gb, letter_us


def text(made, **options) -> str:
    return render(made, Output("text", **options)).content.decode()


def test_a_part_is_that_message_alone():
    assert text(chat(), part="snippet-1") == "My account is under ada@example.org.\n"
    assert text(chat(), part="opener").startswith("Hello,")


def test_a_whole_document_names_its_messages():
    assert text(chat()).startswith("First message\n\nHello,")
    assert "\n\nIf they ask who you are\n\nMy account" in text(chat())
    unnamed = replace(chat(), labels={})
    assert text(unnamed).startswith("Hello,")


def test_a_single_message_needs_no_name():
    made = document(Group((p("Hi."),), part="opener"), labels={"opener": "First message"})
    assert text(made) == "Hi.\n"


def test_the_subject_comes_without_its_label():
    assert text(email(), part="subject").startswith("Example Stream refund request, $15.49")


def test_the_recipient_is_the_address_and_else_the_name():
    assert text(letter_gb(), part="recipient").split("\n")[0] == "Example Stream Ltd"
    assert "LONDON" in render(letter_gb(), Output("snippet", "recipient")).content.decode()
    assert text(email(), part="recipient") == "Example Stream, Inc.\n"


def test_the_body_leaves_out_what_a_form_asks_for_elsewhere():
    body = text(letter_us(), part="body")
    assert body.startswith("To Whom It May Concern:")
    assert "Re:" not in body
    assert "November 22" not in body
    grouped = document(slot("head", p("2026", "date")), slot("rest", p("Words.")))
    assert text(grouped, part="body") == "Words.\n"


def test_an_unknown_part_names_those_there_are():
    with pytest.raises(NotFound) as caught:
        text(chat(), part="closing")
    assert "opener, snippet-1, recipient, body" in str(caught.value)
    assert parts_of(replace(chat(), recipient="")) == ("opener", "snippet-1", "body")


def test_an_unknown_format_names_those_there_are():
    with pytest.raises(NotFound) as caught:
        render(chat(), "doc")
    assert "docx" in str(caught.value)
    assert caught.value.nearest == ["docx"] or "docx" in caught.value.nearest


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_gets_the_format_of_its_ending(name):
    first = {".txt": "text"}.get(FORMATS[name].suffix, name)
    assert format_for(Path(f"letter{FORMATS[name].suffix.upper()}")).name == first


def test_an_ending_of_no_format_names_those_there_are():
    with pytest.raises(NotFound, match=r"\.html, \.docx"):
        format_for(Path("letter.odt"), ("html", "docx"))


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "pdf"])
def test_what_a_renderer_returns_is_what_the_table_says(name):
    rendered = render(email(), name)
    assert (rendered.suffix, rendered.media_type) == (
        FORMATS[name].suffix,
        FORMATS[name].media_type,
    )
    assert FORMATS[name].binary == (b"\x00" in rendered.content)


def test_a_letterhead_is_for_word_documents_only():
    with pytest.raises(UsageError, match="letterhead"):
        render(chat(), Output("text", letterhead=Path("head.docx")))


def test_the_head_of_a_letter_stands_in_the_order_of_its_country():
    order = ("recipient", "date", "salutation", "subject")
    layout = Layout("XX", "A4", (20, 20, 20, 20), order)
    grouped = Group((p("2026", "date"), Group((p("Re: x", "subject"),))))
    made = document(
        grouped,
        p("Dear all,", "salutation"),
        p("Ref 1", "reference"),
        p("Words."),
        p("Later", "date"),
        kind="letter",
        layout=layout,
    )
    assert text(made).split("\n\n") == ["2026", "Dear all,", "Re: x", "Ref 1", "Words.", "Later\n"]
    assert text(replace(made, kind="email")).startswith("2026\n\nRe: x")


def test_a_letter_of_nothing_but_its_head_stands_too():
    made = document(p("2026", "date"), kind="letter")
    assert text(made) == "2026\n"


def test_an_address_taken_alone_keeps_its_lines():
    from refundletters.model.document import Address

    made = document(Address(lines("A", "B"), "recipient"))
    part = render(made, Output("text", "recipient")).content
    assert part == render(document(Paragraph((Text("A"), Break(), Text("B")))), "text").content
