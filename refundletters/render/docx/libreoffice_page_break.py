"""Work around LibreOffice's estimate of where the first page ends.

LibreOffice first puts 25 paragraphs or rows on a page, before it has measured them. If more fit, it
fills the page later, but no longer checks whether the 25th must stay with the next: a heading, a
lead-in or the close is then left alone at the end of the page. An address looks the same as one
paragraph or as several, so its lines are split until another paragraph is the 25th.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from refundletters.model.document import Break, Fill
from refundletters.render.docx.body import Item, Writer

__all__ = ["avoid_orphans"]

_ASSUMED_UNITS: Final = 25
_ADDRESSES: Final = frozenset({"Sender Address", "Recipient Address"})


def avoid_orphans(writer: Writer) -> None:
    """Split lines off the addresses of a body until the estimate does no harm."""
    while _keeps_page_end(writer.items):
        if not _split_last_line(writer):
            return


def _keeps_page_end(items: Sequence[Item]) -> bool:
    """Tell whether a paragraph that stays with the next is at the assumed end of the first page."""
    units = 0
    for item in items:
        units += item.rows or 1
        if units >= _ASSUMED_UNITS:
            return item is not items[-1] and item.stays_with_next
    return False


def _split_last_line(writer: Writer) -> bool:
    """Split the last line off the first address with several lines; tell whether there was one."""
    for index, item in enumerate(writer.items):
        breaks = [n for n, run in enumerate(item.runs) if isinstance(run, Break)]
        if breaks and item.form.style in _ADDRESSES:
            above, below = item.runs[: breaks[-1]], item.runs[breaks[-1] + 1 :]
            blank = any(isinstance(run, Fill) for run in item.runs)
            first = item.form._replace(blank=blank)
            form = first._replace(before=None, after=None)
            writer.items[index : index + 1] = [
                Item(writer.paragraph(above, first), 0, first, above),
                Item(writer.paragraph(below, form), 0, form, below),
            ]
            return True
    return False
