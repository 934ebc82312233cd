"""What conditions may ask about the story: who writes, how it was made and ended, what is owed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from refundletters.facts.types import Facts, Signals

D = dt.date
Made = Callable[..., Facts]


def charge(day: dt.date, **more: Any) -> dict[str, Any]:
    return {"date": day, "amount": "9.99", **more}


# facts() sees every case from 2026-05-01.
CASES: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {"represents": False, "holder_is_other": False, "canceled": False, "unsent": False}),
    ({"sender": {"role": "account_holder"}}, {"represents": False}),
    ({"sender": {"role": "executor"}}, {"represents": True, "for_deceased": True}),
    (
        {"sender": {"role": "attorney"}, "represented": {"full_name": "Kim Example"}},
        {"represents": True, "for_deceased": False},
    ),
    ({"represented": {"died_on": D(2026, 3, 1)}}, {"for_deceased": True}),
    ({"represented": {"relation": "child"}}, {"for_child": True, "represents": True}),
    ({"sender": {"role": "parent"}}, {"for_child": True, "represents": False}),
    ({"payment": {"holder": "employer"}}, {"holder_is_other": True}),
    ({"payment": {"holder": "me"}}, {"holder_is_other": False}),
    ({"payment": {"holder_is_me": "no"}}, {"holder_is_other": True}),
    ({"contract": {"made": "on_premises"}}, {"made_on_premises": True, "made_unsure": False}),
    ({"contract": {"made": "unsure"}}, {"made_on_premises": False, "made_unsure": True}),
    ({"contract": {"minimum_until": D(2026, 5, 1)}}, {"in_minimum_term": True}),
    ({"contract": {"minimum_until": D(2026, 4, 30)}}, {"in_minimum_term": False}),
    ({"contacts": [{"at": D(2026, 4, 1), "result": "canceled"}]}, {"canceled": True}),
    (
        {"withdrawal": {"sent_on": D(2026, 4, 24)}},
        {"withdrawal_sent": True, "days_since_withdrawal": 7},
    ),
    (
        {"ended": {"kind": "insolvent", "on": D(2026, 4, 21)}},
        {"service_over": True, "insolvent": True, "ended_for_good": True, "days_since_end": 10},
    ),
    (
        {"ended": {"kind": "suspended", "on": D(2026, 4, 1), "until": D(2026, 4, 20)}},
        {"account_shut": True, "service_over": False, "ended_for_good": False},
    ),
    ({"reason": "service_ended"}, {"service_over": True, "ended_for_good": False}),
    ({"reason": "account_blocked"}, {"account_shut": True}),
    (
        {
            "trial": {"started_on": D(2026, 4, 20), "ended_on": D(2026, 5, 20)},
            "charges": [charge(D(2026, 4, 22))],
        },
        {"charged_in_trial": True, "trial_day_of_charge": 3, "trial_running": True},
    ),
    (
        {
            "trial": {"started_on": D(2026, 4, 1), "ended_on": D(2026, 4, 8)},
            "charges": [charge(D(2026, 4, 8))],
        },
        {"charged_in_trial": False, "trial_day_of_charge": None, "trial_running": False},
    ),
    ({"duplicate": {"other_payer": "A relative"}}, {"second_payer": True}),
    ({"duplicate": {"second_biller": "yes"}}, {"second_payer": True}),
    ({"duplicate": {"second_biller": "unsure"}}, {"second_payer": False}),
    ({"refund": {"to": "closed_account"}}, {"refund_sent": True, "refund_elsewhere": True}),
    (
        {"refund": {"sent_on": D(2026, 4, 1), "to": "original"}},
        {"refund_sent": True, "refund_elsewhere": False},
    ),
    (
        {"charges": [charge(D(2026, 4, 1), item="App A"), charge(D(2026, 4, 1), item="App B")]},
        {"several_items": True},
    ),
    ({"charges": [charge(D(2026, 4, 1), item="App A")]}, {"several_items": False}),
    ({"withdrawal": {"kept": "3.29"}}, {"value_kept": True}),
    ({"withdrawal": {"kept": "0"}}, {"value_kept": False}),
    (
        {
            "reason": "unfounded_demand",
            "demand": {"by": "collector", "due_on": D(2026, 5, 15), "shown_before": "no"},
        },
        {
            "demanded": True,
            "demanded_by_collector": True,
            "days_to_demand_due": 14,
            "term_not_shown": True,
        },
    ),
    (
        {"promise": {"what": "confirmation", "on": D(2026, 4, 1)}},
        {"promised": False, "promised_other": True, "promised_other_overdue": True},
    ),
    (
        {"promise": {"what": "callback", "on": D(2026, 4, 27), "within": "1 week"}},
        {"promised_other": True, "promised_other_overdue": False},
    ),
    (
        {"promise": {"what": "refund", "on": D(2026, 4, 27)}},
        {"promised": True, "promised_other": False},
    ),
    (
        {"contacts": [{"at": D(2026, 4, 1), "document": "refund-request", "sent": False}]},
        {"unsent": True, "contacted": False},
    ),
]


@pytest.mark.parametrize(("answers", "expected"), CASES)
def test_a_story_has_its_signals(
    facts: Made, answers: dict[str, Any], expected: dict[str, Any]
) -> None:
    found: Signals = facts(**answers).signals
    assert {name: getattr(found, name) for name in expected} == expected


def test_what_a_wallet_said_is_not_the_answer_of_the_seller(facts: Made) -> None:
    told = [{"at": D(2026, 4, 1), "party": "biller", "result": "final_refusal"}]
    wallet = facts(payment={"method": "paypal"}, contacts=told).signals
    assert (wallet.contacted, wallet.refused) == (False, False)
    assert (wallet.biller_contacted, wallet.biller_refused, wallet.biller_final) == (True,) * 3
    store = facts(service={"biller": "apple"}, contacts=told).signals
    assert (store.contacted, store.refused, store.biller_refused) == (True, True, True)


def test_a_bank_that_paid_after_its_refusal_has_not_refused(facts: Made) -> None:
    told = [
        {"at": D(2026, 4, 1), "party": "bank", "result": "refused"},
        {"at": D(2026, 4, 9), "party": "bank", "result": "dispute_opened"},
    ]
    assert facts(contacts=told[:1]).signals.bank_refused
    assert not facts(contacts=told).signals.bank_refused


@pytest.mark.parametrize(
    ("answers", "name"),
    [
        ({"service": {"name": "Example Gym"}}, "Example Gym"),
        ({"service": {"name": "Example Gym"}, "contract": {"seller": "Gym Ltd"}}, "Gym Ltd"),
        (
            {
                "service": {"name": "Example Gym"},
                "ended": {"kind": "insolvent", "administrator": "Example Administrators"},
            },
            "Example Administrators",
        ),
        (
            {
                "reason": "unfounded_demand",
                "demand": {"by": "collector", "name": "Example Collectors"},
            },
            "Example Collectors",
        ),
        (
            {
                "reason": "unfounded_demand",
                "demand": {"name": "Example Collectors"},
                "recipient": {"name": "Somebody Else"},
            },
            "Somebody Else",
        ),
    ],
)
def test_somebody_stands_in_for_an_addressee_that_is_not_named(
    facts: Made, answers: dict[str, Any], name: str
) -> None:
    assert facts(**answers).addressee.name == name
