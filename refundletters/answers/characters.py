"""Signs as keyboards of every script send them, made plain before they are read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

__all__ = ["normalize_characters"]


def normalize_characters(text: str) -> Iterator[str]:
    """Yield the signs of ``text`` with digits and blanks of every script as plain ones.

    Invisible marks, such as those of writing direction, are left out.
    """
    for sign in unicodedata.normalize("NFKC", text):
        category = unicodedata.category(sign)
        if category == "Nd":
            yield str(unicodedata.decimal(sign))
        elif category == "Zs":
            yield " "
        elif category != "Cf":
            yield sign
