"""``layouts``: what there is, and a page to hold against an envelope."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from refundletters.packs.roots import shipped_roots
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.layout import LAYOUTS

ROWS = load_rows(shipped_roots(), LAYOUTS)


def test_the_list_as_json_is_a_contract(cli) -> None:
    done = cli("layouts", "--json")
    assert (done.code, done.err) == (0, "")
    records = {record["id"]: record for record in json.loads(done.out)}
    assert records.keys() == ROWS.keys()
    for id, record in records.items():
        assert list(record) == [
            "id", "country", "paper", "window", "source", "checked", "verified"
        ]  # fmt: skip
        assert record["verified"] is ROWS[id].verified
    assert (records["DE"]["country"], records["DE"]["paper"]) == ("DE", "A4")
    assert records["Letter"]["country"] == ""
    assert records["US"]["window"]
    assert not records["FR"]["window"]


def test_the_text_says_what_is_not_confirmed(cli) -> None:
    british = cli("layouts", "gb")
    german = cli("layouts", "DE")
    assert british.out.startswith("GB\n    United Kingdom: letters on A4 paper.\n")
    assert "Not all of its measures are confirmed." in british.out
    assert "Not all" not in german.out
    assert "Checked on November 22, 2026" in german.out


@pytest.mark.parametrize(
    ("country", "layout"), [("KE", "A4"), ("CR", "Letter"), ("letter", "Letter")]
)
def test_a_country_without_a_row_has_the_page_of_its_paper(cli, country, layout) -> None:
    assert [row["id"] for row in json.loads(cli("layouts", country, "--json").out)] == [layout]


@pytest.mark.parametrize("country", ["US", "DE", "FR", "GB"])
def test_a_test_page_is_written_in_both_forms(cli, tmp_path, country) -> None:
    drawing, page = tmp_path / "page.svg", tmp_path / "page.html"
    for path in (drawing, page):
        done = cli("layouts", country, "-o", str(path))
        assert (done.code, done.out) == (0, "")
        assert path.name in done.err
    root = ElementTree.fromstring(drawing.read_bytes())
    words = " ".join(root.itertext())
    assert f"Test page of the layout {country}" in words
    assert "100 mm long" in words
    zone = ROWS[country].recipient_zone
    assert ("no address window" in words) is (zone is None)
    if zone:
        assert f"Recipient: {zone.width} × {zone.height} mm" in words
    assert ("Not all of its measures" in words) is not ROWS[country].verified
    assert "@page" in page.read_text(encoding="utf-8")


def test_the_words_and_numbers_are_those_of_the_interface(cli, tmp_path) -> None:
    path = tmp_path / "page.svg"
    assert cli("--interface", "en_XA", "layouts", "DE", "-o", str(path)).code == 0
    root = ElementTree.fromstring(path.read_bytes())
    words = " ".join(filter(None, (element.text for element in root)))
    assert words.count("⟦") >= 8
    path.unlink()
    assert cli("--interface", "de", "layouts", "US", "-o", str(path)).code == 0
    assert "88,9 × 16,9 mm" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("layouts", "-o", "page.html"), 2, "refundletters layouts DE -o page.html"),
        (("layouts", "DE", "-o", "page.png"), 2, ".html, .svg"),
        (("layouts", "QQ"), 2, "QQ"),
    ],
)
def test_what_cannot_be_drawn_is_explained(cli, tmp_path, monkeypatch, words, code, said) -> None:
    monkeypatch.chdir(tmp_path)
    done = cli(*words)
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert not list(tmp_path.glob("page.*"))


def test_a_file_that_is_there_is_kept_unless_told_otherwise(cli, tmp_path) -> None:
    path = tmp_path / "page.svg"
    path.write_text("mine", encoding="utf-8")
    assert cli("layouts", "DE", "-o", str(path)).code == 1
    assert path.read_text(encoding="utf-8") == "mine"
    assert cli("layouts", "DE", "-o", str(path), "--overwrite").code == 0
    assert "svg" in path.read_text(encoding="utf-8")
