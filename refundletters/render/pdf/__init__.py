"""PDF: typeset by typst from data, and tagged for screen readers."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from refundletters.errors import UsageError
from refundletters.messages import say
from refundletters.model.document import Document
from refundletters.render.pdf.data import page_data

if TYPE_CHECKING:
    import typst

__all__ = ["render"]

PdfStandard = Literal["ua-1"]
_ACCESSIBLE: Final[PdfStandard] = "ua-1"  # PDF/UA, what a screen reader needs
_TEMPLATE: Final = Path(__file__).with_name("letter.typ")
_WANTED: Final = ("Arial", "Liberation Sans", "Arimo", "Helvetica", "Noto Sans", "DejaVu Sans")
_ALWAYS_THERE: Final = "Libertinus Serif"


def render(document: Document) -> bytes:
    """Return the document as a PDF file.

    Raises:
        UsageError: The optional package that sets PDF files is not installed.
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
    try:
        return _set(document, [_ACCESSIBLE])
    except typst.TypstError:
        # The standard forbids characters that no font on this machine has; the letter matters more.
        return _set(document, [])


def _set(document: Document, standards: Sequence[PdfStandard]) -> bytes:
    """Return the file; typst refuses a document that breaks one of ``standards``."""
    import typst

    content = typst.compile(
        _TEMPLATE.read_bytes(),
        format="pdf",
        font_paths=_fonts(),
        sys_inputs={"document": json.dumps(page_data(document) | {"fonts": _families()})},
        pdf_standards=list(standards),
        timestamp=_timestamp(document.case_day),
    )
    return bytes(content)


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Return the fonts of this machine, cached: finding them takes longer than a letter."""
    import typst

    return typst.Fonts()


@lru_cache(maxsize=1)
def _families() -> list[str]:
    """Return the font families to use: Arial or a metric equivalent, then fallbacks."""
    known = set(_fonts().families())
    return [name for name in _WANTED if name in known] or [_ALWAYS_THERE]


def _timestamp(day: str) -> int:
    """Return the document's own date as a timestamp, so that equal documents give equal files."""
    moment = dt.datetime.fromisoformat(f"{day or '1980-01-01'}T00:00:00+00:00")
    return int(moment.timestamp())
