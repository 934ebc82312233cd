"""The table in a bank's export: which code page, which separator, which row names the columns."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from refundletters.answers.statement_cells import plain_words
from refundletters.errors import UsageError
from refundletters.messages import say

__all__ = ["ONE_COLUMN", "Sheet", "read_sheet", "role_of", "statement_words"]

#: What at most one column holds.
ONE_COLUMN: Final = ("amount", "debit", "credit", "direction", "currency", "status")

_WORDS: Final = Path(__file__).resolve().parents[1] / "data" / "statements" / "columns.toml"
_LARGEST: Final = 5_000_000
_MOST_ROWS: Final = 50_000
# A header stands near the top; some banks put a dozen lines about the account before it.
_PREAMBLE: Final = 40
_SEPARATORS: Final = ";,\t|"
_LONGEST_TITLE: Final = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """The table in a file.

    Attributes:
        header: Titles of the columns; empty where the file has none.
        rows: Its rows, all of the same width.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.header) or max((len(row) for row in self.rows), default=0)

    def column(self, number: int) -> tuple[str, ...]:
        """Return the cells of a column from the top."""
        return tuple(row[number] for row in self.rows)


def read_sheet(content: bytes) -> Sheet:
    """Return the table in a file.

    Args:
        content: The file; UTF-8, UTF-16 with its mark, or a code page of Windows.

    Raises:
        UsageError: There is no table in it, or it is too large to be an export.
    """
    if len(content) > _LARGEST:
        raise UsageError(
            say("This file is too large for a bank's export."),
            say("Export a shorter time, such as one year, and try again."),
        )
    if content.startswith((b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UsageError(
            say("This is not a text file with rows and columns."),
            say("Download the entries as CSV from your bank's website, and use that file."),
        )
    readings = {text: _table(text) for text in _texts(content)}
    likely = max(readings, key=lambda text: (_known_titles(readings[text]), -_odd_signs(text)))
    best = readings[likely]
    if not best.rows:
        raise UsageError(
            say("No table was found in this file."),
            say("Download the entries as CSV from your bank's website, and use that file."),
        )
    return best


def _texts(content: bytes) -> Iterator[str]:
    """Yield the readings of a file; only code pages of Windows leave a doubt."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield content.decode("utf-16", "replace")
        return
    try:
        yield content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Western first; Central European letters show in the titles.
        for encoding in ("cp1252", "cp1250", "latin-1"):
            try:
                yield content.decode(encoding)
            except UnicodeDecodeError:
                continue


def _odd_signs(text: str) -> int:
    """Return how many signs stand inside words that no word has: the mark of a wrong code page."""
    inside = re.findall(r"(?<=[^\W\d_])[^\w\s](?=[^\W\d_])", text)
    return sum(unicodedata.category(sign)[0] == "S" for sign in inside) + sum(
        sign in "³¹²" for sign in re.findall(r"(?<=[^\W\d_])[³¹²](?=[^\W\d_])", text)
    )


def _table(text: str) -> Sheet:
    """Return the table in a text, with the separator that cuts most rows to one width."""
    text = text.replace("\0", "")
    lines = text.split("\n", 1)
    told = re.match(r"\s*sep=(.)\s*\Z", lines[0], re.IGNORECASE)  # a line for spreadsheets
    if told:
        return _cut("".join(lines[1:]), told[1])
    made = [_cut(text, separator) for separator in _SEPARATORS]
    return max(made, key=lambda sheet: (_known_titles(sheet), sheet.width > 1, len(sheet.rows)))


def _cut(text: str, separator: str) -> Sheet:
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False)
        read = itertools.islice(reader, _MOST_ROWS)
        rows = [[cell.strip() for cell in row] for row in read]
    except csv.Error:
        return Sheet((), ())
    rows = [row for row in rows if any(row)]
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return Sheet((), ())
    titles = [sum(bool(role_of(cell)) for cell in row) for row in rows[:_PREAMBLE]]
    best = max(range(len(titles)), key=lambda place: (titles[place], -place))
    if titles[best] >= 2:
        header = tuple(rows[best])
        width = len(header)
        below = rows[best + 1 :]
        # A lone separator at the end of the lines makes one cell more or less.
        return Sheet(header, tuple(_fitted(row, width) for row in below if len(row) > width // 2))
    width = widths.most_common(1)[0][0]
    fitting = [tuple(row) for row in rows if len(row) == width]
    if len(fitting) > 1 and not any(char.isdigit() for cell in fitting[0] for char in cell):
        return Sheet(fitting[0], tuple(fitting[1:]))  # titles in a language we do not know
    return Sheet((), tuple(fitting))


def _fitted(row: Sequence[str], width: int) -> tuple[str, ...]:
    return (*row[:width], *([""] * (width - len(row))))


def _known_titles(sheet: Sheet) -> int:
    return len({role for title in sheet.header if (role := role_of(title))})


def role_of(title: str) -> str:
    """Return what a column holds by its title, or nothing."""
    plain = plain_words(title)
    if not plain or len(plain) > _LONGEST_TITLE:
        return ""
    words = statement_words()
    order = ("balance", "value_date", "direction", *ONE_COLUMN, "date", "text")
    for role in order:
        if plain in words[role]:
            return role
    bare = re.sub(r" (?:[a-z]{3}|in [a-z]{3})\Z", "", plain)
    for role in order:
        if bare in words[role]:
            return role
    for role in order:
        longer = (word for word in words[role] if len(word) > 3)
        if any(plain.startswith(f"{word} ") or plain.endswith(f" {word}") for word in longer):
            return role
    return ""


@lru_cache(maxsize=1)
def statement_words() -> Mapping[str, frozenset[str]]:
    """Return the words of ``data/statements`` by what they stand for, in a form to compare."""
    table = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    return {
        role: frozenset(plain_words(word) for words in languages.values() for word in words)
        for role, languages in table.items()
    }
