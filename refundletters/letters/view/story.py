"""What follows from the facts of a case, reason by reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from refundletters.facts.contacts import days_after
from refundletters.facts.law.business_days import work_calendar
from refundletters.letters.enclosures import announcements_of, enclosures, numbers_of
from refundletters.letters.intervals import Intervals
from refundletters.letters.pieces import own_sentence
from refundletters.letters.view.journal import JournalView
from refundletters.model.tables import Evidence

__all__ = ["StoryView"]

# Countries where a minor's purchase needs approval (BGB section 108, ABGB section 170, ZGB article
# 19a).
_APPROVAL = frozenset({"DE", "AT", "CH"})
_TURN_ON_CANCELLATION = frozenset(
    {"charged_after_cancellation", "reactivated", "trial_conversion", "early_end_fee"}
)
_MINORS = frozenset({"under_7", "7_12", "13_17"})


class StepTried(msgspec.Struct, frozen=True):
    """One thing that was tried, and its day where it is known."""

    text: str
    on: dt.date | None = None


class StoryView(JournalView, frozen=True):
    """What letters ask about the story."""

    @property
    def days(self) -> Intervals:
        """Days between the decisive events."""
        return Intervals(self.facts, self.charge_days, self.promise_due)

    @property
    def access_ended_before_charge(self) -> bool:
        """Whether the paid term ended before every disputed charge."""
        ended, charged = self.facts.case.cancellation.access_ends_on, self.first_date()
        return bool(ended and charged and ended < charged)

    @property
    def charged_in_trial(self) -> str:
        """``all`` or ``first`` of the disputed charges made before the trial ended, else empty."""
        ended, first, last = self.facts.case.trial.ended_on, self.first_date(), self.last_date()
        if not (ended and first and last) or first >= ended:
            return ""
        return "all" if last < ended else "first"

    @property
    def charged_after_end(self) -> int:
        """How many disputed charges were made after the service or account ended."""
        ended = self.facts.case.ended.on
        return sum(1 for day in self.charge_days if ended and day > ended)

    @property
    def all_charged_after_end(self) -> bool:
        """Whether every disputed charge was made after the service or account ended."""
        return bool(self.charges) and self.charged_after_end == len(self.charges)

    @property
    def was_paused(self) -> bool:
        """Whether the subscription was paused when it was charged."""
        return self.facts.case.freeze.in_force == "yes"

    @property
    def charged_in_freeze(self) -> int:
        """How many disputed charges fall into the pause."""
        freeze = self.facts.case.freeze
        first, last = freeze.from_, freeze.until or dt.date.max
        return sum(1 for day in self.charge_days if first and first <= day <= last)

    @property
    def canceled_on_last_day(self) -> bool:
        """Whether a trial was canceled on the day it ended."""
        case = self.facts.case
        day = case.cancellation.on if case.cancellation.status == "yes" else None
        return day is not None and day == case.trial.ended_on

    @property
    def no_reason_for_block(self) -> bool:
        """Whether the person was asked for the reason of a block and has none to tell."""
        case = self.facts.case
        return not case.ended.reason_given and "ended.reason_given" in case.not_known

    @property
    def turns_on_cancellation(self) -> bool:
        """Whether the cancellation decides the case, so that a short message gives its day."""
        return self.facts.case.reason in _TURN_ON_CANCELLATION

    @property
    def unused_before_charge(self) -> bool:
        """Whether the last use, where its day is known, came before every disputed charge."""
        used, charged = self.facts.case.last_used_on, self.first_date()
        return bool(used and charged and used < charged)

    @property
    def never_announced(self) -> bool:
        """Whether none of the listed price increases was announced."""
        rises = self.facts.case.price_increases
        return bool(rises) and all(rise.notice == "no" for rise in rises)

    @property
    def never_agreed(self) -> bool:
        """Whether none of the listed price increases was agreed to."""
        rises = self.facts.case.price_increases
        return bool(rises) and all(rise.consent == "no" for rise in rises)

    @property
    def buyer(self) -> str:
        """Who bought without permission: ``child``, ``relative`` or ``somebody``."""
        household = self.facts.case.household
        if household.age_band in _MINORS or household.relation == "child":
            return "child"
        return "relative" if household.age_band == "adult_relative" else "somebody"

    @property
    def bought(self) -> str:
        """What was bought: the item named on the bill, else the service."""
        items = [charge.item for charge in self.facts.case.charges if charge.item]
        return items[0] if len(set(items)) == 1 else self.facts.service.name

    @property
    def bought_several(self) -> bool:
        """Whether a bill covers several things that were bought."""
        return len({self.item_of(charge) for charge in self.charges}) > 1

    @property
    def is_minors_purchase(self) -> bool:
        """Whether a minor bought in a country where that needs approval."""
        return self.buyer == "child" and self.facts.country in _APPROVAL

    @property
    def notice_was_kept(self) -> bool:
        """Whether notice was given as early as the contract requires."""
        contract, canceled = self.facts.case.contract, self.facts.case.cancellation
        if not contract.notice or canceled.on is None or canceled.access_ends_on is None:
            return False
        work = work_calendar(self.facts.country, self.facts.region).for_other_side
        earliest = days_after(canceled.on, contract.notice, work)
        return earliest is not None and earliest <= canceled.access_ends_on

    @property
    def steps_tried(self) -> Sequence[StepTried]:
        """What was tried against a technical problem and what came of it, in the person's words."""
        return [
            StepTried(
                own_sentence(f"{step.what} ({step.result})" if step.result else step.what), step.on
            )
            for step in self.facts.case.technical.steps
            if step.what
        ]

    def enclosures(self) -> Sequence[Evidence]:
        """Return the evidence that goes with the letter, in the order of the case file."""
        return enclosures(self.facts.case)

    def enclosed(self, *kinds: str) -> Sequence[int]:
        """Return the numbers of the enclosures of some kinds, in order."""
        return numbers_of(self.facts.case, *kinds)

    def announcements(self, day: dt.date) -> Sequence[int]:
        """Return the numbers of the enclosed notices that announce the price from ``day``."""
        return announcements_of(self.facts.case, day)
