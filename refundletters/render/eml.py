"""E-mail files: a draft that a mail program opens, addressed, ready to be read and sent."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

from refundletters.model.document import Block, Document, Group, Paragraph
from refundletters.render import html, text
from refundletters.render.plain import clean
from refundletters.render.result import Rendered

__all__ = ["render"]

_ADDRESS: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")


def render(document: Document) -> Rendered:
    """Return the document as a draft: plain text, and the same words as HTML.

    A draft has no date and no message id; the program that sends it adds both. The subject stands
    in its header, and in the words too where they are not an e-mail's.
    """
    shown = document
    if document.kind == "email":
        shown = replace(document, blocks=_without_subject(document.blocks))
    message = EmailMessage(policy=SMTP)
    message["Subject"] = clean(document.subject or document.title).strip()
    for header, name, address in (
        ("From", document.author, document.author_email),
        ("To", document.recipient, document.recipient_email),
    ):
        if _ADDRESS.fullmatch(address):
            message[header] = Address(clean(name), addr_spec=address)
    message["X-Unsent"] = "1"
    words = text.render(shown).content
    message.set_content(words.decode(), cte="quoted-printable")
    page = html.page(shown, shown.blocks)
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    message["Content-Language"] = document.locale.replace("_", "-")
    # A boundary of the words' own keeps the file the same each time it is made.
    message.set_boundary(f"=_{hashlib.sha256(page.encode()).hexdigest()[:32]}")
    return Rendered(message.as_bytes(), "message/rfc822", ".eml")


def _without_subject(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Group):
            kept.append(replace(block, blocks=_without_subject(block.blocks)))
        elif not (isinstance(block, Paragraph) and block.role == "subject"):
            kept.append(block)
    return tuple(kept)
