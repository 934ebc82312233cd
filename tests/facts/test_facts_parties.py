from __future__ import annotations

import datetime as dt

import pytest

from refundletters.facts.law.networks import network_of
from refundletters.facts.parties import recipient_for
from refundletters.facts.service_names import find_service

D = dt.date
SERVICES = """
[[service]]
id = "film_box"
name = "Film Box"
title = "Film Box Plus"
aliases = ["FilmBox TV"]
kind = "video"
checked = 2026-04-01
urls = { cancel = "https://example.org/cancel", help = "https://example.org/help" }
[[service.entity]]
region = "DE"
name = "Film Box Deutschland GmbH"
address = ["Beispielweg 1", "10115 Berlin"]
verified = true
[[service.entity]]
region = "EEA,CH"
name = "Film Box Europe Ltd."
address = ["1 Example Quay", "Dublin", "Ireland"]
verified = true
[[service.entity]]
region = "*outside-US"
name = "Film Box World"
verified = true
[[service.entity]]
region = "US"
name = "Film Box, Inc."
verified = false
[[service.descriptor]]
text = "FILMBOX.EXAMPLE"
verified = true
[[service.descriptor]]
text = "FB*GUESS"
verified = false
[[service]]
id = "tune"
name = "Tune"
[[service.entity]]
region = "*"
name = "Tune Holding"
verified = true
"""


@pytest.fixture
def about(tables, facts):
    at = tables(services=SERVICES)
    return lambda **answers: facts(at=at, **answers)


@pytest.mark.parametrize(
    ("country", "entity"),
    [
        ("DE", "Film Box Deutschland GmbH"),
        ("NO", "Film Box Europe Ltd."),
        ("CH", "Film Box Europe Ltd."),
        ("BR", "Film Box World"),
        ("US", ""),
    ],
)
def test_the_company_is_the_one_that_sells_there_if_its_name_was_read(about, country, entity):
    found = about(country=country, service={"id": "film_box"})
    assert found.service.entity == entity
    assert found.trader.name == (entity or "Film Box")


def test_without_a_country_no_company_is_guessed(about):
    assert about(service={"id": "tune"}).trader.name == "Tune"
    assert about(country="JP", service={"id": "tune"}).trader.name == "Tune Holding"


def test_an_address_is_written_line_by_line(about):
    assert about(country="DE", service={"id": "film_box"}).trader.address == (
        "Beispielweg 1",
        "10115 Berlin",
    )
    assert about(country="IE", service={"id": "film_box"}).trader.address == (
        "1 Example Quay",
        "Dublin",
        "Ireland",
    )


def test_a_service_brings_its_links_and_only_the_descriptors_that_were_read(about):
    service = about(service={"id": "film_box"}).service
    assert service.descriptors == ("FILMBOX.EXAMPLE",)
    assert (service.cancel_url, service.terms_url) == ("https://example.org/cancel", "")
    assert (service.kind, service.checked) == ("video", "2026-04-01")


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("film box", "film_box"),
        ("FILM-BOX", "film_box"),
        ("Film Box Plus", "film_box"),
        ("filmbox tv", "film_box"),
        ("Fillm Box", "film_box"),
        ("Tune", "tune"),
        ("Tuna", None),
        ("Book Box", None),
    ],
)
def test_a_name_is_found_as_people_write_it_and_no_further(about, name, known):
    service = about(service={"name": name}).service
    assert service.id == (known or "")
    if known is None:
        assert service.name == name


def test_an_unknown_id_still_has_a_name(about):
    assert about(service={"id": "other_thing"}).service.name == "Other Thing"
    assert about().service.name == ""
    assert find_service({}, None, None) is None


@pytest.mark.parametrize(
    ("service", "method", "biller", "asked"),
    [
        ({}, "credit_card", "Tune Holding", "Tune Holding"),
        ({"biller": "provider"}, "credit_card", "Tune Holding", "Tune Holding"),
        ({"biller": "unknown"}, "credit_card", "Tune Holding", "Tune Holding"),
        ({"biller": "apple"}, "app_store", "Apple", "Apple"),
        ({"biller": "google"}, "app_store", "Google", "Google"),
        ({"biller": "carrier", "biller_name": "Example Mobile"}, "carrier", "Example Mobile",
         "Example Mobile"),
        ({"biller": "carrier"}, "carrier", "", ""),
        ({"biller": "paypal"}, "paypal", "PayPal", "Tune Holding"),
        ({"biller": "provider"}, "paypal", "PayPal", "Tune Holding"),
    ],
)  # fmt: skip
def test_who_took_the_money_is_asked_except_a_wallet(about, service, method, biller, asked):
    found = about(country="JP", service={"id": "tune", **service}, payment={"method": method})
    assert found.biller.name == biller
    assert found.addressee.name == asked
    assert found.signals.biller_is_other is (service.get("biller") in
                                             ("apple", "google", "carrier", "paypal"))  # fmt: skip


def test_the_persons_own_address_wins(about):
    found = about(
        country="JP",
        service={"id": "tune"},
        payment={"issuer": "Example Bank"},
        recipient={"name": "Tune Complaints", "address": ["1 Example Road"]},
    )
    assert found.addressee.name == "Tune Complaints"
    assert found.addressee.address == ("1 Example Road",)
    assert found.trader.name == "Tune Holding"
    assert found.bank.name == "Example Bank"
    assert recipient_for("complaints", found).name == "Tune Complaints"
    assert recipient_for("support", found) == found.addressee
    assert recipient_for("card_issuer", found) == found.bank


def test_an_address_of_the_bank_is_not_put_on_the_companys_letter(about):
    found = about(
        country="JP",
        service={"id": "tune"},
        payment={"issuer": "Example Bank"},
        recipient={"name": "Example Bank plc", "department": "Disputes"},
    )
    assert (found.bank.name, found.bank.department) == ("Example Bank plc", "Disputes")
    assert found.addressee.name == recipient_for("trader", found).name == "Tune Holding"


def test_a_body_is_the_nearest_of_its_stage(tables, facts):
    bodies = """
[[body]]
id = "far"
jurisdiction = "INTL"
stage = "ombudsman"
name = "Far Ombudsman"
verified = true
[[body]]
id = "second"
jurisdiction = "JP"
stage = "ombudsman"
order = 2
name = "Second Ombudsman"
[[body]]
id = "near"
jurisdiction = "JP"
stage = "ombudsman"
order = 1
name = "Near Ombudsman"
verified = true
[[body]]
id = "elsewhere"
jurisdiction = "GB"
stage = "ombudsman"
name = "Another Ombudsman"
[[body]]
id = "office"
jurisdiction = "JP"
stage = "authority"
name = "Consumer Office"
verified = true
when = "signal.refused"
[[body]]
id = "club"
jurisdiction = "JP"
stage = "cross_border"
name = "Club"
"""
    at = tables(bodies=bodies)
    quiet = facts(at=at, country="JP", contacts=[{"at": D(2026, 4, 1)}])
    assert [body.id for body in quiet.bodies] == ["near", "second", "office", "club", "far"]
    assert not any(body.open_now for body in quiet.bodies)
    assert recipient_for("ombudsman", quiet).name == "Near Ombudsman"
    assert recipient_for("authority", quiet).name == "Consumer Office"
    assert recipient_for("biller", quiet) == quiet.biller
    told = facts(
        at=at,
        country="JP",
        contacts=[
            {"at": D(2026, 4, 1), "result": "refused"},
            {"at": D(2026, 4, 2), "party": "bank", "result": "final_refusal"},
        ],
    )
    opened = [body.id for body in told.bodies if body.open_now]
    assert opened == ["near", "second", "office", "club", "far"]
    assert recipient_for("ombudsman", facts(at=at)).name == "Far Ombudsman"
    assert recipient_for("authority", facts(at=at)).name == ""


# ------------------------------------------------------------------ cards

CARDS = """
[[category]]
id = "visa-dup"
network = "visa"
code = "12.6.1"
name = "Duplicate Processing"
reasons = ["duplicate_charge"]
rank = 10
verified = true
evidence = ["both lines"]
source = "https://example.org/visa"
deadline = { days = 120, from = "transaction_processing_date" }
[[category]]
id = "visa-other"
network = "visa"
code = "12.6.2"
name = "Paid by Other Means"
reasons = ["duplicate_charge"]
when = "duplicate.second_biller == 'yes'"
rank = 5
verified = true
deadline = { days = 120, from = "transaction_processing_date", figure_verified = false }
[[category]]
id = "visa-trial"
network = "visa"
code = "12.5"
name = "Price Not Shown"
reasons = ["trial_conversion"]
when = "trial.shown_price == 'no'"
verified = true
deadline = { days = 120, from = "transaction_processing_date" }
[[category]]
id = "visa-trial-longer"
network = "visa"
code = "13.2"
name = "Canceled Before"
reasons = ["trial_conversion"]
when = "cancellation.status == 'yes'"
verified = true
deadline = { days = 180, from = "transaction_processing_date" }
[[category]]
id = "visa-guess"
network = "visa"
code = "0"
name = "Unread"
reasons = ["unused"]
verified = false
"""


@pytest.fixture
def disputed(tables, facts):
    at = tables(cards=CARDS)

    def make(day=D(2026, 3, 3), **answers):  # noqa: B008  # a date is a value
        answers = {"reason": "duplicate_charge", "country": "US", **answers}
        payment = {"method": "credit_card", "network": "Visa"} | answers.pop("payment", {})
        charges = [{"date": day, "amount": "9.99"}]
        return facts(at=at, charges=charges, payment=payment, **answers)

    return make


def test_the_category_is_in_the_schemes_own_words_with_its_last_day(disputed):
    found = disputed()
    assert found.category is not None
    assert (found.category.code, found.category.name) == ("12.6.1", "Duplicate Processing")
    assert found.category.evidence == ("both lines",)
    assert found.card_deadline is not None
    assert found.card_deadline.date == D(2026, 7, 1)
    assert found.deadlines == (found.card_deadline,)


@pytest.mark.parametrize("shown", ["yes", "unsure"])
def test_the_earliest_time_counts_while_no_category_fits(disputed, shown):
    found = disputed(reason="trial_conversion", trial={"shown_price": shown})
    assert found.category is None
    assert [deadline.date for deadline in found.deadlines] == [D(2026, 7, 1)]


def test_a_charge_outside_the_earliest_time_is_late_before_a_category_fits(disputed):
    found = disputed(reason="trial_conversion", trial={"shown_price": "unsure"})
    assert found.late_at_bank == frozenset()
    long_ago = disputed(D(2025, 3, 3), reason="trial_conversion", trial={"shown_price": "unsure"})
    assert (long_ago.deadlines, long_ago.card_window_over) == ((), False)


def test_the_nearest_category_wins_and_its_unread_number_is_not_shown(disputed):
    found = disputed(duplicate={"second_biller": "yes"})
    assert found.category is not None
    assert found.category.code == "12.6.2"
    assert found.deadlines == ()


def test_a_window_that_is_over_is_known_to_be(disputed):
    found = disputed(day=D(2025, 12, 31))
    assert found.card_window_over
    assert found.deadlines == ()


@pytest.mark.parametrize(
    "answers",
    [
        {"payment": {"network": "unknown"}},
        {"payment": {"method": "paypal"}},
        {"payment": {"network": "mastercard"}},
        {"reason": "unused"},
    ],
)
def test_no_category_is_guessed(disputed, answers):
    assert disputed(**answers).category is None


@pytest.mark.parametrize(
    ("written", "network"),
    [
        ("VISA", "visa"),
        ("Master Card", "mastercard"),
        ("American Express", "amex"),
        ("Diners Club", "discover"),
        ("Elo", None),
        (None, None),
    ],
)
def test_networks_are_known_by_the_names_people_use(written, network):
    assert network_of(written) == network


def test_a_body_that_was_not_verified_is_never_named(facts, tables):
    bodies = """
[[body]]
id = "unread"
jurisdiction = "JP"
stage = "ombudsman"
order = 1
name = "Unread Ombudsman"
[[body]]
id = "read"
jurisdiction = "JP"
stage = "ombudsman"
order = 2
name = "Read Ombudsman"
verified = true
"""
    found = facts(at=tables(bodies=bodies), country="JP")
    assert recipient_for("ombudsman", found).name == "Read Ombudsman"


def test_what_the_person_keeps_goes_to_nobody(facts):
    assert recipient_for("user", facts(service={"name": "Tune"})).name == ""


def test_a_recipient_that_is_the_company_is_no_address_of_an_ombudsman(facts):
    given = {"name": "Example Gym Ltd", "address": ["1 Example Street"]}
    found = facts(
        country="GB",
        service={"name": "Example Gym"},
        payment={"method": "credit_card", "issuer": "Example Bank"},
        recipient=given,
        contacts=[{"at": D(2026, 3, 2), "party": "bank", "result": "refused"}],
    )
    assert recipient_for("ombudsman", found).name == "Financial Ombudsman Service"
    assert recipient_for("complaints", found).name == "Example Gym Ltd"
