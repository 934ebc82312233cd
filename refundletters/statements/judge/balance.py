"""A balance that changes by the amounts: the strongest evidence of what a sign means."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from refundletters.statements.cells.amounts import decimal_signs, read_amount

__all__ = ["moved_by", "share_moved"]

_STEADY: Final = 0.6
_AGAINST: Final = 0.1
_LOOKED_AT: Final = 3_000


def moved_by(
    cells: Sequence[str],
    values: Sequence[Decimal | None],
    days: Sequence[object] = (),
) -> str | dict[int, str] | None:
    """Tell how a column of balances changes with the amounts.

    Args:
        cells: The column that may hold balances.
        values: The amounts of the rows, with their signs.
        days: The days of the rows, which show whether they run forward in time.

    Returns:
        ``-`` where minus was taken, ``+`` where plus was; where all amounts have one sign, the
        direction of each row that its balance shows; ``None`` where it shows nothing.
    """
    found = _readings(cells, values, days)
    best = max((share for share, _ in found), default=0.0)
    if best < _STEADY:
        return None
    told = [way for share, way in found if share == best]
    if all(_agree(told[0], other) for other in told[1:]):
        return told[0]
    return None


def share_moved(
    cells: Sequence[str], values: Sequence[Decimal | None], days: Sequence[object] = ()
) -> float:
    """Return the share of steps that a column of balances makes by the amounts."""
    return max((share for share, _ in _readings(cells, values, days)), default=0.0)


def _readings(
    cells: Sequence[str], values: Sequence[Decimal | None], days: Sequence[object]
) -> list[tuple[float, str | dict[int, str]]]:
    """Return each way to read a balance, with the share of steps that it explains."""
    balances = _balances(cells[:_LOOKED_AT])
    rows = [
        place
        for place, value in enumerate(values[:_LOOKED_AT])
        if value and balances[place] is not None
    ]
    if len(rows) < 2 or {abs(value) for row in rows if (value := values[row])} == {1}:
        return []  # row numbers go up by one
    signed = len({value < 0 for row in rows if (value := values[row])}) == 2
    found: list[tuple[float, str | dict[int, str]]] = []
    run = _run([days[row] for row in rows] if days else [])
    for later, counts in _WAYS:
        if later in run:
            steps = _steps(rows, balances, values, later=later, counts=counts)
            read = (_by_sign(steps) if signed else _by_row(steps)) if steps else None
            if read is not None:
                found.append(read)
    return found


def _agree(one: str | dict[int, str], other: str | dict[int, str]) -> bool:
    """Return whether two readings of a balance agree."""
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return all(other.get(row, way) == way for row, way in one.items()) and (
        set(one.values()) == set(other.values())
    )


def _run(days: Sequence[object]) -> tuple[bool, ...]:
    """Return whether the rows run forward in time, or backward, or could do either."""
    known = [str(day) for day in days if day is not None]
    forwards = all(one <= two for one, two in pairwise(known))
    backwards = all(one >= two for one, two in pairwise(known))
    if forwards == backwards:
        return (True, False)
    return (forwards,)


# A balance may be the one after its payment or before it, and the rows may run either way in time:
# from which of two neighbors the step is counted, and whose amount made it.
_WAYS: Final[tuple[tuple[bool, bool], ...]] = (
    (True, True),
    (False, True),
    (True, False),
    (False, False),
)


def _balances(cells: Sequence[str]) -> list[Decimal | None]:
    proved, _ = decimal_signs(cells[:2000])
    decimal = next(iter(proved), ".") if len(proved) < 2 else "."
    found: list[Decimal | None] = []
    for cell in cells:
        read = read_amount(cell, decimal)
        value = None
        if read is not None:
            value = -abs(read.value) if read.mark == "out" else read.value
        found.append(value)
    return found


Step = tuple[int, Decimal, Decimal]


def _steps(
    rows: Sequence[int],
    balances: Sequence[Decimal | None],
    values: Sequence[Decimal | None],
    *,
    later: bool,
    counts: bool,
) -> list[Step]:
    """Return for each pair of neighbors: the row that made the step, its amount, the step.

    Args:
        rows: The rows that have both an amount and a balance.
        balances: The balances of all rows.
        values: The amounts of all rows.
        later: Whether the rows run forward in time.
        counts: Whether a balance is the one after its payment.
    """
    steps = []
    for above, below in pairwise(rows):
        older, newer = (above, below) if later else (below, above)
        made = newer if counts else older
        before, after, value = balances[older], balances[newer], values[made]
        assert before is not None
        assert after is not None
        assert value is not None
        if before != after:
            steps.append((made, value, after - before))
    return steps


def _by_sign(steps: Sequence[Step]) -> tuple[float, str] | None:
    plus = sum(step == value for _, value, step in steps)
    minus = sum(step == -value for _, value, step in steps)
    most, least = max(plus, minus), min(plus, minus)
    if not most or least > _AGAINST * len(steps):
        return None
    return most / len(steps), "-" if plus > minus else "+"


def _by_row(steps: Sequence[Step]) -> tuple[float, dict[int, str]] | None:
    found = {
        row: "in" if step > 0 else "out" for row, value, step in steps if abs(step) == abs(value)
    }
    return (len(found) / len(steps), found) if found else None
