from pathlib import Path

import pytest
from babel import Locale
from babel.dates import format_date

from refundletters.errors import NotFound, TemplateError
from refundletters.letters.layout import PageWords, layout_for, page_words
from refundletters.packs.roots import Roots, shipped_roots
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.layout import LAYOUTS
from refundletters.render.page_geometry import PAPER

ROOTS = shipped_roots()
ROWS = load_rows(ROOTS, LAYOUTS)
PARTS = {"sender", "recipient", "date", "delivery", "reference", "subject", "salutation"}


@pytest.mark.parametrize("country", ROWS)
def test_every_row_is_a_page_with_every_part_of_a_head(country: str):
    layout, words = layout_for(ROOTS, country)
    assert set(layout.order) == PARTS
    assert len(layout.order) == len(PARTS)
    assert layout.id == country
    width, height = PAPER[layout.paper]
    for zone in filter(None, (layout.recipient_zone, layout.sender_zone)):
        assert 0 < zone.x < zone.x + zone.width <= width
        assert 0 < zone.y < zone.y + zone.height < height / 2
    assert all(10 <= margin <= 35 for margin in layout.margins)
    assert words.order == layout.order


@pytest.mark.parametrize("country", ROWS)
def test_every_row_says_where_it_comes_from(country: str):
    row = ROWS[country]
    assert row.source
    assert row.notes
    assert row.checked is not None
    assert row.checked.year >= 2026


@pytest.mark.parametrize("country", [country for country in ROWS if ROWS[country].words])
def test_words_belong_to_a_language_and_dates_can_be_formed(country: str):
    import datetime as dt

    for language in ROWS[country].words:
        found = page_words(layout_for(ROOTS, country)[1], f"{language}_{country}")
        assert found.salutation
        assert found.close
        assert found.enclosures
        assert bool(found.subject_label) != found.no_subject_label
        if found.date_pattern:
            shown = format_date(dt.date(2026, 3, 5), found.date_pattern, Locale.parse(language))
            assert "2026" in shown
        if found.date_with_place:
            assert "Anywhere" in found.date_with_place % {"place": "Anywhere", "date": "x"}


def test_words_of_another_language_come_from_the_catalogue():
    _, words = layout_for(ROOTS, "DE")
    assert page_words(words, "de_AT").close == "Mit freundlichen Grüßen"
    assert page_words(words, "en_GB") == PageWords(order=words.order)


@pytest.mark.parametrize(
    ("country", "paper"), [("", "A4"), ("HU", "A4"), ("PH", "Letter"), ("US", "Letter")]
)
def test_countries_without_a_row_get_their_paper(country: str, paper: str):
    assert layout_for(ROOTS, country)[0].paper == paper


def test_on_other_paper_zones_and_marks_would_be_wrong_and_are_left_out():
    layout, words = layout_for(ROOTS, "DE", "Letter")
    assert (layout.paper, layout.recipient_zone, layout.folds) == ("Letter", None, ())
    assert words.order == layout.order
    assert layout_for(ROOTS, "DE", "A4") == layout_for(ROOTS, "DE")
    with pytest.raises(NotFound, match="A4, Letter"):
        layout_for(ROOTS, "DE", "A5")


@pytest.mark.parametrize(
    "wrong",
    [
        'paper = "A5"',
        "margins = [1, 2]",
        "recipient_zone = { x = 1 }",
        "words.xx.greeting = 'Hi'",
        'paper = "A4"\nsender_zone = 5',
    ],
)
def test_a_wrong_row_of_a_pack_is_named(tmp_path: Path, wrong: str):
    fields = {
        "paper": 'paper = "A4"',
        "margins": "margins = [20, 20, 20, 20]",
        "order": 'order = ["sender"]',
    }
    fields |= {line.partition(" = ")[0]: line for line in wrong.split("\n")}
    (tmp_path / "layouts").mkdir()
    row = "\n".join(["[[layout]]", 'id = "XX"', *fields.values()])
    (tmp_path / "layouts" / "XX.toml").write_text(row, encoding="utf-8")
    roots = Roots(ROOTS.templates, ROOTS.locales, (tmp_path, *ROOTS.data))
    with pytest.raises(TemplateError, match="XX"):
        layout_for(roots, "XX")
