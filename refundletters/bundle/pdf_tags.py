"""Tags of a book: what tells a screen reader which words are a heading, a table or a picture.

Each PDF file has one tree of tags. Letters come with trees of their own, which become branches of
the tree of the book; sheets of enclosures get a branch each. Pages point into the tree by numbers
that are given anew, since every letter begins with 0.
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
class _Own:
    """A document that came with tags: where its numbers begin, and what sets its names apart."""

    reader: PdfReader
    first: int
    name: bytes


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page of an enclosure with its number, and what is on it: tags with their other words."""

    page: PageObject
    key: int
    marks: Sequence[tuple[str, str]]


class Tags:
    """Collects the tags of a book while its pages come together."""

    def __init__(self, writer: PdfWriter) -> None:
        """Begin with the tags of ``writer``, which has no page yet."""
        self._writer = writer
        self._next = 0
        self._parts: list[_Own | list[_Sheet]] = []

    def own(self, reader: PdfReader, pages: Sequence[PageObject]) -> None:
        """Take over the tags of a document.

        Args:
            reader: The document, which must stay open until ``write``.
            pages: Its pages in the book, which have lost their numbers on the way.
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
        self._parts.append(_Own(reader, first, b"%d-" % len(self._parts)))

    def sheets(self, pages: Sequence[tuple[PageObject, Sequence[tuple[str, str]]]]) -> None:
        """Note the sheets of an enclosure.

        Args:
            pages: Each page with its marks in order, from 0: the tag, and words for what cannot be
                read, or nothing.
        """
        from pypdf.generic import NameObject, NumberObject

        sheets = []
        for page, marks in pages:
            page[NameObject(_NUMBER)] = NumberObject(self._next)
            sheets.append(_Sheet(page, self._next, marks))
            self._next += 1
        self._parts.append(sheets)

    def write(self) -> None:
        """Put the tree into the file; nothing may change its pages afterwards."""
        from pypdf.generic import BooleanObject, DictionaryObject, NameObject, NumberObject

        marked = BooleanObject(value=True)
        root = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
        tree = _Tree(self._writer, self._writer._add_object(root))
        for part in self._parts:
            if isinstance(part, list):
                tree.add_sheets(part)
            else:
                tree.add_own(part)
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
    """The tree while it grows."""

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

    def add_sheets(self, sheets: Sequence[_Sheet]) -> None:
        """Add the branch of an enclosure."""
        from pypdf.generic import ArrayObject, NumberObject, TextStringObject

        children = ArrayObject()
        part = self._element("/Part", self.document, children)
        for sheet in sheets:
            page = sheet.page.indirect_reference
            found = ArrayObject()
            for number, (tag, words) in enumerate(sheet.marks):
                more = {"Alt": TextStringObject(words)} if words else {}
                found.append(self._element(tag, part, NumberObject(number), Pg=page, **more))
            children.extend(found)
            self._numbers[sheet.key] = self._writer._add_object(found)
        self._children.append(part)

    def add_own(self, own: _Own) -> None:
        """Add the tree of a document as a branch."""
        from pypdf.generic import NameObject

        source = own.reader.root_object.get("/StructTreeRoot")
        if source is None:
            return
        # The pages are in the book already, so what points to them is not copied again.
        tree = source.get_object().clone(self._writer)
        for child in _each(tree.get("/K")):
            element = child.get_object()
            element[NameObject("/P")] = self.document
            element[NameObject("/S")] = NameObject("/Part")
            self._children.append(child)
            _rename(element, own.name)
        self.roles.update(tree.get("/RoleMap", {}))
        for key, value in _pairs(tree.get("/ParentTree"), "/Nums"):
            self._numbers[own.first + int(key)] = value
        for key, value in _pairs(tree.get("/IDTree"), "/Names"):
            self._names[own.name + key.original_bytes] = value
        tree.clear()

    def numbers(self) -> DictionaryObject:
        """Return the tree by which pages find their tags."""
        from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject

        pairs = ArrayObject()
        for key, value in sorted(self._numbers.items()):
            pairs.extend([NumberObject(key), value])
        return DictionaryObject({NameObject("/Nums"): pairs})

    def names(self) -> DictionaryObject:
        """Return the tree by which cells of tables find their heads."""
        from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, NameObject

        pairs = ArrayObject()
        for key, value in sorted(self._names.items(), key=lambda pair: pair[0]):
            pairs.extend([ByteStringObject(key), value])
        return DictionaryObject({NameObject("/Names"): pairs})


def _each(value: Any) -> list[Any]:
    """Return what stands alone or in a list, as a list of its own."""
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
    flat = _each(node.get(leaf))
    yield from zip(flat[::2], flat[1::2], strict=True)
    for kid in _each(node.get("/Kids")):
        yield from _pairs(kid, leaf)


def _rename(element: Any, name: bytes) -> None:
    """Keep the names below ``element`` apart from those of other documents."""
    from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, NameObject

    if "/ID" in element:
        element[NameObject("/ID")] = ByteStringObject(name + element["/ID"].original_bytes)
    for attributes in _each(element.get("/A")):
        held = attributes.get_object()
        if isinstance(held, DictionaryObject) and "/Headers" in held:
            heads = [ByteStringObject(name + one.original_bytes) for one in _each(held["/Headers"])]
            held[NameObject("/Headers")] = ArrayObject(heads)
    for child in _each(element.get("/K")):
        held = child.get_object()
        if isinstance(held, DictionaryObject) and "/S" in held:
            _rename(held, name)
