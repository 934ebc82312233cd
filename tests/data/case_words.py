"""The words that a condition in the data may use."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from dataclasses import fields

import msgspec

from refundletters.facts.types import Signals
from refundletters.model.case import Case


def _names(struct: type[msgspec.Struct], prefix: str = "") -> Iterator[str]:
    """Every dotted name of the case file, tables and lists among them."""
    hints = typing.get_type_hints(struct)
    for item in msgspec.structs.fields(struct):
        yield prefix + item.encode_name
        kind = hints[item.name]
        union = typing.get_origin(kind) in (typing.Union, types.UnionType)
        for option in typing.get_args(kind) if union else (kind,):
            if isinstance(option, type) and issubclass(option, msgspec.Struct):
                yield from _names(option, f"{prefix}{item.encode_name}.")


CASE_WORDS = frozenset(_names(Case)) | {f"signal.{item.name}" for item in fields(Signals)}
