"""QIF, the old exchange format of Quicken: a letter begins each line, a caret ends a record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from refundletters.errors import UsageError
from refundletters.messages import say
from refundletters.patterns import lazy_pattern
from refundletters.statements.cells.amounts import Amount, decimal_signs, read_amount
from refundletters.statements.cells.days import day_in, day_orders
from refundletters.statements.hide import clean
from refundletters.statements.table.encoding import decode
from refundletters.statements.values import Ask, Entry, Known, PassedOver, Sample, Statement
from refundletters.statements.words import plain, word_in, words

__all__ = ["read"]

_READ: Final = frozenset({"bank", "cash", "ccard", "oth a", "oth l", ""})
_APOSTROPHE: Final = lazy_pattern(r"['’]\s*(?=[0-9]{2}\Z|[0-9]{4}\Z)")


@dataclass(frozen=True, slots=True)
class _Record:
    line: int
    day: str
    amount: str
    text: str


def read(content: bytes, known: Known) -> Statement:
    """Read the records of all accounts in a file; lists of categories and the like are not records.

    Raises:
        UsageError: The days cannot be read, or the amounts are written in two ways.
    """
    records = list(_records(decode(content)))
    proved, either = decimal_signs(record.amount for record in records)
    if len(proved) > 1:
        raise UsageError(
            say("The amounts in this file are written in two ways, so they cannot be read safely."),
            say("Enter the charges by hand, or export the file again."),
        )
    # A lone comma before three digits separates thousands, since the decimal point is usual.
    decimal = next(iter(proved), "." if "," in either else ",") if proved or either else "."
    days = day_orders([[record.day for record in records]], latest=known.latest)
    order = known.day_order or days.order
    if not order and len(days.orders) > 1:
        return Statement("qif", (), (), (_ask_order(records, days.orders, known),))
    if known.taken is None and _is_reversed(records, decimal):
        return Statement("qif", (), (), (_ask_taken(records),))
    entries: list[Entry] = []
    passed: list[PassedOver] = []
    for record in records:
        day = day_in(record.day, order or "mdy", latest=known.latest)
        amount = read_amount(record.amount, decimal)
        text = clean(record.text)
        if plain(record.text) in words("no_payment"):
            why = say("It is a total or a balance, not a payment.")
            passed.append(PassedOver(record.line, why, text, lost=False))
        elif day is None or amount is None:
            passed.append(PassedOver(record.line, say("Its day or amount cannot be read."), text))
        elif not amount.value:
            passed.append(PassedOver(record.line, say("Its amount is zero."), text, lost=False))
        else:
            entries.append(Entry(day, abs(amount.value), "", _way(amount, known), "posted", text))
    return Statement("qif", entries, tuple(passed))


def _is_reversed(records: list[_Record], decimal: str) -> bool:
    """Return whether all records that say which way the money went have the other sign."""
    said = []
    for record in records:
        amount, text = read_amount(record.amount, decimal), plain(record.text)
        came = bool(word_in(text, words("came_in")))
        if amount and amount.value and (came or word_in(text, words("went_out"))):
            said.append((amount.value < 0) == came)
    return bool(said) and all(said)


def _ask_taken(records: list[_Record]) -> Ask:
    rows = tuple(Sample(r.day, r.amount, clean(r.text)) for r in records[:2])
    labels = (
        say("Amounts with a minus were taken from you"),
        say("Amounts without a minus were taken from you"),
    )
    return Ask("taken", ("negative", "positive"), rows, labels)


def _way(amount: Amount, known: Known) -> str:
    minus = known.taken != "positive"  # the format has a minus for money taken
    return "out" if (amount.value < 0) == minus else "in"


def _ask_order(records: list[_Record], orders: tuple[str, ...], known: Known) -> Ask:
    telling = [
        record
        for record in records
        if len({day_in(record.day, order, latest=known.latest) for order in orders}) > 1
    ]
    labels = tuple(
        say("%(day)s", day=day_in(telling[0].day, order, latest=known.latest)) for order in orders
    )
    rows = tuple(Sample(r.day, r.amount, clean(r.text)) for r in telling[:2])
    return Ask("day_order", orders, rows, labels)


def _records(text: str) -> Iterator[_Record]:
    kind, begun = "", 0
    fields: dict[str, str] = {}
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip().lstrip("\ufeff")
        if line.startswith("!"):
            name = line[1:].lower()
            kind = (
                name.partition(":")[2].strip() if name.startswith("type:") else name.split(":")[0]
            )
            fields = {}
        elif line.startswith("^"):
            if kind in _READ and "D" in fields:
                yield _record(begun, fields)
            fields = {}
        elif line:
            begun = begun if fields else number
            fields.setdefault(line[0], line[1:].strip())
    if kind in _READ and "D" in fields:
        yield _record(begun, fields)


def _record(line: int, fields: dict[str, str]) -> _Record:
    day = _APOSTROPHE.sub("/", fields["D"]).replace(" ", "")
    payee, memo = fields.get("P", ""), fields.get("M", "")
    text = payee if not memo or memo.lower() in payee.lower() else f"{payee} {memo}".strip()
    return _Record(line, day, fields.get("T") or fields.get("U", ""), text)
