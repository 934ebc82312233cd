"""How requests like this one usually go, said honestly: never a promise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from refundletters.facts.conditions import is_true, names_of_facts
from refundletters.facts.types import Facts, Strength
from refundletters.messages import Message, say

__all__ = ["strength_of"]


_DUTY_MISSED: Final = say(
    "The law where you live asks for a reminder or an easy way to cancel, and you say that it was "
    "missing. That supports a request that is otherwise up to goodwill."
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A level that holds for ``reason`` where ``when`` does; the first fitting row counts."""

    reason: str
    level: str
    why: Message
    when: str = "true"


_ROWS: Final = (
    _Row(
        "duplicate_charge",
        "fair",
        say(
            "Two entries can have a harmless cause: one is still pending, or there is a second "
            "account, a second biller or a change of plan. Once that is ruled out, companies "
            "usually put a double charge right."
        ),
        "signal.any_pending or duplicate.pending == 'yes' or duplicate.second_account == 'yes' or "
        "duplicate.second_biller == 'yes' or duplicate.plan_change == 'yes'",
    ),
    _Row(
        "duplicate_charge",
        "strong",
        say(
            "A double charge is a billing error. Companies usually refund it once both posted "
            "entries are shown."
        ),
    ),
    _Row(
        "charged_after_cancellation",
        "fair",
        say(
            "A charge after a cancellation is a billing error, but use after the charge weakens "
            "the request. Say openly what was used."
        ),
        "used_after_charge == 'normal'",
    ),
    _Row(
        "charged_after_cancellation",
        "strong",
        say(
            "A charge after a confirmed cancellation is a billing error. With the confirmation in "
            "hand such requests usually succeed."
        ),
        "cancellation.reference or cancellation.proof in ['email', 'screenshot', 'transcript']",
    ),
    _Row(
        "charged_after_cancellation",
        "fair",
        say(
            "A charge after a cancellation is a billing error. What decides is proof of the day "
            "you canceled, so look for the confirmation first."
        ),
    ),
    _Row(
        "reactivated",
        "strong",
        say(
            "A canceled account that somebody else restarted is usually put right, above all when "
            "unknown devices or messages show it and the account is secured."
        ),
        "takeover.signs and takeover.secured",
    ),
    _Row(
        "reactivated",
        "fair",
        say(
            "Companies look at who could have restarted the account. Rule out your household, "
            "secure the account, and show what you do not recognize."
        ),
    ),
    _Row(
        "wrong_amount",
        "strong",
        say(
            "A charge above the agreed price is a billing error. With the agreed price in writing, "
            "the difference is usually refunded."
        ),
        "wrong_amount.expected and evidence",
    ),
    _Row(
        "wrong_amount",
        "fair",
        say(
            "Tax, currency, an add-on or the end of a promotion can explain a difference. Where "
            "none of them does, companies usually correct the amount."
        ),
    ),
    _Row(
        "price_increase",
        "strong",
        say(
            "You were neither told of the new price nor asked to accept it, and the law where you "
            "live has a rule for that. The company may still disagree."
        ),
        "signal.price_never_agreed and law",
    ),
    _Row(
        "price_increase",
        "strong",
        say(
            "At least one of the new prices came without notice and without your consent, and the "
            "law where you live has a rule for that. The company may still disagree."
        ),
        "signal.price_step_unagreed and law",
    ),
    _Row(
        "price_increase",
        "fair",
        say(
            "It depends on how the new price was announced, whether you agreed, and on the law "
            "where you live. Many such cases end with the old price or a partial refund."
        ),
    ),
    _Row(
        "unauthorized_payment",
        "discretion",
        say(
            "Earlier payments to this company that you made yourself speak against a stranger's "
            "charge. Ask the company first; the bank route for unauthorized payments does not fit."
        ),
        "signal.long_standing or not signal.four_points_ok",
    ),
    _Row(
        "unauthorized_payment",
        "strong",
        say(
            "A payment that nobody in your household made or allowed is usually refunded by the "
            "bank. What counts is reporting it at once."
        ),
    ),
    _Row(
        "account_takeover",
        "strong",
        say(
            "Charges that a stranger caused are usually refunded when the signs are shown, the "
            "account is secured, and only what came after the takeover is asked for."
        ),
        "takeover.signs and takeover.secured",
    ),
    _Row(
        "account_takeover",
        "fair",
        say(
            "Companies check devices and places. Secure the account today, and note every sign of "
            "the stranger; your chances rise with both."
        ),
    ),
    _Row(
        "trial_conversion",
        "strong",
        say(
            "The price after the trial was not shown, or you canceled while the trial was still "
            "running. Such charges are often refunded."
        ),
        "trial.shown_price == 'no' or cancellation.on <= trial.ended_on",
    ),
    _Row(
        "trial_conversion",
        "discretion",
        say(
            "The price was shown and a reminder came, so this is up to the company's goodwill. "
            "Asking soon and politely for the latest charge is worth a try."
        ),
        "trial.shown_price == 'yes' and trial.reminder == 'yes'",
    ),
    _Row(
        "trial_conversion",
        "fair",
        say(
            "Much depends on what the offer page said and whether a reminder came. The first "
            "charge after a trial is often refunded when you ask soon."
        ),
    ),
    _Row(
        "changed_mind",
        "strong",
        say(
            "You are within the time in which the law where you live lets you withdraw. Send the "
            "withdrawal in a way that you can prove."
        ),
        "signal.withdrawal_in_time",
    ),
    _Row(
        "changed_mind",
        "discretion",
        say(
            "No time for withdrawing is known to be running, so a refund is up to the company's "
            "goodwill. A friendly request costs nothing."
        ),
    ),
    _Row(
        "accidental_signup",
        "strong",
        say(
            "You noticed in time for a statutory withdrawal and have not used the service. Such "
            "requests usually succeed."
        ),
        "signal.withdrawal_in_time and used_after_charge == 'none'",
    ),
    _Row(
        "accidental_signup",
        "fair",
        say(
            "Many companies refund a sign-up by mistake when it is reported soon and nothing was "
            "used. They do not have to in every country."
        ),
        "not (used_after_charge == 'normal')",
    ),
    _Row(
        "accidental_signup",
        "discretion",
        say("Since the service was used, a refund is up to the company's goodwill."),
    ),
    _Row(
        "cannot_cancel",
        "strong",
        say(
            "You tried to cancel before the charge and can show how it failed. A request to treat "
            "the first attempt as the cancellation has a good chance."
        ),
        "signal.charge_after_cancellation and blocked.paths",
    ),
    _Row(
        "cannot_cancel",
        "fair",
        say(
            "Show each way that you tried and what stopped it. Companies then often accept the day "
            "of the first attempt."
        ),
    ),
    _Row(
        "technical_failure",
        "fair",
        say(
            "Days on which the service did not work are often made good with a credit or a partial "
            "refund. Error codes, dates and the steps you tried help most."
        ),
    ),
    _Row(
        "refund_promised",
        "strong",
        say(
            "The company has agreed already. With the message or the reference in hand this is a "
            "matter of finding the payment."
        ),
        "promise.reference or promise.by or evidence",
    ),
    _Row(
        "refund_promised",
        "fair",
        say(
            "The company has agreed already; the more exactly you can say when and how, the better."
        ),
    ),
    _Row(
        "household_purchase",
        "discretion",
        say(
            "Companies often refund one purchase by a child or relative as an exception. Ask once, "
            "soon, and say that purchase controls are on now."
        ),
    ),
    _Row(
        "forgot_to_cancel",
        "fair",
        _DUTY_MISSED,
        "signal.reminder_duty_missed",
    ),
    _Row(
        "forgot_to_cancel",
        "discretion",
        say(
            "There is usually no right to a refund for a date that was missed. Many companies "
            "still help once when asked kindly, above all if nothing was used."
        ),
    ),
    _Row(
        "unused",
        "fair",
        _DUTY_MISSED,
        "signal.reminder_duty_missed",
    ),
    _Row(
        "unused",
        "discretion",
        say(
            "Not using a service gives no right to a refund. A friendly request for a credit or "
            "the latest charge is still worth a try."
        ),
    ),
)
_UNKNOWN: Final = Strength(
    "discretion", say("Tell what happened first; then this page can say how such requests go.")
)


def strength_of(facts: Facts) -> Strength:
    """Return how such requests usually go, and why."""
    law = any(rule.quotable and rule.addressed_to != "bank" for rule in facts.rules)
    scope = {**names_of_facts(facts), "law": law}
    for row in _ROWS:
        if row.reason == facts.case.reason and is_true(row.when, scope):
            return Strength(row.level, row.why)
    return _UNKNOWN
