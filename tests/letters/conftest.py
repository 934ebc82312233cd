"""Reading composed documents in tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest

from refundletters.model.document import (
    Address,
    Block,
    Document,
    Group,
    ListBlock,
    Run,
    Table,
    Text,
)


def _words(runs: Iterable[Run]) -> str:
    return "".join(run.text if isinstance(run, Text) else " " for run in runs)


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Group():
                yield from _lines(block.blocks)
            case ListBlock():
                yield from (_words(item) for item in block.items)
            case Table():
                yield from (" | ".join(_words(c.runs) for c in row.cells) for row in block.rows)
            case Address():
                yield from (_words(line) for line in block.lines)
            case _:
                yield _words(block.runs)


@pytest.fixture
def lines() -> Callable[[Document], list[str]]:
    """The lines of a document, one per paragraph, item, row or address line."""
    return lambda document: list(_lines(document.blocks))


@pytest.fixture
def text(lines: Callable[[Document], list[str]]) -> Callable[[Document], str]:
    """All words of a document as one text."""
    return lambda document: "\n".join(lines(document))


@pytest.fixture
def slot() -> Callable[[Document, str], str]:
    """The words of one slot of a document."""

    def find(document: Document, name: str) -> str:
        groups = [b for b in _groups(document.blocks) if b.slot == name]
        return "\n".join(line for group in groups for line in _lines(group.blocks))

    return find


def _groups(blocks: Iterable[Block]) -> Iterator[Group]:
    for block in blocks:
        if isinstance(block, Group):
            yield block
            yield from _groups(block.blocks)
