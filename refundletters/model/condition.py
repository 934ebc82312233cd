"""Conditions in data: a small, safe language for ``reason == 'unused' and not cancellation.on``.

Letters, questions, rules and evidence lists state in data when they apply. A condition is written
in a subset of Python's expression syntax: dotted names, text, numbers, ``true``/``false``, lists,
comparisons, ``in``, ``and``, ``or``, ``not``. Nothing is called and nothing is evaluated by Python.

A name without a value makes every comparison false, so what a case does not show counts as unmet.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

__all__ = ["Condition", "ConditionError", "look_up", "parse_condition"]


class ConditionError(ValueError):
    """The text is not a condition; the message says which part."""


_COMPARE: Final[dict[type[ast.cmpop], Callable[[Any, Any], bool]]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda left, right: left in right,
    ast.NotIn: lambda left, right: left not in right,
}
_WORDS: Final = {"true": True, "false": False}
_NAMES: Final = (ast.Name, ast.Attribute)


class Condition:
    """A parsed condition; call it with the names it may use."""

    __slots__ = ("_tree", "names", "text")

    text: str
    names: frozenset[str]

    def __init__(self, text: str) -> None:
        """Parse ``text``.

        Raises:
            ConditionError: It is not a condition.
        """
        try:
            tree = ast.parse(text.strip(), mode="eval").body
        except SyntaxError as error:
            msg = f"{text!r}: {error.msg}"
            raise ConditionError(msg) from error
        names: set[str] = set()
        _check(tree, text, names)
        self.text = text
        self.names = frozenset(names)
        self._tree = tree

    def __call__(self, scope: Mapping[str, Any]) -> bool:
        """Tell whether the condition holds for ``scope``; attributes and keys both count."""
        return bool(_value(self._tree, scope))

    def compared(self) -> Iterator[tuple[str, str]]:
        """Yield every name that is compared with a string, along with that string."""
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Compare):
                sides = (node.left, *node.comparators)
                names = [_dotted(side) for side in sides if isinstance(side, _NAMES)]
                for side in sides:
                    for name in names:
                        yield from ((name, text) for text in _texts(side))

    def possible(self, scope: Mapping[str, Any]) -> bool:
        """Tell whether the condition holds or could hold once more is known.

        A comparison with a name that has no value may turn out either way. A bare name is never
        undecided: it has a value or it has none.
        """
        return _truth(self._tree, scope) is not False


@lru_cache(maxsize=4096)
def parse_condition(text: str) -> Condition:
    """Return the condition written in ``text``; equal texts share one.

    Raises:
        ConditionError: It is not a condition.
    """
    return Condition(text)


def _check(node: ast.expr, text: str, names: set[str]) -> None:
    match node:
        case ast.BoolOp():
            children = node.values
        case ast.UnaryOp(op=ast.Not()):
            children = [node.operand]
        case ast.Compare() if all(type(op) in _COMPARE for op in node.ops):
            children = [node.left, *node.comparators]
        case ast.List() | ast.Tuple():
            children = node.elts
        case ast.Constant() if isinstance(node.value, str | int | float):
            return
        case ast.Name() | ast.Attribute():
            dotted = _dotted(node)
            if dotted not in _WORDS:
                names.add(dotted)
            return
        case _:
            msg = f"{text!r}: {ast.unparse(node)} is not allowed in a condition"
            raise ConditionError(msg)
    for child in children:
        _check(child, text, names)


def _texts(node: ast.expr) -> Iterator[str]:
    """Yield the strings that one side of a comparison is or lists."""
    for part in node.elts if isinstance(node, ast.List | ast.Tuple) else (node,):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    msg = f"{ast.unparse(node)} is not a dotted name"
    raise ConditionError(msg)


def _value(node: ast.expr, scope: Mapping[str, Any]) -> Any:
    match node:
        case ast.BoolOp(op=ast.And()):
            return all(_value(part, scope) for part in node.values)
        case ast.BoolOp():
            return any(_value(part, scope) for part in node.values)
        case ast.UnaryOp():
            return not _value(node.operand, scope)
        case ast.Compare():
            return _compare(node, scope)
        case ast.List() | ast.Tuple():
            return [_value(part, scope) for part in node.elts]
        case ast.Constant():
            return node.value
        case _:
            return look_up(_dotted(node), scope)


def _truth(node: ast.expr, scope: Mapping[str, Any]) -> bool | None:
    """Return the truth of a condition, ``None`` where it depends on what is not known yet."""
    match node:
        case ast.BoolOp():
            parts = [_truth(part, scope) for part in node.values]
            decides = isinstance(node.op, ast.Or)
            if decides in parts:
                return decides
            return None if None in parts else not decides
        case ast.UnaryOp():
            inner = _truth(node.operand, scope)
            return None if inner is None else not inner
        case ast.Compare():
            sides = [_value(side, scope) for side in (node.left, *node.comparators)]
            return None if None in sides else _compare(node, scope)
        case _:
            return bool(_value(node, scope))


def _compare(node: ast.Compare, scope: Mapping[str, Any]) -> bool:
    left = _value(node.left, scope)
    for op, right_node in zip(node.ops, node.comparators, strict=True):
        right = _value(right_node, scope)
        if left is None or right is None:
            return False
        try:
            if not _COMPARE[type(op)](left, right):
                return False
        except TypeError:
            return False
        left = right
    return True


def look_up(dotted: str, scope: Mapping[str, Any]) -> Any:
    """Return the value of a dotted name; ``None`` where it has none."""
    if dotted in _WORDS:
        return _WORDS[dotted]
    value: Any = scope
    for name in dotted.split("."):
        if isinstance(value, Mapping):
            value = value.get(name)
        else:
            value = getattr(value, name, getattr(value, f"{name}_", None))
        if value is None:
            return None
    return value
