"""What to check before sending: doubts about the answers, said before the other side says them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from refundletters.facts.conditions import is_true, names_of_facts
from refundletters.facts.types import Facts, PlanWarning
from refundletters.messages import Message, say
from refundletters.model.money import Money

__all__ = ["warnings_for"]

# Remedies whose amount is worked out; an amount given beside them only has to agree.
_COMPUTED: Final = frozenset({"full", "since_date", "difference", "pro_rata"})
# What is still to be answered where the amount of a remedy cannot be worked out.
_NEEDED_FOR: Final = {
    "full": "charges.0.amount",
    "since_date": "charges.0.amount",
    "difference": "wrong_amount.expected",
    "pro_rata": "technical.days",
    "fixed": "request.amount",
}
NEXT_CHARGE_NEAR: Final = 3
STALE_DAYS: Final = 365
OLD_CHARGE_DAYS: Final = 60


@dataclass(frozen=True, slots=True)
class _Check:
    """A doubt about the answer to ``key`` that holds where ``when`` does."""

    key: str
    when: str
    message: Message


_CHECKS: Final = (
    _Check(
        "payment.earlier_payments_ok",
        "signal.long_standing",
        say(
            "You paid this company willingly before, so this charge is not written up as "
            "unauthorized. The company would show the earlier payments, and the claim would fail."
        ),
    ),
    _Check(
        "account.has",
        "reason == 'unauthorized_payment' and account.has == 'yes'",
        say(
            "You have an account there. If a stranger used it, choose the taken-over account as "
            "the reason; if it was restarted or simply went on, choose that."
        ),
    ),
    _Check(
        "used_after_charge",
        "used_after_charge in ['a_little', 'normal'] and reason in ['accidental_signup', "
        "'forgot_to_cancel', 'changed_mind', 'trial_conversion', "
        "'charged_after_cancellation', 'reactivated', 'refund_promised', 'cannot_cancel']",
        say(
            "The service was used after the charge. That weakens most requests, and the company "
            "can see it. Say so openly, or ask only for the part that was not used."
        ),
    ),
    _Check(
        "used_after_charge",
        "reason == 'unused' and used_after_charge in ['a_little', 'normal']",
        say("You say that the service was not used, and also that it was used after the charge."),
    ),
    _Check(
        "service.descriptor",
        "(signal.is_bank_method or service.biller == 'unknown') and signal.charge_count > 0 "
        "and not service.descriptor and described == false",
        say(
            "Copy the description from your statement exactly as it is printed. The bank finds the "
            "charge by it, and it shows who really took the money."
        ),
    ),
    _Check(
        "service.biller",
        "service.biller == 'unknown'",
        say(
            "Find out who takes the money before you write: the receipt or the statement names it. "
            "Only the one who bills can refund."
        ),
    ),
    _Check(
        "charges.status",
        "signal.any_pending",
        say(
            "Pending entries are not in the sum. Set them to posted when they are, or take them "
            "out when they drop off."
        ),
    ),
    _Check(
        "duplicate.second_account",
        "reason == 'duplicate_charge' and duplicate.second_account == 'yes'",
        say("Two accounts explain two charges. Cancel one and ask for goodwill instead."),
    ),
    _Check(
        "duplicate.plan_change",
        "reason == 'duplicate_charge' and duplicate.plan_change == 'yes'",
        say("A change of plan often moves the billing day and causes a second, partial charge."),
    ),
    _Check(
        "permission.withdrawn",
        "signal.is_card and reason in ['charged_after_cancellation', 'cannot_cancel'] and "
        "not (permission.withdrawn == 'yes')",
        say(
            "For a card dispute it counts when and how you withdrew permission to charge the card, "
            "apart from canceling. Send that sentence now if you have not."
        ),
    ),
    _Check(
        "cancellation.on",
        "reason == 'charged_after_cancellation' and cancellation.on and signal.charge_count > 0 "
        "and not signal.charge_after_cancellation",
        say(
            "None of the charges is later than the day of the cancellation. Check the dates, or "
            "choose another reason."
        ),
    ),
    _Check(
        "payment.method",
        "payment.method == 'gift_card'",
        say("There is no bank behind a gift card; only the company can help."),
    ),
    _Check(
        "payment.method",
        "payment.method == 'direct_debit' and not (reason == 'unauthorized_payment')",
        say(
            "A direct debit that is returned does not end the contract. Send the cancellation as "
            "well, and remember that money that was really owed can be asked for again."
        ),
    ),
    _Check(
        "withdrawal.sent_on",
        "reason == 'changed_mind' and signal.withdrawal_late",
        say(
            "The time for withdrawing seems to be over. A friendly request for goodwill is the "
            "honest way now."
        ),
    ),
    _Check(
        "promise.on",
        "signal.promise_overdue",
        say("The promised refund is overdue. Name the promise and its reference when you ask."),
    ),
    _Check(
        "household.age_band",
        "reason == 'household_purchase'",
        say("Do not name the child or relative, and do not call the purchase fraud: it is not."),
    ),
)


def warnings_for(facts: Facts) -> tuple[PlanWarning, ...]:
    """Return what to check before anything is sent."""
    scope: dict[str, Any] = {
        **names_of_facts(facts),
        "described": all(charge.descriptor for charge in facts.counted),
    }
    found = [
        PlanWarning(check.key, check.message) for check in _CHECKS if is_true(check.when, scope)
    ]
    found += _about_money(facts)
    found += _about_days(facts)
    found += facts.notices
    return tuple(found)


def _about_money(facts: Facts) -> Iterator[PlanWarning]:
    case, money = facts.case, facts.money
    given = None if case.request.amount is None else Money(case.request.amount, money.currency)
    if given is not None and money.remedy in _COMPUTED and money.asked not in (None, given):
        yield PlanWarning(
            "request.amount",
            say(
                "You named %(given)s, but the charges you listed give %(asked)s. The letters use "
                "the second figure.",
                given=given,
                asked=money.asked,
            ),
        )
    paid = money.charged + money.fees
    asked = given if given is not None else money.asked
    if asked is not None and facts.charges and asked.amount > paid.amount:
        yield PlanWarning(
            "request.amount",
            say(
                "%(asked)s is more than was paid, fees included (%(paid)s). Is that right?",
                asked=asked,
                paid=paid,
            ),
        )
    unknown = money.asked is None and money.remedy in _NEEDED_FOR
    if unknown and case.charges and not facts.signals.any_pending:
        yield PlanWarning(
            _missing_for(facts), say("The amount you ask for cannot be worked out yet.")
        )
    if money.elsewhere:
        yield PlanWarning(
            "charges",
            say(
                "Some charges are in another currency (%(amounts)s). Two currencies are never "
                "added up; each sum is asked for on its own.",
                amounts=money.elsewhere,
            ),
        )
    for index, charge in enumerate(case.charges):
        if charge.repeat is not None and charge.refunded:
            yield PlanWarning(
                f"charges.{index}.refunded",
                say(
                    "The refund on a repeated charge is taken off each time. If only some came "
                    "back, list those on their own."
                ),
            )


def _missing_for(facts: Facts) -> str:
    if facts.money.remedy == "difference" and facts.case.reason == "price_increase":
        return "price_increases.0.months"
    return _NEEDED_FOR[facts.money.remedy]


def _about_days(facts: Facts) -> Iterator[PlanWarning]:
    case, coming = facts.case, facts.signals.days_to_next_charge
    if coming is not None and 0 <= coming <= NEXT_CHARGE_NEAR:
        yield PlanWarning(
            "plan.next_charge_on",
            say(
                "The next charge is due on %(day)s. Make sure today that it is stopped, if that is "
                "what you want.",
                day=case.plan.next_charge_on,
            ),
        )
    if facts.card_window_over:
        yield PlanWarning(
            "charges.date",
            say(
                "The usual time for a card dispute seems to be over. Ask your card issuer anyway "
                "what it still offers."
            ),
        )
    elif _asks_for_speed(facts):
        yield PlanWarning(
            "charges.date",
            say(
                "Card issuers set a time for disputes, counted from the charge, and it is running. "
                "Ask yours for its last day."
            ),
        )
    oldest = max((rule.age_days for rule in facts.rules), default=0)
    if oldest > STALE_DAYS:
        yield PlanWarning(
            "as_of",
            say(
                "Some of the rules were checked more than a year ago, on %(day)s. Look at the "
                "source before you quote them.",
                day=facts.as_of - dt.timedelta(days=oldest),
            ),
        )


def _asks_for_speed(facts: Facts) -> bool:
    """Tell whether a card dispute is still to come, a charge is old, and no last day is known."""
    since = facts.signals.days_since_first_charge
    return (
        facts.category is not None
        and facts.card_deadline is None
        and not facts.signals.bank_contacted
        and since is not None
        and since >= OLD_CHARGE_DAYS
    )
