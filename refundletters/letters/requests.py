"""What a letter asks for: the remedy, and the one thing that goes with it."""

from __future__ import annotations

from typing import Final

from refundletters.facts.types import Facts
from refundletters.model.case import Case

__all__ = ["REFUNDS", "asks_refund", "fallback", "said_with_remedy", "second_ask"]

REFUNDS: Final = frozenset({"full", "since_date", "difference", "pro_rata", "fixed"})
# Of no use to somebody who has left.
_FOR_CUSTOMERS: Final = frozenset({"credit", "free_month", "pause"})


def asks_refund(facts: Facts) -> bool:
    """Tell whether a known sum of money is asked back."""
    money = facts.money
    return money.remedy in REFUNDS and any(
        sum_.amount for sum_ in (money.asked, *money.elsewhere) if sum_ is not None
    )


def second_ask(facts: Facts, *, stops: bool, cancels: bool, goes_on: bool) -> str:
    """Return what is asked for along with the remedy; the same in every letter of a case.

    Args:
        facts: The facts of the case.
        stops: Whether nothing further may be charged.
        cancels: Whether the subscription still has to be canceled.
        goes_on: Whether the subscription is to go on.

    Returns:
        ``confirm``, ``cancel``, ``old_price``, ``right_price``, ``close_account``, or nothing.
    """
    case, remedy = facts.case, facts.money.remedy
    if remedy in {"stop_only", "pause"}:
        return ""  # it is the remedy itself
    if case.reason == "unauthorized_payment" and case.account.has != "yes":
        return "close_account"
    if cancels or (stops and case.cancellation.status == "tried") or _could_not(case):
        return "cancel"
    if goes_on and case.reason == "price_increase":
        return "old_price"
    if goes_on and case.reason == "wrong_amount" and case.wrong_amount.expected is not None:
        return "right_price"
    return "confirm" if stops else ""


def _could_not(case: Case) -> bool:
    return case.reason == "cannot_cancel" and case.cancellation.status != "yes"


def said_with_remedy(facts: Facts, second: str, kind: str, tone: str, *, goodwill: bool) -> bool:
    """Tell whether the first sentence already asks for ``second``: short forms join the two."""
    if not asks_refund(facts):
        return facts.money.remedy == "stop_only"
    if goodwill or kind == "letter" or second not in {"confirm", "cancel"}:
        return False
    if kind == "script":
        return True
    if kind == "chat":
        return second == "cancel" and tone != "warm"
    return tone == "neutral" and facts.case.request.to not in {"account", "credit"}


def fallback(facts: Facts) -> str:
    """Return the acceptable alternative, empty where none was named or it is no longer of use."""
    other = facts.case.request.fallback or ""
    if other in _FOR_CUSTOMERS and facts.case.cancellation.status == "yes":
        return ""
    return "" if other == "none" else other
