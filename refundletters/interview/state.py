"""The state of an interview, and a question as it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from refundletters.packs.letters import LetterMeta
from refundletters.packs.setting import Setting
from refundletters.packs.tables.question import Choice, Question

__all__ = ["FRAME", "Asked", "Interview"]

FRAME: Final = (
    "goals",
    "country",
    "region",
    "sender.role",
    "service",
    "reason",
    "contract.renewal_shown",
    "cancellation.status",
    "freeze.in_force",
)
"""Questions whose answers are enough to assess a case and to recommend the next message."""

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Interview:
    """The state of an interview; every function of :mod:`.flow` returns a new one.

    Attributes:
        meta: The letter that is being prepared, or ``None`` for a look at a whole case.
        questions: All questions by id.
        answers: What was answered, in the shape of the case file.
        setting: Where letters and data lie, and the day for answers without ``as_of``.
        needs: Ids of questions that are needed besides those of the letter.
        wants: Ids of questions that are asked besides those of the letter and may be skipped.
        held: Answers by key that cannot stand alone and wait for the rest of their table.
        passed: Keys that were asked and left empty.
        history: Keys in the order in which they were answered, for going back.
        ahead: Keys that were gone back over, the nearest first, for going forward again.
        before: How many questions were asked before this interview was taken up again.
        chosen_at: How many questions had been asked when the letter was chosen; ``None`` where it
            was given from the start.
        likely: Id of the letter that is counted with as long as none is chosen; empty for none.
        focus: The key that is asked next, whatever else is open; empty for none.
        editing: Whether ``focus`` was chosen on the review screen.
        rows: How many entries of a table are wanted, where that is more than there are.
        opened: Ids of questions that a choice opened, such as the name of another service.
        brief: Whether the questions that may be skipped are left out.
        accepted: Contradictions by id of which the person said that both answers are right.
    """

    meta: LetterMeta | None
    questions: Mapping[str, Question]
    answers: Mapping[str, Any]
    setting: Setting
    needs: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()
    held: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)
    passed: frozenset[str] = frozenset()
    history: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()
    before: int = 0
    chosen_at: int | None = None
    likely: str = ""
    focus: str = ""
    editing: bool = False
    rows: Mapping[str, int] = field(default_factory=lambda: _NOTHING)
    opened: frozenset[str] = frozenset()
    brief: bool = False
    accepted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it is asked now.

    Attributes:
        question: The question.
        key: The key of the case file that the answer goes to, with positions.
        default: The present answer, or ``None``.
        choices: The choices of the question that apply.
        number: Its number among the questions so far, from 1.
        total: How many questions there are, as far as can be told now.
        needed: Whether the letter needs the answer.
        row: The position of the entry it belongs to, from 0; ``None`` outside tables.
        may_skip: Whether it may be left empty.
        may_be_unknown: Whether not knowing is an answer.
        may_go_back: Whether there is an earlier question or a review to return to.
        may_go_forward: Whether it was gone back to, and may be left as it is.
    """

    question: Question
    key: str
    default: Any
    choices: tuple[Choice, ...]
    number: int
    total: int
    needed: bool
    row: int | None
    may_skip: bool
    may_be_unknown: bool
    may_go_back: bool
    may_go_forward: bool = False
