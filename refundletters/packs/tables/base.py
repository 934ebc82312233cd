"""What all rows share: the base of their structs and the types of their fields."""

from __future__ import annotations

from typing import Annotated, Final, Generic, TypeVar

import msgspec
from msgspec import Meta

from refundletters.model.condition import ConditionError, parse_condition

__all__ = [
    "ALWAYS",
    "NEVER",
    "FieldError",
    "Link",
    "Row",
    "RowId",
    "RowKind",
    "Text",
]

R = TypeVar("R", bound="Row")
S = TypeVar("S", bound=msgspec.Struct)

ALWAYS: Final = parse_condition("true")
NEVER: Final = parse_condition("false")

RowId = Annotated[
    str,
    Meta(
        pattern="^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$", description="Its name, unique in its table."
    ),
]
Text = Annotated[str, Meta(min_length=1)]
Link = Annotated[str, Meta(pattern="^https?://")]


class FieldError(ValueError):
    """A field of a row conflicts with the row's other fields.

    Attributes:
        field: Its dotted name.
        cause: What is wrong: a sentence, or the error for an unknown name.
    """

    def __init__(self, field: str, cause: str | ConditionError) -> None:
        super().__init__(str(cause))
        self.field = field
        self.cause = cause


class Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of every row: frozen, fields by name only, no unknown field.

    What a field means is said in its ``Meta(description=…)``; the schemas and docs/data.md are
    generated from it.
    """


class RowKind(msgspec.Struct, Generic[R], frozen=True):
    """A kind of row and where its files lie.

    Attributes:
        folder: The folder of its files, below a folder of data.
        array: The name of the array of tables in each file; also that of its schema.
        row: The struct; it has an ``id``.
    """

    folder: str
    array: str
    row: type[R]
