"""What a parsed condition does: its tree as functions, made once and called for every case."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

__all__ = ["COMPARISONS", "WORDS", "Evaluate", "Tree", "evaluator"]

# A condition as nested tuples: an operator, then its operands.
#   ("and", part, …) ("or", part, …) ("not", part) ("list", part, …) ("value", constant)
#   ("name", dotted) ("compare", left, (operator, right), …)
Tree = tuple[Any, ...]
Evaluate = Callable[[Mapping[str, Any]], Any]

# The names are those of Python's syntax tree.
COMPARISONS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "Eq": operator.eq,
    "NotEq": operator.ne,
    "Lt": operator.lt,
    "LtE": operator.le,
    "Gt": operator.gt,
    "GtE": operator.ge,
    "In": lambda left, right: left in right,
    "NotIn": lambda left, right: left not in right,
}
_MISS: Final = object()
WORDS: Final = {"true": True, "false": False}


@lru_cache(maxsize=8192)
def evaluator(tree: Tree) -> Evaluate:
    """Return the function that a tree is: from what is in scope to its value."""
    match tree[0]:
        case "and":
            return _all(tuple(map(evaluator, tree[1:])))
        case "or":
            return _any(tuple(map(evaluator, tree[1:])))
        case "not":
            inner = evaluator(tree[1])
            return lambda scope: not inner(scope)
        case "compare":
            return _comparison(evaluator(tree[1]), tree[2:])
        case "list":
            return _list(tree[1:])
        case "value":
            constant = tree[1]
            return lambda _: constant
        case _:
            return _name(tree[1])


def _all(parts: Sequence[Evaluate]) -> Evaluate:
    def every(scope: Mapping[str, Any]) -> bool:
        for part in parts:  # noqa: SIM110 - a generator takes longer than the conditions
            if not part(scope):
                return False
        return True

    return every


def _any(parts: Sequence[Evaluate]) -> Evaluate:
    def some(scope: Mapping[str, Any]) -> bool:
        for part in parts:  # noqa: SIM110 - as above
            if part(scope):
                return True
        return False

    return some


def _list(trees: Sequence[Tree]) -> Evaluate:
    parts = tuple(map(evaluator, trees))
    if all(tree[0] == "value" for tree in trees):
        constants = [tree[1] for tree in trees]
        return lambda _: constants
    return lambda scope: [part(scope) for part in parts]


def _comparison(first: Evaluate, pairs: Sequence[tuple[str, Tree]]) -> Evaluate:
    compared = tuple((COMPARISONS[name], evaluator(tree)) for name, tree in pairs)

    def holds(scope: Mapping[str, Any]) -> bool:
        left = first(scope)
        for compare, value in compared:
            right = value(scope)
            if left is None or right is None:
                return False
            try:
                if not compare(left, right):
                    return False
            except TypeError:
                return False
            left = right
        return True

    return holds


def _name(dotted: str) -> Evaluate:
    if dotted in WORDS:
        word = WORDS[dotted]
        return lambda _: word
    # A field that is a keyword of Python has a line after its name.
    names = tuple((name, f"{name}_") for name in dotted.split("."))

    def value_of(scope: Mapping[str, Any]) -> Any:
        value: Any = scope
        for name, other in names:
            if _is_mapping(value.__class__):
                value = value.get(name)
            else:
                found = getattr(value, name, _MISS)
                value = getattr(value, other, None) if found is _MISS else found
            if value is None:
                return None
        return value

    return value_of


@lru_cache(maxsize=256)
def _is_mapping(kind: type) -> bool:
    return issubclass(kind, Mapping)
