"""Exports recognized by their whole header, for what their rows do not show."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from refundletters.statements.words import plain

__all__ = ["sign_of_layout"]

_TABLE: Final = Path(__file__).resolve().parents[2] / "data" / "statements" / "layouts.toml"


def sign_of_layout(header: Sequence[str]) -> str:
    """Return the sign of money taken in an export with exactly these titles, or nothing."""
    titles = tuple(plain(title) for title in header)
    while titles and not titles[-1]:
        titles = titles[:-1]
    return _layouts().get(titles, "")


@lru_cache(maxsize=1)
def _layouts() -> Mapping[tuple[str, ...], str]:
    rows = tomllib.loads(_TABLE.read_text(encoding="utf-8"))["layout"]
    return {
        tuple(plain(title) for title in row["header"]): {"negative": "-", "positive": "+"}[
            row["taken"]
        ]
        for row in rows
    }
