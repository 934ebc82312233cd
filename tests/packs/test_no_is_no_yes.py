"""A condition that only asks whether there is an answer does not take "no" or "none" for a yes."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from refundletters.model.condition import Condition, parse_condition
from refundletters.packs.questions import load_questions
from refundletters.packs.roots import shipped_roots

ROOTS: Final = shipped_roots()
NO: Final = {"no", "none"}
NEGATIVE: Final = {
    key: NO & {choice.value for choice in question.choices}
    for key, question in load_questions(ROOTS).items()
}


def conditions(value: Any, name: str = "") -> Iterator[str]:
    """Yield what stands under ``when`` and ``unless``, however deep."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from conditions(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from conditions(inner, name)
    elif isinstance(value, str) and name in {"when", "unless"}:
        yield value


def asked_bare(tree: tuple[Any, ...]) -> Iterator[str]:
    if tree[0] == "name":
        yield tree[1]
    elif tree[0] in {"and", "or"}:
        for part in tree[1:]:
            yield from asked_bare(part)


def taken_for_yes(text: str) -> list[str]:
    condition: Condition = parse_condition(text)
    compared = defaultdict(set)
    for name, value in condition.compared():
        compared[name].add(value)
    bare = asked_bare(condition._tree)
    return [name for name in bare if NEGATIVE.get(name, set()) - compared[name]]


def files() -> Iterator[Path]:
    for folder in (ROOTS.data[-1], ROOTS.templates[-1]):
        yield from sorted(folder.rglob("*.toml"))


def test_no_condition_takes_no_for_a_yes() -> None:
    found = [
        (path.name, text, names)
        for path in files()
        for text in conditions(tomllib.loads(path.read_text(encoding="utf-8")))
        if (names := taken_for_yes(text))
    ]
    assert found == []


def test_one_that_does_is_found() -> None:
    assert taken_for_yes("signal.canceled and cancellation.proof") == ["cancellation.proof"]
    assert taken_for_yes("cancellation.proof and cancellation.proof != 'none'") == []
