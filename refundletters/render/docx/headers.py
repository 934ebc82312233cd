"""Headers: fold marks on page one, and from page two on recipient, date and page number."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from refundletters.model.document import Document
from refundletters.render.docx.inline import TAB, field, words
from refundletters.render.docx.markup import HEAD, NAMESPACES, element, points, twips
from refundletters.render.docx.package import Member, member
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
_FIRST: Final = "word/header1.xml"
_NEXT: Final = "word/header2.xml"
_HEADER: Final = element("pPr", element("pStyle", val="Header"))
_EMPTY: Final = element("p", _HEADER)
_RETURN_LINE: Final = element("pStyle", val="ReturnLine")


def first_header(document: Document, page: PageGeometry) -> Member:
    """Return the header of page one: fold and hole marks and the return line, where used."""
    if not page.letter:
        return _first_header(())
    line, drawn = _return_line(document, page), tuple(marks(document.layout))
    return _first_header(drawn) if not line else _part(_FIRST, _drawn(drawn) + line + _EMPTY)


@lru_cache(maxsize=64)
def _first_header(drawn: tuple[tuple[float, float], ...]) -> Member:
    """Return a header of page one that holds nothing of the writer's."""
    return _part(_FIRST, _drawn(drawn) + _EMPTY)


def _drawn(drawn: tuple[tuple[float, float], ...]) -> str:
    return "".join([_mark(y, length) for y, length in drawn])


def next_header(document: Document, page: PageGeometry) -> Member:
    """Return the header of the other pages: recipient, date, and the number of the page."""
    label = "".join(
        [
            field(_CODES[part], _SHOWN, rtl=page.rtl) if is_number else words(part, rtl=page.rtl)
            for part, is_number in label_parts(document)
        ]
    )
    line = words(continuation_line(document), rtl=page.rtl)
    return _part(_NEXT, element("p", _HEADER + line + TAB + label))


def _part(name: str, paragraphs: str) -> Member:
    return member(name, f"{HEAD}<w:hdr {NAMESPACES}>{paragraphs}</w:hdr>")


def _mark(y: float, length: float) -> str:
    """Return a short rule at the edge of the sheet."""
    rule = element("pBdr", element("top", **_RULE, space=0))
    spacing = element("spacing", line=points(1), lineRule="exact")
    return element(
        "p", element("pPr", _RETURN_LINE + _frame(MARK_X, y, length, 1.0) + rule + spacing)
    )


def _return_line(document: Document, page: PageGeometry) -> str:
    zone = document.layout.recipient_zone
    if document.layout.sender_at != "return_line" or not zone:
        return ""
    line = return_line(document)
    if not line:
        return ""
    x = max(zone.x, page.margins[3])
    frame = _frame(x, zone.y + 1, zone.x + zone.width - x, 4.5)
    settings = element(
        "pPr", _RETURN_LINE + frame + element("pBdr", element("bottom", **_RULE, space=1))
    )
    return element("p", settings + words(line, rtl=page.rtl))


def _frame(x: float, y: float, width: float, height: float) -> str:
    """Return the settings that fix a paragraph to a place on the sheet."""
    return element(
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
