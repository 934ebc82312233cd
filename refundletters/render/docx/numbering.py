"""The numbering part: every numbered list is separate and starts at 1."""

from __future__ import annotations

from typing import Final

from refundletters.render.docx.markup import HEAD, NAMESPACES, element, indent

__all__ = ["BULLETS", "FIRST_NUMBERED", "numbering"]

BULLETS: Final = 1
FIRST_NUMBERED: Final = 2


def numbering(lists: int, hanging: float, *, rtl: bool) -> str:
    """Return the numbering part for a letter with ``lists`` numbered lists.

    ``hanging`` is the width for a number, in millimetres.

    Their ids begin at ``FIRST_NUMBERED``; ``BULLETS`` is always there.
    """
    numbers = range(BULLETS, FIRST_NUMBERED + lists)
    hang = element("pPr", indent(hanging, hanging=hanging, rtl=rtl))
    definitions = "".join([_definition(number, hang) for number in numbers])
    used = [
        element("num", element("abstractNumId", val=number), numId=number) for number in numbers
    ]
    return f"{HEAD}<w:numbering {NAMESPACES}>{definitions}{''.join(used)}</w:numbering>"


def _definition(number: int, hang: str) -> str:
    bullets = number == BULLETS
    level = element("start", val=1) + element("numFmt", val="bullet" if bullets else "decimal")
    if bullets:
        level += element("pStyle", val="ListBullet")
    level += element("lvlText", val="•" if bullets else "%1.") + element("lvlJc", val="left") + hang
    kind = element("multiLevelType", val="singleLevel")
    return element("abstractNum", kind + element("lvl", level, ilvl=0), abstractNumId=number)
