"""The fields of every kind of row as tables of Markdown, from the structs; see docs/data.md."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec
from msgspec import inspect as info

from refundletters.model.condition import Condition
from refundletters.packs.questions import QUESTIONS
from refundletters.packs.tables.kinds import KINDS
from refundletters.packs.tables.letter import LetterMeta

__all__ = ["fields_without_meaning", "reference"]

# Longer lists of words are shortened; the schema of each kind has them all.
_MOST_WORDS: Final = 8
_SCALARS: Final[dict[type[info.Type], str]] = {
    info.StrType: "text",
    info.IntType: "whole number",
    info.FloatType: "number",
    info.BoolType: "true or false",
    info.DateType: "day",
}


def reference() -> str:
    """Return the reference of all rows: one table for each struct, in the order of first use."""
    roots = {f"data/{kind.folder}/*.toml, `[[{kind.array}]]`": kind.row for kind in KINDS.values()}
    roots["templates/questions.toml, `[[question]]`"] = QUESTIONS.row
    roots["templates/letters/NAME/letter.toml"] = LetterMeta
    done: set[type] = set()
    lines: list[str] = []
    for title, struct in roots.items():
        lines += [f"### {title}", ""]
        for inner in _structs(info.type_info(struct)):
            if inner.cls not in done:
                done.add(inner.cls)
                lines += [*_table(inner, is_part=inner.cls is not struct), ""]
    return "\n".join(lines).rstrip() + "\n"


def _structs(kind: info.Type) -> Iterator[info.StructType]:
    """Yield the structs in a type, the outer one first, without duplicates."""
    seen: set[type] = set()
    waiting = [kind]
    while waiting:
        part = waiting.pop(0)
        if isinstance(part, info.Metadata):
            waiting.append(part.type)
        elif isinstance(part, info.UnionType):
            waiting += part.types
        elif isinstance(part, info.VarTupleType):
            waiting.append(part.item_type)
        elif isinstance(part, info.DictType):
            waiting.append(part.value_type)
        elif isinstance(part, info.StructType) and part.cls not in seen:
            seen.add(part.cls)
            yield part
            waiting += [field.type for field in part.fields]


def _table(struct: info.StructType, *, is_part: bool) -> Iterator[str]:
    about = (struct.cls.__doc__ or "").strip().partition("\n")[0]
    yield f"**{struct.cls.__name__}**: {about}" if is_part else about
    yield ""
    yield "| field | type | if left out | meaning |"
    yield "|---|---|---|---|"
    for field in struct.fields:
        meaning = _description(field.type).replace("|", "\\|")
        default = _default(field)
        yield f"| `{field.encode_name}` | {_type(field.type)} | {default} | {meaning} |"


def _description(kind: info.Type) -> str:
    if isinstance(kind, info.Metadata):
        schema = kind.extra_json_schema or {}
        return str(schema.get("description", "")) or _description(kind.type)
    if isinstance(kind, info.UnionType):
        return next(filter(None, map(_description, kind.types)), "")
    return ""


def _default(field: info.Field) -> str:
    if field.required:
        return "needed"
    default = field.default
    if default is msgspec.NODEFAULT and field.default_factory is not msgspec.NODEFAULT:
        default = field.default_factory()
    match default:
        case bool():
            return f"`{str(default).lower()}`"
        case Condition():
            return f"`{default.text}`"
        case int() | str() if default:
            return f"`{default}`"
        case ("company", "bank"):
            return "both"
        case _:
            return "none"


def _type(kind: info.Type) -> str:
    match kind:
        case info.Metadata():
            return _type(kind.type)
        case info.UnionType():
            parts = [part for part in kind.types if not isinstance(part, info.NoneType)]
            return " or ".join(dict.fromkeys(filter(None, map(_type, parts))))
        case info.LiteralType():
            return _words(kind)
        case info.VarTupleType():
            return f"list of {_type(kind.item_type)}"
        case info.TupleType():
            return f"{len(kind.item_types)} of {_type(kind.item_types[0])}"
        case info.DictType():
            return f"table of {_type(kind.value_type)}"
        case info.StructType():
            return kind.cls.__name__
        case info.CustomType() if issubclass(kind.cls, Condition):
            return "condition"
        case _:
            return _SCALARS[type(kind)]


def _words(kind: info.LiteralType) -> str:
    words = [f"`{word}`" for word in kind.values if word != ""]
    shown = words[:_MOST_WORDS]
    rest = len(words) - len(shown)
    return " ".join(shown) + (f" and {rest} more" if rest else "")


def fields_without_meaning() -> Iterator[str]:
    """Yield the fields whose struct does not say what they mean."""
    for kind in (*(kind.row for kind in KINDS.values()), QUESTIONS.row, LetterMeta):
        for struct in _structs(info.type_info(kind)):
            for field in struct.fields:
                if not _description(field.type):
                    yield f"{struct.cls.__name__}.{field.encode_name}"
