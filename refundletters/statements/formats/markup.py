"""Tables in HTML, and workbooks in XML, which banks also call Excel files."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

from refundletters.statements.formats.xml import Node, elements
from refundletters.statements.table.encoding import decode
from refundletters.statements.table.tables import Tables, find_tables

if TYPE_CHECKING:
    from refundletters.statements.table.records import Record

__all__ = ["html_tables", "workbook_tables"]

_BREAKS: Final = frozenset({"br", "p", "div"})
_MOST_GAP: Final = 200


def html_tables(content: bytes) -> Tables:
    """Return the tables of a page."""
    reader = _Rows()
    reader.feed(decode(content))
    reader.close()
    return find_tables(
        (line, cells) for line, cells in reader.rows if any(cell.strip() for cell in cells)
    )


class _Rows(HTMLParser):
    """Collects the rows of all tables; a table inside a cell adds separate rows."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[Record] = []
        self._cells: list[str] | None = None
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._cells = []
            self.rows.append((self.getpos()[0], self._cells))
            self._open = False
        elif tag in ("td", "th") and self._cells is not None:
            self._cells.append("")
            self._open = True
            span = dict(attrs).get("colspan") or "1"
            self._span = int(span) if span.isdecimal() and int(span) < _MOST_GAP else 1
        elif tag in _BREAKS and self._open and self._cells:
            self._cells[-1] += " "

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._open and self._cells is not None:
            self._cells += [""] * (self._span - 1)
            self._open = False
        elif tag == "table":
            self._cells = None

    def handle_data(self, data: str) -> None:
        if self._open and self._cells:
            self._cells[-1] += data


def workbook_tables(content: bytes) -> Tables:
    """Return the tables of a workbook in the XML of Excel 2003.

    Raises:
        UsageError: The file is damaged.
    """
    return find_tables(_workbook_rows(content))


def _workbook_rows(content: bytes) -> Iterator[Record]:
    for number, row in enumerate(elements(content, frozenset({"Row"})), 1):
        cells: list[str] = []
        for cell in row.all("Cell"):
            index = cell.attributes.get("Index", "")
            if index.isdecimal() and len(cells) < int(index) - 1 <= _MOST_GAP:
                cells += [""] * (int(index) - 1 - len(cells))
            cells.append(_value(cell))
        if any(cells):
            yield number, cells


def _value(cell: Node) -> str:
    data = cell.find("Data")
    if data is None:
        return ""
    text = data.text.strip()
    if data.attributes.get("Type") == "DateTime":
        return text[:10]
    return text
