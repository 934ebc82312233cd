"""Answers that cannot both be true, though each is acceptable by itself.

They are not errors: a file that holds such a pair still loads. In an interview the person is asked
about them at once, since letters repeat the answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from refundletters.messages import Message, say
from refundletters.model.case import Case

__all__ = ["Contradiction", "contradictions"]

_ENDED_BY_WRITER = ("charged_after_cancellation",)
_CHILD_AGES = ("under_7", "7_12", "13_17")


class Contradiction(msgspec.Struct, frozen=True):
    """Two answers that contradict each other.

    Attributes:
        id: Its identifier, the same for the same pair of keys.
        message: The contradiction, in words.
        keys: The keys of the answers, with positions; the one more likely to be wrong first.
    """

    id: str
    message: Message
    keys: tuple[str, str]


def contradictions(case: Case) -> tuple[Contradiction, ...]:
    """Return the pairs of answers in ``case`` that contradict each other."""
    return (*_about_the_account(case), *_about_the_end(case), *_about_money(case), *_others(case))


def _about_the_account(case: Case) -> Iterator[Contradiction]:
    has, status = case.account.has, case.cancellation.status
    if status == "no_account" and has in ("yes", "locked_out"):
        yield Contradiction(
            "account.canceled",
            say("You say that there is an account, and that there is none to cancel."),
            ("cancellation.status", "account.has"),
        )
    if has == "no" and case.account.identifier is not None:
        yield Contradiction(
            "account.identifier",
            say("You say that there is no account, and give the name of one."),
            ("account.has", "account.identifier"),
        )
    if has == "yes" and case.reason == "unauthorized_payment":
        yield Contradiction(
            "account.reason",
            say(
                "The reason says that you have no account there, another answer that you have one. "
                "If a stranger used it, another reason fits better."
            ),
            ("reason", "account.has"),
        )


def _about_the_end(case: Case) -> Iterator[Contradiction]:
    if case.reason in _ENDED_BY_WRITER and case.cancellation.status == "no":
        yield Contradiction(
            "canceled.reason",
            say("The reason says that you canceled, another answer that it is still running."),
            ("cancellation.status", "reason"),
        )
    if case.reason == "cannot_cancel" and case.cancellation.status == "yes":
        yield Contradiction(
            "canceled.blocked",
            say("The reason says that canceling was not possible, another answer that it is done."),
            ("cancellation.status", "reason"),
        )
    first = min(
        (charge.date for charge in case.charges if charge.date and charge.disputed is not False),
        default=None,
    )
    used = case.last_used_on
    if case.used_after_charge == "none" and used is not None and first is not None and used > first:
        yield Contradiction(
            "used",
            say("You say that it was not used after the charge, and that it was used after it."),
            ("used_after_charge", "last_used_on"),
        )


def _about_money(case: Case) -> Iterator[Contradiction]:
    refunded = sum((charge.refunded or Decimal(0) for charge in case.charges), Decimal(0))
    told = case.withdrawal.refunded
    if told is not None and refunded and told != refunded:
        yield Contradiction(
            "refunded.withdrawal",
            say(
                "What came back after the withdrawal (%(first)s) is another amount than what came "
                "back of the charges (%(second)s).",
                first=told,
                second=refunded,
            ),
            ("withdrawal.refunded", "charges.0.refunded"),
        )
    if case.confirmed.not_refunded is True:
        for position, charge in enumerate(case.charges):
            if charge.refunded and charge.refunded == charge.amount:
                yield Contradiction(
                    "refunded.confirmed",
                    say("You confirm that nothing has come back, and enter a full refund."),
                    ("confirmed.not_refunded", f"charges.{position}.refunded"),
                )
                break
    if case.confirmed.nothing_pending is True:
        for position, charge in enumerate(case.charges):
            if charge.status == "pending" and charge.disputed is not False:
                yield Contradiction(
                    "pending.confirmed",
                    say("You confirm that no charge is pending, and enter one that is."),
                    ("confirmed.nothing_pending", f"charges.{position}.status"),
                )
                break
    if case.reason == "unfounded_demand" and any(
        charge.disputed is True for charge in case.charges
    ):
        yield Contradiction(
            "charged.demand",
            say("The reason says that nothing was taken, and a charge is in question."),
            ("reason", "charges.0.disputed"),
        )


def _others(case: Case) -> Iterator[Contradiction]:
    household = case.household
    if household.relation == "partner" and household.age_band in _CHILD_AGES:
        yield Contradiction(
            "household",
            say("You say that a child bought it, and that it was your partner."),
            ("household.relation", "household.age_band"),
        )
    for position, contact in enumerate(case.contacts):
        if contact.result == "no_answer" and contact.answered is not None:
            yield Contradiction(
                f"contacts.{position}",
                say("You say that there was no answer, and what was answered."),
                (f"contacts.{position}.result", f"contacts.{position}.answered"),
            )
