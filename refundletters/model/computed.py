"""The values that advice may ask for and print, as a frozen value."""

from __future__ import annotations

import datetime as dt

import msgspec

from refundletters.messages import Message
from refundletters.model.money import Money
from refundletters.model.values import Remedy

__all__ = ["Computed"]


class Computed(msgspec.Struct, frozen=True):
    """What follows from a case and has a value, for conditions and sentences of advice.

    Rows of advice name them ``computed.NAME``. ``None`` stands for what is not known. An amount has
    the fields ``amount`` and ``currency``.

    Attributes:
        named: The amount that the person names, in the main currency of the case.
        asked: The amount that the letters ask for.
        wanted: The amount that the person names, or else the one that the letters ask for.
        paid: All posted charges in the main currency, and the fees they caused.
        has_amounts: Whether any charge has an amount.
        other_currencies: The disputed sums in other currencies; empty where there are none.
        remedy: What is asked for: ``full``, ``since_date``, ``difference`` and so on.
        charges_described: Whether each disputed charge has its description on the statement.
        law_for_company: Whether a rule that may be quoted binds the company.
        at_bank: What the bank is asked for, where some of the charges are too late there.
        bank_now: Whether the bank or biller comes before the company's answer.
        has_card_category: Whether the card scheme has a dispute category for the case.
        card_last_day: The last day for a card dispute, where its number was read.
        card_time_over: Whether the time for a card dispute has passed for every charge.
        rules_checked: The day on which the rule that was read longest ago was checked.
        days_since_rules_checked: The days since then; 0 where no rule applies.
        service_name: The name of whoever takes the money, as the table of services has it.
        way_to_cancel: How to cancel there, in our own words.
        cancel_page: The link to the page for it.
    """

    named: Money | None
    asked: Money | None
    wanted: Money | None
    paid: Money
    has_amounts: bool
    other_currencies: tuple[Money, ...]
    remedy: Remedy
    charges_described: bool
    law_for_company: bool
    at_bank: Money | None
    bank_now: bool
    has_card_category: bool
    card_last_day: dt.date | None
    card_time_over: bool
    rules_checked: dt.date
    days_since_rules_checked: int
    service_name: str
    way_to_cancel: Message | None
    cancel_page: str | None
