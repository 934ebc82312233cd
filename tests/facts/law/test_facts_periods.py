"""When the times that rules set begin and end."""

from __future__ import annotations

import pytest

from ..rule_rows import CHARGE, D, days


def test_a_notice_that_must_arrive_is_posted_earlier(applied):
    row = days('days = 60, from = "statement_sent", must_be_received = true', addressed_to='"bank"')
    found = applied(row, charges=[{**CHARGE, "statement_date": D(2026, 3, 31)}])
    (deadline,) = found.deadlines
    assert deadline.date == D(2026, 5, 30)
    assert deadline.send_by == D(2026, 5, 23)
    assert deadline.days_left == 29
    assert deadline.counted_from_on == D(2026, 3, 31)
    assert "reach your bank" in deadline.what.msgid
    assert found.rules[0].deadline == deadline


def test_the_first_charge_still_in_time_gives_the_last_day_and_the_late_ones_are_named(applied):
    row = days('days = 30, from = "transaction_date"')
    charges = [{**CHARGE, "date": day} for day in (D(2026, 3, 3), D(2026, 4, 10), D(2026, 4, 20))]
    found = applied(row, charges=charges)
    assert [one.date for one in found.deadlines] == [D(2026, 5, 10)]
    (notice,) = found.notices
    assert notice.key == "rules.r"
    assert notice.message.fields["day"] == D(2026, 4, 2)
    assert "still in time" in notice.message.msgid


def test_a_rule_whose_time_is_over_is_left_out_and_that_is_said(applied):
    found = applied(days('days = 30, from = "transaction_date"'))
    assert found.rules == found.deadlines == ()
    (notice,) = found.notices
    assert "ran out" in notice.message.msgid
    assert notice.message.fields == {"rule": "§ 1 of the Act", "day": D(2026, 4, 2)}


def test_a_number_that_was_not_read_is_neither_printed_nor_relied_on(applied):
    late = applied(days('days = 30, from = "transaction_date", figure_verified = false'))
    assert late.rules == late.deadlines == late.notices == ()


def test_a_number_that_was_not_read_gives_no_date_while_it_seems_to_run(applied):
    found = applied(days('days = 90, from = "transaction_date", figure_verified = false'))
    assert [one.quotable for one in found.rules] == [True]
    assert found.deadlines == ()


def test_a_start_that_is_not_known_is_not_in_time_and_is_asked_for(applied):
    found = applied(days('days = 14, from = "contract_date"'))
    assert [one.quotable for one in found.rules] == [False]
    assert [notice.key for notice in found.notices] == ["plan.started_on"]
    assert found.deadlines == ()


def test_an_unknown_start_is_in_time_if_it_cannot_be_otherwise(applied):
    row = days('days = 60, from = "statement_sent"', addressed_to='"bank"')
    found = applied(row, charges=[{**CHARGE, "date": D(2026, 3, 10)}])
    assert [one.quotable for one in found.rules] == [True]
    assert [notice.key for notice in found.notices] == ["charges.0.statement_date"]


def test_an_unknown_start_long_after_the_charge_is_not_in_time(applied):
    row = days('days = 30, from = "statement_sent"', addressed_to='"bank"')
    assert [one.quotable for one in applied(row).rules] == [False]


def test_an_event_nobody_knows_asks_nothing(applied):
    found = applied(days('days = 30, from = "merchant_refund_default"'))
    assert [one.quotable for one in found.rules] == [False]
    assert found.notices == ()


def test_a_withdrawal_sent_in_time_stays_in_time(applied):
    found = applied(
        days('days = 14, from = "contract_date"'),
        plan={"started_on": D(2026, 3, 1)},
        withdrawal={"sent_on": D(2026, 3, 10)},
    )
    assert [one.quotable for one in found.rules] == [True]
    assert found.deadlines == ()


def test_a_bank_that_was_told_in_time_stays_told(applied):
    row = days('days = 30, from = "transaction_date"', addressed_to='"bank"')
    found = applied(
        row, contacts=[{"at": D(2026, 3, 20), "party": "bank", "result": "dispute_opened"}]
    )
    assert [one.quotable for one in found.rules] == [True]
    assert found.deadlines == ()


@pytest.mark.parametrize(
    ("coming", "last", "notices"),
    [
        (D(2026, 5, 20), [D(2026, 5, 15)], 0),
        (D(2026, 5, 4), [], 1),
        (D(2026, 4, 20), [], 0),
        (None, [], 0),
    ],
)
def test_a_stop_before_the_next_payment_is_counted_back_and_never_over(
    applied, coming, last, notices
):
    row = days('business_days = 3, from = "before_next_payment"', addressed_to='"bank"')
    found = applied(row, plan={"next_charge_on": coming} if coming else {})
    assert [one.quotable for one in found.rules] == [True]
    assert [one.date for one in found.deadlines] == last
    assert len(found.notices) == notices


def test_limitation_counts_from_the_end_of_the_year(applied):
    found = applied(days('years = 3, from = "end_of_year_of_knowledge"'))
    assert [one.date for one in found.deadlines] == [D(2029, 12, 31)]


@pytest.mark.parametrize(
    ("event", "answers", "day"),
    [
        ("discovery", {"discovered_on": D(2026, 4, 1)}, D(2026, 5, 31)),
        ("cancellation_date", {"cancellation": {"on": D(2026, 4, 2)}}, D(2026, 6, 1)),
        (
            "service_end",
            {"cancellation": {"on": D(2026, 4, 2), "access_ends_on": D(2026, 4, 8)}},
            D(2026, 6, 7),
        ),
        ("credit_promise_or_transaction", {"promise": {"on": D(2026, 4, 3)}}, D(2026, 6, 2)),
        ("credit_promise_or_transaction", {}, D(2026, 5, 2)),
        ("renewal_date", {}, D(2026, 5, 2)),
        ("cause_of_action", {}, D(2026, 5, 2)),
        (
            "notice_received",
            {"price_increases": [{"old": "9", "new": "10", "effective_from": D(2026, 4, 5)}]},
            D(2026, 6, 4),
        ),
        ("contract_date", {"trial": {"started_on": D(2026, 4, 6)}}, D(2026, 6, 5)),
        ("end_of_year_of_knowledge", {"discovered_on": D(2026, 4, 6)}, D(2027, 3, 1)),
    ],
)
def test_events_are_found_in_the_case(applied, event, answers, day):
    found = applied(days(f'days = 60, from = "{event}"'), **answers)
    assert [one.date for one in found.deadlines] == [day]
