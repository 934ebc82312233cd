"""The names a condition in data may use: the case's answers, signals, country and region."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from refundletters.facts.types import Facts, Signals
from refundletters.model.case import Case
from refundletters.model.condition import Condition, parse_condition

__all__ = ["is_true", "names_of", "names_of_facts"]


def names_of(case: Case, signals: Signals) -> Mapping[str, Any]:
    """Return the names that conditions may use: those of the case file, and ``signal``."""
    names = {name: getattr(case, name) for name in case.__struct_fields__}
    return {**names, "signal": signals}


def names_of_facts(facts: Facts) -> Mapping[str, Any]:
    """Return the names that conditions may use once the facts of a case are gathered."""
    return names_of(facts.case, facts.signals)


def is_true(condition: Condition | str, scope: Mapping[str, Any]) -> bool:
    """Tell whether ``condition`` holds.

    Raises:
        ConditionError: The text is not a condition.
    """
    parsed = parse_condition(condition) if isinstance(condition, str) else condition
    return parsed(scope)
