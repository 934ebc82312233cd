"""Short answers about a case that conditions in letters, questions and rules may use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Final

from refundletters.facts.contacts import (
    COMPLAINT,
    last_where,
    other_promise_due,
    promise_due,
    promises_refund,
    response_due,
    standing,
    with_bank,
    with_biller,
    with_trader,
)
from refundletters.facts.countries import reply_days
from refundletters.facts.law.business_days import WorkCalendar
from refundletters.facts.law.networks import network_of
from refundletters.facts.money.charges import Line
from refundletters.facts.story_signals import story_signals
from refundletters.facts.types import ChargeFact, ContactFact, MoneyFacts, Signals
from refundletters.model.case import Case
from refundletters.model.money import Money
from refundletters.model.tables import PriceIncrease

__all__ = ["contract_date", "signals_of"]

CARDS: Final = frozenset({"credit_card", "debit_card", "prepaid_card"})
BANK_METHODS: Final = CARDS | {"direct_debit", "bank_transfer", "upi", "pix"}
_ANSWERS: Final = frozenset(
    {
        "info",
        "promised",
        "promised_other",
        "canceled",
        "offered",
        "refused",
        "paid",
        "final_refusal",
        "verified",
    }
)
_REFUSALS: Final = frozenset({"refused", "final_refusal"})
# Answers about the money: a later one of the same party replaces the earlier one.
_DECISIONS: Final = _REFUSALS | {"promised", "offered"}
_BANK_DECISIONS: Final = _REFUSALS | {
    "paid",
    "verified",
    "dispute_opened",
    "provisional_credit",
    "credit_reversed",
}
_MONEY_CAME: Final = frozenset({"paid", "verified"})
# A bank that has not decided after eight weeks is late where no rule names its own time.
BANK_WEEKS: Final = dt.timedelta(weeks=8)


def signals_of(
    case: Case,
    as_of: dt.date,
    lines: Sequence[Line],
    charges: Sequence[ChargeFact],
    contacts: Sequence[ContactFact],
    money: MoneyFacts,
    work: WorkCalendar,
) -> Signals:
    """Return all signals that need no rule; those that do are added by the rules.

    Args:
        case: The case.
        as_of: The day from which the case is judged.
        lines: Its charges from the case file, repeats expanded.
        charges: The charges with an amount.
        contacts: The journal, oldest first.
        money: The sums.
        work: The business days of the country.
    """
    return Signals(
        **_trader_signals(case, as_of, contacts, work, money.asked),
        **_other_promise(case, as_of, contacts, work),
        **_bank_signals(as_of, contacts),
        **_biller_signals(contacts),
        **story_signals(case, as_of, lines, contacts),
        **_payment_signals(case),
        **_charge_signals(case, charges, money),
        **_day_signals(case, as_of, lines),
        security_case=_is_security_case(case),
        four_points_ok=case.confirmed.four_points is not False and not _paid_willingly(case),
        price_notice_missing=any(rise.notice == "no" for rise in case.price_increases),
        price_consent_missing=any(rise.consent == "no" for rise in case.price_increases),
        price_step_unagreed=any(_is_unagreed(rise) for rise in case.price_increases),
        price_sum_known=bool(case.price_increases)
        and all(rise.old and rise.new and rise.months for rise in case.price_increases),
        price_never_agreed=bool(case.price_increases)
        and all(_is_unagreed(rise) for rise in case.price_increases),
        long_standing=_paid_willingly(case),
        unsent=any(contact.sent is False for contact in case.contacts),
    )


def contract_date(case: Case) -> dt.date | None:
    """Return the day the contract was made: the sign-up, also where a trial came first."""
    known = [day for day in (case.trial.started_on, case.plan.started_on) if day is not None]
    return min(known, default=None)


def _is_unagreed(rise: PriceIncrease) -> bool:
    return rise.notice == "no" and rise.consent == "no"


def _trader_signals(
    case: Case,
    as_of: dt.date,
    contacts: Sequence[ContactFact],
    work: WorkCalendar,
    asked: Money | None,
) -> dict[str, Any]:
    trader = _about_the_charges(case, with_trader(contacts))
    undated = any(
        contact.at is None
        and contact.sent is not False
        and contact.party in (None, "trader", "biller")
        for contact in case.contacts
    )
    # A refund that was promised shows that the company was asked and answered.
    promised = case.promise.on is not None
    came = _money_came(contacts, asked)
    verified = any(contact.result == "verified" for contact in contacts)
    since = trader if came is None else _after(trader, came)
    decided = standing(since, _DECISIONS)
    last_no = last_where(decided, lambda contact: contact.result in _REFUSALS)
    stands = _promise_stands(case, decided)
    due = promise_due(case, trader, work.for_other_side) if stands else None
    complaint = last_where(trader, lambda contact: contact.document == COMPLAINT)
    wait = reply_days(case.country or "")
    return {
        "contacted": bool(trader) or undated or promised,
        "answered": promised or any(contact.result in _ANSWERS for contact in trader),
        "no_answer": bool(since) and _is_silent(case, since[-1], as_of, wait),
        "promised": came is None and due is not None,
        "promise_overdue": came is None and due is not None and as_of > due,
        "offered": any(contact.result == "offered" for contact in decided),
        "refused": last_no is not None,
        "paid": came is not None,
        "verified": verified,
        "settled": came is not None or verified,
        "complaint_sent": complaint is not None,
        "complaint_overdue": (
            complaint is not None and came is None and as_of > response_due(case, complaint, wait)
        ),
    }


def _about_the_charges(case: Case, contacts: Sequence[ContactFact]) -> tuple[ContactFact, ...]:
    """Return the contacts that can be about the charges: none is earlier than the first of them.

    Whoever canceled or asked for a pause before has not asked for the money yet; a message of ours
    has.
    """
    days = [charge.date for charge in case.charges if charge.disputed is not False]
    first = min((day for day in days if day is not None), default=None)
    return tuple(c for c in contacts if first is None or c.day >= first or c.document)


def _promise_stands(case: Case, decided: Sequence[ContactFact]) -> bool:
    """Tell whether a refund was promised and not refused, or replaced by an offer, since then."""
    if any(contact.result == "promised" for contact in decided):
        return True
    told = case.promise.on if promises_refund(case) else None
    return told is not None and not any(contact.day > told for contact in decided)


def _other_promise(
    case: Case, as_of: dt.date, contacts: Sequence[ContactFact], work: WorkCalendar
) -> dict[str, Any]:
    """Return whether something other than money was promised, such as a confirmation."""
    trader = with_trader(contacts)
    latest = standing(trader, _ANSWERS)
    told = case.promise.on is not None and not promises_refund(case)
    stands = told or any(contact.result == "promised_other" for contact in latest)
    due = other_promise_due(case, trader, work.for_other_side) if stands else None
    return {
        "promised_other": stands,
        "promised_other_overdue": due is not None and as_of > due,
    }


def _biller_signals(contacts: Sequence[ContactFact]) -> dict[str, Any]:
    biller = with_biller(contacts)
    decided = [contact.result for contact in standing(biller, _BANK_DECISIONS | _DECISIONS)]
    return {
        "biller_contacted": bool(biller),
        "biller_refused": bool(_REFUSALS.intersection(decided)),
        "biller_final": "final_refusal" in decided,
    }


def _is_silent(case: Case, last: ContactFact, as_of: dt.date, wait: int) -> bool:
    """Tell whether the latest contact is marked as unanswered or was simply long enough ago."""
    if last.result:
        return last.result == "no_answer"
    return as_of > response_due(case, last, wait)


def _money_came(contacts: Sequence[ContactFact], asked: Money | None) -> ContactFact | None:
    """Return the contact that settled the matter by payment, unless the credit was taken back.

    A payment known to be smaller than the amount asked for leaves the rest open.
    """

    def settles(contact: ContactFact) -> bool:
        paid = contact.amount
        return contact.result in _MONEY_CAME and (
            paid is None
            or asked is None
            or paid.currency != asked.currency
            or paid.amount >= asked.amount
        )

    came = last_where(contacts, settles)
    taken = last_where(contacts, lambda contact: contact.result == "credit_reversed")
    return None if came is None or _after_one(taken, came) else came


def _after(contacts: Iterable[ContactFact], moment: ContactFact) -> tuple[ContactFact, ...]:
    return tuple(contact for contact in contacts if _order(contact) > _order(moment))


def _after_one(later: ContactFact | None, earlier: ContactFact) -> bool:
    return later is not None and _order(later) > _order(earlier)


def _order(contact: ContactFact) -> tuple[dt.date, dt.time, int]:
    return (contact.day, contact.time or dt.time.min, contact.index)


def _bank_signals(as_of: dt.date, contacts: Sequence[ContactFact]) -> dict[str, Any]:
    bank = with_bank(contacts)
    results = [contact.result for contact in bank]
    decided = bool(_REFUSALS.union(_MONEY_CAME, {"credit_reversed"}).intersection(results))
    latest = {contact.result for contact in standing(bank, _BANK_DECISIONS)}
    last_credit = last_where(
        bank, lambda contact: contact.result in ("provisional_credit", "credit_reversed")
    )
    return {
        "bank_contacted": bool(bank),
        "bank_refused": bool(_REFUSALS.intersection(latest)),
        "bank_overdue": bool(bank) and not decided and as_of - bank[0].day > BANK_WEEKS,
        "provisional_credit": (
            last_credit is not None and last_credit.result == "provisional_credit"
        ),
        "credit_reversed": last_credit is not None and last_credit.result == "credit_reversed",
    }


def _payment_signals(case: Case) -> dict[str, Any]:
    method = case.payment.method
    return {
        "is_card": method in CARDS,
        "is_credit_card": method == "credit_card",
        "is_direct_debit": method == "direct_debit",
        "is_bank_method": method in BANK_METHODS,
        "network": network_of(case.payment.network) or "",
        "biller_is_other": case.service.biller not in (None, "provider", "unknown"),
    }


def _charge_signals(case: Case, charges: Sequence[ChargeFact], money: MoneyFacts) -> dict[str, Any]:
    counted = [charge for charge in charges if charge.counted]
    own = [charge.amount.amount for charge in counted if charge.amount.currency == money.currency]
    return {
        "any_pending": any(charge.pending for charge in charges),
        "charge_count": len(counted),
        "disputed": money.disputed.amount,
        "charge_after_cancellation": _any_after(counted, case.cancellation.on),
        "charge_after_permission": _any_after(counted, case.permission.on),
        "largest_charge": max(own, default=Decimal(0)),
        "currency": money.currency,
    }


def _any_after(charges: Sequence[ChargeFact], day: dt.date | None) -> bool:
    return day is not None and any(
        charge.date is not None and charge.date > day for charge in charges
    )


def _day_signals(case: Case, as_of: dt.date, lines: Sequence[Line]) -> dict[str, Any]:
    days = [line.date for line in lines if line.date is not None and line.is_disputed]
    upcoming = case.plan.next_charge_on
    return {
        "days_since_first_charge": _days_since(as_of, min(days, default=None)),
        "days_since_last_charge": _days_since(as_of, max(days, default=None)),
        "days_since_contract": _days_since(as_of, contract_date(case)),
        "days_to_next_charge": None if upcoming is None else (upcoming - as_of).days,
    }


def _days_since(as_of: dt.date, day: dt.date | None) -> int | None:
    return None if day is None else (as_of - day).days


def _is_security_case(case: Case) -> bool:
    if case.reason in ("unauthorized_payment", "account_takeover"):
        return True
    stranger = bool(case.takeover.signs) or "account_takeover" in case.other_reasons
    return case.reason == "reactivated" and stranger


def _paid_willingly(case: Case) -> bool:
    """Tell whether somebody who reports a stranger's charge has paid this company before."""
    if case.reason != "unauthorized_payment":
        return False
    undisputed = any(charge.disputed is False for charge in case.charges)
    return case.payment.earlier_payments_ok == "yes" or undisputed
