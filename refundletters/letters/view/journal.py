"""The journal as letters report it: contacts, answers, case numbers, and what happened when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from refundletters.facts.contacts import asked_parties, days_after
from refundletters.facts.law.business_days import work_calendar
from refundletters.facts.parties import BANK_AUDIENCES, OUTSIDE_AUDIENCES, body_for, recipient_for
from refundletters.facts.types import ContactFact, Party
from refundletters.letters.chronology import (
    MOST_CONTACTS,
    ChronologyEvent,
    Fullness,
    chronology,
    timeline,
)
from refundletters.letters.pieces import bare_reference
from refundletters.letters.view.base import CaseView
from refundletters.model.closed_words import Audience

__all__ = ["JournalView"]

_MOST_NUMBERS = 2
_REFUSALS = frozenset({"refused", "final_refusal", "credit_reversed"})
_ANSWERS = _REFUSALS | {"promised", "offered", "paid", "verified", "provisional_credit"}
_SAID_IT_ENDS = frozenset({"promised_other", "canceled"})
_COMPANY = ("trader", "biller")
_TRADER = ("trader",)


class JournalView(CaseView, frozen=True):
    """What letters ask about contacts."""

    def contacts(self, *parties: str) -> Sequence[ContactFact]:
        """Return the latest contacts with ``parties``, in time order, at most five."""
        fitting = [contact for contact in self.facts.contacts if contact.party in parties]
        return fitting[-MOST_CONTACTS:]

    def last_contact(self, *parties: str) -> ContactFact | None:
        """Return the latest contact with one of ``parties``."""
        found = self.contacts(*parties)
        return found[-1] if found else None

    def last_request(self, *parties: str) -> ContactFact | None:
        """Return the latest contact with ``parties`` that can have been about the charges."""
        last, first = self.last_contact(*parties), self.first_date()
        if last is None or first is None or last.document or last.day >= first:
            return last
        return None

    @property
    def end_promised(self) -> ContactFact | None:
        """The contact before the charges in which the company said that the contract would end."""
        case, first = self.facts.case, self.first_date()
        if case.promise.what != "cancellation" or first is None:
            return None
        told = [c for c in self.contacts(*_COMPANY) if c.result in _SAID_IT_ENDS and c.day < first]
        return told[-1] if told else None

    def first_contact(self, *parties: str) -> ContactFact | None:
        """Return the first contact with one of ``parties``."""
        return next((c for c in self.facts.contacts if c.party in parties), None)

    def refusal(self, *parties: str) -> ContactFact | None:
        """Return the latest answer of ``parties`` if it was a refusal; later answers replace it."""
        answers = [c for c in self.facts.contacts if c.party in parties and c.result in _ANSWERS]
        last = answers[-1] if answers else None
        return last if last and last.result in _REFUSALS else None

    def complaint(self, *parties: str) -> ContactFact | None:
        """Return the first formal complaint to ``parties``, else the first contact with them."""
        sent = [c for c in self.facts.contacts if c.party in parties]
        formal = [c for c in sent if c.document in {"formal-complaint", "bank-appeal"}]
        return next(iter(formal or sent), None)

    def answered_later(self, contact: ContactFact) -> bool:
        """Tell whether whoever a message went to answered after it."""
        after = [c for c in self.facts.contacts if c.party == contact.party]
        after = after[after.index(contact) + 1 :]
        if any(c.result not in {"", "no_answer"} for c in after):
            return True
        case = self.facts.case
        answers = (case.promise.on, case.refund.sent_on) if contact.party in _COMPANY else ()
        return any(day is not None and day > contact.day for day in answers)

    def last_result(self, *results: str) -> ContactFact | None:
        """Return the latest contact that ended in one of ``results``."""
        fitting = [contact for contact in self.facts.contacts if contact.result in results]
        return fitting[-1] if fitting else None

    @property
    def last_offer(self) -> ContactFact | None:
        """The latest offer of the company."""
        return self.last_result("offered")

    @property
    def last_paid(self) -> ContactFact | None:
        """The latest contact in which a payment was announced or seen."""
        return self.last_result("paid", "verified", "promised")

    def case_numbers(self, audience: Audience) -> Sequence[str]:
        """Return the numbers that the reader gave the case, latest first, each once."""
        return self.numbers_of(*self.parties(audience))

    def numbers_of(self, *parties: str) -> Sequence[str]:
        """Return the case numbers of some parties, latest first, each once."""
        told = reversed(self.contacts(*parties))
        found = [bare_reference(c.reference) for c in told if c.reference]
        return list(dict.fromkeys(found))[:_MOST_NUMBERS]

    def names_party(self, contact: ContactFact, audience: Audience) -> bool:
        """Tell whether a line about ``contact`` has to say who it was with."""
        return contact.party not in self.parties(audience) or audience in OUTSIDE_AUDIENCES

    def party(self, audience: Audience) -> Party:
        """Return who a document for ``audience`` goes to."""
        return recipient_for(audience, self.facts, self.language)

    def body(self, audience: Audience) -> str:
        """Return the name of the body to go to next, empty where none is known."""
        return body_for(audience, self.facts, self.language).name

    def parties(self, audience: Audience) -> tuple[str, ...]:
        """Return whose references a document for ``audience`` quotes, as parties of the journal.

        What one of them said is repeated only to itself and to later stages: nothing that the bank
        or a biller said is passed on to the company.
        """
        if audience in BANK_AUDIENCES:
            return ("bank",)
        if audience in OUTSIDE_AUDIENCES:
            return (audience,)
        if audience == "biller":
            return ("biller",)
        kind = self.facts.addressee.kind if audience == "support" else "trader"
        match kind:
            case "biller":
                return _COMPANY
            case "collector":
                return ("collector",)
            case "administrator":
                return ("administrator", "trader")
        told = asked_parties(self.facts.case)
        return _COMPANY if "biller" in told and not self.facts.signals.biller_is_other else _TRADER

    def told_parties(self, audience: Audience) -> tuple[str, ...]:
        """Return whose contacts a letter to ``audience`` reports.

        A collector acts for the company, which therefore hears of those contacts as well.
        """
        own = self.parties(audience)
        return (*own, "collector") if "trader" in own else own

    def timeline(
        self, parties: Sequence[str], document: str, told: object = None
    ) -> Sequence[ChronologyEvent]:
        """Return what happened as a document reports it, with the contacts it needs.

        Args:
            parties: Whose contacts belong in it, as in the journal.
            document: ``supervisor`` for the shortest story, an audience for the usual one.
            told: A contact that has a sentence of its own in the letter.
        """
        length = self.facts.case.style.length
        fullness: Fullness = "full"
        if length == "short" or document == "supervisor":
            fullness = "short"
        elif document in BANK_AUDIENCES:
            fullness = "bank"
        elif document == "support" and length != "full":
            fullness = "brief"
        events = timeline(self.chronology, self.facts.case.reason or "", parties, fullness)
        return [event for event in events if told is None or event.contact != told]

    @property
    def chronology(self) -> Sequence[ChronologyEvent]:
        """Everything with a date, oldest first."""
        late = [charge.date for charge in self.facts.charges if self.is_late(charge)]
        return chronology(self.facts, self.promise_due, late)

    @property
    def promise_due(self) -> dt.date | None:
        """The day by which a promised refund was due, where the promise said so."""
        case = self.facts.case
        if not case.promise.on or not case.promise.within:
            return None
        work = work_calendar(self.facts.country, self.facts.region).for_other_side
        return days_after(case.promise.on, case.promise.within, work)
