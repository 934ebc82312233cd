"""Frozen values about charges and sums."""

from __future__ import annotations

import datetime as dt

import msgspec

from refundletters.messages import Message
from refundletters.model.money import Money
from refundletters.model.values import Remedy

__all__ = ["ChargeFact", "MoneyFacts", "RestOfTerm", "UsedShare"]


class ChargeFact(msgspec.Struct, frozen=True):
    """One charge, repeats already expanded.

    Attributes:
        index: Position of its line in ``case.charges``, from 0.
        date: Day of the charge.
        amount: As charged.
        disputed: The part that is disputed, refunds already deducted; zero where none is.
        refunded: What has come back already.
        counted: Whether it is in the disputed sum: disputed, posted, and something is left.
        pending: Not posted yet; never summed.
    """

    index: int
    date: dt.date | None
    amount: Money
    disputed: Money
    refunded: Money
    counted: bool
    pending: bool
    descriptor: str = ""
    reference: str = ""
    statement_date: dt.date | None = None


class UsedShare(msgspec.Struct, frozen=True):
    """What is owed after a withdrawal: ``value`` of ``price`` for ``used`` of ``term`` days."""

    price: Money
    used: int
    term: int
    value: Money


class RestOfTerm(msgspec.Struct, frozen=True):
    """The rest of a minimum term: ``value`` of ``price`` for ``left`` of ``term`` days."""

    price: Money
    left: int
    term: int
    value: Money


class MoneyFacts(msgspec.Struct, frozen=True):
    """The sums of a case, in its main currency.

    Attributes:
        charged: All posted charges.
        refunded: What has come back of them already.
        disputed: What is disputed and has not come back: the total of the counted charges.
        contested: What is disputed, refunds not yet deducted.
        fees: Fees the charges caused; never part of ``asked``.
        asked: The amount of the primary request; ``None`` where no sum is asked.
        working: How ``asked`` was worked out, line by line, for the plan (``ui`` domain). Each
            line's field ``value`` is added, or its field ``off`` deducted.
        daily: For a pro-rata request for one charge, the days lost and the days of the billing
            period that the charge began.
        elsewhere: Disputed sums in other currencies; never added up.
        fees_elsewhere: Fees in other currencies.
        remedy: What is asked for: ``request.primary``, or what the goals and reason suggest.
        used: What is owed for the days until a withdrawal, where it is deducted from ``asked``.
    """

    currency: str
    charged: Money
    refunded: Money
    disputed: Money
    fees: Money
    asked: Money | None
    working: tuple[Message, ...] = ()
    daily: tuple[int, int] | None = None
    elsewhere: tuple[Money, ...] = ()
    contested: Money | None = None
    fees_elsewhere: tuple[Money, ...] = ()
    remedy: Remedy = "full"
    used: UsedShare | None = None
