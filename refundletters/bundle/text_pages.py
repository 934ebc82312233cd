"""Text files, web pages and e-mails among the evidence as printable documents."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import Final

from msgspec.structs import replace

from refundletters.bundle.file_kinds import text_of
from refundletters.bundle.read_evidence import EvidenceFile
from refundletters.model.document import Block, Break, Document, Paragraph, Run, Text

__all__ = ["text_page"]

_HEADERS: Final = ("From", "To", "Date", "Subject")
_SKIPPED: Final = frozenset({"script", "style", "head", "title"})
_ENDS_LINE: Final = frozenset(
    {"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "table", "ul", "ol", "blockquote"}
)


def text_page(evidence: EvidenceFile, like: Document, title: str) -> Document:
    """Return the text of a text file, web page or e-mail as a document.

    Args:
        evidence: An enclosure of the kind ``text``, ``html`` or ``email``.
        like: The document whose page and language it takes.
        title: The line above it, such as "Enclosure 2: E-mail of March 3".
    """
    if evidence.kind == "email":
        blocks = tuple(_email(evidence.content))
    else:
        text = text_of(evidence.content) or ""
        blocks = tuple(_paragraphs(_html_text(text) if evidence.kind == "html" else text))
    return replace(
        like,
        id="enclosure",
        kind="form",
        channel="form",
        title=title,
        subject="",
        author="",
        blocks=(Paragraph((Text(title, strong=True),)), *blocks),
    )


def _email(content: bytes) -> Iterator[Block]:
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    runs: list[Run] = []
    for name in _HEADERS:
        if message[name]:
            runs += [Break()] if runs else []
            # Header names stay as they are in the e-mail, untranslated.
            runs += [Text(f"{name}:", strong=True), Text(f" {message[name]}")]
    if runs:
        yield Paragraph(tuple(runs))
    body = message.get_body(("plain", "html"))
    if body is not None:
        words = str(body.get_content())
        yield from _paragraphs(_html_text(words) if body.get_content_subtype() == "html" else words)


def _paragraphs(text: str) -> Iterator[Block]:
    """Yield the paragraphs of a text, which blank lines separate; other line breaks are kept."""
    runs: list[Run] = []
    for line in [*text.splitlines(), ""]:
        if line.strip():
            runs += [Break()] if runs else []
            runs.append(Text(line.strip()))
        elif runs:
            yield Paragraph(tuple(runs))
            runs = []


class _HtmlText(HTMLParser):
    """Collects the text of a web page, with a line break after each block element."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # the parser's own signature
        self._skipped += tag in _SKIPPED
        if tag in _ENDS_LINE:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED and self._skipped:
            self._skipped -= 1
        if tag in _ENDS_LINE:
            self.words.append("\n\n" if tag == "p" else "\n")

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.words.append(" ".join(data.split()) + " " if data.strip() else " ")


def _html_text(page: str) -> str:
    parser = _HtmlText()
    parser.feed(page)
    parser.close()
    return "".join(parser.words)
