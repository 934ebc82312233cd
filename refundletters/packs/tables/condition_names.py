"""The names that a condition in data may ask for, read off the case and its signals.

Advice may ask for more: what is computed from the case, and in two groups for the body or the
document at hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, get_args, get_type_hints

import msgspec

from refundletters.model.case import Case
from refundletters.model.computed import Computed
from refundletters.model.condition import Condition, ConditionError, parse_condition
from refundletters.model.money import Money
from refundletters.model.signals import Signals

__all__ = [
    "BODY",
    "LETTER",
    "AdviceCondition",
    "UnknownNameError",
    "is_known",
    "is_table",
    "known_names",
    "known_to_advice",
    "read_advice_condition",
    "read_condition",
]

_SIGNAL: Final = "signal"
# A table that a pack fills as it likes, and a field that is no key of the file.
_FREE: Final = "extra"
_DERIVED: Final = "about"

BODY: Final = (
    *("name", "jurisdiction", "stage", "against", "first", "wait", "within", "counted_from"),
    *("last_day", "is_over", "open_now", "local_only", "verified"),
)
"""What advice about a body may ask for, as ``body.NAME``."""
LETTER: Final = (
    *("id", "audience", "stage", "kinds", "gates"),
    *("reasons", "on_request", "on_request_goal"),
)
"""What advice about a document may ask for, as ``letter.NAME``."""


class UnknownNameError(ConditionError):
    """A condition asks for a name that no case has.

    Attributes:
        name: The name.
        more: The names that are known beside those of the case.
    """

    def __init__(self, name: str, more: frozenset[str] = frozenset()) -> None:
        super().__init__(f"no case has {name}")
        self.name = name
        self.more = more


class AdviceCondition(Condition):
    """A condition of a row of advice."""

    __slots__ = ()


@lru_cache(maxsize=4096)
def read_condition(text: str) -> Condition:
    """Return the condition written in ``text``; equal texts share one.

    Raises:
        ConditionError: It is not a condition, or it asks for a name that no case has.
    """
    condition = parse_condition(text)
    _check_names(condition, frozenset())
    return condition


@lru_cache(maxsize=4096)
def read_advice_condition(text: str) -> AdviceCondition:
    """Return the condition of a row of advice; equal texts share one.

    Raises:
        ConditionError: It is not a condition, or it asks for a name that advice does not see.
    """
    condition = AdviceCondition(text)
    _check_names(condition, known_to_advice())
    return condition


def _check_names(condition: Condition, more: frozenset[str]) -> None:
    for name in sorted(condition.names):
        if not is_known(name, more):
            raise UnknownNameError(name, more)


@lru_cache(maxsize=1)
def known_to_advice() -> frozenset[str]:
    """Return the names that advice may use beside those of the case and its signals."""
    found = [f"body.{name}" for name in BODY] + [f"letter.{name}" for name in LETTER]
    for name, hint in get_type_hints(Computed).items():
        found.append(f"computed.{name}")
        if Money in (hint, *get_args(hint)):
            found += (f"computed.{name}.{part}" for part in Money.__slots__)
    return frozenset(found)


def is_table(name: str) -> bool:
    """Tell whether a name is that of a table of the case file with several entries."""
    hint = _fields(Case).get(name)
    return hint is not None and hint is not _struct_in(hint) and _struct_in(hint) is not None


def known_names() -> Iterator[str]:
    """Yield every name that a condition may use, in the order of the case file."""
    yield from _names_of(Case, "")
    yield from (f"{_SIGNAL}.{name}" for name in Signals.__slots__)


def _names_of(struct: type[msgspec.Struct], prefix: str) -> Iterator[str]:
    for name, hint in _fields(struct).items():
        yield f"{prefix}{name}"
        inner = _struct_in(hint)
        if inner is not None:
            yield from _names_of(inner, f"{prefix}{name}.")


@lru_cache(maxsize=1024)
def is_known(name: str, more: frozenset[str] = frozenset()) -> bool:
    """Tell whether a name may be used; positions in it are passed over."""
    if name in more:
        return True
    first, *rest = (part for part in name.split(".") if not part.isdecimal())
    if first == _SIGNAL:
        return len(rest) == 1 and rest[0] in Signals.__slots__
    if first == _FREE:
        return True
    struct: type[msgspec.Struct] | None = Case
    for part in (first, *rest):
        if struct is None or part not in _fields(struct):
            return False
        struct = _struct_in(_fields(struct)[part])
    return True


@lru_cache(maxsize=64)
def _fields(struct: type[msgspec.Struct]) -> Mapping[str, Any]:
    """Return the types of a table's fields by their names in the file."""
    hints = get_type_hints(struct)
    names = zip(struct.__struct_encode_fields__, struct.__struct_fields__, strict=True)
    return {key: hints[name] for key, name in names if name != _DERIVED}


def _struct_in(hint: Any) -> type[msgspec.Struct] | None:
    """Return the struct that ``hint`` is, or that its entries are."""
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return hint
    return next(filter(None, map(_struct_in, get_args(hint))), None)
