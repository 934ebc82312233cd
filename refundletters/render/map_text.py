"""Change the running text of a document and keep its blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import assert_never

from msgspec.structs import replace

from refundletters.model.document import (
    Address,
    Block,
    Document,
    Group,
    Heading,
    ListBlock,
    Paragraph,
    Run,
    Table,
    Text,
)

__all__ = ["map_text"]


def map_text(
    document: Document, change: Callable[[str], str], *, except_roles: Sequence[str] = ()
) -> Document:
    """Return ``document`` with ``change`` made in its paragraphs, headings and lists.

    Tables and addresses stay as they are.

    Args:
        document: A composed document.
        change: Returns the new text of a run.
        except_roles: Roles of paragraphs that stay as they are.
    """

    def runs(given: Sequence[Run]) -> tuple[Run, ...]:
        return tuple(
            replace(run, text=change(run.text)) if isinstance(run, Text) else run for run in given
        )

    def inside(block: Block) -> Block:
        match block:
            case Group():
                return replace(block, blocks=tuple(map(inside, block.blocks)))
            case Paragraph() if block.role in except_roles:
                return block
            case Paragraph() | Heading():
                return replace(block, runs=runs(block.runs))
            case ListBlock():
                return replace(block, items=tuple(map(runs, block.items)))
            case Table() | Address():
                return block
            case _:
                assert_never(block)

    return replace(document, blocks=tuple(map(inside, document.blocks)))
