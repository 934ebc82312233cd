"""The names that advice may use and print, besides those that every condition may use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final, get_args, get_type_hints

from refundletters.model.computed import Computed
from refundletters.model.condition import Condition
from refundletters.model.money import Money
from refundletters.packs.tables.body import BodyRow
from refundletters.packs.tables.condition_names import check_names, fields_of, type_of
from refundletters.packs.tables.letter import LetterMeta
from refundletters.packs.tables.period import Event

__all__ = ["AdviceCondition", "names_of_advice", "type_in_advice"]

# Fields of a row that a condition about a body may use, and what the case adds to them.
_OF_BODY: Final = (
    *("name", "jurisdiction", "stage", "against", "first", "described", "local_only", "verified"),
)
_OF_CASE: Final[Mapping[str, Any]] = {
    "wait": object,
    "within": object,
    "counted_from": Event,
    "last_day": object,
    "is_over": bool,
    "open_now": bool,
}


class AdviceCondition(Condition):
    """A condition of a row of advice."""

    __slots__ = ()

    @staticmethod
    @lru_cache(maxsize=1024)
    def read(text: str) -> AdviceCondition:
        """Return the condition written in ``text``; equal texts share one.

        Raises:
            ConditionError: It is not a condition, or it could never hold.
        """
        condition = AdviceCondition(text)
        check_names(condition, type_in_advice, tuple(names_of_advice()))
        return condition


def type_in_advice(name: str) -> Any:
    """Return the type of a name that advice may use, ``None`` where there is no such name."""
    return _types().get(name) or type_of(name)


def names_of_advice() -> Iterator[str]:
    """Yield the names that only advice may use."""
    yield from _types()


@lru_cache(maxsize=1)
def _types() -> Mapping[str, Any]:
    body, letter = fields_of(BodyRow), fields_of(LetterMeta)
    found = {f"body.{name}": body[name] for name in _OF_BODY}
    found |= {f"body.{name}": hint for name, hint in _OF_CASE.items()}
    found |= {f"letter.{name}": hint for name, hint in letter.items()}
    for name, hint in get_type_hints(Computed).items():
        found[f"computed.{name}"] = hint
        if Money in (hint, *get_args(hint)):
            found |= {f"computed.{name}.{part}": object for part in Money.__struct_fields__}
    return MappingProxyType(found)
