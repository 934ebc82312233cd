"""Dotted keys with positions: ``charges.0.amount``.

Answers are nested dicts and lists. Nothing here changes the answers it is given: every function
returns new ones that share what did not change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from refundletters.answers.case_schema import Field, KeyInfo, shape, walk
from refundletters.errors import CaseError, UnknownKey
from refundletters.messages import Message, say
from refundletters.patterns import lazy_pattern

__all__ = [
    "Answers",
    "KeyInfo",
    "describe",
    "drop",
    "find",
    "get",
    "known_keys",
    "nearest",
    "own_words",
    "plain",
    "put",
    "unknown",
]

Answers = dict[str, Any]

_POSITION: Final = lazy_pattern(r"[0-9]{1,4}\Z")


@lru_cache(maxsize=4096)
def plain(key: str) -> str:
    """Return ``key`` without its positions: ``charges.0.amount`` becomes ``charges.amount``."""
    return ".".join(part for part in key.split(".") if not _POSITION.match(part))


@lru_cache(maxsize=1)
def known_keys() -> tuple[str, ...]:
    """Return all keys of the case file without positions, in the order of the file."""
    return tuple(node.info.key for node in walk(shape()))


@lru_cache(maxsize=1024)
def find(key: str) -> Field:
    """Return the node of ``key``; positions may be left out.

    Raises:
        UnknownKey: No case has such a key; names the nearest.
    """
    node = shape()
    for part in plain(key).split("."):
        if node.free:
            return node
        if part not in node.fields:
            raise unknown(key)
        node = node.fields[part][1]
    return node


def describe(key: str) -> KeyInfo:
    """Return what ``key`` takes, with or without positions; ``extra.PACK.KEY`` takes any text.

    Raises:
        UnknownKey: No case has such a key; names the nearest.
    """
    node = find(key)
    parts = plain(key).split(".")
    if node.free and len(parts) > 2:
        return KeyInfo(".".join(parts), "text")
    info = node.info
    # A position at the end means one item of a list.
    if info.kind in ("list", "choices") and _POSITION.match(key.rpartition(".")[2]):
        kind = "choice" if info.allowed else "text"
        return KeyInfo(
            info.key, kind, info.allowed, repeated=True, **_text_limits(info), pattern=info.pattern
        )
    return info


def _text_limits(info: KeyInfo) -> dict[str, Any]:
    return {"shortest": info.shortest, "longest": info.longest}


def nearest(key: str, count: int = 3) -> tuple[str, ...]:
    """Return the known keys most like ``key``, best first, with the positions it gives."""
    import difflib  # only where something is wrong

    wanted = plain(key).lower().replace("-", "_")
    by_spelling = difflib.get_close_matches(wanted, known_keys(), n=count, cutoff=0.55)
    # People forget the table: "descriptor" alone, or "payment.amount", still finds its key.
    last = wanted.rpartition(".")[2]
    by_name = [known for known in known_keys() if known.rpartition(".")[2] == last]
    found = dict.fromkeys([*by_spelling[:1], *by_name, *by_spelling[1:]])
    return tuple(_with_positions(known, key) for known in list(found)[:count])


def _with_positions(known: str, key: str) -> str:
    """Return ``known`` with a position after each array, taken from ``key`` in their order."""
    given = [part for part in key.split(".") if _POSITION.match(part)]
    node, parts = shape(), []
    for part in known.split("."):
        node = node.fields[part][1]
        parts.append(part)
        if node.array and part != known.rpartition(".")[2]:
            parts.append(given.pop(0) if given else "0")
    return ".".join(parts)


def unknown(key: str) -> UnknownKey:
    """Return the error for a key that no case has."""
    close = nearest(key)
    remedy = (
        say("Did you mean %(nearest)s?", nearest=close[0])
        if close
        else say("See all keys with: refundletters schema")
    )
    return UnknownKey(say("No case has the key %(key)s.", key=key), remedy, key=key, allowed=close)


def get(answers: Mapping[str, Any], key: str, default: Any = None) -> Any:
    """Return the value at ``key``, or ``default`` where there is none."""
    here: Any = answers
    for part in key.split("."):
        if isinstance(here, Mapping) and part in here:
            here = here[part]
        elif _is_list(here) and _POSITION.match(part) and int(part) < len(here):
            here = here[int(part)]
        else:
            return default
    return here


def put(answers: Mapping[str, Any], key: str, value: Any) -> Answers:
    """Return new answers with ``value`` at ``key``; missing tables and lists are created.

    The value is stored unchecked: checking it is left to ``build.check``.

    Raises:
        UnknownKey: No case has such a key; names the nearest.
        CaseError: The key lacks a position, has one too many, or leaves a gap in a list.
    """
    find(key)
    result: Answers = _put(answers, key.split("."), 0, value, shape())
    return result


def _put(here: Mapping[str, Any] | None, parts: list[str], at: int, value: Any, node: Field) -> Any:
    if here is not None and not isinstance(here, Mapping):
        raise _misplaced(parts, at, say("%(key)s is not a table.", key=".".join(parts[:at])))
    part = parts[at]
    child = node if node.free else node.fields[part][1]
    result = dict(here or {})
    result[part] = _inside(result.get(part), parts, at + 1, value, child)
    return result


def _inside(here: Any, parts: list[str], at: int, value: Any, node: Field) -> Any:
    """Return the value after ``parts[:at]`` once ``value`` is put there or further down."""
    if at == len(parts):
        return value
    takes_position = node.array or node.info.kind in ("list", "choices")
    if takes_position:
        return _put_item(here, parts, at, value, node)
    if _POSITION.match(parts[at]) and not node.free:
        raise _misplaced(
            parts, at, say("%(key)s takes no position.", key=".".join(parts[:at])), drop=True
        )
    return _put(here, parts, at, value, node)


def _put_item(here: Any, parts: list[str], at: int, value: Any, node: Field) -> list[Any]:
    items = list(here) if _is_list(here) else []
    if not _POSITION.match(parts[at]):
        name = ".".join(parts[:at])
        raise _misplaced(
            [*parts[:at], "0", *parts[at:]],
            len(parts) + 1,
            say("%(key)s is a list, so its entries are counted from 0.", key=name),
        )
    position = int(parts[at])
    if position > len(items):
        raise _misplaced(
            [*parts[:at], str(len(items)), *parts[at + 1 :]],
            len(parts),
            say(
                "%(key)s would leave a gap: the next entry of the list is number %(count)s.",
                key=".".join(parts),
                count=len(items),
            ),
        )
    old = items[position] if position < len(items) else None
    if at + 1 == len(parts):
        new = value
    elif node.array:
        new = _put(old, parts, at + 1, value, node)
    else:
        raise unknown(".".join(parts))
    items[position : position + 1] = [new]
    return items


def _misplaced(parts: list[str], at: int, message: Message, *, drop: bool = False) -> CaseError:
    better = ".".join(parts[:at] + parts[at + 1 :] if drop else parts)
    return CaseError(
        message, say("Write %(key)s.", key=better), key=".".join(parts), allowed=(better,)
    )


def drop(answers: Mapping[str, Any], key: str) -> Answers:
    """Return new answers without ``key``; later entries of a list move up, empty tables go."""
    result: Answers = _drop(dict(answers), key.split("."))
    return result


def _drop(here: Any, parts: list[str]) -> Any:
    part, rest = parts[0], parts[1:]
    if isinstance(here, Mapping) and part in here:
        child = _drop(here[part], rest) if rest else None
        if child is None or child in ({}, []):
            return {name: value for name, value in here.items() if name != part}
        return {**here, part: child}
    if _is_list(here) and _POSITION.match(part) and int(part) < len(here):
        position = int(part)
        items = list(here)
        items[position : position + 1] = [_drop(items[position], rest)] if rest else []
        return items
    return here


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)


def own_words(answers: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what somebody wrote in their own words, with the key of each text."""
    keys = ["own_words", "style.inconvenience"]
    keys += [f"contacts.{row}.said" for row in range(len(answers.get("contacts") or ()))]
    keys += [f"evidence.{row}.label" for row in range(len(answers.get("evidence") or ()))]
    for key in keys:
        text = get(dict(answers), key)
        if isinstance(text, str):
            yield key, text
