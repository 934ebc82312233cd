"""The styles of a letter, under the names that Word's list of styles shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn

from refundletters.model.closed_words import AddressRole, ParagraphRole
from refundletters.render.docx.paper import FONT, complex_font, east_asian_font, tag
from refundletters.render.docx.xml import Element, add, add_indent, points, q, twips
from refundletters.render.page_geometry import PageGeometry

__all__ = ["KEPT_STYLES", "ROLE_STYLES", "build_styles", "style_id"]


@dataclass(frozen=True, slots=True)
class _Style:
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

_SPACING: Final = {"before": 0, "after": points(8), "line": 259, "lineRule": "auto"}
KEPT_STYLES: Final = frozenset(style.name.replace(" ", "") for style in _STYLES if style.keep_next)
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


def build_styles(word: WordDocument, page: PageGeometry) -> None:
    """Replace the styles of python-docx's own template by those of a letter."""
    root = word.styles.element
    keep = {"Normal", "TableNormal", "NoList", "DefaultParagraphFont"}
    for style in root.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in keep:
            root.remove(style)
    root.remove(root.find(qn("w:latentStyles")))
    _defaults(root, page)
    _normal(word, page)
    for style in _STYLES:
        _paragraph_style(word, style, page)
    _character_styles(word)
    _table_style(word)


def _defaults(root: Element, page: PageGeometry) -> None:
    defaults = root.find(qn("w:docDefaults"))
    for child in list(defaults):
        defaults.remove(child)
    run = add(add(defaults, "rPrDefault"), "rPr")
    add(
        run,
        "rFonts",
        ascii=FONT,
        hAnsi=FONT,
        eastAsia=east_asian_font(page.locale),
        cs=complex_font(page.locale),
    )
    half_points = round(page.size * 2)
    add(run, "sz", val=half_points)
    add(run, "szCs", val=half_points)
    name = tag(page.locale)
    lang = add(run, "lang", val=name)
    if page.locale.partition("_")[0] in {"ja", "ko", "zh"}:
        lang.set(q("eastAsia"), name)
    if page.rtl:
        lang.set(q("bidi"), name)
    # For programs that ignore Normal as the default style, as Word itself writes it.
    add(add(add(defaults, "pPrDefault"), "pPr"), "spacing", **_SPACING)


def _normal(word: WordDocument, page: PageGeometry) -> None:
    normal = word.styles["Normal"].element
    settings = add(normal, "pPr")
    if page.rtl:
        add(settings, "bidi")
    add(settings, "spacing", **_SPACING)


def _paragraph_style(word: WordDocument, style: _Style, page: PageGeometry) -> None:
    made = word.styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH, style.builtin)
    root: Element = made.element
    root.set(q("styleId"), style_id(style.name))
    made.base_style = word.styles[style.base]
    made.quick_style = True
    made.hidden = False
    settings = add(root, "pPr")
    if style.keep_next:
        add(settings, "keepNext")
    if style.keep_lines:
        add(settings, "keepLines")
    if style.name == "Header":
        add(add(settings, "tabs"), "tab", val="right", pos=twips(page.text_width))
    before = style.before + style.gap * page.pitch * page.letter
    spacing = add(settings, "spacing", before=points(before), after=points(style.after))
    if style.packed:
        spacing.set(q("line"), str(points(page.pitch)))
        spacing.set(q("lineRule"), "exact")
    if style.hanging:
        add_indent(settings, page.hanging, hanging=page.hanging, rtl=page.rtl)
    if style.contextual:
        add(settings, "contextualSpacing")
    if style.outline >= 0:
        add(settings, "outlineLvl", val=style.outline)
    run = add(root, "rPr")
    if style.bold:
        add(run, "b")
        add(run, "bCs")
    if style.size:
        half_points = round((page.size + style.size) * 2)
        add(run, "sz", val=half_points)
        add(run, "szCs", val=half_points)


def _character_styles(word: WordDocument) -> None:
    for name, bold_or_italic in (("Strong", "b"), ("Emphasis", "i")):
        made = word.styles.add_style(name, WD_STYLE_TYPE.CHARACTER, builtin=True)
        made.quick_style = True
        run = add(made.element, "rPr")
        add(run, bold_or_italic)
        add(run, bold_or_italic + "Cs")


def _table_style(word: WordDocument) -> None:
    """Add a table style: thin rules around head and total, hairlines between rows."""
    made = word.styles.add_style("Letter Table", WD_STYLE_TYPE.TABLE, builtin=False)
    made.base_style = word.styles["Normal Table"]
    root = made.element
    table = add(root, "tblPr")
    borders = add(table, "tblBorders")
    for side in ("top", "bottom"):
        add(borders, side, val="single", sz=6, space=0, color="404040")
    add(borders, "insideH", val="single", sz=2, space=0, color="A0A0A0")
    margins = add(table, "tblCellMar")
    for side in ("left", "right"):
        add(margins, side, w=twips(1.5), type="dxa")
    for part, side in (("firstRow", "bottom"), ("lastRow", "top")):
        conditional = add(root, "tblStylePr", type=part)
        run = add(conditional, "rPr")
        add(run, "b")
        add(run, "bCs")
        cell = add(conditional, "tcPr")
        add(add(cell, "tcBorders"), side, val="single", sz=6, space=0, color="404040")
