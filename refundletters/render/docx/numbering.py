"""Numbering of lists: every numbered list is one of its own and starts at 1."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from refundletters.render.docx.xml import add, add_indent, element, to_bytes

__all__ = ["BULLETS", "FIRST_NUMBERED", "numbering"]

BULLETS: Final = 1
FIRST_NUMBERED: Final = 2

_ABSTRACT_BULLETS, _ABSTRACT_NUMBERS = 0, 1


@lru_cache(maxsize=64)
def numbering(lists: int, hanging: float, *, rtl: bool) -> bytes:
    """Return the numbering part for a letter with ``lists`` numbered lists.

    ``hanging`` is the room for a number, in millimetres.

    They have the ids from ``FIRST_NUMBERED`` on; ``BULLETS`` is there always.
    """
    root = element("numbering")
    for abstract, style, form, text in (
        (_ABSTRACT_BULLETS, "ListBullet", "bullet", "•"),
        (_ABSTRACT_NUMBERS, "ListNumber", "decimal", "%1."),
    ):
        definition = add(root, "abstractNum", abstractNumId=abstract)
        add(definition, "multiLevelType", val="singleLevel")
        level = add(definition, "lvl", ilvl=0)
        add(level, "start", val=1)
        add(level, "numFmt", val=form)
        if style == "ListBullet":
            add(level, "pStyle", val=style)
        add(level, "lvlText", val=text)
        add(level, "lvlJc", val="left")
        add_indent(add(level, "pPr"), hanging, hanging=hanging, rtl=rtl)
    add(add(root, "num", numId=BULLETS), "abstractNumId", val=_ABSTRACT_BULLETS)
    for number in range(lists):
        made = add(root, "num", numId=FIRST_NUMBERED + number)
        add(made, "abstractNumId", val=_ABSTRACT_NUMBERS)
        override = add(made, "lvlOverride", ilvl=0)
        add(override, "startOverride", val=1)
    return to_bytes(root)
