"""The path of a file as it is typed, pasted, or dragged onto a terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from refundletters.patterns import lazy_pattern

__all__ = ["read_path"]

_QUOTES: Final = ("'", '"')
# PowerShell calls what is dragged onto it.
_CALL: Final = lazy_pattern(r"&\s+(?=['\"])")
_ESCAPED: Final = lazy_pattern(r"\\(.)")
_DRIVE: Final = lazy_pattern(r"/[A-Za-z]:")


def read_path(text: str, folder: Path, *, windows: bool = sys.platform == "win32") -> Path:
    r"""Return the file that ``text`` names.

    Terminals put a dragged file in quotes, put a backslash before each blank, or give a ``file://``
    address; file managers copy such addresses too.

    Args:
        text: What was typed, pasted or dragged.
        folder: Where relative paths begin.
        windows: Whether a backslash stands between folders, so that it escapes nothing.
    """
    plain = _CALL.sub("", text.strip(), count=1)
    if plain.lower().startswith("file:"):
        plain = unquote(urlsplit(plain).path)
        if windows and _DRIVE.match(plain):
            plain = plain[1:]
    elif plain[:1] in _QUOTES and plain.endswith(plain[0]) and len(plain) > 1:
        # A quotation mark inside single ones ends them, is escaped, and begins them again.
        plain = plain[1:-1].replace("'\\''", "'")
    elif not windows:
        plain = _ESCAPED.sub(r"\1", plain)
    return folder / Path(plain).expanduser()
