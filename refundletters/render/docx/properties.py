"""The properties of a file: title, writer, language and day."""

from __future__ import annotations

from typing import Final

from refundletters.model.document import Document
from refundletters.render.docx.paper import tag
from refundletters.render.docx.xml import child, root, to_bytes
from refundletters.render.plain_text import clean

__all__ = ["core_properties"]

_CP: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC: Final = "http://purl.org/dc/elements/1.1/"
_TERMS: Final = "http://purl.org/dc/terms/"
_XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"


def core_properties(document: Document) -> bytes:
    """Return the core properties part; the day is the document's own, never today's."""
    top = root(
        f"{{{_CP}}}coreProperties",
        {"cp": _CP, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI},
    )
    for name, words in (
        ("title", document.title),
        ("creator", document.author),
        ("language", tag(document.locale)),
    ):
        child(top, f"{{{_DC}}}{name}", clean(words))
    if document.case_day:
        for name in ("created", "modified"):
            day = child(top, f"{{{_TERMS}}}{name}", f"{document.case_day}T00:00:00Z")
            day.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
    return to_bytes(top)
