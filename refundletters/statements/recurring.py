"""What looks like a subscription: payments to one merchant that recur at even intervals."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from statistics import median
from typing import Final

from refundletters.statements.services import Services, merchant_key
from refundletters.statements.values import HIDDEN, Entry
from refundletters.statements.words import plain, word_in, words

__all__ = ["EVERY", "Charge", "Recurring", "find_recurring"]

#: How often, by the days between two charges and how far each may be off.
EVERY: Final = (
    ("week", 7.0, 2),
    ("two_weeks", 14.0, 3),
    ("four_weeks", 28.0, 1),
    ("month", 30.44, 5),
    ("two_months", 60.9, 7),
    ("quarter", 91.3, 9),
    ("half_year", 182.6, 14),
    ("year", 365.25, 20),
)
_FEWEST: Final = 3
_FEWEST_OF_SERVICE: Final = 2
_EVEN: Final = 0.75
_MOST_SKIPPED: Final = 3
_MOST_RISE: Final = Decimal("0.4")
_STEADY: Final = 0.6
_BY_RATE: Final = Decimal("0.08")  # how far a price abroad moves with the rate of its currency
_MOST_INTRODUCTION: Final = 4  # times the first price that follows an introductory one
_SAME_DAY: Final = 4  # days by which a day of the month may be off
_REFUND_WITHIN: Final = dt.timedelta(days=120)
_SAME_NAME: Final = 6
_DAYS_OF_YEAR: Final = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Charge:
    """A charge of a subscription, and the day on which it was refunded."""

    entry: Entry
    refunded: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Recurring:
    """What looks like a subscription.

    Attributes:
        name: The service's name, or what the bank calls the merchant.
        service: Id of a known service, or empty.
        every: One of the names of :data:`EVERY`.
        charges: From the oldest.
    """

    name: str
    service: str
    every: str
    charges: tuple[Charge, ...]

    @property
    def currency(self) -> str:
        """The currency of its charges."""
        return self.charges[-1].entry.currency

    @property
    def in_a_year(self) -> Decimal:
        """What was taken in the year up to the last charge, less what was refunded."""
        last = self.charges[-1].entry.date
        assert last is not None
        return sum(
            (
                charge.entry.amount
                for charge in self.charges
                if charge.refunded is None
                and charge.entry.date is not None
                and last - charge.entry.date < _DAYS_OF_YEAR
            ),
            Decimal(0),
        )


def find_recurring(entries: Sequence[Entry], services: Services) -> tuple[Recurring, ...]:
    """Return what looks like a subscription, most recently paid first.

    Gaps may be whole multiples where a month was skipped, and the price may rise.

    Args:
        entries: The payments of a file.
        services: The known services.
    """
    found = []
    for (service, _, currency), group in _groups(entries, services).items():
        taken = sorted((entry for entry in group if entry.direction == "out"), key=_day)
        back = [entry for entry in group if entry.direction == "in"]
        if not service and _is_other(taken):
            continue
        for charges, every in _series(taken, known=bool(service)):
            name = services.titles.get(service) or _shown(charges)
            found.append(Recurring(name, service, every, _with_refunds(charges, back)))
        del currency
    return tuple(sorted(found, key=lambda one: _day(one.charges[-1].entry), reverse=True))


def _day(entry: Entry) -> dt.date:
    assert entry.date is not None
    return entry.date


Groups = dict[tuple[str, str, str], list[Entry]]


def _groups(entries: Iterable[Entry], services: Services) -> Groups:
    """Return the payments by service, or merchant, and currency."""
    by_text: dict[str, tuple[str, str]] = {}
    found: Groups = defaultdict(list)
    for entry in entries:
        if entry.date is None:
            continue
        key = by_text.get(entry.text)
        if key is None:
            service = services.paid(entry.text)
            key = by_text[entry.text] = (service, "" if service else merchant_key(entry.text))
        if any(key):
            found[*key, entry.currency].append(entry)
    return _merged(found)


def _merged(groups: Groups) -> Groups:
    """Merge the merchants whose names begin with the same letters, ignoring spaces."""
    merged: Groups = {}
    ends: dict[tuple[str, str], tuple[str, str, str]] = {}
    for key in sorted(groups, key=lambda key: len(key[1])):
        glued = key[1].replace(" ", "")
        start = (glued[:_SAME_NAME], key[2])
        other = ends.get(start) if len(glued) >= _SAME_NAME and not key[0] else None
        if other is not None and glued.startswith(other[1].replace(" ", "")):
            merged[other] = merged[other] + groups[key]
        else:
            merged[key] = groups[key]
            if len(glued) >= _SAME_NAME:
                ends[start] = key
    return merged


def _is_other(taken: Sequence[Entry]) -> bool:
    """Return whether payments are rent, a loan, cash and the like, which also recur."""
    return any(word_in(plain(entry.text), words("no_subscription")) for entry in taken[-1:])


def _series(taken: Sequence[Entry], *, known: bool) -> list[tuple[list[Entry], str]]:
    """Return the regular series in the charges of one merchant: all, or those of one price."""
    every = _every(taken, known=known)
    if every and (_is_steady(taken) or _moves_by_rate(taken, every)):
        return [(list(taken), every)]
    by_price: dict[Decimal, list[Entry]] = defaultdict(list)
    for entry in taken:
        by_price[entry.amount].append(entry)
    found: list[tuple[list[Entry], str]] = []
    for same in by_price.values():
        every = _every(same, known=known)
        if every:
            found.append((same, every))
        else:
            found += _by_day_of_month(same)
    return _joined(found)


def _by_day_of_month(same: Sequence[Entry]) -> list[tuple[list[Entry], str]]:
    """Return the monthly series among charges of one price, each on a day of its own."""
    groups: list[list[Entry]] = []
    for entry in same:
        day = _day(entry).day
        for group in groups:
            off = abs(_day(group[0]).day - day)
            if min(off, 31 - off) <= _SAME_DAY:
                group.append(entry)
                break
        else:
            groups.append([entry])
    if len(groups) != 2:
        return []
    read = [(group, _every(group, known=False)) for group in groups]
    return read if all(every == "month" for _, every in read) else []


def _joined(found: list[tuple[list[Entry], str]]) -> list[tuple[list[Entry], str]]:
    """Join series of different prices where one follows the other: its price rose."""
    joined: list[tuple[list[Entry], str]] = []
    for charges, every in sorted(found, key=lambda one: _day(one[0][0])):
        before = next(
            (
                one
                for one in joined
                if one[1] == every
                and one[0][-1].amount < charges[0].amount * _MOST_INTRODUCTION
                and charges[0].amount < one[0][-1].amount * _MOST_INTRODUCTION
                and _follows(one[0][-1], charges[0], every)
            ),
            None,
        )
        if before is None:
            joined.append((list(charges), every))
        else:
            before[0].extend(charges)
    return joined


def _follows(before: Entry, after: Entry, every: str) -> bool:
    length, off = next((length, off) for name, length, off in EVERY if name == every)
    return _fits((_day(after) - _day(before)).days, length, off, most=1)


def _every(taken: Sequence[Entry], *, known: bool) -> str:
    """Return how often charges recur, or nothing where they do not recur regularly."""
    days = sorted({_day(entry) for entry in taken})
    gaps = [(later - sooner).days for sooner, later in pairwise(days)]
    fewest = _FEWEST_OF_SERVICE if known else _FEWEST
    if len(days) < 2 or (len(days) < fewest and gaps[0] < 80):
        return ""
    usual = median(gaps)
    for name, length, off in EVERY:
        if abs(usual - length) > off:
            continue
        share = 1.0 if name == "four_weeks" else _EVEN
        even = sum(_fits(gap, length, off) for gap in gaps)
        if even >= share * len(gaps) and any(_fits(gap, length, off, most=1) for gap in gaps):
            return name
    return ""


def _moves_by_rate(taken: Sequence[Entry], every: str) -> bool:
    """Return whether prices differ as those in another currency do from month to month."""
    if every in ("week", "two_weeks"):
        return False
    amounts = [entry.amount for entry in taken]
    return max(amounts) - min(amounts) <= _BY_RATE * min(amounts)


def _fits(gap: int, length: float, off: int, *, most: int = _MOST_SKIPPED) -> bool:
    return any(abs(gap - times * length) <= off + times - 1 for times in range(1, most + 1))


def _is_steady(taken: Sequence[Entry]) -> bool:
    """Return whether the price of charges stays the same, or rises now and then as prices do."""
    changes = 0
    for before, after in pairwise(taken):
        if before.amount != after.amount:
            changes += 1
            high, low = max(before.amount, after.amount), min(before.amount, after.amount)
            if high - low > _MOST_RISE * low:
                return False
    if len(taken) == 2:
        return True
    return changes <= (1 - _STEADY) * len(taken) + 1 or (len(taken) <= _FEWEST and changes < 2)


def _with_refunds(charges: Sequence[Entry], back: Sequence[Entry]) -> tuple[Charge, ...]:
    """Match each refund to the last charge of the same amount before it."""
    refunded: dict[int, dt.date] = {}
    for entry in sorted(back, key=_day):
        fitting = [
            place
            for place, charge in enumerate(charges)
            if charge.amount == entry.amount
            and place not in refunded
            and dt.timedelta(0) <= _day(entry) - _day(charge) <= _REFUND_WITHIN
        ]
        if fitting:
            refunded[fitting[-1]] = _day(entry)
    return tuple(Charge(charge, refunded.get(place)) for place, charge in enumerate(charges))


def _shown(charges: Sequence[Entry]) -> str:
    """Return how the bank names the merchant, up to anything hidden in it."""
    text = charges[-1].text.partition(HIDDEN)[0].strip()
    key = merchant_key(text).split()
    words = text.split()
    kept = [word for word in words if any(piece in word.lower() for piece in key)]
    return " ".join(kept[:4]) or text[:40]
