"""The parts shared by all letters on equal pages, written once.

What differs from page to page is written here. The parts in ``parts/`` are the same in every
letter; the theme is that of python-docx's default template (MIT), with the fonts of a letter.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final
from zlib import Z_BEST_COMPRESSION

import msgspec

from refundletters.render.docx.markup import HEAD, NAMESPACES, element, twips
from refundletters.render.docx.package import Member, member
from refundletters.render.docx.paper import FONT, complex_font, east_asian_font, tag
from refundletters.render.docx.styles import styles_part
from refundletters.render.page_geometry import PageGeometry

__all__ = ["Base", "base_for"]

_PARTS: Final = Path(__file__).with_name("parts")
_HEADER_DISTANCE: Final = 12.0
_COMPATIBILITY: Final = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
}
_COMPATIBILITY_URI: Final = "http://schemas.microsoft.com/office/word"
# What Word declares in every file, used or not.
_SECTION_NAMESPACES: Final = (
    'xmlns:wpc="http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas"'
    ' xmlns:mo="http://schemas.microsoft.com/office/mac/office/2008/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:mv="urn:schemas-microsoft-com:mac:vml"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wp14="http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:w10="urn:schemas-microsoft-com:office:word"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"'
    ' xmlns:wpi="http://schemas.microsoft.com/office/word/2010/wordprocessingInk"'
    ' xmlns:wne="http://schemas.microsoft.com/office/word/2006/wordml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_REVISIONS: Final = 'w:rsidR="00FC693F" w:rsidRPr="0006063C" w:rsidSect="00034616"'
_SETTINGS_NAMESPACES: Final = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w10="urn:schemas-microsoft-com:office:word"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:sl="http://schemas.openxmlformats.org/schemaLibrary/2006/main" mc:Ignorable="w14"'
)


class Base(msgspec.Struct, frozen=True):
    """What letters on equal pages share.

    Attributes:
        members: The parts that never change.
        section: The page settings, to end the body with.
    """

    members: tuple[Member, ...]
    section: str


@lru_cache(maxsize=256)
def base_for(page: PageGeometry) -> Base:
    """Return what letters on ``page`` share."""
    return Base(
        (
            _fixed("[Content_Types].xml", "content_types.xml"),
            _fixed("_rels/.rels", "package_rels.xml"),
            _fixed("word/_rels/document.xml.rels", "document_rels.xml"),
            member("word/styles.xml", styles_part(page), Z_BEST_COMPRESSION),
            member("word/settings.xml", _settings(page), Z_BEST_COMPRESSION),
            member("word/fontTable.xml", _fonts(page), Z_BEST_COMPRESSION),
            _fixed("word/theme/theme1.xml", "theme.xml"),
        ),
        _section(page),
    )


@lru_cache(maxsize=8)
def _fixed(name: str, file: str) -> Member:
    return member(name, (_PARTS / file).read_text("utf-8"), Z_BEST_COMPRESSION)


def _section(page: PageGeometry) -> str:
    """Return the page settings; ``rId1`` and ``rId4`` are the headers in ``document_rels.xml``."""
    width, height = map(twips, page.paper)
    top, right, bottom, left = map(twips, page.margins)
    distance = twips(_HEADER_DISTANCE)
    margins = element(
        "pgMar",
        top=top,
        right=right,
        bottom=bottom,
        left=left,
        header=distance,
        footer=distance,
        gutter=0,
    )
    headers = (
        '<w:headerReference w:type="first" r:id="rId1"/>'
        '<w:headerReference w:type="default" r:id="rId4"/>'
    )
    settings = headers + element("pgSz", w=width, h=height) + margins
    settings += element("cols", space=720) + element("titlePg")
    settings += element("bidi") if page.rtl else ""
    return f"<w:sectPr {_SECTION_NAMESPACES} {_REVISIONS}>{settings}</w:sectPr>"


def _settings(page: PageGeometry) -> str:
    compatibility = "".join(
        [
            element("compatSetting", name=name, uri=_COMPATIBILITY_URI, val=value)
            for name, value in _COMPATIBILITY.items()
        ]
    )
    made = (
        element("zoom", percent=100)
        + element("defaultTabStop", val=720)
        + element("characterSpacingControl", val="doNotCompress")
        + element("compat", compatibility)
        + element("themeFontLang", val=tag(page.locale))
        + element("decimalSymbol", val=".")
        + element("listSeparator", val=",")
    )
    return f"{HEAD}<w:settings {NAMESPACES} {_SETTINGS_NAMESPACES}>{made}</w:settings>"


def _fonts(page: PageGeometry) -> str:
    """Return the fonts that the letter uses."""
    fonts = dict.fromkeys((FONT, east_asian_font(page.locale), complex_font(page.locale)))
    swiss = element("family", val="swiss")
    made = "".join([element("font", swiss, name=name) for name in fonts])
    return f"{HEAD}<w:fonts {NAMESPACES}>{made}</w:fonts>"
