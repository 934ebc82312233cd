"""Which column of a table holds what: a title suggests, the cells confirm."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from refundletters.statements.cells.amounts import decimal_signs
from refundletters.statements.cells.days import shape_of
from refundletters.statements.judge.profiles import MOST, Profile, is_filled, profiles
from refundletters.statements.judge.text_columns import text_columns
from refundletters.statements.table.tables import Table
from refundletters.statements.words import plain, words

__all__ = ["Columns", "Profile", "find_columns", "profiles"]

_UNKNOWN: Final = 5  # rank of an amount column without a known title
_OTHER: Final = 8


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what, by number from 0; ``None`` where there is none.

    Attributes:
        dates: Columns of days, the decisive one first.
        amount: Amounts with a sign, or with a mark beside them.
        debit: What was taken, and ``credit`` what came in, where both have a column.
        balances: Columns that may hold the balance.
        currency: Currencies of the payments.
        status: States of the payments.
        declined: Filled only where a payment failed.
        merchant: Who was paid; with ``text`` what the bank wrote.
        kinds: Columns of a few words, which may be marks of direction.
        rivals: Other columns that could equally well hold the amount.
        pair: Two columns, one of them filled in each row, whose titles do not say what they hold.
    """

    dates: tuple[int, ...] = ()
    amount: int | None = None
    debit: int | None = None
    credit: int | None = None
    balances: tuple[int, ...] = ()
    currency: int | None = None
    status: int | None = None
    declined: tuple[int, ...] = ()
    text: tuple[int, ...] = ()
    kinds: tuple[int, ...] = ()
    rivals: tuple[int, ...] = ()
    pair: tuple[int, int] | None = None
    profiles: tuple[Profile, ...] = field(default=(), repr=False)


def find_columns(table: Table, given: Mapping[str, int] | None = None) -> Columns:
    """Return which column holds what.

    Args:
        table: The table.
        given: Columns that somebody named, by role, numbers from 0.
    """
    given = given or {}
    seen = profiles(table)
    rows = len(table.lines)
    dates = _dates(seen, given)
    debit, credit = _pair(table, seen, given, dates)
    amount, rivals = _amount(table, seen, given, (*dates, debit, credit))
    pair = None
    if (
        debit is None
        and "amount" not in given
        and (amount is None or not seen[amount].roles & {"amount", "own_amount", "debit", "credit"})
    ):
        pair = _untitled_pair(table, seen, dates)
    if pair is not None:
        (debit, credit), amount, rivals = pair, None, ()
    elif debit is not None and credit is not None and "amount" not in given:
        amount, rivals = None, ()
    elif debit is not None and amount is None:
        amount, debit = debit, None
    if amount is None and credit is not None and debit is None:
        amount, credit = credit, None
    if amount is not None:
        debit = credit = None
    money = {amount, debit, credit, *dates}
    balances = tuple(
        place
        for place, column in enumerate(seen)
        if place not in money and column.is_amount and not column.constant
    )
    status = _status(seen, money)
    currency = given.get("currency", _currency(seen, amount if amount is not None else debit))
    kinds = _kinds(seen, money, rows)
    text = (
        (given["text"],)
        if "text" in given
        else text_columns(seen, {*money, currency, status}, kinds)
    )
    return Columns(
        dates, amount, debit, credit, balances, currency, status,
        tuple(p for p, c in enumerate(seen) if "declined" in c.roles and c.filled < 1),
        text, kinds, rivals, pair, seen,
    )  # fmt: skip


def _dates(seen: Sequence[Profile], given: Mapping[str, int]) -> tuple[int, ...]:
    days = [place for place, column in enumerate(seen) if column.days >= 0.5 and column.distinct]
    ranked = sorted(
        (place for place in days if "no_date" not in seen[place].roles or len(days) == 1),
        key=lambda place: (_date_rank(seen[place]), place),
    )
    if "date" in given:
        return (given["date"], *(place for place in ranked if place != given["date"]))
    return tuple(ranked)


def _date_rank(column: Profile) -> tuple[int, int]:
    named = 0 if "date" in column.roles else 1 if "value_date" in column.roles else 2
    years = any(shape and len(shape.parts) == 3 for shape in map(shape_of, column.distinct))
    return (0 if column.filled > 0.5 and (years or named < 2) else 1, named)


def _pair(
    table: Table, seen: Sequence[Profile], given: Mapping[str, int], dates: Sequence[int]
) -> tuple[int | None, int | None]:
    """Return the columns of money taken and of money that came in."""
    if "debit" in given or "credit" in given:
        debit, credit = given.get("debit"), given.get("credit")
        other = [p for p, c in enumerate(seen) if c.is_amount and p not in dates]
        if debit is None:
            debit = _complement(table, seen, credit, other)
        elif credit is None:
            credit = _complement(table, seen, debit, other)
        return debit, credit
    money = [
        place
        for place, column in enumerate(seen)
        if place not in dates and (column.is_amount or not column.distinct)
    ]
    out = _titled(seen, money, "debit")
    back = _titled(seen, money, "credit")
    for debit in out:
        for credit in back:
            if debit != credit and _complementary(table, debit, credit):
                return debit, credit
    filled = [place for place in money if seen[place].distinct]
    for debit in out:
        if seen[debit].distinct:
            credit_ = _complement(table, seen, debit, filled)
            if credit_ is not None:
                return debit, credit_
    for credit in back:
        if seen[credit].distinct:
            debit_ = _complement(table, seen, credit, filled)
            if debit_ is not None:
                return debit_, credit
    return None, None


def _titled(seen: Sequence[Profile], money: Sequence[int], role: str) -> list[int]:
    found = [p for p in money if role in seen[p].roles and "other_amount" not in seen[p].roles]
    return sorted(
        found,
        key=lambda p: (not seen[p].distinct, "own_amount" not in seen[p].roles, seen[p].tier, p),
    )


def _complement(
    table: Table, seen: Sequence[Profile], one: int | None, money: Sequence[int]
) -> int | None:
    """Return the column that is filled where column ``one`` is not."""
    if one is None:
        return None
    for other in money:
        roles = seen[other].roles
        plainly = not roles & {"balance", "other_amount", "id"} and (
            "amount" not in roles or seen[other].filled < 1
        )
        if other != one and plainly and not seen[other].zero and _complementary(table, one, other):
            return other
    return None


def _untitled_pair(
    table: Table, seen: Sequence[Profile], skip: Sequence[int]
) -> tuple[int, int] | None:
    """Return two columns without titles, one of which is filled in each row."""
    money = [
        p
        for p, c in enumerate(seen)
        if c.is_amount
        and p not in skip
        and not c.zero
        and c.nonzero < 1
        and not c.roles & {"other_amount", "balance", "id", "own"}
    ]
    for place, one in enumerate(money):
        for other in money[place + 1 :]:
            if _complementary(table, one, other):
                return one, other
    return None


def _complementary(table: Table, one: int, other: int) -> bool:
    """Return whether in nearly all rows at most one of two columns holds an amount."""
    both = single = 0
    for left, right in zip(table.columns[one][:5000], table.columns[other][:5000], strict=True):
        has = (is_filled(left), is_filled(right))
        both += has == (True, True)
        single += has[0] != has[1]
    return (single > 1 and (both <= 1 or both * 20 <= single)) or (single == 1 and not both)


def _amount(
    table: Table, seen: Sequence[Profile], given: Mapping[str, int], skip: Sequence[int | None]
) -> tuple[int | None, tuple[int, ...]]:
    """Return the column of amounts, and others that could equally well be it."""
    if "amount" in given:
        return given["amount"], ()
    ranked: list[tuple[int, int]] = []
    for place, column in enumerate(seen):
        if place in skip or not column.is_amount or column.zero:
            continue
        rank = _amount_rank(column)
        if rank is not None:
            ranked.append((rank, place))
    if not ranked:
        return None, ()
    ranked.sort()
    best = ranked[0][0]
    equal = [place for rank, place in ranked if rank == best]
    if len(equal) == 1:
        return equal[0], ()
    kept = _distinguished(table, seen, equal, titled=best < _UNKNOWN)
    return kept[0], tuple(kept[1:])


def _amount_rank(column: Profile) -> int | None:
    if "other_amount" in column.roles and "own_amount" not in column.roles:
        return _OTHER if column.filled > 0.5 else _OTHER + 1
    half = 0 if column.nonzero > 0.5 else 3
    if "own_amount" in column.roles:
        return half - 1
    if "amount" in column.roles:
        return column.tier + half
    if column.roles & {"debit", "credit"}:
        return 2 + half if column.filled > 0.5 else _UNKNOWN + half
    if column.roles & {"balance", "id", "own", "currency", "no_date", "status"}:
        return None
    if column.roles & {"kind", "text", "merchant", "date", "value_date"} and column.number:
        return None
    if column.roles & {"kind"}:
        return None
    return _UNKNOWN + half + (2 if column.number else 0)


def _distinguished(
    table: Table, seen: Sequence[Profile], equal: Sequence[int], *, titled: bool
) -> list[int]:
    """Return the distinct columns: equal ones count once, whole amounts give way to cents."""
    kept: list[int] = []
    for place in equal:
        if not any(_same(table.columns[place], table.columns[other]) for other in kept):
            kept.append(place)
    if titled:
        return kept
    with_cents = [p for p in kept if any(decimal_signs(seen[p].distinct))]
    return with_cents or kept


def _same(one: Sequence[str], other: Sequence[str]) -> bool:
    return all(
        a == b or re.sub("[^0-9]", "", a) == re.sub("[^0-9]", "", b)
        for a, b in zip(one[:2000], other[:2000], strict=True)
    )


def _status(seen: Sequence[Profile], skip: set[int | None]) -> int | None:
    known = words("pending") | words("never") | words("done")
    best: tuple[float, int] | None = None
    for place, column in enumerate(seen):
        if place in skip or not column.distinct or column.letters > 40:
            continue
        share = sum(plain(cell) in known for cell in column.distinct) / len(column.distinct)
        titled = "status" in column.roles
        if (titled and (share > 0 or column.various <= 6)) or (share >= MOST and not column.roles):
            merit = share + titled
            if best is None or merit > best[0]:
                best = (merit, place)
    return best[1] if best else None


def _currency(seen: Sequence[Profile], amount: int | None) -> int | None:
    found = [
        place
        for place, column in enumerate(seen)
        if column.is_currency
        and "other_currency" not in column.roles
        and column.filled > 0.5
        and not column.is_amount
    ]
    if not found:
        return None
    titled = [place for place in found if "currency" in seen[place].roles]
    start = amount or 0
    if not titled and len({seen[place].distinct for place in found}) > 1:
        # One of them may be the foreign currency.
        beside = [place for place in found if abs(place - start) == 1]
        return beside[0] if len(beside) == 1 else None
    return min(found, key=lambda p: ("currency" not in seen[p].roles, abs(p - start), p < start))


def _kinds(seen: Sequence[Profile], skip: set[int | None], rows: int) -> tuple[int, ...]:
    """Return the columns of a few short words that differ between rows."""
    return tuple(
        place
        for place, column in enumerate(seen)
        if place not in skip
        and column.distinct
        and not (column.constant and rows > 1)
        and not column.is_currency
        and column.various <= max(3, min(40, rows // 2))
        and all(len(cell) <= 45 for cell in column.distinct)
        and not column.roles & {"own", "id", "currency", "other_currency", "status", "balance"}
        and not (column.amounts >= MOST and any(map(is_filled, column.distinct)))
    )
