"""Signals of what happened: who writes, how the contract was made and ended, what was demanded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from refundletters.facts.money.charges import Line
from refundletters.facts.types import ContactFact
from refundletters.model.case import Case

__all__ = ["story_signals"]

_FOR_ANOTHER: Final = frozenset({"guardian", "executor", "heir", "attorney", "helper", "employer"})
_OF_ESTATE: Final = frozenset({"executor", "heir"})
_OVER: Final = frozenset({"closed", "moved", "insolvent"})
_BLOCKED: Final = frozenset({"banned", "suspended"})
_NOT_HOLDER: Final = frozenset({"represented", "family", "employer", "other"})


def story_signals(
    case: Case, as_of: dt.date, lines: Sequence[Line], contacts: Sequence[ContactFact]
) -> dict[str, Any]:
    """Return the signals that depend on the story alone, by name.

    Args:
        case: The case.
        as_of: The day from which the case is judged.
        lines: Its charges from the case file, repeats expanded.
        contacts: The journal, oldest first.
    """
    return {
        **_people(case, lines),
        **_contract(case, as_of, contacts),
        **_end(case, as_of, lines),
        **_trial(case, as_of, lines),
        **_money(case),
        **_demand(case, as_of),
    }


def _people(case: Case, lines: Sequence[Line]) -> dict[str, Any]:
    died = case.represented.died_on
    days = [line.date for line in lines if line.date is not None and line.is_disputed]
    role, person = case.sender.role, case.represented
    deceased = person.died_on is not None or role in _OF_ESTATE
    told = any((person.full_name, person.relation, person.since, person.authority))
    return {
        "represents": deceased or told or role in _FOR_ANOTHER,
        "for_deceased": deceased,
        "charged_after_death": died is not None and bool(days) and min(days) > died,
        "for_child": role == "parent" or person.relation == "child",
        "holder_is_other": case.payment.holder in _NOT_HOLDER or case.payment.holder_is_me == "no",
    }


def _contract(case: Case, as_of: dt.date, contacts: Sequence[ContactFact]) -> dict[str, Any]:
    made = case.contract.made
    confirmed = any(contact.result == "canceled" for contact in contacts)
    minimum = case.contract.minimum_until
    return {
        "made_on_premises": made == "on_premises",
        "made_unsure": made == "unsure",
        "canceled": case.cancellation.status == "yes" or confirmed,
        "withdrawal_sent": case.withdrawal.sent_on is not None,
        "days_since_withdrawal": _days(case.withdrawal.sent_on, as_of),
        "in_minimum_term": minimum is not None and as_of <= minimum,
    }


def _end(case: Case, as_of: dt.date, lines: Sequence[Line]) -> dict[str, Any]:
    ended = case.ended
    days = [line.date for line in lines if line.date is not None and line.is_disputed]
    return {
        "service_over": ended.kind in _OVER or case.reason == "service_ended",
        "insolvent": ended.kind == "insolvent",
        "account_shut": ended.kind in _BLOCKED or case.reason == "account_blocked",
        "ended_for_good": ended.kind is not None and ended.until is None,
        "charged_after_end": ended.on is not None and bool(days) and min(days) > ended.on,
        "days_since_end": _days(ended.on, as_of),
    }


def _trial(case: Case, as_of: dt.date, lines: Sequence[Line]) -> dict[str, Any]:
    start, end = case.trial.started_on, case.trial.ended_on
    inside = [
        line.date
        for line in lines
        if line.date is not None
        and line.is_disputed
        and end is not None
        and line.date < end
        and (start is None or line.date >= start)
    ]
    first = min(inside, default=None)
    return {
        "charged_in_trial": bool(inside),
        "trial_running": end is not None and as_of < end,
        # Counted the everyday way: the day the trial began is its first day.
        "trial_day_of_charge": None if first is None or start is None else (first - start).days + 1,
    }


def _money(case: Case) -> dict[str, Any]:
    duplicate, refund = case.duplicate, case.refund
    items = {charge.item for charge in case.charges if charge.item}
    return {
        "second_payer": duplicate.other_payer is not None
        or "yes" in (duplicate.second_account, duplicate.second_biller),
        "refund_sent": refund.sent_on is not None or refund.to is not None,
        "refund_elsewhere": refund.to in ("closed_account", "other_account", "credit"),
        "several_items": len(items) > 1,
        "value_kept": bool(case.withdrawal.kept),
        "any_refunded": any(charge.refunded for charge in case.charges),
    }


def _demand(case: Case, as_of: dt.date) -> dict[str, Any]:
    demand = case.demand
    due = demand.due_on
    return {
        "demanded": case.reason == "unfounded_demand" or demand.amount is not None,
        "demanded_by_collector": demand.by == "collector",
        "term_not_shown": demand.shown_before == "no",
        "days_to_demand_due": None if due is None else (due - as_of).days,
    }


def _days(day: dt.date | None, as_of: dt.date) -> int | None:
    return None if day is None else (as_of - day).days
