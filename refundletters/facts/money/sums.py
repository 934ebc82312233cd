"""The sums of a case: what was charged, refunded and asked for, and how that was worked out.

Pending charges are never summed, refunds already received are deducted, fees are kept separate, and
amounts in two currencies are never added up. The amount asked for is, by construction, the total of
its working.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

import msgspec

from refundletters.facts.countries import default_currency
from refundletters.facts.money.charges import contested, remedy
from refundletters.facts.money.prorata import shares
from refundletters.facts.money.rest_of_term import rest_of_term
from refundletters.facts.money.used_days import used_before_withdrawal
from refundletters.facts.types import ChargeFact, MoneyFacts, UsedShare
from refundletters.messages import Message, say
from refundletters.model.case import Case
from refundletters.model.money import NO_CURRENCY, Money

__all__ = ["money_facts"]


class _Step(msgspec.Struct, frozen=True):
    """One line of the working and what it adds (or, if negative, deducts)."""

    message: Message
    value: Money


def money_facts(
    case: Case,
    charges: Sequence[ChargeFact],
    currency: str,
    as_of: dt.date,
    *,
    withdrew: bool = False,
) -> MoneyFacts:
    """Work out the sums of a case.

    Args:
        case: The case.
        charges: Its charges, repeats already expanded.
        currency: The main currency; charges in others appear only in ``elsewhere``.
        as_of: The day the case is seen from.
        withdrew: Whether the contract was withdrawn from in time, so that a share may be owed.
    """
    posted = [charge for charge in charges if not charge.pending]
    own = [charge for charge in posted if charge.amount.currency == currency]
    wanted = remedy(case)
    used = _used(case, own, currency) if withdrew and wanted in ("full", "since_date") else None
    steps, daily = _steps(case, wanted, own, currency, as_of)
    if steps is not None and used is not None:
        steps = _less_the_used_share(steps, used)
    fees, fees_elsewhere = _fees(case, currency)
    return MoneyFacts(
        currency=currency,
        charged=Money.total((charge.amount for charge in own), currency),
        refunded=Money.total((charge.refunded for charge in own), currency),
        disputed=Money.total((charge.disputed for charge in own if charge.counted), currency),
        fees=fees,
        asked=None if steps is None else Money.total((step.value for step in steps), currency),
        working=tuple(step.message for step in steps or ()),
        daily=daily,
        elsewhere=_by_currency(
            charge.disputed
            for charge in posted
            if charge.counted and charge.amount.currency != currency
        ),
        contested=Money.total((_contested(case, charge) for charge in own), currency),
        fees_elsewhere=fees_elsewhere,
        remedy=wanted,
        used=used,
    )


def _used(case: Case, own: Sequence[ChargeFact], currency: str) -> UsedShare | None:
    return used_before_withdrawal(
        case, [charge for charge in own if _is_disputed(case, charge)], currency
    )


def _less_the_used_share(steps: list[_Step], used: UsedShare) -> list[_Step]:
    """Deduct the share, but never more than what is left."""
    left = Money.total((step.value for step in steps), used.value.currency)
    off = _smaller(used.value, left)
    if not off.amount:
        return steps
    message = say(
        "For the days until the withdrawal, taken off: %(price)s × %(used)s of %(term)s days = "
        "%(off)s",
        price=used.price,
        used=used.used,
        term=used.term,
        off=off,
    )
    return [*steps, _Step(message, off * -1)]


def _steps(
    case: Case, wanted: str, own: Sequence[ChargeFact], currency: str, as_of: dt.date
) -> tuple[list[_Step] | None, tuple[int, int] | None]:
    """Return the working of the amount asked for, and the days of a pro-rata request.

    A working of ``None`` means that no sum is asked for, or that it is not known.
    """
    if wanted in ("full", "since_date"):
        return _disputed_less_refunded(case, own, currency) if own else None, None
    if wanted == "difference":
        return _difference(case, own, currency), None
    if wanted == "pro_rata" and case.reason == "early_end_fee":
        return _above_the_rest_of_term(case, own, currency), None
    if wanted == "pro_rata":
        return _pro_rata(case, own, as_of)
    if wanted in ("fixed", "credit") and case.request.amount is not None:
        value = Money(case.request.amount, currency)
        return [_Step(say("The amount you named: %(value)s", value=value), value)], None
    return None, None


def _above_the_rest_of_term(
    case: Case, own: Sequence[ChargeFact], currency: str
) -> list[_Step] | None:
    """Return what a fee for ending early takes beyond the price of the days that were left."""
    rest = rest_of_term(case, currency)
    steps = _disputed_less_refunded(case, own, currency) if own else []
    fee = Money.total((step.value for step in steps), currency)
    if rest is None or fee.amount <= rest.value.amount:
        return None
    message = say(
        "For the days left of the term, taken off: %(price)s × %(left)s of %(term)s days = %(off)s",
        price=rest.price,
        left=rest.left,
        term=rest.term,
        off=rest.value,
    )
    return [*steps, _Step(message, rest.value * -1)]


def _disputed_less_refunded(case: Case, own: Sequence[ChargeFact], currency: str) -> list[_Step]:
    disputed = [(charge, _contested(case, charge)) for charge in own]
    disputed = [(charge, gross) for charge, gross in disputed if gross.amount > 0]
    steps = []
    for each, count in Counter(gross for _, gross in disputed).items():
        value = each * count
        steps.append(
            _Step(
                say(
                    "Disputed: %(count)s × %(each)s = %(value)s",
                    count=count,
                    each=each,
                    value=value,
                ),
                value,
            )
        )
    back = Money.total((_smaller(charge.refunded, gross) for charge, gross in disputed), currency)
    return steps + _taken_off(back)


def _difference(case: Case, own: Sequence[ChargeFact], currency: str) -> list[_Step] | None:
    steps = _price_steps(case, currency)
    if steps is None:
        if not own or not _parts_are_known(case, own):
            return None
        return _disputed_less_refunded(case, own, currency)
    most = Money.total((step.value for step in steps), currency)
    back = Money.total((charge.refunded for charge in own if _is_disputed(case, charge)), currency)
    return steps + _taken_off(_smaller(back, most))


def _price_steps(case: Case, currency: str) -> list[_Step] | None:
    """Months × (new − the first listed old price), line by line; ``None`` if one is not known."""
    increases = case.price_increases
    old = next((increase.old for increase in increases if increase.old is not None), None)
    if old is None:
        return None
    steps = []
    for increase in increases:
        if increase.new is None or increase.months is None:
            return None
        value = Money((increase.new - old) * increase.months, currency)
        message = say(
            "Months at %(new)s instead of %(old)s: %(months)s × %(each)s = %(value)s",
            new=Money(increase.new, currency),
            old=Money(old, currency),
            months=increase.months,
            each=Money(increase.new - old, currency),
            value=value,
        )
        steps.append(_Step(message, value))
    return steps


def _parts_are_known(case: Case, own: Sequence[ChargeFact]) -> bool:
    """Tell whether every disputed charge says which part of it is disputed."""
    if case.wrong_amount.expected is not None:
        return True
    return all(
        case.charges[charge.index].disputed_amount is not None
        for charge in own
        if _is_disputed(case, charge)
    )


def _pro_rata(
    case: Case, own: Sequence[ChargeFact], as_of: dt.date
) -> tuple[list[_Step] | None, tuple[int, int] | None]:
    parts = shares(case, [charge for charge in own if _is_disputed(case, charge)], as_of)
    if not parts:
        return None, None
    steps: list[_Step] = []
    back = Money(Decimal(0), parts[0].charge.amount.currency)
    for part in parts:
        value = part.value()
        message = say(
            "%(charge)s × %(lost)s of %(period)s days = %(value)s",
            charge=part.charge.amount,
            lost=part.lost,
            period=part.period,
            value=value,
        )
        steps.append(_Step(message, value))
        back += _smaller(part.charge.refunded, value)
    daily = (parts[0].lost, parts[0].period) if len(parts) == 1 else None
    return steps + _taken_off(back), daily


def _taken_off(back: Money) -> list[_Step]:
    if not back.amount:
        return []
    message = say("Already refunded, taken off: %(off)s", off=back)
    return [_Step(message, back * -1)]


def _is_disputed(case: Case, charge: ChargeFact) -> bool:
    return case.charges[charge.index].disputed is not False


def _contested(case: Case, charge: ChargeFact) -> Money:
    if not _is_disputed(case, charge):
        return Money(Decimal(0), charge.amount.currency)
    part = contested(case, case.charges[charge.index], charge.amount.amount)
    return Money(part, charge.amount.currency)


def _smaller(one: Money, other: Money) -> Money:
    return one if one.amount < other.amount else other


def _fees(case: Case, currency: str) -> tuple[Money, tuple[Money, ...]]:
    home = default_currency(case.country)
    fees = [
        Money(fee.amount, fee.currency or (currency if home == NO_CURRENCY else home))
        for fee in case.fees
        if fee.amount is not None
    ]
    own = Money.total((fee for fee in fees if fee.currency == currency), currency)
    return own, _by_currency(fee for fee in fees if fee.currency != currency)


def _by_currency(amounts: Iterable[Money]) -> tuple[Money, ...]:
    sums: dict[str, Money] = {}
    for money in amounts:
        sums[money.currency] = sums[money.currency] + money if money.currency in sums else money
    return tuple(sums[currency] for currency in sorted(sums))
