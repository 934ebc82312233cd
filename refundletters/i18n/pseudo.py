"""Pseudo-locales: text that shows where a sentence was never marked for translation.

``en_XA`` has no catalogue. Each message becomes accented, about a third longer and bracketed;
placeholders and markup stay as they are. Whatever is outside the brackets in the output was not
translated, and whatever is cut off has too little space. ``en_XB`` is the same from right to left:
its words are shown mirrored, so whatever reads forward was not translated, and whatever stands at
the left was not mirrored.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

__all__ = ["CLOSE", "OPEN", "accent", "mirror"]

OPEN: Final = "⟦"
CLOSE: Final = "⟧"

_GROWTH: Final = 0.35
_PADDING: Final = "~~~~~~ "  # in several words, so that a long sentence can still be wrapped
_KEPT: Final = re.compile(r"%\(\w+\)[#0\- +]?\d*[a-z]|%%|</?[a-z][^<>]*>|&#?\w+;")
_ACCENTS: Final = str.maketrans(
    "aceinosuyzACEINOSUYZ",
    "áçéîñöšûýžÁÇÉÎÑÖŠÛÝŽ",
)


def accent(msgid: str) -> str:
    """Return the pseudo-translation of ``msgid``.

    Outer spaces stay outside the brackets; placeholders, tags and entities are kept.
    """
    return _changed(msgid, lambda words: words)


def mirror(msgid: str) -> str:
    """Return :func:`accent` of ``msgid`` with its own words shown from right to left."""
    return _changed(msgid, _backwards)


def _backwards(words: str) -> str:
    """Return words between marks that turn the order in which they are shown."""
    core = words.strip(" ")
    if not core:
        return words
    before, after = words.split(core, 1)
    return f"{before}\u202e{core}\u202c{after}"


def _changed(msgid: str, turned: Callable[[str], str]) -> str:
    core = msgid.strip()
    if not core:
        return msgid
    before, after = msgid.split(core, 1)
    pieces = []
    position = 0
    for kept in _KEPT.finditer(core):
        pieces += [turned(core[position : kept.start()].translate(_ACCENTS)), kept.group()]
        position = kept.end()
    pieces.append(turned(core[position:].translate(_ACCENTS)))
    wanted = max(1, round(len(_KEPT.sub("", core)) * _GROWTH))
    padding = (_PADDING * (wanted // len(_PADDING) + 1))[:wanted].strip()
    return f"{before}{OPEN}{''.join(pieces)} {padding}{CLOSE}{after}"
