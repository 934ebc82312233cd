"""Parts of a document, and the order of a letter's head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from msgspec.structs import replace

from refundletters.errors import NotFound
from refundletters.messages import say
from refundletters.model.document import (
    Address,
    Block,
    Break,
    Document,
    Group,
    Heading,
    Paragraph,
    Run,
    Text,
)
from refundletters.render.plain_text import flat

__all__ = ["arrange", "choose", "parts_of"]

# Left out of the body, since web forms have separate fields for them.
_OUTSIDE_BODY: Final = frozenset({"date", "subject", "delivery", "reference"})


def parts_of(document: Document) -> tuple[str, ...]:
    """Return the names that ``part`` may have for ``document``, in order."""
    names = [group.part for group in _groups(document.blocks) if group.part]
    if document.subject:
        names.append("subject")
    if _recipient(document):
        names.append("recipient")
    return (*dict.fromkeys(names), "body")


def choose(document: Document, part: str | None) -> Document:
    """Return ``document`` with the blocks of one part only, or all of it for ``None``.

    In a whole document of several messages, each is headed by its label.

    Raises:
        NotFound: It has no such part; names those it has.
    """
    if part is None:
        return replace(document, blocks=_named_parts(document))
    if part not in parts_of(document):
        names = ", ".join(parts_of(document))
        raise NotFound(
            say("%(document)s has no part called %(name)s.", document=document.id, name=part),
            say("Its parts are: %(names)s.", names=names),
            name=part,
        )
    match part:
        case "subject":
            return replace(document, blocks=(Paragraph((Text(document.subject),)),))
        case "recipient":
            return replace(document, blocks=_recipient(document))
        case "body":
            return replace(document, blocks=_body(document.blocks))
        case _:
            groups = [group for group in _groups(document.blocks) if group.part == part]
            return replace(document, blocks=tuple(groups))


def _groups(blocks: Sequence[Block]) -> Iterator[Group]:
    for block in blocks:
        if isinstance(block, Group):
            yield block
            yield from _groups(block.blocks)


def _recipient(document: Document) -> tuple[Block, ...]:
    for block in flat(document.blocks):
        if isinstance(block, Address) and block.role == "recipient":
            return (Paragraph(_broken(block.lines)),)
    return (Paragraph((Text(document.recipient),)),) if document.recipient else ()


def _broken(lines: Sequence[tuple[Run, ...]]) -> tuple[Run, ...]:
    """Return the lines of an address as one paragraph with line breaks."""
    runs: list[Run] = []
    for line in lines:
        runs += [Break(), *line] if runs else line
    return tuple(runs)


def _body(blocks: Sequence[Block]) -> tuple[Block, ...]:
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Group):
            inner = _body(block.blocks)
            if inner:
                kept.append(replace(block, blocks=inner))
        elif not (
            isinstance(block, Address)
            or (isinstance(block, Paragraph) and block.role in _OUTSIDE_BODY)
        ):
            kept.append(block)
    return tuple(kept)


def _named_parts(document: Document) -> tuple[Block, ...]:
    parts = [group.part for group in _groups(document.blocks) if group.part]
    if len(parts) < 2:
        return document.blocks
    return tuple(_named(document.blocks, document))


def _named(blocks: Sequence[Block], document: Document) -> Iterator[Block]:
    for block in blocks:
        if not isinstance(block, Group):
            yield block
            continue
        inner = tuple(_named(block.blocks, document))
        label = document.labels.get(block.part, "") if block.part else ""
        if label:
            inner = (Heading((Text(label),)), *inner)
        yield replace(block, blocks=inner)


def arrange(document: Document) -> Document:
    """Return a letter with its head in the order of its country; other kinds unchanged.

    The head is everything before the first block of running text. Parts that the layout does not
    name follow those it names.
    """
    if document.kind != "letter":
        return document
    order = document.layout.order
    blocks = list(_opened_head(document.blocks))
    names = [*takewhile(bool, map(_head_name, blocks))]
    head = sorted(zip(names, blocks, strict=False), key=lambda part: _position(part[0], order))
    return replace(document, blocks=(*(block for _, block in head), *blocks[len(head) :]))


def _opened_head(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield ``blocks``, with groups that hold only parts of the head flattened."""
    for block in blocks:
        if isinstance(block, Group) and not block.part and _is_head(block):
            yield from _opened_head(block.blocks)
        else:
            yield block


def _is_head(block: Block) -> bool:
    if isinstance(block, Group):
        return all(_is_head(inner) for inner in block.blocks)
    return bool(_head_name(block))


def _head_name(block: Block) -> str:
    """Return the name of a part of the head as layouts call it, empty for anything else."""
    if isinstance(block, Address):
        return block.role
    if isinstance(block, Paragraph) and block.role in _OUTSIDE_BODY | {"salutation"}:
        return block.role
    return ""


def _position(name: str, order: Sequence[str]) -> int:
    return order.index(name) if name in order else len(order)
