"""Change a TOML text to hold other values, leaving its comments and its order alone."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, MutableMapping
from typing import Any

import tomlkit
from tomlkit.items import AoT, Comment, Whitespace
from tomlkit.toml_document import TOMLDocument

__all__ = ["update_toml"]


def update_toml(old: str, wanted: Mapping[str, Any]) -> str:
    """Return TOML that holds exactly ``wanted``, with the comments of ``old`` as far as they fit.

    Args:
        old: Valid TOML, or an empty text.
        wanted: Plain dicts, lists, texts, numbers, booleans, days.
    """
    if old:
        text = _with_entries_added(old, wanted)
        if text is not None:
            return text
        document = tomlkit.parse(old.replace("\r\n", "\n"))
        _merge(document, wanted)
        text = tomlkit.dumps(document)
        if _holds(text, wanted):
            return text
        # Some texts cannot be edited in place; then values matter more than comments.
    return tomlkit.dumps(_fresh(wanted))


def _holds(text: str, wanted: Mapping[str, Any]) -> bool:
    try:
        return tomllib.loads(text) == wanted
    except tomllib.TOMLDecodeError:
        return False


def _with_entries_added(old: str, wanted: Mapping[str, Any]) -> str | None:
    """Return ``old`` with entries added to one list of tables; ``None`` for any other change.

    It is what happens most, and parsing a long journal for editing takes a hundred times as long.
    """
    present = tomllib.loads(old)
    changed = [name for name in {**present, **wanted} if present.get(name) != wanted.get(name)]
    if len(changed) != 1:
        return None
    name = changed[0]
    before, after = present.get(name, []), wanted.get(name, [])
    if not (_is_tables(before) and _is_tables(after) and after[: len(before)] == before):
        return None
    added = tomlkit.dumps({name: after[len(before) :]})
    lines = old.splitlines(keepends=True)
    place = _end_of_entries(lines, name)
    head, rest = "".join(lines[:place]).rstrip("\n"), "".join(lines[place:])
    text = f"{head}\n\n{added}" + (f"\n{rest}" if rest else "")
    # A line that looked like the head of a table may have stood inside a text.
    return text if _holds(text, wanted) else None


def _end_of_entries(lines: list[str], name: str) -> int:
    """Return the line after the last entry of a list; remarks above the next table belong there."""
    heads = [at for at, line in enumerate(lines) if line.lstrip().startswith("[")]
    own = re.compile(rf"\s*\[+\s*{re.escape(name)}\s*[\].]")
    last = max((at for at in heads if own.match(lines[at])), default=-1)
    end = next((at for at in heads if at > last), len(lines))
    first = end
    while end < len(lines) and first > 0 and lines[first - 1].lstrip().startswith("#"):
        first -= 1
    # Without a blank line above them, the remarks belong to the entry.
    return first if first == end or not lines[first - 1].strip() else end


def _merge(table: MutableMapping[str, Any], wanted: Mapping[str, Any]) -> None:
    for name in [name for name in table if name not in wanted]:
        del table[name]
    for name, value in wanted.items():
        there = table.get(name)
        if isinstance(value, Mapping) and isinstance(there, MutableMapping):
            _merge(there, value)
        elif isinstance(there, AoT) and _is_tables(value):
            _merge_array(there, value)
        elif there is None or _plain(there) != value:
            table[name] = _item(value)


def _merge_array(there: AoT, wanted: list[Mapping[str, Any]]) -> None:
    while len(there) > len(wanted):
        del there[len(there) - 1]
    for table, value in zip(list(there), wanted, strict=False):
        _merge(table, value)
    added = wanted[len(there) :]
    following = _take_what_follows(there[len(there) - 1]) if added else []
    for value in added:
        there[len(there) - 1].add(tomlkit.nl())
        there.append(_table(value))
    if following:
        there[len(there) - 1].value.body.extend(following)


def _take_what_follows(table: Any) -> list[Any]:
    """Remove whatever follows the last value of a table after a blank line.

    tomlkit (0.15) assigns it to this table, though a person wrote it above the next one: without
    this a remark about the payment would end up above a contact that is added before it.
    """
    body = table.value.body
    last = max((at for at, (key, _) in enumerate(body) if key is not None), default=-1)
    first = next(
        (at for at in range(last + 1, len(body)) if isinstance(body[at][1], Whitespace)), len(body)
    )
    following = body[first:]
    if not any(isinstance(item, Comment) for _, item in following):
        return []
    del body[first:]
    return list(following)


def _plain(item: Any) -> Any:
    return item.unwrap() if hasattr(item, "unwrap") else item


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, Mapping) for v in value)


def _fresh(wanted: Mapping[str, Any]) -> TOMLDocument:
    document = tomlkit.document()
    for name, value in _tables_last(wanted):
        document.add(name, _item(value))
    return document


def _tables_last(wanted: Mapping[str, Any]) -> list[tuple[str, Any]]:
    def is_table(value: Any) -> bool:
        return isinstance(value, Mapping) or _is_tables(value)

    return sorted(wanted.items(), key=lambda item: is_table(item[1]))


def _table(value: Mapping[str, Any]) -> Any:
    table = tomlkit.table()
    for name, inner in _tables_last(value):
        table.add(name, _item(inner))
    return table


def _item(value: Any) -> Any:
    if isinstance(value, Mapping):
        return _table(value)
    if _is_tables(value):
        array = tomlkit.aot()
        for inner in value:
            array.append(_table(inner))
        return array
    return tomlkit.item(value)
