"""The sandbox of templates that are not ours: what they may print, call and filter with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, Final, TypeVar

from jinja2 import nodes
from jinja2.filters import FILTERS as DEFAULT_FILTERS
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from refundletters.letters.template_names import printable

__all__ = ["SAFE_FILTERS", "LetterEnvironment"]

T = TypeVar("T")

# The filters a letter may use; those that make text take nothing but words and numbers.
_FILTERS: Final = (
    *("first", "last", "length", "count", "list", "reverse", "unique", "sort", "min", "max", "sum"),
    *("reject", "rejectattr", "select", "selectattr", "map", "default", "d", "abs", "round", "int"),
)
_TEXT_FILTERS: Final = (
    *("join", "lower", "upper", "capitalize", "title", "trim", "replace", "escape", "e"),
)
_SHOWN: Final = "shown"


class LetterEnvironment(ImmutableSandboxedEnvironment):
    """A sandbox in which only plain words and numbers can be printed, never whole objects.

    An answer that nobody chose to print would otherwise reach a letter inside its table.
    """

    intercepted_binops = frozenset({"%"})

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse a template; what ``~`` joins is checked like what is printed."""
        tree = super()._parse(source, name, filename)
        for joined in tree.find_all(nodes.Concat):
            joined.nodes = [
                nodes.Filter(part, _SHOWN, [], [], None, None, lineno=part.lineno)
                for part in joined.nodes
            ]
        return tree

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Check what is inserted with ``%``."""
        if isinstance(left, str):
            for part in right.values() if isinstance(right, Mapping) else _parts(right):
                printable(part)
        return super().call_binop(context, operator, left, right)

    def wrap_str_format(self, value: Any) -> None:
        """Wrap nothing, so that ``format`` is refused below."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Refuse what would print an object by its own rules."""
        if isinstance(obj, str) and attr in ("format", "format_map"):
            return False
        return super().is_safe_attribute(obj, attr, value)


def _parts(value: Any) -> Iterable[Any]:
    return value if isinstance(value, tuple | list | set | frozenset) else (value,)


def _checked(call: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that makes text, and takes nothing else."""

    @wraps(call)
    def run(*given: Any, **named: Any) -> Any:
        for value in (*given, *named.values()):
            if not isinstance(value, EvalContext):
                for part in _parts(value):
                    printable(part)
        return call(*given, **named)

    return run


SAFE_FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    **{name: DEFAULT_FILTERS[name] for name in _FILTERS},
    **{name: _checked(DEFAULT_FILTERS[name]) for name in _TEXT_FILTERS},
    _SHOWN: printable,
}
"""The filters that a template of a pack may use, by name."""
