"""Resolve the name of an event in a rule to the days on which it happened in this case.

A rule says that a period counts ``from = "statement_sent"``. The case may have that day, or one day
for each of several charges, or none at all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import msgspec

from refundletters.facts.contacts import COMPLAINT, last_where, with_bank, with_trader
from refundletters.facts.countries import posting_days
from refundletters.facts.money.charges import Line
from refundletters.facts.signals import contract_date
from refundletters.facts.types import ContactFact
from refundletters.model.case import Case

__all__ = ["COUNTED_BACK", "EVENTS", "Events"]

# Periods that end before the event instead of beginning after it.
COUNTED_BACK: Final = frozenset({"before_next_payment", "before_statement_due_date"})

_BY_POST: Final = frozenset({"letter", "registered_letter"})
_BANK_SAID_NO: Final = frozenset({"refused", "final_refusal", "credit_reversed"})


class Events(msgspec.Struct, frozen=True):
    """The events of one case.

    Attributes:
        case: The case.
        lines: Its charges, repeats expanded.
        contacts: Its journal, oldest first.
    """

    case: Case
    lines: Sequence[Line]
    contacts: Sequence[ContactFact]

    def days(self, name: str) -> tuple[dt.date, ...]:
        """Return the days of an event, earliest first; none where the case does not show them."""
        find = EVENTS.get(name)
        return () if find is None else tuple(sorted(set(find(self))))

    def not_before(self, name: str) -> tuple[dt.date, ...]:
        """Return the days before which an event of unknown date cannot have happened.

        A statement is sent after the charge, and a charge is discovered after it was made. A
        service ends after the charge that pays for it, and is received after the sign-up.
        """
        if name == "delivery":
            return self.days("contract_date")
        return self.charge_days() if name in _AFTER_THE_CHARGE else ()

    def charge_days(self) -> tuple[dt.date, ...]:
        """Return the days of the disputed charges, earliest first."""
        days = {line.date for line in self.lines if line.date is not None and line.is_disputed}
        return tuple(sorted(days))

    def without_service(self, charged: dt.date) -> dt.date:
        """Return the day from which the service was no longer provided, else that of the charge."""
        ended = self.case.ended.on
        return charged if ended is None else max(charged, ended)

    def told(self, addressed_to: str) -> dt.date | None:
        """Return the day the bank (or else the company) was first notified."""
        first = self._first_contact(addressed_to)
        return first.day if first else None

    def informed(self, addressed_to: str) -> dt.date | None:
        """Return the day the first notice reached the bank (or else the company)."""
        first = self._first_contact(addressed_to)
        return self.arrived(first.day, first.channel) if first else None

    def arrived(self, sent: dt.date, channel: str) -> dt.date:
        """Return the day on which what was sent has arrived, allowing time for the post."""
        days = posting_days(self.case.country or "") if channel in _BY_POST else 0
        return sent + dt.timedelta(days=days)

    def complained(self, addressed_to: str) -> dt.date | None:
        """Return the day the latest complaint reached the bank (or else the company)."""
        if addressed_to == "bank":
            bank = with_bank(self.contacts)
            appeal = last_where(bank, lambda contact: contact.document == "bank-appeal")
            found = appeal or (bank[0] if bank else None)
        else:
            trader = with_trader(self.contacts)
            found = last_where(trader, lambda contact: contact.document == COMPLAINT)
        return self.arrived(found.day, found.channel) if found else None

    def _first_contact(self, addressed_to: str) -> ContactFact | None:
        found = with_bank if addressed_to == "bank" else with_trader
        return next(iter(found(self.contacts)), None)


def _known(*days: dt.date | None) -> tuple[dt.date, ...]:
    return tuple(day for day in days if day is not None)


def _statements(events: Events) -> Iterable[dt.date]:
    disputed = (line for line in events.lines if line.is_disputed)
    return _known(*(line.charge.statement_date for line in disputed))


def _charges(events: Events) -> Iterable[dt.date]:
    return events.charge_days()


def _charges_or_end(events: Events) -> Iterable[dt.date]:
    """Return the days of the charges; of those before the service ended, the day of that end."""
    return tuple(events.without_service(day) for day in events.charge_days())


def _first_charge(events: Events) -> Iterable[dt.date]:
    return events.charge_days()[:1]


def _last_charge(events: Events) -> Iterable[dt.date]:
    return events.charge_days()[-1:]


def _contract(events: Events) -> Iterable[dt.date]:
    return _known(contract_date(events.case))


def _discovery(events: Events) -> Iterable[dt.date]:
    return _known(events.case.discovered_on)


def _cancellation(events: Events) -> Iterable[dt.date]:
    return _known(events.case.cancellation.on)


def _service_end(events: Events) -> Iterable[dt.date]:
    return _known(events.case.cancellation.access_ends_on or events.case.cancellation.on)


def _next_payment(events: Events) -> Iterable[dt.date]:
    return _known(events.case.plan.next_charge_on)


def _notice_of_change(events: Events) -> Iterable[dt.date]:
    """Return the day a new price began: the notice a person gets that starts a period."""
    started = _known(*(rise.effective_from for rise in events.case.price_increases))
    return (max(started),) if started else ()


def _end_of_year(events: Events) -> Iterable[dt.date]:
    known = _known(events.case.discovered_on) or events.charge_days()[:1]
    return tuple(dt.date(day.year, 12, 31) for day in known)


def _promise_or_charge(events: Events) -> Iterable[dt.date]:
    return _known(events.case.promise.on) or events.charge_days()


def _withdrawal_sent(events: Events) -> Iterable[dt.date]:
    return _known(events.case.withdrawal.sent_on)


def _trader_informed(events: Events) -> Iterable[dt.date]:
    """Return the day the company received a withdrawal: when it was sent, or later if by post."""
    sent = events.case.withdrawal.sent_on
    how = events.case.withdrawal.how or ""
    return () if sent is None else (events.arrived(sent, how),)


def _trader_agrees(events: Events) -> Iterable[dt.date]:
    """Return the day the company agreed to pay: the promise, else the contact that mentions it."""
    promised = last_where(
        with_trader(events.contacts), lambda contact: contact.result == "promised"
    )
    return _known(events.case.promise.on) or _known(promised.day if promised else None)


def _bank_answered(events: Events) -> Iterable[dt.date]:
    """Return the day of the bank's latest refusal, or on which it took a credit back."""
    answer = last_where(with_bank(events.contacts), lambda contact: contact.result in _BANK_SAID_NO)
    return () if answer is None else (answer.day,)


def _bank_told(events: Events) -> Iterable[dt.date]:
    return _known(events.told("bank"))


def _company_told(events: Events) -> Iterable[dt.date]:
    return _known(events.told("merchant"))


EVENTS: Final[Mapping[str, Callable[[Events], Iterable[dt.date]]]] = {
    "statement_sent": _statements,
    "statement_received": _statements,
    "statement_cutoff": _statements,
    "transaction_date": _charges,
    "transaction_processing_date": _charges,
    "transaction_or_service_date": _charges_or_end,
    "expected_delivery_or_transaction": _charges_or_end,
    "cancellation_or_transaction": _charges,
    "debit_date": _charges,
    "payment_date": _charges,
    "credit_promise_or_transaction": _promise_or_charge,
    "cause_of_action": _first_charge,
    "renewal_date": _last_charge,
    "contract_date": _contract,
    "discovery": _discovery,
    "alert_received": _discovery,
    "end_of_year_of_knowledge": _end_of_year,
    "cancellation_date": _cancellation,
    "service_end": _service_end,
    "before_next_payment": _next_payment,
    "notice_received": _notice_of_change,
    "withdrawal_sent": _withdrawal_sent,
    "trader_informed": _trader_informed,
    "trader_agrees": _trader_agrees,
    "bank_answered": _bank_answered,
    "bank_told": _bank_told,
    "company_told": _company_told,
}
_AFTER_THE_CHARGE: Final = frozenset(
    {
        "statement_sent",
        "statement_received",
        "statement_cutoff",
        "discovery",
        "alert_received",
        "service_end",
    }
)
