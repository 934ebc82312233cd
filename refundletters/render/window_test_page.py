"""A test page: a layout drawn at actual size, to hold against an envelope.

One unit of the drawing is one millimeter of paper. The page has no words of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from refundletters.model.closed_words import Direction
from refundletters.model.document import Layout, Zone
from refundletters.render.page_geometry import MARK_X, PAPER, marks
from refundletters.render.plain_text import clean, wrap
from refundletters.render.result import Rendered

__all__ = ["RULER", "PageText", "html", "svg"]

RULER: Final = 100.0  # length of the control line in millimeters

_NAMESPACE: Final = "http://www.w3.org/2000/svg"
_SIZE: Final = 3.4
_SMALL: Final = 2.8
_PITCH: Final = 5.0
_TICK: Final = 2.0
_FIRST_LINE: Final = 118.0  # below every zone: a window is in the upper half of a sheet
_CLEAR: Final = 6.0  # between a line of text and a mark, which has its label above it
_EM_PER_COLUMN: Final = 0.55  # mean width of a letter, estimated generously


@dataclass(frozen=True, slots=True)
class PageText:
    """The words on a test page, translated.

    Attributes:
        locale: Their locale, such as ``de_DE``.
        direction: Their writing direction.
        title: The heading.
        notes: What to do with the page, one sentence each.
        ruler: What the control line of :data:`RULER` millimeters is for.
        margins: Label of the text area.
        recipient: Label of the recipient's zone.
        sender: Label of the sender's zone.
        folds: Label of each fold mark of the layout, in its order.
        punch: Label of the hole mark.
    """

    locale: str
    direction: Direction
    title: str
    notes: tuple[str, ...]
    ruler: str
    margins: str
    recipient: str = ""
    sender: str = ""
    folds: tuple[str, ...] = ()
    punch: str = ""


def svg(layout: Layout, text: PageText) -> Rendered:
    """Return the page as an SVG drawing of the size of its paper."""
    content = tostring(_drawing(layout, text), encoding="utf-8", xml_declaration=True)
    return Rendered(content + b"\n", "image/svg+xml", ".svg")


def html(layout: Layout, text: PageText) -> Rendered:
    """Return the page as one HTML file that prints at actual size, without margins."""
    width, height = PAPER[layout.paper]
    root = Element("html", lang=_language(text), dir=text.direction)
    head = SubElement(root, "head")
    SubElement(head, "meta", charset="utf-8")
    SubElement(head, "title").text = clean(text.title)
    SubElement(head, "style").text = (
        f"@page {{ size: {width}mm {height}mm; margin: 0 }}\n"
        "html, body { margin: 0; padding: 0; background: #fff }\n"
        # An inline drawing would leave room for a line below it, and that a second, empty page.
        f"svg {{ display: block; width: {width}mm; height: {height}mm; overflow: hidden }}\n"
    )
    SubElement(root, "body").append(_drawing(layout, text))
    page = "<!DOCTYPE html>\n" + tostring(root, encoding="unicode", method="html") + "\n"
    return Rendered(page.encode(), "text/html; charset=utf-8", ".html")


def _drawing(layout: Layout, text: PageText) -> Element:
    width, height = PAPER[layout.paper]
    size = {"width": f"{width}mm", "height": f"{height}mm", "viewBox": f"0 0 {width} {height}"}
    root = Element(
        "svg", {"xmlns": _NAMESPACE, **size, "lang": _language(text), "role": "img",
                "direction": text.direction, "font-family": "Arial, 'Liberation Sans', sans-serif"}
    )  # fmt: skip
    SubElement(root, "title").text = clean(text.title)
    _rectangle(root, "paper", Zone(0, 0, width, height), {"stroke": "none", "fill": "#fff"})
    top, right, bottom, left = layout.margins
    area = Zone(left, top, width - left - right, height - top - bottom)
    _rectangle(root, "margins", area, {"stroke": "#999", "stroke-dasharray": "1 1"})
    pen = _Pen(root, text.direction == "rtl", area)
    pen.write(text.margins, height - bottom - _SMALL, _SMALL)
    zones = (("recipient", layout.recipient_zone, text.recipient),
             ("sender", layout.sender_zone, text.sender))  # fmt: skip
    for name, zone, label in zones:
        if zone:
            _rectangle(root, name, zone, {"stroke": "#000", "stroke-width": "0.4"})
            inside = _Pen(root, pen.rtl, Zone(zone.x + 2, zone.y, zone.width - 4, zone.height))
            inside.paragraph(label, _steps(zone.y + 4, _PITCH * 0.8), _SMALL)
    _marks(root, layout, text, width)
    _words(pen, layout, text)
    return root


def _marks(root: Element, layout: Layout, text: PageText, width: float) -> None:
    names = ["fold"] * len(layout.folds) + ["punch"] * (layout.punch is not None)
    for name, (y, length) in zip(names, marks(layout), strict=True):
        _line(root, name, (MARK_X, y), (MARK_X + length, y), {})
        if name == "fold":
            light = {"stroke": "#999", "stroke-dasharray": "0.5 2"}
            _line(root, "fold-line", (MARK_X + length, y), (width, y), light)
    pen = _Pen(root, text.direction == "rtl", _across(layout, width))
    for y, label in _labels(layout, text):
        pen.write(label, y - 1, _SMALL)


def _across(layout: Layout, width: float) -> Zone:
    """Return the columns for the labels of marks, clear of the marks themselves."""
    start = MARK_X + max((length for _, length in marks(layout)), default=0.0) + 1
    return Zone(start, 0, width - start - MARK_X, 0)


def _labels(layout: Layout, text: PageText) -> Iterator[tuple[float, str]]:
    yield from zip(layout.folds, text.folds, strict=True)
    if layout.punch is not None:
        yield layout.punch, text.punch


def _words(pen: _Pen, layout: Layout, text: PageText) -> None:
    """Write heading, notes and control line below the zones, around folds and marks."""
    taken = [y for y, _ in marks(layout)]
    lines = (y for y in _steps(_FIRST_LINE, _PITCH / 2) if _is_clear(y, taken))
    rows = _every_other(lines)
    pen.paragraph(text.title, rows, _SIZE * 1.3, {"font-weight": "bold"})
    for note in text.notes:
        pen.paragraph(note, rows, _SIZE)
    pen.paragraph(text.ruler, rows, _SIZE)
    y, x = next(rows), pen.area.x
    _line(pen.root, "ruler", (x, y), (x + RULER, y), {})
    for end in (x, x + RULER):
        _line(pen.root, "tick", (end, y - _TICK), (end, y + _TICK), {})


def _steps(start: float, step: float) -> Iterator[float]:
    while True:
        yield start
        start += step


def _every_other(lines: Iterator[float]) -> Iterator[float]:
    """Yield those of ``lines`` that are a whole line apart."""
    last = 0.0
    for y in lines:
        if y - last >= _PITCH:
            last = y
            yield y


def _is_clear(y: float, taken: Sequence[float]) -> bool:
    return all(abs(y - _PITCH / 4 - mark) >= _CLEAR for mark in taken)


@dataclass(frozen=True, slots=True)
class _Pen:
    """Writes lines of text between the sides of ``area``."""

    root: Element
    rtl: bool
    area: Zone

    def write(self, words: str, y: float, size: float, look: dict[str, str] | None = None) -> None:
        # "start" is the right end of a line that runs from right to left.
        x = self.area.x + self.area.width if self.rtl else self.area.x
        place = {"x": _mm(x), "y": _mm(y), "font-size": _mm(size), "text-anchor": "start"}
        SubElement(self.root, "text", place | (look or {})).text = clean(words)

    def paragraph(
        self, words: str, rows: Iterator[float], size: float, look: dict[str, str] | None = None
    ) -> None:
        columns = max(int(self.area.width / (size * _EM_PER_COLUMN)), 1)
        for line in wrap(words, columns):
            self.write(line, next(rows), size, look)


def _rectangle(root: Element, name: str, zone: Zone, look: dict[str, str]) -> None:
    place = {"x": _mm(zone.x), "y": _mm(zone.y), "width": _mm(zone.width)}
    place |= {"height": _mm(zone.height), "fill": "none", "stroke-width": "0.2"}
    SubElement(root, "rect", {"class": name, **place, **look})


def _line(
    root: Element,
    name: str,
    start: tuple[float, float],
    end: tuple[float, float],
    look: dict[str, str],
) -> None:
    place = {"x1": _mm(start[0]), "y1": _mm(start[1]), "x2": _mm(end[0]), "y2": _mm(end[1])}
    look = {"stroke": "#000", "stroke-width": "0.2"} | look
    SubElement(root, "line", {"class": name, **place, **look})


def _mm(length: float) -> str:
    return f"{round(length, 3):g}"


def _language(text: PageText) -> str:
    return text.locale.replace("_", "-")
