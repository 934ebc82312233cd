"""JSON schemas of every kind of row, for editors; ``data/schemas/`` holds their checked-in copies.

An editor completes and checks a data file that begins with ``#:schema`` and the path of its schema.
The schemas are generated from the structs that the files are loaded with.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

from refundletters.model.condition import Condition
from refundletters.packs.questions import QUESTIONS
from refundletters.packs.tables.base import RowKind
from refundletters.packs.tables.kinds import KINDS
from refundletters.packs.tables.letter import LetterMeta
from refundletters.storage import write

__all__ = ["schema_files", "schema_of"]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_CONDITION: Final = {
    "type": "string",
    "minLength": 1,
    "description": "A condition over the names of the case file, such as reason == 'unused'.",
}


def schema_files() -> Mapping[str, str]:
    """Return the text of every schema by the name of its file."""
    found = {kind.array: schema_of(kind) for kind in (*KINDS.values(), QUESTIONS)}
    found["letter"] = _schema("letter", "letter.toml", LetterMeta)
    return {
        f"{name}.schema.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in sorted(found.items())
    }


def schema_of(kind: RowKind[Any]) -> dict[str, Any]:
    """Return the schema of a file that holds rows of ``kind``."""
    inner = _schema(kind.array, f"rows called {kind.array}", kind.row)
    row = {name: inner.pop(name) for name in ("$ref", "$defs") if name in inner}
    return {
        **inner,
        "type": "object",
        "properties": {kind.array: {"type": "array", "items": {"$ref": row["$ref"]}}},
        "required": [kind.array],
        "additionalProperties": False,
        "$defs": row["$defs"],
    }


def _schema(name: str, title: str, struct: type[msgspec.Struct]) -> dict[str, Any]:
    (schema,), parts = msgspec.json.schema_components(
        [struct], schema_hook=_hook, ref_template="#/$defs/{name}"
    )
    return {
        "$schema": _DIALECT,
        "$id": f"urn:refundletters:{name}:1",
        "title": f"refundletters {title}",
        **schema,
        "$defs": {part: parts[part] for part in sorted(parts)},
    }


def _hook(kind: type) -> dict[str, Any]:
    """Describe the fields that JSON has no type for."""
    if issubclass(kind, Condition):
        return dict(_CONDITION)
    msg = f"no row has fields of the type {kind}"
    raise NotImplementedError(msg)  # what msgspec expects for a type that cannot be described


def _main(folder: Path) -> None:
    for name, text in schema_files().items():
        write.replace(folder / name, text.encode(), public=True)


if __name__ == "__main__":
    _main(Path(__file__).resolve().parents[1] / "data" / "schemas")
