"""Word documents: parts written once for each kind of page, and a body for each letter."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from refundletters.model.document import Document
from refundletters.render.docx.base import base_for
from refundletters.render.docx.body import Writer
from refundletters.render.docx.head import write_blocks
from refundletters.render.docx.headers import first_header, next_header
from refundletters.render.docx.markup import HEAD, NAMESPACES
from refundletters.render.docx.numbering import numbering
from refundletters.render.docx.package import Member, archive, member
from refundletters.render.docx.properties import core_properties
from refundletters.render.page_geometry import page_for

__all__ = ["render"]


def render(document: Document, letterhead: Path | None = None) -> bytes:
    """Return the document as a Word file; the same document gives the same bytes.

    Args:
        document: The document.
        letterhead: A Word file whose styles, header, footer and page are taken over.

    Raises:
        UsageError: The letterhead cannot be used; says why.
    """
    if letterhead is not None:
        # Only a letterhead needs python-docx and lxml.
        from refundletters.render.docx.letterhead import on_letterhead

        return on_letterhead(document, letterhead)
    page = page_for(document)
    base = base_for(page)
    writer = Writer(page, document.layout)
    write_blocks(writer, document.blocks)
    body = f"<w:body>{writer.markup}{base.section}</w:body>"
    parts = (
        member("word/document.xml", f"{HEAD}<w:document {NAMESPACES}>{body}</w:document>"),
        _numbering(writer.numbered, page.hanging, rtl=page.rtl),
        member("docProps/core.xml", core_properties(document)),
        first_header(document, page),
        next_header(document, page),
    )
    return archive(base.members + parts)


@lru_cache(maxsize=64)
def _numbering(lists: int, hanging: float, *, rtl: bool) -> Member:
    return member("word/numbering.xml", numbering(lists, hanging, rtl=rtl))
