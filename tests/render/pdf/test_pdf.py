import builtins
import io
import shutil
import subprocess

import pypdf
import pytest
from msgspec.structs import replace

from refundletters.errors import UsageError
from refundletters.model.document import (
    Address,
    Break,
    Cell,
    Document,
    Fill,
    Heading,
    ListBlock,
    Paragraph,
    Row,
    Table,
    Text,
)
from refundletters.render import render
from refundletters.render.pdf.data import page_data

from ..blocks import document, layout, lines, p, table
from ..samples import ALL, chat, letter_ar, letter_de, letter_fr, letter_gb, letter_us

pytest.importorskip("typst")
poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler")


def read(made: Document, *command: str) -> str:
    content = render(made, "pdf").content
    done = subprocess.run([*command], input=content, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def top_of(made: Document, word: str) -> float:
    """Distance of a word from the top of its page, in millimetres."""
    for line in read(made, "pdftotext", "-bbox", "-", "-").split("\n"):
        if f">{word}<" in line:
            return float(line.split('yMin="')[1].split('"')[0]) * 25.4 / 72
    raise AssertionError(word)


@poppler
def test_title_writer_day_and_tags_are_in_the_file():
    said = read(letter_de(), "pdfinfo", "-")
    assert "Beschwerde: zwei Abbuchungen nach meiner Kündigung" in said
    assert "Erika Beispiel" in said
    assert "2026" in said
    assert "Tagged:          yes" in said
    assert "(A4)" in said
    assert "(letter)" in read(letter_us(), "pdfinfo", "-")


@poppler
@pytest.mark.parametrize(
    ("made", "word", "y"),
    [
        (letter_us(), "Attn:", 63.5 + 4.8),
        (letter_gb(), "LONDON", 57 + 3 * 4.8),
        (letter_de(), "Beispielstrom", 45 + 17.7),
        (letter_de(), "Erika", 45),
    ],
)
def test_the_address_shows_in_its_window(made: Document, word: str, y: float):
    assert abs(top_of(made, word) - y) < 2


@poppler
def test_later_pages_say_whose_letter_it_is_and_count():
    said = read(letter_us(), "pdftotext", "-layout", "-f", "2", "-", "-").split("\n")[0]
    assert said.split("  ")[0] == "Example Bank, N.A. · November 22, 2026"
    assert said.endswith("  Page 2 of 2")


@poppler
def test_a_page_without_a_label_has_no_number():
    long = document(*(p("Words. " * 200) for _ in range(6)), labels={}, case_day="", author="")
    assert "Page" not in read(long, "pdftotext", "-", "-")
    assert "CreationDate" not in read(long, "pdfinfo", "-") or "1980" in read(long, "pdfinfo", "-")


def test_words_are_never_markup():
    hostile = '#panic() $x$ *a* _b_ = c // d \\ e `f` @g <h> ~ --- "quoted"'
    made = document(
        Heading((Text(hostile),), level=1),
        Paragraph((Text(hostile, strong=True, em=True), Break(), Fill("iban", hostile))),
        ListBlock(lines(hostile), ordered=True),
        ListBlock(lines(hostile)),
        Table((Row((Cell((Text(hostile),)),)), Row((Cell(()), Cell((Text("x"),), "end"))))),
        Address(lines(hostile), "sender"),
        p(hostile, "note"),
        title=hostile,
        author=hostile,
    )
    content = render(made, "pdf").content
    assert content.startswith(b"%PDF")
    if shutil.which("pdftotext"):
        assert "#panic() $x$ *a* _b_ = c // d" in read(made, "pdftotext", "-", "-")


def test_letters_of_both_directions_are_set():
    assert render(letter_ar(), "pdf").content.startswith(b"%PDF")
    turned = replace(letter_ar(), layout=layout("FR"))
    assert render(turned, "pdf").content.startswith(b"%PDF")


def test_the_data_hold_what_the_page_shows():
    made = page_data(letter_de())
    assert made["field"]["address"] == pytest.approx(45 + 17.7 - 25)
    sender = {"words": "Erika Beispiel · Musterweg 7 · 10115 Berlin", "whole": False}
    assert made["return_line"]["words"] == [sender]
    assert made["marks"] == [(105, 5.0), (210, 5.0), (148.5, 7.5)]
    assert (made["language"], made["region"]) == ("de", "DE")
    assert page_data(chat())["field"] is None
    assert page_data(replace(chat(), locale="es_419"))["region"] is None
    assert page_data(replace(chat(), case_day=""))["day"] is None
    signature = [block for block in page_data(letter_fr())["blocks"] if block.get("start")]
    assert [block["role"] for block in signature] == ["signature"]


def test_a_word_with_hyphens_stands_apart_so_that_it_stays_on_one_line():
    (block,) = page_data(document(p("a well-known case, 12-34-5 (e-mail)")))["blocks"]
    (run,) = block["runs"]
    whole = [piece["words"] for piece in run["words"] if piece["whole"]]
    assert whole == ["well-known", "12-34-5", "e-mail"]
    assert "".join(piece["words"] for piece in run["words"]).startswith("a well-known case, 12")


def test_an_address_field_stands_without_a_sender_too():
    bare = document(
        Address(lines("Bank"), "recipient"), kind="letter", layout=layout("DE"), locale="de_DE"
    )
    made = page_data(bare)
    assert made["return_line"] is None
    assert made["field"]["beside"] == []
    assert render(bare, "pdf").content.startswith(b"%PDF")
    sideless = replace(layout("DE"), sender_zone=None)
    assert page_data(replace(bare, layout=sideless))["field"]["left"] == 80


def test_an_empty_letter_is_a_page():
    assert render(document(kind="letter", layout=layout("US")), "pdf").content.startswith(b"%PDF")
    only = document(p("2026", "date"), table(("a", "b"), ("c", "d")), kind="letter")
    assert render(only, "pdf").content.startswith(b"%PDF")


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch):
    real = builtins.__import__

    def refuse(name: str, *rest: object) -> object:
        if name == "typst":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(UsageError, match=r"refundletters\[pdf\]"):
        render(chat(), "pdf")


def claims(content: bytes) -> str:
    metadata = pypdf.PdfReader(io.BytesIO(content)).xmp_metadata
    assert metadata is not None
    (part,) = metadata.rdf_root.getElementsByTagName("pdfuaid:part")
    return str(part.firstChild.data)


@pytest.mark.parametrize("name", ALL)
def test_a_file_keeps_to_the_standard_for_screen_readers(name: str):
    content = render(ALL[name](), "pdf").content
    assert claims(content) == "1"  # typst refuses to write it otherwise


def test_the_subject_is_the_first_heading():
    said = read(letter_us(), "pdfinfo", "-struct-text", "-")
    first = said.partition("H1")[2]
    assert "Dispute of two charges" in first.partition("H2")[0]


def test_a_sign_without_a_font_does_not_stop_the_letter():
    made = document(p("\ue000 words"))
    assert "words" in read(made, "pdftotext", "-", "-")


def test_notes_for_the_post_are_smaller_than_the_address_they_stand_above():
    content = render(letter_de(), "pdf").content
    sizes: dict[str, float] = {}

    def note(text: str, _cm: object, matrix: list[float], _font: object, size: float) -> None:
        sizes[text.strip()] = round(size * abs(matrix[3]), 1)

    pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text(visitor_text=note)
    assert sizes["Einschreiben"] < sizes["Beispielstrom GmbH"]
