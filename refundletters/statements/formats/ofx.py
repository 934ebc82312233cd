"""OFX 1 (SGML) and OFX 2 (XML), as banks write them for Quicken and Money; QFX is the same."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from refundletters.messages import say
from refundletters.statements.cells.amounts import decimal_signs, read_amount
from refundletters.statements.hide import clean
from refundletters.statements.kinds import damaged, error_page
from refundletters.statements.table.encoding import decode
from refundletters.statements.values import Ask, Entry, Known, PassedOver, Sample, Statement
from refundletters.statements.words import plain, word_in, words

__all__ = ["read"]

# OFX 2.2, 11.4.4.3: kinds of transactions that take money, and that bring it in.
_TAKES: Final = frozenset(
    ["DEBIT", "POS", "ATM", "CHECK", "PAYMENT", "FEE", "SRVCHG", "DIRECTDEBIT", "CASH", "REPEATPMT"]
)
_BRINGS: Final = frozenset(["CREDIT", "DEP", "INT", "DIV", "DIRECTDEP"])
_ROWS: Final = frozenset({"STMTTRN", "STMTTRNP"})
_KEPT: Final = frozenset(
    [
        "TRNTYPE",
        "DTPOSTED",
        "DTTRAN",
        "DTUSER",
        "TRNAMT",
        "NAME",
        "PAYEE",
        "MEMO",
        "CURSYM",
        "EXTDNAME",
        "FITID",
        "CORRECTFITID",
        "CORRECTACTION",
    ]
)


@dataclass(slots=True)
class _Row:
    number: int
    currency: str
    pending: bool
    values: dict[str, str] = field(default_factory=dict)
    own_currency: bool = False


def read(content: bytes, known: Known) -> Statement:
    """Read the transactions of all accounts in a file.

    Raises:
        UsageError: It breaks off, or holds an error in place of payments.
    """
    text = decode(content)
    rows = list(_rows(text))
    lowered = text.lower()
    if not rows and ("<html" in lowered or "<severity>error" in lowered):
        raise error_page()
    if "</ofx>" not in lowered:
        raise damaged()
    proved, _ = decimal_signs(row.values.get("TRNAMT", "") for row in rows)
    decimal = next(iter(proved), ".")
    amounts = [read_amount(row.values.get("TRNAMT", ""), decimal) for row in rows]
    takes = _taken_sign(rows, [amount.value if amount else None for amount in amounts], known)
    entries: list[Entry] = []
    passed: list[PassedOver] = []
    deleted = {
        row.values["CORRECTFITID"]
        for row in rows
        if row.values.get("CORRECTFITID") and row.values.get("CORRECTACTION") == "DELETE"
    }
    for row, amount in zip(rows, amounts, strict=True):
        text = clean(_text(row.values))
        day = _day(row.values)
        if row.values.get("FITID") in deleted or row.values.get("CORRECTFITID") in deleted:
            why = say("It never became a payment.")
            passed.append(PassedOver(row.number, why, text, lost=False))
        elif amount is None or (day is None and not row.pending):
            passed.append(PassedOver(row.number, say("Its day or amount cannot be read."), text))
        elif not amount.value:
            passed.append(PassedOver(row.number, say("Its amount is zero."), text, lost=False))
        else:
            kind = row.values.get("TRNTYPE", "").upper()
            signed = (amount.value < 0) == (takes == "-")
            out = kind in _TAKES if takes == "kinds" else signed
            state = "pending" if row.pending or kind == "HOLD" else "posted"
            way = "out" if out else "in"
            entries.append(Entry(day, abs(amount.value), row.currency, way, state, text))
    if not takes:
        return Statement("ofx", (), tuple(passed), (_ask(rows),))
    return Statement("ofx", entries, tuple(passed))


def _taken_sign(rows: list[_Row], values: list[object], known: Known) -> str:
    """Return ``-``, ``+``, or ``kinds`` where only the kinds say; nothing where they conflict.

    The standard has a minus for money taken; some banks write no sign and rely on the kind.
    """
    if known.taken:
        return "-" if known.taken == "negative" else "+"
    pairs = set()
    for row, value in zip(rows, values, strict=True):
        kind = row.values.get("TRNTYPE", "").upper()
        if value and kind in ("DEBIT", "CREDIT"):
            pairs.add((str(value).startswith("-"), kind))
    if pairs >= {(False, "DEBIT"), (False, "CREDIT")} and not any(minus for minus, _ in pairs):
        return "kinds" if all(_is_known_kind(row) for row in rows) else ""
    if (False, "DEBIT") in pairs and (True, "CREDIT") in pairs and len(pairs) == 2:
        return ""
    said = [
        (str(value).startswith("-"), way)
        for row, value in zip(rows, values, strict=True)
        if value and (way := _way_said(row))
    ]
    reversed_ = said and all(minus == (way == "in") for minus, way in said)
    return "" if reversed_ else "-"


def _way_said(row: _Row) -> str:
    """Return ``in`` or ``out`` where the words or the kind of a transaction say so."""
    if word_in(plain(_text(row.values)), words("came_in")):
        return "in"
    kind = row.values.get("TRNTYPE", "").upper()
    if kind in _BRINGS:
        return "in"
    return "out" if kind in _TAKES - {"PAYMENT"} else ""


def _is_known_kind(row: _Row) -> bool:
    return row.values.get("TRNTYPE", "").upper() in _TAKES | _BRINGS


def _ask(rows: list[_Row]) -> Ask:
    shown = [
        Sample(
            row.values.get("DTPOSTED", ""), row.values.get("TRNAMT", ""), clean(_text(row.values))
        )
        for row in rows[:2]
    ]
    labels = (
        say("Amounts with a minus were taken from you"),
        say("Amounts without a minus were taken from you"),
    )
    return Ask("taken", ("negative", "positive"), tuple(shown), labels)


def _rows(text: str) -> Iterator[_Row]:
    currency, number = "", 0
    row: _Row | None = None
    for tag, value in _tags(text):
        if tag == "CURDEF":
            currency = value.upper()
        elif tag in _ROWS:
            number += 1
            if row is not None:  # its end tag is missing
                yield row
            row = _Row(number, currency, tag == "STMTTRNP")
        elif tag[:1] == "/" and tag[1:] in _ROWS:
            if row is not None:
                yield row
            row = None
        elif row is not None and tag == "CURRENCY":
            row.own_currency = True
        elif row is not None and tag == "CURSYM" and row.own_currency:
            row.currency = value.upper()
        elif row is not None and tag in _KEPT and value:
            row.values.setdefault(tag, value)


def _tags(text: str) -> Iterator[tuple[str, str]]:
    """Yield every tag with the text after it; a closing tag begins with a slash."""
    place = text.find("<")
    while place >= 0:
        end = text.find(">", place)
        if end < 0:
            return
        following = text.find("<", end)
        value = text[end + 1 : following if following >= 0 else len(text)]
        tag = text[place + 1 : end].strip()
        if value.strip() == "" and text.startswith("<![CDATA[", following):
            close = text.find("]]>", following)
            value = text[following + 9 : close]
            following = text.find("<", close)
        yield tag.partition(" ")[0].upper(), html.unescape(value).strip()
        place = following


def _day(values: dict[str, str]) -> dt.date | None:
    """Return the day as printed: a time of day in another time zone does not shift it."""
    digits = (values.get("DTPOSTED") or values.get("DTTRAN") or values.get("DTUSER", ""))[:8]
    try:
        return dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:  # no day, or one that no calendar has
        return None


def _text(values: dict[str, str]) -> str:
    name = values.get("NAME") or values.get("EXTDNAME", "")
    memo = values.get("MEMO", "")
    if not memo or memo.lower() in name.lower():
        return name
    return memo if name.lower() in memo.lower() else f"{name} {memo}"
