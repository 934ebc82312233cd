"""Change the runs of blocks and keep the blocks themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from refundletters.model.document import (
    Address,
    Block,
    Group,
    Heading,
    ListBlock,
    Paragraph,
    Run,
    Table,
)

__all__ = ["map_runs"]

Runs = tuple[Run, ...]


def map_runs(
    blocks: tuple[Block, ...],
    change: Callable[[Runs], Runs],
    keep: Callable[[Block], bool] = lambda _: False,
) -> tuple[Block, ...]:
    """Return ``blocks`` with ``change`` made in each stretch of runs.

    Args:
        blocks: Blocks of a document.
        change: Returns the new runs of a paragraph, heading, item, cell or line of an address.
        keep: Tells which blocks other than groups stay as they are.
    """
    return tuple(_changed(block, change, keep) for block in blocks)


def _changed(block: Block, change: Callable[[Runs], Runs], keep: Callable[[Block], bool]) -> Block:
    if isinstance(block, Group):
        return replace(block, blocks=map_runs(block.blocks, change, keep))
    if keep(block):
        return block
    match block:
        case Paragraph() | Heading():
            return replace(block, runs=change(block.runs))
        case ListBlock():
            return replace(block, items=tuple(map(change, block.items)))
        case Address():
            return replace(block, lines=tuple(map(change, block.lines)))
        case Table():
            rows = (
                replace(
                    row,
                    cells=tuple(replace(cell, runs=change(cell.runs)) for cell in row.cells),
                )
                for row in block.rows
            )
            return replace(block, rows=tuple(rows))
        case _:
            assert_never(block)
