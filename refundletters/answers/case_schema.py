"""The shape of a case file, read off the annotations of :class:`~refundletters.model.case.Case`.

One tree of nodes serves the checks, ``describe``, the JSON schema and the docs, so that they cannot
disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final, Literal, TypeGuard, get_args, get_origin, get_type_hints

import msgspec
from msgspec import inspect as info
from msgspec.structs import replace

from refundletters.model.case import Case
from refundletters.model.values import Moment, Table
from refundletters.packs.kept import of_code

__all__ = ["Field", "KeyInfo", "read_shape", "shape", "walk"]

# Fields of Case that are not keys of the file.
_DERIVED: Final = frozenset({"about"})


class KeyInfo(msgspec.Struct, frozen=True):
    """What a key of the case file takes.

    Attributes:
        key: The dotted key without positions, such as ``charges.amount``.
        kind: ``text choice choices date money integer number yes_no list table moment``.
        allowed: The closed list of values; empty where there is none.
        minimum: The smallest amount or number, or ``None``.
        maximum: The largest amount or number, or ``None``.
        repeated: Whether the key is, or lies in, an array of tables and so needs a position.
        shortest: The fewest characters of a text, or of each text of a list.
        longest: The most characters; 0 for no limit.
        pattern: A regular expression that texts match; empty for none.
        codes: ``country``, ``currency`` or ``locale`` where only real codes are accepted,
            ``duration`` for a span of time, ``key`` for a key of the case file.
        description: What it holds, for editors and documentation.
    """

    key: str
    kind: str = ""
    allowed: tuple[str, ...] = ()
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    repeated: bool = False
    shortest: int = 0
    longest: int = 0
    pattern: str = ""
    codes: str = ""
    description: str = ""

    def matches(self, text: str) -> bool:
        """Return whether ``text`` satisfies the pattern; always true where there is none."""
        return not self.pattern or _compiled(self.pattern).search(text) is not None


class Field(msgspec.Struct, frozen=True):
    """A place in the tree.

    Attributes:
        info: What it takes.
        table: The struct of a table or of each table of an array; ``None`` for anything else.
        fields: Name in the file → (attribute, node); empty for anything but a table.
        array: Whether it is an array of tables.
        free: Whether it holds anything a pack asks for (``extra``).
        required: Whether its table makes no sense without it.
    """

    info: KeyInfo
    table: type[msgspec.Struct] | None = None
    fields: Mapping[str, tuple[str, Field]] = msgspec.field(
        default_factory=lambda: MappingProxyType({})
    )
    array: bool = False
    free: bool = False
    required: bool = False


@lru_cache(maxsize=1)
def shape() -> Field:
    """Return the tree of the whole case file."""
    return of_code("case.shape", read_shape)


def read_shape() -> Field:
    """Read the tree of the whole case file off the annotations of a case."""
    described = info.type_info(Case)
    assert isinstance(described, info.StructType)
    return _table(described, KeyInfo(""), array=False, required=False)


def walk(node: Field) -> Iterator[Field]:
    """Yield the nodes under ``node``, in the order of the case file."""
    for _, child in node.fields.values():
        yield child
        yield from walk(child)


@lru_cache(maxsize=128)
def _compiled(pattern: str) -> re.Pattern[str]:
    # $ would accept a final line break.
    return re.compile(pattern.removesuffix("$") + r"\Z" if pattern.endswith("$") else pattern)


def _table(struct: info.StructType, about: KeyInfo, *, array: bool, required: bool) -> Field:
    key, repeated = about.key, about.repeated or array
    hints = get_type_hints(struct.cls, include_extras=True)
    fields = {
        item.encode_name: (
            item.name,
            _node(
                item.type,
                _literals(hints[item.name]),
                f"{key}.{item.encode_name}" if key else item.encode_name,
                repeated=repeated,
                required=item.required,
            ),
        )
        for item in struct.fields
        if item.name not in _DERIVED
    }
    return Field(
        replace(about, kind="table", repeated=repeated),
        table=struct.cls,
        fields=MappingProxyType(fields),
        array=array,
        required=required,
    )


def _node(
    kind: info.Type, literals: tuple[str, ...], key: str, *, repeated: bool, required: bool
) -> Field:
    plain, extra, description = _unwrap(kind)
    about = KeyInfo(key, repeated=repeated, description=description)
    if _is_table(plain):
        return _table(plain, about, array=False, required=required)
    if isinstance(plain, info.VarTupleType):
        item, item_extra, _ = _unwrap(plain.item_type)
        if _is_table(item):
            return _table(item, about, array=True, required=required)
        facts = _leaf(item, item_extra, literals)
        facts["kind"] = "choices" if literals else "list"
        return Field(replace(about, **facts), required=required)
    if isinstance(plain, info.DictType):
        return Field(replace(about, kind="table"), free=True)
    return Field(replace(about, **_leaf(plain, extra, literals)), required=required)


def _is_table(kind: info.Type) -> TypeGuard[info.StructType]:
    return isinstance(kind, info.StructType) and issubclass(kind.cls, Table)


def _literals(hint: Any) -> tuple[str, ...]:
    """Return the values of all ``Literal`` types in ``hint``, in the order they are written."""
    if get_origin(hint) is Literal:
        return tuple(str(value) for value in get_args(hint))
    return tuple(value for part in get_args(hint) for value in _literals(part))


def _unwrap(kind: info.Type) -> tuple[info.Type, Mapping[str, Any], str]:
    """Return the type without ``None`` and metadata, the extra metadata and the description."""
    if isinstance(kind, info.UnionType):
        return _unwrap(next(part for part in kind.types if not isinstance(part, info.NoneType)))
    if isinstance(kind, info.Metadata):
        plain, extra, description = _unwrap(kind.type)
        said = (kind.extra_json_schema or {}).get("description", description)
        return plain, {**extra, **(kind.extra or {})}, said
    return kind, {}, ""


def _leaf(kind: info.Type, extra: Mapping[str, Any], literals: tuple[str, ...]) -> dict[str, Any]:
    if isinstance(kind, info.LiteralType):
        whole = all(isinstance(value, int) for value in kind.values)
        return {"kind": "integer" if whole else "choice", "allowed": literals}
    limits = {
        name: Decimal(extra[name]) for name in ("minimum", "maximum") if extra.get(name) is not None
    }
    match kind:
        case info.StrType():
            return {
                "kind": "text",
                "shortest": kind.min_length or 0,
                "longest": kind.max_length or 0,
                "pattern": kind.pattern or "",
                "codes": extra.get("codes", ""),
            }
        case info.IntType():
            bounds = {"minimum": kind.ge, "maximum": kind.le}
            return {"kind": "integer"} | {
                name: Decimal(value) for name, value in bounds.items() if value is not None
            }
        case info.DecimalType():
            return {"kind": extra.get("kind", "number"), **limits}
        case info.BoolType():
            return {"kind": "yes_no"}
        case info.DateType():
            return {"kind": "date"}
        case info.StructType() if kind.cls is Moment:
            return {"kind": "moment"}
    msg = f"a case has no values of the type {kind}"
    raise TypeError(msg)
