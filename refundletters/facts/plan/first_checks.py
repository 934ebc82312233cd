"""What to look at before the first message: the usual explanations, and what will be asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from refundletters.facts.plan.service_policy import checks_of_service
from refundletters.facts.types import Facts
from refundletters.messages import Message, say

__all__ = ["first_checks"]

# By reason. What only a certain answer makes doubtful stands in ``checks``, not here.
_BY_REASON: Final[Mapping[str, tuple[Message, ...]]] = {
    "accidental_signup": (
        say("Look for the receipt of the sign-up, and ask the others in your household."),
        say("See whether the time to withdraw from the contract is still running."),
    ),
    "forgot_to_cancel": (
        say("See whether a reminder of the renewal was due, and whether one came."),
        say("Look for any attempt to cancel that you may have made before."),
    ),
    "unused": (say("Look at the viewing or activity history of all profiles."),),
    "changed_mind": (
        say(
            "Count the days since the contract, and see whether you asked for the service to "
            "begin at once."
        ),
    ),
    "trial_conversion": (
        say("Look for the e-mails about the trial, in the spam folder too."),
        say("See whether the trial was taken out in an app store, which then bills."),
    ),
    "charged_after_cancellation": (
        say("See whether there is another account, or whether another company bills."),
        say(
            "See whether the cancellation came too close to the renewal: some companies bill a day "
            "or two early."
        ),
        say("See whether somebody started the subscription again."),
    ),
    "reactivated": (
        say("Ask whether somebody in your household started it again."),
        say("Sign out of all devices, and see which of them you know."),
    ),
    "duplicate_charge": (
        say("See whether one of the entries is only pending: holds drop off within about 8 days."),
        say("See whether there is a second account, or a second company that bills."),
    ),
    "wrong_amount": (
        say("See whether tax, the end of a promotion or an extra explains the difference."),
        say("See whether your bank added a fee for a foreign currency: it is not the company's."),
        say("See whether a backup card was charged."),
    ),
    "price_increase": (
        say("Look for the message about the new price, and for how you were asked to agree."),
    ),
    "unauthorized_payment": (
        say("See whether an old account of yours is still open, or a replaced card was charged."),
    ),
    "account_takeover": (
        say("See whether you can still sign in, and whether other accounts share the password."),
    ),
    "household_purchase": (
        say("See whether whoever bills has a way of its own for purchases by children or family."),
        say("Set a lock on purchases now, so that you can say that you did."),
    ),
    "technical_failure": (
        say("See whether the company had an outage, and try another device or network."),
        say("See whether your plan includes the quality you expect."),
    ),
    "refund_promised": (
        say("Refunds to a card are often posted within 3 to 10 business days."),
        say("See whether the refund went to an old or replaced card."),
    ),
    "cannot_cancel": (
        say("See whether you are in the right account, and who bills."),
        say("Look for a cancellation button that the law may require on the website."),
    ),
}


def first_checks(facts: Facts) -> tuple[Message, ...]:
    """Return what to check before the first message; nothing once somebody has been told."""
    signals = facts.signals
    if signals.contacted or signals.bank_contacted or signals.paid or signals.verified:
        return ()
    return (*_BY_REASON.get(facts.case.reason or "", ()), *checks_of_service(facts))
