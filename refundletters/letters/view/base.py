"""What every part of the view builds on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Self

import msgspec

from refundletters.facts.parties import BANK_AUDIENCES
from refundletters.facts.types import ChargeFact, Facts
from refundletters.model.money import Money

__all__ = ["CaseView"]


class CaseView(msgspec.Struct, frozen=True):
    """The facts of one case and the language of the letter.

    Attributes:
        facts: The facts of the case.
        language: Language code of the letter.
        audience: Whom the letter is for, as in ``letter.toml``.
        charges: The disputed charges; where none is counted yet, those that are listed. A bank is
            asked only for those that are still in time there.
    """

    facts: Facts
    language: str
    audience: str = ""
    charges: tuple[ChargeFact, ...] = ()

    @classmethod
    def of(cls, facts: Facts, language: str, audience: str = "") -> Self:
        """Return the view of a case for a letter to ``audience``."""
        known = facts.counted or tuple(c for c in facts.charges if not c.pending) or facts.charges
        in_time = tuple(c for c in known if not _is_late(c, facts, audience))
        return cls(facts, language, audience, in_time or known)

    def is_late(self, charge: ChargeFact) -> bool:
        """Tell whether the reader, a bank, can no longer be asked for ``charge``."""
        return _is_late(charge, self.facts, self.audience)

    @property
    def charge_days(self) -> Sequence[dt.date]:
        """The known days of the disputed charges, oldest first."""
        return sorted(charge.date for charge in self.charges if charge.date)

    def first_date(self) -> dt.date | None:
        """Return the day of the first disputed charge."""
        return self.charge_days[0] if self.charge_days else None

    def first_unused_date(self) -> dt.date | None:
        """Return the day of the first charge in question, whether claimed in this letter or not."""
        return min((c.date for c in self.facts.counted if c.date), default=None)

    def last_date(self) -> dt.date | None:
        """Return the day of the last disputed charge."""
        return self.charge_days[-1] if self.charge_days else None

    def amount(self, value: Decimal) -> Money:
        """Return ``value`` as money in the main currency of the case."""
        return Money(value, self.facts.currency)

    def is_rough_date(self, key: str) -> bool:
        """Tell whether the date at ``key`` is only approximate."""
        return key in self.facts.case.about

    def item_of(self, charge: ChargeFact) -> str:
        """Return what a charge was for, where a bill covers several things."""
        return self.facts.case.charges[charge.index].item or ""


def _is_late(charge: ChargeFact, facts: Facts, audience: str) -> bool:
    at_bank = audience in BANK_AUDIENCES or audience == "ombudsman"
    return at_bank and charge.date in facts.late_at_bank
