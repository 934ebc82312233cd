"""A document as JSON data for the typst template; text is never put into markup."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Any, Final, assert_never

from refundletters.model.document import (
    Address,
    Break,
    Document,
    Fill,
    FlatBlock,
    Heading,
    ListBlock,
    Paragraph,
    Run,
    Table,
    Text,
)
from refundletters.patterns import lazy_pattern
from refundletters.render.column_widths import column_widths
from refundletters.render.page_geometry import (
    ADDRESS_OFFSET,
    HeadPart,
    PageGeometry,
    continuation_line,
    field_columns,
    head_gap,
    heading_levels,
    label_parts,
    leads_on,
    marks,
    page_for,
    return_line,
    split_head,
    start_of,
    stays_whole,
)
from refundletters.render.plain_text import clean, flat, line_text

__all__ = ["page_data"]

# A word or number with hyphens stays on one line; Spanish would have to repeat the hyphen on the
# next. Looked for here: typst would look through every text of every try at a page.
# A day in Chinese or Japanese has no space that could be tied.
_UNBROKEN: Final = lazy_pattern(r"((?:\d{4}年)?\d{1,2}月\d{1,2}日|\b\w{1,15}(?:-\w{1,15}){1,3}\b)")
_SIGNATURE_ROLES: Final = frozenset({"signature", "name", "close"})

Data = dict[str, Any]


def page_data(document: Document) -> Data:
    """Return what the template shows; lengths in millimetres."""
    page, layout = page_for(document), document.layout
    head_parts: Sequence[HeadPart] = ()
    blocks: Sequence[FlatBlock] = list(flat(document.blocks))
    if page.letter:
        head_parts, blocks = split_head(blocks)
    field = _field(document, page, head_parts) if page.letter else None
    language, _, region = document.locale.replace("_Hans", "").replace("_Hant", "").partition("_")
    day = dt.date.fromisoformat(document.case_day) if document.case_day else None
    return {
        "title": clean(document.title),
        "author": clean(document.author),
        "day": [day.year, day.month, day.day] if day else None,
        "language": language,
        "region": region if len(region) == len("US") else None,
        "direction": document.direction,
        "letter": page.letter,
        "size": page.size,
        "pitch": page.pitch,
        "paper": page.paper,
        "margins": page.margins,
        "known": _words(continuation_line(document)),
        "page": [
            part if is_number else f"={clean(part)}" for part, is_number in label_parts(document)
        ],
        "marks": marks(layout) if page.letter else [],
        "return_line": _return_line(document, page) if field else None,
        "field": field,
        "head": [] if field else [_piece(document, page, head_part) for head_part in head_parts],
        "head_gap": head_gap(layout, page, head_parts),
        "blocks": _blocks(document, page, blocks),
    }


def _field(document: Document, page: PageGeometry, head_parts: Sequence[HeadPart]) -> Data | None:
    """Return the address field and the parts beside it, or ``None`` if the layout has none."""
    layout = document.layout
    zone, side = layout.recipient_zone, layout.sender_zone
    if layout.sender_at != "return_line" or not zone:
        return None
    before, beside = field_columns(head_parts)
    top, _, _, left = page.margins
    return {
        "before": [_piece(document, page, head_part) for head_part in before],
        "beside": [_piece(document, page, head_part) for head_part in beside],
        "left": (side.x if side else zone.x + zone.width) - left,
        "height": zone.y + zone.height - top,
        "address": zone.y + ADDRESS_OFFSET - top,
        "side": (side.y if side else zone.y) - top,
    }


def _return_line(document: Document, page: PageGeometry) -> Data | None:
    zone, words = document.layout.recipient_zone, return_line(document)
    if not zone or not words:
        return None
    x = max(zone.x, page.margins[3])
    return {"x": x, "y": zone.y + 1, "width": zone.x + zone.width - x, "words": _words(words)}


def _piece(document: Document, page: PageGeometry, head_part: HeadPart) -> Data:
    layout = document.layout
    zone = layout.recipient_zone if head_part.name == "recipient" else None
    start = start_of(layout, page, head_part.name)
    return {
        "lines": [_runs(line) for line in head_part.lines],
        "close": head_part.close,
        "at-end": head_part.name == "date" and layout.date_at == "right",
        "start": start[0] if start else None,
        "y": zone.y if zone else None,
        "bottom": zone.y + zone.height if zone else None,
    }


def _blocks(document: Document, page: PageGeometry, blocks: Sequence[FlatBlock]) -> list[Data]:
    """Return the blocks below the head, with heading levels that skip none."""
    made, deepest = [], 0
    levels = heading_levels(blocks)
    for block, following, level in zip_longest(blocks, blocks[1:], levels):
        level = min(level, deepest + 1)
        deepest = level or deepest
        made.append(_block(document, page, block) | {"level": level})
        if isinstance(block, Paragraph):
            made[-1]["leads-on"] = leads_on(following)
    return made


def _block(document: Document, page: PageGeometry, block: FlatBlock) -> Data:
    match block:
        case Paragraph():
            return {
                "kind": "paragraph",
                "role": block.role,
                "runs": _runs(block.runs),
                "start": _signature_start(document, page, block),
                "at-end": False,
            }
        case Heading():
            return {"kind": "heading", "runs": _runs(block.runs)}
        case ListBlock():
            ordered = block.ordered or block.role == "enclosures"
            items = [_runs(item) for item in block.items]
            whole = stays_whole(page, block)
            return {"kind": "list", "ordered": ordered, "items": items, "whole": whole}
        case Table():
            return _table(page, block)
        case Address():
            return {"kind": "address", "lines": [_runs(line) for line in block.lines]}
        case _:
            assert_never(block)


def _signature_start(document: Document, page: PageGeometry, block: Paragraph) -> float | None:
    right = page.letter and document.layout.signature_at == "right"
    half = page.text_width / 2
    short = page.width_of(line_text(block.runs)) < half
    return half if right and short and block.role in _SIGNATURE_ROLES else None


def _table(page: PageGeometry, block: Table) -> Data:
    columns = column_widths(page, block)
    empty: Data = {"runs": [], "end": False}
    rows = []
    for row in block.rows:
        cells = [{"runs": _runs(c.runs), "end": c.align == "end"} for c in row.cells]
        rows.append({"kind": row.kind, "cells": cells + [empty] * (len(columns) - len(cells))})
    return {"kind": "table", "columns": columns, "rows": rows}


def _runs(runs: Iterable[Run]) -> list[Data]:
    made: list[Data] = []
    for run in runs:
        match run:
            case Break():
                made.append({"kind": "break"})
            case Fill():
                made.append({"kind": "fill", "words": _words(run.label)})
            case Text():
                words = {"kind": "text", "words": _words(run.text)}
                made.append(words | {"strong": run.strong, "em": run.em})
            case _:
                assert_never(run)
    return made


def _words(text: str) -> list[Data]:
    """Return text in pieces, with those that stay on one line apart."""
    pieces = _UNBROKEN.split(clean(text))
    return [
        {"words": piece, "whole": index % 2 == 1} for index, piece in enumerate(pieces) if piece
    ]
