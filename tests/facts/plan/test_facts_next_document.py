"""Which document comes next, as the journal of a case and the means of payment decide."""

from __future__ import annotations

import pytest

from refundletters.facts.plan.build import build_plan
from refundletters.facts.plan.next_document import bank_document

from ..plan_cases import BASE, CHARGE, TODAY, VISA, D, entry


@pytest.mark.parametrize(
    ("answers", "document", "on"),
    [
        # Nothing was tried yet.
        ({"reason": "duplicate_charge"}, "chat-opener", TODAY),
        ({"reason": "duplicate_charge", "account": {"has": "locked_out"}}, "refund-request", TODAY),
        ({"reason": "price_increase"}, "refund-request", TODAY),
        ({"reason": "cannot_cancel"}, "cancellation-notice", TODAY),
        ({"reason": "unused", "goals": ["stop_charges"]}, "cancellation-notice", TODAY),
        ({"reason": "unused", "goals": ["pause"]}, "pause-request", TODAY),
        ({"reason": "unused", "goals": ["credit"]}, "goodwill-request", TODAY),
        ({"reason": "unused", "goals": ["pause", "money_back"]}, "chat-opener", TODAY),
        # An answer is awaited.
        (
            {"reason": "unused", "contacts": [entry(D(2026, 4, 28), channel="email")]},
            "follow-up",
            D(2026, 5, 6),
        ),
        (
            {
                "reason": "duplicate_charge",
                "contacts": [entry(result="promised", due_on=D(2026, 5, 4))],
            },
            "follow-up",
            D(2026, 5, 8),
        ),
        # None came.
        ({"reason": "unused", "contacts": [entry(result="no_answer")]}, "follow-up", TODAY),
        ({"reason": "duplicate_charge", "contacts": [entry(channel="email")]}, "follow-up", TODAY),
        (
            {"reason": "refund_promised", "promise": {"on": D(2026, 4, 1)}},
            "follow-up",
            TODAY,
        ),
        (
            {
                "reason": "duplicate_charge",
                "contacts": [entry(document="follow-up", result="no_answer")],
            },
            "formal-complaint",
            TODAY,
        ),
        # It was an offer, a no, or both.
        ({"reason": "unused", "contacts": [entry(result="offered")]}, "offer-reply", TODAY),
        ({"reason": "unused", "contacts": [entry(result="refused")]}, "supervisor-request", TODAY),
        (
            {
                "reason": "duplicate_charge",
                "contacts": [entry(document="supervisor-request", result="refused")],
            },
            "formal-complaint",
            TODAY,
        ),
        (
            {
                "reason": "unused",
                "contacts": [entry(document="supervisor-request", result="refused")],
            },
            "goodwill-request",
            TODAY,
        ),
        # The complaint is out.
        (
            {
                "reason": "duplicate_charge",
                "payment": {"method": "credit_card"},
                "contacts": [
                    entry(document="supervisor-request", result="refused"),
                    entry(D(2026, 4, 11), document="formal-complaint", result="final_refusal"),
                ],
            },
            "card-dispute",
            TODAY,
        ),
        (
            {
                "reason": "duplicate_charge",
                "country": "DE",
                "payment": {"method": "direct_debit"},
                "contacts": [
                    entry(document="supervisor-request", result="refused"),
                    entry(D(2026, 4, 11), document="formal-complaint", result="final_refusal"),
                ],
            },
            "direct-debit-refund",
            TODAY,
        ),
        (
            {
                "reason": "duplicate_charge",
                "service": {"id": "netflix", "biller": "apple"},
                "payment": {"method": "app_store"},
                "contacts": [
                    entry(document="supervisor-request", result="refused"),
                    entry(D(2026, 4, 11), document="formal-complaint", result="final_refusal"),
                ],
            },
            "biller-dispute",
            TODAY,
        ),
        # Its day has not come yet; a second look was asked for long ago.
        (
            {
                "reason": "duplicate_charge",
                "payment": {"method": "credit_card"},
                "contacts": [
                    entry(result="refused"),
                    entry(D(2026, 4, 25), document="formal-complaint"),
                ],
            },
            "card-dispute",
            D(2026, 5, 10),
        ),
        (
            {
                "reason": "duplicate_charge",
                "payment": {"method": "bank_transfer"},
                "contacts": [entry(D(2026, 4, 25), document="formal-complaint")],
            },
            "letter-before-action",
            D(2026, 5, 10),
        ),
        (
            {
                "reason": "duplicate_charge",
                "payment": {"method": "bank_transfer"},
                "contacts": [entry(D(2026, 4, 1), document="formal-complaint")],
            },
            "letter-before-action",
            TODAY,
        ),
        # The bank let its time pass, before the company was ever asked.
        (
            {
                "reason": "unauthorized_payment",
                "country": "GB",
                "payment": VISA,
                "contacts": [entry(D(2026, 1, 10), party="bank", result="dispute_opened")],
            },
            "ombudsman-complaint",
            TODAY,
        ),
        # The bank is at it.
        (
            {
                "reason": "duplicate_charge",
                "payment": VISA,
                "contacts": [
                    entry(result="refused"),
                    entry(D(2026, 4, 20), party="bank", result="dispute_opened"),
                ],
            },
            "bank-appeal",
            D(2026, 6, 4),
        ),
        (
            {
                "reason": "duplicate_charge",
                "payment": VISA,
                "contacts": [
                    entry(result="refused"),
                    entry(D(2026, 4, 20), party="bank", result="refused"),
                ],
            },
            "bank-appeal",
            TODAY,
        ),
        (
            {
                "reason": "duplicate_charge",
                "country": "GB",
                "payment": VISA,
                "contacts": [
                    entry(result="refused"),
                    entry(
                        D(2026, 4, 20),
                        party="bank",
                        document="bank-appeal",
                        result="final_refusal",
                    ),
                ],
            },
            "ombudsman-complaint",
            TODAY,
        ),
        # A stranger's payment goes to the bank at once, and to the company next.
        (
            {"reason": "unauthorized_payment", "payment": VISA},
            "unauthorized-payment-report",
            TODAY,
        ),
        (
            {
                "reason": "unauthorized_payment",
                "payment": VISA,
                "contacts": [entry(party="bank", result="dispute_opened")],
            },
            "chat-opener",
            TODAY,
        ),
        (
            {
                "reason": "unauthorized_payment",
                "payment": {**VISA, "earlier_payments_ok": "yes"},
            },
            "chat-opener",
            TODAY,
        ),
        # The money came.
        ({"reason": "unused", "contacts": [entry(result="verified")]}, "thank-you", TODAY),
        (
            {"reason": "unused", "contacts": [entry(D(2026, 4, 28), result="paid")]},
            "thank-you",
            D(2026, 5, 12),
        ),
    ],
)
def test_the_next_document_follows_from_the_journal(planned, answers, document, on):
    found = planned(**answers)
    assert (found.next_document, found.next_on) == (document, on)


def test_a_last_day_that_is_near_lets_the_bank_come_before_the_company(planned):
    found = planned(
        reason="duplicate_charge", payment=VISA, charges=[{**CHARGE, "date": D(2026, 1, 5)}]
    )
    assert found.facts.card_deadline is not None
    assert found.facts.card_deadline.date == D(2026, 5, 5)
    assert found.next_document == "card-dispute"


def test_nothing_is_left_to_write_where_everything_is_blocked(facts, tables, roots):
    found = facts(at=tables(), **BASE, reason="unused")
    assert build_plan(found, found.roots).next_document is None
    assert build_plan(found, found.roots).next_on is None
    assert build_plan(found, roots).next_document == "chat-opener"


@pytest.mark.parametrize(
    ("answers", "document"),
    [
        ({"payment": {"method": "paypal"}}, "biller-dispute"),
        ({"payment": {"method": "pix"}}, "biller-dispute"),
        ({"payment": {"method": "gift_card"}}, None),
        ({"payment": {"method": "bank_transfer"}}, None),
        ({}, None),
    ],
)
def test_the_bank_letter_follows_the_means_of_payment(facts, answers, document):
    assert bank_document(facts(reason="duplicate_charge", **answers)) == document
