"""Bring two versions of answers together that began from the same one.

Whatever only one side changed is taken from that side. What both changed, each in its own way, is a
conflict, which is never decided here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import msgspec

from refundletters.answers.keys import Answers

__all__ = ["Aligned", "Conflict", "Decided", "Merged", "align", "merge"]


class Conflict(msgspec.Struct, frozen=True):
    """One key to which two sides gave different answers.

    Attributes:
        key: The dotted key, such as ``charges.0.amount``.
        theirs: What is in the file now; ``None`` where the key was removed.
        ours: What was to be saved; ``None`` where the key was removed.
    """

    key: str
    theirs: Any
    ours: Any


class Decided(NamedTuple):
    """A conflict, and whether our answer was chosen."""

    conflict: Conflict
    ours: bool


class Merged(msgspec.Struct, frozen=True):
    """Answers of both sides; where there are conflicts, ours stand in them.

    Attributes:
        answers: The answers.
        conflicts: What is still to be decided.
    """

    answers: Answers
    conflicts: tuple[Conflict, ...] = ()


def merge(
    base: Mapping[str, Any],
    theirs: Mapping[str, Any],
    ours: Mapping[str, Any],
    decided: Sequence[Decided] = (),
) -> Merged:
    """Return the answers of both sides.

    Args:
        base: What both sides began from.
        theirs: What the file holds now.
        ours: What is to be saved.
        decided: Conflicts that a person has decided.
    """
    merger = _Merger(tuple(decided))
    answers = merger.table("", base, theirs, ours)
    return Merged(answers, tuple(merger.conflicts))


_ABSENT: Final = None  # TOML has no null


class _Merger(msgspec.Struct):
    decided: tuple[Decided, ...]
    conflicts: list[Conflict] = msgspec.field(default_factory=list)

    def table(
        self,
        prefix: str,
        base: Mapping[str, Any],
        theirs: Mapping[str, Any],
        ours: Mapping[str, Any],
    ) -> Answers:
        result: Answers = {}
        for name in dict.fromkeys([*theirs, *ours]):
            key = f"{prefix}{name}"
            value = self.value(key, base.get(name), theirs.get(name), ours.get(name))
            if value is not _ABSENT and (value != {} or {} in (theirs.get(name), ours.get(name))):
                result[name] = value
        return result

    def value(self, key: str, base: Any, theirs: Any, ours: Any) -> Any:
        if ours in (theirs, base):
            return theirs
        if theirs == base:
            return ours
        present = [side for side in (base, theirs, ours) if side is not _ABSENT]
        if all(isinstance(side, Mapping) for side in present):
            return self.table(f"{key}.", base or {}, theirs or {}, ours or {})
        if all(isinstance(side, list) for side in present):
            if all(isinstance(row, Mapping) for side in present for row in side):
                return self.rows(key, base or [], theirs or [], ours or [])
            known = base or []
            if [*(theirs or [])][: len(known)] == known == [*(ours or [])][: len(known)]:
                return _joined(theirs or [], ours or [])
        return self.pick(Conflict(key, theirs, ours))

    def rows(self, key: str, base: list[Any], theirs: list[Any], ours: list[Any]) -> list[Any]:
        """Merge entry by entry; what either side added stands after the entry before it."""
        left, right = align(base, theirs), align(base, ours)
        result = _joined(left.added[0], right.added[0])
        for at, row in enumerate(base):
            name, one, other = f"{key}.{at}", left.entry(at), right.entry(at)
            if one is not _ABSENT and other is not _ABSENT:
                result.append(self.value(name, row, one, other))
            elif (one, other) != (_ABSENT, _ABSENT) and row not in (one, other):
                # Removed by one side, changed by the other.
                chosen = self.pick(Conflict(name, one, other))
                result += [] if chosen is _ABSENT else [chosen]
            result += _joined(left.added[at + 1], right.added[at + 1])
        return result

    def pick(self, conflict: Conflict) -> Any:
        for known in self.decided:
            if known.conflict == conflict:
                return conflict.ours if known.ours else conflict.theirs
        self.conflicts.append(conflict)
        return conflict.ours


class Aligned(NamedTuple):
    """The entries of a list, each beside the one that it became.

    Attributes:
        side: The list as it is now.
        places: Where each former entry stands in it; ``None`` where it was removed.
        added: New entries before the first former one, and after each.
    """

    side: Sequence[Any]
    places: list[int | None]
    added: list[list[Any]]

    def entry(self, at: int) -> Any:
        """Return what became of a former entry."""
        place = self.places[at]
        return _ABSENT if place is None else self.side[place]


def align(base: Sequence[Any], side: Sequence[Any]) -> Aligned:
    """Return where the entries of ``base`` stand in ``side``.

    One that was changed is taken for the entry in the same place between its unchanged neighbors.
    """
    import difflib  # only where two sides changed a list

    result = Aligned(side, [None] * len(base), [[] for _ in range(len(base) + 1)])
    matcher = difflib.SequenceMatcher(
        None, [_text(row) for row in base], [_text(row) for row in side], autojunk=False
    )
    for _, first, last, begin, end in matcher.get_opcodes():
        pairs = min(last - first, end - begin)
        result.places[first : first + pairs] = range(begin, begin + pairs)
        result.added[first + pairs] += side[begin + pairs : end]
    return result


def _joined(theirs: list[Any], ours: list[Any]) -> list[Any]:
    return [*theirs, *(row for row in ours if row not in theirs)]


def _text(row: Any) -> str:
    if isinstance(row, Mapping):
        return repr(sorted(row.items(), key=lambda item: item[0]))
    return repr(row)
