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
        (28, 5, "four_weeks"),
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


def every_month(count: int, prices: list[str], text: str = "ACME PLAY") -> list[Entry]:
    """Charges on the 5th of each month; the last price stays."""
    days = [dt.date(2026, 1 + n, 5) for n in range(count)]
    return [charge(d, prices[min(n, len(prices) - 1)], text) for n, d in enumerate(days)]


def test_the_last_day_of_each_month_is_a_month() -> None:
    last = [dt.date(2026, month + 1, 1) - dt.timedelta(days=1) for month in range(1, 11)]
    (one,) = found(charge(day, "9.99") for day in last)
    assert (one.every, len(one.charges)) == ("month", 10)


@pytest.mark.parametrize(
    ("prices", "name"),
    [
        (["0.99", "9.99"], "a trial before the price"),
        (["4.99"] * 3 + ["9.99"], "a price that doubles after three months"),
        (["18.41", "18.62", "18.33", "18.90", "18.72", "18.55"], "a price abroad, by its rate"),
        (["7.99"] * 3 + ["8.99"] * 3 + ["10.99"], "two rises"),
    ],
)
def test_one_subscription_of_several_prices(prices: list[str], name: str) -> None:
    (one,) = found(every_month(9, prices))
    assert one.every == "month", name
    assert len(one.charges) >= 8, name


def test_two_subscriptions_of_one_price_are_told_apart_by_their_day() -> None:
    entries = every_month(6, ["9.99"], "APPLE.COM/BILL")
    entries += [charge(e.date + dt.timedelta(days=12), "9.99", e.text) for e in entries if e.date]
    assert [(one.every, len(one.charges)) for one in found(entries)] == [("month", 6)] * 2


def test_a_rise_of_one_of_two_subscriptions_does_not_split_it() -> None:
    entries = every_month(8, ["9.99"] * 4 + ["10.99"], "ACME MEDIA")
    entries += [
        charge(entry.date + dt.timedelta(days=12), "4.99", "ACME MEDIA")
        for entry in entries
        if entry.date
    ]
    assert sorted(len(one.charges) for one in found(entries)) == [8, 8]


def test_a_known_service_needs_only_two_charges() -> None:
    assert [one.service for one in found(every_month(2, ["13.99"], "NETFLIX.COM"))] == ["netflix"]
    assert found(every_month(2, ["13.99"], "UBER EATS")) == ()


@pytest.mark.parametrize(
    "descriptor",
    [
        "PAYPAL *{}",
        "PP*{}",
        "SQ *{}",
        "SP * {}",
        "GOOGLE *{}",
        "Klarna *{}",
        "PADDLE.NET* {}",
        "DRI*{}",
        "2CO.COM*{}",
        "FS *{}",
        "FSPRG* {}",
        "STRIPE* {}",
        "CKO*{}",
        "DIGITALRIVER {}",
        "EBANX*{}",
        "DLO*{}",
        "MP*{}",
        "PAYU*{}",
        "WWW.{}.COM",
        "{}.COM/BILL",
        "{}*AB12CD 402935",
    ],
)
def test_a_descriptor_of_an_intermediary_is_the_same_merchant(descriptor: str) -> None:
    entries = every_month(2, ["7.99"], "ZORBLAX")
    entries += every_month(6, ["7.99"], descriptor.format("ZORBLAX"))[2:]
    assert [len(one.charges) for one in found(entries)] == [6]


@pytest.mark.parametrize(
    "text",
    [
        "MIETE WOHNUNG",
        "Überweisung an Erika Muster",
        "DAUERAUFTRAG Max Muster",
        "FINANZAMT KOELN",
        "KONTOFUEHRUNGSENTGELT",
        "ARAL STATION 12",
        "ATM WITHDRAWAL",
        "LOAN REPAYMENT ACME",
        "TRANSFER TO SAVINGS",
        "STANDING ORDER J DOE",
        "VIR LOYER M DUPONT",
        "RATA MUTUO",
        "ZLECENIE STALE J KOWALSKI",
        "PIX ENVIADO MARIA",
        "HYRA LÄGENHET",
        "KİRA ÖDEMESİ",
        "家賃",
    ],
)
def test_what_recurs_and_is_no_subscription_is_none(text: str) -> None:
    assert found(every_month(8, ["450.00"], text)) == ()
