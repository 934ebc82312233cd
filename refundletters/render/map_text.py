"""Change the running text of a document and keep its blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from refundletters.model.document import (
    Address,
    Block,
    Document,
    Paragraph,
    Run,
    Table,
    Text,
)
from refundletters.model.map_runs import map_runs

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

    def runs(given: tuple[Run, ...]) -> tuple[Run, ...]:
        return tuple(
            replace(run, text=change(run.text)) if isinstance(run, Text) else run for run in given
        )

    def keep(block: Block) -> bool:
        return isinstance(block, Table | Address) or (
            isinstance(block, Paragraph) and block.role in except_roles
        )

    return replace(document, blocks=map_runs(document.blocks, runs, keep))
