"""Where a table comes from, by its words: how its amounts and days are probably written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from refundletters.packs.countries import currencies
from refundletters.patterns import lazy_pattern
from refundletters.statements.cells.amounts import SIGNS, currency_of
from refundletters.statements.judge.columns import Columns
from refundletters.statements.table.tables import Table
from refundletters.statements.words import bare_title, plain, title_languages

__all__ = ["Home", "of_table", "title_currency"]

# ISO 4217: currencies without cents in everyday use, and those with three decimal places.
_WHOLE: Final = frozenset(
    [
        "CLP",
        "COP",
        "IDR",
        "JPY",
        "KRW",
        "VND",
        "PYG",
        "ISK",
        "HUF",
        "UGX",
        "XOF",
        "XAF",
        "RWF",
        "IRR",
        "LAK",
        "KHR",
        "CRC",
    ]
)
_THREE: Final = frozenset(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"])
# Languages that write a decimal comma, by what stands between thousands.
_DOTS: Final = frozenset(
    ["de", "es", "it", "nl", "pt", "da", "tr", "id", "el", "ro", "hr", "sl", "sr", "vi", "nb"]
)
_SPACES: Final = frozenset(
    ["fr", "pl", "sv", "fi", "cs", "sk", "hu", "bg", "ru", "uk", "lt", "lv", "et"]
)
_COMMAS: Final = frozenset(["en", "ja", "zh", "ko", "th", "he", "ms"])
_CODE: Final = lazy_pattern(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Home:
    """What the words of a table reveal.

    Attributes:
        languages: The languages its titles may be in.
        currency: The currency that the title of the amounts names.
        around: The one currency named around the table.
        shown: A currency beside amounts or in a column, for how they are written.
        dollars: Whether a dollar or peso symbol is beside the amounts.
    """

    languages: frozenset[str]
    currency: str = ""
    around: str = ""
    shown: str = ""
    dollars: bool = False

    @property
    def has_three(self) -> bool:
        """Whether its amounts have three decimal places."""
        code = self.currency or self.shown or self.around
        return code in _THREE or (not code and self.languages == {"ar"})

    def groups_with(self, sign: str) -> bool | None:
        """Return whether ``sign`` separates thousands; ``None`` where that is not clear."""
        code = self.currency or self.shown or self.around
        if code in _THREE:
            return None
        if code in _WHOLE or self.dollars:
            return True
        if not self.languages or "ar" in self.languages or "fa" in self.languages:
            return None
        if sign == ".":
            return True if self.languages <= _DOTS | _SPACES else None
        if self.languages <= _COMMAS:
            return True
        return None if code == "" else True


def of_table(table: Table, columns: Columns, nearby: Sequence[str]) -> Home:
    """Return what the words in and around a table reveal.

    Args:
        table: The table.
        columns: Which column holds what.
        nearby: The cells around the tables of the file.
    """
    languages = _languages(table.header)
    money = [p for p in (columns.amount, columns.debit, columns.credit) if p is not None]
    cells = [cell for place in money for cell in columns.profiles[place].distinct[:100]]
    titled = next(
        filter(None, (title_currency(table.header[place], languages) for place in money)), ""
    )
    shown = _shown(columns, cells)
    around = _around(nearby)
    return Home(
        languages,
        titled,
        around,
        shown,
        any("$" in cell for cell in cells) or "$" in "".join(table.header[p] for p in money),
    )


def _languages(header: Sequence[str]) -> frozenset[str]:
    known = title_languages()
    votes: Counter[str] = Counter()
    for title in header:
        votes.update(known.get(plain(title)) or known.get(bare_title(title)) or ())
    if not votes:
        return frozenset()
    most = max(votes.values())
    return frozenset(language for language, often in votes.items() if often == most)


def title_currency(title: str, languages: frozenset[str] = frozenset()) -> str:
    """Return the currency that a title of amounts names: ``Amount (EUR)``, ``Betrag in €``."""
    for code in _CODE.findall(title):
        if code in currencies():
            return str(code)
    for piece in re.split(r"[\s()\[\]（）/:]+", title.lower()):
        if piece in SIGNS and (len(piece) > 2 or not piece.isascii() or "$" in piece):
            return currency_of(piece)
    for piece in re.findall(r"[(\[（]([^)\]）]{1,4})[)\]）]", title.lower()):
        if code := currency_of(piece.strip()):
            return code
    if "¥" in title or "元" in title:
        return "JPY" if "ja" in languages else "CNY" if languages == {"zh"} and "¥" in title else ""
    return ""


def _shown(columns: Columns, cells: Sequence[str]) -> str:
    if columns.currency is not None:
        distinct = columns.profiles[columns.currency].distinct
        return currency_of(distinct[0]) if distinct else ""
    for cell in cells:
        for piece in re.split(r"[\s0-9.,'()+-]+", cell):
            if piece and (code := currency_of(piece)):
                return code
    return ""


def _around(nearby: Sequence[str]) -> str:
    """Return the one currency named around a table, alone or beside a figure."""
    found = set()
    for cell in nearby:
        bare = cell.strip()
        if bare in currencies():
            found.add(bare)
        elif re.search(r"[0-9]", bare) and len(bare) < 30:
            codes = [code for code in _CODE.findall(bare) if code in currencies()]
            found.update(codes[:1])
            found.update(SIGNS[char] for char in bare if char in "€£₹₺₽₪")
        elif ":" in bare and len(bare) < 40 and bare.rpartition(":")[2].strip() in currencies():
            found.add(bare.rpartition(":")[2].strip())
    return found.pop() if len(found) == 1 else ""
