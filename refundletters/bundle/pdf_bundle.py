"""A bundle as one PDF file: letters first, then every enclosure on numbered pages.

Each page of an enclosure is placed on a page of the letter's paper size, below a line that names
it. Only what is visible is copied: no scripts, forms, attachments or metadata of the original.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from refundletters.bundle.evidence_index import evidence_index
from refundletters.bundle.file_kinds import PICTURES
from refundletters.bundle.pdf_tags import Tags
from refundletters.bundle.pdf_xobjects import draw_xobject, page_as_xobject
from refundletters.bundle.pictures import can_read_heic, has_pages, picture_pdf
from refundletters.bundle.read_evidence import EvidenceFile
from refundletters.bundle.result import Bundle
from refundletters.bundle.text_pages import text_page
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
    """A part of the bundle: a document or an enclosure, as a separate PDF file.

    Attributes:
        evidence: The enclosure, or ``None`` for a document.
        typeset: Whether its pages are our own, with its number on them already.
    """

    title: str
    content: bytes
    evidence: EvidenceFile | None = None
    typeset: bool = False


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
    enclosures = [_enclosure(evidence, summary) for evidence in evidence_files]
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


def _title_line(evidence: EvidenceFile, like: Document) -> str:
    """Return the line above an enclosure, such as "Enclosure 1: Card statement of March"."""
    number = like.labels["enclosure"] % {"number": evidence.number}
    label = evidence.label
    if len(label) > _LONGEST_LABEL:
        label = label[: _LONGEST_LABEL - 1].rstrip() + "…"
    return f"{number}: {label}"


def _enclosure(evidence: EvidenceFile, like: Document) -> _Part:
    title = _title_line(evidence, like)
    if evidence.kind == "pdf":
        return _Part(title, evidence.content, evidence)
    if evidence.kind in {"text", "html", "email"}:
        return _Part(
            title,
            render(text_page(evidence, like, title), "pdf").content,
            evidence,
            typeset=True,
        )
    if evidence.kind in PICTURES and not has_pages(evidence):
        return _Part(title, picture_pdf(evidence), evidence)
    if evidence.kind == "heic" and can_read_heic():
        with suppress(CaseError):  # kinds of it that the library cannot read are refused below
            return _Part(title, picture_pdf(evidence), evidence)
    key = f"{evidence.key}.file"
    raise CaseError(
        say(
            "%(key)s cannot be put into a PDF file: %(file)s.",
            key=key,
            file=evidence.path.name,
        ),
        say("Save it as a PDF, PNG or JPEG file first, or write a .zip file."),
        key=key,
    )


def _index(
    summary: Document, documents: Sequence[_Part], enclosures: Sequence[_Part]
) -> _Part | None:
    """Return the index with the page of each enclosure.

    Its own length shifts the page numbers, so it is typeset twice; they fill one line either way.
    """
    notes = {part.evidence.number: _NOTHING for part in enclosures if part.evidence}
    draft = evidence_index(summary, notes)
    if draft is None:
        return None
    page = sum(_page_count(part) for part in documents) + _page_count(
        _Part(draft.title, render(draft, "pdf").content)
    )
    lengths = [_page_count(part) for part in enclosures]
    total = page + sum(lengths)
    for part, length in zip(enclosures, lengths, strict=True):
        if part.evidence:
            numbers = {"page": page + 1, "pages": total}
            notes[part.evidence.number] = summary.labels["page"] % numbers
        page += length
    final = evidence_index(summary, notes)
    assert final is not None
    return _Part(final.title, render(final, "pdf").content)


def _page_count(part: _Part) -> int:
    with _open_pdf(part) as reader:
        return len(reader.pages)


def _written(parts: Sequence[_Part], about: Document) -> bytes:
    from pypdf import PdfWriter
    from pypdf.generic import NameObject, TextStringObject

    writer = PdfWriter()
    writer.pdf_header = "%PDF-1.7"
    tags = Tags(writer)
    # pypdf knows what it has copied by the identity of the reader, so all are kept to the end.
    readers = []
    for part in parts:
        start = len(writer.pages)
        with _open_pdf(part) as reader:
            readers.append(reader)
            if part.evidence is None or part.typeset:
                writer.append(reader, import_outline=False)
                tags.add_document(reader, writer.pages[start:])
            else:
                tags.add_enclosure(_append_enclosure_pages(writer, part, reader, about))
        writer.add_outline_item(title=part.title, page_number=start)
    writer.metadata = {"/Title": about.title, "/Author": about.author}
    writer.root_object[NameObject("/Lang")] = TextStringObject(about.locale.replace("_", "-"))
    # Done before tagging: two empty table cells look identical, but each has its own place.
    writer.compress_identical_objects()
    tags.write()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _append_enclosure_pages(
    writer: PdfWriter, part: _Part, reader: PdfReader, like: Document
) -> list[tuple[PageObject, list[tuple[str, str]]]]:
    """Append the pages of an enclosure, each on a new page below the line that names it.

    Returns:
        The pages with their tags: the line, and the content. A picture has the line as alternative
        text.
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
    title_page = PdfReader(io.BytesIO(render(line, "pdf").content))
    kind = (
        ("/Figure", part.title) if part.evidence and part.evidence.kind in PICTURES else ("/P", "")
    )
    sheets = []
    for source in reader.pages:
        _refuse_annotations(source, part)
        sheet = writer.add_blank_page(width=width, height=height)
        shown = (kind[0], page_as_xobject(writer, source), _place(sheet, source))
        draw_xobject(writer, sheet, (title_page.pages[0], move), shown)
        sheets.append((sheet, [("/P", ""), kind]))
    return sheets


def _refuse_annotations(source: PageObject, part: _Part) -> None:
    """Refuse a page with annotations: without them, what they cover would be readable again.

    Raises:
        CaseError: There are comments, drawn boxes or fields of a form.
    """
    found = [note.get_object() for note in source.get("/Annots", None) or ()]
    if part.evidence and any(note.get("/Subtype") != "/Link" for note in found):
        key, file = f"{part.evidence.key}.file", part.evidence.path.name
        raise _refused(
            say(
                "%(key)s has boxes, comments or fields on its pages: %(file)s.", key=key, file=file
            ),
            key,
        )


def _place(sheet: PageObject, source: PageObject) -> Transformation:
    """Return how to place a page: complete, upright, centered and never enlarged."""
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
def _open_pdf(part: _Part) -> Iterator[PdfReader]:
    """Open a PDF file, with the warnings of pypdf silenced.

    Raises:
        CaseError: An enclosure is damaged, or needs a password.
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    key = f"{part.evidence.key}.file" if part.evidence else ""
    file = part.evidence.path.name if part.evidence else ""
    log = logging.getLogger("pypdf")
    level = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        reader = PdfReader(io.BytesIO(part.content))
        if reader.is_encrypted:
            raise _locked(key, file)
        yield reader
    except DependencyError as error:
        # pypdf raises this before it reports encryption: decrypting needs another package.
        raise _locked(key, file) from error
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        if part.evidence is None:
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
