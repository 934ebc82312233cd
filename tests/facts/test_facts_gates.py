from __future__ import annotations

import datetime as dt
from typing import get_args

import pytest

from refundletters.facts.gates import all_statuses, status
from refundletters.facts.missing_answers import value_at
from refundletters.model.values import Reason
from refundletters.packs.letters import letter_metas

D = dt.date
REASONS = get_args(Reason)


def letter(id, **more):
    keys = {
        "id": id,
        "title": "T",
        "about": f"About {id}.",
        "order": 1,
        "kinds": ["letter"],
        "audience": "support",
        "stage": "first",
        "reasons": ["unused", "wrong_amount"],
        **more,
    }
    lines = []
    tables = []
    for key, value in keys.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for row in value:
                tables += [f"[[{key}]]", *(f"{name} = {part!r}" for name, part in row.items())]
        elif isinstance(value, dict):
            tables += [f"[{key}]", *(f"{name} = {part!r}" for name, part in value.items())]
        else:
            lines.append(f"{key} = {value!r}")
    return "\n".join(lines + tables)


QUESTIONS = """
[[question]]
id = "goals"
[[question]]
id = "service"
key = "service.id"
[[question.choices]]
value = "other"
opens = "service.name"
[[question]]
id = "service.name"
[[question]]
id = "service.descriptor"
[[question]]
id = "cancellation.status"
[[question]]
id = "cancellation.on"
when = "cancellation.status in ['yes', 'tried']"
[[question]]
id = "charges.date"
[[question]]
id = "charges.status"
follows = "confirmed.nothing_pending == true"
[[question]]
id = "charges.descriptor"
[[question]]
id = "charges.disputed_amount"
when = "charges.disputed == true"
[[question]]
id = "contacts.result"
[[question]]
id = "contacts.amount"
when = "contacts.result == 'paid'"
[[question]]
id = "contacts.more"
[[question]]
id = "technical.from"
[[question]]
id = "technical.steps.what"
[[question]]
id = "technical.steps.result"
skip = true
[[question]]
id = "sender.address"
[[question]]
id = "extra.acme.code"
"""


@pytest.fixture
def judged(tables, facts):
    """Return the statuses of the given letters for a case, by id."""

    def judge(*letters, **answers):
        texts = {text.split("'")[1]: text for text in letters}
        at = tables(letters=texts, questions=QUESTIONS)
        found = facts(at=at, **answers)
        return {entry.id: entry for entry in all_statuses(found)}

    return judge


def test_a_letter_that_fits_is_offered_and_says_what_it_is(judged):
    found = judged(letter("a"), reason="unused")["a"]
    assert (found.status, found.why.msgid, found.missing) == ("offered", "About a.", ())


def test_a_letter_that_asks_for_care_is_offered_and_says_why(judged):
    rows = [{"when": "reason == 'unused'", "why": "Only if you are sure."}]
    found = judged(letter("a", caution=rows), letter("b", caution=rows[:0]), reason="unused")
    assert (found["a"].status, found["a"].why.msgid) == ("offered", "Only if you are sure.")
    assert found["b"].why.msgid == "About b."


def test_a_reason_that_is_not_listed_is_blocked(judged):
    found = judged(
        letter("a"), letter("refund-request", reasons=["changed_mind"]), reason="changed_mind"
    )["a"]
    assert found.status == "blocked"
    assert found.instead == ("refund-request",)


def test_a_case_without_a_reason_is_not_blocked(judged):
    assert judged(letter("a"))["a"].status == "offered"


def test_the_first_row_that_holds_decides(judged):
    rows = [
        {"when": "used_after_charge == 'normal'", "why": "First.", "instead": ["b"]},
        {"when": "reason == 'unused'", "why": "Second."},
        {"when": "true", "why": "Third."},
    ]
    found = judged(letter("a", blocked=rows), letter("b"), reason="unused")["a"]
    assert (found.status, found.why.msgid, found.instead) == ("blocked", "Second.", ())


def test_instead_names_only_documents_that_exist_and_are_not_blocked_themselves(judged):
    rows = [{"when": "true", "why": "No.", "instead": ["b", "c", "d", "a"]}]
    found = judged(
        letter("a", blocked=rows),
        letter("b", blocked=[{"when": "true", "why": "No."}]),
        letter("c", waiting=[{"when": "true", "why": "Later."}]),
        reason="unused",
    )["a"]
    assert found.instead == ("c",)


def test_waiting_comes_after_blocked(judged):
    waits = [{"when": "not signal.contacted", "why": "Ask first.", "instead": ["b"]}]
    found = judged(letter("a", waiting=waits), letter("b"), reason="unused")["a"]
    assert (found.status, found.why.msgid, found.instead) == ("waiting", "Ask first.", ("b",))


def test_an_event_opens_what_waited(judged):
    waits = [{"when": "not signal.contacted", "why": "Ask first."}]
    found = judged(letter("a", waiting=waits), reason="unused", contacts=[{"at": D(2026, 4, 1)}])
    assert found["a"].status == "offered"


GATES = ["facts_true", "not_refunded", "four_points", "tried_first", "nothing_pending", "last_step"]


@pytest.mark.parametrize("gate", GATES)
def test_a_denied_confirmation_blocks_and_one_not_given_is_missing(judged, gate):
    found = judged(letter("a", gates=[gate]), reason="unused", confirmed={gate: False})["a"]
    assert found.status == "blocked"
    assert found.why.msgid


@pytest.mark.parametrize("gate", GATES)
def test_a_confirmation_that_was_not_asked_for_does_not_block(judged, gate):
    found = judged(letter("a"), reason="unused", confirmed={gate: False})["a"]
    assert found.status == "offered"


def test_confirmations_not_yet_given_are_missing(judged):
    found = judged(
        letter("a", gates=GATES, needs=["cancellation.status"]),
        reason="unused",
        confirmed={"tried_first": True},
    )["a"]
    assert found.status == "offered"
    assert found.missing == (
        "cancellation.status",
        *(f"confirmed.{gate}" for gate in GATES if gate != "tried_first"),
    )


@pytest.mark.parametrize(
    ("goal", "goals", "reason", "expected", "missing"),
    [
        ("stop_charges", [], "unused", "offered", ("goals",)),
        ("stop_charges", ["money_back"], "unused", "blocked", ()),
        ("stop_charges", ["stop_charges"], "unused", "offered", ()),
        ("stop_charges", ["money_back"], "wrong_amount", "offered", ()),
        (None, ["money_back"], "unused", "offered", ()),
    ],
)
def test_two_documents_on_request_also_need_the_goal_to_stop(
    judged, goal, goals, reason, expected, missing
):
    more = {"on_request_goal": goal} if goal else {}
    text = letter("stop-payments", on_request=["unused"], **more)
    found = judged(text, reason=reason, goals=goals)["stop-payments"]
    assert (found.status, found.missing) == (expected, missing)


def test_the_documents_that_need_the_goal_to_stop(roots):
    needing = [meta.id for meta in letter_metas(roots).values() if meta.on_request_goal]
    assert needing == ["cancellation-notice", "stop-payments"]


# ------------------------------------------------------------------ missing


@pytest.mark.parametrize(
    ("needs", "answers", "missing"),
    [
        (["service"], {}, ("service.id",)),
        (["service"], {"service": {"id": "netflix"}}, ()),
        (["service"], {"service": {"name": "Film Box"}}, ()),
        (["cancellation.on"], {}, ()),
        (["cancellation.on"], {"cancellation": {"status": "no"}}, ()),
        (["cancellation.on"], {"cancellation": {"status": "yes"}}, ("cancellation.on",)),
        (["charges.date"], {}, ("charges.0.date",)),
        (["charges.date"], {"charges": [{"amount": "1"}]}, ("charges.0.date",)),
        (
            ["charges.date"],
            {"charges": [{"date": D(2026, 4, 1)}, {"amount": "1"}, {"amount": "2"}]},
            ("charges.1.date", "charges.2.date"),
        ),
        (
            ["charges.disputed_amount"],
            {"charges": [{"disputed": False}, {"disputed": True}, {"amount": "2"}]},
            ("charges.1.disputed_amount",),
        ),
        (["contacts.result"], {}, ("contacts.0.result",)),
        (["contacts.result"], {"contacts": [{"at": D(2026, 4, 1)}]}, ("contacts.0.result",)),
        # One complete entry of the journal is enough.
        (
            ["contacts.result"],
            {"contacts": [{"at": D(2026, 4, 1)}, {"result": "info"}]},
            (),
        ),
        (["contacts.amount"], {"contacts": [{"result": "info"}]}, ()),
        (["contacts.amount"], {"contacts": [{"result": "paid"}]}, ("contacts.0.amount",)),
        (["technical.from"], {"technical": {"days": 2}}, ("technical.from",)),
        (["technical.from"], {"technical": {"from": D(2026, 4, 1)}}, ()),
        (["technical.steps"], {}, ("technical.steps.0.what",)),
        (["technical.steps"], {"technical": {"steps": [{"what": "restarted"}]}}, ()),
        (["sender.address"], {}, ("sender.address",)),
        (["sender.address"], {"sender": {"address": ["1 Example Street"]}}, ()),
        (["contacts"], {}, ("contacts.0.result",)),
        (["own_words"], {}, ("own_words",)),
        (["charges.status"], {"charges": [{"amount": "1"}]}, ("charges.0.status",)),
        (
            ["charges.status"],
            {"charges": [{"amount": "1"}], "confirmed": {"nothing_pending": True}},
            (),
        ),
        (["service.descriptor"], {"charges": [{"descriptor": "FB"}]}, ()),
        (["service.descriptor"], {"charges": [{"amount": "1"}]}, ("service.descriptor",)),
        (
            ["charges.descriptor"],
            {"charges": [{"amount": "1"}], "service": {"descriptor": "FB"}},
            (),
        ),
        (["extra.acme.code"], {}, ("extra.acme.code",)),
        (["extra.acme.code"], {"extra": {"acme": {"code": "7"}}}, ()),
        # In the order of the interview, whatever the letter's.
        (
            ["sender.address", "service", "charges.date"],
            {},
            ("service.id", "charges.0.date", "sender.address"),
        ),
    ],
)
def test_what_is_still_to_answer(judged, needs, answers, missing):
    found = judged(letter("a", needs=needs), reason="unused", **answers)["a"]
    assert found.status == "offered"
    assert found.missing == missing


def test_a_reason_brings_its_own_needs(judged):
    text = letter("a", needs=["service"], needs_by_reason={"unused": ["cancellation.status"]})
    assert judged(text, reason="unused")["a"].missing == ("service.id", "cancellation.status")


def test_a_key_leads_to_its_value(case):
    one = case(
        charges=[{"amount": "9.99"}],
        contacts=[{"with": "Kim"}],
        extra={"acme": {"code": "7"}},
    )
    assert str(value_at(one, "charges.0.amount")) == "9.99"
    assert value_at(one, "charges.1.amount") is None
    assert value_at(one, "contacts.0.with") == "Kim"
    assert value_at(one, "sender.address") is None
    assert value_at(one, "extra.acme.code") == "7"
    assert value_at(one, "extra.other.code") is None
    assert value_at(one, "nowhere.at.all") is None


# ------------------------------------------------------------------ the shipped letters


def test_nothing_is_blocked_for_want_of_an_answer(facts):
    for answers in ({}, {"country": "US"}, {"country": "DE", "service": {"id": "netflix"}}):
        found = facts(**answers)
        blocked = {entry.id for entry in all_statuses(found) if entry.status == "blocked"}
        # It opens only once somebody is named who took the money for the company.
        assert blocked <= {"biller-dispute"}, answers


@pytest.mark.parametrize("reason", REASONS)
def test_every_document_has_a_status_and_a_reason_for_it(facts, roots, reason):
    found = facts(country="US", reason=reason, goals=["money_back"])
    for meta in letter_metas(roots).values():
        entry = status(meta, found)
        assert entry.status in ("offered", "waiting", "blocked")
        assert entry.why.msgid
        assert entry.id not in entry.instead
