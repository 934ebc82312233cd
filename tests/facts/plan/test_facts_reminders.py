"""Days to look at a case again, in the plan and in the calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from refundletters.facts.plan.build import build_plan
from refundletters.facts.plan.reminders import reminders
from refundletters.facts.types import Facts
from refundletters.packs.roots import Roots

D = dt.date
TODAY = D(2026, 5, 1)
Days = Callable[..., dict[str, dt.date]]


@pytest.fixture
def days(facts: Callable[..., Facts], roots: Roots) -> Days:
    def make(**answers: Any) -> dict[str, dt.date]:
        answers = {"as_of": TODAY, "country": "US", "service": {"id": "netflix"}} | answers
        return {one.id: one.day for one in reminders(build_plan(facts(**answers), roots))}

    return make


def test_a_trial_is_remembered_two_days_and_one_day_before_it_ends(days: Days) -> None:
    found = days(trial={"ended_on": D(2026, 5, 20)})
    assert found["trial-ends-early"] == D(2026, 5, 18)
    assert found["trial-ends"] == D(2026, 5, 19)


def test_the_next_charge_and_the_end_of_a_pause_are_remembered_three_days_before(
    days: Days,
) -> None:
    found = days(plan={"next_charge_on": D(2026, 5, 10)}, pause={"to": D(2026, 6, 1)})
    assert found["next-charge"] == D(2026, 5, 7)
    assert found["pause-ends"] == D(2026, 5, 29)


def test_what_is_past_is_not_remembered(days: Days) -> None:
    found = days(
        trial={"ended_on": D(2026, 4, 20)},
        plan={"next_charge_on": D(2026, 4, 10)},
        pause={"to": D(2026, 4, 1)},
    )
    assert not {"trial-ends", "trial-ends-early", "next-charge", "pause-ends"} & set(found)


def test_a_provisional_credit_is_looked_at_again_after_45_days(days: Days) -> None:
    at = {"at": D(2026, 4, 20), "party": "bank", "channel": "letter"}
    found = days(contacts=[{**at, "result": "provisional_credit"}])
    assert found["credit-stays"] == D(2026, 6, 4)
    taken = days(
        contacts=[
            {**at, "result": "provisional_credit"},
            {**at, "at": D(2026, 4, 28), "result": "credit_reversed"},
        ]
    )
    assert "credit-stays" not in taken


def test_a_refund_that_was_said_to_be_paid_is_looked_for_on_the_statement(days: Days) -> None:
    paid = {"at": D(2026, 4, 24), "channel": "chat", "result": "paid"}
    assert days(contacts=[paid])["refund-shows"] == D(2026, 5, 8)
    seen = {"at": D(2026, 4, 30), "channel": "email", "result": "verified"}
    assert "refund-shows" not in days(contacts=[paid, seen])


def test_an_open_wait_is_remembered(days: Days) -> None:
    found = days(contacts=[{"at": D(2026, 4, 29), "channel": "email"}])
    assert found["answer"] == D(2026, 5, 6)


def test_a_pending_entry_is_looked_at_after_eight_days(days: Days) -> None:
    found = days(charges=[{"date": D(2026, 4, 28), "amount": "9.99", "status": "pending"}])
    assert found["pending-entry"] == D(2026, 5, 6)


def test_a_notice_that_must_arrive_has_a_day_to_send_it(
    facts: Callable[..., Facts], roots: Roots
) -> None:
    made = build_plan(
        facts(
            as_of=TODAY,
            country="US",
            service={"id": "netflix"},
            reason="charged_after_cancellation",
            charges=[
                {
                    "date": D(2026, 4, 3),
                    "amount": "9.99",
                    "status": "posted",
                    "statement_date": D(2026, 4, 10),
                }
            ],
            cancellation={"status": "yes", "on": D(2026, 3, 1)},
            payment={"method": "credit_card", "network": "visa"},
            goals=["money_back"],
        ),
        roots,
    )
    late = [one for one in made.deadlines if one.must_be_received and one.send_by < one.date]
    assert late
    found = {one.id: one for one in reminders(made)}
    for deadline in late:
        assert found[f"{deadline.id}-send"].day == deadline.send_by
        assert found[deadline.id].day == deadline.date
        assert found[deadline.id].early == 7


def test_card_issuers_own_limit_is_remembered_only_while_its_day_is_not_known(
    days: Days,
) -> None:
    card = {
        "reason": "duplicate_charge",
        "charges": [{"date": D(2026, 4, 3), "amount": "9.99", "status": "posted"}],
    }
    unknown = days(**card, payment={"method": "credit_card", "network": "amex"})
    assert unknown["card-window-60"] == D(2026, 6, 2)
    assert {"card-window-90", "card-window-110"} <= set(unknown)
    known = days(**card, payment={"method": "credit_card", "network": "visa"})
    assert not {key for key in known if key.startswith("card-window")}
    told = [{"at": D(2026, 4, 20), "party": "bank", "channel": "letter"}]
    sent = days(**card, payment={"method": "credit_card", "network": "amex"}, contacts=told)
    assert not {key for key in sent if key.startswith("card-window")}
