"""The package shared by all letters on equal pages, prepared once by python-docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import docx
from docx.document import Document as WordDocument
from docx.opc.rel import _Relationship as Relation
from docx.section import Section
from docx.shared import Mm

from refundletters.render.docx.paper import FONT, complex_font, east_asian_font, tag
from refundletters.render.docx.styles import build_styles
from refundletters.render.docx.xml import Element, add, element, parse, q, to_bytes
from refundletters.render.page_geometry import PageGeometry

__all__ = ["CORE", "DOCUMENT", "NUMBERING", "Base", "base_for", "member", "splice"]

# Parts of python-docx's template that a letter does not need.
_DROPPED: Final = frozenset(
    ("stylesWithEffects", "customXml", "webSettings", "thumbnail", "extended-properties")
)
_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SETTINGS: Final = "http://schemas.microsoft.com/office/word"
_COMPATIBILITY: Final = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
}
# Parts that differ from letter to letter; all others are zipped once.
DOCUMENT: Final = "word/document.xml"
NUMBERING: Final = "word/numbering.xml"
CORE: Final = "docProps/core.xml"


@dataclass(frozen=True, slots=True)
class Base:
    """A prepared package.

    Attributes:
        archive: A zip of the parts that never change.
        section: The page settings, to end the body with.
        first_header: Name of the part that is the header of page one.
        header: Name of the part that is the header of the other pages.
    """

    archive: bytes
    section: bytes
    first_header: str
    header: str


@lru_cache(maxsize=32)
def base_for(page: PageGeometry) -> Base:
    """Return the package for ``page``."""
    word = docx.Document()
    for relations in (word.part.rels, word.part.package.rels):
        _drop(relations)
    build_styles(word, page)
    _settings(word, page)
    _fonts(word, page)
    section = word.sections[0]
    _page(section, page)
    headers = (section.first_page_header, section.header)
    for header in headers:
        header.is_linked_to_previous = False
    settings = section._sectPr  # python-docx has no public access to it
    settings.remove(settings.find(q("docGrid")))
    if page.rtl:
        add(settings, "bidi")
    first, other = (str(header.part.partname).lstrip("/") for header in headers)
    return Base(
        archive=_archive(word, {DOCUMENT, NUMBERING, CORE, first, other}),
        section=to_bytes(settings),
        first_header=first,
        header=other,
    )


def splice(base: Base, parts: Mapping[str, bytes]) -> bytes:
    """Return the package of ``base`` with the parts of one letter added.

    Times and modes in the zip are fixed, so that the same letter gives the same bytes.
    """
    buffer = io.BytesIO()
    buffer.write(base.archive)
    with zipfile.ZipFile(buffer, "a") as archive:
        for name, content in parts.items():
            archive.writestr(member(name), content)
    return buffer.getvalue()


def member(name: str) -> zipfile.ZipInfo:
    """Return the zip entry of a part, with a fixed time and system."""
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 0
    return info


def _archive(word: WordDocument, without: set[str]) -> bytes:
    """Return a zip of the parts of ``word`` that are the same in every letter."""
    saved = io.BytesIO()
    word.save(saved)
    buffer = io.BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(buffer, "w") as archive:
        for name in source.namelist():
            if name not in without:
                archive.writestr(member(name), source.read(name))
    return buffer.getvalue()


def _drop(relations: MutableMapping[str, Relation]) -> None:
    for key, relation in list(relations.items()):
        if relation.reltype.rpartition("/")[2] in _DROPPED:
            del relations[key]


def _page(section: Section, page: PageGeometry) -> None:
    width, height = page.paper
    section.page_width, section.page_height = Mm(width), Mm(height)
    top, right, bottom, left = (Mm(side) for side in page.margins)
    section.top_margin, section.right_margin = top, right
    section.bottom_margin, section.left_margin = bottom, left
    section.header_distance = section.footer_distance = Mm(12)
    section.different_first_page_header_footer = True


def _settings(word: WordDocument, page: PageGeometry) -> None:
    """Replace the settings: the current compatibility mode, and nothing of the template."""
    root: Element = word.settings.element
    for child in list(root):
        root.remove(child)
    add(root, "zoom", percent=100)
    add(root, "defaultTabStop", val=720)
    add(root, "characterSpacingControl", val="doNotCompress")
    compatibility = add(root, "compat")
    for name, value in _COMPATIBILITY.items():
        add(compatibility, "compatSetting", name=name, uri=_SETTINGS, val=value)
    add(root, "themeFontLang", val=tag(page.locale))
    add(root, "decimalSymbol", val=".")
    add(root, "listSeparator", val=",")


def _fonts(word: WordDocument, page: PageGeometry) -> None:
    """Name the fonts that the letter uses, in the font table and in the theme."""
    fonts = dict.fromkeys((FONT, east_asian_font(page.locale), complex_font(page.locale)))
    for relation in word.part.rels.values():
        part = relation.target_part
        match relation.reltype.rpartition("/")[2]:
            case "fontTable":
                table = element("fonts")
                for name in fonts:
                    add(add(table, "font", name=name), "family", val="swiss")
                part._blob = to_bytes(table)  # python-docx reads this part and never writes it
            case "theme":
                theme = parse(part.blob)
                for scheme in theme.iter(_DRAWING + "majorFont", _DRAWING + "minorFont"):
                    for font in list(scheme):
                        if font.tag == _DRAWING + "font":
                            scheme.remove(font)
                    scheme.find(_DRAWING + "latin").set("typeface", FONT)
                part._blob = to_bytes(theme)  # as above
