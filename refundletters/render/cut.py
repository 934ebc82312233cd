"""Shorter editions of a document: what goes first when a channel has little room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from refundletters.errors import UsageError
from refundletters.messages import say
from refundletters.model.document import Block, Document, Group, Heading, ListBlock, Paragraph
from refundletters.render import snippet
from refundletters.render.measure import length
from refundletters.render.sentences import without_last_sentence

__all__ = ["cut"]

# The last is the first to go. A slot that is not named here goes before all of them; reason and ask
# are the letter itself, and courtesy is never cut.
_PRIORITY: Final = (
    "charges",
    "state",
    "story",
    "reference",
    "card",
    "permission",
    "truth",
    "category",
    "contacts",
    "evidence",
    "review",
    "problem",
    "enclosures",
    "documents",
    "inconvenience",
    "terms",
    "law",
    "working",
    "money",
    "chronology",
    "history",
)
_NEVER: Final = frozenset(
    {"", "reason", "ask", "greeting", "salutation", "subject", "thanks", "answer", "closing"}
    | {"close", "name", "sender"}
)


def cut(document: Document, limit: int) -> Document:
    """Return ``document`` within ``limit`` units of its channel.

    Whole sentences, list items and tables are left out, from the least important slot and from its
    end. Where the document consists of several messages, each of them has the limit for itself.

    Args:
        document: What to shorten.
        limit: Largest length, 0 for none.

    Raises:
        UsageError: What may not be left out is longer than ``limit``; says by how much.
    """
    if limit <= 0:
        return document
    blocks = document.blocks
    messages = [block for block in blocks if isinstance(block, Group) and block.part]
    if not messages:
        return replace(document, blocks=_fit(document, blocks, limit))
    return replace(
        document,
        blocks=tuple(
            replace(block, blocks=_fit(document, block.blocks, limit))
            if isinstance(block, Group) and block.part
            else block
            for block in blocks
        ),
    )


def _fit(document: Document, blocks: tuple[Block, ...], limit: int) -> tuple[Block, ...]:
    for slot in _droppable(blocks):
        while _length(document, blocks) > limit:
            shorter = _shortened(blocks, slot)
            if shorter == blocks:
                break
            blocks = shorter
    over = _length(document, blocks) - limit
    if over > 0:
        raise UsageError(
            say(
                "The shortest edition has %(length)s characters, %(over)s more than %(limit)s.",
                length=limit + over,
                over=over,
                limit=limit,
            ),
            say("Allow more with --limit, or choose another channel."),
        )
    return blocks


def _length(document: Document, blocks: tuple[Block, ...]) -> int:
    return length(snippet.plain(blocks), document.channel)


def _droppable(blocks: Sequence[Block]) -> list[str]:
    """Return the slots that may be cut, the first to go first."""
    present = [slot for slot in dict.fromkeys(_slots(blocks)) if slot not in _NEVER]
    return sorted(present, key=_rank, reverse=True)


def _rank(slot: str) -> int:
    return _PRIORITY.index(slot) if slot in _PRIORITY else len(_PRIORITY)


def _slots(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Group):
            yield block.slot
            yield from _slots(block.blocks)


def _shortened(blocks: tuple[Block, ...], slot: str) -> tuple[Block, ...]:
    """Return ``blocks`` without the last sentence, item or table of ``slot``."""
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        if not isinstance(block, Group):
            continue
        inner = (
            _without_last(block.blocks) if block.slot == slot else _shortened(block.blocks, slot)
        )
        if inner == block.blocks:
            continue
        kept = (replace(block, blocks=inner),) if inner else ()
        return (*blocks[:index], *kept, *blocks[index + 1 :])
    return blocks


def _without_last(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return ``blocks`` without their last sentence, item or table, and without what led to it."""
    *before, last = blocks
    match last:
        case Group():
            inner = _without_last(last.blocks)
            rest: Block | None = replace(last, blocks=inner) if inner else None
        case Paragraph():
            runs = without_last_sentence(last.runs)
            rest = replace(last, runs=runs) if runs else None
        case ListBlock():
            rest = replace(last, items=last.items[:-1]) if len(last.items) > 1 else None
        case _:
            rest = None
    if rest is not None:
        return (*before, rest)
    while before and _leads_on(before[-1]):
        before = list(_without_last(tuple(before)))
    return tuple(before)


def _leads_on(block: Block) -> bool:
    """Tell whether ``block`` is nothing without what follows: a heading, or "as follows:"."""
    if isinstance(block, Paragraph):
        return snippet.plain((block,)).endswith((":", "："))
    return isinstance(block, Heading)
