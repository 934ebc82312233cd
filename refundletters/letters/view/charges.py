"""Charges and sums as letters describe them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

import msgspec

from refundletters.facts.countries import EEA
from refundletters.facts.money.prorata import shares
from refundletters.facts.money.rest_of_term import rest_of_term
from refundletters.facts.types import ChargeFact, RestOfTerm
from refundletters.letters.enclosures import enclosures, statement_number
from refundletters.letters.pieces import ChargeGroup, sums
from refundletters.letters.view.base import CaseView
from refundletters.messages import Message
from refundletters.model.money import Money

__all__ = ["ChargesView", "PriceRise"]

# Where customers identify their account by its IBAN: the countries of the single euro payments
# area, and Türkiye.
IBAN = (EEA | {"CH", "LI", "MC", "SM", "AD", "VA", "TR"}) - {"GB"}
_NETWORKS = {
    "visa": "Visa",
    "mastercard": "Mastercard",
    "amex": "American Express",
    "discover": "Discover",
}


class PriceRise(msgspec.Struct, frozen=True):
    """A price before the first listed increase and after the last one, and how many there were."""

    old: Money
    new: Money
    steps: int


class Term(msgspec.Struct, frozen=True):
    """One term of a sum: a multiple of an amount, added or subtracted."""

    count: int
    each: Money
    off: bool = False


class ChargesView(CaseView, frozen=True):
    """What letters ask about charges and sums."""

    @property
    def total(self) -> Money:
        """The sum of the disputed parts, in the main currency of the case."""
        main = self.facts.currency
        own = [c.disputed for c in self.charges if c.counted and c.disputed.currency == main]
        return Money.total(own, main)

    @property
    def sums_asked(self) -> Sequence[Money]:
        """The sums asked for, one per currency, the main one first."""
        money = self.facts.money
        if money.asked is None:
            return ()
        others = money.elsewhere if money.remedy in {"full", "since_date"} else ()
        return [sum_ for sum_ in (money.asked, *others) if sum_.amount]

    @property
    def sums_disputed(self) -> Sequence[Money]:
        """The disputed sums, one per currency, the main one first.

        Where only a part is asked for, a card issuer or biller is asked for no more than that.
        """
        part = self.part_asked
        if part is not None:
            return [part] if part.amount else []
        others = [c.disputed for c in self.charges if c.disputed.currency != self.facts.currency]
        return [sum_ for sum_ in (self.total, *sums(others)) if sum_.amount]

    @property
    def disputes_part(self) -> bool:
        """Whether less than the whole of a charge is disputed, in one currency."""
        parts = any(c.counted and c.disputed.amount < c.amount.amount for c in self.charges)
        return parts and len(self.sums_disputed) == 1

    @property
    def part_asked(self) -> Money | None:
        """The part of the charges that is asked for, where it is not all of them.

        A direct debit is returned in full.
        """
        facts = self.facts
        if facts.signals.is_direct_debit:
            return None
        if facts.money.remedy == "pro_rata" and facts.case.reason == "early_end_fee":
            return facts.money.asked
        if facts.money.remedy == "pro_rata" and facts.money.asked is not None:
            parts = shares(facts.case, self.charges, facts.as_of)
            left = [
                part.value() - min(part.charge.refunded, part.value(), key=lambda m: m.amount)
                for part in parts
            ]
            return Money.total(left, facts.currency)
        every = len(self.charges) == len(facts.counted)
        return facts.money.asked if facts.money.used is not None and every else None

    @property
    def rest_of_term(self) -> RestOfTerm | None:
        """What was left of the minimum term, and its price by days."""
        return rest_of_term(self.facts.case, self.facts.currency)

    @property
    def fee_is_above_rest(self) -> bool:
        """Whether a fee for ending early is more than the price of what was left of the term."""
        rest, demanded = self.rest_of_term, self.facts.case.demand.amount
        fee = self.total if demanded is None else self.amount(demanded)
        return rest is not None and fee.amount > rest.value.amount

    @property
    def asks_for_part(self) -> bool:
        """Whether only a part of each charge is asked back, so that their sum says little."""
        return self.facts.money.remedy in {"difference", "pro_rata"}

    @property
    def charged(self) -> Money:
        """The sum of the charges in question as charged, in the main currency."""
        return Money.total(
            (c for c in self.sums_charged if c.currency == self.facts.currency), self.facts.currency
        )

    @property
    def sums_charged(self) -> Sequence[Money]:
        """The sums of the charges in question as charged, one per currency, the main one first."""
        return self._by_currency(charge.amount for charge in self.charges if not charge.pending)

    @property
    def table_totals(self) -> Sequence[Money]:
        """The sums under the table of charges, one per currency, the main one first."""
        if self.asks_for_part:
            return self.sums_charged
        return self._by_currency(charge.disputed for charge in self.charges if charge.counted)

    @property
    def sums_posted(self) -> Sequence[Money]:
        """The sums of all posted charges, one per currency, the main one first."""
        return self._by_currency(c.amount for c in self.facts.charges if not c.pending)

    @property
    def sums_counted(self) -> Sequence[Money]:
        """The sums in dispute, one per currency, the main one first."""
        return self._by_currency([self.facts.money.disputed, *self.facts.money.elsewhere])

    def _by_currency(self, amounts: Iterable[Money]) -> Sequence[Money]:
        main = self.facts.currency
        found = sorted(sums(amounts), key=lambda sum_: sum_.currency != main)
        return [sum_ for sum_ in found if sum_.amount] or [Money(Decimal(0), main)]

    @property
    def any_note(self) -> bool:
        """Whether any charge needs a note in the table."""
        return any(
            not c.counted or c.refunded.amount > 0 or c.disputed != c.amount
            for c in self.facts.charges
        )

    @property
    def total_row(self) -> bool:
        """Whether a row with the total makes the table clearer."""
        return len(self.facts.charges) > 1 and self.facts.money.disputed.amount > 0

    @property
    def same_amount(self) -> Money | None:
        """The amount of every charge, where all are equal."""
        amounts = {charge.amount for charge in self.charges}
        return amounts.pop() if len(amounts) == 1 else None

    @property
    def charge_group(self) -> ChargeGroup:
        """The disputed charges as one piece of a sentence."""
        return ChargeGroup(self.charges, self.same_amount)

    def statement_enclosure(self, charge: ChargeFact) -> int:
        """Return the number of the enclosed statement that shows ``charge``, 0 for none."""
        return statement_number(self.facts.case, charge, alone=len(self.charges) == 1)

    def shows_statement_date(self, charge: ChargeFact) -> bool:
        """Tell whether the list of enclosures has the statement of ``charge`` with its day."""
        number = self.statement_enclosure(charge)
        return number > 0 and enclosures(self.facts.case)[number - 1].date == charge.statement_date

    def original_of(self, charge: ChargeFact) -> str:
        """Return the amount of a charge in its foreign currency, as on the receipt."""
        line = self.facts.case.charges[charge.index]
        return line.original or ""

    def lost_days(self) -> int:
        """Return the days lost in a pro-rata request, 0 where there are none."""
        return self.facts.money.daily[0] if self.facts.money.daily else 0

    @property
    def descriptor(self) -> str:
        """The company's name as on the statement, empty where it was not given."""
        given = self.facts.case.service.descriptor
        return given or next((c.descriptor for c in self.charges if c.descriptor), "")

    @property
    def charged_by(self) -> str:
        """Who charged the account, for letters to others: a wallet only passes money on."""
        biller = self.facts.biller
        return self.facts.service.name if biller.name == "PayPal" else biller.name

    @property
    def uses_iban(self) -> bool:
        """Whether an account in the country is identified by its IBAN."""
        return self.facts.country in IBAN

    @property
    def mandate(self) -> str:
        """``none`` where no mandate was ever given, ``ended`` where all debits came after its end.

        Empty where neither is known.
        """
        case, ended = self.facts.case, self.facts.case.permission.on
        if case.reason == "unauthorized_payment" and case.confirmed.four_points:
            return "none"
        days = self.charge_days
        all_later = len(days) == len(self.charges) and ended is not None and ended < min(days)
        return "ended" if days and all_later and case.permission.withdrawn == "yes" else ""

    @property
    def told_in_timeline(self) -> bool:
        """Whether the charges themselves give the name on the statement."""
        return any(charge.descriptor for charge in self.facts.charges)

    @property
    def network_name(self) -> str:
        """The card network as it spells its own name."""
        return _NETWORKS.get(self.facts.signals.network, self.facts.case.payment.network or "")

    @property
    def working_lines(self) -> Sequence[Message]:
        """The lines of a working that need words: shares of a period and price differences."""
        lines = self.facts.money.working
        if not any("lost" in line.fields or "months" in line.fields for line in lines):
            return ()
        return [line for line in lines if {"lost", "months", "off"} & set(line.fields)]

    @property
    def sum_terms(self) -> Sequence[Term]:
        """The terms of a sum of charges; empty where the working is of another kind."""
        terms = []
        for line in self.facts.money.working:
            each, off = line.fields.get("each"), line.fields.get("off")
            count = line.fields.get("count")
            if isinstance(each, Money) and isinstance(count, int):
                terms.append(Term(count, each))
            elif isinstance(off, Money):
                terms.append(Term(1, off, off=True))
        return terms if len(terms) == len(self.facts.money.working) else ()

    @property
    def price_rise(self) -> PriceRise | None:
        """The listed price increases as a single one, where the old and new prices are known."""
        rises = [r for r in self.facts.case.price_increases if r.old is not None or r.new]
        if not rises or rises[0].old is None or rises[-1].new is None:
            return None
        return PriceRise(self.amount(rises[0].old), self.amount(rises[-1].new), len(rises))

    @property
    def old_price(self) -> Money | None:
        """The price before the first increase, where it is known."""
        known: list[Decimal] = [
            rise.old for rise in self.facts.case.price_increases if rise.old is not None
        ]
        return self.amount(known[0]) if known else None
