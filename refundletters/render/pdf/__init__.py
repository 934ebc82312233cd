"""PDF: typeset by typst from data, and tagged for screen readers."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal

from refundletters.errors import UsageError
from refundletters.messages import say
from refundletters.model.document import Document
from refundletters.render.pdf.data import page_data
from refundletters.render.pdf.fonts import families_for, installed, refuse_without_font

__all__ = ["render"]

PdfStandard = Literal["ua-1"]
_ACCESSIBLE: Final[PdfStandard] = "ua-1"  # PDF/UA, what a screen reader needs
_TEMPLATE: Final = Path(__file__).with_name("letter.typ")


def render(document: Document) -> bytes:
    """Return the document as a PDF file.

    Raises:
        UsageError: The optional package that sets PDF files is not installed, or no font has the
            letters of the language.
    """
    try:
        import typst
    except ImportError as error:
        raise UsageError(
            say("PDF files need the package typst, which is not installed."),
            say(
                "Install it with: pip install refundletters[pdf], or write a .docx file and save "
                "it as PDF."
            ),
        ) from error
    refuse_without_font(document.locale)
    try:
        return _set(document, [_ACCESSIBLE])
    except typst.TypstError:
        # The standard forbids characters that no font on this machine has, such as an emoji in a
        # name; the letter matters more.
        return _set(document, [])


def _set(document: Document, standards: Sequence[PdfStandard]) -> bytes:
    """Return the file; typst refuses a document that breaks one of ``standards``."""
    import typst

    fonts = families_for(document.locale)
    content = typst.compile(
        _TEMPLATE.read_bytes(),
        format="pdf",
        font_paths=installed(),
        sys_inputs={"document": json.dumps(page_data(document) | {"fonts": fonts})},
        pdf_standards=list(standards),
        timestamp=_timestamp(document.case_day),
    )
    return bytes(content)


def _timestamp(day: str) -> int:
    """Return the document's own date as a timestamp, so that equal documents give equal files."""
    moment = dt.datetime.fromisoformat(f"{day or '1980-01-01'}T00:00:00+00:00")
    return int(moment.timestamp())
