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
        return tuple([_changed(run, change) if isinstance(run, Text) else run for run in given])

    def inside(block: Block) -> Block:
        match block:
            case Group():
                return Group(tuple(map(inside, block.blocks)), block.slot, block.part, block.place)
            case Paragraph() if block.role in except_roles:
                return block
            case Paragraph():
                return Paragraph(runs(block.runs), block.role, block.place)
            case Heading():
                return Heading(runs(block.runs), block.level, block.place)
            case ListBlock():
                items = tuple(map(runs, block.items))
                return ListBlock(items, block.ordered, block.role, block.place)
            case Table() | Address():
                return block
            case _:
                assert_never(block)

    return replace(document, blocks=tuple(map(inside, document.blocks)))


def _changed(run: Text, change: Callable[[str], str]) -> Text:
    text = change(run.text)
    return run if text == run.text else Text(text, run.strong, run.em)
