"""The signals that conditions in data may ask for, as a frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

__all__ = ["Signals"]


@dataclass(frozen=True, slots=True)
class Signals:
    """Short answers that conditions in data may ask for, as ``signal.NAME``.

    Days are whole calendar days up to ``as_of``; ``None`` where the start is not known.
    ``price_notice_missing`` and ``price_consent_missing``: a listed price increase says ``no`` to
    it. ``price_step_unagreed``: one increase says ``no`` to both; ``price_never_agreed``: all of
    them do. ``charge_after_cancellation`` and ``charge_after_permission``: a counted charge is
    later than ``cancellation.on`` or ``permission.on``. ``largest_charge`` is the largest counted
    charge as charged, in ``currency``, the main currency of the case. ``long_standing``: somebody
    who reports a stranger's charge has paid this company willingly before. ``withdrawal_in_time``:
    the case shows that a statutory right to withdraw is still running (or was when
    ``withdrawal.sent_on``). ``withdrawal_late``: it shows that the time is over.
    ``withdrawal_none``: the country is known and gives no such right in this case. Where the day of
    the contract, or what the right asks for besides, is not known yet, all three can be false; a
    letter blocks only on the last two. ``network``: ``visa``, ``mastercard``, ``amex`` or
    ``discover``, however it was written; else empty.
    """

    contacted: bool = False
    answered: bool = False
    no_answer: bool = False
    promised: bool = False
    promise_overdue: bool = False
    offered: bool = False
    refused: bool = False
    paid: bool = False
    verified: bool = False
    complaint_sent: bool = False
    complaint_overdue: bool = False
    bank_contacted: bool = False
    bank_refused: bool = False
    bank_overdue: bool = False
    dispute_opened: bool = False
    provisional_credit: bool = False
    credit_reversed: bool = False
    security_case: bool = False
    is_card: bool = False
    is_credit_card: bool = False
    is_direct_debit: bool = False
    is_bank_method: bool = False
    biller_is_other: bool = False
    any_pending: bool = False
    any_posted: bool = False
    mixed_currencies: bool = False
    withdrawal_in_time: bool = False
    reminder_duty_missed: bool = False
    four_points_ok: bool = True
    charge_count: int = 0
    disputed: Decimal = Decimal(0)
    asked: Decimal | None = None
    days_since_first_charge: int | None = None
    days_since_last_charge: int | None = None
    days_since_contract: int | None = None
    days_since_discovery: int | None = None
    days_since_contact: int | None = None
    days_to_next_charge: int | None = None
    price_notice_missing: bool = False
    price_consent_missing: bool = False
    price_step_unagreed: bool = False
    price_never_agreed: bool = False
    charge_after_cancellation: bool = False
    charge_after_permission: bool = False
    largest_charge: Decimal = Decimal(0)
    currency: str = ""
    long_standing: bool = False
    withdrawal_late: bool = False
    withdrawal_none: bool = False
    network: str = ""
