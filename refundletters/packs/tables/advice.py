"""Rows of advice: sentences of the plan, and the conditions under which they are said."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeVar

from msgspec import Struct, convert

from refundletters.model.values import Reason
from refundletters.packs.roots import Roots
from refundletters.packs.rows import load_rows

__all__ = [
    "AdviceRow",
    "BodyAdvice",
    "Check",
    "DocumentAdvice",
    "FirstCheck",
    "NotYet",
    "StrengthAdvice",
    "Today",
    "advice_rows",
]


class _Advice(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="group"):
    """What every row of advice states.

    Attributes:
        id: Its name; a nearer pack replaces the row of the same id.
        order: Its place in its group, smaller first.
        says: The sentence, translatable (``ui`` domain).
        more: Sentences that follow it.
        reasons: The reasons it is about; all where it is empty.
        when: The condition under which it is said.
        values: For each placeholder of the sentences, the name of what stands there. A sentence
            one of whose values is not known is left out.
    """

    id: str
    order: int
    says: str
    more: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    when: str = "true"
    values: Mapping[str, str] = {}


class StrengthAdvice(_Advice, frozen=True, kw_only=True, tag="strength"):
    """How requests like this one usually go; the first row that fits counts."""

    level: Literal["strong", "fair", "discretion"]


class Today(_Advice, frozen=True, kw_only=True, tag="today"):
    """Something to do today."""


class NotYet(_Advice, frozen=True, kw_only=True, tag="not_yet"):
    """Something that should not be done yet."""


class Check(_Advice, frozen=True, kw_only=True, tag="check"):
    """A doubt about the answer to ``key``.

    Attributes:
        key: The key of the answer.
        each: A table of the case file: the row is asked of each of its entries, for which the name
            of the table stands in conditions and values.
    """

    key: str
    each: str = ""


class FirstCheck(_Advice, frozen=True, kw_only=True, tag="first_check"):
    """Something to look at before the first message."""


class BodyAdvice(_Advice, frozen=True, kw_only=True, tag="body"):
    """What is said of a body outside the company and the bank."""


class DocumentAdvice(_Advice, frozen=True, kw_only=True, tag="document"):
    """Why a document may not be written; the first row that fits counts.

    Attributes:
        instead: Ids of documents that fit better.
    """

    instead: tuple[str, ...] = ()


AdviceRow = StrengthAdvice | Today | NotYet | Check | FirstCheck | BodyAdvice | DocumentAdvice

Kind = TypeVar("Kind", bound=AdviceRow)


def advice_rows(roots: Roots, kind: type[Kind]) -> tuple[Kind, ...]:
    """Return the rows of one kind, in their order."""
    return tuple(row for row in _rows(roots.data) if isinstance(row, kind))


@lru_cache(maxsize=16)
def _rows(folders: tuple[Path, ...]) -> tuple[AdviceRow, ...]:
    raw = load_rows(Roots((), (), folders), "advice").values()
    rows: list[AdviceRow] = [convert(dict(row), AdviceRow) for row in raw]
    return tuple(sorted(rows, key=lambda row: (row.order, row.id)))
