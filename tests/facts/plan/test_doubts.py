"""What the other side may object to is said to the person first."""

from __future__ import annotations

import pytest

from refundletters.facts.gather import gather
from refundletters.facts.plan.build import build_plan

from ..plan_cases import BASE, CHARGE, VISA, D


@pytest.mark.parametrize(
    ("answers", "key"),
    [
        ({"charges": [{**CHARGE, "status": "pending"}]}, "charges.status"),
        ({"used_after_charge": "normal", "reason": "reactivated"}, "used_after_charge"),
        ({"used_after_charge": "a_little", "reason": "unused"}, "used_after_charge"),
        ({"payment": VISA}, "service.descriptor"),
        ({"service": {"biller": "unknown"}}, "service.biller"),
        (
            {"reason": "unauthorized_payment", "payment": {"earlier_payments_ok": "yes"}},
            "payment.earlier_payments_ok",
        ),
        ({"reason": "unauthorized_payment", "account": {"has": "yes"}}, "account.has"),
        ({"duplicate": {"second_account": "yes"}}, "duplicate.second_account"),
        ({"duplicate": {"plan_change": "yes"}}, "duplicate.plan_change"),
        ({"reason": "cannot_cancel", "payment": VISA}, "permission.withdrawn"),
        (
            {"reason": "charged_after_cancellation", "cancellation": {"on": D(2026, 4, 9)}},
            "cancellation.on",
        ),
        ({"payment": {"method": "gift_card"}}, "payment.method"),
        ({"payment": {"method": "direct_debit"}}, "payment.method"),
        (
            {"country": "DE", "reason": "changed_mind", "plan": {"started_on": D(2026, 1, 1)}},
            "withdrawal.sent_on",
        ),
        ({"reason": "refund_promised", "promise": {"on": D(2026, 3, 1)}}, "promise.on"),
        ({"reason": "household_purchase"}, "household.age_band"),
        ({"plan": {"next_charge_on": D(2026, 5, 3)}}, "plan.next_charge_on"),
        ({"request": {"primary": "full", "amount": "12"}}, "request.amount"),
        ({"request": {"primary": "fixed", "amount": "99"}}, "request.amount"),
        ({"request": {"primary": "fixed"}}, "request.amount"),
        ({"request": {"primary": "pro_rata"}}, "technical.days"),
        ({"request": {"primary": "difference"}}, "wrong_amount.expected"),
        (
            {"request": {"primary": "difference"}, "reason": "price_increase"},
            "price_increases.0.months",
        ),
        ({"charges": [CHARGE, {**CHARGE, "currency": "EUR"}]}, "charges"),
        (
            {
                "charges": [
                    {
                        **CHARGE,
                        "refunded": "2",
                        "repeat": {"every": "week", "until": D(2026, 4, 10)},
                    }
                ]
            },
            "charges.0.refunded",
        ),
        ({"payment": VISA, "charges": [{**CHARGE, "date": D(2025, 9, 1)}]}, "charges.date"),
        (
            {
                "reason": "wrong_amount",
                "wrong_amount": {"expected": "9"},
                "payment": {"method": "credit_card", "network": "amex"},
                "charges": [{**CHARGE, "date": D(2026, 2, 1)}],
            },
            "charges.date",
        ),
        (
            {"reason": "unauthorized_payment", "payment": VISA},
            "charges.0.statement_date",
        ),
    ],
)
def test_doubts_are_said_before_the_other_side_says_them(planned, answers, key):
    found = planned(**{"reason": "duplicate_charge", **answers})
    assert key in [notice.key for notice in found.warnings]


def test_a_plain_case_has_no_doubts(planned):
    found = planned(
        reason="duplicate_charge",
        service={"id": "netflix", "biller": "provider", "descriptor": "FB"},
        payment={"method": "bank_transfer"},
        request={"primary": "full", "amount": "15.49"},
        country="MN",
    )
    assert found.warnings == ()
    assert any("cite none" in note.msgid for note in found.notes)


def test_more_than_was_paid_is_allowed_up_to_the_fees(planned):
    more = {"reason": "unused", "request": {"primary": "fixed", "amount": "18.49"}}
    fees = [{"type": "overdraft", "amount": "3.00"}]
    assert not planned(**more, fees=fees).warnings
    assert planned(**more).warnings


def test_old_checks_are_named(roots, case):
    later = case(**{**BASE, "reason": "charged_after_cancellation"}, payment=VISA,
                 cancellation={"status": "yes", "on": D(2026, 4, 1)})  # fmt: skip
    found = build_plan(gather(later, roots, D(2028, 1, 1)), roots)
    assert "as_of" in [notice.key for notice in found.warnings]
