"""The signals that conditions in data may use, as a frozen value."""

from __future__ import annotations

from decimal import Decimal

import msgspec

__all__ = ["Signals"]


class Signals(msgspec.Struct, frozen=True):
    """Short answers that conditions in data may use, as ``signal.NAME``.

    Days are whole calendar days up to ``as_of``; ``None`` where the start is not known.
    ``settled``: the money came, or came and was checked. ``price_notice_missing`` and
    ``price_consent_missing``: a listed price increase says ``no`` to it. ``price_step_unagreed``:
    one increase says ``no`` to both; ``price_never_agreed``: all of them do.
    ``charge_after_cancellation`` and ``charge_after_permission``: a counted charge is later than
    ``cancellation.on`` or ``permission.on``. ``largest_charge`` is the largest counted charge as
    charged, in ``currency``, the main currency of the case. ``long_standing``: somebody who reports
    a stranger's charge has paid this company willingly before. ``withdrawal_in_time``: the case
    shows that a statutory right to withdraw is still running (or was when ``withdrawal.sent_on``).
    ``withdrawal_late``: it shows that the time is over. ``share_owed``: that right lets the company
    keep a share for the days before, where the service was asked to begin at once.
    ``withdrawal_none``: the country is known and gives no such right in this case. Where the day of
    the contract, or another condition of the right, is not known yet, all of them can be false; a
    letter blocks only where it is late or there is none. ``network``: ``visa``, ``mastercard``,
    ``amex`` or ``discover``, in whatever spelling it was given; else empty. ``is_streaming``: the
    service is known to stream films, series or sport.

    The journal. Only what went out counts. ``promised``, ``offered`` and ``refused`` follow the
    last answer of each party that is asked for the money; ``bank_refused`` that of the bank,
    ``biller_refused`` and ``biller_final`` that of the wallet, store or carrier.
    ``promised_other``: a confirmation, a call, a form or a cancellation was promised, but no money.
    ``unsent``: a message was written and has not gone out yet.

    Who writes. ``represents``: the writer acts for somebody else. ``for_deceased``: that person has
    died. ``charged_after_death``: every disputed charge came after that. ``for_child``: a parent
    writes, or the person is a child. ``holder_is_other``: the card or account is not the writer's.

    The contract. ``made_on_premises``: it was made at the company's own place, so that rights
    of distance selling do not apply. ``made_unsure``: the writer cannot tell where.
    ``canceled``: the writer canceled, or the company confirmed it. ``withdrawal_sent``: the right
    to withdraw has been used already. ``in_minimum_term``: a minimum term is known and is not over.

    The end. ``service_over``: the company closed, moved away or is insolvent. ``insolvent``.
    ``account_shut``: it banned or suspended the account. ``charged_after_end``: every disputed
    charge was made after that. ``ended_for_good``: that still holds.

    Money. ``charged_in_trial``: a disputed charge is earlier than the end of the trial;
    ``trial_day_of_charge``: on which of its days, from 1. ``trial_running``: it is not over
    yet. ``second_payer``: the same service is paid twice, by another person, account or biller.
    ``refund_sent``: the company says that it sent a refund. ``refund_elsewhere``: it went somewhere
    other than where the money came from. ``several_items``: one bill covers several things.
    ``value_kept``: something was kept after a withdrawal. ``any_refunded``: part of a charge came
    back. ``price_sum_known``: every price increase has both prices and its months. ``demanded``:
    money is demanded that was not taken. ``term_not_shown``: the fee or term demanded was not shown
    before the order.
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
    settled: bool = False
    complaint_sent: bool = False
    complaint_overdue: bool = False
    bank_contacted: bool = False
    bank_refused: bool = False
    bank_overdue: bool = False
    provisional_credit: bool = False
    credit_reversed: bool = False
    security_case: bool = False
    is_card: bool = False
    is_credit_card: bool = False
    is_direct_debit: bool = False
    is_bank_method: bool = False
    biller_is_other: bool = False
    any_pending: bool = False
    withdrawal_in_time: bool = False
    reminder_duty_missed: bool = False
    four_points_ok: bool = True
    charge_count: int = 0
    disputed: Decimal = Decimal(0)
    days_since_first_charge: int | None = None
    days_since_last_charge: int | None = None
    days_since_contract: int | None = None
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
    share_owed: bool = False
    withdrawal_none: bool = False
    network: str = ""
    is_streaming: bool = False
    promised_other: bool = False
    promised_other_overdue: bool = False
    unsent: bool = False
    biller_contacted: bool = False
    biller_refused: bool = False
    biller_final: bool = False
    represents: bool = False
    for_deceased: bool = False
    for_child: bool = False
    charged_after_death: bool = False
    holder_is_other: bool = False
    made_on_premises: bool = False
    made_unsure: bool = False
    canceled: bool = False
    withdrawal_sent: bool = False
    days_since_withdrawal: int | None = None
    in_minimum_term: bool = False
    service_over: bool = False
    insolvent: bool = False
    account_shut: bool = False
    ended_for_good: bool = False
    charged_after_end: bool = False
    days_since_end: int | None = None
    charged_in_trial: bool = False
    trial_running: bool = False
    trial_day_of_charge: int | None = None
    second_payer: bool = False
    refund_sent: bool = False
    refund_elsewhere: bool = False
    several_items: bool = False
    value_kept: bool = False
    any_refunded: bool = False
    price_sum_known: bool = False
    demanded: bool = False
    demanded_by_collector: bool = False
    term_not_shown: bool = False
    days_to_demand_due: int | None = None
