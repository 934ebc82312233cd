"""Which rows of advice fit a case, and their sentences with the values of the case in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, Final, TypeVar

from refundletters.errors import TemplateError
from refundletters.facts.conditions import is_true, names_of_facts
from refundletters.facts.law.dates import Period
from refundletters.facts.plan.computed import computed_of
from refundletters.facts.types import Facts, Strength
from refundletters.messages import N_, Message, placeholders, say
from refundletters.model.condition import look_up
from refundletters.packs.tables.advice import (
    AdviceRow,
    NotYet,
    StrengthAdvice,
    Today,
    advice_rows,
)

__all__ = ["advice_for", "advice_names", "not_yet", "sentences", "steps_today", "strength_of"]

Kind = TypeVar("Kind", bound=AdviceRow)

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
        TemplateError: No row fits, so a pack has taken the last one away.
    """
    names = advice_names(facts)
    for row in advice_for(facts, StrengthAdvice, names):
        for why in sentences(row, names):
            return Strength(row.level, why)
    raise TemplateError(
        say("No row of advice says how such requests usually go."),
        say("Keep one row of the group strength that holds for every case."),
        file="advice",
    )


def steps_today(facts: Facts) -> tuple[Message, ...]:
    """Return what can be done today, in order."""
    return _said(facts, Today)


def not_yet(facts: Facts) -> tuple[Message, ...]:
    """Return what should not be done yet."""
    return _said(facts, NotYet)


def advice_names(facts: Facts, **more: Any) -> Mapping[str, Any]:
    """Return what the conditions and values of advice may see of a case.

    Args:
        facts: The case and what follows from it.
        more: What some groups see besides, by name: ``body`` or ``letter``.
    """
    return {**names_of_facts(facts), "computed": computed_of(facts), **more}


def advice_for(facts: Facts, kind: type[Kind], names: Mapping[str, Any]) -> Iterator[Kind]:
    """Yield the rows of a kind that fit a case, in their order.

    Args:
        facts: The case and what follows from it.
        kind: The kind of rows.
        names: What their conditions may see.
    """
    for row in advice_rows(facts.roots, kind):
        if is_about(row, facts) and is_true(row.when, names):
            yield row


def is_about(row: AdviceRow, facts: Facts) -> bool:
    """Tell whether a row is about the reason of a case."""
    return not row.reasons or facts.case.reason in row.reasons


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


def _said(facts: Facts, kind: type[AdviceRow]) -> tuple[Message, ...]:
    names = advice_names(facts)
    return tuple(
        sentence for row in advice_for(facts, kind, names) for sentence in sentences(row, names)
    )


def _value(value: Any) -> Any:
    return _span(value) if isinstance(value, Period) else value


def _span(period: Period) -> Message:
    """Return a period in words; rows of bodies state one unit."""
    unit, count = next(
        (part.name, value) for part in fields(period) if (value := getattr(period, part.name))
    )
    return replace(_SPANS[unit], fields={"count": count})
