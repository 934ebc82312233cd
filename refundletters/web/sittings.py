"""What the page remembers between two requests; losing it costs nobody an answer.

Answers are kept by the store, at once. Here is only which questions were left empty, which
contradictions were settled, and the bank's file somebody is picking charges from.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from refundletters.interview.state import Interview

if TYPE_CHECKING:
    from refundletters.statements.values import Known, Statement

__all__ = ["Sitting", "Sittings", "UploadedStatement"]

_MOST: Final = 32
_NO_ROWS: Final[Mapping[str, Any]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class UploadedStatement:
    """A bank's file in memory, with what is known about it and what it holds."""

    content: bytes = field(repr=False)
    known: Known
    statement: Statement = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sitting:
    """One case as somebody is working on it.

    Attributes:
        passed: Keys that were asked and left empty.
        opened: Ids of questions that a choice opened.
        rows: How many entries of a table are wanted.
        accepted: Contradictions of which the person said that both answers are right.
        pages: The keys asked on each page so far, for going back.
        bank: The bank's file that charges are picked from.
    """

    passed: frozenset[str] = frozenset()
    opened: frozenset[str] = frozenset()
    rows: Mapping[str, Any] = field(default_factory=lambda: _NO_ROWS)
    accepted: frozenset[str] = frozenset()
    pages: tuple[str, ...] = ()
    bank: UploadedStatement | None = None

    def resumed(self, interview: Interview) -> Interview:
        """Return an interview as it stood at the last request."""
        return replace(
            interview,
            passed=interview.passed | self.passed,
            opened=self.opened,
            rows=self.rows,
            accepted=self.accepted,
        )

    def after(self, interview: Interview) -> Sitting:
        """Return the sitting once answers were taken."""
        return replace(
            self,
            passed=interview.passed,
            opened=interview.opened,
            rows=interview.rows,
            accepted=interview.accepted,
        )


class Sittings:
    """The sittings of the cases worked on last; older ones are dropped."""

    def __init__(self) -> None:
        self._by_case: OrderedDict[str, Sitting] = OrderedDict()

    def of(self, case: str) -> Sitting:
        """Return the sitting of a case; an empty one where there is none."""
        return self._by_case.get(case, Sitting())

    def put(self, case: str, sitting: Sitting) -> None:
        """Remember a sitting; only one case at a time keeps its bank's file."""
        if sitting.bank is not None:
            for name, other in self._by_case.items():
                self._by_case[name] = replace(other, bank=None)
        self._by_case[case] = sitting
        self._by_case.move_to_end(case)
        while len(self._by_case) > _MOST:
            self._by_case.popitem(last=False)

    def forget(self, case: str) -> None:
        """Drop the sitting of a case."""
        self._by_case.pop(case, None)
