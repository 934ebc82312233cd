"""What the plan says of the company's own rules, the checks before writing, and the cost so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from refundletters.facts.plan.as_json import plan_record, policy_text
from refundletters.facts.plan.build import build_plan
from refundletters.facts.types import Facts, Plan
from refundletters.i18n.speech import Speaker, speaker
from refundletters.packs.roots import Roots
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.service import SERVICES

D = dt.date
TODAY = D(2026, 5, 1)
Planned = Callable[..., Plan]


@pytest.fixture
def planned(facts: Callable[..., Facts], roots: Roots) -> Planned:
    return lambda **answers: build_plan(facts(**{"as_of": TODAY, "country": "US"} | answers), roots)


@pytest.fixture(scope="session")
def speak(roots: Roots) -> Speaker:
    return speaker(roots, "en_US")


def said(messages: Any, speak: Speaker) -> str:
    return "\n".join(speak(message) for message in messages)


def test_the_companys_rules_come_with_source_and_day(planned: Planned, speak: Speaker) -> None:
    found = {one.part: one for one in planned(service={"id": "netflix"}).policies}
    assert set(found) == {"refund", "cancel", "pause", "note"}
    text = speak(policy_text(found["refund"]))
    assert text.startswith("Refunds: Fees are described as non-refundable")
    assert "April 10, 2026" in text
    assert "https://conductatlas.com/" in text


def test_what_was_not_read_at_its_source_is_called_not_confirmed(
    planned: Planned, speak: Speaker, roots: Roots
) -> None:
    for key in load_rows(roots, SERVICES):
        for policy in planned(service={"id": key}).policies:
            text = speak(policy_text(policy))
            assert ("Not confirmed" in text) is not policy.verified
            assert not text.rstrip().endswith(":")


def test_an_unknown_service_has_a_plan_without_them(planned: Planned) -> None:
    found = planned(service={"name": "Example Stream"}, reason="unused")
    assert found.policies == ()
    assert found.steps
    assert found.first


def test_whoever_bills_decides_about_refunds(planned: Planned, speak: Speaker) -> None:
    found = planned(
        service={"id": "netflix", "biller": "apple"}, cancellation={"status": "no"}, reason="unused"
    )
    policies = {one.part: speak(one.says) for one in found.policies}
    assert "report-a-problem" in policies["refund"]
    assert "https://support.apple.com" in said(found.steps, speak)
    assert "netflix.com" not in said(found.steps, speak)


def test_how_to_cancel_stands_with_the_step(planned: Planned, speak: Speaker) -> None:
    service = {"id": "netflix"}
    todo = said(planned(service=service, cancellation={"status": "no"}).steps, speak)
    assert todo.index("Cancel the subscription today") < todo.index("To cancel Netflix:")
    assert "https://help.netflix.com/node/407" in todo
    done = said(planned(service=service, cancellation={"status": "yes"}).steps, speak)
    assert "node/407" not in done


def test_checks_of_the_company_come_before_the_first_message_only(
    planned: Planned, speak: Speaker
) -> None:
    answers: dict[str, Any] = {"service": {"id": "netflix"}, "reason": "duplicate_charge"}
    first = said(planned(**answers).first, speak)
    assert "holds drop off" in first
    assert "backup payment method" in first
    told = [{"at": D(2026, 4, 20), "channel": "chat", "result": "refused"}]
    assert planned(**answers, contacts=told).first == ()


def test_every_reason_has_something_of_its_own_to_check(planned: Planned, reason: str) -> None:
    usual = {message.msgid for message in planned().first}
    assert {message.msgid for message in planned(reason=reason).first} - usual


def test_checks_and_rules_fit_the_contract_of_the_json(planned: Planned, speak: Speaker) -> None:
    found = planned(service={"id": "netflix"}, reason="unused")
    record = plan_record(found, speak, "en")
    assert said(found.first, speak).split("\n")[0] == record["steps"][0]
    assert [w["key"] for w in record["warnings"] if w["key"].startswith("service.")][:2] == [
        "service.refund",
        "service.cancel",
    ]
    assert all(set(warning) == {"key", "message"} for warning in record["warnings"])


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"price": "10.00", "period": "month", "started_on": D(2025, 11, 3)}, "$60.00"),
        ({"price": "10.00", "period": "year", "started_on": D(2023, 11, 3)}, "$30.00"),
        ({"price": "10.00", "period": "month", "started_on": D(2026, 4, 30)}, None),
        ({"price": "10.00", "period": "other", "started_on": D(2025, 11, 3)}, None),
        ({"period": "month", "started_on": D(2025, 11, 3)}, None),
        ({"price": "10.00", "period": "month"}, None),
    ],
)
def test_the_cost_so_far_follows_from_the_persons_own_figures(
    planned: Planned, speak: Speaker, answers: dict[str, Any], expected: str | None
) -> None:
    cost = planned(plan=answers).cost
    assert (cost is None) is (expected is None)
    if cost is not None:
        assert f"about {expected} since" in speak(cost)


def test_the_cost_ends_with_the_subscription_and_begins_after_the_trial(
    planned: Planned, speak: Speaker
) -> None:
    terms = {"price": "10.00", "period": "month", "started_on": D(2025, 11, 3)}
    ended = {"status": "yes", "on": D(2026, 1, 10), "access_ends_on": D(2026, 2, 2)}
    cost = planned(plan=terms, cancellation=ended).cost
    assert cost is not None
    assert "$30.00" in speak(cost)
    cost = planned(plan=terms, trial={"ended_on": D(2025, 12, 3)}).cost
    assert cost is not None
    assert "$50.00" in speak(cost)


def test_each_payment_counts_with_the_price_of_its_day(planned: Planned, speak: Speaker) -> None:
    rises = [{"old": "10.00", "new": "12.00", "effective_from": D(2026, 3, 1)}]
    terms = {"price": "12.00", "period": "month", "started_on": D(2026, 1, 3)}
    cost = planned(plan=terms, price_increases=rises).cost
    assert cost is not None
    assert "$44.00" in speak(cost)


def test_arbitration_is_named_in_the_united_states_once_a_complaint_was_sent(
    planned: Planned, speak: Speaker
) -> None:
    sent = [{"at": D(2026, 3, 20), "channel": "letter", "document": "formal-complaint"}]
    answers = {"reason": "charged_after_cancellation", "contacts": sent}
    assert "arbitration" in said(planned(**answers).steps, speak)
    assert "arbitration" not in said(planned(**answers | {"country": "GB"}).steps, speak)
    assert "arbitration" not in said(planned(**answers | {"contacts": []}).steps, speak)


def test_people_who_do_not_phone_find_another_way(planned: Planned, speak: Speaker) -> None:
    ways = said((way.why for way in planned(reason="unused").channels), speak)
    assert "relay service" in ways
    assert "in writing" in ways


def test_a_case_is_closed_only_once_the_money_was_seen(planned: Planned, speak: Speaker) -> None:
    paid = [{"at": D(2026, 4, 20), "channel": "chat", "result": "paid"}]
    assert "a promise is not a refund" in said(planned(contacts=paid).steps, speak)
    seen = [*paid, {"at": D(2026, 4, 28), "channel": "chat", "result": "verified"}]
    assert "this case is done" in said(planned(contacts=seen).steps, speak)
