"""CAMT.052, 053 and 054 of ISO 20022, versions 02 to 13."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Final

from refundletters.messages import Message, say
from refundletters.statements.formats.xml import Node, elements
from refundletters.statements.hide import clean
from refundletters.statements.values import Entry, Known, PassedOver, Statement

__all__ = ["read"]

_ENTRY: Final = "Ntry"
# ISO 20022, external code set "entry status": booked, pending, information, future.
_PENDING: Final = frozenset({"PDNG", "FUTR"})
_WAYS: Final = {"CRDT": "in", "DBIT": "out"}


def read(content: bytes, known: Known) -> Statement:
    """Read the entries of a report, statement or notification.

    Raises:
        UsageError: The file is damaged.
    """
    del known  # the format itself defines days, signs and currencies
    entries: list[Entry] = []
    passed: list[PassedOver] = []
    for number, node in enumerate(elements(content, frozenset({_ENTRY})), 1):
        read_one = list(_entries(node))
        why = _why_not(node) if not read_one else None
        if why is not None:
            passed.append(PassedOver(number, why[0], clean(_text(node, None, "out")), why[1]))
        entries += read_one
    return Statement("camt", entries, tuple(passed))


def _why_not(node: Node) -> tuple[Message, bool]:
    if _status(node) == "INFO":
        return say("It never became a payment."), False
    amount = node.find("Amt")
    if amount is not None and amount.text.strip().strip("0.") == "":
        return say("Its amount is zero."), False
    return say("Its day, amount or direction is missing."), True


def _status(node: Node) -> str:
    return node.words("Sts/Cd", "Sts/Prtry", "Sts").upper()


def _entries(node: Node) -> Iterator[Entry]:
    """Yield the payments of an entry: itself, or those booked together as one sum."""
    way = _WAYS.get(node.words("CdtDbtInd"))
    amount = _amount(node.find("Amt"))
    status = _status(node)
    day = _day(node)
    if way is None or amount is None or status == "INFO":
        return
    if day is None and status not in _PENDING:
        return
    state = "pending" if status in _PENDING else "posted"
    details = list(node.all("NtryDtls/TxDtls"))
    parts = [_part(detail, way) for detail in details] if len(details) > 1 else []
    known = [part for part in parts if part is not None]
    whole = sum(value if side == way else -value for value, _, side in known)
    if known and len(known) == len(parts) and whole == amount[0]:
        for detail, (value, code, side) in zip(details, known, strict=True):
            yield Entry(day, value, code, side, state, clean(_text(node, detail, side)))
        return
    first = details[0] if len(details) == 1 else None
    yield Entry(day, *amount, way, state, clean(_text(node, first, way)))


def _part(detail: Node, way: str) -> tuple[Decimal, str, str] | None:
    amount = _amount(detail.find("Amt") or detail.find("AmtDtls/TxAmt/Amt"))
    side = _WAYS.get(detail.words("CdtDbtInd"), way)
    return (*amount, side) if amount else None


def _amount(node: Node | None) -> tuple[Decimal, str] | None:
    if node is None:
        return None
    try:
        value = Decimal(node.text.strip())
    except InvalidOperation:
        return None
    if not value.is_finite() or not value:
        return None
    return abs(value), node.attributes.get("Ccy", "")


def _day(node: Node) -> dt.date | None:
    """Return the day as printed: a time of day in another time zone does not shift it."""
    for path in ("BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm"):
        try:
            return dt.date.fromisoformat(node.words(path)[:10])
        except ValueError:  # the element is missing, or its day cannot be read
            continue
    return None


def _text(node: Node, detail: Node | None, way: str) -> str:
    """Return the other party and the remittance text."""
    found: list[str] = []
    if detail is not None:
        # A reversal keeps the parties of the payment that it brings back.
        pays = (way == "out") != (node.words("RvslInd") == "true")
        others = ("Cdtr", "UltmtCdtr") if pays else ("Dbtr", "UltmtDbtr")
        found += [
            detail.words(
                f"RltdPties/{other}/Nm",
                f"RltdPties/{other}/Pty/Nm",
                f"RltdPties/{other}/Agt/FinInstnId/Nm",
            )
            for other in reversed(others)
        ]
        found += [child.text for child in detail.all("RmtInf/Ustrd")]
        found += [child.text for child in detail.all("RmtInf/Strd/AddtlRmtInf")]
        found.append(detail.words("AddtlTxInf"))
    found.append(node.words("AddtlNtryInf"))
    text = ""
    for piece in dict.fromkeys(" ".join(part.split()) for part in found):
        if piece and piece.lower() not in text.lower():
            text = f"{text} {piece}" if text else piece
    return text
