"""Standard output: text always, binary files only if it is not a terminal."""

from __future__ import annotations

import sys
from typing import TextIO

from refundletters.errors import SinkError
from refundletters.messages import say
from refundletters.render import Rendered
from refundletters.sink.receipt import Receipt

__all__ = ["put"]


def put(rendered: Rendered, stream: TextIO | None = None) -> Receipt:
    """Write a document to standard output.

    Args:
        rendered: The document.
        stream: Another text stream with a ``buffer``.

    Raises:
        SinkError: It is no text, and the output is a terminal.
    """
    out = sys.stdout if stream is None else stream
    content = rendered.content
    if out.isatty():
        if not rendered.media_type.startswith("text/"):
            raise SinkError(
                say("A %(suffix)s file cannot be shown on a screen.", suffix=rendered.suffix),
                say("Write it to a file: -o letter%(suffix)s", suffix=rendered.suffix),
            )
        content = content.decode("utf-8").encode(out.encoding or "utf-8", "replace")
    out.flush()
    out.buffer.write(content)
    out.buffer.flush()
    return Receipt("stdout", confirmed=True)
