"""Where a finished document goes: standard output, a file, the clipboard."""

from __future__ import annotations

from refundletters.sink.receipt import Receipt

__all__ = ["Receipt"]
