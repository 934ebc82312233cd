"""HTML: one file without any other, readable on a screen, by ear and on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from refundletters.model.document import (
    Block,
    Break,
    Document,
    Fill,
    Heading,
    ListBlock,
    Paragraph,
    Run,
    Table,
)
from refundletters.render.plain import FlatBlock, clean, flat
from refundletters.render.result import Rendered

__all__ = ["page", "render"]

_STYLE: Final = """
body { font: 11pt/1.45 Arial, "Liberation Sans", sans-serif; color: #111; background: #fff;
  margin: 0 }
body.large { font-size: 16pt }
main { max-width: 42em; margin: 0 auto; padding: 2em 1em; overflow-wrap: break-word }
p, ul, ol, table, .address { margin: 0 0 .8em }
h1 { font-size: 1.25em } h2 { font-size: 1.1em } h3 { font-size: 1em }
h1, h2, h3 { margin: 1.2em 0 .4em; break-after: avoid }
h1.subject, .subject { font-size: 1em; font-weight: normal; margin: 1.2em 0 }
.letter .address, .letter .date, .letter .delivery { margin-bottom: 1.5em }
.at-end { text-align: end }
.address.at-end { text-align: start; margin-inline-start: 55% }
.reference, .close { margin-bottom: 0 }
.letter .signature { margin-top: 4.5em; break-before: avoid }
.signature-end { margin-inline-start: 50% }
.salutation { margin-top: 1em }
.close { margin-top: 1em; break-after: avoid }
.label { font-weight: bold; margin-bottom: .2em; break-after: avoid }
.note { font-size: .9em }
table { border-collapse: collapse; width: 100%; border-top: 1px solid #444;
  border-bottom: 1px solid #444 }
th, td { text-align: start; vertical-align: top; padding: .25em .5em; border-top: 1px solid #bbb }
thead th, .total td { border-top: 1px solid #444 }
.total { font-weight: bold }
th.end, td.end { text-align: end; white-space: nowrap }
tr { break-inside: avoid }
.blank { display: inline-block; min-width: 15em; border-bottom: 1px solid #444 }
@media print { main { max-width: none; padding: 0 } }
"""
_KNOWN_ROLES: Final = frozenset(
    {"date", "delivery", "reference", "subject", "salutation", "close", "signature", "name",
     "label", "note"}
)  # fmt: skip


def render(document: Document) -> Rendered:
    """Return the document as one HTML file."""
    return Rendered(page(document, document.blocks).encode(), "text/html; charset=utf-8", ".html")


def page(document: Document, blocks: Sequence[Block]) -> str:
    """Return ``blocks`` as a page with the language, title and paper of ``document``."""
    language = document.locale.replace("_", "-")
    root = Element("html", lang=language, dir=document.direction)
    head = SubElement(root, "head")
    SubElement(head, "meta", charset="utf-8")
    SubElement(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    SubElement(head, "title").text = clean(document.title)
    top, right, bottom, left = document.layout.margins
    paper = document.layout.paper.lower()
    sheet = f"@page {{ size: {paper}; margin: {top}mm {right}mm {bottom}mm {left}mm }}\n"
    SubElement(head, "style").text = _STYLE + sheet
    classes = ["letter"] * (document.kind == "letter") + ["large"] * document.large_print
    body = SubElement(root, "body", {"class": " ".join(classes)} if classes else {})
    main = SubElement(body, "main")
    shown = list(flat(blocks))
    levels = [block.level for block in shown if isinstance(block, Heading)]
    subject = any(isinstance(block, Paragraph) and block.role == "subject" for block in shown)
    # A page starts with a heading of level 1: its title, else its subject, else its headings.
    lift = 0 if subject else min(levels, default=1) - 1
    for block in shown:
        _block(main, block, document, titled=1 in levels, lift=lift)
    return "<!DOCTYPE html>\n" + tostring(root, encoding="unicode", method="html") + "\n"


def _block(
    parent: Element, block: FlatBlock, document: Document, *, titled: bool, lift: int
) -> None:
    match block:
        case Paragraph():
            # A letter that has no title of its own is found by its subject.
            tag = "h1" if block.role == "subject" and not titled else "p"
            _add_runs(SubElement(parent, tag, _classes(_paragraph_classes(block, document))), block)
        case Heading():
            level = min(max(block.level - lift, 1), 6)
            _add_runs(SubElement(parent, f"h{level}"), block)
        case ListBlock():
            ordered = block.ordered or block.role == "enclosures"
            made = SubElement(parent, "ol" if ordered else "ul")
            for item in block.items:
                _runs(SubElement(made, "li"), item)
        case Table():
            _table(parent, block)
        case _:
            at = {"sender": document.layout.sender_at, "recipient": document.layout.recipient_at}
            end = document.kind == "letter" and at.get(block.role) == "right"
            made = SubElement(parent, "div", _classes(["address"] + ["at-end"] * end))
            for line in block.lines:
                _runs(SubElement(made, "div"), line)


def _paragraph_classes(block: Paragraph, document: Document) -> list[str]:
    classes = [block.role] if block.role in _KNOWN_ROLES else []
    if document.kind == "letter":
        if block.role == "date" and document.layout.date_at == "right":
            classes.append("at-end")
        if block.role == "signature" and document.layout.signature_at == "right":
            classes.append("signature-end")
    return classes


def _classes(names: Sequence[str]) -> dict[str, str]:
    return {"class": " ".join(names)} if names else {}


def _table(parent: Element, block: Table) -> None:
    made = SubElement(parent, "table")
    head, body = SubElement(made, "thead"), SubElement(made, "tbody")
    for row in block.rows:
        holder = SubElement(head if row.kind == "head" else body, "tr")
        if row.kind == "total":
            holder.set("class", "total")
        for cell in row.cells:
            attributes = {"scope": "col"} if row.kind == "head" else {}
            attributes |= {"class": "end"} if cell.align == "end" else {}
            if cell.locale:
                attributes |= {"lang": cell.locale.replace("_", "-"), "dir": "auto"}
            _runs(SubElement(holder, "th" if row.kind == "head" else "td", attributes), cell.runs)
    for section in (head, body):
        if not len(section):
            made.remove(section)


def _add_runs(parent: Element, block: Paragraph | Heading) -> None:
    _runs(parent, block.runs)


def _runs(parent: Element, runs: Iterable[Run]) -> None:
    for run in runs:
        match run:
            case Break():
                SubElement(parent, "br")
            case Fill():
                _append(parent, f"{clean(run.label)} ")
                SubElement(parent, "span", {"class": "blank"}).text = "\u00a0"
            case _:
                holder = SubElement(parent, "strong") if run.strong else parent
                holder = SubElement(holder, "em") if run.em else holder
                _append(holder, clean(run.text))


def _append(parent: Element, words: str) -> None:
    """Append words behind whatever ``parent`` holds already."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + words
    else:
        parent.text = (parent.text or "") + words
