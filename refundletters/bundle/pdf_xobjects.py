"""Pages of PDF files as form XObjects, to be drawn on another page.

A form XObject holds the visible content of a page with its fonts and pictures, and nothing else. An
unbalanced graphics state inside it cannot affect what is drawn beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter, Transformation
    from pypdf.generic import IndirectObject

__all__ = ["draw_xobject", "page_as_xobject"]

Placed = tuple["PageObject", "Transformation"]

# What pictures and forms on a page may carry besides what is seen: where and by what they were
# made, and numbers of tags that mean others here.
_LEFT_BEHIND: Final = ("/Metadata", "/PieceInfo", "/StructParent", "/StructParents")
_MARKS: Final = frozenset({b"BDC", b"BMC", b"EMC", b"DP", b"MP"})
_NAME: Final = "/Enclosure"


def page_as_xobject(writer: PdfWriter, page: PageObject) -> IndirectObject:
    """Return a page as a form XObject of ``writer``; the reader of the page must stay open."""
    from pypdf.generic import ArrayObject, DecodedStreamObject, FloatObject, NameObject

    contents = page.get_contents()
    form = DecodedStreamObject()
    form.set_data(contents.get_data() if contents is not None else b"")
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject(FloatObject(side) for side in page.cropbox),
        }
    )
    for key in ("/Resources", "/Group"):
        if key in page:
            form[NameObject(key)] = page.raw_get(key).clone(writer, ignore_fields=_LEFT_BEHIND)
    return writer._add_object(form.flate_encode())


def draw_xobject(
    writer: PdfWriter,
    page: PageObject,
    line: Placed,
    marked: tuple[str, IndirectObject, Transformation],
) -> None:
    """Draw a line of text and a form XObject on an empty page, as marked content 0 and 1.

    The line is copied as content: not every reader finds the words of an XObject by its tag.

    Args:
        writer: The file that is written.
        page: One of its pages.
        line: A page with nothing but the line, and where to move it.
        marked: Tag, form and place of what comes below.
    """
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    source, move = line
    tag, form, place = marked
    contents = DecodedStreamObject()
    contents.set_data(
        b"/P <</MCID 0>> BDC q %s cm\n%s\nQ EMC\n" % (_matrix(move), _unmarked(source))
        + b"%s <</MCID 1>> BDC q %s cm %s Do Q EMC\n"
        % (tag.encode("ascii"), _matrix(place), _NAME.encode("ascii"))
    )
    copied = source.raw_get("/Resources").clone(writer).get_object()
    assert isinstance(copied, DictionaryObject)
    # The same copy comes back for every sheet of an enclosure, so each has a list of its own.
    resources = DictionaryObject(copied)
    resources[NameObject("/XObject")] = DictionaryObject({NameObject(_NAME): form})
    page[NameObject("/Contents")] = writer._add_object(contents.flate_encode())
    page[NameObject("/Resources")] = resources


def _matrix(move: Transformation) -> bytes:
    return " ".join(f"{value:.5f}" for value in move.ctm).encode("ascii")


def _unmarked(page: PageObject) -> bytes:
    """Return the content of one of our own pages without its marked-content operators."""
    contents = page.get_contents()
    assert contents is not None
    contents.operations = [one for one in contents.operations if one[1] not in _MARKS]
    return contents.get_data()
