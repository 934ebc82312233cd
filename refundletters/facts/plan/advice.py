"""Which rows of advice fit a case, and their sentences with the values of the case in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace

from refundletters.errors import TemplateError
from refundletters.facts.conditions import names_of_facts
from refundletters.facts.law.periods import Period
from refundletters.facts.plan.computed import computed_of
from refundletters.facts.types import Facts, Strength
from refundletters.messages import N_, Message, placeholders, say
from refundletters.model.closed_words import AdviceGroup
from refundletters.model.condition import look_up
from refundletters.model.values import Reason
from refundletters.packs.roots import Roots
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.advice import ADVICE, AdviceRow

__all__ = [
    "advice_about",
    "advice_for",
    "advice_names",
    "not_yet",
    "said",
    "sentences",
    "steps_today",
    "strength_of",
]

_SPANS: Final[Mapping[str, Message]] = {
    "days": Message(N_("%(count)s day"), {}, N_("%(count)s days"), "count"),
    "weeks": Message(N_("%(count)s week"), {}, N_("%(count)s weeks"), "count"),
    "months": Message(N_("%(count)s month"), {}, N_("%(count)s months"), "count"),
    "years": Message(N_("%(count)s year"), {}, N_("%(count)s years"), "count"),
    "business_days": Message(
        N_("%(count)s business day"), {}, N_("%(count)s business days"), "count"
    ),
}


def strength_of(facts: Facts) -> Strength:
    """Return how such requests usually go, and why.

    Raises:
        TemplateError: No row of advice fits, so a pack has taken the last one away.
    """
    names = advice_names(facts)
    for row in advice_for(facts, "strength", names):
        for why in sentences(row, names):
            if row.level is not None:
                return Strength(row.level, why)
    raise TemplateError(
        say("No row of advice says how such requests usually go."),
        say("Keep one row of the group strength that holds for every case."),
        file=ADVICE.folder,
    )


def steps_today(facts: Facts) -> tuple[Message, ...]:
    """Return what can be done today, in order."""
    return said(facts, "today", advice_names(facts))


def not_yet(facts: Facts) -> tuple[Message, ...]:
    """Return what should not be done yet."""
    return said(facts, "not_yet", advice_names(facts))


def advice_names(facts: Facts, **more: object) -> Mapping[str, Any]:
    """Return what the conditions and values of advice may see of a case.

    Args:
        facts: The case and what follows from it.
        more: Further names for one group: ``body`` or ``letter``.
    """
    return {**names_of_facts(facts), "computed": computed_of(facts), **more}


def said(facts: Facts, group: AdviceGroup, names: Mapping[str, Any]) -> tuple[Message, ...]:
    """Return the sentences of all rows of a group that fit a case.

    Args:
        facts: The case and what follows from it.
        group: The group.
        names: What conditions and values may see.
    """
    rows = advice_for(facts, group, names)
    return tuple(sentence for row in rows for sentence in sentences(row, names))


def advice_for(facts: Facts, group: AdviceGroup, names: Mapping[str, Any]) -> Iterator[AdviceRow]:
    """Yield the rows of a group that fit a case, in their order.

    Args:
        facts: The case and what follows from it.
        group: The group.
        names: What their conditions may see.
    """
    return (row for row in advice_about(facts, group) if row.when(names))


def advice_about(facts: Facts, group: AdviceGroup) -> Iterator[AdviceRow]:
    """Yield the rows of a group that are about the reason of a case, in their order."""
    yield from _rows_about(facts.roots.data, group, facts.case.reason)


def sentences(row: AdviceRow, names: Mapping[str, Any]) -> Iterator[Message]:
    """Yield the sentences of a row whose values are all known.

    Args:
        row: The row.
        names: What its values may name.
    """
    for text in (row.says, *row.more):
        values = {name: _value(look_up(row.values[name], names)) for name in placeholders(text)}
        if None not in values.values():
            yield Message(text, values)


@lru_cache(maxsize=1024)
def _rows_about(
    folders: tuple[Path, ...], group: AdviceGroup, reason: Reason | None
) -> tuple[AdviceRow, ...]:
    return tuple(
        row
        for row in _rows(folders)
        if row.group == group and (not row.reasons or reason in row.reasons)
    )


@lru_cache(maxsize=16)
def _rows(folders: tuple[Path, ...]) -> tuple[AdviceRow, ...]:
    rows = load_rows(Roots((), (), folders), ADVICE).values()
    return tuple(sorted(rows, key=lambda row: (row.order, row.id)))


def _value(value: Any) -> Any:
    return _span(value) if isinstance(value, Period) else value


def _span(period: Period) -> Message:
    """Return a period in words; rows of bodies use a single unit."""
    unit, count = next(
        (name, value) for name in period.__struct_fields__ if (value := getattr(period, name))
    )
    return replace(_SPANS[unit], fields={"count": count})
