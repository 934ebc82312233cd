import pytest

from refundletters.model.document import Group, Heading, ListBlock, Text
from refundletters.render import render
from refundletters.render.no_break import with_no_break_spaces
from refundletters.render.plain_text import flat, line_text

from .samples import document, letter_fr, lines, p, table
from .words import from_text

TIE = "\u00a0"


def said(words: str, locale: str = "en_US") -> str:
    (block,) = with_no_break_spaces(document(p(words), locale=locale)).blocks
    return line_text(block.runs).replace(TIE, "~")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("On April 10, 2026 I paid.", "On April~10,~2026 I paid."),
        ("le 25 mai 2026.", "le 25~mai~2026."),
        ("am 1. Mai 2026", "am 1.~Mai~2026"),
        ("a 13 de abril de 2026", "a 13~de~abril~de~2026"),
        ("nach § 307 Abs. 1 BGB", "nach §~307 Abs.~1 BGB"),
        ("15 U.S.C. § 1666 and 12 CFR § 1026.13", "15~U.S.C.~§~1666 and 12~CFR~§~1026.13"),
        ("(See enclosure 2.)", "(See enclosure~2.)"),
        ("I have 3 accounts and 2 cards.", "I have 3 accounts and 2 cards."),
    ],
)
def test_a_line_does_not_end_inside_a_day_a_section_or_the_number_of_an_enclosure(words, shown):
    assert said(words) == shown


def test_french_signs_keep_their_space_in_french_only():
    assert said("Compte client : « Vidéo » ; merci !", "fr_FR") == (
        "Compte client~: «~Vidéo~»~; merci~!"
    )
    assert said("Time : now", "en_US") == "Time : now"


def test_headings_lists_and_groups_are_tied_and_the_head_and_tables_are_not():
    day = "May 3, 2026"
    made = with_no_break_spaces(
        document(
            Heading((Text(day),)),
            ListBlock(lines(day)),
            Group((p(day),)),
            p(day, "date"),
            table((day,)),
        )
    )
    heading, items, words, date, rows = flat(made.blocks)
    assert TIE in heading.runs[0].text
    assert TIE in items.items[0][0].text
    assert TIE in words.runs[0].text
    assert TIE not in date.runs[0].text
    assert TIE not in rows.rows[0].cells[0].runs[0].text


@pytest.mark.parametrize("format", ["text", "snippet", "eml"])
def test_what_is_pasted_has_plain_spaces(format: str):
    content = render(document(p("On April 10, 2026."), title="T"), format).content
    assert b"April 10, 2026" in content


def test_pages_say_the_same_words():
    made = letter_fr()
    assert from_text(render(made, "text").content) == from_text(
        render(with_no_break_spaces(made), "text").content
    )
    assert "Objet\u00a0:" in render(made, "html").content.decode()
