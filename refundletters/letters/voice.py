"""Who speaks to whom: "you" to the company, its name to others, impersonal for somebody else."""

from __future__ import annotations

from typing import Final

from refundletters.facts.types import Facts

__all__ = ["is_for_another", "is_to_company", "voice_for"]

_COMPANY: Final = frozenset({"support", "complaints", "trader"})
# Wallets and pay-later services took no money for themselves: letters tell them about the company.
_MIDDLEMEN: Final = frozenset({"paypal", "wallet", "pay_later", "upi", "pix"})


def is_for_another(facts: Facts) -> bool:
    """Tell whether account, card and use were those of somebody other than the writer.

    A child that bought something on the writer's own account is not represented.
    """
    case = facts.case
    if case.reason == "household_purchase" and case.represented.full_name is None:
        return False
    named = case.represented.full_name or case.represented.relation
    return facts.signals.represents or bool(named)


def is_to_company(audience: str, facts: Facts) -> bool:
    """Tell whether the reader is the company that the letter is about, or took its money."""
    if audience == "biller":
        return not _is_middleman(facts)
    return audience in _COMPANY


def voice_for(audience: str, facts: Facts) -> str:
    """Return how a letter for ``audience`` speaks of what happened.

    Returns:
        ``you``: to the company, which charged "me"; ``they``: to others, who are told the company's
        name; ``account``: for somebody else, where nobody is "I".
    """
    if is_for_another(facts):
        return "account"
    return "you" if is_to_company(audience, facts) else "they"


def _is_middleman(facts: Facts) -> bool:
    case = facts.case
    return case.payment.method in _MIDDLEMEN or case.service.biller == "paypal"
