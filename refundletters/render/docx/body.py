"""The body of a Word document, written block by block."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple, assert_never

from refundletters.model.document import (
    Address,
    Break,
    Cell,
    Fill,
    FlatBlock,
    Heading,
    Layout,
    ListBlock,
    Paragraph,
    Row,
    Run,
    Table,
)
from refundletters.render.column_widths import column_widths
from refundletters.render.docx.inline import runs_of
from refundletters.render.docx.markup import element, indent, twips
from refundletters.render.docx.numbering import BULLETS, FIRST_NUMBERED
from refundletters.render.docx.styles import KEPT_STYLES, ROLE_STYLES, style_id
from refundletters.render.page_geometry import PageGeometry, stays_whole
from refundletters.render.plain_text import line_text

__all__ = ["Item", "ParagraphForm", "Writer", "cell_of", "joined"]

_GAP = 4.0
_PACKED_ROLES = frozenset({"date", "delivery", "reference"})
_SIGNATURE_ROLES = frozenset({"signature", "name", "close"})


def joined(lines: Sequence[Sequence[Run]]) -> list[Run]:
    """Return the lines of an address as one paragraph, so that it is read aloud as one."""
    runs: list[Run] = []
    for line in lines:
        runs += [Break(), *line] if runs else line
    return runs


class ParagraphForm(NamedTuple):
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
        blank: Whether it has a stop for blanks to fill in, even if none is left in it.
    """

    style: str = ""
    number: int = 0
    before: float | None = None
    after: float | None = None
    indent: tuple[float, float] | None = None
    end: bool = False
    keep_next: bool = False
    at_left: bool = False
    blank: bool = False


# How a cell is set, by whether it is aligned with the end and whether it stays with the next row.
_CELL_FORMS: Final = {
    (end, keep): ParagraphForm("Table Text", end=end, keep_next=keep)
    for end in (False, True)
    for keep in (False, True)
}


class Item(NamedTuple):
    """A paragraph or table of the body.

    Attributes:
        markup: Itself.
        rows: How many rows a table has; 0 for a paragraph.
        form: How the paragraph is set.
        runs: The words of the paragraph.
    """

    markup: str
    rows: int = 0
    form: ParagraphForm = ParagraphForm()
    runs: Sequence[Run] = ()

    @property
    def stays_with_next(self) -> bool:
        """Whether it is a paragraph that is never parted from what follows."""
        return not self.rows and (self.form.keep_next or self.form.style in KEPT_STYLES)


class Writer:
    """Writes blocks into a body and counts the numbered lists.

    Attributes:
        items: The paragraphs and tables so far.
        numbered: How many numbered lists there are so far.
        mark_direction: Whether each paragraph says that it runs from right to left, because the
            styles do not.
    """

    def __init__(self, page: PageGeometry, layout: Layout, *, mark_direction: bool = False) -> None:
        self.page = page
        self.layout = layout
        self.mark_direction = mark_direction and page.rtl
        self.items: list[Item] = []
        self.numbered = 0
        self._gap = 0.0
        self._width, self._rtl = page.text_width, page.rtl

    @property
    def markup(self) -> str:
        """All that was written."""
        return "".join([item.markup for item in self.items])

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
                self.append(block.runs, ParagraphForm(f"Heading {level}"))
            case ListBlock():
                self._list(block)
            case Table():
                self._table(block)
                self.leave_gap(_GAP)
            case Address():
                style = ROLE_STYLES[block.role]
                self.append(joined(block.lines), ParagraphForm(style, after=_GAP))
            case _:
                assert_never(block)

    def append(self, runs: Sequence[Run], form: ParagraphForm) -> None:
        """Append a paragraph to the body."""
        if self._gap:
            form = form._replace(before=self._gap)
            self._gap = 0.0
        self.items.append(Item(self.paragraph(runs, form), 0, form, runs))

    def paragraph(self, runs: Sequence[Run], form: ParagraphForm) -> str:
        """Return a paragraph of the body or of a cell."""
        if not form.blank and any([run.__class__ is Fill for run in runs]):  # noqa: C419 - runs are few
            form = form._replace(blank=True)
        settings = _settings_of(
            form, self._width, rtl=self._rtl, mark_direction=self.mark_direction
        )
        return f"<w:p>{settings}{runs_of(runs, rtl=self._rtl)}</w:p>"

    def _paragraph(self, block: Paragraph, *, keep_next: bool) -> None:
        indent = None
        at_end = self.page.letter and self.layout.signature_at == "right"
        if at_end and block.role in _SIGNATURE_ROLES:
            half = self.page.text_width / 2
            if self.page.width_of(line_text(block.runs)) < half:
                indent = (half, 0.0)
        end = block.role == "date" and self.page.letter and self.layout.date_at == "right"
        after = _GAP if block.role in _PACKED_ROLES else None
        style = ROLE_STYLES.get(block.role, "")
        form = ParagraphForm(style, after=after, indent=indent, end=end, keep_next=keep_next)
        self.append(block.runs, form)

    def _list(self, block: ListBlock) -> None:
        ordered = block.ordered or block.role == "enclosures"
        style = "Enclosures" if block.role == "enclosures" else "List Number"
        number = FIRST_NUMBERED + self.numbered if ordered else BULLETS
        self.numbered += ordered
        whole = stays_whole(self.page, block)
        style = style if ordered else "List Bullet"
        last = ParagraphForm(style, number)
        form = last._replace(keep_next=whole)
        for item in block.items:
            self.append(item, last if item is block.items[-1] else form)

    def _table(self, block: Table) -> None:
        widths = [twips(width) for width in column_widths(self.page, block)]
        has_total = block.rows[-1].kind == "total"
        has_head = block.rows[0].kind == "head"
        if self._gap:
            self.append((), ParagraphForm("Table Text"))
        rows = [
            self._row(row, widths, before_total=has_total and index == len(block.rows) - 2)
            for index, row in enumerate(block.rows)
        ]
        grid = "".join([element("gridCol", w=width) for width in widths])
        settings = self._table_settings(sum(widths), has_head=has_head, has_total=has_total)
        made = settings + element("tblGrid", grid) + "".join(rows)
        self.items.append(Item(element("tbl", made), len(rows)))

    def _table_settings(self, width: int, *, has_head: bool, has_total: bool) -> str:
        look = element(
            "tblLook",
            val=f"{0x20 * has_head + 0x40 * has_total:04X}",
            firstRow=int(has_head),
            lastRow=int(has_total),
            firstColumn=0,
            lastColumn=0,
            noHBand=1,
            noVBand=1,
        )
        return element(
            "tblPr",
            element("tblStyle", val="LetterTable")
            + (element("bidiVisual") if self.page.rtl else "")
            + element("tblW", w=width, type="dxa")
            + element("tblLayout", type="fixed")
            + look,
        )

    def _row(self, row: Row, widths: Sequence[int], *, before_total: bool) -> str:
        head = row.kind == "head"
        made = "<w:trPr><w:cantSplit/>" + ("<w:tblHeader/></w:trPr>" if head else "</w:trPr>")
        empty = (Cell(()),) * (len(widths) - len(row.cells))
        for cell, width in zip((*row.cells, *empty), widths, strict=True):
            form = _CELL_FORMS[cell.align == "end", head or before_total]
            made += cell_of(width, self.paragraph(cell.runs, form))
        return f"<w:tr>{made}</w:tr>"


def cell_of(width: int, paragraphs: str) -> str:
    """Return a table cell of this width, in twentieths of a point."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraphs}</w:tc>'


@lru_cache(maxsize=1024)
def _settings_of(form: ParagraphForm, width: float, *, rtl: bool, mark_direction: bool) -> str:
    """Return the settings of a paragraph between margins that are ``width`` apart."""
    made = element("pStyle", val=style_id(form.style)) if form.style else ""
    if form.keep_next:
        made += element("keepNext")
    if form.number:
        level = element("ilvl", val=0) + element("numId", val=form.number)
        made += element("numPr", level)
    if form.blank:
        stop = element("tab", val="right", leader="underscore", pos=twips(width))
        made += element("tabs", stop)
    if form.at_left and rtl:
        made += element("bidi", val=0)
    elif mark_direction:
        made += element("bidi")
    sides = (("before", form.before), ("after", form.after))
    lengths = {side: twips(length) for side, length in sides if length is not None}
    if lengths:
        made += element("spacing", **lengths)
    if form.indent:
        made += indent(*form.indent, rtl=rtl)
    if form.end:
        # The name that older programs know; in right-to-left text it would mean the other side.
        made += element("jc", val="end" if rtl else "right")
    return element("pPr", made)
