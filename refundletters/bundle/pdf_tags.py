"""The structure tags of a PDF bundle, by which screen readers find headings, tables and pictures.

A PDF file has one structure tree. The trees of the letters become branches of it, and every
enclosure gets a new branch. Pages point into the tree by numbers (``StructParents``), which are
renumbered here, since those of every letter begin with 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader, PdfWriter
    from pypdf.generic import DictionaryObject, IndirectObject

__all__ = ["Tags"]

_NUMBER: Final = "/StructParents"


@dataclass(frozen=True, slots=True)
class _TaggedDocument:
    """A tagged document, the first of its new numbers, and the prefix of its ids."""

    reader: PdfReader
    first: int
    name: bytes


@dataclass(frozen=True, slots=True)
class _EnclosurePage:
    """A page of an enclosure: its number, and its tags with their alternative text."""

    page: PageObject
    key: int
    marks: Sequence[tuple[str, str]]


class Tags:
    """Collects the structure tags while the pages of the bundle are added."""

    def __init__(self, writer: PdfWriter) -> None:
        """Begin with the tags of ``writer``, which has no page yet."""
        self._writer = writer
        self._next = 0
        self._parts: list[_TaggedDocument | list[_EnclosurePage]] = []

    def add_document(self, reader: PdfReader, pages: Sequence[PageObject]) -> None:
        """Take over the tags of a document.

        Args:
            reader: The document, which must stay open until ``write``.
            pages: Its pages in the bundle, which have lost their numbers in copying.
        """
        from pypdf.generic import NameObject, NumberObject

        first = self._next
        for before, page in zip(reader.pages, pages, strict=True):
            if _NUMBER in before:
                number = first + int(str(before[_NUMBER]))
                page[NameObject(_NUMBER)] = NumberObject(number)
                self._next = max(self._next, number + 1)
            for note in page.get("/Annots", None) or ():
                note.get_object().pop("/StructParent", None)
        self._parts.append(_TaggedDocument(reader, first, b"%d-" % len(self._parts)))

    def add_enclosure(self, pages: Sequence[tuple[PageObject, Sequence[tuple[str, str]]]]) -> None:
        """Register the pages of an enclosure.

        Args:
            pages: Each page with its marked content, numbered from 0: the tag, and the alternative
                text or nothing.
        """
        from pypdf.generic import NameObject, NumberObject

        enclosure_pages = []
        for page, marks in pages:
            page[NameObject(_NUMBER)] = NumberObject(self._next)
            enclosure_pages.append(_EnclosurePage(page, self._next, marks))
            self._next += 1
        self._parts.append(enclosure_pages)

    def write(self) -> None:
        """Write the tree into the file; its pages must not change afterwards."""
        from pypdf.generic import BooleanObject, DictionaryObject, NameObject, NumberObject

        marked = BooleanObject(value=True)
        root = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
        tree = _Tree(self._writer, self._writer._add_object(root))
        for part in self._parts:
            if isinstance(part, list):
                tree.add_enclosure_pages(part)
            else:
                tree.add_document_tree(part)
        root.update(
            {
                NameObject("/K"): tree.document,
                NameObject("/ParentTree"): tree.numbers(),
                NameObject("/ParentTreeNextKey"): NumberObject(self._next),
                NameObject("/IDTree"): tree.names(),
                NameObject("/RoleMap"): tree.roles,
            }
        )
        catalog = self._writer.root_object
        catalog[NameObject("/StructTreeRoot")] = tree.root
        catalog[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): marked})


class _Tree:
    """The structure tree under construction."""

    def __init__(self, writer: PdfWriter, root: IndirectObject) -> None:
        from pypdf.generic import ArrayObject, DictionaryObject

        self._writer = writer
        self.root = root
        self._children = ArrayObject()
        self.document = self._element("/Document", root, self._children)
        self.roles = DictionaryObject()
        self._numbers: dict[int, IndirectObject] = {}
        self._names: dict[bytes, IndirectObject] = {}

    def _element(self, tag: str, parent: IndirectObject, children: Any, **more: Any) -> Any:
        from pypdf.generic import DictionaryObject, NameObject

        values = {"S": NameObject(tag), "P": parent, "K": children} | more
        element = DictionaryObject({NameObject("/Type"): NameObject("/StructElem")})
        element.update({NameObject(f"/{key}"): value for key, value in values.items()})
        return self._writer._add_object(element)

    def add_enclosure_pages(self, enclosure_pages: Sequence[_EnclosurePage]) -> None:
        """Add the branch of an enclosure."""
        from pypdf.generic import ArrayObject, NumberObject, TextStringObject

        children = ArrayObject()
        part = self._element("/Part", self.document, children)
        for enclosure_page in enclosure_pages:
            page = enclosure_page.page.indirect_reference
            found = ArrayObject()
            for number, (tag, words) in enumerate(enclosure_page.marks):
                more = {"Alt": TextStringObject(words)} if words else {}
                found.append(self._element(tag, part, NumberObject(number), Pg=page, **more))
            children.extend(found)
            self._numbers[enclosure_page.key] = self._writer._add_object(found)
        self._children.append(part)

    def add_document_tree(self, document: _TaggedDocument) -> None:
        """Add the tree of a document as a branch."""
        from pypdf.generic import NameObject

        source = document.reader.root_object.get("/StructTreeRoot")
        if source is None:
            return
        # The pages are in the bundle already, so references to them do not copy them again.
        tree = source.get_object().clone(self._writer)
        for child in _as_list(tree.get("/K")):
            element = child.get_object()
            element[NameObject("/P")] = self.document
            element[NameObject("/S")] = NameObject("/Part")
            self._children.append(child)
            _rename(element, document.name)
        self.roles.update(tree.get("/RoleMap", {}))
        for key, value in _pairs(tree.get("/ParentTree"), "/Nums"):
            self._numbers[document.first + int(key)] = value
        for key, value in _pairs(tree.get("/IDTree"), "/Names"):
            self._names[document.name + key.original_bytes] = value
        tree.clear()

    def numbers(self) -> DictionaryObject:
        """Return the ParentTree, which links pages to their tags."""
        from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject

        pairs = ArrayObject()
        for key, value in sorted(self._numbers.items()):
            pairs.extend([NumberObject(key), value])
        return DictionaryObject({NameObject("/Nums"): pairs})

    def names(self) -> DictionaryObject:
        """Return the IDTree, which links table cells to their header cells."""
        from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, NameObject

        pairs = ArrayObject()
        for key, value in sorted(self._names.items(), key=lambda pair: pair[0]):
            pairs.extend([ByteStringObject(key), value])
        return DictionaryObject({NameObject("/Names"): pairs})


def _as_list(value: Any) -> list[Any]:
    """Return a single value or the items of an array as a list."""
    from pypdf.generic import ArrayObject

    if value is None:
        return []
    held = value.get_object()
    return list(held) if isinstance(held, ArrayObject) else [value]


def _pairs(tree: Any, leaf: str) -> Iterator[tuple[Any, Any]]:
    """Yield keys and values of a number or name tree."""
    if tree is None:
        return
    node = tree.get_object()
    flat = _as_list(node.get(leaf))
    yield from zip(flat[::2], flat[1::2], strict=True)
    for kid in _as_list(node.get("/Kids")):
        yield from _pairs(kid, leaf)


def _rename(element: Any, name: bytes) -> None:
    """Prefix the ids below ``element``, so that they differ from those of other documents."""
    from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, NameObject

    if "/ID" in element:
        element[NameObject("/ID")] = ByteStringObject(name + element["/ID"].original_bytes)
    for attributes in _as_list(element.get("/A")):
        held = attributes.get_object()
        if isinstance(held, DictionaryObject) and "/Headers" in held:
            heads = [
                ByteStringObject(name + one.original_bytes) for one in _as_list(held["/Headers"])
            ]
            held[NameObject("/Headers")] = ArrayObject(heads)
    for child in _as_list(element.get("/K")):
        held = child.get_object()
        if isinstance(held, DictionaryObject) and "/S" in held:
            _rename(held, name)
