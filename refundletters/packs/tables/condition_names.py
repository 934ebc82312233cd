"""The names that a condition in data may ask for, read off the case and its signals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

import msgspec

from refundletters.model.case import Case
from refundletters.model.condition import Condition, ConditionError, parse_condition
from refundletters.model.signals import Signals

__all__ = ["UnknownNameError", "UnknownWordError", "known_names", "read_condition"]

_SIGNAL: Final = "signal"
# A table that a pack fills as it likes, and a field that is no key of the file.
_FREE: Final = "extra"
_DERIVED: Final = "about"


class UnknownNameError(ConditionError):
    """A condition asks for a name that no case has.

    Attributes:
        name: The name.
    """

    def __init__(self, name: str) -> None:
        super().__init__(f"no case has {name}")
        self.name = name


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
        ConditionError: It is not a condition, or it could never hold: it asks for a name that no
            case has, or for a word that the name never takes.
    """
    condition = parse_condition(text)
    for name in sorted(condition.names):
        if not _is_known(name):
            raise UnknownNameError(name)
    for name, word in condition.compared():
        allowed = _words_of(name)
        if allowed and word not in allowed:
            raise UnknownWordError(name, word, allowed)
    return condition


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


def _is_known(name: str) -> bool:
    first, *rest = name.split(".")
    if first == _SIGNAL:
        return len(rest) == 1 and rest[0] in Signals.__slots__
    return first == _FREE or _hint_of(name) is not None


@lru_cache(maxsize=1024)
def _hint_of(name: str) -> Any:
    """Return the type of a key of the case file, ``None`` where there is no such key."""
    struct: type[msgspec.Struct] | None = Case
    hint: Any = None
    for part in name.split("."):
        if struct is None or part not in _fields(struct):
            return None
        hint = _fields(struct)[part]
        struct = _struct_in(hint)
    return hint


@lru_cache(maxsize=1024)
def _words_of(name: str) -> tuple[str, ...]:
    """Return the closed list of texts that a key takes; empty where it is open."""
    return tuple(_literals(_hint_of(name)))


def _literals(hint: Any) -> Iterator[str]:
    if get_origin(hint) is Literal:
        yield from (value for value in get_args(hint) if isinstance(value, str))
    else:
        for part in get_args(hint):
            yield from _literals(part)


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
