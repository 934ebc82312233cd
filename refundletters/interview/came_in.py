"""Answers that another program saved meanwhile, taken into an interview that goes on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, NamedTuple

from refundletters.answers.build import build_case
from refundletters.answers.merge import align
from refundletters.interview.state import Interview

__all__ = ["CameIn", "came_in", "with_others"]


class CameIn(NamedTuple):
    """One key that another program changed: its value now, ``None`` where it was taken away."""

    key: str
    value: Any


def came_in(ours: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[CameIn, ...]:
    """Return what differs from our answers, key by key, in the order of the file."""
    return tuple(_differences("", ours, now))


def with_others(interview: Interview, now: Mapping[str, Any]) -> Interview:
    """Go on with the answers of both sides.

    Where others added entries before ours, the keys that the interview remembers move along.

    Raises:
        CaseError: The answers of both sides do not go together.
    """
    build_case(now, today=interview.setting.today)
    moved = interview
    for table, ours in interview.answers.items():
        rows = now.get(table)
        if isinstance(ours, list) and isinstance(rows, list):
            moved = _moved(moved, table, _places(ours, rows), len(rows) - len(ours))
    return replace(moved, answers=now)


def _places(ours: Sequence[Any], rows: Sequence[Any]) -> Mapping[int, int]:
    """Return where our entries stand now; one that was removed, where it would stand."""
    places: dict[int, int] = {}
    following = 0
    for at, place in enumerate(align(ours, rows).places):
        if place is None:
            places[at] = following
        else:
            places[at] = place
            following = place + 1
    return places


def _moved(interview: Interview, table: str, places: Mapping[int, int], added: int) -> Interview:
    """Return the interview with the keys of a table at their new places."""

    def key(old: str) -> str:
        first, _, rest = old.partition(".")
        row, _, name = rest.partition(".")
        if first != table or not row.isdecimal():
            return old
        # An entry that is only begun stands after all of the others.
        place = places.get(int(row), int(row) + max(added, 0))
        return f"{table}.{place}.{name}" if name else f"{table}.{place}"

    rows = dict(interview.rows)
    if table in rows:
        rows[table] += max(added, 0)
    return replace(
        interview,
        held=MappingProxyType({key(name): value for name, value in interview.held.items()}),
        passed=frozenset(map(key, interview.passed)),
        history=tuple(map(key, interview.history)),
        ahead=tuple(map(key, interview.ahead)),
        rows=MappingProxyType(rows),
        focus=key(interview.focus),
    )


def _differences(prefix: str, ours: Any, now: Any) -> Iterator[CameIn]:
    if ours == now:
        return
    if isinstance(ours, Mapping | None) and isinstance(now, Mapping | None) and (ours or now):
        for name in dict.fromkeys([*(now or {}), *(ours or {})]):
            one, other = (ours or {}).get(name), (now or {}).get(name)
            yield from _differences(f"{prefix}{name}.", one, other)
    elif _are_rows(ours) and _are_rows(now):
        for at, row in enumerate(now):
            if row not in ours:
                yield from _differences(f"{prefix}{at}.", ours[at] if at < len(ours) else {}, row)
    else:
        yield CameIn(prefix.rstrip("."), now)


def _are_rows(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(row, Mapping) for row in value)
