"""The whole reading of a bank's file: its kind, its tables or records, its payments."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from refundletters.errors import UsageError
from refundletters.messages import say
from refundletters.statements.formats import camt, markup, mt940, ofx, qif
from refundletters.statements.formats.labeled import labeled_tables
from refundletters.statements.hide import clean
from refundletters.statements.judge.entries import read_table
from refundletters.statements.judge.sections import sections_of
from refundletters.statements.kinds import error_page, kind_of, refuse_size
from refundletters.statements.services import Services
from refundletters.statements.table.encoding import encoding_of
from refundletters.statements.table.records import is_payment_like, read_records
from refundletters.statements.table.tables import Table, Tables, find_tables
from refundletters.statements.values import Ask, Entry, Known, PassedOver, Statement

__all__ = ["read"]


def read(content: bytes, known: Known, services: Services | None = None) -> Statement:
    """Read a file that a bank exported.

    Args:
        content: The file.
        known: What the user said about it, and the last day that can occur in it.
        services: The known services, which help to identify money taken.

    Raises:
        UsageError: It is not a statement, or is damaged; names what it is and what to do.
    """
    refuse_size(len(content))
    kind = kind_of(content)
    if kind in _FORMATS:
        return _checked(_FORMATS[kind](content, known))
    if kind in _WORKBOOKS:
        called = "xlsx" if kind == "xlsx" else "xls"
        found = _WORKBOOKS[kind](content)
        if kind == "html" and not found.tables:
            raise error_page()
        return _statement(called, found, known, services or Services())
    return _statement("csv", _tables(content), known, services or Services())


def _checked(found: Statement) -> Statement:
    if not (found.entries or found.asks or found.passed_over):
        raise _nothing()
    return found


def _nothing() -> UsageError:
    return UsageError(
        say("No payments were found in this file."),
        say("Download the payments from your bank's website as CSV, and use that file."),
    )


def _tables(content: bytes) -> Tables:
    encoding = encoding_of(content)
    records = read_records(content, encoding)
    found = find_tables(records, records.separator)
    if not found.tables:
        found = labeled_tables(content.decode(encoding, "replace")) or found
    return found


def _statement(kind: str, found: Tables, known: Known, services: Services) -> Statement:
    if not found.tables:
        raise _nothing()
    nearby = found.nearby()
    found.tables = _different(found.tables)
    # The rows of several sheets have the same numbers, so that no heading is above them.
    one_sheet = all(a.lines[-1] < b.lines[0] for a, b in pairwise(found.tables))
    sections = sections_of(found.strays) if one_sheet else ()
    entries: list[Entry] = []
    passed: list[PassedOver] = []
    asks: list[Ask] = []
    while found.tables:
        one = read_table(found.tables.pop(0), nearby, known, services, sections)
        entries += one.entries
        passed += one.passed_over
        asks += [ask for ask in one.asks if ask.what not in {other.what for other in asks}]
    passed += [
        PassedOver(
            stray.line,
            say("It does not fit the columns of the table.")
            if is_payment_like(stray.cells)
            else say("It is a note, not a payment."),
            clean(" ".join(filter(None, stray.cells))),
            is_payment_like(stray.cells),
        )
        for stray in found.strays
        if stray.below
    ]
    passed.sort(key=lambda row: row.row)
    if asks:
        return Statement(kind, (), tuple(passed), tuple(asks))
    return Statement(kind, entries, tuple(passed))


def _different(tables: Sequence[Table]) -> list[Table]:
    """Return tables without those that hold the same rows on another sheet."""
    kept: list[Table] = []
    for table in tables:
        if not any(table.header == k.header and table.columns == k.columns for k in kept):
            kept.append(table)
    return kept


def _excel(content: bytes) -> Tables:
    from refundletters.statements.formats.excel import tables  # python-calamine is an extra

    return tables(content)


_FORMATS: Final[Mapping[str, Callable[[bytes, Known], Statement]]] = {
    "ofx": ofx.read,
    "qif": qif.read,
    "mt940": mt940.read,
    "camt": camt.read,
}
_WORKBOOKS: Final[Mapping[str, Callable[[bytes], Tables]]] = {
    "xlsx": _excel,
    "xls": _excel,
    "html": markup.html_tables,
    "xml": markup.workbook_tables,
}
