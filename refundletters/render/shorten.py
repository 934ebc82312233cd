"""Shorten a document to the limit of its channel, least important slots first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, assert_never

from msgspec.structs import replace

from refundletters.errors import UsageError
from refundletters.messages import say
from refundletters.model.document import (
    Address,
    Block,
    Document,
    Group,
    Heading,
    ListBlock,
    Paragraph,
    Table,
)
from refundletters.render.measure import length
from refundletters.render.plain_text import line_text
from refundletters.render.sentences import without_last_sentence

__all__ = ["shorten"]

# The last is the first to go. A slot that is not named here goes before all of them; reason and ask
# are the letter itself, and courtesy is never cut.
_PRIORITY: Final = (
    "charges",
    "state",
    "refusal",
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
_AFTER_SECTIONS: Final = frozenset({"thanks", "close", "signature", "name"})


Words = Callable[[Document], str]


def shorten(document: Document, limit: int, words: Words) -> Document:
    """Return ``document`` within ``limit`` units of its channel.

    Whole sentences, list items and tables are removed, from the end of the least important slot on;
    what still fits is then restored, slot by slot. If the document consists of several messages,
    the limit applies to each of them.

    Args:
        document: What to shorten.
        limit: Largest length, 0 for none.
        words: Returns the text whose length counts.

    Raises:
        UsageError: What may not be left out is longer than ``limit``; says by how much.
    """
    if limit <= 0:
        return document
    parts = {block.part for block in document.blocks if isinstance(block, Group) and block.part}
    if len(parts) < 2:
        return _fit(document, limit, words)
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Group) and block.part:
            message = _fit(replace(document, blocks=block.blocks), limit, words)
            block = replace(block, blocks=message.blocks)
        blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def _fit(document: Document, limit: int, words: Words) -> Document:
    def over(blocks: tuple[Block, ...]) -> int:
        return length(words(replace(document, blocks=blocks)), document.channel) - limit

    if over(document.blocks) <= 0:
        return document
    slots = _slots_in_order(document.blocks)
    # How many times each slot is shortened; at first each is removed completely.
    cuts = {slot: _steps(document.blocks, slot) for slot in slots}
    too_long = over(_edition(document.blocks, cuts))
    if too_long > 0:
        raise UsageError(
            say(
                "The shortest edition has %(length)s characters, %(over)s more than %(limit)s.",
                length=limit + too_long,
                over=too_long,
                limit=limit,
            ),
            say("Allow more with --limit, or choose another channel."),
        )
    for slot in slots:
        # The last of these is the present edition, which fits.
        editions = (cuts | {slot: fewer} for fewer in range(cuts[slot] + 1))
        cuts = next(e for e in editions if over(_edition(document.blocks, e)) <= 0)
    return replace(document, blocks=_edition(document.blocks, cuts))


def _slots_in_order(blocks: Sequence[Block]) -> list[str]:
    """Return the slots that may be cut, the most important first."""
    present = [slot for slot in dict.fromkeys(_slots(blocks)) if slot not in _NEVER]
    return sorted(present, key=_rank)


def _rank(slot: str) -> int:
    return _PRIORITY.index(slot) if slot in _PRIORITY else len(_PRIORITY)


def _steps(blocks: tuple[Block, ...], slot: str) -> int:
    """Return how many times ``slot`` can be shortened before it is empty."""
    steps = 0
    while (shorter := _shortened(blocks, slot)) != blocks:
        blocks, steps = shorter, steps + 1
    return steps


def _edition(blocks: tuple[Block, ...], cuts: Mapping[str, int]) -> tuple[Block, ...]:
    for slot, steps in cuts.items():
        for _ in range(steps):
            blocks = _shortened(blocks, slot)
    return _without_bare_headings(blocks)


def _without_bare_headings(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return ``blocks`` without headings of empty sections."""
    kept: list[Block] = []
    for block in reversed(blocks):
        follows = kept[-1] if kept else None
        if not (isinstance(block, Heading) and _ends_section(follows, block.level)):
            kept.append(block)
    return tuple(reversed(kept))


def _ends_section(block: Block | None, level: int) -> bool:
    if isinstance(block, Paragraph):
        return block.role in _AFTER_SECTIONS
    return block is None or (isinstance(block, Heading) and block.level <= level)


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
    """Return ``blocks`` without their last sentence, item or table and its lead-in."""
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
        case Heading() | Table() | Address():
            rest = None
        case _:
            assert_never(last)
    if rest is not None:
        return (*before, rest)
    while before and _leads_on(before[-1]):
        before = list(_without_last(tuple(before)))
    return tuple(before)


def _leads_on(block: Block) -> bool:
    """Tell whether ``block`` only introduces what follows: a heading, or "as follows:"."""
    if isinstance(block, Paragraph):
        return line_text(block.runs).endswith((":", "："))
    return isinstance(block, Heading)
