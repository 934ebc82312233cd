"""What can be done today, in order, and what should not be done yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from refundletters.facts.conditions import is_true, names_of_facts
from refundletters.facts.plan.service_policy import how_to_cancel
from refundletters.facts.types import Facts
from refundletters.messages import Message, say

__all__ = ["not_yet", "steps_today"]


@dataclass(frozen=True, slots=True)
class _Step:
    """Something to do where ``when`` holds; ``more`` says how, from what is known of the case."""

    when: str
    say: Message
    more: Callable[[Facts], Iterator[Message]] | None = None


_OPEN: Final = "not signal.paid and not signal.verified"

# In the order in which they are done: safety, then no further charges, then proof, then asking.
_STEPS: Final = (
    _Step(
        "signal.verified",
        say("The money is there, so this case is done. A word of thanks is a nice way to end it."),
    ),
    _Step(
        "signal.paid and not signal.verified",
        say(
            "Check your statement for the money before you close the case: a promise is not a "
            "refund yet. Then note it in the journal as verified."
        ),
    ),
    _Step(
        f"{_OPEN} and reason == 'unauthorized_payment' and signal.is_bank_method "
        "and not payment.blocked_on and not signal.bank_contacted and not signal.long_standing",
        say(
            "Call your bank today, on the number on your card or in its own app, and have the card "
            "or account blocked. Note the time and the reference."
        ),
    ),
    _Step(
        f"{_OPEN} and signal.security_case and not takeover.secured "
        "and not (reason == 'unauthorized_payment')",
        say(
            "Secure the account first: change its password and that of your e-mail, sign out of "
            "all devices, and remove the card if you can."
        ),
    ),
    _Step(
        # Ley 20.009, articles 2 to 5, as amended by Ley 21.673.
        f"{_OPEN} and country == 'CL' and reason in ['unauthorized_payment', 'account_takeover'] "
        "and signal.is_bank_method",
        say(
            "In Chile your bank also needs your sworn statement that you did not make the payment, "
            "and within 30 days a report to the police or the prosecutor. Without it the claim "
            "counts as withdrawn."
        ),
    ),
    _Step(
        f"{_OPEN} and reason == 'unauthorized_payment'",
        say(
            "Ask everybody in your household, and look the description on the statement up: an old "
            "account or a family purchase is the most common explanation."
        ),
    ),
    _Step(
        f"{_OPEN} and signal.withdrawal_in_time and not withdrawal.sent_on and reason in "
        "['changed_mind', 'accidental_signup', 'trial_conversion']",
        say(
            "The time to withdraw from the contract is still running. Send the withdrawal notice "
            "first; everything else can follow."
        ),
    ),
    _Step(
        f"{_OPEN} and cancellation.status == 'no' and not (reason in ['duplicate_charge', "
        "'refund_promised', 'unauthorized_payment']) and not (style.plans_to_stay == 'yes') "
        "and not (reason in ['wrong_amount', 'price_increase', 'technical_failure'] "
        "and goals and 'stop_charges' not in goals)",
        say(
            "Cancel the subscription today, down to the last confirmation screen, and keep the "
            "confirmation. A refund is asked for separately."
        ),
        more=how_to_cancel,
    ),
    _Step(
        f"{_OPEN} and (cancellation.status == 'tried' or reason == 'cannot_cancel')",
        say("Put the cancellation in writing, in a way that you can prove."),
    ),
    _Step(
        f"{_OPEN} and cancellation.status == 'yes' and not cancellation.reference "
        "and not (cancellation.proof in ['email', 'screenshot', 'transcript'])",
        say(
            "Look for the confirmation of the cancellation, in the spam folder too, or take a "
            "screenshot of the page that shows it."
        ),
    ),
    _Step(
        f"{_OPEN} and signal.is_bank_method and cancellation.status in ['yes', 'tried'] "
        "and not (permission.withdrawn == 'yes') and not (reason in ['duplicate_charge', "
        "'refund_promised', 'unauthorized_payment'])",
        say(
            "Tell the company in writing that you withdraw permission to charge, and note the day "
            "and the way. Banks treat that separately from a cancellation."
        ),
    ),
    _Step(
        f"{_OPEN} and signal.any_pending",
        say(
            "An entry is still pending. Wait until it is posted; many drop off within about eight "
            "days."
        ),
    ),
    _Step(
        f"{_OPEN} and not evidence",
        say("Save the statement lines and the messages you have, and list them under evidence."),
    ),
    _Step(
        f"{_OPEN} and not signal.contacted and signal.biller_is_other",
        say("Ask the company that took the money first: whoever bills decides about the refund."),
    ),
    _Step(
        f"{_OPEN} and not signal.contacted and not signal.biller_is_other",
        say("Ask the company's support first. The chat opener takes two minutes to write."),
    ),
    _Step(
        f"{_OPEN} and signal.promised and not signal.promise_overdue",
        say("A refund was promised. Give it until the day shown, and watch your statement."),
    ),
    _Step(
        f"{_OPEN} and signal.offered",
        say("There is an offer on the table. Decide whether it is fair to you, and answer it."),
    ),
    _Step(
        f"{_OPEN} and signal.provisional_credit",
        say(
            "The credit from your bank is provisional. Keep all papers, and check in 45 days that "
            "it has not been taken back."
        ),
    ),
    _Step(
        f"{_OPEN} and country == 'US' and signal.complaint_sent",
        say(
            "Before you announce legal steps, read the terms: many contracts in the United States "
            "send disputes to arbitration or small claims court, and set a way and a time for it."
        ),
    ),
    _Step(
        f"{_OPEN} and signal.contacted and not signal.answered and not signal.no_answer",
        say("You have written; now it is the other side's turn. Save the transcript or a copy."),
    ),
)

_NOT_YET: Final = (
    _Step(
        f"{_OPEN} and not signal.contacted and not signal.security_case and signal.is_bank_method",
        say("Do not go to the bank yet: it will ask what the company said first."),
    ),
    _Step(
        f"{_OPEN} and not signal.complaint_overdue",
        say(
            "Do not threaten with a court or a lawyer now. That moves a case away from the people "
            "who could simply refund it."
        ),
    ),
    _Step(
        f"{_OPEN} and payment.method == 'direct_debit' and not (permission.withdrawn == 'yes') "
        "and not (cancellation.status == 'yes') and not (style.plans_to_stay == 'yes') and not "
        "(reason in ['unauthorized_payment', 'duplicate_charge', 'wrong_amount', "
        "'refund_promised'])",
        say("Do not return a direct debit without canceling as well: the contract would go on."),
    ),
    _Step(
        f"{_OPEN} and reason == 'cannot_cancel' and not (permission.withdrawn == 'yes')",
        say("Do not simply stop paying. Give written notice first."),
    ),
    _Step(
        f"{_OPEN} and signal.promised and not signal.promise_overdue",
        say("Do not send a second request while the promised time is still running."),
    ),
    _Step(
        f"{_OPEN} and signal.any_pending",
        say("Do not dispute a pending entry; banks and app stores turn that down."),
    ),
)


def steps_today(facts: Facts) -> tuple[Message, ...]:
    """Return what can be done today, in order."""
    return _said(_STEPS, facts)


def not_yet(facts: Facts) -> tuple[Message, ...]:
    """Return what should not be done yet."""
    return _said(_NOT_YET, facts)


def _said(steps: tuple[_Step, ...], facts: Facts) -> tuple[Message, ...]:
    scope = names_of_facts(facts)
    found: list[Message] = []
    for step in steps:
        if is_true(step.when, scope):
            found += [step.say, *(step.more(facts) if step.more else ())]
    return tuple(found)
