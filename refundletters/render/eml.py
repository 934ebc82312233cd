"""E-mail files: addressed drafts for a mail program, ready to be read and sent."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import quote
from typing import Any, Final

from msgspec.structs import replace

from refundletters.model.document import Block, Document, Group, Paragraph
from refundletters.patterns import lazy_pattern
from refundletters.render import html, text
from refundletters.render.plain_text import clean
from refundletters.render.result import Attachment

__all__ = ["mail_address", "render"]

_LINE: Final = 76  # characters (RFC 2047, section 2)
_ADDRESS: Final = lazy_pattern(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")
_LONGEST_LABEL: Final = 63  # characters of a part of a domain (RFC 1035)


class _DraftPolicy(EmailPolicy):
    """Folds subject and addresses so that they parse back unchanged.

    The folding of :mod:`email` may add a space between encoded words, which some programs show.
    """

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:
        """Keep a subject as it is: words in it may look encoded, and are not."""
        return (name, value) if name == "Subject" else super().header_store_parse(name, value)

    def fold_binary(self, name: str, value: Any) -> bytes:
        """Return one header as the lines of the file."""
        start = f"{name}: "
        if name == "Subject":
            line = start + _encoded(str(value), len(start))
        elif name in {"From", "To"}:
            (one,) = value.addresses
            shown = _name(one.display_name, len(start))
            line = f"{start}{shown}\r\n <{one.addr_spec}>" if shown else start + one.addr_spec
            if len(line) - 2 <= _LINE:
                line = line.replace("\r\n", "")
        else:
            return super().fold_binary(name, value)
        return f"{line}\r\n".encode("ascii")


def _encoded(words: str, used: int) -> str:
    """Return short ASCII text unchanged, and anything else as encoded words (RFC 2047)."""
    if words.isascii() and words.isprintable() and "=?" not in words and used + len(words) <= _LINE:
        return words
    header = Header(words, "utf-8", maxlinelen=_LINE, header_name=" " * (used - 2))
    return header.encode(linesep="\r\n")


def _name(words: str, used: int) -> str:
    quoted = f'"{quote(words)}"' if re.search(r"[^\w !#$%&'*+/=?^`{|}~-]", words) else words
    return quoted if quoted == _encoded(quoted, used) else _encoded(words, used)


def mail_address(address: str) -> str:
    """Return an address as the header of an e-mail carries it; nothing where it cannot.

    A domain with other letters than ASCII is written in the form that mail servers use (IDNA); the
    part before the @ has no such form.
    """
    before, at, domain = address.strip().rpartition("@")
    labels = unicodedata.normalize("NFKC", domain.lower()).replace("。", ".").split(".")
    host = ".".join(label if label.isascii() else _punycode(label) for label in labels)
    if not domain.isascii() and any(len(label) > _LONGEST_LABEL for label in host.split(".")):
        return ""
    carried = f"{before}{at}{domain if domain.isascii() else host}"
    return carried if _ADDRESS.fullmatch(carried) else ""


def _punycode(label: str) -> str:
    if not all(sign.isalnum() or sign == "-" for sign in label):
        return "?"  # no domain has it, and no address matches it
    return f"xn--{label.encode('punycode').decode('ascii')}"


def render(document: Document, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return the document as a draft: plain text, the same words as HTML, and attachments.

    A draft has no date and no message id; the program that sends it adds both. The subject stands
    in its header, and in the words too where they are not an e-mail's.
    """
    shown = document
    if document.kind == "email":
        shown = replace(document, blocks=_without_subject(document.blocks))
    message = EmailMessage(policy=_DraftPolicy(linesep="\r\n"))
    message["Subject"] = clean(document.subject or document.title).strip()
    for header, name, address in (
        ("From", document.author, document.author_email),
        ("To", document.recipient, document.recipient_email),
    ):
        if carried := mail_address(address):
            message[header] = Address(clean(name), addr_spec=carried)
    message["X-Unsent"] = "1"
    message.set_content(text.render(shown).decode(), cte="quoted-printable")
    page = html.page(shown, shown.blocks)
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    message["Content-Language"] = document.locale.replace("_", "-")
    for one in attachments:
        kind, _, subtype = one.media_type.partition("/")
        message.add_attachment(one.content, kind, subtype, filename=one.name)
    # Boundaries derived from the content make the same file every time.
    several = (part for part in message.walk() if part.is_multipart())
    for number, part in enumerate(several):
        part.set_boundary(f"=_{hashlib.sha256(page.encode()).hexdigest()[:32]}{number}")
    return message.as_bytes()


def _without_subject(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Group):
            kept.append(replace(block, blocks=_without_subject(block.blocks)))
        elif not (isinstance(block, Paragraph) and block.role == "subject"):
            kept.append(block)
    return tuple(kept)
