"""Two columns of amounts, each in a currency of its own, become one."""

from __future__ import annotations

from refundletters.statements.judge.places import title_currency
from refundletters.statements.judge.profiles import is_filled
from refundletters.statements.table.tables import Table
from refundletters.statements.words import bare_title

__all__ = ["merged"]


def merged(table: Table) -> Table:
    """Return a table in which columns called only by a currency, "CAD$" and "USD$", are one.

    They are no debit and credit, although only one of them is filled in each row.
    """
    named = {
        place: code
        for place, title in enumerate(table.header)
        if (code := title_currency(title)) and _is_only_currency(title)
    }
    if len(named) < 2 or len(set(named.values())) < len(named):
        return table
    rows = zip(*(table.columns[place] for place in named), strict=True)
    if any(sum(map(is_filled, row)) > 1 for row in rows):
        return table
    first, *others = named
    cells = []
    blank = [""] * len(table.lines)
    for row in range(len(table.lines)):
        place = next((p for p in named if is_filled(table.columns[p][row])), first)
        cell = table.columns[place][row]
        cells.append(f"{cell} {named[place]}" if cell else "")
    # Columns keep their numbers, by which somebody may name them.
    columns = [blank if p in others else c for p, c in enumerate(table.columns)]
    columns[first] = cells
    header = ["Amount" if p == first else title for p, title in enumerate(table.header)]
    return Table(tuple(header), columns, table.lines)


def _is_only_currency(title: str) -> bool:
    return len(bare_title(title).split()) == 1 and len(title.strip()) <= len("USD $")
