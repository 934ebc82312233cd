"""From ``.po`` to ``.mo``: only what a translator has finished.

The build hook loads this file on its own, without the package around it, so it imports nothing but
the standard library and Babel.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

__all__ = ["BadLine", "check_lines", "compile_po", "is_finished"]

# A fixed date in the header, so that equal sources give equal bytes.
_NO_DATE: Final = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)

_LINE: Final = re.compile(
    r'(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s+)?"(?:[^"\\]|\\.)*")?'
)


class BadLine(ValueError):
    """A line that does not belong in a ``.po``.

    Attributes:
        line: Its number, from 1.
    """

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line} is neither a comment nor a quoted text")
        self.line = line


def is_finished(message: Message) -> bool:
    """Return whether a message is translated, in every plural form, and not fuzzy."""
    strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return not message.fuzzy and bool(strings) and all(strings)


def compile_po(source: bytes, locale: str) -> bytes:
    """Return the ``.mo`` of a ``.po``, without fuzzy and unfinished messages.

    Babel's own writer would fill the gaps of a half-translated plural with English.

    Args:
        source: The contents of the ``.po``.
        locale: Its locale, for the plural rule where the header has none.

    Raises:
        ValueError: It is not a ``.po`` in UTF-8; the text names the line.
    """
    check_lines(source)
    try:
        catalog = read_po(io.BytesIO(source), locale=locale, abort_invalid=True)
    except PoFileError as error:
        msg = f"line {error.lineno}: {error.args[0]}"
        raise ValueError(msg) from error
    except LookupError as error:
        msg = f"its charset is not known: {error}"
        raise ValueError(msg) from error
    finished = Catalog(locale=locale, fuzzy=False, creation_date=_NO_DATE)
    finished.mime_headers = [("Plural-Forms", catalog.plural_forms)]
    for message in catalog:
        if message.id and is_finished(message):
            finished.add(message.id, message.string, context=message.context)
    target = io.BytesIO()
    write_mo(target, finished)
    return target.getvalue()


def check_lines(source: bytes) -> None:
    """Refuse what Babel would silently accept, such as a line without its closing quote.

    Raises:
        BadLine: A line is not empty, a comment or a quoted string.
        UnicodeDecodeError: It is not UTF-8.
    """
    for number, line in enumerate(source.decode("utf-8-sig").split("\n"), start=1):
        if not _LINE.fullmatch(line.strip()):
            raise BadLine(number)
