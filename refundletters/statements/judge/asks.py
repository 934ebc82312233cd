"""Questions about what a file leaves open, each with rows that show the difference."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from refundletters.messages import say
from refundletters.statements.cells.days import day_in
from refundletters.statements.hide import clean
from refundletters.statements.judge.columns import Columns
from refundletters.statements.table.tables import Table
from refundletters.statements.values import Ask, Sample

__all__ = ["column", "day_order", "taken"]


def taken(table: Table, columns: Columns, values: Sequence[Decimal | None]) -> Ask:
    """Ask which sign means money taken, with one row of each."""
    chosen: dict[int, str] = {}
    for choice, negative in (("negative", True), ("positive", False)):
        row = next((r for r, v in enumerate(values) if v and (v < 0) == negative), None)
        if row is not None:
            chosen[row] = choice
    if len(chosen) == 1:
        more = (row for row, value in enumerate(values) if value and row not in chosen)
        chosen |= dict(zip(more, list(chosen.values()), strict=False))
    rows = (replace(sample(table, columns, r), choice=choice) for r, choice in chosen.items())
    labels = (
        say("Amounts with a minus were taken from you"),
        say("Amounts without a minus were taken from you"),
    )
    return Ask("taken", ("negative", "positive"), tuple(rows), labels)


def day_order(table: Table, columns: Columns, orders: Sequence[str], latest: dt.date) -> Ask:
    """Ask for the order of day, month and year, with rows in which it matters."""
    cells = table.columns[columns.dates[0]]
    telling = [
        row
        for row, cell in enumerate(cells)
        if len({day_in(cell, order, latest=latest) for order in orders}) > 1
    ]
    labels = tuple(
        say("%(day)s", day=day_in(cells[telling[0]], order, latest=latest)) for order in orders
    )
    rows = tuple(sample(table, columns, row) for row in telling[:2])
    return Ask("day_order", tuple(orders), rows, labels)


def column(role: str, table: Table, places: Iterable[int]) -> Ask:
    """Ask which column holds what: ``date``, ``amount``, or ``debit`` for what was taken."""
    choices, labels = [], []
    for place in places:
        example = next((cell for cell in table.columns[place] if cell), "")
        choices.append(str(place + 1))
        labels.append(
            say(
                "%(title)s, such as %(example)s",
                title=table.header[place] or str(place + 1),
                example=clean(example),
            )
        )
    rows = tuple(
        Sample("", "", clean(" ".join(filter(None, table.row(row)))))
        for row in range(min(2, len(table.lines)))
    )
    return Ask(role, tuple(choices), rows, tuple(labels))


def sample(table: Table, columns: Columns, row: int) -> Sample:
    """Return a row as it is in the file."""
    money = [p for p in (columns.amount, columns.debit, columns.credit) if p is not None]
    amount = next((cell for p in money if (cell := table.columns[p][row])), "")
    day = next((cell for p in columns.dates if (cell := table.columns[p][row])), "")
    text = " ".join(cell for p in columns.text if (cell := table.columns[p][row]))
    return Sample(day, amount, clean(text))
