"""The names that a condition in data may use, taken from the case and its signals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from refundletters.model.case import Case
from refundletters.model.condition import Condition, ConditionError, parse_condition
from refundletters.model.signals import Signals
from refundletters.model.values import Table

__all__ = [
    "UnknownNameError",
    "UnknownWordError",
    "check_names",
    "fields_of",
    "is_table",
    "known_names",
    "read_condition",
    "type_of",
]

_SIGNAL: Final = "signal"
# A table that packs fill freely, and a field that is not a key of the file.
_FREE: Final = "extra"
_DERIVED: Final = "about"


class UnknownNameError(ConditionError):
    """A condition uses a name that no case has.

    Attributes:
        name: The name.
        more: The names that may be used there besides those of the case and its signals.
    """

    def __init__(self, name: str, more: tuple[str, ...] = ()) -> None:
        super().__init__(f"no case has {name}")
        self.name = name
        self.more = more


class UnknownWordError(ConditionError):
    """A condition compares a closed list of the case file with a word that is not in it.

    Attributes:
        name: The name that is compared.
        word: The word.
        allowed: The words of the list.
    """

    def __init__(self, name: str, word: str, allowed: tuple[str, ...]) -> None:
        super().__init__(f"{name} is never {word}")
        self.name = name
        self.word = word
        self.allowed = allowed


@lru_cache(maxsize=4096)
def read_condition(text: str) -> Condition:
    """Return the condition written in ``text``; equal texts share one.

    Raises:
        ConditionError: It is not a condition, or it could never hold: it uses a name that no case
            has, or compares one with a word that it never takes.
    """
    condition = parse_condition(text)
    check_names(condition, type_of)
    return condition


def check_names(
    condition: Condition, type_of: Callable[[str], Any], more: tuple[str, ...] = ()
) -> None:
    """Check that a condition could hold.

    Args:
        condition: The condition.
        type_of: Returns the type of a name, ``None`` where there is no such name.
        more: The names that may be used besides those of the case and its signals.

    Raises:
        UnknownNameError: It uses a name that does not exist.
        UnknownWordError: It compares a name with a word that it never takes.
    """
    for name in sorted(condition.names):
        if type_of(name) is None:
            raise UnknownNameError(name, more)
    for name, word in condition.compared():
        allowed = tuple(_literals(type_of(name)))
        if allowed and word not in allowed:
            raise UnknownWordError(name, word, allowed)


def known_names() -> Iterator[str]:
    """Yield every name that a condition may use, in the order of the case file."""
    yield from _names_of(Case, "")
    yield from (f"{_SIGNAL}.{name}" for name in Signals.__struct_fields__)


def _names_of(struct: type[Table], prefix: str) -> Iterator[str]:
    for name, hint in fields_of(struct).items():
        yield f"{prefix}{name}"
        inner = _struct_in(hint)
        if inner is not None:
            yield from _names_of(inner, f"{prefix}{name}.")


@lru_cache(maxsize=1024)
def type_of(name: str) -> Any:
    """Return the type of a name that conditions may use, ``None`` where there is no such name."""
    first, _, rest = name.partition(".")
    if first == _SIGNAL:
        return _signals().get(rest)
    return object if first == _FREE else _hint_of(name)


@lru_cache(maxsize=1)
def _signals() -> Mapping[str, Any]:
    return get_type_hints(Signals)


def is_table(name: str) -> bool:
    """Tell whether a name is a table of the case file with several entries."""
    hint = fields_of(Case).get(name)
    return hint is not None and _struct_in(hint) not in (None, hint)


def _hint_of(name: str) -> Any:
    """Return the type of a key of the case file, ``None`` where there is no such key."""
    struct: type[Table] | None = Case
    hint: Any = None
    for part in name.split("."):
        if struct is None or part not in fields_of(struct):
            return None
        hint = fields_of(struct)[part]
        struct = _struct_in(hint)
    return hint


def _literals(hint: Any) -> Iterator[str]:
    if get_origin(hint) is Literal:
        yield from (value for value in get_args(hint) if isinstance(value, str))
    else:
        for part in get_args(hint):
            yield from _literals(part)


@lru_cache(maxsize=64)
def fields_of(struct: type[Table]) -> Mapping[str, Any]:
    """Return the types of a table's fields by their names in the file."""
    hints = get_type_hints(struct)
    names = zip(struct.__struct_encode_fields__, struct.__struct_fields__, strict=True)
    return {key: hints[name] for key, name in names if name != _DERIVED}


def _struct_in(hint: Any) -> type[Table] | None:
    """Return the struct of ``hint``, or of its entries."""
    if isinstance(hint, type) and issubclass(hint, Table):
        return hint
    return next(filter(None, map(_struct_in, get_args(hint))), None)
