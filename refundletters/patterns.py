"""Regular expressions that are compiled when they are first used.

Compiling those of all modules took a tenth of a start; most commands use a few of them.
"""

from __future__ import annotations

import re
from typing import Any, cast

__all__ = ["lazy_pattern"]


class _Pattern:
    """Stands for a compiled pattern; each method is looked up in it once."""

    def __init__(self, text: str, flags: int) -> None:
        self._source = (text, flags)

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(*self._source), name)
        self.__dict__[name] = value
        return value


def lazy_pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern like :func:`re.compile`, without compiling it yet.

    Args:
        text: The regular expression.
        flags: Those of :mod:`re`.
    """
    return cast("re.Pattern[str]", _Pattern(text, flags))
