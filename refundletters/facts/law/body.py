"""An ombudsman, regulator, court or office that can be turned to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from refundletters.facts.law.dates import Period

__all__ = ["Body"]


@dataclass(frozen=True, slots=True)
class Body:
    """Somebody outside the company and the bank, as far as a case shows the way there.

    Attributes:
        stage: ``merchant store scheme bank ombudsman authority cross_border court``.
        against: Who a complaint there is about: ``company``, ``bank``, or both.
        first: Who has to be asked before: ``company`` or ``bank``; empty where nobody must.
        wait: How long that one has for an answer, where a wait was read.
        within: In what time to turn to the body.
        counted_from: The event that this time counts from.
        last_day: Its last day, where the case knows the event.
        is_over: Whether that day has passed.
        open_now: Whether the body can be turned to today.
        described: Whether ``name`` describes whom to look for and is no name to write to.
        local_only: Whether it is only for companies based in the country; no case file shows that.
        checked: When the row was read, as an ISO day.
        names: Its name by language, where the country has more than one for it.
    """

    id: str
    jurisdiction: str
    stage: str
    name: str
    handles: str
    precondition: str
    time_limit: str
    url: str
    verified: bool
    against: tuple[str, ...] = ()
    first: str = ""
    wait: Period | None = None
    within: Period | None = None
    counted_from: str = ""
    counted_from_on: dt.date | None = None
    last_day: dt.date | None = None
    is_over: bool = False
    open_now: bool = False
    described: bool = False
    local_only: bool = False
    checked: str = ""
    names: Mapping[str, str] = field(default_factory=dict)

    def named(self, language: str) -> str:
        """Return its name for readers of a language."""
        return self.names.get(language, self.name)
