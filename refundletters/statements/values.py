"""The result of reading a bank's export: payments, rows passed over, questions left open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

import msgspec

from refundletters.messages import Message

__all__ = [
    "DAY_ORDERS",
    "HIDDEN",
    "KINDS",
    "Ask",
    "Entry",
    "Known",
    "PassedOver",
    "Sample",
    "Statement",
]

#: The kinds of files that are read.
KINDS: Final = ("csv", "ofx", "qif", "mt940", "camt", "xlsx", "xls")

#: Orders of day, month and year.
DAY_ORDERS: Final = ("dmy", "mdy", "ymd")

#: What replaces a card or account number in a text.
HIDDEN: Final = "…"


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One payment.

    Attributes:
        date: The day; ``None`` where the file does not say, as for some pending payments.
        amount: How much, without a sign.
        currency: ISO code, or empty where the file does not say.
        direction: ``out`` for money taken, ``in`` for money that came in.
        status: ``posted`` or ``pending``.
        text: What the bank wrote, with card and account numbers hidden.
    """

    date: dt.date | None
    amount: Decimal
    currency: str
    direction: str
    status: str = "posted"
    text: str = ""

    @property
    def returned(self) -> bool:
        """Whether money came in."""
        return self.direction == "in"

    @property
    def pending(self) -> bool:
        """Whether the file says that it is not yet final."""
        return self.status == "pending"


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A row or record that is not a payment, or could not be read.

    Attributes:
        row: Its line in the file, or the number of its record, from 1.
        why: Why it was left out.
        text: How it begins, with card and account numbers hidden.
        lost: Whether it may have been a payment; a total or a canceled payment is not lost.
    """

    row: int
    why: Message
    text: str = ""
    lost: bool = True


@dataclass(frozen=True, slots=True)
class Sample:
    """A row as it is in the file, shown with a question.

    Attributes:
        choice: The answer that this row illustrates, such as ``negative`` if it was taken.
    """

    date: str
    amount: str
    text: str
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """Something that the file leaves open.

    Attributes:
        what: ``taken``, ``day_order``, or the role of a column: ``date``, ``amount``, ``debit``.
        choices: The allowed answers: ``positive`` and ``negative``, orders of the day, or numbers
            of columns from 1.
        rows: Two rows that show the difference.
        labels: What each choice means, in the order of ``choices``.
    """

    what: str
    choices: tuple[str, ...]
    rows: tuple[Sample, ...] = ()
    labels: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What the user said about a file.

    Attributes:
        taken: ``positive`` or ``negative``: the sign of amounts that were taken.
        day_order: ``dmy``, ``mdy`` or ``ymd``.
        columns: Columns by role, numbers from 1.
        latest: The last day that can occur in the file.
    """

    latest: dt.date
    taken: str | None = None
    day_order: str | None = None
    columns: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a file holds.

    Attributes:
        kind: One of :data:`KINDS`.
        entries: The payments in the order of the file; none while something is asked.
        passed_over: Rows that are not payments or could not be read.
        asks: What the file leaves open.
    """

    kind: str
    entries: Sequence[Entry] = ()
    passed_over: tuple[PassedOver, ...] = ()
    asks: tuple[Ask, ...] = ()
