"""WordprocessingML as text: elements, escaped words and lengths.

Everything that becomes markup passes through here, so that nothing is escaped anywhere else.
"""

from __future__ import annotations

from typing import Final

__all__ = ["HEAD", "NAMESPACES", "element", "escape", "indent", "points", "twips"]

# What every part begins with.
HEAD: Final = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def escape(words: str) -> str:
    """Return ``words`` as they stand in an element; they hold no control characters."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def element(name: str, inner: str = "", /, **attributes: object) -> str:
    """Return an element of the main namespace.

    Args:
        name: Its name.
        inner: What it holds, as markup.
        **attributes: Its attributes, of the same namespace.
    """
    named = "".join([f' w:{key}="{_quoted(value)}"' for key, value in attributes.items()])
    return f"<w:{name}{named}>{inner}</w:{name}>" if inner else f"<w:{name}{named}/>"


def _quoted(value: object) -> str:
    return str(value) if isinstance(value, int) else escape(str(value)).replace('"', "&quot;")


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def points(size: float) -> int:
    """Return a length given in points in twentieths of a point."""
    return round(size * 20)


def indent(start: float, end: float = 0.0, *, hanging: float = 0.0, rtl: bool) -> str:
    """Return an indent from the start and the end margin, in millimetres.

    Word takes ``left`` for the start in both directions, LibreOffice does not, and older programs
    know no other name; so the names that say start and end are used where they matter.
    """
    names = ("start", "end") if rtl else ("left", "right")
    sides = dict(zip(names, map(twips, (start, end)), strict=True))
    return element("ind", **sides, **({"hanging": twips(hanging)} if hanging else {}))
