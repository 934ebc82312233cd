"""The words of a rendered document, read back from its bytes without our own code."""

from __future__ import annotations

import email
import email.policy
import io
import re
import subprocess
import unicodedata
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Marks that formats add or leave out: they set words apart and are none themselves.
_ISOLATES = dict.fromkeys(map(ord, "\u200e\u200f\u2066\u2067\u2068\u2069"))
_RULE = re.compile(r"[-_]{2,}|[–·•-]|\d+\.")


def words(text: str) -> list[str]:
    """Words of a text; rules, separators, list marks and list numbers are none."""
    return [word for word in text.translate(_ISOLATES).split() if not _RULE.fullmatch(word)]


def from_text(content: bytes) -> list[str]:
    return words(content.decode("utf-8"))


def from_docx(content: bytes) -> list[str]:
    """Words of the body, read with zipfile and ElementTree only."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = ET.fromstring(archive.read("word/document.xml"))
    return words("\n".join(_paragraph(paragraph) for paragraph in root.iter(W + "p")))


def from_docx_by_python_docx(content: bytes) -> list[str]:
    """The same words through python-docx, tables in their places."""
    found = []
    for item in docx.Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(item, docx.table.Table):
            for row in item.rows:
                for cell in row.cells:
                    found += [paragraph.text for paragraph in cell.paragraphs]
        else:
            found.append(item.text)
    return words("\n".join(found))


def _paragraph(paragraph: ET.Element) -> str:
    said = []
    for node in paragraph.iter():
        if node.tag == W + "t":
            said.append(node.text or "")
        elif node.tag in {W + "br", W + "tab"}:
            said.append(" ")
    return "".join(said)


def visible(text: str) -> bool:
    """Whether a value has something to see."""
    return any(not unicodedata.category(char).startswith(("Z", "C")) for char in text)


class _Page(HTMLParser):
    """The words of the body of a page, blocks apart."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self.silent += tag in {"head", "style"}
        if tag not in {"strong", "em", "bdi", "span"}:
            self.said.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"head", "style"}
        if tag not in {"strong", "em", "bdi", "span"}:
            self.said.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.said.append(data)


def from_html(content: bytes) -> list[str]:
    page = _Page()
    page.feed(content.decode("utf-8"))
    page.close()
    return words("".join(page.said))


def from_eml(content: bytes) -> list[str]:
    """Words of the plain text, behind the subject where it stands in its header only."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    plain, page = message.iter_parts()
    body = words(plain.get_content())
    assert from_html(page.get_content().encode()) == body
    subject = words(message["Subject"])
    repeated = any(body[n : n + len(subject)] == subject for n in range(len(body)))
    return body if repeated else ["Subject:", *subject, *body]


def from_pdf(content: bytes) -> list[str]:
    """Words as poppler reads them, without headers and the return line, which repeat others."""
    found = _pdftotext(content, "-l", "1")
    lines = [line for line in found.split("\n") if " · " not in line]
    below_header = ("-x", "0", "-y", "60", "-W", "2000", "-H", "2000")
    return words("\n".join([*lines, _pdftotext(content, "-f", "2", *below_header)]))


def _pdftotext(content: bytes, *options: str) -> str:
    command = ["pdftotext", "-raw", *options, "-", "-"]
    done = subprocess.run(command, input=content, capture_output=True, check=False)
    return done.stdout.decode("utf-8").replace("\f", "\n")


READERS = {
    "text": from_text,
    "snippet": from_text,
    "docx": from_docx,
    "html": from_html,
    "eml": from_eml,
    "pdf": from_pdf,
}
