from __future__ import annotations

import datetime as dt

import pytest

D = dt.date
CHARGE = {"date": D(2026, 3, 3), "amount": "15.49"}


def rule(id="r", jurisdiction="US", more="", **changes):
    """Write a rule row; a ``None`` takes a key away."""
    keys = {
        "id": f'"{id}"',
        "jurisdiction": f'"{jurisdiction}"',
        "title": '"A rule"',
        "citation": '"§ 1 of the Act"',
        "addressed_to": '"merchant"',
        "reasons": '["unused"]',
        "says.en": '"Please look at {citation}."',
        "citable": "true",
        "verified": "true",
        "source": '"https://example.org/law"',
        "checked": "2026-04-01",
    }
    keys |= {key.replace("__", "."): value for key, value in changes.items()}
    lines = [f"{key} = {value}" for key, value in keys.items() if value is not None]
    return "\n".join(["[[rule]]", *lines, more, ""])


@pytest.fixture
def applied(tables, facts):
    """Return what applies to a case under the given rule rows."""

    def apply(*rows, **answers):
        answers = {"country": "US", "reason": "unused", "charges": [CHARGE], **answers}
        return facts(at=tables(rules="\n".join(rows)), **answers)

    return apply


def test_a_rule_says_its_citation_and_how_old_its_check_is(applied):
    found = applied(rule()).rules
    assert [one.id for one in found] == ["r"]
    assert found[0].says == {"en": "Please look at § 1 of the Act."}
    assert (found[0].checked, found[0].age_days, found[0].quotable) == ("2026-04-01", 30, True)


def test_a_citation_in_a_second_official_language_stands_in_its_own_sentence(applied):
    row = rule(
        jurisdiction="CA", citations__fr='"article 1 de la Loi"', says__fr='"Voir {citation}."'
    )
    found = applied(row, country="CA").rules[0]
    assert found.says == {"en": "Please look at § 1 of the Act.", "fr": "Voir article 1 de la Loi."}
    assert found.citations == {"fr": "article 1 de la Loi"}


@pytest.mark.parametrize(
    ("changes", "answers"),
    [
        ({"jurisdiction": "GB"}, {}),
        ({"reasons": '["duplicate_charge"]'}, {}),
        ({"reasons": "[]"}, {}),
        ({"reasons": '["changed_mind"]'}, {"other_reasons": ["changed_mind"]}),
        ({}, {"reason": "changed_mind"}),
        ({"citable": "false"}, {}),
        ({"role": '"warning"'}, {}),
        ({"methods": '["credit_card"]'}, {}),
        ({"methods": '["credit_card"]'}, {"payment": {"method": "paypal"}}),
        ({"in_force_from": "2026-03-04"}, {}),
        ({"in_force_until": "2026-03-02"}, {}),
        ({"when": '"signal.contacted"'}, {}),
        ({"when": "\"used_after_charge == 'none'\""}, {}),
        ({"unless": "\"payment.method == 'paypal'\""}, {"payment": {"method": "paypal"}}),
        ({"deadline": '{ days = 30, from = "transaction_date" }'}, {}),
    ],
)
def test_a_rule_that_does_not_fit_is_left_out(applied, changes, answers):
    assert applied(rule(**changes), **answers).rules == ()


@pytest.mark.parametrize(
    ("changes", "answers"),
    [
        ({"methods": '["credit_card"]'}, {"payment": {"method": "credit_card"}}),
        ({"in_force_from": "2026-03-03"}, {}),
        ({"in_force_until": "2026-03-03"}, {}),
        # A procedure counts now, and not on the day of the charge.
        ({"role": '"procedure"', "in_force_from": "2026-03-04"}, {}),
        ({"in_force_from": "2026-04-01"}, {"charges": []}),
        ({"when": "\"used_after_charge == 'none'\""}, {"used_after_charge": "none"}),
        ({"unless": "\"payment.method == 'paypal'\""}, {}),
        ({"deadline": '{ days = 60, from = "transaction_date" }'}, {}),
        ({"deadline": '{ from = "none" }'}, {}),
        ({"jurisdiction": "US-CA"}, {"region": "CA"}),
        ({"jurisdiction": "INTL"}, {}),
    ],
)
def test_a_rule_that_fits_may_be_quoted(applied, changes, answers):
    changes = dict(changes)
    where = changes.pop("jurisdiction", "US")
    found = applied(rule(jurisdiction=where, **changes), **answers).rules
    assert [one.quotable for one in found] == [True]


@pytest.mark.parametrize(
    "changes",
    [{"verified": "false"}, {"role": '"exception"'}, {"says.en": None}],
)
def test_what_was_not_read_or_is_a_defence_is_never_quoted(applied, changes):
    found = applied(rule(**changes)).rules
    assert [one.quotable for one in found] == [False]


def test_without_a_reason_no_rule_applies(tables, facts):
    assert facts(at=tables(rules=rule()), country="US", charges=[CHARGE]).rules == ()


def test_near_law_and_strong_rules_come_first(applied):
    rows = [
        rule("far", "INTL", rank="1"),
        rule("weak", "US", rank="60"),
        rule("usual", "US"),
        rule("strong", "US", rank="10"),
        rule("near", "US-CA", rank="90"),
    ]
    found = applied(*rows, region="CA").rules
    assert [one.id for one in found] == ["near", "strong", "usual", "weak", "far"]


def test_european_rules_leave_letters_where_national_law_has_one(applied):
    rows = [
        rule("eu-merchant", "EU"),
        rule("eu-bank", "EU", addressed_to='"bank"'),
        rule("eu-both", "EU", addressed_to='"both"'),
        rule("de-merchant", "DE"),
        rule("de-bank", "DE", addressed_to='"bank"', verified="false"),
    ]
    found = applied(*rows, country="DE").rules
    assert {one.id: one.quotable for one in found} == {
        "de-merchant": True,
        "de-bank": False,
        "eu-merchant": False,
        "eu-bank": True,
        "eu-both": True,
    }


def test_a_national_rule_for_both_covers_both(applied):
    rows = [rule("eu-both", "EU", addressed_to='"both"'), rule("fr", "FR", addressed_to='"both"')]
    found = applied(*rows, country="FR").rules
    assert {one.id: one.quotable for one in found} == {"fr": True, "eu-both": False}


# ------------------------------------------------------------------ last days


def days(text, **more):
    return rule(deadline=f"{{ {text} }}", **more)


WITHDRAW = days('days = 14, from = "contract_date"', reasons='["changed_mind"]')


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


# ------------------------------------------------------------------ what the others owe


@pytest.mark.parametrize(
    ("owed", "to", "answers", "day"),
    [
        ('days = 14, from = "notice_received"', "merchant", "contact", D(2026, 4, 24)),
        ('days = 14, from = "notice_received"', "merchant", "withdrawal", D(2026, 4, 24)),
        ('days = 14, from = "withdrawal_sent"', "merchant", "withdrawal", D(2026, 4, 19)),
        ('days = 14, from = "withdrawal_sent"', "merchant", "contact", None),
        ('business_days = 10, from = "notice_received"', "bank", "bank", D(2026, 4, 28)),
        (
            'resolve_billing_cycles = 2, resolve_days = 90, from = "notice_received"',
            "bank",
            "bank",
            D(2026, 7, 13),
        ),
        ('resolve_billing_cycles = 2, from = "notice_received"', "bank", "bank", D(2026, 6, 14)),
        ('weeks = 8, from = "complaint_received"', "bank", "bank", D(2026, 6, 9)),
        ('days = 7, from = "complaint_received"', "merchant", "complaint", D(2026, 4, 27)),
        ('days = 7, from = "complaint_received"', "merchant", "contact", None),
        ('days = 7, from = "notice_received"', "merchant", None, None),
        ('days = 7, from = "transaction_date"', "merchant", None, D(2026, 3, 10)),
        ('days = 7, from = "notice_received", figure_verified = false', "bank", "bank", None),
    ],
)
def test_what_the_other_side_owes_counts_from_being_told(applied, owed, to, answers, day):
    known = {
        "contact": {"contacts": [{"at": D(2026, 4, 10)}]},
        "withdrawal": {
            "contacts": [{"at": D(2026, 4, 10)}],
            "withdrawal": {"sent_on": D(2026, 4, 5)},
        },
        "bank": {"contacts": [{"at": D(2026, 4, 14), "party": "bank"}]},
        "complaint": {"contacts": [{"at": D(2026, 4, 20), "document": "formal-complaint"}]},
        None: {},
    }[answers]
    found = applied(rule(owed=f"{{ {owed} }}", addressed_to=f'"{to}"'), **known)
    owed_by = found.rules[0].owed_by
    assert (owed_by and owed_by.date) == day


@pytest.mark.parametrize(("sent", "due"), [(None, None), (D(2026, 4, 22), D(2026, 5, 6))])
@pytest.mark.parametrize(
    "more",
    [
        {"deadline": '{ days = 14, from = "contract_date" }'},
        {"when": '"signal.withdrawal_in_time"'},
    ],
)
def test_a_refund_after_a_withdrawal_counts_from_its_notice_and_no_other_contact(
    applied, more, sent, due
):
    row = rule(
        id="w", reasons='["changed_mind"]', owed='{ days = 14, from = "withdrawal_sent" }', **more
    )
    found = applied(
        row,
        WITHDRAW,
        reason="changed_mind",
        plan={"started_on": D(2026, 4, 20)},
        contacts=[{"at": D(2026, 4, 10)}],
        withdrawal={"sent_on": sent} if sent else {},
    )
    (one,) = [one for one in found.rules if one.id == "w"]
    assert (one.owed_by and one.owed_by.date) == due


def test_what_has_to_be_found_out_first_travels_with_the_rule_and_keeps_it_out_of_letters(applied):
    (found,) = applied(rule(needs_check='"Read your terms."')).rules
    assert found.caution.msgid == "Read your terms."
    assert not found.quotable


def test_no_time_is_said_to_have_run_out_under_a_rule_that_may_not_apply(applied):
    text = 'days = 5, from = "transaction_date"'
    plain, checked = days(text, id="plain"), days(text, id="checked", needs_check='"Look."')
    assert [notice.key for notice in applied(plain, checked).notices] == ["rules.plain"]


@pytest.mark.parametrize(("read", "left"), [("true", ["de"]), ("false", ["de", "eu"])])
def test_a_european_rule_gives_way_to_the_national_row_that_carries_it_out(applied, read, left):
    union = rule(id="eu", jurisdiction="EU", addressed_to='"bank"')
    national = rule(
        id="de", jurisdiction="DE", addressed_to='"bank"', carries_out='["eu"]', verified=read
    )
    found = applied(union, national, country="DE").rules
    assert [one.id for one in found] == left


@pytest.mark.parametrize(
    ("changes", "union_stays"),
    [
        ({}, False),
        ({"role": '"procedure"'}, True),
        ({"topic": '"notice"'}, True),
        ({"topic": '"stop"'}, True),
        ({"verified": "false"}, True),
    ],
)
def test_a_national_right_takes_directives_out_of_letters_to_a_bank(applied, changes, union_stays):
    union = rule(id="eu", jurisdiction="EU", addressed_to='"bank"')
    national = rule(**{"id": "de", "jurisdiction": "DE", "addressed_to": '"bank"', **changes})
    found = applied(union, national, country="DE").rules
    assert {one.id: one.quotable for one in found}["eu"] is union_stays


# ------------------------------------------------------------------ signals that need law


@pytest.mark.parametrize(
    ("started", "sent", "expected"),
    [
        (D(2026, 4, 20), None, (True, False, False)),
        (D(2026, 4, 17), None, (True, False, False)),
        (D(2026, 4, 16), None, (False, True, False)),
        (D(2026, 4, 1), D(2026, 4, 15), (True, False, False)),
        (D(2026, 4, 1), D(2026, 4, 16), (False, True, False)),
        (None, None, (False, False, False)),
    ],
)
def test_in_time_counts_from_the_day_it_was_sent_else_today(applied, started, sent, expected):
    signals = applied(
        WITHDRAW,
        reason="changed_mind",
        plan={"started_on": started} if started else {},
        withdrawal={"sent_on": sent} if sent else {},
    ).signals
    found = (signals.withdrawal_in_time, signals.withdrawal_late, signals.withdrawal_none)
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        'months = 12, days = 14, from = "contract_date"',
        'years = 1, days = 1, from = "contract_date"',
        'days = 60, from = "contract_date"',
        'days = 14, from = "discovery"',
        'days = 14, from = "contract_date", figure_verified = false',
    ],
)
def test_other_periods_are_no_right_to_withdraw(applied, text):
    row = days(text, reasons='["changed_mind"]')
    assert applied(row, plan={"started_on": D(2026, 4, 20)}).signals.withdrawal_none


@pytest.mark.parametrize(
    ("asked", "used", "expected"),
    [
        ("no", "none", (True, False)),
        (None, "none", (False, False)),
        ("no", None, (False, False)),
        ("yes", None, (False, True)),
        ("no", "a_little", (False, True)),
    ],
)
def test_a_right_to_withdraw_holds_where_its_own_conditions_are_shown(
    applied, asked, used, expected
):
    row = days(
        'days = 14, from = "contract_date"',
        reasons='["changed_mind"]',
        when="\"withdrawal.asked_immediate_start == 'no' and used_after_charge == 'none'\"",
    )
    answers = {"withdrawal": {"asked_immediate_start": asked}} if asked else {}
    answers |= {"used_after_charge": used} if used else {}
    signals = applied(
        row, reason="changed_mind", plan={"started_on": D(2026, 4, 20)}, **answers
    ).signals
    assert (signals.withdrawal_in_time, signals.withdrawal_none) == expected
    assert not signals.withdrawal_late


def test_a_right_that_asks_for_the_time_is_not_asked_twice(applied):
    row = days(
        'days = 14, from = "contract_date"',
        reasons='["changed_mind"]',
        when='"signal.withdrawal_in_time"',
    )
    found = applied(row, reason="changed_mind", plan={"started_on": D(2026, 4, 20)})
    assert found.signals.withdrawal_in_time
    assert [one.id for one in found.rules] == ["r"]


def test_nothing_is_said_about_withdrawing_while_the_country_is_not_known(tables, facts):
    assert not facts(at=tables(rules=WITHDRAW)).signals.withdrawal_none


REMIND = rule(reasons='["unused", "forgot_to_cancel"]', when='"signal.reminder_duty_missed"')


@pytest.mark.parametrize(
    ("answers", "missed"),
    [
        ({"trial": {"reminder": "no"}}, True),
        ({"blocked": {"paths": ["web: nothing happened"]}}, True),
        ({"trial": {"reminder": "unsure"}}, False),
        ({}, False),
        ({"trial": {"reminder": "no"}, "reason": "changed_mind"}, False),
        ({"trial": {"reminder": "no"}, "country": "GB"}, False),
    ],
)
def test_a_missed_reminder_counts_where_the_law_asks_for_one(applied, answers, missed):
    found = applied(REMIND, **answers)
    assert found.signals.reminder_duty_missed is missed
    assert bool(found.rules) is missed


@pytest.mark.parametrize(
    ("contacts", "late"),
    [
        ([{"at": D(2026, 4, 1), "party": "bank"}], True),
        ([{"at": D(2026, 4, 20), "party": "bank"}], False),
        ([{"at": D(2026, 4, 1), "party": "bank", "result": "refused"}], False),
        ([{"at": D(2026, 4, 1)}], False),
    ],
)
def test_a_bank_is_late_when_its_own_rule_says_so(applied, contacts, late):
    rows = [
        rule("other", owed='{ days = 5, from = "complaint_received" }'),
        rule("bank", addressed_to='"bank"', owed='{ days = 15, from = "complaint_received" }'),
    ]
    assert applied(*rows, contacts=contacts).signals.bank_overdue is late


def test_without_a_rule_a_bank_is_late_after_eight_weeks(applied):
    told = {"party": "bank"}
    assert applied(rule(), contacts=[{**told, "at": D(2026, 3, 5)}]).signals.bank_overdue


def test_eight_weeks_are_not_over_on_the_last_day(applied):
    told = {"at": D(2026, 3, 6), "party": "bank"}
    assert not applied(rule(), contacts=[told]).signals.bank_overdue
