from __future__ import annotations

import datetime as dt
import json

import pytest
from msgspec.structs import replace

from refundletters.facts.plan.as_json import plan_record, rule_text, rules_shown
from refundletters.facts.plan.build import build_plan
from refundletters.facts.types import Plan
from refundletters.i18n.speech import Speaker, speaker
from refundletters.messages import Message
from refundletters.packs.letters import letter_meta
from refundletters.packs.roots import shipped_roots
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.channel import CHANNELS
from refundletters.packs.tables.evidence import EVIDENCE

from ..plan_cases import CHARGE, TODAY, VISA, D, entry

# Those that a letter is written for.
REASONS = letter_meta(shipped_roots(), "refund-request").reasons
# Reasons for which the bank has to be told at once.
BANK_FIRST = {"unauthorized_payment", "account_takeover"}


@pytest.fixture(scope="session")
def speak(roots) -> Speaker:
    return speaker(roots, "en_US")


def sentences(found: Plan) -> list[Message]:
    return [
        found.strength.why,
        *found.steps,
        *found.not_yet,
        *found.notes,
        *found.facts.money.working,
        *(notice.message for notice in found.warnings),
        *(advice.why for advice in found.channels),
        *(item.what for item in found.evidence),
        *(deadline.what for deadline in found.deadlines),
        *(status.why for status in found.documents),
    ]


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("method", ["credit_card", "direct_debit", "paypal", "app_store", None])
def test_every_case_has_a_plan_that_can_be_said(planned, speak, reason, method):
    found = planned(reason=reason, payment={"method": method} if method else {})
    for message in sentences(found):
        text = speak(message)
        assert text.strip() == text
        assert "%" not in text
        assert "  " not in text
    assert found.strength.level in ("strong", "fair", "discretion")
    assert found.next_document is not None
    assert found.next_on == TODAY
    assert any(item.rank == "strong" for item in found.evidence)
    assert any(item.rank == "expect" for item in found.evidence)
    assert found.channels
    assert found.steps


@pytest.mark.parametrize("reason", REASONS)
def test_no_plan_promises_success_or_threatens(planned, speak, reason):
    for message in sentences(planned(reason=reason)):
        text = speak(message).casefold()
        for word in ("guarantee", "you will get your money", "scam", "lawsuit"):
            assert word not in text


def test_an_empty_case_has_a_plan(facts, roots):
    found = build_plan(facts(), roots)
    assert found.strength.level == "discretion"
    assert found.next_document == "chat-opener"
    assert found.facts.money.currency == "XXX"


@pytest.mark.parametrize(
    ("reason", "answers", "level"),
    [
        ("duplicate_charge", {}, "strong"),
        ("duplicate_charge", {"duplicate": {"plan_change": "yes"}}, "fair"),
        ("charged_after_cancellation", {}, "fair"),
        ("charged_after_cancellation", {"cancellation": {"reference": "CX-1"}}, "strong"),
        (
            "charged_after_cancellation",
            {"cancellation": {"reference": "CX-1"}, "used_after_charge": "normal"},
            "fair",
        ),
        ("charged_after_cancellation", {"cancellation": {"proof": "none"}}, "fair"),
        ("forgot_to_cancel", {}, "discretion"),
        ("unused", {}, "discretion"),
        ("household_purchase", {}, "discretion"),
        ("technical_failure", {}, "fair"),
        ("changed_mind", {}, "discretion"),
        ("unauthorized_payment", {}, "strong"),
        ("unauthorized_payment", {"payment": {"earlier_payments_ok": "yes"}}, "discretion"),
        ("account_takeover", {}, "fair"),
        (
            "account_takeover",
            {"takeover": {"signs": ["titles"], "secured": ["password"]}},
            "strong",
        ),
        ("trial_conversion", {}, "fair"),
        ("trial_conversion", {"trial": {"shown_price": "no"}}, "strong"),
        ("trial_conversion", {"trial": {"shown_price": "yes", "reminder": "yes"}}, "discretion"),
        ("refund_promised", {}, "fair"),
        ("refund_promised", {"promise": {"reference": "R-1"}}, "strong"),
        ("accidental_signup", {"used_after_charge": "normal"}, "discretion"),
        ("cannot_cancel", {}, "fair"),
        ("wrong_amount", {}, "fair"),
        ("price_increase", {}, "fair"),
        ("reactivated", {}, "fair"),
    ],
)
def test_how_such_requests_go_is_said_honestly(planned, reason, answers, level):
    assert planned(reason=reason, **answers).strength.level == level


def test_a_statutory_withdrawal_in_time_is_strong_and_comes_first(planned):
    found = planned(country="DE", reason="changed_mind", plan={"started_on": D(2026, 4, 25)})
    assert found.strength.level == "strong"
    assert found.next_document == "withdrawal-notice"
    assert any(deadline.date == D(2026, 5, 9) for deadline in found.deadlines)


@pytest.mark.parametrize(
    ("others", "said"),
    [([], "You were neither told"), ([("yes", "no")], "At least one of the new prices")],
)
def test_a_price_is_called_unannounced_only_where_that_step_was(planned, others, said):
    steps = [("no", "no"), *others]
    rises = [
        {"old": f"{9 + at}", "new": f"{10 + at}", "notice": notice, "consent": consent}
        for at, (notice, consent) in enumerate(steps)
    ]
    found = planned(country="DE", reason="price_increase", price_increases=rises).strength
    assert found.level == "strong"
    assert found.why.msgid.startswith(said)


def by_id(found: Plan) -> dict[str, dt.date]:
    return {deadline.id: deadline.date for deadline in found.deadlines}


def test_days_to_look_again_are_in_the_plan(planned):
    found = planned(
        reason="trial_conversion",
        plan={"next_charge_on": D(2026, 5, 20)},
        trial={"ended_on": D(2026, 5, 10)},
        pause={"from": D(2026, 5, 1), "to": D(2026, 6, 1)},
        contacts=[entry(D(2026, 4, 30), channel="email")],
    )
    days = by_id(found)
    assert days["next-charge"] == D(2026, 5, 17)
    assert days["trial-ends"] == D(2026, 5, 9)
    assert days["pause-ends"] == D(2026, 5, 29)
    assert days["answer"] == D(2026, 5, 7)
    assert [deadline.date for deadline in found.deadlines] == sorted(days.values())


def test_what_lies_behind_is_not_looked_at_again(planned):
    found = planned(
        reason="unused",
        plan={"next_charge_on": D(2026, 4, 20)},
        trial={"ended_on": D(2026, 4, 10)},
        contacts=[entry(result="paid")],
    )
    assert not {"next-charge", "trial-ends", "answer"}.intersection(by_id(found))


def test_a_promised_refund_has_its_day(planned):
    dated = planned(reason="refund_promised", promise={"on": D(2026, 4, 28), "within": "5 days"})
    said = planned(
        reason="unused", contacts=[entry(D(2026, 4, 29), result="promised", due_on=D(2026, 5, 6))]
    )
    assert by_id(dated)["promised-refund"] == D(2026, 5, 6)
    assert by_id(said)["promised-refund"] == D(2026, 5, 11)


def test_what_the_bank_owes_is_in_the_plan(planned):
    found = planned(
        country="DE",
        reason="unauthorized_payment",
        payment={"method": "direct_debit"},
        contacts=[entry(D(2026, 4, 30), party="bank")],
    )
    owed = [deadline for deadline in found.deadlines if deadline.id.endswith("-owed")]
    assert owed
    assert any("Business days" in note.msgid for note in found.notes) or all(
        deadline.calendar != "weekdays" for deadline in owed
    )


def test_security_comes_before_everything_else(planned):
    found = planned(reason="account_takeover", payment=VISA)
    assert "Secure the account first" in found.steps[0].msgid
    bank = planned(reason="unauthorized_payment", payment=VISA)
    assert "Call your bank today" in bank.steps[0].msgid
    assert bank.channels[0].channel == "phone"


def test_a_company_that_is_gone_is_not_waited_for(planned):
    found = planned(reason="service_ended", payment=VISA)
    assert found.next_document == "card-dispute"
    assert not any("Do not go to the bank yet" in step.msgid for step in found.not_yet)


@pytest.mark.parametrize("reason", sorted(set(REASONS) - BANK_FIRST - {"service_ended"}))
def test_the_bank_is_not_first_in_other_cases(planned, reason):
    found = planned(reason=reason, payment=VISA)
    assert found.next_document not in {"card-dispute", "unauthorized-payment-report"}
    assert not any("Call your bank today" in step.msgid for step in found.steps)


def test_evidence_that_is_there_is_ticked(planned):
    found = planned(
        reason="charged_after_cancellation",
        evidence=[{"kind": "cancellation_confirmation"}, {"label": "no kind"}],
    )
    have = {item.id: item.have for item in found.evidence}
    assert have["cancellation-confirmation"]
    assert not have["statement"]


@pytest.mark.parametrize("network", ["visa", "Mastercard", "American Express", "discover"])
def test_each_network_has_its_own_list(planned, network):
    base = {"reason": "charged_after_cancellation", "payment": {"method": "credit_card"}}
    plain = {item.id for item in planned(**base).evidence}
    named = planned(**{**base, "payment": {"method": "credit_card", "network": network}}).evidence
    assert len({item.id for item in named} - plain) == 1


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({"goals": ["pause"]}, False),
        ({"request": {"primary": "pause"}}, False),
        ({"style": {"plans_to_stay": "yes"}}, False),
        ({"goals": ["pause", "stop_charges"]}, True),
        ({"goals": ["money_back"]}, True),
    ],
)
def test_who_wants_to_stay_gathers_no_confirmation_of_the_cancellation(planned, changes, asked):
    found = planned(reason="unused", **changes).evidence
    assert ("cancelled-since" in {item.id for item in found}) is asked


@pytest.mark.parametrize(
    ("role", "wanted"),
    [
        ("helper", "consent-of-the-account-holder"),
        ("attorney", "authority"),
        ("executor", "authority"),
        ("parent", ""),
    ],
)
def test_whoever_only_helps_needs_a_consent_and_no_authority(planned, role, wanted):
    known = {"authority", "consent-of-the-account-holder"}
    found = planned(sender={"role": role}, represented={"full_name": "Robin Sample"})
    assert known & {item.id for item in found.evidence} == ({wanted} if wanted else set())
    has_step = any("what shows that you may act" in step.msgid for step in found.steps)
    assert has_step is (wanted == "authority")


def test_what_a_person_reads_of_evidence_and_channels_is_a_whole_sentence(roots):
    said = {row.id: row.what for row in load_rows(roots, EVIDENCE).values()}
    said |= {row.id: row.why for row in load_rows(roots, CHANNELS).values()}
    wrong = {id for id, text in said.items() if text.strip() != text or not text.endswith(".")}
    assert wrong == set()


def test_every_channel_says_how_long_to_wait(roots):
    assert {row.id for row in load_rows(roots, CHANNELS).values() if row.wait_days == 0} == set()


def test_the_shape_of_the_plan_is_the_contract(planned, speak):
    found = planned(
        country="DE",
        reason="charged_after_cancellation",
        payment=VISA,
        charges=[{**CHARGE, "refunded": "5.00"}],
        cancellation={"status": "yes", "on": D(2026, 4, 1)},
    )
    record = json.loads(json.dumps(plan_record(found, speak, "en", "case.toml")))
    assert list(record) == [
        "case", "strength", "money", "documents", "deadlines", "rules", "evidence", "steps",
        "channels", "warnings", "next",
    ]  # fmt: skip
    assert record["case"] == "case.toml"
    assert set(record["strength"]) == {"level", "why"}
    money = record["money"]
    assert list(money) == [
        "charged", "refunded", "disputed", "fees", "asked", "currency", "working",
    ]  # fmt: skip
    assert (money["charged"], money["refunded"]) == ("15.49", "5.00")
    assert (money["disputed"], money["asked"], money["currency"]) == ("15.49", "10.49", "EUR")
    assert all(isinstance(line, str) for line in money["working"])
    assert set(record["documents"][0]) == {"id", "status", "why", "instead", "missing"}
    assert set(record["deadlines"][0]) == {
        "id", "date", "days_left", "counted_from", "must_be_received", "source",
    }  # fmt: skip
    assert set(record["rules"][0]) == {
        "id", "citation", "says", "addressed_to", "source", "checked",
    }  # fmt: skip
    assert set(record["channels"][0]) == {"channel", "why", "wait_days"}
    assert set(record["evidence"][0]) == {"id", "rank", "what", "have"}
    assert record["next"] == {"document": "chat-opener", "on": "2026-05-01"}
    assert all(set(warning) == {"key", "message"} for warning in record["warnings"])


def test_what_is_not_known_is_null(facts, speak, tables):
    empty = facts(at=tables())
    record = plan_record(build_plan(empty, empty.roots), speak, "en")
    assert record["case"] is record["money"]["asked"] is None
    assert record["money"]["currency"] == "XXX"  # ISO 4217: no currency
    assert record["next"] == {"document": None, "on": None}


def test_rules_speak_the_language_of_the_screen_else_english_else_only_their_name(planned, speak):
    found = planned(
        country="DE",
        reason="charged_after_cancellation",
        payment=VISA,
        cancellation={"status": "yes", "on": D(2026, 4, 1)},
    )
    one = rules_shown(found)[0]
    both = replace(one, says={"en": "In English.", "de": "Auf Deutsch."})
    assert rule_text(both, speak, "de") == "Auf Deutsch."
    assert rule_text(both, speak, "fr") == "In English."
    local = replace(one, says={"de": "Auf Deutsch."}, citation="§ 1")
    assert rule_text(local, speak, "fr") == "This rule applies to your case: § 1."
    assert all(rule.verified and rule.role != "exception" for rule in rules_shown(found))
