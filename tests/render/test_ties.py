import pytest

from refundletters.model.document import Cell, Group, Heading, ListBlock, Row, Table, Text
from refundletters.render import render
from refundletters.render.characters.no_break import with_no_break_spaces
from refundletters.render.plain_text import flat, line_text

from .blocks import document, lines, p, table
from .samples import letter_fr
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


@pytest.mark.parametrize(
    ("words", "locale", "shown"),
    [
        ("proszę o zwrot i o potwierdzenie w tej sprawie", "pl_PL",
         "proszę o~zwrot i~o~potwierdzenie w~tej sprawie"),
        ("art. 5 ust. 2, Dz.U. 2024 poz. 7", "pl_PL", "art.~5 ust.~2, Dz.U.~2024 poz.~7"),
        ("od 1. maja", "pl_PL", "od 1.~maja"),
        ("dnia 3 marca 2026 r. oraz", "pl_PL", "dnia 3~marca~2026~r. oraz"),
        ("dal 1° marzo 2026, D.Lgs. 206, n. 5", "it_IT", "dal 1°~marzo~2026, D.Lgs.~206, n.~5"),
        ("1º de março de 2026, Lei n.º 24/96", "pt_PT", "1º~de~março~de~2026, Lei~n.º~24/96"),
        ("artikel 5, lid 2", "nl_NL", "artikel~5, lid~2"),
        ("madde 5 ve 6502 sayılı Kanun, No: 5", "tr_TR", "madde~5 ve 6502~sayılı Kanun, No:~5"),
        ("المادة 5 من", "ar_EG", "المادة~5 من"),
        ("Artikel 5, lid 2, i o", "de_DE", "Artikel 5, lid 2, i o"),
    ],
)  # fmt: skip
def test_each_language_has_ties_of_its_own(words, locale, shown):
    assert said(words, locale) == shown


def test_columns_of_two_languages_are_tied_and_other_tables_are_not():
    day = "3 maja 2026"
    two = Table((Row((Cell((Text(day),), locale="pl_PL"), Cell((Text("w tym"),), locale="en"))),))
    made = with_no_break_spaces(document(two, table((day,))))
    first, second = (block.rows[0].cells for block in flat(made.blocks))
    assert first[0].runs[0].text.replace(TIE, "~") == "3~maja~2026"
    assert first[1].runs[0].text == "w tym"
    assert second[0].runs[0].text == day


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
