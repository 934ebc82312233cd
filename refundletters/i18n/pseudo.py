"""Pseudo-locales: text that shows where a sentence was never marked, and what does not mirror.

``en_XA`` has no catalogue. Each message becomes accented, about a third longer and bracketed;
placeholders and markup stay as they are. Whatever is outside the brackets in the output was not
translated, and whatever is cut off has too little space. In ``en_XB`` every word runs from right to
left, as Arabic or Hebrew would.
"""

from __future__ import annotations

from typing import Final

from refundletters.patterns import lazy_pattern

__all__ = ["CLOSE", "OPEN", "accent", "mirror"]

OPEN: Final = "⟦"
CLOSE: Final = "⟧"

_GROWTH: Final = 0.35
_PADDING: Final = "~~~~~~ "  # in several words, so that a long sentence can still be wrapped
_KEPT: Final = lazy_pattern(r"%\(\w+\)[#0\- +]?\d*[a-z]|%%|</?[a-z][^<>]*>|&#?\w+;")
_WORD: Final = lazy_pattern(r"[^\W\d_][\w'’-]*")
# The marks that turn a word: a right-to-left mark outside, an override inside.
_MARK: Final = "\u200f"
_OVERRIDE: Final = "\u202e"
_END: Final = "\u202c"
_ACCENTS: Final = str.maketrans(
    "aceinosuyzACEINOSUYZ",
    "áçéîñöšûýžÁÇÉÎÑÖŠÛÝŽ",
)


def accent(msgid: str) -> str:
    """Return the pseudo-translation of ``msgid``.

    Outer spaces stay outside the brackets; placeholders, tags and entities are kept.
    """
    core = msgid.strip()
    if not core:
        return msgid
    before, after = msgid.split(core, 1)
    pieces = []
    position = 0
    for kept in _KEPT.finditer(core):
        pieces += [core[position : kept.start()].translate(_ACCENTS), kept.group()]
        position = kept.end()
    pieces.append(core[position:].translate(_ACCENTS))
    wanted = max(1, round(len(_KEPT.sub("", core)) * _GROWTH))
    padding = (_PADDING * (wanted // len(_PADDING) + 1))[:wanted].strip()
    return f"{before}{OPEN}{''.join(pieces)} {padding}{CLOSE}{after}"


def mirror(msgid: str) -> str:
    """Return ``msgid`` with every word turned around; placeholders and tags are kept."""
    pieces = []
    position = 0
    for kept in _KEPT.finditer(msgid):
        pieces += [_turned(msgid[position : kept.start()]), kept.group()]
        position = kept.end()
    pieces.append(_turned(msgid[position:]))
    return "".join(pieces)


def _turned(text: str) -> str:
    return _WORD.sub(lambda word: f"{_MARK}{_OVERRIDE}{word.group()}{_END}{_MARK}", text)
