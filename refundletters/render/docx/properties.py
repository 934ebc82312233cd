"""The properties of a file: title, writer, language and day."""

from __future__ import annotations

from typing import Final

from refundletters.model.document import Document
from refundletters.render.docx.markup import HEAD, escape
from refundletters.render.docx.paper import tag
from refundletters.render.plain_text import clean

__all__ = ["core_properties"]

_NAMESPACES: Final = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)


def core_properties(document: Document) -> str:
    """Return the core properties part; the day is the document's own, never today's."""
    named = {
        "title": document.title,
        "creator": document.author,
        "language": tag(document.locale),
    }
    inner = "".join(f"<dc:{name}>{escape(clean(text))}</dc:{name}>" for name, text in named.items())
    if document.case_day:
        day = f"{escape(document.case_day)}T00:00:00Z"
        for name in ("created", "modified"):
            inner += f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>'
    return f"{HEAD}<cp:coreProperties {_NAMESPACES}>{inner}</cp:coreProperties>"
