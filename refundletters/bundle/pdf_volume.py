"""Many letters as one PDF file to print, each beginning on the front of a sheet.

The tags of the letters are lost on the way: what screen readers need is in the letters alone.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

__all__ = ["join_letters"]


def join_letters(letters: Sequence[tuple[str, Path]]) -> bytes:
    """Return a file with the pages of all letters, and an outline that names each.

    Args:
        letters: What the outline calls each, and its file.
    """
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    for name, path in letters:
        pages = PdfReader(path).pages
        first = len(writer.pages)
        for page in pages:
            writer.add_page(page)
        if len(pages) % 2:
            writer.add_blank_page()
        writer.add_outline_item(title=name, page_number=first)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
