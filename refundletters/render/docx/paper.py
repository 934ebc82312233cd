"""Font names and language tags for Word."""

from __future__ import annotations

from typing import Final

__all__ = ["FONT", "complex_font", "east_asian_font", "tag"]

# Arial is on every Windows and Mac, and Liberation Sans has its widths where LibreOffice lacks it.
FONT: Final = "Arial"
# Fonts for scripts that Arial has no letters for, as they are called where Word runs.
_EAST_ASIAN: Final = {"ja": "Yu Gothic", "ko": "Malgun Gothic", "zh": "Microsoft YaHei"}
_EAST_ASIAN_PLACES: Final = {"zh_TW": "Microsoft JhengHei", "zh_HK": "Microsoft JhengHei"}
_COMPLEX: Final = {"hi": "Nirmala UI", "th": "Leelawadee UI"}


def east_asian_font(locale: str) -> str:
    """Return the font for Chinese, Japanese and Korean."""
    plain = locale.replace("_Hant", "").replace("_Hans", "")
    language = plain.partition("_")[0]
    return _EAST_ASIAN_PLACES.get(plain) or _EAST_ASIAN.get(language) or FONT


def complex_font(locale: str) -> str:
    """Return the font for scripts that Word calls complex."""
    return _COMPLEX.get(locale.partition("_")[0], FONT)


def tag(locale: str) -> str:
    """Return the language tag that Word knows for ``locale``; Chinese has no script in it."""
    parts = locale.split("_")
    return "-".join(part for part in parts if part not in {"Hans", "Hant"})
