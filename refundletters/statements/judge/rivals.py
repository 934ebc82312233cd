"""Several columns that could hold the amount: which of them does, if it can be decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from refundletters.statements.cells.amounts import currency_of, decimal_signs, read_amount
from refundletters.statements.judge.balance import moved_by, share_moved
from refundletters.statements.judge.columns import Columns
from refundletters.statements.judge.places import title_currency
from refundletters.statements.table.tables import Table

__all__ = ["amount_among", "amount_of_account"]


def amount_among(table: Table, columns: Columns, days: Sequence[dt.date | None]) -> int | None:
    """Return which of several columns holds the amounts, or ``None`` where that is open.

    Args:
        table: The table.
        columns: Its columns, including those that could be the amount.
        days: The days of its rows.
    """
    rivals = [p for p in (columns.amount, *columns.rivals) if p is not None]
    found = _moved(table, columns, rivals, days)
    return found if found is not None else _beside_constant(table, columns, rivals)


def amount_of_account(table: Table, columns: Columns) -> int | None:
    """Return the column of what the account paid, where the one chosen is in many currencies.

    Its title names a currency, and it holds the same figures as the one chosen where the column of
    currencies says that currency, and only there.
    """
    first, codes = columns.amount, columns.currency
    if first is None:
        first = columns.debit
    if first is None or codes is None or columns.profiles[codes].constant:
        return None
    said = [currency_of(cell) for cell in table.columns[codes]]
    values = _values(table.columns[first])
    for place, profile in enumerate(columns.profiles):
        code = title_currency(profile.title)
        if place == first or not code or not profile.is_amount or profile.filled < 1:
            continue
        pairs = zip(values, _values(table.columns[place]), strict=True)
        same = [a is None or b is None or abs(a) == abs(b) for a, b in pairs]
        if same == [one == code for one in said]:
            return place
    return None


def _moved(
    table: Table, columns: Columns, rivals: Sequence[int], days: Sequence[dt.date | None]
) -> int | None:
    """Return the column by which another one changes, as a balance does."""
    found: dict[int, float] = {}
    for place in rivals:
        values = _values(table.columns[place])
        for other in {*rivals, *columns.balances} - {place}:
            cells = table.columns[other]
            if moved_by(cells, values, days) is not None:
                found[place] = max(found.get(place, 0.0), share_moved(cells, values, days))
    # Where most fees are zero, a balance also moves by the amounts without them, but not as often.
    best = [place for place, share in found.items() if share == max(found.values())]
    return best[0] if len(best) == 1 else None


def _beside_constant(table: Table, columns: Columns, rivals: Sequence[int]) -> int | None:
    """Return the column beside others that never change.

    The price of a subscription never changes either, while the balance beside it does. So the
    amount is the column in which figures repeat, as they rarely do in a balance.
    """
    varying = [place for place in rivals if not columns.profiles[place].constant]
    constant = [place for place in rivals if columns.profiles[place].constant]
    if len(varying) != 1 or not constant:
        return None
    cells = table.columns[varying[0]]
    if len(set(cells)) < len(cells):
        return varying[0]
    signed = [place for place in rivals if _has_minus(columns.profiles[place].distinct)]
    return signed[0] if signed == constant else None


def _has_minus(cells: Sequence[str]) -> bool:
    proved, _ = decimal_signs(cells)
    read = (read_amount(cell, next(iter(proved), ".")) for cell in cells)
    return any(amount is not None and amount.value < 0 for amount in read)


def _values(cells: Sequence[str]) -> list[Decimal | None]:
    proved, _ = decimal_signs(cells)
    decimal = next(iter(proved), ".")
    read = [read_amount(cell, decimal) for cell in cells]
    return [amount.value if amount else None for amount in read]
