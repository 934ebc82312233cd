"""Around a guess of LibreOffice about where its first page ends.

It first puts 25 paragraphs or rows on a page, before it knows how high they are. Where more than
that fit, it fills the page up later, but looks no more whether the 25th has to stay with the next:
a heading, a lead-in or the close is then left alone. The lines of an address may stand as one
paragraph or as several without any difference to the eye, so they are used to move another
paragraph to that place.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Final

from refundletters.render.docx.styles import KEPT_STYLES
from refundletters.render.docx.xml import Element, q

__all__ = ["avoid_orphans"]

_GUESS: Final = 25
_ADDRESSES: Final = frozenset({"SenderAddress", "RecipientAddress"})


def avoid_orphans(body: Element) -> None:
    """Part lines of the addresses in ``body`` until what LibreOffice guesses does no harm."""
    while _stays_with_next(_at_the_guess(body)):
        if not _part_a_line(body):
            return


def _at_the_guess(body: Element) -> Element | None:
    """Return the paragraph or row after which the first page ends for LibreOffice."""
    units = [
        unit for item in body for unit in (item.iter(q("tr")) if item.tag == q("tbl") else (item,))
    ]
    return units[_GUESS - 1] if len(units) > _GUESS else None


def _stays_with_next(item: Element | None) -> bool:
    if item is None or item.tag != q("p"):
        return False
    return item.find(f"{q('pPr')}/{q('keepNext')}") is not None or _style(item) in KEPT_STYLES


def _style(paragraph: Element) -> str:
    named = paragraph.find(f"{q('pPr')}/{q('pStyle')}")
    return "" if named is None else str(named.get(q("val")))


def _part_a_line(body: Element) -> bool:
    """Give the last line of the first address that has several a paragraph of its own."""
    for paragraph in body.iterchildren(q("p")):
        breaks = [run for run in paragraph.iterchildren(q("r")) if run.find(q("br")) is not None]
        if breaks and _style(paragraph) in _ADDRESSES:
            made = deepcopy(paragraph)
            start = paragraph.index(breaks[-1])
            del paragraph[start:]
            del made[1 : start + 1]
            spacing = made.find(f"{q('pPr')}/{q('spacing')}")
            if spacing is not None:
                spacing.getparent().remove(spacing)
            paragraph.addnext(made)
            return True
    return False
