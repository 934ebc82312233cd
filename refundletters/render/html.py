"""HTML: a single self-contained file for screen, screen reader and print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, assert_never
from xml.etree.ElementTree import Element, SubElement, tostring

from refundletters.model.document import (
    Address,
    Block,
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
from refundletters.render.characters.isolates import pieces
from refundletters.render.characters.no_break import held_whole
from refundletters.render.page_geometry import continuation_line, heading_levels, label_parts
from refundletters.render.plain_text import clean, flat

__all__ = ["page", "render"]

_STYLE: Final = """
:root { color-scheme: light dark; --ink: #111; --paper: #fff; --rule: #444; --hairline: #bbb }
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #e6e6e6; --paper: #17181a; --rule: #aaa; --hairline: #555 } }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100% }
body { font: 1rem/1.5 Arial, "Liberation Sans", sans-serif; color: var(--ink);
  background: var(--paper); margin: 0 }
body.large { font-size: 1.4rem }
main { max-width: 40em; margin: 0 auto; padding: 2em 1em; overflow-wrap: break-word }
p, ul, ol, table, .address { margin: 0 0 .8em }
p, li { orphans: 2; widows: 2; text-wrap: pretty }
ul, ol { padding-inline-start: 1.8em }
h1 { font-size: 1.25em } h2 { font-size: 1.1em } h3 { font-size: 1em }
h1, h2, h3 { margin: 1.2em 0 .4em; line-height: 1.3; break-after: avoid }
h1.subject, .subject { font-size: 1em; font-weight: normal; margin: 1.2em 0 }
.letter .address, .letter .date, .letter .delivery { margin-bottom: 1.5em }
.at-end { text-align: end }
.address.at-end { text-align: start; margin-inline-start: 55% }
.reference, .close { margin-bottom: 0 }
.letter .signature { margin-top: 4.5em; break-before: avoid }
.signature-end { margin-inline-start: 50% }
.salutation { margin-top: 1em }
.close { margin-top: 1em }
.close, p:has(+ ul), p:has(+ ol), p:has(+ table), p:has(+ .close), p:has(+ p + .close)
  { break-after: avoid }
.label { font-weight: bold; margin-bottom: .2em; break-after: avoid }
.note { font-size: .9em }
ul, ol, .address { break-inside: avoid }
table { border-collapse: collapse; width: 100%; border-top: 1px solid var(--rule);
  border-bottom: 1px solid var(--rule) }
th, td { text-align: start; vertical-align: top; padding: .3em .5em;
  border-top: 1px solid var(--hairline) }
thead th, .total td { border-top: 1px solid var(--rule) }
.total { font-weight: bold }
th.end, td.end { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums }
tr { break-inside: avoid }
.whole { white-space: nowrap }
.blank { display: inline-block; min-width: min(15em, 100%); border-bottom: 1px solid var(--rule) }
@media screen and (max-width: 32em) {
  main { padding: 1.2em 1em; hyphens: auto; hyphenate-limit-chars: 12 5 5 }
  .address.at-end, .signature-end { margin-inline-start: 0 }
  .address, .reference, td, th { hyphens: manual }
  table { font-size: .93em }
  th, td { padding: .4em .25em }
  th:first-child, td:first-child { padding-inline-start: 0 }
  th:last-child, td:last-child { padding-inline-end: 0 }
  td:nth-child(2):not(.end) { overflow-wrap: anywhere }
  body.large { font-size: 1.25rem } }
@media print {
  body { font-size: 11pt; line-height: 1.3 } body.large { font-size: 16pt }
  main { max-width: none; padding: 0 } }
"""
_HEADER: Final = "font: 9.5pt Arial, sans-serif; vertical-align: bottom; padding-bottom: 6mm"
_KNOWN_ROLES: Final = frozenset(
    {"date", "delivery", "reference", "subject", "salutation", "close", "signature", "name",
     "label", "note"}
)  # fmt: skip


def render(document: Document) -> bytes:
    """Return the document as one HTML file."""
    return page(document, document.blocks).encode()


def page(document: Document, blocks: Sequence[Block]) -> str:
    """Return ``blocks`` as a page with the language, title and paper of ``document``."""
    language = document.locale.replace("_", "-")
    root = Element("html", lang=language, dir=document.direction)
    head = SubElement(root, "head")
    SubElement(head, "meta", charset="utf-8")
    SubElement(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    SubElement(head, "title").text = clean(document.title)
    SubElement(head, "style").text = _STYLE + _sheet(document)
    classes = ["letter"] * (document.kind == "letter") + ["large"] * document.large_print
    body = SubElement(root, "body", {"class": " ".join(classes)} if classes else {})
    main = SubElement(body, "main")
    shown = list(flat(blocks))
    for block, level in zip(shown, heading_levels(shown), strict=True):
        _block(main, block, document, level)
    return "<!DOCTYPE html>\n" + tostring(root, encoding="unicode", method="html") + "\n"


def _sheet(document: Document) -> str:
    """Return the CSS of the paper, and of the headers from page two on."""
    top, right, bottom, left = document.layout.margins
    paper = document.layout.paper.lower()
    parts = label_parts(document)
    number = " ".join(
        f"counter({part})" if is_number else _quoted(part) for part, is_number in parts
    )
    sides = ("right", "left") if document.direction == "rtl" else ("left", "right")
    said = zip(sides, (_quoted(continuation_line(document)), number), strict=True)
    style = f"size: {paper}; margin: {top}mm {right}mm {bottom}mm {left}mm"
    boxes = "".join(f"  @top-{side} {{ content: {words}; {_HEADER} }}\n" for side, words in said)
    none = " ".join(f"@top-{side} {{ content: none }}" for side in sides)
    return f"@page {{ {style};\n{boxes}}}\n@page :first {{ {none} }}\n"


def _quoted(words: str) -> str:
    """Return ``words`` as a CSS string that can end neither itself nor the style element."""
    plain = (char if char.isalnum() or char in " .,·-" else f"\\{ord(char):x} " for char in words)
    return f'"{"".join(plain)}"'


def _block(parent: Element, block: FlatBlock, document: Document, level: int) -> None:
    whole = held_whole(document.locale)
    match block:
        case Paragraph():
            # A letter without a title has its subject as heading.
            tag = f"h{level}" if level else "p"
            made = SubElement(parent, tag, _classes(_paragraph_classes(block, document)))
            _runs(made, block.runs, whole)
        case Heading():
            _runs(SubElement(parent, f"h{level}"), block.runs, whole)
        case ListBlock():
            ordered = block.ordered or block.role == "enclosures"
            made = SubElement(parent, "ol" if ordered else "ul")
            for item in block.items:
                _runs(SubElement(made, "li"), item, whole)
        case Table():
            _table(parent, block, document.locale)
        case Address():
            at = {"sender": document.layout.sender_at, "recipient": document.layout.recipient_at}
            end = document.kind == "letter" and at.get(block.role) == "right"
            made = SubElement(parent, "div", _classes(["address"] + ["at-end"] * end))
            for line in block.lines:
                _runs(SubElement(made, "div"), line, whole)
        case _:
            assert_never(block)


def _paragraph_classes(block: Paragraph, document: Document) -> list[str]:
    classes: list[str] = [block.role] if block.role in _KNOWN_ROLES else []
    if document.kind == "letter":
        if block.role == "date" and document.layout.date_at == "right":
            classes.append("at-end")
        if block.role == "signature" and document.layout.signature_at == "right":
            classes.append("signature-end")
    return classes


def _classes(names: Sequence[str]) -> dict[str, str]:
    return {"class": " ".join(names)} if names else {}


def _table(parent: Element, block: Table, locale: str) -> None:
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
            made_cell = SubElement(holder, "th" if row.kind == "head" else "td", attributes)
            _runs(made_cell, cell.runs, held_whole(cell.locale or locale))
    for section in (head, body):
        if not len(section):
            made.remove(section)


def _runs(parent: Element, runs: Iterable[Run], whole: re.Pattern[str] | None) -> None:
    for run in runs:
        match run:
            case Break():
                SubElement(parent, "br")
            case Fill():
                _append(parent, f"{clean(run.label)} ")
                SubElement(parent, "span", {"class": "blank"}).text = "\u00a0"
            case Text():
                holder = SubElement(parent, "strong") if run.strong else parent
                holder = SubElement(holder, "em") if run.em else holder
                _words(holder, clean(run.text), whole)
            case _:
                assert_never(run)


def _words(parent: Element, text: str, whole: re.Pattern[str] | None) -> None:
    """Append text; what is isolated, or must not be broken, is an element of its own."""
    if text.isascii() and whole is None:
        _append(parent, text)
        return
    for words, way in pieces(text):
        holder = parent if way is None else SubElement(parent, "bdi", dir=way)
        end = 0
        for found in whole.finditer(words) if whole else ():
            _append(holder, words[end : found.start()])
            SubElement(holder, "span", {"class": "whole"}).text = found[0]
            end = found.end()
        _append(holder, words[end:])


def _append(parent: Element, words: str) -> None:
    """Append text after the present content of ``parent``."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + words
    else:
        parent.text = (parent.text or "") + words
