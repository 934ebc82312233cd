"""The case file as a JSON schema (2020-12), for editors and other programs.

It is generated from the same tree as the checks. ``data/case.schema.json`` is its checked-in copy;
an editor completes a case file that begins with ``#:schema`` and the path of that file.
"""

from __future__ import annotations

import re
from typing import Any, Final

from refundletters.answers.case_schema import Field, KeyInfo, shape
from refundletters.answers.checks import EXACT
from refundletters.packs.countries import countries, currencies

__all__ = ["json_schema"]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_DAY: Final = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_DATE: Final[tuple[dict[str, Any], ...]] = (
    {"type": "string", "format": "date"},
    {"type": "string", "pattern": f"^~{_DAY}$"},
)
# JSON Schema's date-time has a time zone; a case file's has none.
_LOCAL_TIME: Final = {
    "type": "string",
    "pattern": f"^{_DAY}[T ][0-9]{{2}}:[0-9]{{2}}(:[0-9]{{2}}([.][0-9]+)?)?$",
}
_LOCALE: Final = "^[A-Za-z]{2,3}([_-][A-Za-z]{4})?([_-]([A-Za-z]{2}|[0-9]{3}))?$"

# A span may be given in any language that has a word list.
_DURATION: Final = "^ *[1-9][0-9]{0,2} +[^ ]"


def json_schema() -> dict[str, Any]:
    """Return the schema of the case file as plain dicts and lists, always in the same order."""
    return {
        "$schema": _DIALECT,
        "$id": "urn:refundletters:case:1",
        "title": "refundletters case file",
        "description": "What a person told about one unwanted charge. "
        "It never holds a card number, a code, a password or a national identity number.",
        **_table(shape()),
    }


def _table(node: Field) -> dict[str, Any]:
    properties = {name: _node(child, name) for name, (_, child) in node.fields.items()}
    required = [name for name, (_, child) in node.fields.items() if child.required]
    found: dict[str, Any] = {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    return {**found, "required": required} if required else found


def _node(node: Field, name: str) -> dict[str, Any]:
    head = {"title": name.replace("_", " "), "description": node.info.description}
    if node.free:
        packs = {"type": "object", "description": "Answers to the questions of one pack."}
        return {**head, "type": "object", "additionalProperties": packs}
    if node.table is not None:
        table = _table(node)
        return {**head, "type": "array", "items": table} if node.array else {**head, **table}
    return {**head, **_leaf(node.info)}


def _leaf(info: KeyInfo) -> dict[str, Any]:
    match info.kind:
        case "choice":
            both = {True, False} if set(info.allowed) == {"yes", "no"} else set()
            return {"enum": [*info.allowed, *sorted(both, reverse=True)]}
        case "choices":
            items = {"enum": list(info.allowed)}
            return {"type": "array", "items": items, "uniqueItems": True}
        case "list":
            return {"type": "array", "items": _text(info)}
        case "text":
            return _text(info)
        case "date":
            return dict(_DATE[0]) if info.key in EXACT else {"anyOf": list(_DATE)}
        case "moment":
            return {"anyOf": [*_DATE, _LOCAL_TIME]}
        case "money":
            pattern = "^[0-9]{1,9}([.][0-9]{1,3})?$"
            if info.minimum:
                pattern = pattern.replace("^", "^(?!0+([.]0+)?$)", 1)
            whole = {"type": "integer", "minimum": 1 if info.minimum else 0}
            return {"anyOf": [{"type": "string", "pattern": pattern}, whole]}
        case "yes_no":
            return {"type": "boolean"}
    found: dict[str, Any] = {"type": info.kind}
    if info.allowed:
        return {"enum": [int(value) for value in info.allowed]}
    if info.minimum is not None:
        found["minimum"] = int(info.minimum)
    if info.maximum is not None:
        found["maximum"] = int(info.maximum)
    return found


def _text(info: KeyInfo) -> dict[str, Any]:
    if info.codes in ("country", "currency"):
        return {"enum": sorted(countries() if info.codes == "country" else currencies())}
    found: dict[str, Any] = {"type": "string", "minLength": max(info.shortest, 1)}
    if info.longest:
        found["maxLength"] = info.longest
    if info.codes == "locale":
        found["pattern"] = _LOCALE
    elif info.codes == "duration":
        found["pattern"] = _DURATION
    elif info.pattern:
        # \s is the one class whose meaning differs between dialects; spaces are enough.
        found["pattern"] = re.sub(r"\\s", " ", info.pattern)
    return found
