"""What the plan has to make of the sample cases that hold a trap.

Each row pins the facts a consumer adviser would check: what may be written, what is asked, how
good the case looks, what is warned of, and which rules a letter may quote.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from refundletters import app
from refundletters.answers.build import build_case
from refundletters.answers.store import load
from refundletters.errors import CaseError
from refundletters.facts.types import Plan
from refundletters.letters.wording import Wording
from refundletters.packs.roots import Roots
from refundletters.packs.setting import Setting
from refundletters.render.formats import Output

from .traps_europe import EUROPE
from .traps_overseas import OVERSEAS

SAMPLES = Path(__file__).parents[2] / "samples"
# Every sample says its own day; this one would show if it were used.
NOT_USED = dt.date(1999, 1, 1)


TRAPS = {**EUROPE, **OVERSEAS}


@pytest.fixture(params=TRAPS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def plan(name: str, roots: Roots) -> Plan:
    return app.plan(load(SAMPLES / name / "case.toml"), Setting(roots, NOT_USED))


def test_every_case_names_its_trap_and_is_pinned_here() -> None:
    named = {
        path.parent.name
        for path in SAMPLES.glob("*/case.toml")
        if "\n# Trap: " in path.read_text(encoding="utf-8")
    }
    assert named == set(TRAPS)


def test_the_amount_the_strength_and_the_next_step(plan: Plan, name: str) -> None:
    trap = TRAPS[name]
    asked = plan.facts.money.asked
    assert (None if asked is None else str(asked.amount)) == trap.asked
    assert plan.strength.level == trap.strength
    assert plan.next_document == trap.next


def test_the_status_of_the_key_documents(plan: Plan, name: str) -> None:
    trap = TRAPS[name]
    found = {entry.id: entry.status for entry in plan.documents}
    assert {id for id in trap.offered if found[id] != "offered"} == set()
    assert {id for id in trap.waiting if found[id] != "waiting"} == set()
    assert {id for id in trap.blocked if found[id] != "blocked"} == set()


def test_what_is_warned_of(plan: Plan, name: str) -> None:
    trap = TRAPS[name]
    warned = {notice.key for notice in plan.warnings}
    assert set(trap.warned) <= warned
    assert warned.isdisjoint(trap.not_warned)


def test_the_rules_a_letter_may_quote(plan: Plan, name: str) -> None:
    trap = TRAPS[name]
    quoted = {rule.id for rule in plan.facts.rules if rule.quotable}
    assert set(trap.quoted) <= quoted
    assert quoted.isdisjoint(trap.not_quoted)


def test_the_last_days(plan: Plan, name: str) -> None:
    trap = TRAPS[name]
    days = {deadline.id: deadline.date.isoformat() for deadline in plan.deadlines}
    assert {id: days.get(id) for id in trap.last_days} == trap.last_days
    assert days.keys().isdisjoint(trap.no_last_day)


def letter(case: str, document: str, roots: Roots) -> str:
    answers = load(SAMPLES / case / "case.toml")
    return app.write(
        answers, Wording(document), Output(), Setting(roots, NOT_USED)
    ).content.decode()


def test_a_forgotten_yearly_plan_quotes_no_law_and_no_card_rule(roots: Roots) -> None:
    case = load(SAMPLES / "us-yearly-plan-forgotten" / "case.toml")
    facts = app.plan(case, Setting(roots, NOT_USED)).facts
    assert [rule.id for rule in facts.rules if rule.quotable] == []
    assert facts.category is None


def test_two_currencies_are_asked_for_one_by_one(roots: Roots) -> None:
    text = letter("ie-foreign-currency", "card-dispute", roots)
    assert "Reverse €14.99 and US$14.99" in text
    assert "29.98" not in text


def test_a_letter_does_not_deny_a_pending_entry_that_its_table_shows(roots: Roots) -> None:
    text = letter("us-duplicate-partly-refunded", "refund-request", roots)
    assert "pending, not counted" in text
    assert "none of them is pending" not in text
    assert "refund $11.99" in text


def test_a_notice_that_the_post_cannot_bring_in_time_has_a_day_to_send_it(roots: Roots) -> None:
    case = load(SAMPLES / "us-sixty-days-nearly-over" / "case.toml")
    plan = app.plan(case, Setting(roots, NOT_USED))
    (notice,) = (one for one in plan.deadlines if one.id == "us-fcba-billing-error")
    assert notice.must_be_received
    assert notice.send_by < plan.facts.as_of <= notice.date


def test_taking_half_does_not_give_up_the_rest(roots: Roots) -> None:
    text = letter("au-half-offered", "offer-reply", roots)
    assert "By accepting this part I do not give up my claim to the rest." in text
    assert "$4.00" in text
    assert "refund the remaining $4.00" in text


def test_quebec_is_quoted_in_the_language_of_the_letter(roots: Roots) -> None:
    text = letter("ca-quebec-in-english", "formal-complaint", roots)
    assert "Consumer Protection Act, CQLR" in " ".join(text.split())
    assert "Loi sur" not in text


def test_earlier_payments_of_ones_own_are_said_and_not_claimed(roots: Roots) -> None:
    text = letter("au-takeover-own-payments-before", "unauthorized-payment-report", roots)
    assert "Earlier payments were mine and are not in question." in " ".join(text.split())
    assert "Refund $51.98" in text


def test_a_child_is_neither_named_nor_called_a_thief(roots: Roots) -> None:
    text = letter("us-child-purchase", "biller-dispute", roots)
    assert "A child bought Pixel Pets Example" in text
    assert "fraud" not in text.lower()
    assert "unauthorized" not in text.lower()


def test_markup_in_an_answer_stays_text(roots: Roots) -> None:
    text = letter("us-hostile-name", "chat-opener", roots)
    assert "AT&T “Mobile” Example" in text
    assert "AT&T <b>MOBILE</b> EX" in text
    assert "&amp;" not in text


def test_a_name_with_markup_is_refused_by_its_key() -> None:
    answers = load(SAMPLES / "us-hostile-name" / "case.toml")
    answers["service"]["name"] = "AT&T <b>Mobile</b>"
    with pytest.raises(CaseError, match=r"service\.name"):
        build_case(answers)
