"""Which way the money went, from evidence in a fixed order; what remains open is asked.

Two columns; marks for both directions that do not contradict the signs; signs with a balance that
changes by them; signs with what the words of the rows say, where all that say something agree; a
layout known by its whole header. Never the sign of the majority alone, never a title alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from refundletters.statements.judge.balance import moved_by
from refundletters.statements.judge.columns import Columns
from refundletters.statements.judge.layouts import sign_of_layout
from refundletters.statements.services import Services, merchant_key
from refundletters.statements.words import plain, word_in, words

__all__ = ["Evidence", "Money", "directions", "mark_of", "voices"]

_LOOKED_AT: Final = 1000  # rows at either end of a table
_NEARLY: Final = 0.9
_FEW_VOICES: Final = 2
_COMMON: Final = 0.8
_SHORTEST_WORD: Final = 3  # letters in a text that may be a word by itself, such as "Lön"
_MOST_MARKS: Final = 5

Signs = dict[str, str]  # "+" and "-" → "in" or "out"


@dataclass(frozen=True, slots=True)
class Money:
    """The amounts of a table's rows, and what may show their direction.

    Attributes:
        values: With their sign; ``None`` where there is none.
        marks: ``in`` or ``out`` where a mark such as ``CR`` stood beside the amount.
        days: The days of the rows.
    """

    values: Sequence[Decimal | None]
    marks: Sequence[str]
    days: Sequence[object]


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


def mark_of(cell: str) -> str:
    """Return ``in`` or ``out`` where a whole cell is a mark of direction, else nothing."""
    bare = cell.strip()
    if bare in ("+", "-", "−", "–"):
        return "in" if bare == "+" else "out"
    word = plain(bare)
    if not word:
        return ""
    out, back = word in words("taken"), word in words("returned")
    return "" if out == back else "out" if out else "in"


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
    by_mark = _by_marks(cells, columns, money)
    if by_mark is not None:
        return Evidence(by_mark, "marks")
    if taken:
        return Evidence(_signed(money.values, "-" if taken == "negative" else "+"), "told")
    said = voices(cells, columns, money, services)
    by_balance, contradicted = _by_balance(cells, columns, money, said)
    if by_balance is not None:
        return Evidence(by_balance, "balance")
    if contradicted:
        return Evidence(None)
    signs = {_sign(value) for value in money.values if value}
    if len(signs) == 1:
        by_rows = _one_sign(cells, columns, money, said)
    else:
        by_rows = _agreed(said, money.values)
    if by_rows is not None:
        return Evidence(by_rows, "rows")
    if known := sign_of_layout(header):
        return Evidence(_signed(money.values, known), "layout")
    return Evidence(None)


def _sign(value: Decimal) -> str:
    return "-" if value < 0 else "+"


def _signed(values: Iterable[Decimal | None], out: str) -> list[str]:
    """Return the directions of amounts where the sign ``out`` means money taken."""
    return ["" if not v else "out" if (v < 0) == (out == "-") else "in" for v in values]


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
    unsigned = len({_sign(value) for row in rows if (value := values[row])}) == 1
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
    pairs = {(_sign(value), marks[row]) for row in known if (value := values[row])}
    signs = {sign for sign, _ in pairs}
    if len(signs) == 1:
        return [mark if value else "" for mark, value in zip(marks, values, strict=True)]
    if len(pairs) == 2:
        out = next(sign for sign, mark in pairs if mark == "out")
        return _signed(values, out)
    return None


# balance


def _by_balance(
    cells: Sequence[Sequence[str]], columns: Columns, money: Money, said: Mapping[int, str]
) -> tuple[list[str] | None, bool]:
    """Return what a balance says of every row, and whether rows contradict it."""
    for place in columns.balances:
        moved = moved_by(cells[place], money.values, money.days)
        if moved is None:
            continue
        if isinstance(moved, str):
            found = _signed(money.values, moved)
        else:
            found = _row_by_row(moved, money.values, said)
        against = sum(1 for row, way in said.items() if found[row] and found[row] != way)
        agreeing = sum(1 for row, way in said.items() if found[row] == way)
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
    return [moved.get(row) or said.get(row, "") for row in range(len(values))]


# rows


def voices(
    cells: Sequence[Sequence[str]], columns: Columns, money: Money, services: Services
) -> dict[int, str]:
    """Return what the words of rows say: ``in`` for a refund, ``out`` for a known service.

    Words that occur in nearly all rows say nothing.
    """
    rows = [place for place, value in enumerate(money.values) if value]
    if len(rows) > 2 * _LOOKED_AT:
        rows = rows[:_LOOKED_AT] + rows[-_LOOKED_AT:]
    kinds = [place for place in columns.kinds if place not in columns.text]
    known: dict[tuple[str, ...], tuple[str, str]] = {}
    said: dict[int, tuple[str, str]] = {}
    for row in rows:
        texts = tuple(cells[place][row] for place in (*columns.text, *kinds))
        if texts not in known:
            known[texts] = _voice(texts, texts[len(columns.text) :], services)
        if known[texts][0]:
            said[row] = known[texts]
    often = Counter(said.values())
    common = {
        voice
        for voice, count in often.items()
        if voice[1].startswith("word ") and count > _COMMON * len(rows) and len(rows) > 1
    }
    found = {row: way for row, (way, by) in said.items() if (way, by) not in common}
    for row, (_, by) in said.items():
        if by.startswith("service") and row in found:
            del found[row]
    groups: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        if row in said and said[row][1].startswith("service"):
            groups[said[row][1]].append(row)
        elif row not in said and columns.text:
            groups[merchant_key(cells[columns.text[0]][row])].append(row)
    for key, places_ in groups.items():
        if key:
            found.update(_of_merchant(places_, money, known=key.startswith("service")))
    return found


def _voice(texts: Sequence[str], kinds: Sequence[str], services: Services) -> tuple[str, str]:
    """Return ``in`` or ``out`` and what says so, or nothing."""
    line = plain(" | ".join(filter(None, texts)))
    marks = {mark_of(kind) for kind in kinds} | {
        mark_of(text) for text in texts if len(plain(text)) >= _SHORTEST_WORD
    }
    marks.discard("")
    if word := word_in(line, words("came_in")):
        return "in", f"word {word}"
    if marks == {"in"}:
        return "in", "mark"
    service = services.find(line)
    if service and services.takes_money(line):
        return "out", f"service {service}"
    if word := word_in(line, words("went_out")):
        return "out", f"word {word}"
    return ("out", "mark") if marks == {"out"} else ("", "")


def _of_merchant(rows: Sequence[int], money: Money, *, known: bool) -> dict[int, str]:
    """Return what the rows of one merchant say: a known merchant is paid.

    Where both signs occur, the one that came first and most often means money taken, the other
    money returned.
    """
    signs = {row: _sign(value) for row in rows if (value := money.values[row])}
    if len(set(signs.values())) == 1:
        return dict.fromkeys(rows, "out") if known else {}
    dated = [row for row in rows if money.days[row] is not None]
    if not dated or (not known and len(rows) <= _FEW_VOICES):
        return {}
    first_day = min(str(money.days[row]) for row in dated)
    first = {signs[row] for row in dated if str(money.days[row]) == first_day}
    if len(first) != 1:
        return {}
    sign = first.pop()
    same = [row for row in rows if signs[row] == sign]
    amounts = _sizes(money, same)
    others = [row for row in rows if signs[row] != sign]
    enough = len(same) >= len(others) if known else len(same) > len(others)
    back = _sizes(money, others)
    fitting = max(back) <= max(amounts) if known else back <= amounts
    if not (enough and fitting):
        return {}
    return dict.fromkeys(same, "out") | dict.fromkeys(others, "in")


def _sizes(money: Money, rows: Sequence[int]) -> set[Decimal]:
    return {abs(value) for row in rows if (value := money.values[row])}


def _agreed(said: Mapping[int, str], values: Sequence[Decimal | None]) -> list[str] | None:
    """Return the directions by the signs, if all rows that say something agree about them."""
    outs = {
        _sign(value) if way == "out" else _sign(-value)
        for row, way in said.items()
        if (value := values[row])
    }
    return _signed(values, outs.pop()) if len(outs) == 1 else None


def _one_sign(
    cells: Sequence[Sequence[str]], columns: Columns, money: Money, said: Mapping[int, str]
) -> list[str] | None:
    """Decide a table of amounts that all have one sign, which then says nothing by itself.

    They are all of one direction, or a column of unknown words says which. The words are learned
    from the rows that say something.
    """
    if not said:
        return None
    unsigned = not any(value < 0 for value in money.values if value)
    live = [row for row, value in enumerate(money.values) if value]
    marks = [
        place
        for place in columns.kinds
        if unsigned and _may_be_marks({cells[place][row] for row in live}, columns, place)
    ]
    for place in marks:
        learned = _learned(cells[place], live, said)
        if learned is not None:
            return [
                learned.get(cell, "") if value else ""
                for cell, value in zip(cells[place], money.values, strict=True)
            ]
    if marks or len(set(said.values())) != 1:
        return None
    return [next(iter(said.values())) if value else "" for value in money.values]


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
