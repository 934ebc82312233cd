"""Headers: on page one the marks of the envelope, from page two on whose letter this is."""

from __future__ import annotations

import re

from refundletters.model.document import Address, Document, Paragraph
from refundletters.render.docx.head import return_line
from refundletters.render.docx.inline import add_field, add_text
from refundletters.render.docx.paper import Page
from refundletters.render.docx.xml import Element, add, element, points, to_bytes, twips
from refundletters.render.plain import flat, line_text

__all__ = ["first_header", "next_header"]

_FIELDS = re.compile(r"%\((page|pages)\)s")
_CODES = {"page": ("PAGE", "2"), "pages": ("NUMPAGES", "2")}
_MARK_X = 5.0
_MARK_WIDTH = 5.0
_RULE = {"val": "single", "sz": 4, "color": "808080"}


def first_header(document: Document, page: Page) -> bytes:
    """Return the header of page one: fold and hole marks and the return line, where used."""
    root = element("hdr")
    if page.letter:
        for y in document.layout.folds:
            _mark(root, y, _MARK_WIDTH)
        if document.layout.punch:
            _mark(root, document.layout.punch, _MARK_WIDTH * 1.5)
        _return_line(root, document, page)
    paragraph = add(root, "p")
    add(add(paragraph, "pPr"), "pStyle", val="Header")
    return to_bytes(root)


def next_header(document: Document, page: Page) -> bytes:
    """Return the header of the other pages: recipient, date, and the number of the page."""
    root = element("hdr")
    paragraph = add(root, "p")
    add(add(paragraph, "pPr"), "pStyle", val="Header")
    known = " · ".join(filter(None, (document.recipient, _date(document))))
    add_text(paragraph, known, rtl=page.rtl)
    add(add(paragraph, "r"), "tab")
    label = document.labels.get("page", "")
    end = 0
    for found in _FIELDS.finditer(label):
        add_text(paragraph, label[end : found.start()], rtl=page.rtl)
        code, shown = _CODES[found[1]]
        add_field(paragraph, code, shown, rtl=page.rtl)
        end = found.end()
    add_text(paragraph, label[end:], rtl=page.rtl)
    return to_bytes(root)


def _date(document: Document) -> str:
    for block in flat(document.blocks):
        if isinstance(block, Paragraph) and block.role == "date":
            return line_text(block.runs)
    return ""


def _mark(root: Element, y: float, width: float) -> None:
    """Append a short rule at the edge of the sheet."""
    paragraph = add(root, "p")
    settings = add(paragraph, "pPr")
    add(settings, "pStyle", val="ReturnLine")
    _frame(settings, _MARK_X, y, width, 1.0)
    add(add(settings, "pBdr"), "top", **_RULE, space=0)
    add(settings, "spacing", line=points(1), lineRule="exact")


def _return_line(root: Element, document: Document, page: Page) -> None:
    field = document.layout.recipient_zone
    if document.layout.sender_at != "return_line" or not field:
        return
    for block in flat(document.blocks):
        if isinstance(block, Address) and block.role == "sender":
            paragraph = add(root, "p")
            settings = add(paragraph, "pPr")
            add(settings, "pStyle", val="ReturnLine")
            x = max(field.x, page.margins[3])
            _frame(settings, x, field.y + 1, field.x + field.width - x, 4.5)
            add(add(settings, "pBdr"), "bottom", **_RULE, space=1)
            add_text(paragraph, return_line(block), rtl=page.rtl)


def _frame(settings: Element, x: float, y: float, width: float, height: float) -> None:
    """Fix a paragraph to a place on the sheet."""
    add(
        settings,
        "framePr",
        w=twips(width),
        h=twips(height),
        hRule="exact",
        wrap="none",
        vAnchor="page",
        hAnchor="page",
        x=twips(x),
        y=twips(y),
    )
