"""What is asked for, in which tone and at what length."""

from __future__ import annotations

from refundletters.letters import requests
from refundletters.letters.view.base import CaseView
from refundletters.model.money import Money

__all__ = ["RequestView"]

_GOODWILL = frozenset({"forgot_to_cancel", "unused", "changed_mind"})
# Reasons about an error in a subscription that may well continue.
_ERRORS = frozenset(
    {"duplicate_charge", "wrong_amount", "price_increase", "refund_promised", "technical_failure"}
)
_WITHDRAWALS = frozenset({"accidental_signup", "changed_mind", "trial_conversion"})


class RequestView(CaseView, frozen=True):
    """What letters ask about the request itself."""

    @property
    def is_goodwill(self) -> bool:
        """Whether this is a request for courtesy: no error was made and no legal period helps."""
        case = self.facts.case
        if self.facts.signals.charged_after_death or case.promise.what == "cancellation":
            return False
        if case.reason == "forgot_to_cancel" and case.contract.renewal_shown == "no":
            return False
        in_time = self.facts.signals.withdrawal_in_time or bool(case.withdrawal.sent_on)
        return case.reason in _GOODWILL and not (case.reason == "changed_mind" and in_time)

    @property
    def continues_subscription(self) -> bool:
        """Whether the subscription is to continue, and only this charge is in question."""
        case = self.facts.case
        paused = case.freeze.in_force == "yes"
        return (
            (case.reason in _ERRORS or (case.reason == "reactivated" and paused))
            and "stop_charges" not in case.goals
            and case.cancellation.status in {None, "no"}
        )

    @property
    def asks_to_stop(self) -> bool:
        """Whether to ask that nothing further is charged."""
        case = self.facts.case
        return "stop_charges" in case.goals or case.cancellation.status in {"yes", "tried"}

    @property
    def asks_to_cancel(self) -> bool:
        """Whether to ask for the cancellation along with the money."""
        case = self.facts.case
        return (
            case.cancellation.status == "no"
            and (not case.goals or "stop_charges" in case.goals)
            and not case.withdrawal.sent_on
            and not self.withdraws_now
            and not case.ended.kind
        )

    @property
    def withdraws_now(self) -> bool:
        """Whether the message itself is the notice of withdrawal, while there is time for it."""
        case = self.facts.case
        return (
            self.facts.signals.withdrawal_in_time
            and not case.withdrawal.sent_on
            and case.reason in _WITHDRAWALS
            and case.style.plans_to_stay != "yes"
        )

    @property
    def permission_open(self) -> bool:
        """Whether permission to charge still has to be withdrawn for the charges to end."""
        return self.facts.case.permission.withdrawn != "yes" and self.asks_to_stop

    @property
    def objects(self) -> bool:
        """Whether money is demanded that was not taken, so that there is none to ask back."""
        case = self.facts.case
        return case.reason == "unfounded_demand" or (
            case.reason == "early_end_fee" and not self.charges
        )

    @property
    def objects_and_leaves(self) -> bool:
        """Whether a contract under which money is demanded still has to be ended."""
        case = self.facts.case
        running = case.cancellation.status in {"no", "tried"} and case.account.has != "no"
        return self.objects and running and "stop_charges" in case.goals

    @property
    def asks_refund(self) -> bool:
        """Whether a known sum is asked back."""
        return not self.objects and requests.asks_refund(self.facts)

    @property
    def asks_fees_only(self) -> bool:
        """Whether the charge has come back already and only the fees that it caused are open."""
        money = self.facts.money
        came_back = money.asked is not None and not money.asked.amount
        return came_back and money.fees.amount > 0 and not money.elsewhere

    @property
    def demanded(self) -> Money | None:
        """The sum that is demanded and objected to, where it is known."""
        amount = self.facts.case.demand.amount
        return self.amount(amount) if self.objects and amount is not None else None

    @property
    def goodwill_sum(self) -> Money | None:
        """The sum that a request for goodwill is about, where it is known."""
        money = self.facts.money
        if self.objects:
            return self.demanded
        asked = money.asked or (money.disputed if money.remedy == "full" else None)
        return asked if asked is not None and asked.amount else None

    @property
    def open_after_offer(self) -> Money | None:
        """What is left of the sum asked after the latest offer, where both are known."""
        offers = [c.offer_amount for c in self.facts.contacts if c.result == "offered"]
        asked = self.facts.money.asked
        if not offers or offers[-1] is None or asked is None:
            return None
        left = asked - offers[-1] if asked.currency == offers[-1].currency else None
        return left if left is not None and left.amount > 0 else None

    @property
    def second_ask(self) -> str:
        """What is asked for along with the remedy, empty where nothing is."""
        if self.objects:
            return "cancel" if self.objects_and_leaves else ""
        return requests.second_ask(
            self.facts,
            stops=self.asks_to_stop,
            cancels=self.asks_to_cancel,
            goes_on=self.continues_subscription,
        )

    def is_said_with_remedy(self, kind: str) -> bool:
        """Tell whether the first sentence also asks for the second thing."""
        if self.objects:
            return False
        return requests.said_with_remedy(
            self.facts, self.second_ask, kind, self.tone, goodwill=self.is_goodwill
        )

    @property
    def fallback(self) -> str:
        """The acceptable alternative, for an answer to a refusal."""
        return requests.fallback(self.facts)

    @property
    def accepts_offer(self) -> str:
        """``all``, ``part`` or ``none``; in part unless the person said otherwise."""
        answer = self.facts.case.extra.get("offer_reply", {}).get("accept")
        return answer if answer in {"all", "part", "none"} else "part"

    @property
    def tone(self) -> str:
        """``warm``, ``neutral`` or ``formal``."""
        return self.facts.case.style.tone or "neutral"

    @property
    def wants_short(self) -> bool:
        """Whether the short edition is wanted."""
        return self.facts.case.style.length == "short"

    @property
    def wants_full(self) -> bool:
        """Whether the full edition is wanted."""
        return self.facts.case.style.length == "full"
