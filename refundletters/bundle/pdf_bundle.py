"""A bundle as one PDF file: letters first, then every enclosure on sheets with its number.

Each page of an enclosure is set on a sheet of the letter's paper, below a line that names it. Only
what can be seen is taken over: no scripts, forms, attachments or properties of the original.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from refundletters.bundle.evidence_files import EvidenceFile
from refundletters.bundle.evidence_index import index_of
from refundletters.bundle.file_kinds import PICTURES
from refundletters.bundle.pdf_tags import Tags
from refundletters.bundle.pdf_xobjects import draw, form_of
from refundletters.bundle.pictures import has_pages, picture_pdf
from refundletters.bundle.result import Bundle
from refundletters.bundle.text_pages import sheet_of
from refundletters.errors import CaseError, UsageError
from refundletters.messages import Message, say
from refundletters.model.document import Document, Paragraph, Text
from refundletters.render import Rendered, render
from refundletters.render.page_geometry import page_for

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader, PdfWriter, Transformation

__all__ = ["pdf_bundle"]

_POINT: Final = 72 / 25.4  # points in a millimetre
_SIDE: Final = 10.0
_STRIP: Final = 27.0
_STAMP_TOP: Final = 10.0
_LONGEST_LABEL: Final = 110
_NOTHING: Final = "–"


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the book: a document or an enclosure, as a PDF file of its own.

    Attributes:
        piece: The enclosure, or ``None`` for a document.
        set: Whether its pages are set by us, with its number on them already.
    """

    title: str
    content: bytes
    piece: EvidenceFile | None = None
    set: bool = False


def pdf_bundle(
    letters: Sequence[Document], summary: Document, evidence_files: Sequence[EvidenceFile]
) -> Bundle:
    """Return letters, summary, index and evidence as one PDF file.

    Args:
        letters: The composed letters.
        summary: The composed case summary.
        evidence_files: The files of the evidence.

    Raises:
        UsageError: A package that it needs is not installed.
        CaseError: An enclosure is of a kind that has no pages, is damaged, or needs a password;
            names the key and what to do.
    """
    _check_packages()
    documents = [_Part(doc.title, render(doc, "pdf").content) for doc in (*letters, summary)]
    enclosures = [_enclosure(piece, summary) for piece in evidence_files]
    index = _index(summary, documents, enclosures)
    parts = [*documents, *([index] if index else []), *enclosures]
    title = letters[0].title if letters else summary.title
    content = _written(parts, replace(summary, title=title))
    return Bundle(Rendered(content, "application/pdf", ".pdf"))


def _check_packages() -> None:
    try:
        import pypdf  # noqa: F401  # only whether it is there
    except ImportError as error:
        raise UsageError(
            say("A PDF bundle needs the package pypdf, which is not installed."),
            say("Install it with: pip install refundletters[bundle,pdf], or write a .zip file."),
        ) from error


def _stamp(piece: EvidenceFile, like: Document) -> str:
    """Return the line above an enclosure, such as "Enclosure 1: Card statement of March"."""
    number = like.labels["enclosure"] % {"number": piece.number}
    label = piece.label
    if len(label) > _LONGEST_LABEL:
        label = label[: _LONGEST_LABEL - 1].rstrip() + "…"
    return f"{number}: {label}"


def _enclosure(piece: EvidenceFile, like: Document) -> _Part:
    title = _stamp(piece, like)
    if piece.kind == "pdf":
        return _Part(title, piece.content, piece)
    if piece.kind in {"text", "html", "email"}:
        return _Part(title, render(sheet_of(piece, like, title), "pdf").content, piece, set=True)
    if piece.kind in PICTURES and not has_pages(piece):
        return _Part(title, picture_pdf(piece), piece)
    key = f"{piece.key}.file"
    raise CaseError(
        say("%(key)s cannot be put into a PDF file: %(file)s.", key=key, file=piece.path.name),
        say("Save it as a PDF, PNG or JPEG file first, or write a .zip file."),
        key=key,
    )


def _index(
    summary: Document, documents: Sequence[_Part], enclosures: Sequence[_Part]
) -> _Part | None:
    """Return the index with the page of each enclosure.

    Its own length counts too, so it is set twice: numbers of pages take one line either way.
    """
    notes = {part.piece.number: _NOTHING for part in enclosures if part.piece}
    draft = index_of(summary, notes)
    if draft is None:
        return None
    page = sum(_length(part) for part in documents) + _length(
        _Part(draft.title, render(draft, "pdf").content)
    )
    lengths = [_length(part) for part in enclosures]
    total = page + sum(lengths)
    for part, length in zip(enclosures, lengths, strict=True):
        if part.piece:
            numbers = {"page": page + 1, "pages": total}
            notes[part.piece.number] = summary.labels["page"] % numbers
        page += length
    final = index_of(summary, notes)
    assert final is not None
    return _Part(final.title, render(final, "pdf").content)


def _length(part: _Part) -> int:
    with _reading(part) as reader:
        return len(reader.pages)


def _written(parts: Sequence[_Part], about: Document) -> bytes:
    from pypdf import PdfWriter
    from pypdf.generic import NameObject, TextStringObject

    writer = PdfWriter()
    writer.pdf_header = "%PDF-1.7"
    tags = Tags(writer)
    # The writer tells what it has copied by the reader, so none may go before it is done.
    readers = []
    for part in parts:
        start = len(writer.pages)
        with _reading(part) as reader:
            readers.append(reader)
            if part.piece is None or part.set:
                writer.append(reader, import_outline=False)
                tags.own(reader, writer.pages[start:])
            else:
                tags.sheets(_append_sheets(writer, part, reader, about))
        writer.add_outline_item(title=part.title, page_number=start)
    writer.metadata = {"/Title": about.title, "/Author": about.author}
    writer.root_object[NameObject("/Lang")] = TextStringObject(about.locale.replace("_", "-"))
    # Before the tags: two empty cells of a table look identical, but each has its own place.
    writer.compress_identical_objects()
    tags.write()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _append_sheets(
    writer: PdfWriter, part: _Part, reader: PdfReader, like: Document
) -> list[tuple[PageObject, list[tuple[str, str]]]]:
    """Add the pages of an enclosure, each on a sheet of its own below its line.

    Returns:
        The sheets with their tags: the line, and what it names. A picture is named by its line.
    """
    from pypdf import PdfReader, Transformation

    line = replace(
        like,
        id="enclosure",
        kind="form",
        large_print=False,
        title=part.title,
        subject="",
        blocks=(Paragraph((Text(part.title, strong=True),)),),
    )
    page = page_for(line)
    width, height = (side * _POINT for side in page.paper)
    aside = page.margins[1] - _SIDE if page.rtl else _SIDE - page.margins[3]
    move = Transformation().translate(aside * _POINT, (page.margins[0] - _STAMP_TOP) * _POINT)
    stamp = PdfReader(io.BytesIO(render(line, "pdf").content))
    kind = ("/Figure", part.title) if part.piece and part.piece.kind in PICTURES else ("/P", "")
    sheets = []
    for source in reader.pages:
        _refuse_notes(source, part)
        sheet = writer.add_blank_page(width=width, height=height)
        shown = (kind[0], form_of(writer, source), _place(sheet, source))
        draw(writer, sheet, (stamp.pages[0], move), shown)
        sheets.append((sheet, [("/P", ""), kind]))
    return sheets


def _refuse_notes(source: PageObject, part: _Part) -> None:
    """Refuse what lies on a page and not in it: without it, what it covers could be read again.

    Raises:
        CaseError: There are comments, drawn boxes or fields of a form.
    """
    found = [note.get_object() for note in source.get("/Annots", None) or ()]
    if part.piece and any(note.get("/Subtype") != "/Link" for note in found):
        key, file = f"{part.piece.key}.file", part.piece.path.name
        raise _refused(
            say(
                "%(key)s has boxes, comments or fields on its pages: %(file)s.", key=key, file=file
            ),
            key,
        )


def _place(sheet: PageObject, source: PageObject) -> Transformation:
    """Return how to set a page on a sheet: whole, upright, centered, and no larger than it was."""
    from pypdf import Transformation

    box = source.cropbox
    width, height = float(box.width), float(box.height)
    shift = {0: (0.0, 0.0), 90: (0.0, width), 180: (width, height), 270: (height, 0.0)}
    turn = source.rotation % 360
    move = Transformation().translate(-float(box.left), -float(box.bottom))
    move = move.rotate(-turn).translate(*shift[turn])
    if turn in {90, 270}:
        width, height = height, width
    room = (
        float(sheet.mediabox.width) - 2 * _SIDE * _POINT,
        float(sheet.mediabox.height) - (_STRIP + _SIDE) * _POINT,
    )
    scale = min(room[0] / width, room[1] / height, 1.0)
    left = _SIDE * _POINT + (room[0] - width * scale) / 2
    below = _SIDE * _POINT + room[1] - height * scale
    return move.scale(scale, scale).translate(left, below)


@contextmanager
def _reading(part: _Part) -> Iterator[PdfReader]:
    """Open a PDF file; what its reader grumbles about stays off the screen.

    Raises:
        CaseError: An enclosure is damaged, or needs a password.
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    key = f"{part.piece.key}.file" if part.piece else ""
    file = part.piece.path.name if part.piece else ""
    log = logging.getLogger("pypdf")
    level = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        reader = PdfReader(io.BytesIO(part.content))
        if reader.is_encrypted:
            raise _locked(key, file)
        yield reader
    except DependencyError as error:
        # Raised before it is known to be encrypted: most such files need a package more.
        raise _locked(key, file) from error
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        if part.piece is None:
            raise
        raise _refused(
            say("%(key)s is damaged and cannot be shown: %(file)s.", key=key, file=file), key
        ) from error
    finally:
        log.setLevel(level)


def _locked(key: str, file: str) -> CaseError:
    return _refused(say("%(key)s is protected by a password: %(file)s.", key=key, file=file), key)


def _refused(message: Message, key: str) -> CaseError:
    return CaseError(
        message,
        say("Print it to a new PDF file and name that one, or write a .zip file."),
        key=key,
    )
