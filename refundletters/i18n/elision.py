"""Italian articles before the number of a day: *l’8 aprile*, *dall’11 marzo*.

A catalogue says "entro il %(day)s" and cannot know the day. Eight and eleven begin with a vowel, so
the article before them loses its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

__all__ = ["elided"]

_SHORT: Final = {"il": "l’", "del": "dell’", "dal": "dall’", "al": "all’", "nel": "nell’"}
_ARTICLE: Final = re.compile(r"\b(il|del|dal|al|nel) %\((\w+)\)s", re.IGNORECASE)
_VOWEL: Final = re.compile(r"(?:8|11)(?![\d.,])")


def elided(message: str, values: Mapping[str, object]) -> str:
    """Return an Italian message whose articles fit the values that come after them."""

    def fitting(found: re.Match[str]) -> str:
        if not _VOWEL.match(str(values.get(found[2], ""))):
            return found[0]
        short = _SHORT[found[1].lower()]
        return f"{short.capitalize() if found[1][0].isupper() else short}%({found[2]})s"

    return _ARTICLE.sub(fitting, message)
