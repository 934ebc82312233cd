"""Convert TOML to rows: every row becomes its struct, or an error that says where and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from refundletters.errors import TemplateError
from refundletters.model.condition import Condition
from refundletters.packs.tables.base import R, RowKind

__all__ = ["convert", "problems_of", "rows_of"]

S = TypeVar("S", bound=msgspec.Struct)


def rows_of(content: Mapping[str, Any], kind: RowKind[R], path: Path) -> tuple[R, ...]:
    """Return the rows of one file.

    Args:
        content: The file as tomllib reads it.
        kind: What its rows are.
        path: The file, for errors.

    Raises:
        TemplateError: A row is wrong; names file, row, field, what is allowed and the nearest.
    """
    if not _has_rows_only(content, kind):
        for problem in problems_of(content, kind, path):
            raise problem
    rows = []
    for number, raw in enumerate(content.get(kind.array, ())):
        try:
            rows.append(_converted(raw, kind.row))
        except msgspec.ValidationError as error:
            from refundletters.packs.tables.problems import row_problem  # only where one is wrong

            raise row_problem(error, raw, kind, number, path) from error
    return tuple(rows)


def problems_of(
    content: Mapping[str, Any], kind: RowKind[Any], path: Path
) -> Iterator[TemplateError]:
    """Yield what is wrong in one file, at most one error for each row."""
    from refundletters.packs.tables.problems import row_problem, table_problems

    yield from table_problems(content, kind, path)
    rows = content.get(kind.array, [])
    for number, raw in enumerate(rows if isinstance(rows, list) else ()):
        try:
            _converted(raw, kind.row)
        except msgspec.ValidationError as error:
            yield row_problem(error, raw, kind, number, path)


def convert(content: Mapping[str, Any], struct: type[S], path: Path) -> S:
    """Return a file that is one table, such as a ``letter.toml``.

    Raises:
        TemplateError: It is wrong; names the file, the field, what is allowed and the nearest.
    """
    try:
        return _converted(content, struct)
    except msgspec.ValidationError as error:
        from refundletters.packs.tables.problems import file_problem

        raise file_problem(error, content, struct, path) from error


def _converted(raw: object, struct: type[S]) -> S:
    row = msgspec.convert(raw, struct, dec_hook=_decode)
    check: Callable[[], None] | None = getattr(row, "check", None)
    if check is not None:
        try:
            check()
        except ValueError as error:  # what a row raises whose fields contradict each other
            raise msgspec.ValidationError(str(error)) from error
    return row


def _decode(kind: type, value: Any) -> Any:
    """Convert the fields that TOML has no type for."""
    if not issubclass(kind, Condition):
        msg = f"no row has fields of the type {kind}"
        raise NotImplementedError(msg)  # what msgspec expects for a type that cannot be converted
    if not isinstance(value, str):
        msg = f"Expected a condition as text, got `{type(value).__name__}`"
        raise TypeError(msg)
    # A kind of condition that may use more names than others has its own parser.
    read: Callable[[str], Condition] | None = getattr(kind, "read", None)
    if read is not None:
        return read(value)
    # The names of a case take the longest to import, and rows of services need none.
    from refundletters.packs.tables.condition_names import read_condition

    return read_condition(value)


def _has_rows_only(content: Mapping[str, Any], kind: RowKind[Any]) -> bool:
    """Tell whether a file holds its array of rows and nothing else, with each id once."""
    rows = content.get(kind.array, [])
    if not content.keys() <= {kind.array} or not isinstance(rows, list):
        return False
    ids = [raw.get("id") for raw in rows if isinstance(raw, Mapping)]
    return len(ids) == len(set(map(str, ids)))
