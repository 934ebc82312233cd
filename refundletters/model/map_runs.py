"""Change the runs of blocks and keep the blocks themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from msgspec.structs import replace

from refundletters.model.document import (
    Address,
    Block,
    Cell,
    FlatBlock,
    Group,
    Heading,
    ListBlock,
    Paragraph,
    Run,
    Table,
    Text,
)

__all__ = ["map_runs", "map_text"]

Runs = tuple[Run, ...]


def map_runs(
    blocks: tuple[Block, ...],
    change: Callable[[Runs], Runs],
    keep: Callable[[Block], bool] = lambda _: False,
    change_cell: Callable[[Cell], Cell] | None = None,
) -> tuple[Block, ...]:
    """Return ``blocks`` with ``change`` made in each stretch of runs.

    Args:
        blocks: Blocks of a document.
        change: Returns the new runs of a paragraph, heading, item, cell or line of an address.
        keep: Tells which blocks other than groups stay as they are.
        change_cell: Returns a changed cell, where its locale matters; ``change`` by default.
    """
    in_cell = change_cell or (lambda cell: replace(cell, runs=change(cell.runs)))

    def changed(block: Block) -> Block:
        if isinstance(block, Group):
            return replace(block, blocks=tuple(map(changed, block.blocks)))
        return block if keep(block) else _changed(block, change, in_cell)

    return tuple(map(changed, blocks))


def _changed(
    block: FlatBlock, change: Callable[[Runs], Runs], in_cell: Callable[[Cell], Cell]
) -> FlatBlock:
    match block:
        case Paragraph() | Heading():
            return replace(block, runs=change(block.runs))
        case ListBlock():
            return replace(block, items=tuple(map(change, block.items)))
        case Address():
            return replace(block, lines=tuple(map(change, block.lines)))
        case Table():
            rows = (replace(row, cells=tuple(map(in_cell, row.cells))) for row in block.rows)
            return replace(block, rows=tuple(rows))
        case _:
            assert_never(block)


def map_text(runs: Runs, change: Callable[[str], str]) -> Runs:
    """Return ``runs`` with ``change`` made in the text of each; breaks and blanks stay."""
    return tuple(
        [_with_text(run, change(run.text)) if isinstance(run, Text) else run for run in runs]
    )


def _with_text(run: Text, text: str) -> Text:
    return run if text == run.text else replace(run, text=text)
