"""What the words of rows say of their direction: a refund, a salary, a known service."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from refundletters.statements.judge.columns import Columns
from refundletters.statements.services import Services, merchant_key
from refundletters.statements.words import plain, word_in, words

__all__ = ["ENOUGH", "Money", "Voices", "mark_of", "sign_of", "signs_of", "voices"]

#: The weight from which voices need nothing else that speaks for them.
ENOUGH: Final = 2

_LOOKED_AT: Final = 1000  # rows at either end of a table
_FEW_ROWS: Final = 2
_COMMON: Final = 0.8
_SHORTEST_WORD: Final = 3  # letters in a text that may be a word by itself, such as "Lön"


_Voice = tuple[str, str]  # ``in`` or ``out``, and what says so


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
class Voices:
    """What rows say of their direction.

    Attributes:
        ways: ``in`` or ``out`` by row.
        by: What says so, by row: ``word refund``, ``mark``, ``service netflix``, ``merchant``.
    """

    ways: Mapping[int, str]
    by: Mapping[int, str]

    def weight(self, values: Sequence[Decimal | None], kind: str = "") -> int:
        """Return how much the voices weigh together, or those of one kind.

        A word is clear. A service may also pay its drivers, hosts or sellers: a price that comes
        back shows a customer, and two services hardly err alike. A merchant that is not known may
        be a friend.
        """
        found = 0
        for by in {by for by in self.by.values() if by.startswith(kind)}:
            rows = [row for row in self.by if self.by[row] == by]
            if by.startswith("service"):
                prices = Counter(values[row] for row in rows)
                found += 2 if max(prices.values()) > 1 else 1
            else:
                found += 1 if by == "merchant" else ENOUGH
        return found

    def clear(self) -> dict[int, str]:
        """Return what rows say by a word of their own."""
        return {row: way for row, way in self.ways.items() if self.by[row].startswith("word")}


def sign_of(value: Decimal) -> str:
    """Return the sign of an amount."""
    return "-" if value < 0 else "+"


def signs_of(values: Iterable[Decimal | None]) -> set[str]:
    """Return the signs that occur among amounts."""
    found: set[str] = set()
    for value in values:
        if value:
            found.add("-" if value < 0 else "+")
            if len(found) > 1:
                break
    return found


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


def voices(
    cells: Sequence[Sequence[str]], columns: Columns, money: Money, services: Services
) -> Voices:
    """Return what the words of rows say: ``in`` for a refund, ``out`` for a known service.

    Words that occur in nearly all rows say nothing.

    Args:
        cells: The columns of the table.
        columns: Which of them holds what.
        money: The amounts.
        services: The known services, which are paid.
    """
    rows = [place for place, value in enumerate(money.values) if value]
    if len(rows) > 2 * _LOOKED_AT:
        rows = rows[:_LOOKED_AT] + rows[-_LOOKED_AT:]
    kinds = [
        place
        for place in columns.kinds
        if place not in columns.text and not _contradicts(cells[place], rows, money)
    ]
    said = _said(cells, columns, kinds, rows, services)
    found = _without_common(said, len(rows))
    found |= _of_merchants(_by_merchant(cells, columns, rows, said), money)
    return Voices(
        {row: way for row, (way, _) in found.items()}, {row: by for row, (_, by) in found.items()}
    )


def _without_common(said: Mapping[int, _Voice], rows: int) -> dict[int, _Voice]:
    """Return what rows say, without services, and without words that nearly all rows have."""
    often = Counter(said.values())
    common = {
        voice
        for voice, count in often.items()
        if voice[1].startswith("word ") and count > _COMMON * rows and rows > 1
    }
    return {
        row: voice
        for row, voice in said.items()
        if voice not in common and not voice[1].startswith("service")
    }


def _by_merchant(
    cells: Sequence[Sequence[str]],
    columns: Columns,
    rows: Sequence[int],
    said: Mapping[int, _Voice],
) -> Mapping[str, Sequence[int]]:
    """Return the rows of each known service, and of each merchant of rows that say nothing."""
    groups: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        if row in said and said[row][1].startswith("service"):
            groups[said[row][1]].append(row)
        elif row not in said and columns.text:
            groups[merchant_key(cells[columns.text[0]][row])].append(row)
    groups.pop("", None)
    return groups


def _of_merchants(groups: Mapping[str, Sequence[int]], money: Money) -> dict[int, _Voice]:
    found: dict[int, _Voice] = {}
    for key, rows in groups.items():
        known = key.startswith("service")
        ways = _of_merchant(rows, money, known=known)
        found |= {row: (way, key if known else "merchant") for row, way in ways.items()}
    return found


def _contradicts(cells: Sequence[str], rows: Sequence[int], money: Money) -> bool:
    """Return whether marks of both directions stand beside one sign, in a table of both signs.

    On a card "Lastschrift" is the payment of the bill, so that it is no mark of money taken.
    """
    signs = signs_of(money.values[row] for row in rows)
    pairs = {
        (sign_of(value), mark)
        for row in rows
        if (value := money.values[row]) and (mark := mark_of(cells[row]))
    }
    return len(signs) > 1 and any({(sign, "in"), (sign, "out")} <= pairs for sign in signs)


def _said(
    cells: Sequence[Sequence[str]],
    columns: Columns,
    kinds: Sequence[int],
    rows: Sequence[int],
    services: Services,
) -> dict[int, _Voice]:
    """Return ``in`` or ``out`` and what says so, for each row that says something by itself."""
    known: dict[tuple[str, ...], _Voice] = {}
    said: dict[int, _Voice] = {}
    for row in rows:
        texts = tuple(cells[place][row] for place in (*columns.text, *kinds))
        if texts not in known:
            known[texts] = _voice(texts, texts[len(columns.text) :], services)
        if known[texts][0]:
            said[row] = known[texts]
    return said


def _voice(texts: Sequence[str], kinds: Sequence[str], services: Services) -> _Voice:
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
    money returned. A refund may also come before the next charge, so one of each says nothing.
    """
    signs = {row: sign_of(value) for row in rows if (value := money.values[row])}
    if len(set(signs.values())) == 1:
        return dict.fromkeys(rows, "out") if known else {}
    dated = [row for row in rows if money.days[row] is not None]
    if not dated or (not known and len(rows) <= _FEW_ROWS):
        return {}
    first_day = min(str(money.days[row]) for row in dated)
    first = {signs[row] for row in dated if str(money.days[row]) == first_day}
    if len(first) != 1:
        return {}
    sign = first.pop()
    same = [row for row in rows if signs[row] == sign]
    amounts = _sizes(money, same)
    others = [row for row in rows if signs[row] != sign]
    back = _sizes(money, others)
    fitting = max(back) <= max(amounts) if known else back <= amounts
    if not (len(same) > len(others) and fitting):
        return {}
    return dict.fromkeys(same, "out") | dict.fromkeys(others, "in")


def _sizes(money: Money, rows: Sequence[int]) -> set[Decimal]:
    return {abs(value) for row in rows if (value := money.values[row])}
