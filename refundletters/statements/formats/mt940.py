"""MT940 and MT942 of SWIFT: statements and interim reports of an account."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from refundletters.messages import say
from refundletters.packs.countries import currencies
from refundletters.patterns import lazy_pattern
from refundletters.statements.hide import clean
from refundletters.statements.table.encoding import decode
from refundletters.statements.values import Entry, Known, PassedOver, Statement

__all__ = ["read"]

_TAG: Final = lazy_pattern(r":([0-9]{2}[A-Z]?):(.*)\Z", re.DOTALL)
# SWIFT MT940, field 61: value date, entry date, debit or credit mark, funds code, amount, kind.
_LINE: Final = lazy_pattern(
    r"(?P<day>[0-9]{6})(?P<booked>[0-9]{4})?(?P<mark>E?R?[CD])(?P<funds>[A-Z])?"
    r"(?P<amount>[0-9]{1,15},[0-9]{0,3}|[0-9]{1,15}\.[0-9]{1,3}|[0-9]{1,15})"
    r"(?P<rest>.*)\Z",
    re.DOTALL,
)
_BALANCE: Final = lazy_pattern(r"[CD][0-9]{6}(?P<code>[A-Z]{3})")
_FLOOR: Final = lazy_pattern(r"(?P<code>[A-Z]{3})")
_FIELD: Final = lazy_pattern(r"[?~<^](?=[0-9]{2})")
_SLASHED: Final = lazy_pattern(r"/([A-Z]{2,5})/")
_PURPOSE: Final = frozenset([*(f"{n}" for n in range(20, 30)), *(f"{n}" for n in range(60, 66))])
_NAME: Final = ("32", "33")
_REFERENCES: Final = lazy_pattern(r"(?:EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|IBAN|BIC)[+:]")
_WORDS: Final = ("NAME", "REMI", "ORDP", "BENM", "CNTP", "USTD", "ULTC", "ULTD", "PREF", "PURP")


def read(content: bytes, known: Known) -> Statement:
    """Read the entries of one or several statements."""
    del known  # the format itself defines days, signs and currencies
    entries: list[Entry] = []
    passed: list[PassedOver] = []
    currency = ""
    fields = list(_fields(decode(content)))
    for place, (line, tag, value) in enumerate(fields):
        if tag in ("60F", "60M"):
            found = _BALANCE.match(value)
            currency = found["code"] if found and found["code"] in currencies() else currency
        elif tag == "34F":
            found = _FLOOR.match(value)
            currency = found["code"] if found and found["code"] in currencies() else currency
        elif tag == "61":
            # A note belongs to the entry directly before it; below the balances to none.
            below = fields[place + 1] if place + 1 < len(fields) else (0, "", "")
            entry = _entry(value, below[2] if below[1] == "86" else "", currency)
            if entry is None:
                passed.append(
                    PassedOver(line, say("Its day or amount cannot be read."), clean(value))
                )
            elif not entry.amount:
                passed.append(PassedOver(line, say("Its amount is zero."), entry.text, lost=False))
            else:
                entries.append(entry)
    return Statement("mt940", entries, tuple(passed))


def _fields(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield line, tag and value of every field, the lines of a value joined."""
    start, tag, value = 0, "", ""
    for number, line in enumerate(text.splitlines(), 1):
        begun = _TAG.match(line.lstrip("\ufeff").partition("{4:")[2] or line.lstrip("\ufeff"))
        if begun:
            if tag:
                yield start, tag, value
            start, tag, value = number, begun[1], begun[2]
        elif (tag and line.strip() in ("-", "-}")) or line.startswith("{"):
            if tag:
                yield start, tag, value
            tag = ""
        elif tag:
            value += f"\n{line}"
    if tag:
        yield start, tag, value


def _entry(value: str, note: str, currency: str) -> Entry | None:
    found = _LINE.match(value)
    if found is None:
        return None
    day = _day(found["day"])
    if day is None:
        return None
    mark = found["mark"]
    # A reversal of a credit takes money, a reversal of a debit brings it back.
    way = "in" if ("D" in mark) == ("R" in mark) else "out"
    amount = Decimal(found["amount"].replace(",", ".").rstrip("."))
    return Entry(day, amount, currency, way, "posted", clean(_text(note, found["rest"])))


def _day(digits: str) -> dt.date | None:
    try:
        return dt.date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError:  # a day that no calendar has
        return None


def _text(note: str, rest: str) -> str:
    """Return the other party and the purpose of a note in one of its national forms."""
    if not note.strip():
        _, _, more = rest.partition("\n")
        return more or rest.partition("//")[0][4:]
    flat = note.replace("\n", "")
    if _FIELD.search(flat[:6]):
        return _numbered(flat)
    slashed = _SLASHED.split(flat)
    if len(slashed) > 2 and any(word in _WORDS for word in slashed[1::2]):
        return _named(slashed)
    return " ".join(note.split())


def _numbered(note: str) -> str:
    pieces: dict[str, str] = {}
    for piece in _FIELD.split(note)[1:]:
        pieces[piece[:2]] = pieces.get(piece[:2], "") + piece[2:]
    name = "".join(pieces.get(number, "") for number in _NAME)
    purpose = "".join(
        _spaced(text) for number, text in sorted(pieces.items()) if number in _PURPOSE
    )
    booking = pieces.get("00", "")
    return " ".join(filter(None, (name.strip(), _REFERENCES.sub(" ", purpose).strip() or booking)))


def _spaced(text: str) -> str:
    """Return a full line of 27 characters unchanged, a shorter one with a space at its end."""
    return text if len(text) >= 27 else f"{text} "


def _named(slashed: list[str]) -> str:
    found: dict[str, str] = {}
    for word, text in zip(slashed[1::2], slashed[2::2], strict=False):
        found.setdefault(word, text.strip("/ "))
    party = found.get("NAME") or found.get("BENM") or found.get("ORDP") or ""
    if "CNTP" in found:
        parts = [part for part in found["CNTP"].split("/") if part]
        party = parts[2] if len(parts) > 2 else party
    purpose = found.get("USTD") or found.get("REMI", "").replace("USTD//", "").strip("/ ")
    return " ".join(filter(None, (party, purpose)))
