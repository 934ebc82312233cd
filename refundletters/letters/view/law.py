"""The rules that a letter may quote."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from refundletters.facts.law.quoting import MOST_RULES, quotable_for
from refundletters.facts.types import RuleFact
from refundletters.letters.view.base import CaseView

__all__ = ["LawView"]

# Where banks' own forms and customers call it that.
_CHARGEBACK = frozenset({"GB", "IE", "NZ"})
_NO_DISPUTE = frozenset({"forgot_to_cancel", "unused", "price_increase", "household_purchase"})


class LawView(CaseView, frozen=True):
    """What letters ask about rules."""

    def rules(self, addressee: str, *topics: str) -> Sequence[RuleFact]:
        """Return the rules that the letter quotes to ``merchant`` or ``bank``.

        Where the letter asks for a chargeback by that name, no rule has to repeat it.
        """
        found = quotable_for(self.facts, addressee, topics or ("",), most=MOST_RULES["bank"] + 1)
        if self.audience == "card_issuer" and self.says_chargeback:
            found = tuple(rule for rule in found if rule.role != "procedure")
        return found[: MOST_RULES["bank"]]

    def notices(self, addressee: str) -> Sequence[RuleFact]:
        """Return the rules that make a letter to ``addressee`` a notice."""
        return self.rules(addressee, "notice")

    def sentence(self, rule: RuleFact) -> str:
        """Return the rule's sentence in the letter's language, empty where there is none."""
        return rule.says.get(self.language, "")

    def citation(self, rule: RuleFact) -> str:
        """Return the citation, in the letter's language where it has an official one."""
        return rule.citations.get(self.language, rule.citation)

    @property
    def refund_due(self) -> dt.date:
        """By when to repay after a withdrawal: the statutory day where it is known and to come."""
        owed = [r.owed_by for r in self.rules("merchant", "", "withdrawal") if r.owed_by]
        due = owed[0].date if owed else self._reply_by
        return due if due >= self.facts.as_of else self._reply_by

    @property
    def bank_refund_due(self) -> dt.date:
        """By when a bank has to refund: the statutory day where it is known."""
        owed = [r.owed_by for r in self.facts.rules if r.owed_by and r.addressed_to == "bank"]
        quotable = [deadline.date for deadline in owed if deadline.date >= self.facts.as_of]
        return min(quotable) if quotable else self._reply_by

    @property
    def stop_confirmed_by(self) -> dt.date:
        """By when to confirm a stop: before the next charge, where its day is known."""
        upcoming = self.facts.case.plan.next_charge_on
        if upcoming is not None and upcoming > self.facts.as_of:
            return min(upcoming - dt.timedelta(days=1), self._reply_by)
        return self._reply_by

    @property
    def _reply_by(self) -> dt.date:
        return self.facts.reply_by or self.facts.as_of

    @property
    def says_chargeback(self) -> bool:
        """Whether banks of the country know this request as a chargeback."""
        return self.facts.country in _CHARGEBACK and self.facts.signals.is_card

    @property
    def bank_may_help(self) -> bool:
        """Whether a card dispute is still in time, as far as its deadline is known."""
        return not self.facts.card_window_over and self.facts.case.reason not in _NO_DISPUTE
