"""Documents built by hand, block by block, for tests of every renderer."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from refundletters.letters.layout import layout_for
from refundletters.model.document import (
    Block,
    Cell,
    Document,
    Group,
    Layout,
    Paragraph,
    Row,
    Run,
    Table,
    Text,
)
from refundletters.packs.roots import shipped_roots

PLAIN = Layout("A4", "A4", (25, 25, 25, 25), ("sender", "recipient", "date", "subject"))


def p(words: str, role: str = "") -> Paragraph:
    return Paragraph((Text(words),), role)


def strong(label: str, words: str, role: str = "subject") -> Paragraph:
    runs: tuple[Run, ...] = (Text(words, strong=True),)
    return Paragraph((Text(label + " "), *runs) if label else runs, role)


def lines(*words: str) -> tuple[tuple[Run, ...], ...]:
    return tuple((Text(line),) for line in words)


def slot(name: str, *blocks: Block) -> Group:
    return Group(blocks, slot=name)


def table(head: tuple[str, ...], *rows: tuple[str, ...], total: tuple[str, ...] = ()) -> Table:
    def row(words: tuple[str, ...], kind: str) -> Row:
        ends = ("start",) * (len(words) - 1) + ("end",)
        pairs = zip(words, ends, strict=True)
        return Row(tuple(Cell((Text(word),), end) for word, end in pairs), kind)

    made = [row(head, "head"), *(row(words, "body") for words in rows)]
    return Table(tuple(made + ([row(total, "total")] if total else [])))


def document(*blocks: Block, **fields: Any) -> Document:
    """A document of plain paragraphs; ``fields`` override."""
    made = Document(
        id="refund-request",
        kind="email",
        channel="email",
        locale="en_US",
        direction="ltr",
        title="Refund request",
        subject="",
        author="Ada Example",
        recipient="Example Stream, Inc.",
        blocks=blocks,
        layout=PLAIN,
        labels={"page": "Page %(page)s of %(pages)s"},
        case_day="2026-11-22",
    )
    return replace(made, **fields)


def layout(country: str) -> Layout:
    return layout_for(shipped_roots(), country)[0]
