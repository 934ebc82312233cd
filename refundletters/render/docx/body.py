"""The body of a Word document, written block by block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from refundletters.model.document import (
    Address,
    Break,
    Cell,
    Fill,
    Heading,
    Layout,
    ListBlock,
    Paragraph,
    Run,
    Table,
)
from refundletters.render.column_widths import column_widths
from refundletters.render.docx.inline import add_runs
from refundletters.render.docx.numbering import BULLETS, FIRST_NUMBERED
from refundletters.render.docx.styles import ROLE_STYLES, style_id
from refundletters.render.docx.xml import Element, add, add_indent, element, q, twips
from refundletters.render.page_geometry import PageGeometry, stays_whole
from refundletters.render.plain_text import FlatBlock, line_text

__all__ = ["Writer", "joined"]

_GAP = 4.0
_PACKED_ROLES = frozenset({"date", "delivery", "reference"})
_SIGNATURE_ROLES = frozenset({"signature", "name", "close"})


def joined(lines: Sequence[Sequence[Run]]) -> list[Run]:
    """Return the lines of an address as one paragraph, so that it is read aloud as one."""
    runs: list[Run] = []
    for line in lines:
        runs += [Break(), *line] if runs else line
    return runs


@dataclass(frozen=True, slots=True)
class ParagraphForm:
    """How a paragraph of a Word file is set; lengths in millimetres.

    Attributes:
        style: Name of its style; Normal by default.
        number: Id of its numbering, 0 for none.
        before: Space before it, if not the style's.
        after: Space after it, if not the style's.
        indent: Distance from the start and end margin.
        end: Whether it is aligned with the end margin.
        keep_next: Whether it stays on one page with what follows.
        at_left: Whether it runs from the left whatever the letter does: an address in a window.
    """

    style: str = ""
    number: int = 0
    before: float | None = None
    after: float | None = None
    indent: tuple[float, float] | None = None
    end: bool = False
    keep_next: bool = False
    at_left: bool = False


class Writer:
    """Writes blocks into a body and counts the numbered lists.

    Attributes:
        body: The element that paragraphs and tables are appended to.
        numbered: How many numbered lists there are so far.
        mark_direction: Whether each paragraph says that it runs from right to left, because the
            styles do not.
    """

    def __init__(self, page: PageGeometry, layout: Layout, *, mark_direction: bool = False) -> None:
        self.page = page
        self.layout = layout
        self.mark_direction = mark_direction and page.rtl
        self.body = element("body")
        self.numbered = 0
        self._gap = 0.0

    def leave_gap(self, length: float) -> None:
        """Leave ``length`` millimetres before the next paragraph of the body."""
        self._gap = length

    def block(self, block: FlatBlock, *, leads_on: bool = False) -> None:
        """Append one block other than a group.

        Args:
            block: The block.
            leads_on: Whether something follows that a paragraph should not be parted from.
        """
        match block:
            case Paragraph():
                self._paragraph(block, keep_next=leads_on)
            case Heading():
                level = min(max(block.level, 1), 3)
                self.paragraph(self.body, block.runs, ParagraphForm(f"Heading {level}"))
            case ListBlock():
                self._list(block)
            case Table():
                self._table(block)
                self.leave_gap(_GAP)
            case Address():
                style = ROLE_STYLES[block.role]
                self.paragraph(self.body, joined(block.lines), ParagraphForm(style, after=_GAP))
            case _:
                assert_never(block)

    def paragraph(self, parent: Element, runs: Sequence[Run], form: ParagraphForm) -> None:
        """Append a paragraph to ``parent``, the body or a cell."""
        paragraph = add(parent, "p")
        settings = add(paragraph, "pPr")
        if form.style:
            add(settings, "pStyle", val=style_id(form.style))
        if form.keep_next:
            add(settings, "keepNext")
        if form.number:
            numbering = add(settings, "numPr")
            add(numbering, "ilvl", val=0)
            add(numbering, "numId", val=form.number)
        if any(isinstance(run, Fill) for run in runs):
            stop = twips(self.page.text_width)
            add(add(settings, "tabs"), "tab", val="right", leader="underscore", pos=stop)
        if form.at_left and self.page.rtl:
            add(settings, "bidi", val=0)
        elif self.mark_direction:
            add(settings, "bidi")
        before = form.before
        if self._gap and parent is self.body:
            before, self._gap = self._gap, 0.0
        if before is not None or form.after is not None:
            spacing = add(settings, "spacing")
            for name, length in (("before", before), ("after", form.after)):
                if length is not None:
                    spacing.set(q(name), str(twips(length)))
        if form.indent:
            add_indent(settings, *form.indent, rtl=self.page.rtl)
        if form.end:
            # The name that older programs know; in right-to-left text it would mean the other side.
            add(settings, "jc", val="end" if self.page.rtl else "right")
        add_runs(paragraph, runs, rtl=self.page.rtl)

    def _paragraph(self, block: Paragraph, *, keep_next: bool) -> None:
        indent = None
        if self.page.letter and block.role in _SIGNATURE_ROLES:
            half = self.page.text_width / 2
            short = self.page.width_of(line_text(block.runs)) < half
            if self.layout.signature_at == "right" and short:
                indent = (half, 0.0)
        end = block.role == "date" and self.page.letter and self.layout.date_at == "right"
        after = _GAP if block.role in _PACKED_ROLES else None
        style = ROLE_STYLES.get(block.role, "")
        form = ParagraphForm(style, after=after, indent=indent, end=end, keep_next=keep_next)
        self.paragraph(self.body, block.runs, form)

    def _list(self, block: ListBlock) -> None:
        ordered = block.ordered or block.role == "enclosures"
        style = "Enclosures" if block.role == "enclosures" else "List Number"
        number = FIRST_NUMBERED + self.numbered if ordered else BULLETS
        self.numbered += ordered
        whole = stays_whole(self.page, block)
        style = style if ordered else "List Bullet"
        for item in block.items:
            keep = whole and item is not block.items[-1]
            self.paragraph(self.body, item, ParagraphForm(style, number, keep_next=keep))

    def _table(self, block: Table) -> None:
        columns = max(len(row.cells) for row in block.rows)
        widths = [twips(width) for width in column_widths(self.page, block)]
        has_total = block.rows[-1].kind == "total"
        has_head = block.rows[0].kind == "head"
        if self._gap:
            self.paragraph(self.body, (), ParagraphForm("Table Text"))
        table = add(self.body, "tbl")
        settings = add(table, "tblPr")
        add(settings, "tblStyle", val="LetterTable")
        if self.page.rtl:
            add(settings, "bidiVisual")
        add(settings, "tblW", w=sum(widths), type="dxa")
        add(settings, "tblLayout", type="fixed")
        look = {"firstRow": int(has_head), "lastRow": int(has_total)}
        value = f"{0x20 * has_head + 0x40 * has_total:04X}"
        rest = {"firstColumn": 0, "lastColumn": 0, "noHBand": 1, "noVBand": 1}
        add(settings, "tblLook", val=value, **look, **rest)
        grid = add(table, "tblGrid")
        for width in widths:
            add(grid, "gridCol", w=width)
        for index, row in enumerate(block.rows):
            before_total = has_total and index == len(block.rows) - 2
            keep = row.kind == "head" or before_total
            made = add(table, "tr")
            properties = add(made, "trPr")
            add(properties, "cantSplit")
            if row.kind == "head":
                add(properties, "tblHeader")
            empty = (Cell(()),) * (columns - len(row.cells))
            for cell, width in zip((*row.cells, *empty), widths, strict=True):
                holder = add(made, "tc")
                add(add(holder, "tcPr"), "tcW", w=width, type="dxa")
                form = ParagraphForm("Table Text", end=cell.align == "end", keep_next=keep)
                self.paragraph(holder, cell.runs, form)
