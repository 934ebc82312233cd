"""Headers: fold marks on page one, and from page two on recipient, date and page number."""

from __future__ import annotations

from typing import Final

from refundletters.model.document import Document, Zone
from refundletters.render.docx.inline import add_field, add_text
from refundletters.render.docx.xml import Element, add, element, points, to_bytes, twips
from refundletters.render.page_geometry import (
    MARK_X,
    PageGeometry,
    continuation_line,
    label_parts,
    marks,
    return_line,
)

__all__ = ["first_header", "next_header"]

# What a field shows until Word updates it: this header appears only if there is a page 2.
_SHOWN: Final = "2"
_CODES: Final = {"page": "PAGE", "pages": "NUMPAGES"}
_RULE: Final = {"val": "single", "sz": 4, "color": "808080"}


def first_header(document: Document, page: PageGeometry) -> bytes:
    """Return the header of page one: fold and hole marks and the return line, where used."""
    root = element("hdr")
    if page.letter:
        for y, length in marks(document.layout):
            _mark(root, y, length, page)
        _return_line(root, document, page)
    paragraph = add(root, "p")
    add(add(paragraph, "pPr"), "pStyle", val="Header")
    return to_bytes(root)


def next_header(document: Document, page: PageGeometry) -> bytes:
    """Return the header of the other pages: recipient, date, and the number of the page."""
    root = element("hdr")
    paragraph = add(root, "p")
    add(add(paragraph, "pPr"), "pStyle", val="Header")
    add_text(paragraph, continuation_line(document), rtl=page.rtl)
    add(add(paragraph, "r"), "tab")
    for head_part, is_number in label_parts(document):
        if is_number:
            add_field(paragraph, _CODES[head_part], _SHOWN, rtl=page.rtl)
        else:
            add_text(paragraph, head_part, rtl=page.rtl)
    return to_bytes(root)


def _mark(root: Element, y: float, length: float, page: PageGeometry) -> None:
    """Append a short rule at the edge of the sheet."""
    paragraph = add(root, "p")
    settings = add(paragraph, "pPr")
    add(settings, "pStyle", val="ReturnLine")
    _frame(settings, Zone(MARK_X, y, length, 1.0), page)
    add(add(settings, "pBdr"), "top", **_RULE, space=0)
    _run_from_the_left(settings, page)
    add(settings, "spacing", line=points(1), lineRule="exact")
    _indent(settings, MARK_X, page)


def _return_line(root: Element, document: Document, page: PageGeometry) -> None:
    field, words = document.layout.recipient_zone, return_line(document)
    if document.layout.sender_at != "return_line" or not field or not words:
        return
    paragraph = add(root, "p")
    settings = add(paragraph, "pPr")
    add(settings, "pStyle", val="ReturnLine")
    x = max(field.x, page.margins[3])
    _frame(settings, Zone(x, field.y + 1, field.x + field.width - x, 4.5), page)
    add(add(settings, "pBdr"), "bottom", **_RULE, space=1)
    _run_from_the_left(settings, page)
    _indent(settings, x, page)
    add_text(paragraph, words, rtl=page.rtl)


def _run_from_the_left(settings: Element, page: PageGeometry) -> None:
    if page.rtl:
        add(settings, "bidi", val=0)


def _indent(settings: Element, x: float, page: PageGeometry) -> None:
    if page.rtl:
        add(settings, "ind", left=twips(x))


def _frame(settings: Element, zone: Zone, page: PageGeometry) -> None:
    """Fix a paragraph to a place on the sheet.

    LibreOffice mirrors a distance from the edge in a letter from right to left, but not a frame at
    the left edge; so there the frame begins at the edge and its paragraph is indented.
    """
    across = {"xAlign": "left"} if page.rtl else {"x": twips(zone.x)}
    width = zone.width + (zone.x if page.rtl else 0)
    add(
        settings,
        "framePr",
        w=twips(width),
        h=twips(zone.height),
        hRule="exact",
        wrap="none",
        vAnchor="page",
        hAnchor="page",
        **across,
        y=twips(zone.y),
    )
