"""The numbering part: every numbered list is separate and starts at 1."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from refundletters.render.docx.xml import add, add_indent, element, to_bytes

__all__ = ["BULLETS", "FIRST_NUMBERED", "numbering"]

BULLETS: Final = 1
FIRST_NUMBERED: Final = 2


@lru_cache(maxsize=64)
def numbering(lists: int, hanging: float, *, rtl: bool) -> bytes:
    """Return the numbering part for a letter with ``lists`` numbered lists.

    ``hanging`` is the width for a number, in millimetres.

    Their ids begin at ``FIRST_NUMBERED``; ``BULLETS`` is always there.
    """
    root = element("numbering")
    for number in range(BULLETS, FIRST_NUMBERED + lists):
        bullets = number == BULLETS
        definition = add(root, "abstractNum", abstractNumId=number)
        add(definition, "multiLevelType", val="singleLevel")
        level = add(definition, "lvl", ilvl=0)
        add(level, "start", val=1)
        add(level, "numFmt", val="bullet" if bullets else "decimal")
        if bullets:
            add(level, "pStyle", val="ListBullet")
        add(level, "lvlText", val="•" if bullets else "%1.")
        add(level, "lvlJc", val="left")
        add_indent(add(level, "pPr"), hanging, hanging=hanging, rtl=rtl)
    for number in range(BULLETS, FIRST_NUMBERED + lists):
        add(add(root, "num", numId=number), "abstractNumId", val=number)
    return to_bytes(root)
