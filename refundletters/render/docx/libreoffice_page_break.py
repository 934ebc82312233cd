"""Work around LibreOffice's estimate of where the first page ends.

LibreOffice first puts 25 paragraphs or rows on a page, before it has measured them. If more fit, it
fills the page later, but no longer checks whether the 25th must stay with the next: a heading, a
lead-in or the close is then left alone at the end of the page. An address looks the same as one
paragraph or as several, so its lines are split until another paragraph is the 25th.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Final

from refundletters.render.docx.styles import KEPT_STYLES
from refundletters.render.docx.xml import Element, q

__all__ = ["avoid_orphans"]

_ASSUMED_UNITS: Final = 25
_ADDRESSES: Final = frozenset({"SenderAddress", "RecipientAddress"})


def avoid_orphans(body: Element) -> None:
    """Split lines off the addresses in ``body`` until the estimate does no harm."""
    while _stays_with_next(_at_assumed_page_end(body)):
        if not _split_last_line(body):
            return


def _at_assumed_page_end(body: Element) -> Element | None:
    """Return the paragraph or row at which LibreOffice assumes the end of the first page."""
    units = [
        unit for item in body for unit in (item.iter(q("tr")) if item.tag == q("tbl") else (item,))
    ]
    return units[_ASSUMED_UNITS - 1] if len(units) > _ASSUMED_UNITS else None


def _stays_with_next(item: Element | None) -> bool:
    if item is None or item.tag != q("p"):
        return False
    return item.find(f"{q('pPr')}/{q('keepNext')}") is not None or _style(item) in KEPT_STYLES


def _style(paragraph: Element) -> str:
    named = paragraph.find(f"{q('pPr')}/{q('pStyle')}")
    return "" if named is None else str(named.get(q("val")))


def _split_last_line(body: Element) -> bool:
    """Split the last line off the first address with several lines; tell whether there was one."""
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
