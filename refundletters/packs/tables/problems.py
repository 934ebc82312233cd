"""Turn a row that does not fit its struct into an error that says how to fix it.

msgspec says in English what it found and at which path; the path leads to the struct, and the
struct to what would be allowed.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import inspect as info

from refundletters.errors import TemplateError
from refundletters.messages import Message, say
from refundletters.packs.tables.base import FieldError, RowKind
from refundletters.packs.tables.condition_names import (
    UnknownNameError,
    UnknownWordError,
    known_names,
)
from refundletters.patterns import lazy_pattern

__all__ = ["file_problem", "row_problem", "table_problems"]

_PLACE: Final = lazy_pattern(
    r"^(?P<what>.*?)(?: - at (?P<key>`key` in )?`\$\.?(?P<path>.*)`)?$", re.DOTALL
)
_UNKNOWN: Final = lazy_pattern(r"^Object contains unknown field `(?P<name>.*)`$")
_MISSING: Final = lazy_pattern(r"^Object missing required field `(?P<name>.*)`$")
_CLOSED: Final = lazy_pattern(r"^Invalid enum value ")
_INDEX: Final = lazy_pattern(r"\[\d+\]$")


def row_problem(
    error: msgspec.ValidationError, raw: object, kind: RowKind[Any], number: int, path: Path
) -> TemplateError:
    """Return the error for a row that msgspec refused.

    Args:
        error: What msgspec says.
        raw: The row.
        kind: What it should be.
        number: Its position in the file, from 0.
        path: The file.
    """
    id = raw.get("id") if isinstance(raw, Mapping) else None
    row = id if isinstance(id, str) and id else f"{kind.array} {number + 1}"
    return _problem(error, raw, kind.row, path, row, _Source(path, kind.array, number))


def file_problem(
    error: msgspec.ValidationError, raw: object, struct: type[msgspec.Struct], path: Path
) -> TemplateError:
    """Return the error for a file that is one table."""
    return _problem(error, raw, struct, path, path.parent.name, _Source(path))


def table_problems(
    content: Mapping[str, Any], kind: RowKind[Any], path: Path
) -> Iterator[TemplateError]:
    """Yield an error for each name in a file that is not its array of rows, and each duplicate."""
    for name in content:
        if name != kind.array:
            yield _unknown_table(name, kind, path)
    rows = content.get(kind.array, [])
    if not isinstance(rows, list):
        yield _not_rows(kind, path)
        return
    seen = set()
    for raw in rows:
        id = raw.get("id") if isinstance(raw, Mapping) else None
        if isinstance(id, str) and id in seen:
            yield _duplicate_row(id, path)
        seen.add(str(id))


def _unknown_table(name: str, kind: RowKind[Any], path: Path) -> TemplateError:
    return TemplateError(
        say("%(file)s has %(name)s in it, which is not read.", file=_name(path), name=name),
        say("Its rows are called [[%(name)s]].", name=kind.array),
        file=str(path),
        line=_Source(path).line(name),
        field=name,
    )


def _not_rows(kind: RowKind[Any], path: Path) -> TemplateError:
    return TemplateError(
        say("%(name)s in %(file)s is not a list of rows.", file=_name(path), name=kind.array),
        say("Its rows are called [[%(name)s]].", name=kind.array),
        file=str(path),
        line=_Source(path).line(kind.array),
        field=kind.array,
    )


def _duplicate_row(id: str, path: Path) -> TemplateError:
    return TemplateError(
        say("%(file)s has two rows with the id %(id)s.", file=_name(path), id=id),
        say("Give each row an id of its own."),
        file=str(path),
        row=id,
        field="id",
    )


def _problem(
    error: msgspec.ValidationError,
    raw: object,
    struct: type[msgspec.Struct],
    path: Path,
    row: str,
    source: _Source,
) -> TemplateError:
    found = _PLACE.match(str(error))
    what, at = (str(error), "") if found is None else (found["what"], found["path"] or "")
    is_key = found is not None and bool(found["key"])
    name = _UNKNOWN.match(what) or _MISSING.match(what)
    inner = name["name"] if name else _closed_word(what) if is_key and _CLOSED.match(what) else ""
    field = ".".join(filter(None, (at, inner)))
    if isinstance(error.__cause__, FieldError):  # about one field, found once all fields were read
        at = field = error.__cause__.field
    message, remedy = _sentences(error, what, at, field, raw, struct, path, row, is_key=is_key)
    return TemplateError(
        message, remedy, file=str(path), line=source.line(field), row=row, field=field
    )


def _sentences(
    error: msgspec.ValidationError,
    what: str,
    at: str,
    field: str,
    raw: object,
    struct: type[msgspec.Struct],
    path: Path,
    row: str,
    *,
    is_key: bool,
) -> tuple[Message, Message | None]:
    place = {"file": _name(path), "row": row, "field": field}
    if (name := _UNKNOWN.match(what)) is not None:
        message = say("%(file)s: the row %(row)s has an unknown field %(field)s.", **place)
        return message, _allowed(name["name"], _fields_of(_type_at(struct, at)))
    if _MISSING.match(what):
        return say("%(file)s: the row %(row)s has no field %(field)s.", **place), None
    cause = error.__cause__.cause if isinstance(error.__cause__, FieldError) else error.__cause__
    if isinstance(cause, UnknownNameError | UnknownWordError):
        return _about_condition(cause, place)
    if _CLOSED.match(what):
        value = _closed_word(what)
        message = say(
            "%(file)s: the field %(field)s of the row %(row)s cannot be %(value)s.",
            **place,
            value=value,
        )
        return message, _allowed(value, _values_of(_type_at(struct, at), key=is_key))
    message = say(
        "%(file)s: the field %(field)s of the row %(row)s is wrong: %(detail)s.",
        **place,
        detail=_with_value(what, _value_at(raw, at)),
    )
    return message, None


def _about_condition(
    cause: UnknownNameError | UnknownWordError, place: Mapping[str, str]
) -> tuple[Message, Message | None]:
    if isinstance(cause, UnknownNameError):
        message = say(
            "%(file)s: the row %(row)s asks in %(field)s for %(name)s, which no case has.",
            **place,
            name=cause.name,
        )
        return message, _allowed(cause.name, (*known_names(), *cause.more), every=False)
    message = say(
        "%(file)s: the row %(row)s compares %(name)s in %(field)s with %(value)s, which it "
        "never is.",
        **place,
        name=cause.name,
        value=cause.word,
    )
    return message, _allowed(cause.word, cause.allowed)


def _closed_word(what: str) -> str:
    return what.removeprefix("Invalid enum value ").strip("'")


def _with_value(what: str, value: object) -> str:
    shown = value if isinstance(value, str | int | float | bool) else None
    return what if shown is None or str(shown) in what else f"{what}: {str(shown)[:60]!r}"


def _allowed(name: str, allowed: Sequence[str], *, every: bool = True) -> Message | None:
    nearest = difflib.get_close_matches(name, allowed, n=1, cutoff=0.5)
    names = ", ".join(allowed)
    if nearest and every:
        return say("Did you mean %(nearest)s? Allowed: %(names)s.", nearest=nearest[0], names=names)
    if nearest:
        return say("Did you mean %(nearest)s?", nearest=nearest[0])
    return say("Allowed: %(names)s.", names=names) if every and names else None


def _type_at(struct: type[msgspec.Struct], at: str) -> info.Type:
    """Return the type at a path such as ``deadline.from`` or ``reasons[2]``."""
    kind: info.Type = info.type_info(struct)
    for part in filter(None, at.split(".")):
        name = part.partition("[")[0]
        if name:
            kind = next(
                (
                    field.type
                    for inner in _plain(kind)
                    if isinstance(inner, info.StructType)
                    for field in inner.fields
                    if field.encode_name == name
                ),
                info.AnyType(),
            )
        for _ in range(part.count("[")):
            kind = next(filter(None, map(_item, _plain(kind))), info.AnyType())
    return kind


def _plain(kind: info.Type) -> tuple[info.Type, ...]:
    """Return the types that ``kind`` may be, without ``None`` and metadata."""
    if isinstance(kind, info.Metadata):
        return _plain(kind.type)
    if isinstance(kind, info.UnionType):
        return tuple(inner for part in kind.types for inner in _plain(part))
    return (kind,)


def _item(kind: info.Type) -> info.Type | None:
    if isinstance(kind, info.VarTupleType | info.ListType):
        return kind.item_type
    return kind.value_type if isinstance(kind, info.DictType) else None


def _fields_of(kind: info.Type) -> tuple[str, ...]:
    return tuple(
        field.encode_name
        for inner in _plain(kind)
        if isinstance(inner, info.StructType)
        for field in inner.fields
    )


def _values_of(kind: info.Type, *, key: bool) -> tuple[str, ...]:
    """Return the closed words that ``kind`` allows, or that its keys allow."""
    return tuple(
        str(value)
        for inner in _plain(kind)
        for part in _plain(inner.key_type if key and isinstance(inner, info.DictType) else inner)
        if isinstance(part, info.LiteralType)
        for value in part.values
    )


def _value_at(raw: object, at: str) -> object:
    value = raw
    for part in filter(None, re.split(r"[.\[\]]", at)):
        if isinstance(value, Mapping):
            value = value.get(part)
        elif isinstance(value, list) and part.isdecimal() and int(part) < len(value):
            value = value[int(part)]
        else:
            return None
    return value


def _name(path: Path) -> str:
    """Return what people call a file: with its folder, as in ``rules/DE.toml``."""
    return f"{path.parent.name}/{path.name}"


class _Source:
    """The text of a file, to find the line that an error is about."""

    def __init__(self, path: Path, array: str = "", number: int = 0) -> None:
        self._path = path
        self._array = array
        self._number = number

    def line(self, field: str) -> int:
        """Return the line of ``field``, else that of its row; 0 for none."""
        try:
            lines = self._path.read_text(encoding="utf-8").splitlines()
        except OSError:  # gone meanwhile; the problem is told without its line
            return 0
        start, stop = self._rows(lines)
        names = [re.escape(_INDEX.sub("", part)) for part in field.split(".")]
        for count in range(len(names), 0, -1):
            written = re.compile(rf"(?:^|[\s{{,.\[]){names[count - 1]}\s*(?:[=.\]]|$)")
            for number in range(start, stop):
                if written.search(lines[number]):
                    return number + 1
        return start + 1 if self._array else 0

    def _rows(self, lines: Iterable[str]) -> tuple[int, int]:
        lines = list(lines)
        if not self._array:
            return 0, len(lines)
        heads = [n for n, line in enumerate(lines) if line.strip().startswith(f"[[{self._array}]]")]
        if self._number >= len(heads):
            return 0, len(lines)
        later = heads[self._number + 1 :]
        return heads[self._number], later[0] if later else len(lines)
