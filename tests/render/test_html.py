from html.parser import HTMLParser

import pytest
from msgspec.structs import replace

from refundletters.model.document import Cell, Fill, Heading, Paragraph, Row, Table, Text
from refundletters.render import render

from .blocks import document, p, table
from .samples import ALL, chat, letter_ar, letter_de, letter_fr, letter_us

_VOID = {"meta", "br", "link"}


class Tags(HTMLParser):
    """Opened elements with their attributes; every one but the void ones has to be closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def named(self, *names: str) -> list[tuple[str, dict[str, str | None]]]:
        return [(tag, attrs) for tag, attrs in self.found if tag in names]


def page(made) -> str:
    return render(made, "html").content.decode()


@pytest.mark.parametrize("name", ALL)
def test_every_page_is_well_nested_and_needs_no_other_file(name: str):
    text = page(ALL[name]())
    assert text.startswith("<!DOCTYPE html>\n<html ")
    tags = Tags(text)
    assert not tags.named("script", "link", "img")
    assert "http" not in text.replace("https://example.org", "")
    assert len(tags.named("main")) == 1


def test_language_direction_title_and_paper_are_set():
    text = page(letter_ar())
    [(_, root)] = Tags(text).named("html")
    assert root == {"lang": "ar-AE", "dir": "rtl"}
    assert "<title>شكوى بشأن عمليتي خصم</title>" in text
    assert "size: a4" in text
    assert "size: letter" in page(letter_us())


def test_a_letter_is_found_by_its_subject_unless_it_has_a_title():
    assert Tags(page(letter_us())).named("h1") == [("h1", {"class": "subject"})]
    titled = document(Heading((Text("Title"),), level=1), p("Words", "subject"))
    assert Tags(page(titled)).named("h1") == [("h1", {})]
    assert ("p", {"class": "subject"}) in Tags(page(titled)).found


def test_a_table_has_column_heads_and_amounts_at_the_end():
    made = Tags(page(letter_us()))
    assert made.named("th") == [
        ("th", {"scope": "col"}),
        ("th", {"scope": "col"}),
        ("th", {"scope": "col", "class": "end"}),
    ]
    assert [attrs for _, attrs in made.named("tr")] == [{}, {}, {}, {"class": "total"}]
    headless = document(Table((Row((Cell((Text("a"),)),)),)))
    assert not Tags(page(headless)).named("thead")
    only_head = document(table(("a", "b")))
    assert not Tags(page(only_head)).named("tbody")


def test_the_parts_stand_where_the_country_puts_them():
    assert '<div class="address at-end"><div>Exemple Vidéo SAS' in page(letter_fr())
    assert '<p class="date at-end">' in page(letter_fr())
    assert '<p class="signature signature-end">' in page(letter_fr())
    assert '<p class="signature">' in page(letter_de())
    assert '<p class="date">' in page(replace(letter_fr(), kind="email"))


def test_enclosures_are_numbered_and_messages_have_headings():
    assert "<ol><li>Cancellation confirmation" in page(letter_us())
    assert "<ul><li>No use" in page(letter_us())
    assert "<h1>First message</h1>" in page(chat())
    assert "<h2>The charges</h2>" in page(letter_us())


def test_words_are_words_and_no_markup():
    hostile = "<script>alert(1)</script> & \"'"
    made = document(
        Paragraph((Text(hostile), Text("b", strong=True, em=True), Fill("iban", hostile))),
        title=hostile,
        large_print=True,
    )
    text = page(made)
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; \"'" in text
    assert "<strong><em>b</em></strong>" in text
    assert '<body class="large">' in text


def test_a_cell_in_another_language_says_so():
    made = document(Table((Row((Cell((Text("Bonjour"),), locale="fr_FR"),)),)))
    assert '<td lang="fr-FR" dir="auto">Bonjour</td>' in page(made)


def test_a_page_follows_the_reader_s_choice_of_light_or_dark():
    text = page(letter_us())
    assert "color-scheme: light dark" in text
    assert "@media screen and (prefers-color-scheme: dark)" in text  # paper stays white


def test_later_sheets_say_whose_letter_it_is_and_count():
    text = page(letter_us())
    assert '@top-left { content: "Example Bank, N.A. · November 22, 2026"' in text
    assert '@top-right { content: "Page " counter(page) " of " counter(pages)' in text
    assert "@page :first { @top-left { content: none } @top-right { content: none } }" in text
    assert '@top-right { content: "بنك' in page(letter_ar()) or "@top-left { content:" in page(
        letter_ar()
    )


def test_a_name_cannot_leave_the_style_sheet():
    text = page(replace(letter_us(), recipient='</style><script>"}\\\n'))
    assert "<script" not in text
    assert text.count("</style>") == 1
    style = text.partition("<style>")[2].partition("</style>")[0]
    assert r"\3c \2f style\3e \3c script\3e \22 \7d \5c" in style
