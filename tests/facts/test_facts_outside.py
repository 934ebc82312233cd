"""Who outside can help: which bodies a plan shows, what it says of them, and by when."""

from __future__ import annotations

import datetime as dt

import pytest

from refundletters.facts.parties import recipient_for
from refundletters.facts.plan.build import build_plan
from refundletters.facts.plan.outside_help import about_body, bodies_shown

D = dt.date
BODIES = """
[[body]]
id = "fair"
jurisdiction = "GB"
stage = "ombudsman"
order = 1
name = "Fair Trade Panel"
against = ["company"]
first = "company"
verified = true
when = "signal.refused"
[[body]]
id = "bank"
jurisdiction = "GB"
stage = "ombudsman"
order = 2
name = "Bank Panel"
against = ["bank"]
first = "bank"
wait = { weeks = 8 }
deadline = { months = 6, from = "bank_answered" }
verified = true
[[body]]
id = "office"
jurisdiction = "GB"
stage = "authority"
order = 3
name = "Bank Office"
against = ["bank"]
verified = true
[[body]]
id = "court"
jurisdiction = "GB"
stage = "court"
order = 4
name = "Small Court"
against = ["company"]
"""
REFUSED = {"at": D(2026, 3, 31), "party": "bank", "result": "final_refusal"}


@pytest.fixture
def paid(tables, facts):
    """Return the facts of a case paid by card where those bodies are the only ones."""
    at = tables(bodies=BODIES)

    def gathered(**answers):
        return facts(
            at=at,
            **{
                "country": "GB",
                "reason": "charged_after_cancellation",
                "payment": {"method": "credit_card"},
                **answers,
            },
        )

    return gathered


def said(facts, name):
    (body,) = [body for body in bodies_shown(facts) if body.id == name]
    return " | ".join(line.msgid for line in about_body(body, facts))


def test_a_complaint_about_the_bank_goes_to_a_body_that_looks_at_banks(paid):
    assert recipient_for("ombudsman", paid()).name == "Bank Panel"


def test_a_report_about_the_company_does_not_go_to_an_office_for_banks(paid):
    assert recipient_for("authority", paid()).name == ""


def test_the_time_to_go_there_counts_from_the_last_answer_of_the_bank(paid):
    earlier = {"at": D(2026, 2, 28), "party": "bank", "result": "refused"}
    found = paid(contacts=[earlier, REFUSED])
    (deadline,) = [one for one in build_plan(found, found.roots).deadlines if one.id == "bank"]
    assert deadline.date == D(2026, 9, 30)
    assert deadline.counted_from_on == D(2026, 3, 31)
    assert deadline.what.fields["body"] == "Bank Panel"
    assert bodies_shown(found)[0].id == "bank"
    assert "Go there by" in said(found, "bank")


def test_a_body_whose_time_is_over_is_not_written_to(paid):
    found = paid(contacts=[{**REFUSED, "at": D(2025, 9, 1)}])
    assert recipient_for("ombudsman", found).name == ""
    assert "ran out on" in said(found, "bank")
    assert "Open to you now" not in said(found, "bank")
    assert not [one for one in build_plan(found, found.roots).deadlines if one.id == "bank"]


def test_before_the_bank_has_answered_the_plan_says_whom_to_ask_and_for_how_long(paid):
    told = said(paid(), "bank")
    assert "Complain to your bank first." in told
    assert "Time your bank has to answer" in told
    assert "once the bank has given its last answer" in told


def test_what_was_not_read_at_its_source_is_marked(paid):
    assert "check before you rely on it" in said(paid(), "court")
    assert "check before you rely on it" not in said(paid(), "fair")


def test_bodies_for_banks_are_shown_only_where_a_bank_paid(paid):
    by_store = paid(payment={"method": "app_store"})
    assert [body.id for body in bodies_shown(by_store)] == ["fair", "court"]


def test_a_description_of_whom_to_look_for_is_no_name_to_write_to(tables, facts):
    at = tables(
        bodies=BODIES.replace('name = "Bank Panel"', 'name = "your panel"\ndescribed = true')
    )
    found = facts(at=at, country="GB", reason="duplicate_charge")
    assert recipient_for("ombudsman", found).name == ""


def test_a_body_is_written_to_by_its_name_in_the_language_of_the_letter(tables, facts):
    rows = BODIES.replace('name = "Bank Panel"', 'name = "Bank Panel"\nnames.fr = "Panel bancaire"')
    found = facts(at=tables(bodies=rows), country="GB", reason="duplicate_charge")
    assert recipient_for("ombudsman", found, "fr").name == "Panel bancaire"
    assert recipient_for("ombudsman", found, "de").name == "Bank Panel"


def test_a_body_for_companies_of_the_country_is_not_called_open(tables, facts):
    at = tables(bodies=BODIES.replace('first = "company"', 'first = "company"\nlocal_only = true'))
    contacts = [{"at": D(2026, 4, 1), "result": "refused"}]
    found = facts(at=at, country="GB", reason="duplicate_charge", contacts=contacts)
    assert "only for companies that are based" in said(found, "fair")
    assert "Open to you now" not in said(found, "fair")


@pytest.mark.parametrize("reason", ["forgot_to_cancel", "unused"])
def test_nobody_outside_takes_up_a_plea_for_goodwill(paid, reason):
    assert bodies_shown(paid(reason=reason)) == ()


def test_a_body_for_many_countries_stands_in_only_where_a_country_has_none(tables, facts):
    union = """
[[body]]
id = "eu"
jurisdiction = "EU"
stage = "cross_border"
name = "Union Centre"
against = ["company"]
[[body]]
id = "own"
jurisdiction = "DE"
stage = "cross_border"
name = "Own Centre"
against = ["company"]
"""
    at = tables(bodies=union)
    answers = {"at": at, "reason": "changed_mind"}
    assert [body.id for body in bodies_shown(facts(country="DE", **answers))] == ["own"]
    assert [body.id for body in bodies_shown(facts(country="FR", **answers))] == ["eu"]
