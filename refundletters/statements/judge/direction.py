"""Which way the money went, from evidence in a fixed order; what remains open is asked.

Two columns; marks for both directions that do not contradict the signs; signs with a balance that
changes by them; signs with what the words of the rows say, where all that say something agree; a
layout known by its whole header. Never the sign of the majority alone, never a title alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from refundletters.statements.judge.balance import moved_by
from refundletters.statements.judge.columns import Columns
from refundletters.statements.judge.layouts import sign_of_layout
from refundletters.statements.judge.voices import (
    ENOUGH,
    Money,
    Voices,
    mark_of,
    sign_of,
    signs_of,
    voices,
)
from refundletters.statements.services import Services
from refundletters.statements.words import plain

__all__ = ["Evidence", "directions"]

_NEARLY: Final = 0.9
_FEW_VOICES: Final = 2
_MOST_MARKS: Final = 5
_MARK_WORD: Final = 1 / 3  # share of rows from which a word may be a mark

Signs = dict[str, str]  # "+" and "-" → "in" or "out"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found.

    Attributes:
        directions: ``in`` or ``out`` for each row, empty where it is not known; ``None`` where the
            sign of what was taken has to be asked.
        by: What decided: ``marks balance rows layout told`` or nothing.
    """

    directions: list[str] | None
    by: str = ""


def directions(
    cells: Sequence[Sequence[str]],
    columns: Columns,
    money: Money,
    header: Sequence[str],
    services: Services,
    *,
    taken: str | None = None,
) -> Evidence:
    """Decide the direction of every row in one column of amounts.

    Args:
        cells: The columns of the table.
        columns: Which of them holds what.
        money: The amounts.
        header: Titles of all columns.
        services: The known services, which are paid.
        taken: ``positive`` or ``negative`` where the user said which sign means money taken.
    """
    layout = sign_of_layout(header)
    by_mark = _by_marks(cells, columns, money)
    if by_mark is not None:
        return _unless(layout, money, Evidence(by_mark, "marks"))
    said = voices(cells, columns, money, services)
    if taken:
        return Evidence(_told(money.values, "-" if taken == "negative" else "+", said), "told")
    by_balance, contradicted = _by_balance(cells, columns, money, said)
    if by_balance is not None:
        return _unless(layout, money, Evidence(by_balance, "balance"))
    if contradicted:
        return Evidence(None)
    if len(signs_of(money.values)) == 1:
        by_rows = _one_sign(cells, columns, money, said)
    else:
        by_rows = _agreed(said, money.values)
    if by_rows is not None:
        return _unless(layout, money, Evidence(by_rows, "rows"))
    if layout:
        return Evidence(_signed(money.values, layout), "layout")
    return Evidence(None)


def _unless(layout: str, money: Money, found: Evidence) -> Evidence:
    """Return what was found, unless the layout is known to have it the other way round."""
    if not layout or found.directions is None:
        return found
    signed = _signed(money.values, layout)
    pairs = zip(signed, found.directions, strict=True)
    return Evidence(None) if any(a and b and a != b for a, b in pairs) else found


def _signed(values: Iterable[Decimal | None], out: str) -> list[str]:
    """Return the directions of amounts where the sign ``out`` means money taken."""
    return ["" if not v else "out" if (v < 0) == (out == "-") else "in" for v in values]


def _told(values: Sequence[Decimal | None], out: str, said: Voices) -> list[str]:
    """Return the directions that somebody told; without signs a refund that says so is one."""
    found = _signed(values, out)
    if signs_of(values) == {"+"}:
        for row, way in said.clear().items():
            found[row] = way if way == "in" else found[row]
    return found


# marks


def _by_marks(cells: Sequence[Sequence[str]], columns: Columns, money: Money) -> list[str] | None:
    rows = [place for place, value in enumerate(money.values) if value]
    beside = _completed(money.marks, rows, money.values)
    found = None
    candidates = [beside] if beside else []
    ranked = sorted(
        columns.kinds, key=lambda place: "direction" not in columns.profiles[place].roles
    )
    for place in ranked:
        read = {cell: mark_of(cell) for cell in set(cells[place])}
        candidates.append([read[cell] for cell in cells[place]])
    for marks in candidates:
        decided = _decided_by(marks, rows, money.values)
        if decided is not None:
            if found is not None and any(
                one and other and one != other for one, other in zip(found, decided, strict=True)
            ):
                return found if ranked and _is_named(columns, ranked) else None
            found = found or decided
    return found


def _is_named(columns: Columns, ranked: Sequence[int]) -> bool:
    return "direction" in columns.profiles[ranked[0]].roles


def _completed(
    marks: Sequence[str], rows: Sequence[int], values: Sequence[Decimal | None]
) -> list[str] | None:
    """Return marks beside the amounts; if only one kind is printed, the rest are the other."""
    if not any(marks):
        return None
    unsigned = len(signs_of(values[row] for row in rows)) == 1
    if unsigned and {marks[row] for row in rows} == {"", "plus"}:
        # Where the others have no sign at all, a plus marks a credit.
        marks = ["in" if mark == "plus" else mark for mark in marks]
    marks = ["" if mark == "plus" else mark for mark in marks]
    seen = {marks[row] for row in rows} - {""}
    if not seen:
        return None
    if len(seen) == 1 and unsigned:
        other = "out" if seen == {"in"} else "in"
        return [mark or other for mark in marks]
    return list(marks)


def _decided_by(
    marks: Sequence[str], rows: Sequence[int], values: Sequence[Decimal | None]
) -> list[str] | None:
    """Return what marks say of every row, if both occur and do not contradict the signs."""
    known = [row for row in rows if marks[row]]
    if len({marks[row] for row in known}) < 2 or len(known) < _NEARLY * len(rows):
        return None
    pairs = {(sign_of(value), marks[row]) for row in known if (value := values[row])}
    signs = {sign for sign, _ in pairs}
    if len(signs) == 1:
        return [mark if value else "" for mark, value in zip(marks, values, strict=True)]
    if len(pairs) == 2:
        out = next(sign for sign, mark in pairs if mark == "out")
        return _signed(values, out)
    return None


# balance


def _by_balance(
    cells: Sequence[Sequence[str]], columns: Columns, money: Money, said: Voices
) -> tuple[list[str] | None, bool]:
    """Return what a balance says of every row, and whether rows contradict it."""
    for place in columns.balances:
        moved = moved_by(cells[place], money.values, money.days)
        if moved is None:
            continue
        if isinstance(moved, str):
            found = _signed(money.values, moved)
        else:
            found = _row_by_row(moved, money.values, said.ways)
        against = sum(1 for row, way in said.ways.items() if found[row] and found[row] != way)
        agreeing = sum(1 for row, way in said.ways.items() if found[row] == way)
        if against > agreeing:
            # A debt grows by what is spent: accept that only if more than one row says so.
            return None, against < _FEW_VOICES or agreeing > 0
        if "out" in found or agreeing:
            return found, False
    return None, False


def _row_by_row(
    moved: Mapping[int, str], values: Sequence[Decimal | None], said: Mapping[int, str]
) -> list[str]:
    """Return the direction of amounts that all have one sign, each from its balance's change."""
    ways = set(moved.values())
    if len(ways) == 1 and any(value < 0 for value in values if value):
        (way,) = ways
        return [way if value else "" for value in values]
    # Without any sign, the first row, which has no balance before it, may go either way.
    if any(said.get(row, way) != way for row, way in moved.items()):
        said = {}
    return [moved.get(row) or said.get(row, "") for row in range(len(values))]


# rows


def _agreed(said: Voices, values: Sequence[Decimal | None]) -> list[str] | None:
    """Return the directions by the signs, if all rows that say something agree about them.

    Voices of little weight need more silent rows for them than against them.
    """
    outs = {
        sign_of(value) if way == "out" else sign_of(-value)
        for row, way in said.ways.items()
        if (value := values[row])
    }
    if len(outs) != 1:
        return None
    out = outs.pop()
    silent = [sign_of(value) for row, value in enumerate(values) if value and row not in said.ways]
    fitting = silent.count(out)
    alone = bool(silent) and not fitting and not said.clear()
    weak = fitting * 2 <= len(silent) and said.weight(values) < ENOUGH
    if alone or weak:
        return None
    return _signed(values, out)


def _one_sign(
    cells: Sequence[Sequence[str]], columns: Columns, money: Money, said: Voices
) -> list[str] | None:
    """Decide a table of amounts that all have one sign, which then says nothing by itself.

    They are all of one direction, or a column of unknown words says which. The words are learned
    from the rows that say something.
    """
    if not said.ways:
        return None
    unsigned = not any(value < 0 for value in money.values if value)
    live = [row for row, value in enumerate(money.values) if value]
    marks = [
        place
        for place in columns.kinds
        if unsigned and _may_be_marks({cells[place][row] for row in live}, columns, place)
    ]
    learned = [
        [
            meant.get(cell, "") if value else ""
            for cell, value in zip(cells[place], money.values, strict=True)
        ]
        for place in marks
        if (meant := _learned(cells[place], live, said.ways)) is not None
    ]
    if learned:
        # Two columns that part the rows differently cannot both be marks.
        return learned[0] if all(other == learned[0] for other in learned) else None
    if marks or len(set(said.ways.values())) != 1:
        return None
    if unsigned and not _all_speak(said, money, live):
        return None
    return [next(iter(said.ways.values())) if value else "" for value in money.values]


def _all_speak(said: Voices, money: Money, live: Sequence[int]) -> bool:
    """Return whether voices also hold for the silent rows of a table in which no amount has a sign.

    A word may be a mark that the silent rows lack; services are in a list of what was taken.
    """
    clear = len(said.clear())
    if clear == len(live):
        return True
    by_services = said.weight(money.values, "service") >= ENOUGH
    return by_services and (clear <= 1 or clear < _MARK_WORD * len(live))


def _may_be_marks(cells: set[str], columns: Columns, place: int) -> bool:
    profile = columns.profiles[place]
    few = 2 <= len(cells) <= _MOST_MARKS and place not in columns.text
    if any(map(str.isdigit, "".join(cells))):
        return False
    named = not profile.roles or bool(profile.roles & {"kind", "direction", "status"})
    about = any(plain(profile.title).startswith(word) for word in _ABOUT)
    return few and named and not about


_ABOUT: Final = (
    "categ",
    "kateg",
    "mcc",
    "city",
    "country",
    "ort",
    "land",
    "tags",
    "label",
    "ville",
)


def _learned(
    cells: Sequence[str], live: Sequence[int], said: Mapping[int, str]
) -> dict[str, str] | None:
    """Return what each mark means, if rows that say something settle all marks without conflict."""
    found: dict[str, set[str]] = defaultdict(set)
    for row, way in said.items():
        found[cells[row]].add(way)
    every = {cells[row] for row in live}
    if set(found) != every or any(len(ways) > 1 for ways in found.values()):
        return None
    learned = {cell: next(iter(ways)) for cell, ways in found.items()}
    return learned if len(set(learned.values())) == 2 else None
