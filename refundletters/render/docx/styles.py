"""The styles of a letter, under the names that Word's list of styles shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from refundletters.model.closed_words import AddressRole, ParagraphRole
from refundletters.render.docx.markup import HEAD, element, indent, points, twips
from refundletters.render.docx.paper import FONT, complex_font, east_asian_font, tag
from refundletters.render.page_geometry import PageGeometry

__all__ = ["KEPT_STYLES", "ROLE_STYLES", "style_id", "styles_part"]


class _Style(msgspec.Struct, frozen=True):
    """A paragraph style; spaces in points, ``size`` added to Normal's.

    Attributes:
        hanging: Whether it leaves room for a number or mark before it.
        gap: Extra space before, in lines of the letter: the room for a signature.
        packed: Exact line distance and no space after, for blocks whose place counts.
    """

    name: str
    builtin: bool = True
    base: str = "Normal"
    before: float = 0
    after: float = 8
    size: float = 0
    bold: bool = False
    keep_next: bool = False
    keep_lines: bool = False
    hanging: bool = False
    gap: int = 0
    packed: bool = False
    outline: int = -1
    contextual: bool = False


_STYLES: Final = (
    _Style("Heading 1", before=0, after=10, size=5, bold=True, keep_next=True, outline=0),
    _Style("Heading 2", before=10, after=4, size=1, bold=True, keep_next=True, outline=1),
    _Style("Heading 3", before=6, after=3, bold=True, keep_next=True, outline=2),
    _Style("Sender Address", builtin=False, packed=True, after=0),
    _Style("Recipient Address", builtin=False, packed=True, after=0),
    _Style("Date", packed=True, after=0),
    _Style("Delivery", builtin=False, packed=True, after=0),
    _Style("Reference", builtin=False, packed=True, after=0),
    _Style("Address Note", builtin=False, packed=True, after=0, size=-2.5),
    _Style(
        "Subject",
        builtin=False,
        before=4,
        after=10,
        keep_next=True,
        keep_lines=True,
        outline=0,
    ),
    _Style("Salutation", after=8, keep_next=True),
    _Style("Closing", before=4, after=0, keep_next=True, keep_lines=True),
    _Style("Signature", after=12, gap=4, keep_next=True, keep_lines=True),
    _Style("Name", builtin=False, after=12, keep_lines=True),
    _Style("Label", builtin=False, before=4, after=3, keep_next=True, bold=True),
    _Style("Note", builtin=False, size=-1.5),
    _Style("List Bullet", hanging=True, after=8, contextual=True),
    _Style("List Number", hanging=True, after=8, contextual=True),
    _Style(
        "Enclosures",
        builtin=False,
        base="List Number",
        hanging=True,
        after=0,
        contextual=True,
    ),
    _Style("Table Text", builtin=False, before=2, after=2),
    _Style("Header", size=-1.5, after=12),
    _Style("Return Line", builtin=False, size=-3.5, after=0),
)

_NAMESPACES: Final = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
_SPACING: Final = {"before": 0, "after": points(8), "line": 259, "lineRule": "auto"}
# Names of the styles whose paragraphs stay with what follows.
KEPT_STYLES: Final = frozenset(style.name for style in _STYLES if style.keep_next)
# Role of a block → its style; other paragraphs are Normal. LibreOffice has a style of its own that
# it calls Sender, and would save it as that of an envelope.
ROLE_STYLES: Final[Mapping[ParagraphRole | AddressRole, str]] = {
    "sender": "Sender Address",
    "recipient": "Recipient Address",
    "date": "Date",
    "delivery": "Delivery",
    "reference": "Reference",
    "subject": "Subject",
    "salutation": "Salutation",
    "close": "Closing",
    "signature": "Signature",
    "name": "Name",
    "label": "Label",
    "note": "Note",
}


def style_id(name: str) -> str:
    """Return the id of the style of this name."""
    return name.replace(" ", "")


def styles_part(page: PageGeometry) -> str:
    """Return the styles of a letter on ``page``."""
    own = "".join([_paragraph_style(style, page) for style in _STYLES])
    made = _defaults(page) + _default_styles(page) + own + _character_styles() + _table_style()
    return f"{HEAD}<w:styles {_NAMESPACES}>{made}</w:styles>"


def _defaults(page: PageGeometry) -> str:
    fonts = element(
        "rFonts",
        ascii=FONT,
        hAnsi=FONT,
        eastAsia=east_asian_font(page.locale),
        cs=complex_font(page.locale),
    )
    name = tag(page.locale)
    languages = {"val": name}
    if page.locale.partition("_")[0] in {"ja", "ko", "zh"}:
        languages["eastAsia"] = name
    if page.rtl:
        languages["bidi"] = name
    run = fonts + _size(page.size) + element("lang", **languages)
    # For programs that ignore Normal as the default style, as Word itself writes it.
    spacing = element("spacing", **_SPACING)
    return element(
        "docDefaults",
        element("rPrDefault", element("rPr", run)) + element("pPrDefault", element("pPr", spacing)),
    )


def _size(size: float) -> str:
    half_points = round(size * 2)
    return element("sz", val=half_points) + element("szCs", val=half_points)


def _default_styles(page: PageGeometry) -> str:
    """Return the styles that everything has that names none, as Word's own template has them."""
    settings = (element("bidi") if page.rtl else "") + element("spacing", **_SPACING)
    normal = element("qFormat") + element("rsid", val="00FC693F") + element("pPr", settings)
    sides = {"top": 0, "left": 108, "bottom": 0, "right": 108}
    margins = "".join([element(side, w=width, type="dxa") for side, width in sides.items()])
    table = element("tblInd", w=0, type="dxa") + element("tblCellMar", margins)
    hidden = element("semiHidden") + element("unhideWhenUsed")
    late = element("uiPriority", val=99) + hidden
    return (
        _style("paragraph", "Normal", normal, default=1)
        + _style(
            "character",
            "Default Paragraph Font",
            element("uiPriority", val=1) + hidden,
            default=1,
        )
        + _style("table", "Normal Table", late + element("tblPr", table), "TableNormal", default=1)
        + _style("numbering", "No List", late, default=1)
    )


def _style(kind: str, name: str, inner: str, own_id: str = "", /, **attributes: object) -> str:
    """Return a style; Word writes the names of headings and headers in small letters."""
    shown = name.lower() if name.startswith("Head") else name
    named = {"type": kind, **attributes, "styleId": own_id or style_id(name)}
    return element("style", element("name", val=shown) + inner, **named)


def _paragraph_style(style: _Style, page: PageGeometry) -> str:
    settings = element("keepNext") if style.keep_next else ""
    if style.keep_lines:
        settings += element("keepLines")
    if style.name == "Header":
        stop = element("tab", val="right", pos=twips(page.text_width))
        settings += element("tabs", stop)
    before = style.before + style.gap * page.pitch * page.letter
    exact = {"line": points(page.pitch), "lineRule": "exact"} if style.packed else {}
    settings += element("spacing", before=points(before), after=points(style.after), **exact)
    if style.hanging:
        settings += indent(page.hanging, hanging=page.hanging, rtl=page.rtl)
    if style.contextual:
        settings += element("contextualSpacing")
    if style.outline >= 0:
        settings += element("outlineLvl", val=style.outline)
    run = element("b") + element("bCs") if style.bold else ""
    if style.size:
        run += _size(page.size + style.size)
    inner = element("basedOn", val=style_id(style.base)) + element("qFormat")
    inner += element("pPr", settings) + element("rPr", run)
    custom = {} if style.builtin else {"customStyle": 1}
    return _style("paragraph", style.name, inner, **custom)


def _character_styles() -> str:
    made = ""
    for name, mark in (("Strong", "b"), ("Emphasis", "i")):
        run = element("rPr", element(mark) + element(mark + "Cs"))
        made += _style("character", name, element("qFormat") + run)
    return made


def _table_style() -> str:
    """Return a table style: thin rules around head and total, hairlines between rows."""
    thin = {"val": "single", "sz": 6, "space": 0, "color": "404040"}
    borders = element("top", **thin) + element("bottom", **thin)
    borders += element("insideH", val="single", sz=2, space=0, color="A0A0A0")
    width = twips(1.5)
    margins = "".join([element(side, w=width, type="dxa") for side in ("left", "right")])
    settings = element("tblBorders", borders) + element("tblCellMar", margins)
    inner = element("basedOn", val="TableNormal") + element("tblPr", settings)
    bold = element("rPr", element("b") + element("bCs"))
    for part, side in (("firstRow", "bottom"), ("lastRow", "top")):
        cell = element("tcPr", element("tcBorders", element(side, **thin)))
        inner += element("tblStylePr", bold + cell, type=part)
    return _style("table", "Letter Table", inner, customStyle=1)
