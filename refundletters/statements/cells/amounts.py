"""Amounts in a bank's export, parsed in the light of all cells of a column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Final

import msgspec

from refundletters.packs.countries import currencies
from refundletters.patterns import lazy_pattern

__all__ = [
    "BLANKS",
    "SIGNS",
    "Amount",
    "currency_of",
    "decimal_signs",
    "looks_like_amount",
    "read_amount",
]

#: Currencies by the symbol beside an amount, where it belongs to one currency only.
SIGNS: Final = {
    "€": "EUR", "£": "GBP", "₹": "INR", "₽": "RUB", "₺": "TRY", "₩": "KRW", "₪": "ILS",
    "₫": "VND", "₴": "UAH", "₦": "NGN", "₱": "PHP", "฿": "THB", "₡": "CRC", "₲": "PYG",
    "₸": "KZT", "₼": "AZN", "₾": "GEL", "₵": "GHS", "zł": "PLN", "zl": "PLN", "kč": "CZK",
    "kc": "CZK", "ft": "HUF", "r$": "BRL", "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD",
    "ca$": "CAD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD", "sg$": "SGD", "nt$": "TWD",
    "mx$": "MXN", "rm": "MYR", "rp": "IDR", "tl": "TRY", "lei": "RON", "руб": "RUB", "р": "RUB",
    "грн": "UAH", "лв": "BGN", "円": "JPY", "원": "KRW", "kn": "HRK", "euro": "EUR", "euros": "EUR",
    "€uro": "EUR", "euroa": "EUR", "eur": "EUR", "ksh": "KES", "kshs": "KES", "sfr": "CHF",
    "ден": "MKD", "дин": "RSD", "din": "RSD", "s/": "PEN", "s/.": "PEN", "dh": "AED", "dhs": "AED",
    "บาท": "THB", "đ": "VND", "vnđ": "VND", "บ": "THB", "ر س": "SAR", "د إ": "AED", "jod": "JOD",
    "人民币": "CNY", "美元": "USD", "港币": "HKD", "日元": "JPY", "欧元": "EUR", "英镑": "GBP",
}  # fmt: skip

_DEBIT_MARKS: Final = frozenset(
    {"dr", "d", "s", "soll", "debit", "db", "debet", "dt", "debito", "out"}
)
_CREDIT_MARKS: Final = frozenset(
    {"cr", "c", "h", "haben", "credit", "ct", "kredit", "credito", "in"}
)
_PLAIN: Final = {
    ".": re.compile(r"[+-]?[0-9]+(?:\.[0-9]{1,2})?\Z"),
    ",": re.compile(r"[+-]?[0-9]+(?:,[0-9]{1,2})?\Z"),
}
#: What some banks print where there is no amount.
BLANKS: Final = frozenset({"", "-", "–", "—", "--", "n/a", "N/A", ".", "nil"})
# A letter right before a figure makes it a reference, such as C1.
_GLUED_MARK: Final = lazy_pattern(r"(?<![^\W\d_])[CDSHcdsh](?=[0-9])")
_WITH_POINT: Final = lazy_pattern(r"[+-]?[0-9]+\.[0-9]{1,2}\Z").match
_WITH_COMMA: Final = lazy_pattern(r"[+-]?[0-9]+,[0-9]{1,2}\Z").match
_NUMBER: Final = lazy_pattern(
    r"[0-9](?:[0-9.,' ]*[0-9])?|(?<![0-9A-Za-z])[.,][0-9]{1,2}(?![0-9.,])"
)
_MINUS: Final = lazy_pattern(r"[-–—−‐]|\A\W*\(.*\)\W*\Z")
_WHOLE: Final = lazy_pattern(r"[.,][-–—=]+\Z|[.,]\Z")  # 13,- and 13.-
_GROUPED: Final = lazy_pattern(r"[0-9]{1,3}(?:([.,' ])[0-9]{3})(?:\1[0-9]{3})*\Z")
_INDIAN: Final = lazy_pattern(r"[0-9]{1,2}(?:,[0-9]{2})*,[0-9]{3}\Z")
_DIGITS: Final = lazy_pattern(r"[0-9]")
_ARABIC: Final = {"٫": ".", "٬": ",", "،": ","}
_LONGEST: Final = 40


class Amount(msgspec.Struct, frozen=True, gc=False):
    """An amount as printed.

    Attributes:
        value: With its sign.
        currency: The one that its code or symbol names.
        mark: ``in`` or ``out`` for a ``CR`` or ``DR`` beside it, ``plus`` for a plus sign.
    """

    value: Decimal
    currency: str = ""
    mark: str = ""


def looks_like_amount(cell: str) -> bool:
    """Return whether a cell can be an amount, whatever its decimal separator."""
    return _pieces(cell) is not None


@lru_cache(maxsize=4096)
def _pieces(cell: str) -> tuple[str, bool, str, str] | None:
    """Return the number in a cell, whether it is negative, its currency, and its mark."""
    if len(cell) > _LONGEST or (not _DIGITS.search(cell) and cell.isascii()):
        return None
    text = _simple(cell)
    found = _NUMBER.findall(text)
    if len(found) != 1:
        return None
    number = found[0]
    if _GLUED_MARK.search(text):
        return None
    beside = text.replace(number, " ", 1)
    read = _beside(beside)
    if read is None:
        return None
    mark = read[1] or ("plus" if "+" in beside else "")
    return number, bool(_MINUS.search(_WHOLE.sub("", text))), read[0], mark


def _simple(cell: str) -> str:
    text = cell.strip()
    if text.startswith("="):
        text = text[1:].strip()
    text = text.strip('"').rstrip("*†‡ ")
    if not text.isascii():
        signs = []
        for sign in unicodedata.normalize("NFKC", text):
            category = unicodedata.category(sign)
            if category == "Nd":
                signs.append(str(unicodedata.decimal(sign)))
            elif category == "Zs":
                signs.append(" ")
            elif category not in ("Cf", "Cc"):
                signs.append("'" if sign in "’ʼ′`" else _ARABIC.get(sign, sign))
        text = "".join(signs)
    return _WHOLE.sub("", text.removeprefix("'").strip())


def _beside(text: str) -> tuple[str, str] | None:
    """Return the currency and the mark beside a number; ``None`` where there are other words."""
    currency = mark = ""
    for word in re.split(r"[\s()+\-–—−‐]+", text):
        low = word.lower().strip(".,:;*") or word.strip()
        if not low:
            continue
        upper = low.upper()
        if upper in currencies() or low in SIGNS:
            code = upper if upper in currencies() else SIGNS[low]
            if currency and currency != code:
                return None
            currency = code
        elif low in _CREDIT_MARKS:
            mark = "in"
        elif low in _DEBIT_MARKS:
            mark = "out"
        elif not _is_sign(low):
            return None
    return (currency if currency in currencies() else ""), mark


def _is_sign(word: str) -> bool:
    """Return whether a word can be a symbol that several currencies share."""
    if any(unicodedata.category(char) == "Sc" for char in word):
        return len(word) <= 4
    return word in {"kr", "rs", "fr", "元", "r", "¤", "l", "q", "b", "¥", "k", "ر", "د"}


def currency_of(cell: str) -> str:
    """Return the currency that a cell names by its code or symbol, or nothing."""
    upper = cell.strip().upper()
    if upper in currencies():
        return upper
    return SIGNS.get(cell.strip().lower().rstrip("."), "")


def decimal_signs(cells: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the decimal separators that cells prove, and those of cells that could be either.

    ``13,99`` proves a comma and ``1.234.567`` too; ``1.234`` could be either.
    """
    proved: set[str] = set()
    either: set[str] = set()
    for cell in cells:
        if _WITH_POINT(cell):
            proved.add(".")
        elif _WITH_COMMA(cell):
            proved.add(",")
        elif not cell.isdigit():
            _weigh(cell, proved, either)
    return frozenset(proved), frozenset(either)


def _weigh(cell: str, proved: set[str], either: set[str]) -> None:
    """Count what one cell shows about its decimal separator."""
    pieces = _pieces(cell)
    signs = [char for char in pieces[0] if char in ".,"] if pieces else []
    if not pieces or not signs:
        return
    last = signs[-1]
    other = "," if last == "." else "."
    head, _, tail = pieces[0].rpartition(last)
    if len(set(signs)) == 2:
        proved.add(last if signs.count(last) == 1 else other)
    elif len(signs) > 1:
        if _GROUPED.match(pieces[0]) or _INDIAN.match(pieces[0]):
            proved.add(other)
    elif len(tail) == 3 and len(head.replace(" ", "")) <= 3 and head not in ("", "0"):
        either.add(last)
    else:
        proved.add(last)


def read_amount(cell: str, decimal: str) -> Amount | None:
    """Parse one amount, or return ``None`` where ``cell`` is not one.

    Args:
        cell: Such as ``-1.234,50 €``, ``(9.99)``, ``9.99 CR``, ``10,99-``, ``13,-``.
        decimal: The decimal separator of its column.
    """
    if cell[:1] != "+" and _PLAIN[decimal].match(cell):
        return Amount(Decimal(cell if decimal == "." else cell.replace(",", ".")))
    pieces = _pieces(cell)
    if pieces is None:
        return None
    number, negative, currency, mark = pieces
    whole, sign, cents = number.rpartition(decimal)
    if not sign:
        whole, cents = number, ""
    if whole and not whole.isdigit() and not (_GROUPED.match(whole) or _INDIAN.match(whole)):
        return None
    digits = re.sub(r"[^0-9]", "", whole)
    if cents and not cents.isdigit():
        return None
    value = Decimal(f"{digits or '0'}.{cents}" if cents else digits or "0")
    return Amount(-value if negative else value, currency, mark)
