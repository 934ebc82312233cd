from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

D = dt.date
APRIL = D(2026, 4, 1)


def contact(day=APRIL, **more):
    return {"at": day, **more}


@pytest.fixture
def signals(facts):
    return lambda **answers: facts(**answers).signals


@pytest.mark.parametrize(
    ("contacts", "true"),
    [
        ([], set()),
        ([contact(result="info")], {"contacted", "answered"}),
        ([contact(result="no_answer")], {"contacted", "no_answer"}),
        ([contact(result="refused")], {"contacted", "answered", "refused"}),
        ([contact(result="final_refusal")], {"contacted", "answered", "refused"}),
        ([contact(result="offered")], {"contacted", "answered", "offered"}),
        ([contact(result="promised", due_on=D(2026, 5, 1))], {"contacted", "answered", "promised"}),
        (
            [contact(result="promised", due_on=D(2026, 4, 20))],
            {"contacted", "answered", "promised", "promise_overdue"},
        ),
        ([contact(result="paid")], {"contacted", "answered", "paid"}),
        ([contact(result="verified")], {"contacted", "answered", "paid", "verified"}),
        ([{"channel": "chat", "result": "refused"}], {"contacted"}),
        ([contact(party="biller", result="refused")], {"contacted", "answered", "refused"}),
        ([contact(party="authority", result="info")], set()),
        # The last answer about the money decides: an offer, a promise or a no replaces the others.
        (
            [contact(result="offered"), contact(D(2026, 4, 2), result="refused")],
            {"contacted", "answered", "refused"},
        ),
        (
            [contact(result="refused"), contact(D(2026, 4, 2), result="offered")],
            {"contacted", "answered", "offered"},
        ),
        (
            [contact(result="promised"), contact(D(2026, 4, 2), result="refused")],
            {"contacted", "answered", "refused"},
        ),
        (
            [contact(result="refused"), contact(D(2026, 4, 30), result="promised")],
            {"contacted", "answered", "promised"},
        ),
        # Information or a promised call is no answer about the money.
        (
            [contact(result="refused"), contact(D(2026, 4, 2), result="info")],
            {"contacted", "answered", "refused"},
        ),
        ([contact(result="promised_other")], {"contacted", "answered"}),
        ([contact(result="canceled")], {"contacted", "answered"}),
        # Each party answers for itself, and what was only written is no contact.
        (
            [contact(result="refused"), contact(party="bank", result="paid")],
            {"contacted", "answered", "paid"},
        ),
        ([contact(document="refund-request", sent=False)], set()),
        ([{"channel": "chat", "sent": False}], set()),
        ([contact(document="refund-request", sent=True)], {"contacted", "no_answer"}),
        # What was said before the money came no longer counts.
        (
            [contact(result="refused"), contact(D(2026, 4, 2), result="paid")],
            {"contacted", "answered", "paid"},
        ),
        (
            [contact(result="paid"), contact(D(2026, 4, 2), result="refused")],
            {"contacted", "answered", "paid", "refused"},
        ),
    ],
)
def test_what_the_journal_says_of_the_company(signals, contacts, true):
    found = signals(contacts=contacts)
    names = {
        "contacted", "answered", "no_answer", "promised", "promise_overdue", "offered",
        "refused", "paid", "verified",
    }  # fmt: skip
    assert {name for name in names if getattr(found, name)} == true


@pytest.mark.parametrize(
    ("entry", "silent"),
    [
        ({"at": D(2026, 4, 30), "channel": "chat"}, False),
        ({"at": D(2026, 4, 29), "channel": "chat"}, True),
        ({"at": D(2026, 4, 24), "channel": "email"}, False),
        ({"at": D(2026, 4, 23), "channel": "email"}, True),
        ({"at": D(2026, 4, 29), "channel": "social"}, False),
        ({"at": D(2026, 4, 28), "channel": "social"}, True),
        ({"at": D(2026, 4, 24)}, False),
        ({"at": D(2026, 4, 23)}, True),
        ({"at": D(2026, 4, 1), "channel": "email", "due_on": D(2026, 5, 2)}, False),
    ],
)
def test_silence_is_an_answer_after_the_time_of_its_channel(signals, entry, silent):
    assert signals(contacts=[entry]).no_answer is silent


@pytest.mark.parametrize(
    ("day", "request_", "overdue"),
    [
        (D(2026, 4, 16), {}, True),
        (D(2026, 4, 17), {}, False),
        (D(2026, 4, 17), {"deadline_days": 10}, True),
        (D(2026, 3, 17), {"deadline_days": 60}, False),
    ],
)
def test_a_complaint_is_overdue_after_its_own_time(signals, day, request_, overdue):
    found = signals(
        country="US", request=request_, contacts=[contact(day, document="formal-complaint")]
    )
    assert found.complaint_sent
    assert found.complaint_overdue is overdue


def test_a_complaint_that_was_paid_is_not_overdue(signals):
    found = signals(
        contacts=[
            contact(D(2026, 3, 1), document="formal-complaint"),
            contact(D(2026, 3, 5), result="paid"),
        ]
    )
    assert not found.complaint_overdue


@pytest.mark.parametrize(
    ("promise", "overdue"),
    [
        ({"on": D(2026, 4, 15)}, True),  # ten business days: until 29 April
        ({"on": D(2026, 4, 17)}, False),
        ({"on": D(2026, 4, 17), "within": "5 days"}, True),
        ({"on": D(2026, 4, 17), "within": "7 business days"}, False),
        ({"on": D(2026, 4, 17), "within": "2 weeks"}, False),
        ({"on": D(2026, 3, 17), "within": "1 month"}, True),
    ],
)
def test_a_promise_is_overdue_after_its_time_and_some_grace(signals, promise, overdue):
    found = signals(country="US", reason="refund_promised", promise=promise)
    assert found.promised
    assert found.contacted
    assert found.promise_overdue is overdue


@pytest.mark.parametrize(
    ("results", "true"),
    [
        ([None], {"bank_contacted"}),
        (["dispute_opened"], {"bank_contacted"}),
        (["refused"], {"bank_contacted", "bank_refused"}),
        (["final_refusal"], {"bank_contacted", "bank_refused"}),
        (["provisional_credit"], {"bank_contacted", "provisional_credit"}),
        (["provisional_credit", "credit_reversed"], {"bank_contacted", "credit_reversed"}),
        (["paid"], {"bank_contacted", "paid", "settled"}),
        (["paid", "credit_reversed"], {"bank_contacted", "credit_reversed"}),
    ],
)
def test_what_the_journal_says_of_the_bank(signals, results, true):
    contacts = [
        contact(D(2026, 4, 10 + number), party="bank", **({"result": result} if result else {}))
        for number, result in enumerate(results)
    ]
    found = signals(contacts=contacts)
    names = {
        "bank_contacted", "bank_refused", "bank_overdue",
        "provisional_credit", "credit_reversed", "paid", "settled", "contacted",
    }  # fmt: skip
    assert {name for name in names if getattr(found, name)} == true


@pytest.mark.parametrize(
    ("method", "true"),
    [
        ("credit_card", {"is_card", "is_credit_card", "is_bank_method"}),
        ("debit_card", {"is_card", "is_bank_method"}),
        ("prepaid_card", {"is_card", "is_bank_method"}),
        ("direct_debit", {"is_direct_debit", "is_bank_method"}),
        ("bank_transfer", {"is_bank_method"}),
        ("upi", {"is_bank_method"}),
        ("paypal", set()),
        ("gift_card", set()),
    ],
)
def test_the_method_says_whether_there_is_a_bank(signals, method, true):
    found = signals(payment={"method": method})
    names = {"is_card", "is_credit_card", "is_direct_debit", "is_bank_method"}
    assert {name for name in names if getattr(found, name)} == true


def test_charges_become_numbers(signals):
    found = signals(
        country="US",
        charges=[
            {"date": D(2026, 3, 3), "amount": "15.49"},
            {"date": D(2026, 4, 3), "amount": "17.99", "disputed": False},
            {"date": D(2026, 4, 20), "amount": "9.00", "status": "pending"},
            {"date": D(2026, 4, 2), "amount": "99.00", "currency": "EUR"},
        ],
        cancellation={"status": "yes", "on": D(2026, 4, 1)},
        permission={"withdrawn": "yes", "on": D(2026, 4, 2)},
        plan={"started_on": D(2026, 1, 1), "next_charge_on": D(2026, 5, 4)},
    )
    assert found.charge_count == 2
    assert found.disputed == Decimal("15.49")
    assert str(found.largest_charge) == "15.49"
    assert found.currency == "USD"
    assert found.any_pending
    assert found.charge_after_cancellation
    assert not found.charge_after_permission
    assert found.days_since_first_charge == 59
    assert found.days_since_last_charge == 11
    assert found.days_since_contract == 120
    assert found.days_to_next_charge == 3


def test_what_is_not_known_stays_unknown(signals):
    found = signals()
    for name in ("first_charge", "last_charge", "contract"):
        assert getattr(found, f"days_since_{name}") is None
    assert found.days_to_next_charge is None
    assert found.four_points_ok


@pytest.mark.parametrize(
    ("answers", "security"),
    [
        ({"reason": "unauthorized_payment"}, True),
        ({"reason": "account_takeover"}, True),
        ({"reason": "reactivated"}, False),
        ({"reason": "reactivated", "takeover": {"signs": ["titles"]}}, True),
        ({"reason": "reactivated", "other_reasons": ["account_takeover"]}, True),
        ({"reason": "unused", "other_reasons": ["account_takeover"]}, False),
        ({}, False),
    ],
)
def test_security_comes_first_where_a_stranger_may_be_at_work(signals, answers, security):
    assert signals(**answers).security_case is security


@pytest.mark.parametrize(
    ("answers", "ok"),
    [
        ({}, True),
        ({"payment": {"earlier_payments_ok": "no"}}, True),
        ({"payment": {"earlier_payments_ok": "yes"}}, False),
        ({"charges": [{"date": D(2026, 1, 3), "amount": "9.99", "disputed": False}]}, False),
        ({"confirmed": {"four_points": False}}, False),
        ({"reason": "account_takeover", "payment": {"earlier_payments_ok": "yes"}}, True),
    ],
)
def test_who_paid_willingly_before_is_never_routed_to_fraud(signals, answers, ok):
    assert signals(**{"reason": "unauthorized_payment", **answers}).four_points_ok is ok


def test_price_notices_that_did_not_come_are_seen(signals):
    found = signals(
        price_increases=[
            {"old": "9", "new": "10", "notice": "yes", "consent": "no"},
            {"old": "10", "new": "11", "notice": "unsure"},
        ]
    )
    assert not found.price_notice_missing
    assert found.price_consent_missing
    assert not found.price_step_unagreed


def test_an_increase_with_neither_notice_nor_consent_is_told_from_two_half_ones(signals):
    agreed = {"old": "8", "new": "9", "notice": "yes", "consent": "yes"}
    neither = {"old": "9", "new": "10", "notice": "no", "consent": "no"}
    half = [{**neither, "notice": "yes"}, {**neither, "consent": "yes"}]
    one, all_of_them, none = (
        signals(price_increases=rises) for rises in ([agreed, neither], [neither, neither], half)
    )
    assert (one.price_step_unagreed, one.price_never_agreed) == (True, False)
    assert (all_of_them.price_step_unagreed, all_of_them.price_never_agreed) == (True, True)
    assert (none.price_step_unagreed, none.price_never_agreed) == (False, False)
    assert not signals().price_never_agreed


def test_the_journal_is_in_order_with_its_money_in_the_currency_of_the_case(facts):
    half_past_three = dt.datetime(2026, 4, 2, 15, 30)
    found = facts(
        country="GB",
        contacts=[
            contact(D(2026, 4, 9), result="offered", offer={"type": "credit", "amount": "5.00"}),
            contact(half_past_three, result="paid", amount="3.00"),
            contact(D(2026, 4, 2), **{"with": "Kim"}),
            {"said": "no day"},
        ],
    ).contacts
    assert [entry.index for entry in found] == [2, 1, 0]
    assert [entry.with_ for entry in found] == ["Kim", "", ""]
    assert found[1].time == dt.time(15, 30)
    assert found[1].amount is not None
    assert found[1].amount.currency == "GBP"
    assert found[2].offer_type == "credit"
    assert found[2].offer_amount is not None
    assert found[0].party == "trader"
