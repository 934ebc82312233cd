"""The value that rendering returns, and attachments."""

from __future__ import annotations

import msgspec

__all__ = ["Attachment", "Rendered"]


class Attachment(msgspec.Struct, frozen=True):
    """A file attached to an e-mail.

    Attributes:
        name: Its file name, with its extension.
        content: Its bytes.
        media_type: Its media type, such as ``application/pdf``.
    """

    name: str
    content: bytes
    media_type: str


class Rendered(msgspec.Struct, frozen=True):
    """A finished document.

    Attributes:
        content: The bytes of the file; UTF-8 where it is text.
        media_type: Its media type, such as ``text/plain; charset=utf-8``.
        suffix: The usual file extension, with the dot.
    """

    content: bytes
    media_type: str
    suffix: str
