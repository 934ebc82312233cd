"""What only the whole file shows: headings between rows, years, currencies, books of accounts."""

from __future__ import annotations

import datetime as dt

import pytest
from support.statements import asked, rows, short, statement

HEAD = "Date,Description,Amount\n"
BOTH = "2026-10-02,NETFLIX,-13.99\n2026-10-03,SHOP,-5.00\n"


@pytest.mark.parametrize("heading", ["Pending transactions", "Vorgemerkte Umsätze", "En attente"])
def test_rows_under_a_heading_are_pending(heading: str) -> None:
    content = f"{heading}\n{HEAD}2026-11-27,SPOTIFY,-9.99\nPosted,,\n{BOTH}"
    found = statement(content)
    assert [entry.status for entry in found.entries] == ["pending", "posted", "posted"]


@pytest.mark.parametrize("heading", ["Declined transactions", "Abgelehnte Umsätze", "Rechazadas"])
def test_rows_under_a_heading_never_became_payments(heading: str) -> None:
    content = f"{HEAD}{BOTH}{heading},,\n2026-10-10,SPOTIFY,-9.99\n"
    assert short(content) == ["out 13.99 NETFLIX", "out 5.00 SHOP"]
    assert statement(content).passed_over[-1].why.msgid == "It never became a payment."


def test_books_of_accounts_call_money_in_a_debit_and_are_asked_about() -> None:
    content = (
        "Date,Description,Debit,Credit,Balance\n2026-10-01,ACME,100.00,,100.00\n"
        "2026-10-02,DELTA,,13.99,86.01\n2026-10-05,BETA,,6.01,80.00\n"
    )
    assert asked(content) == ["debit"]
    card = content.replace("ACME", "NETFLIX").replace("DELTA", "PAYMENT RECEIVED")
    assert short(card)[:2] == ["out 100.00 NETFLIX", "in 13.99 PAYMENT RECEIVED"]


def test_two_columns_called_by_their_currency_are_no_debit_and_credit() -> None:
    content = (
        "Transaction Date,Description 1,CAD$,USD$\n7/22/2026,NETFLIX,-11.49,\n"
        "7/23/2026,ADOBE,,-20.00\n7/24/2026,PAYMENT - THANK YOU,200.00,\n"
    )
    assert [row[1:4] for row in rows(content)] == [
        ("11.49", "CAD", "out"),
        ("20.00", "USD", "out"),
        ("200.00", "CAD", "in"),
    ]


@pytest.mark.parametrize("back", [True, False])
def test_days_without_a_year_follow_each_other(back: bool) -> None:
    days = ["02 Jan", "28 Dec", "02 Dec"]
    lines = [f"{day},NETFLIX,-13.99\n" for day in (days if back else days[::-1])]
    read = [row[0] for row in rows(HEAD + "".join(lines), latest=dt.date(2026, 12, 7))]
    assert sorted(read) == ["2025-12-02", "2025-12-28", "2026-01-02"]
