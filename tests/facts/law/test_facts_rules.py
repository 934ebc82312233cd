from __future__ import annotations

import pytest

from ..rule_rows import CHARGE, WITHDRAW, D, days, rule


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
