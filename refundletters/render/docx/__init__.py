"""Word documents: a package prepared once per page geometry, and a body for each letter."""

from __future__ import annotations

from pathlib import Path

from refundletters.model.document import Document
from refundletters.render.docx.base import CORE, DOCUMENT, NUMBERING, base_for, splice
from refundletters.render.docx.body import Writer
from refundletters.render.docx.head import write_blocks
from refundletters.render.docx.headers import first_header, next_header
from refundletters.render.docx.letterhead import on_letterhead
from refundletters.render.docx.numbering import numbering
from refundletters.render.docx.properties import core_properties
from refundletters.render.docx.xml import element, parse, to_bytes
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
        return on_letterhead(document, letterhead)
    page = page_for(document)
    base = base_for(page)
    writer = Writer(page, document.layout)
    write_blocks(writer, document.blocks)
    writer.body.append(parse(base.section))
    root = element("document")
    root.append(writer.body)
    parts = {
        DOCUMENT: to_bytes(root),
        NUMBERING: numbering(writer.numbered, page.hanging, rtl=page.rtl),
        CORE: core_properties(document),
        base.first_header: first_header(document, page),
        base.header: next_header(document, page),
    }
    return splice(base, parts)
