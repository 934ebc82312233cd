"""Small questions that several letters ask of the facts, answered in one place.

Templates see these values and methods; all of them are plain and none of them has words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from refundletters.facts.contacts import days_after
from refundletters.facts.law.business_days import work_calendar
from refundletters.facts.parties import BANK_AUDIENCES, OUTSIDE_AUDIENCES, recipient_for
from refundletters.facts.types import ChargeFact, ContactFact, Facts, Party, RuleFact
from refundletters.letters.chronology import ChronologyEvent, chronology
from refundletters.letters.enclosures import enclosures, numbers_of
from refundletters.model.money import Money
from refundletters.model.tables import Evidence

__all__ = ["LetterView"]

_GOODWILL = frozenset({"forgot_to_cancel", "unused", "changed_mind"})
# Reasons about an error in a subscription that may well go on.
_ERRORS = frozenset(
    {"duplicate_charge", "wrong_amount", "price_increase", "refund_promised", "technical_failure"}
)
# More entries than this make a letter a ledger; the case summary holds them all.
_MOST_CONTACTS = 5
_MOST_RULES = 4
# A calm rate of speech on the phone; call centres train for 125 to 150.
_WORDS_A_MINUTE = 140


@dataclass(frozen=True, slots=True)
class LetterView:
    """What letters ask of one case.

    Attributes:
        facts: The facts of the case.
        language: Language code of the letter.
    """

    facts: Facts
    language: str

    @property
    def charges(self) -> tuple[ChargeFact, ...]:
        """The disputed charges; where none is counted yet, those that are named."""
        facts = self.facts
        return facts.counted or tuple(c for c in facts.charges if not c.pending) or facts.charges

    @property
    def total(self) -> Money:
        """The sum of the disputed parts, in the main currency of the case."""
        return self.facts.money.disputed

    @property
    def sums_asked(self) -> Sequence[Money]:
        """The sums asked for, one per currency, the main one first."""
        money = self.facts.money
        if money.asked is None:
            return ()
        others = money.elsewhere if money.remedy in {"full", "since_date"} else ()
        return [sum_ for sum_ in (money.asked, *others) if sum_.amount]

    @property
    def asks_for_part(self) -> bool:
        """Whether only a part of each charge is asked back, so that the sum of them says little."""
        return self.facts.money.remedy in {"difference", "pro_rata"}

    @property
    def charged(self) -> Money:
        """The sum of the charges in question as they were made, in the main currency."""
        main = self.facts.currency
        own = [c.amount for c in self.charges if c.amount.currency == main and not c.pending]
        return Money.total(own, main)

    @property
    def continues_subscription(self) -> bool:
        """Whether the subscription is to go on, and only this charge is in question."""
        case = self.facts.case
        return (
            case.reason in _ERRORS
            and "stop_charges" not in case.goals
            and case.cancellation.status in {None, "no"}
        )

    @property
    def table_charges(self) -> tuple[ChargeFact, ...]:
        """Every charge of the case, for the table; those not disputed are marked there."""
        return self.facts.charges

    @property
    def any_note(self) -> bool:
        """Whether some charge needs a word of its own in the table."""
        return any(
            not c.counted or c.refunded.amount > 0 or c.disputed != c.amount
            for c in self.facts.charges
        )

    @property
    def total_row(self) -> bool:
        """Whether the table says more with a sum than without."""
        return len(self.facts.charges) > 1 and self.facts.money.disputed.amount > 0

    @property
    def same_amount(self) -> Money | None:
        """The amount of every charge, where all are equal."""
        amounts = {charge.amount for charge in self.charges}
        return amounts.pop() if len(amounts) == 1 else None

    @property
    def is_goodwill(self) -> bool:
        """Whether this is a request for courtesy: no error was made and no time limit helps."""
        reason = self.facts.case.reason
        return reason in _GOODWILL and not (
            reason == "changed_mind" and self.facts.signals.withdrawal_in_time
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
        return case.cancellation.status == "no" and (not case.goals or "stop_charges" in case.goals)

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

    def is_rough_date(self, key: str) -> bool:
        """Tell whether the date at ``key`` is only roughly known."""
        return key in self.facts.case.about

    def contacts(self, *parties: str) -> Sequence[ContactFact]:
        """Return the latest contacts with ``parties``, in time order, at most five."""
        fitting = [contact for contact in self.facts.contacts if contact.party in parties]
        return fitting[-_MOST_CONTACTS:]

    def last_contact(self, *parties: str) -> ContactFact | None:
        """Return the latest contact with one of ``parties``."""
        found = self.contacts(*parties)
        return found[-1] if found else None

    def rules(self, addressee: str, *topics: str) -> Sequence[RuleFact]:
        """Return the rules that may be quoted to ``merchant`` or ``bank``, at most four.

        Rules about future payments (topic ``stop``) are for letters about those alone, and rules
        by which a letter is a notice (``notice``) for the letter that gives it.
        """
        wanted = topics or ("",)
        fitting = [
            rule
            for rule in self.facts.rules
            if rule.quotable and rule.topic in wanted and rule.addressed_to in {addressee, "both"}
        ]
        return fitting[:_MOST_RULES]

    def grounds(self, addressee: str) -> Sequence[RuleFact]:
        """Return those of :meth:`rules` that a request can rest on: no mere rules of procedure."""
        return [rule for rule in self.rules(addressee) if rule.role != "procedure"]

    def sentence(self, rule: RuleFact) -> str:
        """Return the rule's sentence in the letter's language, empty where there is none."""
        return rule.says.get(self.language, "")

    def citation(self, rule: RuleFact) -> str:
        """Return the citation, in the letter's language where it has an official one."""
        return rule.citations.get(self.language, rule.citation)

    def enclosures(self) -> Sequence[Evidence]:
        """Return the evidence that goes with the letter, in the order of the case file."""
        return enclosures(self.facts.case)

    def enclosed(self, *kinds: str) -> Sequence[int]:
        """Return the numbers of the enclosures of some kinds, in order."""
        return numbers_of(self.facts.case, *kinds)

    def seconds_to_say(self, words: str) -> int:
        """Return how long it takes to say ``words`` calmly, rounded up to five seconds."""
        seconds = len(words.split()) * 60 / _WORDS_A_MINUTE
        return -(-int(seconds + 1) // 5) * 5

    def lost_days(self) -> int:
        """Return the days lost in a pro-rata request, 0 where there are none."""
        return self.facts.money.daily[0] if self.facts.money.daily else 0

    @property
    def canceled_before_charge(self) -> bool:
        """Whether the dates show that the cancellation came before every disputed charge."""
        canceled, charged = self.facts.case.cancellation.on, self.first_date()
        return bool(canceled and charged and canceled < charged)

    @property
    def unused_before_charge(self) -> bool:
        """Whether the last use, where its day is known, came before every disputed charge."""
        used, charged = self.facts.case.last_used_on, self.first_date()
        return bool(used and charged and used < charged)

    @property
    def steps_tried(self) -> Sequence[str]:
        """What was tried against a technical problem, in the person's own words."""
        return [step.what for step in self.facts.case.technical.steps if step.what]

    @property
    def promise_due(self) -> dt.date | None:
        """The day by which a promised refund was to arrive, where the promise said it."""
        case = self.facts.case
        if not case.promise.on or not case.promise.within:
            return None
        work = work_calendar(self.facts.country, self.facts.region).for_other_side
        return days_after(case.promise.on, case.promise.within, work)

    @property
    def descriptor(self) -> str:
        """The company's name as the statement has it, empty where it was not given."""
        given = self.facts.case.service.descriptor
        return given or next((c.descriptor for c in self.charges if c.descriptor), "")

    @property
    def statement_dates(self) -> Sequence[dt.date]:
        """The dates of the statements that show the disputed charges, each once."""
        return sorted({c.statement_date for c in self.charges if c.statement_date})

    @property
    def permission_open(self) -> bool:
        """Whether permission to charge still has to be withdrawn for the charges to end."""
        case = self.facts.case
        return case.permission.withdrawn != "yes" and self.asks_to_stop

    @property
    def last_offer(self) -> ContactFact | None:
        """The latest offer of the company."""
        return self._latest("offered")

    @property
    def last_paid(self) -> ContactFact | None:
        """The latest contact in which a payment was announced or seen."""
        return self._latest("paid", "verified", "promised")

    @property
    def accepts_offer(self) -> str:
        """``all``, ``part`` or ``none``; in part unless the person said otherwise."""
        answer = self.facts.case.extra.get("offer_reply", {}).get("accept")
        return answer if answer in {"all", "part", "none"} else "part"

    def _latest(self, *results: str) -> ContactFact | None:
        fitting = [contact for contact in self.facts.contacts if contact.result in results]
        return fitting[-1] if fitting else None

    @property
    def chronology(self) -> Sequence[ChronologyEvent]:
        """Everything with a date, oldest first."""
        return chronology(self.facts)

    def amount(self, value: Decimal) -> Money:
        """Return ``value`` as money in the main currency of the case."""
        return Money(value, self.facts.currency)

    def party(self, audience: str) -> Party:
        """Return who a document for ``audience`` goes to."""
        return recipient_for(audience, self.facts, self.language)

    def parties(self, audience: str) -> tuple[str, ...]:
        """Return whose references a document for ``audience`` quotes, as parties of the journal."""
        if audience in BANK_AUDIENCES:
            return ("bank",)
        return (audience,) if audience in OUTSIDE_AUDIENCES else ("trader", "biller")

    def first_date(self) -> dt.date | None:
        """Return the day of the first disputed charge."""
        return min(self._dates(), default=None)

    def last_date(self) -> dt.date | None:
        """Return the day of the last disputed charge."""
        return max(self._dates(), default=None)

    def _dates(self) -> list[dt.date]:
        return [charge.date for charge in self.charges if charge.date]
