"""A statement as callers of the library get it: what recurs in it is found on demand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from refundletters.errors import UsageError
from refundletters.messages import say
from refundletters.packs.rows import load_rows
from refundletters.packs.setting import Setting
from refundletters.packs.tables.service import SERVICES
from refundletters.statements.as_json import as_json
from refundletters.statements.reading import read
from refundletters.statements.recurring import Recurring, find_recurring
from refundletters.statements.services import Services
from refundletters.statements.values import DAY_ORDERS, Ask, Entry, Known, PassedOver

__all__ = ["AHEAD", "ROLES", "Statement", "read_statement"]

#: How far in the future the day of a pending payment may be.
AHEAD: Final = dt.timedelta(days=7)

#: What a caller may say about columns.
ROLES: Final = ("date", "amount", "debit", "credit", "text", "currency")

_SIGNS: Final = ("positive", "negative")


@dataclass(frozen=True)
class Statement:
    """What a file holds.

    Attributes:
        kind: ``csv ofx qif mt940 camt xlsx xls``.
        entries: The payments in the order of the file; none while something is asked.
        passed_over: Rows that are not payments or could not be read.
        asks: What the file leaves open.
    """

    kind: str
    entries: Sequence[Entry]
    passed_over: tuple[PassedOver, ...]
    asks: tuple[Ask, ...]
    _services: Services = field(repr=False, compare=False)

    @cached_property
    def recurring(self) -> tuple[Recurring, ...]:
        """What looks like a subscription, most recently paid first."""
        return find_recurring(self.entries, self._services)

    def as_json(self) -> dict[str, Any]:
        """Return the value that ``refundletters statement --json`` prints, in American English."""
        return as_json(self, self.recurring, lambda message: message.msgid % message.fields)


def read_statement(
    content: bytes,
    setting: Setting,
    *,
    taken: str | None = None,
    day_order: str | None = None,
    columns: Mapping[str, int],
) -> Statement:
    """Read a file that a bank exports.

    Args:
        content: The file.
        setting: The day, and where the services are.
        taken: ``positive`` or ``negative``.
        day_order: ``dmy``, ``mdy`` or ``ymd``.
        columns: Columns by role, numbers from 1.

    Raises:
        UsageError: It is not a statement, or is damaged, or an argument is not allowed.
    """
    for name, value, allowed in (
        ("taken", taken, (*_SIGNS, None)),
        ("day_order", day_order, (*DAY_ORDERS, None)),
    ):
        if value not in allowed:
            raise _not_allowed(name, str(value), allowed)
    for role, number in columns.items():
        if role not in ROLES:
            raise _not_allowed("columns", role, ROLES)
        if number < 1:
            raise _not_allowed("columns", str(number), ("1", "2", "3", "…"))
    services = Services.of_rows(load_rows(setting.roots, SERVICES))
    known = Known(setting.today + AHEAD, taken, day_order, columns)
    found = read(content, known, services)
    return Statement(found.kind, found.entries, found.passed_over, found.asks, services)


def _not_allowed(name: str, value: str, allowed: Sequence[object]) -> UsageError:
    return UsageError(
        say("%(name)s does not accept %(value)s.", name=name, value=value),
        say("Choose one of: %(allowed)s.", allowed=", ".join(str(a) for a in allowed if a)),
    )
