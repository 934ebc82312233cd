"""From ``.po`` to ``.mo``: only what a translator has finished.

The build hook loads this file on its own, without the package around it, so it imports nothing but
the standard library and Babel.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections import Counter
from gettext import c2py
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

__all__ = ["BadLine", "check_lines", "compile_po", "is_faithful", "is_finished"]

# A fixed date in the header, so that equal sources give equal bytes.
_NO_DATE: Final = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)

_LINE: Final = re.compile(
    r'(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s+)?"(?:[^"\\]|\\.)*")?'
)

_PLURALS: Final = re.compile(rb"nplurals\s*=\s*([0-9]+)")
# Arabic has six forms, and no language has more.
_MOST_PLURALS: Final = 6
_PLACEHOLDER: Final = re.compile(r"%\((\w+)\)s")
_PERCENT: Final = re.compile(r"%(?!%)")
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]*>")
# Characters that turn the direction of what follows; a reader sees other words than are there.
_DIRECTIONS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")


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


def is_faithful(message: Message, catalog: Catalog) -> bool:
    """Return whether a translation keeps what its message carries.

    That is every placeholder, as often, in the one form there is; every element of the markup; no
    other percent sign; all plural forms. A form for a single number may say it in words, and so
    leave one placeholder out.
    """
    ids = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
    strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    if len(strings) != (catalog.num_plurals if message.pluralizable else 1):
        return False
    for form, text in enumerate(strings):
        source = ids[0] if form == 0 else ids[-1]
        wanted, given = Counter(_carried(source)), Counter(_carried(text or ""))
        # The singular often says "one" where the plural has the number.
        spare = Counter(_carried(ids[-1])) - wanted
        may_lose = 1 if message.pluralizable and _is_one_number(catalog, form) else 0
        if sum((wanted - given).values()) > may_lose or given - wanted - spare:
            return False
    return True


def _carried(text: str) -> list[str]:
    """Return what a translation has to keep: placeholders, tags, and stray signs."""
    rest = _PLACEHOLDER.sub("", text).replace("%%", "")
    stray = _PERCENT.findall(rest) + _DIRECTIONS.findall(rest)
    return [*_PLACEHOLDER.findall(text), *_TAG.findall(text), *stray]


def _is_one_number(catalog: Catalog, form: int) -> bool:
    index = c2py(catalog.plural_expr)
    return sum(1 for number in range(200) if index(number) == form) == 1


def compile_po(source: bytes, locale: str) -> bytes:
    """Return the ``.mo`` of a ``.po``, without fuzzy, unfinished and unfaithful messages.

    Babel's own writer would fill the gaps of a half-translated plural with English.

    Args:
        source: The contents of the ``.po``.
        locale: Its locale, for the plural rule where the header has none.

    Raises:
        ValueError: It is not a ``.po`` in UTF-8; the text names the line.
    """
    check_lines(source)
    if any(int(count[:4]) > _MOST_PLURALS for count in _PLURALS.findall(source)):
        msg = f"no language has more than {_MOST_PLURALS} plural forms"
        raise ValueError(msg)
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
        if message.id and is_finished(message) and is_faithful(message, catalog):
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
