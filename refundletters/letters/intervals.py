"""Days between two events of a case, for the sentences that make the argument."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from refundletters.facts.signals import contract_date
from refundletters.facts.types import Facts

__all__ = ["Intervals"]

# Later than this, "I am writing N days after the sign-up" is no argument.
_SOON = 31


class Intervals(msgspec.Struct, frozen=True):
    """Whole calendar days between two events; 0 if they are in the other order or a day is missing.

    Attributes:
        facts: The facts of the case.
        charged: The days of the disputed charges, oldest first.
        promise_due: The day by which a promised refund was due.
    """

    facts: Facts
    charged: Sequence[dt.date]
    promise_due: dt.date | None = None

    @property
    def _first(self) -> dt.date | None:
        return self.charged[0] if self.charged else None

    @property
    def _last(self) -> dt.date | None:
        return self.charged[-1] if self.charged else None

    @property
    def from_cancellation(self) -> int:
        """From the cancellation to the first charge."""
        return _between(self.facts.case.cancellation.on, self._first)

    @property
    def from_cancellation_to_last(self) -> int:
        """From the cancellation to the last of several charges."""
        return 0 if self._first == self._last else _between(self._canceled, self._last)

    @property
    def _canceled(self) -> dt.date | None:
        return self.facts.case.cancellation.on

    @property
    def from_last_use(self) -> int:
        """From the last use to the first charge."""
        return _between(self.facts.case.last_used_on, self._first)

    @property
    def since_sign_up(self) -> int:
        """From the sign-up to today, where that is short."""
        days = _between(contract_date(self.facts.case), self.facts.as_of)
        return days if days <= _SOON else 0

    @property
    def to_withdrawal(self) -> int:
        """From the sign-up to the notice of withdrawal."""
        return _between(contract_date(self.facts.case), self.facts.case.withdrawal.sent_on)

    @property
    def to_cancellation(self) -> int:
        """From the sign-up to the cancellation, where that is short."""
        days = _between(contract_date(self.facts.case), self._canceled)
        return days if days <= _SOON else 0

    @property
    def to_trial_end(self) -> int:
        """From the first charge to the end of the trial."""
        return _between(self._first, self.facts.case.trial.ended_on)

    @property
    def canceled_before_trial_end(self) -> int:
        """From the cancellation to the end of the trial."""
        return _between(self._canceled, self.facts.case.trial.ended_on)

    @property
    def to_discovery(self) -> int:
        """From the last charge to the day it was noticed."""
        return _between(self._last, self.facts.case.discovered_on)

    @property
    def overdue(self) -> int:
        """From the day a promised refund was due to today."""
        return _between(self.promise_due, self.facts.as_of)

    @property
    def since_promise(self) -> int:
        """From the promise to today."""
        return _between(self.facts.case.promise.on, self.facts.as_of)

    @property
    def paid_beyond(self) -> int:
        """From the end of the service to the end of the paid term, inclusive."""
        ended, until = self.facts.case.ended.on, self.facts.case.ended.paid_until
        return _between(ended, until) + 1 if ended and until and ended <= until else 0

    def since(self, day: dt.date | None) -> int:
        """From ``day`` to today."""
        return _between(day, self.facts.as_of)


def _between(first: dt.date | None, last: dt.date | None) -> int:
    return max(0, (last - first).days) if first and last else 0
