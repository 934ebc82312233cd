"""Documents to bytes: text, snippet, docx, html, e-mail and PDF.

A renderer knows blocks only: every word is in the Document already, in its language. What all
formats have in common (parts, the order of a letter's head, the length of a channel) is done once,
before any of them starts. :mod:`.formats` is the table of the formats.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refundletters.errors import UsageError
from refundletters.messages import say
from refundletters.render.formats import Format, Output, format_named
from refundletters.render.result import Attachment, Rendered

if TYPE_CHECKING:
    from refundletters.model.document import Document

__all__ = ["Attachment", "Output", "Rendered", "prepared", "render"]


def render(document: Document, output: Output | str) -> Rendered:
    """Turn ``document`` into bytes; the same document gives the same bytes.

    Args:
        document: A composed document.
        output: The form that is wanted, or just the name of a format.

    Raises:
        NotFound: There is no such format or part; names those that exist.
        UsageError: An option that the format does not take, a letterhead that cannot be used, or a
            limit below the length of the shortest edition.
    """
    if isinstance(output, str):
        output = Output(output)
    chosen = format_named(output.format)
    _refuse_other_options(chosen, output)
    content = chosen.render(prepared(document, chosen, output), output)
    return Rendered(content, chosen.media_type, chosen.suffix)


def _refuse_other_options(chosen: Format, output: Output) -> None:
    """Refuse options that only other formats take."""
    if output.letterhead is not None and "letterhead" not in chosen.takes:
        raise UsageError(
            say(
                "A letterhead is for Word documents, not for the format %(name)s.",
                name=chosen.name,
            ),
            say("Leave out --letterhead, or write to a .docx file."),
        )
    if output.attachments and "attachments" not in chosen.takes:
        raise UsageError(
            say("Files are attached to e-mails, not to the format %(name)s.", name=chosen.name),
            say("Write an .eml file, or a bundle."),
        )


def prepared(document: Document, chosen: Format, output: Output) -> Document:
    """Return the part that is wanted, in order and no longer than it may be."""
    from refundletters.render import snippet, text
    from refundletters.render.gsm_characters import in_basic_characters
    from refundletters.render.no_break import with_no_break_spaces
    from refundletters.render.parts import arrange, choose
    from refundletters.render.shorten import shorten

    part = arrange(choose(document, output.part))
    if document.channel == "sms":
        part = in_basic_characters(part)
    # Length counts where words are pasted; text may be pasted as it is.
    words_of = text.words_of if chosen.name == "text" else snippet.words_of
    limit = document.limit if output.limit is None else output.limit
    fitting = shorten(part, limit, words_of)
    return with_no_break_spaces(fitting) if chosen.paged else fitting
