"""Documents to bytes: text, snippet, docx, html, e-mail and PDF, side by side.

A renderer knows blocks only. Every word is in the Document already, in its language; what all
formats have in common (parts, the order of a letter's head, the length of a channel) is done once,
before any of them starts.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from refundletters.errors import NotFound, UsageError
from refundletters.messages import say
from refundletters.model.document import Document
from refundletters.render import snippet, text
from refundletters.render.gsm_characters import in_basic_characters
from refundletters.render.no_break import with_no_break_spaces
from refundletters.render.parts import arrange, choose, parts_of
from refundletters.render.result import Attachment, Rendered
from refundletters.render.shorten import cut

__all__ = ["FORMATS", "SUFFIXES", "Attachment", "Rendered", "parts_of", "render"]

_MODULES: Final = {
    "text": "refundletters.render.text",
    "snippet": "refundletters.render.snippet",
    "docx": "refundletters.render.docx",
    "html": "refundletters.render.html",
    "eml": "refundletters.render.eml",
    "pdf": "refundletters.render.pdf",
}
FORMATS: Final = tuple(_MODULES)
_PAGES: Final = frozenset({"docx", "html", "pdf"})  # what has lines of its own making
SUFFIXES: Final = {
    ".txt": "text",
    ".docx": "docx",
    ".html": "html",
    ".eml": "eml",
    ".pdf": "pdf",
}


def render(
    document: Document,
    format: str,
    *,
    part: str | None = None,
    limit: int | None = None,
    letterhead: Path | None = None,
    attachments: Sequence[Attachment] = (),
) -> Rendered:
    """Turn ``document`` into bytes; the same document gives the same bytes.

    Args:
        document: A composed document.
        format: One of ``FORMATS``.
        part: A named part of the document, or ``subject``, ``recipient`` or ``body``.
        limit: Largest length in the units of the channel; the channel's own by default, 0 for none.
        letterhead: A Word file whose styles, header, footer and page are taken over.
        attachments: Files that go with an e-mail.

    Raises:
        NotFound: There is no such format or part; names those that exist.
        UsageError: A letterhead for another format than docx, or one that cannot be used; files to
            attach to what is no e-mail; or even the shortest edition is longer than ``limit``.
    """
    if format not in _MODULES:
        raise NotFound(
            say("There is no format called %(name)s.", name=format),
            say("Formats are: %(names)s.", names=", ".join(FORMATS)),
            name=format,
            nearest=difflib.get_close_matches(format, FORMATS, n=1),
        )
    if letterhead is not None and format != "docx":
        raise UsageError(
            say("A letterhead is for Word documents, not for the format %(name)s.", name=format),
            say("Leave out --letterhead, or write to a .docx file."),
        )
    if attachments and format != "eml":
        raise UsageError(
            say("Files are attached to e-mails, not to the format %(name)s.", name=format),
            say("Write an .eml file, or a bundle."),
        )
    chosen = arrange(choose(document, part))
    if document.channel == "sms":
        chosen = in_basic_characters(chosen)
    # Length counts where words are pasted; text may be pasted as it is.
    words = text.plain if format == "text" else snippet.plain
    ready = cut(chosen, document.limit if limit is None else limit, words)
    if format in _PAGES:
        ready = with_no_break_spaces(ready)
    module = import_module(_MODULES[format])
    more = [given for given in (letterhead, attachments) if given]
    result: Rendered = module.render(ready, *more)
    return result
