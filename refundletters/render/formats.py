"""The formats in one table: what each is called, what it makes and which options it takes.

The table is cheap to import. A renderer is loaded when its format is first asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, Protocol

import msgspec

from refundletters.errors import NotFound
from refundletters.messages import say

if TYPE_CHECKING:
    from refundletters.model.document import Document
    from refundletters.render.result import Attachment

__all__ = [
    "COMPARED",
    "FORMATS",
    "Format",
    "FormatName",
    "FormatOption",
    "Output",
    "Renderer",
    "format_for",
    "format_named",
]

FormatName = Literal["text", "snippet", "docx", "html", "eml", "pdf"]
FormatOption = Literal["letterhead", "attachments"]


class Output(msgspec.Struct, frozen=True):
    """In which form a document is wanted.

    Attributes:
        format: The name of one of :data:`FORMATS`.
        part: Only this part of the document, or ``subject``, ``recipient`` or ``body``.
        limit: Largest length in the units of the channel; the channel's own by default, 0 for none.
        letterhead: A Word file whose styles, header, footer and page are taken over.
        attachments: Files that go with an e-mail.
    """

    format: str = "text"
    part: str | None = None
    limit: int | None = None
    letterhead: Path | None = None
    attachments: tuple[Attachment, ...] = ()


class Renderer(Protocol):
    """Turns a prepared document into the bytes of a file."""

    def __call__(self, document: Document, output: Output, /) -> bytes:
        """Return ``document`` as a file, using those options of ``output`` that the format takes.

        Raises:
            UsageError: The format cannot be written here; says why.
        """


class Format(msgspec.Struct, frozen=True):
    """One format.

    Attributes:
        suffix: The ending of its files, with the dot.
        media_type: Its media type, as web servers and mail programs name it.
        render: Makes the content of a file.
        paged: Whether its lines are broken by the program that shows it.
        binary: Whether it is no text, and so neither shown on a screen nor copied.
        takes: The options of :class:`Output` that only some formats take.
    """

    name: FormatName
    suffix: str
    media_type: str
    render: Renderer
    paged: bool = False
    binary: bool = False
    takes: frozenset[FormatOption] = frozenset()


def format_named(name: str) -> Format:
    """Return the format called ``name``.

    Raises:
        NotFound: There is none; names those that exist.
    """
    for entry in FORMATS.values():
        if entry.name == name:
            return entry
    import difflib  # rarely needed, and only for the hint

    raise NotFound(
        say("There is no format called %(name)s.", name=name),
        say("Formats are: %(names)s.", names=", ".join(FORMATS)),
        name=name,
        nearest=difflib.get_close_matches(name, FORMATS, n=1),
    )


def format_for(path: Path, names: Sequence[FormatName] = ()) -> Format:
    """Return the format that the ending of a file stands for.

    Args:
        path: The file to write.
        names: Only these formats; all by default.

    Raises:
        NotFound: The ending stands for none; names those that do.
    """
    known: dict[str, Format] = {}
    for name in names or FORMATS:
        known.setdefault(FORMATS[name].suffix, FORMATS[name])
    found = known.get(path.suffix.lower())
    if found is None:
        raise NotFound(
            say("The ending of %(file)s does not name a format.", file=path.name),
            say("Use one of %(endings)s, or choose with --format.", endings=", ".join(known)),
            name=path.suffix,
        )
    return found


def _text(document: Document, _: Output, /) -> bytes:
    from refundletters.render import text

    return text.render(document)


def _snippet(document: Document, _: Output, /) -> bytes:
    from refundletters.render import snippet

    return snippet.render(document)


def _docx(document: Document, output: Output, /) -> bytes:
    from refundletters.render import docx

    return docx.render(document, output.letterhead)


def _html(document: Document, _: Output, /) -> bytes:
    from refundletters.render import html

    return html.render(document)


def _eml(document: Document, output: Output, /) -> bytes:
    from refundletters.render import eml

    return eml.render(document, output.attachments)


def _pdf(document: Document, _: Output, /) -> bytes:
    from refundletters.render import pdf

    return pdf.render(document)


_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TEXT: Final = "text/plain; charset=utf-8"
_ROWS: Final = (
    Format("text", ".txt", _TEXT, _text),
    Format("snippet", ".txt", _TEXT, _snippet),
    Format("docx", ".docx", _WORD, _docx, paged=True, binary=True, takes=frozenset({"letterhead"})),
    Format("html", ".html", "text/html; charset=utf-8", _html, paged=True),
    Format("eml", ".eml", "message/rfc822", _eml, takes=frozenset({"attachments"})),
    Format("pdf", ".pdf", "application/pdf", _pdf, paged=True, binary=True),
)

# By name, in the order in which they are listed. Of two with one ending, a file gets the first.
FORMATS: Final[Mapping[FormatName, Format]] = MappingProxyType({row.name: row for row in _ROWS})
# Those in which two languages can stand side by side.
COMPARED: Final[tuple[FormatName, ...]] = ("text", "html", "docx")
