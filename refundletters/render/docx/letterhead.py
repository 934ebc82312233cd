"""Letters on a user's own Word file, whose styles, header, footer and page are kept."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Length
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types
from msgspec.structs import replace

from refundletters.errors import UsageError
from refundletters.messages import Message, say
from refundletters.model.document import Document, Layout
from refundletters.render.docx.body import Writer
from refundletters.render.docx.head import write_blocks
from refundletters.render.docx.markup import NAMESPACES
from refundletters.render.docx.numbering import numbering
from refundletters.render.docx.package import archive, member
from refundletters.render.docx.paper import tag
from refundletters.render.docx.styles import styles_part
from refundletters.render.page_geometry import PageGeometry, page_for
from refundletters.render.plain_text import clean
from refundletters.storage import archives

__all__ = ["on_letterhead"]

Element: TypeAlias = Any  # an lxml element

# What python-docx lets through: of the archive, its XML, and parts that are missing.
_UNREADABLE: Final[tuple[type[Exception], ...]] = (
    PackageNotFoundError,
    *archives.UNREADABLE,
    SyntaxError,
    LookupError,
)
_STYLE_REFERENCES: Final = ("pStyle", "rStyle", "tblStyle")
_LONGEST_PROPERTY: Final = 255  # python-docx takes no more
_UNKNOWN_FONT: Final = 1.25  # its letters may be that much wider than Arial's
_NARROWEST: Final = 60.0  # millimetres; less holds no table of charges


def on_letterhead(document: Document, path: Path) -> bytes:
    """Return the Word file ``path`` with ``document`` added after its present content.

    Raises:
        UsageError: It is not there, no Word document, or its page has no room; says why.
    """
    word = _open(path)
    page = _page(word, document)
    if page.text_width < _NARROWEST:
        raise _unusable(path, say("there is no room between its margins"))
    layout = _layout(word, document)
    writer = Writer(page, layout, mark_direction=True)
    write_blocks(writer, document.blocks)
    written = _parsed(f"<w:body {NAMESPACES}>{writer.markup}</w:body>")
    _rename(written, _merge_styles(word, page))
    _renumber(written, _merge_numbering(word, writer))
    body: Element = word.element.body
    for item in list(written):
        body.insert(len(body) - (body.sectPr is not None), item)
    _properties(word, document)
    return _saved(word)


def _w(name: str) -> str:
    """Return the qualified form of a name in the main namespace."""
    return str(qn(f"w:{name}"))


def _parsed(part: str) -> Element:
    """Return the root of a part that was written here."""
    return etree.fromstring(part.encode())


def _open(path: Path) -> WordDocument:
    if not path.is_file():
        raise _unusable(path, say("there is no such file"))
    content = path.read_bytes()
    try:
        word = docx.Document(io.BytesIO(content))
        word.styles["Normal"], word.sections[-1].page_width
    except _UNREADABLE:
        raise _unusable(path, say("it is not a Word document (.docx)")) from None
    return word


def _unusable(path: Path, why: Message) -> UsageError:
    return UsageError(
        say("%(file)s cannot be a letterhead: %(why)s.", file=str(path), why=why),
        say("Open it in a word processor, save it as .docx, and try again."),
    )


def _page(word: WordDocument, document: Document) -> PageGeometry:
    """Return the page of the last section, on which the letter will stand."""
    section, own = word.sections[-1], page_for(document)

    def length(value: Length | None, default: float) -> float:
        return default if value is None else float(value.mm)

    sides = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    top, right, bottom, left = map(length, sides, own.margins)
    width, height = map(length, (section.page_width, section.page_height), own.paper)
    size = word.styles["Normal"].font.size
    return replace(
        own,
        paper=(width, height),
        margins=(top, right, bottom, left),
        size=own.size if size is None else size.pt,
        spread=_UNKNOWN_FONT,
    )


def _layout(word: WordDocument, document: Document) -> Layout:
    """Return the layout; envelope zones are dropped when the letterhead already has text."""
    layout = document.layout
    body: Element = word.element.body
    items = [item for item in body if item.tag != _w("sectPr")]
    while items and items[-1].tag == _w("p") and not _holds_something(items[-1]):
        body.remove(items.pop())
    if not items:
        return layout
    at = "left" if layout.sender_at == "return_line" else layout.sender_at
    return replace(layout, recipient_zone=None, sender_zone=None, sender_at=at)


def _holds_something(paragraph: Element) -> bool:
    kinds = {_w("t"), _w("drawing"), _w("pict"), _w("object"), _w("sectPr"), _w("br"), _w("sdt")}
    return any(node.tag in kinds for node in paragraph.iter())


def _merge_styles(word: WordDocument, page: PageGeometry) -> Mapping[str, str]:
    """Add the styles that the file lacks; return the id in the file for each style of ours."""
    root: Element = word.styles.element
    existing = {_name(style): style.get(_w("styleId")) for style in root.iter(_w("style"))}
    taken = set(existing.values())
    base = _parsed(styles_part(page))
    ids: dict[str, str] = {}
    added = []
    for style in base.iter(_w("style")):
        own, name = style.get(_w("styleId")), _name(style)
        if name in existing:
            ids[own] = existing[name]
            continue
        ids[own] = next(new for new in (own, *(f"{own}{n}" for n in range(99))) if new not in taken)
        style.set(_w("styleId"), ids[own])
        added.append(style)
    for style in added:
        for reference in style.iter(_w("basedOn"), _w("next"), _w("link")):
            reference.set(_w("val"), ids.get(reference.get(_w("val")), reference.get(_w("val"))))
        root.append(style)
    return ids


def _name(style: Element) -> str:
    return str(style.find(_w("name")).get(_w("val"))).lower()


def _rename(body: Element, ids: Mapping[str, str]) -> None:
    for reference in body.iter(*map(_w, _STYLE_REFERENCES)):
        reference.set(_w("val"), ids[reference.get(_w("val"))])


def _merge_numbering(word: WordDocument, writer: Writer) -> Mapping[str, str]:
    """Add the list numbering of the letter to the file; return its new ids by its old ones."""
    part = numbering(writer.numbered, writer.page.hanging, rtl=writer.page.rtl)
    base = _parsed(part)
    for style in list(base.iter(_w("pStyle"))):
        style.getparent().remove(style)  # the file's own lists keep their numbering
    relations = [
        relation
        for relation in word.part.rels.values()
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING
    ]
    if not relations:
        made = Part(
            PackURI("/word/numbering.xml"),
            CONTENT_TYPE.WML_NUMBERING,
            part.encode(),
            word.part.package,
        )
        word.part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
        return {}
    existing: Element = relations[0].target_part.element
    abstract = _shift(existing, "abstractNum", "abstractNumId")
    number = _shift(existing, "num", "numId")
    ids = {}
    first = existing.find(_w("num"))
    for definition in base.findall(_w("abstractNum")):
        definition.set(
            _w("abstractNumId"), str(int(definition.get(_w("abstractNumId"))) + abstract)
        )
        if first is None:
            existing.append(definition)
        else:
            first.addprevious(definition)
    for listed in base.findall(_w("num")):
        old = listed.get(_w("numId"))
        ids[old] = str(int(old) + number)
        listed.set(_w("numId"), ids[old])
        of = listed.find(_w("abstractNumId"))
        of.set(_w("val"), str(int(of.get(_w("val"))) + abstract))
        existing.append(listed)
    return ids


def _shift(root: Element, tag_name: str, key: str) -> int:
    """Return a number above all ids in use."""
    return max((int(node.get(_w(key))) for node in root.findall(_w(tag_name))), default=0) + 1


def _renumber(body: Element, ids: Mapping[str, str]) -> None:
    for reference in body.iter(_w("numId")):
        reference.set(_w("val"), ids.get(reference.get(_w("val")), reference.get(_w("val"))))


def _properties(word: WordDocument, document: Document) -> None:
    """Set the properties of the letter; the day is the document's own, never today's."""
    properties = word.core_properties
    author = clean(document.author)[:_LONGEST_PROPERTY]
    properties.title = clean(document.title)[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = author
    properties.language = tag(document.locale)
    day = dt.datetime.fromisoformat(f"{document.case_day or '1980-01-01'}T00:00:00+00:00")
    properties.created = properties.modified = day
    root: Element = word.styles.element
    for lang in root.findall("/".join(map(_w, ("docDefaults", "rPrDefault", "rPr", "lang")))):
        lang.set(_w("val"), tag(document.locale))


def _saved(word: WordDocument) -> bytes:
    """Return the file as bytes, with fixed times in the zip."""
    saved = io.BytesIO()
    word.save(saved)
    with zipfile.ZipFile(saved) as source:
        return archive([member(name, source.read(name)) for name in source.namelist()])
