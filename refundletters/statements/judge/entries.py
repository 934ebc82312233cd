"""The payments of one table: judge its columns, read its rows, ask about what is in doubt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from refundletters.errors import UsageError
from refundletters.messages import say
from refundletters.patterns import lazy_pattern
from refundletters.statements.cells.amounts import Amount
from refundletters.statements.cells.days import Days, day_orders
from refundletters.statements.hide import clean
from refundletters.statements.judge import asks, rows
from refundletters.statements.judge.balance import moved_by
from refundletters.statements.judge.columns import Columns, find_columns
from refundletters.statements.judge.currencies import merged
from refundletters.statements.judge.direction import directions
from refundletters.statements.judge.money import Amounts, amounts_of
from refundletters.statements.judge.places import Home, of_table
from refundletters.statements.judge.rivals import amount_among, amount_of_account
from refundletters.statements.judge.sections import Sections, states_under
from refundletters.statements.judge.voices import Money, voices
from refundletters.statements.services import Services
from refundletters.statements.table.tables import Table
from refundletters.statements.values import Ask, Entry, Known, PassedOver

__all__ = ["Read", "read_table"]

_DAY: Final = lazy_pattern(r"[0-9]{1,4}[./\-][0-9]{1,2}[./\-][0-9]{1,4}")


@dataclass(slots=True)
class Read:
    """What was read from one table."""

    entries: list[Entry] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)


@dataclass
class _Judged:
    """A table and what was found out about it."""

    table: Table
    columns: Columns
    nearby: Sequence[str]
    known: Known
    services: Services
    sections: Sections = ()

    @cached_property
    def home(self) -> Home:
        return of_table(self.table, self.columns, self.nearby)

    @cached_property
    def money(self) -> dict[str, Amounts]:
        return amounts_of(self.table, self.columns, self.home)

    @cached_property
    def days(self) -> Days:
        cells = [self.table.columns[place] for place in self.columns.dates]
        around = [found for cell in self.nearby for found in _DAY.findall(cell)]
        return day_orders(cells, latest=self.known.latest, nearby=around)

    @cached_property
    def totals(self) -> frozenset[int]:
        return rows.totals(self.table, self.columns)

    @cached_property
    def states(self) -> list[str]:
        found = rows.states(self.table, self.columns)
        return states_under(self.sections, self.table.lines, found) if self.sections else found

    @property
    def no_payments(self) -> Iterator[int]:
        yield from self.totals
        yield from (row for row, state in enumerate(self.states) if state == "never")

    @cached_property
    def dates(self) -> list[dt.date | None]:
        order = self.known.day_order or self.days.order or "dmy"
        return rows.dates(self.table, self.columns, order, self.known.latest)


def read_table(
    table: Table,
    nearby: Sequence[str],
    known: Known,
    services: Services,
    sections: Sections = (),
) -> Read:
    """Read the payments of a table.

    Args:
        table: The table.
        nearby: The cells around the tables of the file.
        known: What the user said about the file.
        services: The known services.
        sections: Headings between the rows of the file.

    Raises:
        UsageError: Its days cannot be read, or its amounts are written in two ways.
    """
    if not known.columns:
        table = merged(table)
    columns = find_columns(table, _given(known, len(table.columns)))
    columns, questions = _settled(table, columns, known)
    judged = _Judged(table, columns, nearby, known, services, sections)
    read = Read(asks=questions)
    if read.asks:
        return read
    if not any(judged.dates):
        raise UsageError(
            say("The days in this file cannot be read."),
            say("Enter the charges by hand, or export the file again."),
        )
    if not known.day_order and not judged.days.order and len(judged.days.orders) > 1:
        read.asks.append(asks.day_order(table, columns, judged.days.orders, known.latest))
    ways = _row_directions(judged, read)
    if not read.asks:
        _collect(judged, ways, read)
    return read


def _given(known: Known, width: int) -> dict[str, int]:
    """Return the columns that the user named, numbered from 0."""
    return {role: number - 1 for role, number in known.columns.items() if 0 < number <= width}


def _settled(table: Table, columns: Columns, known: Known) -> tuple[Columns, list[Ask]]:
    """Choose between columns that could hold the amount, or ask."""
    found = []
    if not columns.dates:
        found.append(asks.column("date", table, range(len(table.columns))))
    if columns.amount is None and columns.debit is None:
        money = [p for p, c in enumerate(columns.profiles) if c.amounts >= 0.5 and not c.is_day]
        found.append(asks.column("amount", table, money or range(len(table.columns))))
    elif columns.amount is not None and columns.rivals:
        order = known.day_order or "dmy"
        chosen = amount_among(table, columns, rows.dates(table, columns, order, known.latest))
        if chosen is not None:
            return find_columns(table, {"amount": chosen}), found
        found.append(asks.column("amount", table, (columns.amount, *columns.rivals)))
    elif "amount" not in known.columns and "debit" not in known.columns:
        chosen = amount_of_account(table, columns)
        return (columns if chosen is None else find_columns(table, {"amount": chosen})), found
    return columns, found


def _row_directions(judged: _Judged, read: Read) -> list[str]:
    """Return ``in`` or ``out`` for each row, asking where that is open."""
    if "amount" not in judged.money:
        return _two_columns(judged, read)
    amounts = judged.money["amount"].rows()
    values = [amount.value if amount else None for amount in amounts]
    for row in judged.no_payments:
        values[row] = None
    if not any(values):
        return [""] * len(values)
    marks = [amount.mark if amount else "" for amount in amounts]
    found = _directions(judged, Money(values, marks, judged.dates), judged.known.taken)
    if found is None:
        read.asks.append(asks.taken(judged.table, judged.columns, values))
        return []
    return found


def _directions(judged: _Judged, money: Money, taken: str | None = None) -> list[str] | None:
    return directions(
        judged.table.columns,
        judged.columns,
        money,
        judged.table.header,
        judged.services,
        taken=taken,
    ).directions


def _two_columns(judged: _Judged, read: Read) -> list[str]:
    """Return the directions by the column that an amount is in."""
    out, back = judged.money["debit"], judged.money["credit"]
    usual = {"out": out.usual_sign(), "in": back.usual_sign()}
    ways, values = [], []
    for row in range(len(judged.table.lines)):
        taken, given = out.value(row), back.value(row)
        way = "" if bool(taken) == bool(given) else "out" if taken else "in"
        value = taken or given
        # The other sign in a column is a reversal or a mistake: nothing says which.
        odd = value is not None and way != "" and (value < 0) not in usual[way]
        ways.append("" if odd else way)
        values.append(-abs(taken) if taken else given and abs(given))
    money = Money(values, [""] * len(values), judged.dates)
    pair = judged.columns.pair
    if pair is not None:
        found = _directions(judged, money)
        if found is None:
            read.asks.append(asks.column("debit", judged.table, pair))
            return []
        return [decided if way else "" for decided, way in zip(found, ways, strict=True)]
    said = voices(judged.table.columns, judged.columns, money, judged.services).ways
    agreeing = sum(ways[row] == way for row, way in said.items() if ways[row])
    against = sum(ways[row] != way for row, way in said.items() if ways[row])
    debit, credit = judged.columns.debit, judged.columns.credit
    told = "debit" in judged.known.columns
    doubted = against > agreeing or (not agreeing and _balance_contradicts(judged, money))
    if doubted and not told and debit is not None and credit is not None:
        read.asks.append(asks.column("debit", judged.table, (debit, credit)))
    return ways


def _balance_contradicts(judged: _Judged, money: Money) -> bool:
    """Return whether a balance falls by what came in: books call that a debit, banks a credit."""
    cells = judged.table.columns
    moved = [moved_by(cells[p], money.values, money.days) for p in judged.columns.balances]
    return "+" in moved and "-" not in moved


def _collect(judged: _Judged, ways: Sequence[str], read: Read) -> None:
    """Make the entries, and say of every other row why it is not one."""
    table, columns, home = judged.table, judged.columns, judged.home
    texts = rows.texts(table, columns)
    states = judged.states
    codes = rows.currencies(table, columns)
    amounts = _amounts(judged)
    # What was read is in the list now: of a large file the rest takes much memory.
    judged.money = {role: Amounts({}, one.cells) for role, one in judged.money.items()}
    put = read.entries.append
    totals, titled, around = judged.totals, home.currency, home.around
    for row, (day, way, amount) in enumerate(zip(judged.dates, ways, amounts, strict=True)):
        state = states[row] if states else "posted"
        if day is None and state == "posted":
            state = rows.state_for_day(table, columns, row)
        if (
            amount is None
            or not way
            or state == "never"
            or (day is None and state != "pending")
            or row in totals
        ):
            _pass_over(judged, row, amount, state, read)
        else:
            code = titled or (codes[row] if codes else "") or amount.currency or around
            put(Entry(day, abs(amount.value), code, way, state, texts[row]))


def _amounts(judged: _Judged) -> list[Amount | None]:
    found: list[Amount | None] = [None] * len(judged.table.lines)
    for one in judged.money.values():
        found = [
            kept or (amount if amount and amount.value else None)
            for kept, amount in zip(found, one.rows(), strict=True)
        ]
    return found


def _pass_over(judged: _Judged, row: int, amount: Amount | None, state: str, read: Read) -> None:
    table = judged.table
    shown = clean(" ".join(filter(None, table.row(row))))
    lost = False
    if row in judged.totals:
        why = say("It is a total or a balance, not a payment.")
    elif state == "never":
        why = say("It never became a payment.")
    elif amount is None:
        cells = [judged.money[role].cells[row] for role in judged.money]
        digits = {char for cell in cells for char in cell if char.isdigit()}
        lost = bool(digits - {"0"})
        if lost:
            why = say("Its amount cannot be read.")
        elif digits:
            why = say("Its amount is zero.")
        else:
            why = say("No amount stands in it.")
    elif judged.dates[row] is None:
        why, lost = say("Its day cannot be read."), True
    else:
        why, lost = say("It does not say which way the money went."), True
    read.passed_over.append(PassedOver(table.lines[row], why, shown, lost))
