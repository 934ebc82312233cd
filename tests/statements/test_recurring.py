"""What looks like a subscription: even distances, rising prices, skipped months, refunds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

import pytest
from support.statements import services

from refundletters.statements.recurring import Recurring, find_recurring
from refundletters.statements.values import Entry

FIRST = dt.date(2025, 1, 3)


def charge(day: dt.date, amount: str, text: str = "EXAMPLE STREAM", way: str = "out") -> Entry:
    return Entry(day, Decimal(amount), "EUR", way, "posted", text)


def months(count: int, start: int = 0) -> list[dt.date]:
    return [dt.date(2025 + (start + n) // 12, (start + n) % 12 + 1, 3) for n in range(count)]


def found(entries: Iterable[Entry]) -> tuple[Recurring, ...]:
    return find_recurring(list(entries), services())


@pytest.mark.parametrize(
    ("gap", "count", "every"),
    [
        (7, 5, "week"),
        (14, 5, "two_weeks"),
        (30, 4, "month"),
        (61, 3, "two_months"),
        (91, 3, "quarter"),
        (182, 3, "half_year"),
        (365, 2, "year"),
    ],
)
def test_even_distances_from_a_week_to_a_year(gap: int, count: int, every: str) -> None:
    entries = [charge(FIRST + dt.timedelta(days=gap * n), "9.99") for n in range(count)]
    (one,) = found(entries)
    assert (one.every, len(one.charges), one.name) == (every, count, "EXAMPLE STREAM")


def test_a_price_may_rise_and_a_month_may_be_skipped() -> None:
    days = [day for day in months(12) if day.month != 6]
    (one,) = found(charge(day, "9.99" if day.month < 9 else "12.99") for day in days)
    assert (one.every, len(one.charges)) == ("month", 11)
    assert one.in_a_year == 7 * Decimal("9.99") + 4 * Decimal("12.99")


def test_a_refund_is_matched_to_its_charge_and_not_counted() -> None:
    entries = [charge(day, "9.99") for day in months(4)]
    entries.append(charge(dt.date(2025, 3, 9), "9.99", way="in"))
    (one,) = found(entries)
    assert [c.refunded for c in one.charges] == [None, None, dt.date(2025, 3, 9), None]
    assert one.in_a_year == 3 * Decimal("9.99")


def test_one_merchant_may_have_several_descriptors() -> None:
    texts = [
        "EXAMPLE STREAM",
        "PAYPAL *EXAMPLESTREAM",
        "EXAMPLESTREAM.COM 555-0100",
        "EXAMPLE STREAM",
    ]
    (one,) = found(charge(day, "9.99", text) for day, text in zip(months(4), texts, strict=True))
    assert len(one.charges) == 4
    known = ["NETFLIX.COM", "PAYPAL *NETFLIX", "NETFLIX INTERNATIONAL B.V."]
    (netflix,) = found(
        charge(day, "9.99", text) for day, text in zip(months(3), known, strict=True)
    )
    assert (netflix.name, netflix.service) == ("Netflix", "netflix")


def test_two_prices_of_one_merchant_are_two_subscriptions() -> None:
    entries = [charge(day, "9.99", "APPLE.COM/BILL") for day in months(4)]
    entries += [charge(day + dt.timedelta(days=11), "2.99", "APPLE.COM/BILL") for day in months(4)]
    assert sorted(str(one.charges[0].entry.amount) for one in found(entries)) == ["2.99", "9.99"]


def test_shopping_money_in_and_uneven_payments_are_none() -> None:
    shopping = [
        charge(FIRST + dt.timedelta(days=7 * n), f"{20 + n * 37 % 90}.50", "SAMPLE MARKET")
        for n in range(12)
    ]
    salary = [charge(day, "2500.00", "SALARY ACME", "in") for day in months(6)]
    uneven = [
        charge(FIRST + dt.timedelta(days=n), "9.99", "ACME TAXI") for n in (0, 3, 45, 52, 130)
    ]
    twice = [charge(day, "9.99", "ACME GYM") for day in months(2)]
    assert found([*shopping, *salary, *uneven, *twice]) == ()


def test_two_currencies_are_never_one_subscription() -> None:
    entries = [charge(day, "9.99") for day in months(2)]
    entries += [
        Entry(day, Decimal("9.99"), "USD", "out", "posted", "EXAMPLE STREAM")
        for day in months(2, 2)
    ]
    assert found(entries) == ()
