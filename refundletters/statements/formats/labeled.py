"""Payments as blocks of labeled lines, such as ``Date: …`` and ``Amount: …``."""

from __future__ import annotations

from typing import Final

from refundletters.patterns import lazy_pattern
from refundletters.statements.table.tables import Tables, find_tables
from refundletters.statements.words import roles_of

__all__ = ["labeled_tables"]

_LINE: Final = lazy_pattern(r"\s*([^:：]{2,40}?)\s*[:：=]\s*(.*?)\s*\Z")
_FEWEST: Final = 2


def labeled_tables(text: str) -> Tables | None:
    """Return the table formed by blocks of labeled lines; ``None`` where there are none."""
    lines = [
        (number, found[1], found[2])
        for number, line in enumerate(text.splitlines(), 1)
        if (found := _LINE.match(line.replace("\xa0", " ")))
    ]
    times: dict[str, int] = {}
    for _, label, _ in lines:
        times[label] = times.get(label, 0) + 1
    known = [label for label, often in times.items() if often >= _FEWEST and roles_of(label)]
    roles = frozenset().union(*map(roles_of, known)) if known else frozenset()
    if not roles & {"date", "value_date"} or not roles & {"amount", "debit", "credit"}:
        return None
    first = next(label for _, label, _ in lines if label in known)
    header = [label for label, often in times.items() if often >= _FEWEST or label in known]
    records: list[tuple[int, list[str]]] = []
    for number, label, value in lines:
        if label == first:
            records.append((number, [""] * len(header)))
        if records and label in header:
            cells = records[-1][1]
            place = header.index(label)
            cells[place] = cells[place] or value
    return find_tables([(0, header), *records])
