"""What a rule is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Generic, Literal, TypeVar

from refundletters.messages import Message
from refundletters.model.document import Place

__all__ = ["NOWHERE", "Finding", "Problem", "Rule", "run"]

Subject = TypeVar("Subject")
NOWHERE: Final = Place()
Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """What one rule objects to in one place."""

    message: Message
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem with the rule that it breaks.

    Attributes:
        rule: Id of the rule.
        severity: ``error``, or ``warning`` where a reader should decide.
        message: What is wrong.
        reason: Why the rule exists.
        file: The file, relative to its pack; empty where it is about a letter as a whole.
        line: Its line, from 1; 0 where it is not known.
        where: The letter it was found in: document, kind, locale and case; empty for a file.
    """

    rule: str
    severity: Severity
    message: Message
    reason: Message
    file: str = ""
    line: int = 0
    where: str = ""


@dataclass(frozen=True, slots=True)
class Rule(Generic[Subject]):
    """A requirement and its check.

    Attributes:
        id: Its name, in the form ``group.what``.
        why: Why it has to hold.
        check: Yields what breaks it.
        severity: What breaking it means.
    """

    id: str
    why: Message
    check: Callable[[Subject], Iterator[Problem]]
    severity: Severity = "error"


def run(rules: Iterable[Rule[Subject]], subject: Subject, where: str = "") -> tuple[Finding, ...]:
    """Return what ``rules`` find in ``subject``, in the order of the rules."""
    return tuple(
        Finding(
            rule.id,
            rule.severity,
            problem.message,
            rule.why,
            problem.place.file,
            problem.place.line,
            where,
        )
        for rule in rules
        for problem in rule.check(subject)
    )
