"""Conditions in data: a small, safe language for ``reason == 'unused' and not cancellation.on``.

Letters, questions, rules and evidence lists state in data when they apply. A condition is written
in a subset of Python's expression syntax: dotted names, text, numbers, ``true``/``false``, lists,
comparisons, ``in``, ``and``, ``or``, ``not``. Nothing is called and nothing is evaluated by Python.

A name without a value makes every comparison false, so what a case does not show counts as unmet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from refundletters.model.condition_tree import COMPARISONS, WORDS, Evaluate, Tree, evaluator

if TYPE_CHECKING:
    import ast

__all__ = ["Condition", "ConditionError", "look_up", "parse_condition"]


class ConditionError(ValueError):
    """The text is not a condition; the message says which part."""


class Condition:
    """A parsed condition; call it with the names it may use."""

    __slots__ = ("_evaluate", "_tree", "names", "text")

    text: str
    names: frozenset[str]

    def __init__(self, text: str) -> None:
        """Parse ``text``.

        Raises:
            ConditionError: It is not a condition.
        """
        self.text = text
        self._tree = ("name", text) if text in WORDS else _tree_of(text)
        self.names = frozenset(_names(self._tree))
        self._evaluate: Evaluate | None = None

    def __reduce__(self) -> tuple[Callable[..., Condition], tuple[Any, ...]]:
        """Keep it parsed: what a wheel holds is not parsed again."""
        return _restored, (type(self), self.text, self._tree, sorted(self.names))

    def __call__(self, scope: Mapping[str, Any]) -> bool:
        """Tell whether the condition holds for ``scope``; attributes and keys both count."""
        evaluate = self._evaluate
        if evaluate is None:
            evaluate = self._evaluate = evaluator(self._tree)
        return bool(evaluate(scope))

    def compared(self) -> Iterator[tuple[str, str]]:
        """Yield every name that is compared with a string, along with that string."""
        for left, *pairs in _comparisons(self._tree):
            sides = (left, *(right for _, right in pairs))
            names = [side[1] for side in sides if side[0] == "name"]
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


def _restored(kind: type[Condition], text: str, tree: Tree, names: list[str]) -> Condition:
    if kind is Condition and text in WORDS:
        return parse_condition(text)  # those two are compared by identity
    condition = kind.__new__(kind)
    condition.text, condition._tree, condition.names = text, tree, frozenset(names)
    condition._evaluate = None
    return condition


def _tree_of(text: str) -> Tree:
    import ast  # costs more than a hundred conditions that are parsed already

    try:
        return _parsed(ast.parse(text.strip(), mode="eval").body, text)
    except SyntaxError as error:
        msg = f"{text!r}: {error.msg}"
        raise ConditionError(msg) from error


def _parsed(node: ast.expr, text: str) -> Tree:
    import ast

    match node:
        case ast.BoolOp():
            parts = [_parsed(part, text) for part in node.values]
            return ("and" if isinstance(node.op, ast.And) else "or", *parts)
        case ast.UnaryOp(op=ast.Not()):
            return ("not", _parsed(node.operand, text))
        case ast.Compare() if all(type(op).__name__ in COMPARISONS for op in node.ops):
            pairs = zip(node.ops, node.comparators, strict=True)
            compared = [(type(op).__name__, _parsed(right, text)) for op, right in pairs]
            return ("compare", _parsed(node.left, text), *compared)
        case ast.List() | ast.Tuple():
            return ("list", *(_parsed(part, text) for part in node.elts))
        case ast.Constant() if isinstance(node.value, str | int | float):
            return ("value", node.value)
        case ast.Name() | ast.Attribute():
            return ("name", _dotted(node))
        case _:
            msg = f"{text!r}: {ast.unparse(node)} is not allowed in a condition"
            raise ConditionError(msg)


def _dotted(node: ast.expr) -> str:
    import ast

    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    msg = f"{ast.unparse(node)} is not a dotted name"
    raise ConditionError(msg)


def _names(tree: Tree) -> Iterator[str]:
    if tree[0] == "name":
        if tree[1] not in WORDS:
            yield tree[1]
        return
    for part in _parts(tree):
        yield from _names(part)


def _parts(tree: Tree) -> tuple[Tree, ...]:
    """Return the operands of a tree that are trees themselves."""
    match tree[0]:
        case "name" | "value":
            return ()
        case "compare":
            return (tree[1], *(right for _, right in tree[2:]))
        case _:
            return tree[1:]


def _comparisons(tree: Tree) -> Iterator[Tree]:
    """Yield the operands of every comparison, the outer one first."""
    waiting = [tree]
    while waiting:
        part = waiting.pop(0)
        if part[0] == "compare":
            yield part[1:]
        waiting += _parts(part)


def _texts(tree: Tree) -> Iterator[str]:
    """Yield the strings that one side of a comparison is or lists."""
    for part in tree[1:] if tree[0] == "list" else (tree,):
        if part[0] == "value" and isinstance(part[1], str):
            yield part[1]


def _truth(tree: Tree, scope: Mapping[str, Any]) -> bool | None:
    """Return the truth of a condition, ``None`` where it depends on what is not known yet."""
    match tree[0]:
        case "and" | "or":
            parts = [_truth(part, scope) for part in tree[1:]]
            decides: bool = tree[0] == "or"
            if decides in parts:
                return decides
            return None if None in parts else not decides
        case "not":
            inner = _truth(tree[1], scope)
            return None if inner is None else not inner
        case "compare":
            sides = [evaluator(side)(scope) for side in _parts(tree)]
            return None if None in sides else bool(evaluator(tree)(scope))
        case _:
            return bool(evaluator(tree)(scope))


def look_up(dotted: str, scope: Mapping[str, Any]) -> Any:
    """Return the value of a dotted name; ``None`` where it has none."""
    return evaluator(("name", dotted))(scope)
