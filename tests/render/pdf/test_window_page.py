"""The test page: everything at its millimeter, and nothing beyond the sheet."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from refundletters.letters.layout import layout_for
from refundletters.model.document import Layout
from refundletters.packs.roots import shipped_roots
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.layout import LAYOUTS
from refundletters.render import window_test_page
from refundletters.render.page_geometry import PAPER

ROOTS = shipped_roots()
COUNTRIES = tuple(load_rows(ROOTS, LAYOUTS))
SVG = "{http://www.w3.org/2000/svg}"


def text_for(layout: Layout, **changes: object) -> window_test_page.PageText:
    words = {
        "locale": "en_US",
        "direction": "ltr",
        "title": "A test page & more",
        "notes": ("Print it.", "A long note that has to go on in a second line. " * 3),
        "ruler": "The line.",
        "margins": "The margins",
        "recipient": "The recipient's zone" if layout.recipient_zone else "",
        "sender": "The sender's zone" if layout.sender_zone else "",
        "folds": tuple(f"Fold {fold}" for fold in layout.folds),
        "punch": "Punch" if layout.punch else "",
    }
    return window_test_page.PageText(**(words | changes))  # type: ignore[arg-type]  # mixed kinds


def drawn(country: str, **changes: object) -> ElementTree.Element:
    layout, _ = layout_for(ROOTS, country)
    return ElementTree.fromstring(window_test_page.svg(layout, text_for(layout, **changes)).content)


def named(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [element for element in root.iter() if element.get("class") == name]


def box(element: ElementTree.Element) -> tuple[float, ...]:
    return tuple(float(element.attrib[key]) for key in ("x", "y", "width", "height"))


@pytest.mark.parametrize(
    ("country", "paper", "margins", "recipient", "sender", "folds", "punch"),
    [
        ("DE", (210, 297), (25, 25, 165, 252), [(20, 45, 85, 45)], [(125, 50, 75, 40)],
         [105, 210], [148.5]),
        ("US", (215.9, 279.4), (25.4, 25.4, 165.1, 228.6), [(22.2, 63.5, 88.9, 16.9)], [], [], []),
        ("GB", (210, 297), (25, 25, 160, 247), [(20, 57, 80, 24)], [], [], []),
        ("FR", (210, 297), (25, 25, 160, 247), [], [], [], []),
    ],
)  # fmt: skip
def test_zones_and_marks_stand_at_their_millimeters(
    country, paper, margins, recipient, sender, folds, punch
) -> None:
    root = drawn(country)
    # One unit of the drawing is a millimeter only where both sizes say the same.
    assert (root.get("width"), root.get("height")) == tuple(f"{side:.1f}mm" for side in paper)
    assert tuple(map(float, root.attrib["viewBox"].split())) == (0, 0, *paper)
    assert [box(found) for found in named(root, "margins")] == [pytest.approx(margins)]
    assert [box(found) for found in named(root, "recipient")] == recipient
    assert [box(found) for found in named(root, "sender")] == sender
    for name, places in (("fold", folds), ("punch", punch)):
        found = named(root, name)
        assert [float(mark.attrib["y1"]) for mark in found] == places
        assert all(mark.get("y1") == mark.get("y2") for mark in found)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("country", COUNTRIES)
def test_nothing_is_beyond_the_sheet_or_on_top_of_other_words(country: str, direction: str) -> None:
    root = drawn(country, direction=direction)
    width, height = PAPER[layout_for(ROOTS, country)[0].paper]
    for element in root:
        across = [float(element.attrib[key]) for key in ("x", "x1", "x2") if key in element.attrib]
        down = [float(element.attrib[key]) for key in ("y", "y1", "y2") if key in element.attrib]
        wide, high = (float(element.get(key, "0")) for key in ("width", "height"))
        assert all(x >= 0 and x + wide <= width + 1e-6 for x in across)
        assert all(y >= 0 and y + high <= height + 1e-6 for y in down)
    lines = sorted(float(text.attrib["y"]) for text in root.iter(f"{SVG}text"))
    columns = {(text.attrib["x"], text.attrib["y"]) for text in root.iter(f"{SVG}text")}
    assert len(lines) == len(columns)


def test_words_keep_clear_of_folds_and_the_hole_mark() -> None:
    layout, _ = layout_for(ROOTS, "DE")
    root = drawn("DE", notes=("A note that is long enough to need more lines than one. " * 30,))
    body = [text for text in root.iter(f"{SVG}text") if text.get("font-size") == "3.4"]
    assert len(body) > 15
    labels_of_marks = [mark - 1 for mark in (*layout.folds, layout.punch)]
    for text in body:
        y = float(text.attrib["y"])
        assert not any(y - 3.4 - 1 < label < y + 2.8 for label in labels_of_marks)


def test_the_control_line_is_as_long_as_its_words_say() -> None:
    (ruler,) = named(drawn("US"), "ruler")
    length = float(ruler.attrib["x2"]) - float(ruler.attrib["x1"])
    assert length == pytest.approx(window_test_page.RULER) == pytest.approx(100)


def test_lines_from_right_to_left_begin_at_the_right_margin() -> None:
    root = drawn("DE", direction="rtl", locale="ar")
    assert (root.get("lang"), root.get("direction")) == ("ar", "rtl")
    title = next(text for text in root.iter(f"{SVG}text") if text.get("font-weight"))
    assert float(title.attrib["x"]) == 210 - 20


@pytest.mark.parametrize(
    ("country", "size"), [("DE", "210.0mm 297.0mm"), ("US", "215.9mm 279.4mm")]
)
def test_the_web_page_prints_the_drawing_on_one_sheet_at_true_size(country, size) -> None:
    layout, _ = layout_for(ROOTS, country)
    rendered = window_test_page.html(layout, text_for(layout))
    page = rendered.content.decode()
    assert page.startswith("<!DOCTYPE html>\n")
    assert f"@page {{ size: {size}; margin: 0 }}" in page
    width, height = size.split()
    assert f"width: {width}; height: {height}" in page
    assert "<title>A test page &amp; more</title>" in page
    body = page[page.index("<svg") : page.index("</svg>") + 6]
    drawing = ElementTree.fromstring(window_test_page.svg(layout, text_for(layout)).content)
    shown = ElementTree.fromstring(body)
    assert [element.attrib for element in shown.iter()] == [
        element.attrib for element in drawing.iter()
    ]
