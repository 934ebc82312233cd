"""WordprocessingML elements, built with lxml so that nothing is escaped by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

__all__ = [
    "NUMBER_WIDTH",
    "Element",
    "add",
    "child",
    "element",
    "parse",
    "points",
    "q",
    "root",
    "to_bytes",
    "twips",
]

Element: TypeAlias = Any  # an lxml element

_NS: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
NUMBER_WIDTH: Final = 4.5  # of "10." at the usual size, in millimetres
_W: Final = f"{{{_NS['w']}}}"


def q(name: str) -> str:
    """Return the qualified form of a name in the main namespace."""
    return _W + name


def element(tag: str) -> Element:
    """Return an element of the main namespace, as a root with its prefixes."""
    return etree.Element(_W + tag, nsmap=_NS)


def add(parent: Element, tag: str, **attributes: object) -> Element:
    """Append an element of the main namespace to ``parent`` and return it."""
    if not attributes:
        return etree.SubElement(parent, _W + tag)
    named = {_W + name: str(value) for name, value in attributes.items()}
    return etree.SubElement(parent, _W + tag, named)


def root(tag: str, prefixes: Mapping[str, str]) -> Element:
    """Return a root element of any namespace; ``tag`` is qualified."""
    return etree.Element(tag, nsmap=dict(prefixes))


def child(parent: Element, tag: str, text: str = "") -> Element:
    """Append an element of any namespace to ``parent`` and return it; ``tag`` is qualified."""
    made = etree.SubElement(parent, tag)
    made.text = text or None
    return made


def parse(content: bytes) -> Element:
    """Return the root of a part; nothing outside it is ever loaded."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def to_bytes(top: Element) -> bytes:
    """Return ``top`` as a part of a package."""
    return bytes(etree.tostring(top, xml_declaration=True, encoding="UTF-8", standalone=True))


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def points(size: float) -> int:
    """Return a length given in points in twentieths of a point."""
    return round(size * 20)


def add_indent(
    settings: Element, start: float, end: float = 0.0, *, hanging: float = 0.0, rtl: bool
) -> None:
    """Append an indent from the start and the end margin, in millimetres.

    Word takes ``left`` for the start in both directions, LibreOffice does not, and older programs
    know no other name; so the names that say start and end are used where they matter. LibreOffice
    writes the number of a right-to-left list outside its place, Word inside; it has room for both.
    """
    if hanging and rtl:
        start += NUMBER_WIDTH
    names = ("start", "end") if rtl else ("left", "right")
    indent = add(settings, "ind", **dict(zip(names, map(twips, (start, end)), strict=True)))
    if hanging:
        indent.set(q("hanging"), str(twips(hanging)))
