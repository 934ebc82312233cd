"""Normalize characters, digits and spaces of every script before parsing."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

__all__ = ["normalize_characters", "without_accents"]


def normalize_characters(text: str) -> Iterator[str]:
    """Yield the characters of ``text``, digits and spaces of every script as ASCII.

    Invisible characters, such as direction marks, are left out.
    """
    for sign in unicodedata.normalize("NFKC", text):
        category = unicodedata.category(sign)
        if category == "Nd":
            yield str(unicodedata.decimal(sign))
        elif category == "Zs":
            yield " "
        elif category != "Cf":
            yield sign


def without_accents(text: str) -> str:
    """Return ``text`` in lower case without accents: people type "fevrier" for "février"."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(sign for sign in decomposed if unicodedata.category(sign) != "Mn")
