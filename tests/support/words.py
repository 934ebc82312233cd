"""The words of a composed document, as plain lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from refundletters.model.document import (
    Address,
    Block,
    Group,
    ListBlock,
    Run,
    Table,
    Text,
)


def run_text(runs: Iterable[Run]) -> str:
    return "".join(run.text if isinstance(run, Text) else " " for run in runs)


def block_lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Group():
                yield from block_lines(block.blocks)
            case ListBlock():
                yield from (run_text(item) for item in block.items)
            case Table():
                yield from (" | ".join(run_text(c.runs) for c in row.cells) for row in block.rows)
            case Address():
                yield from (run_text(line) for line in block.lines)
            case _:
                yield run_text(block.runs)


def groups(blocks: Iterable[Block]) -> Iterator[Group]:
    for block in blocks:
        if isinstance(block, Group):
            yield block
            yield from groups(block.blocks)
