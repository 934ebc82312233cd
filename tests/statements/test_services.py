"""Names of services in the texts of banks: as words, behind the names of intermediaries."""

from __future__ import annotations

import pytest
from support.statements import services

from refundletters.statements.hide import clean
from refundletters.statements.services import merchant_key, service_names


@pytest.mark.parametrize(
    ("service", "text"),
    [
        ("netflix", "NETFLIX.COM 866-579-7172"),
        ("netflix", "PAYPAL *NETFLIX"),
        ("netflix", "DLO*Netflix Sao Paulo"),
        ("netflix", "Lastschrift NETFLIX INTERNATIONAL B.V."),
        ("spotify", "Spotify P1A2B3C4D5 Stockholm"),
        ("hbo_max", "HBOMAX.COM"),
        ("hbo_max", "HELP.MAX.COM"),
        ("hbo_max", "HBO MAX 855-442-6629"),
        ("disney_plus", "DISNEYPLUS 888-9057888"),
        ("disney_plus", "DIS*DISNEY PLUS"),
        ("apple", "APPLE.COM/BILL ONE APPLE PARK"),
        ("uber_one", "UBER *ONE MEMBERSHIP"),
        ("microsoft_365", "MICROSOFT*SUBSCRIPTION 365"),
    ],
)
def test_a_service_is_found_under_its_names(service: str, text: str) -> None:
    assert services().by_id[service].match(text)


@pytest.mark.parametrize(
    ("service", "text"),
    [
        ("hbo_max", "MAX MUSTERMANN MIETE"),
        ("hbo_max", "TJ MAXX 123"),
        ("uber_one", "UBER *TRIP"),
        ("apple", "APPLEBEES 0417"),
        ("apple", "APPLE STORE R123 BERLIN"),
        ("hulu", "HULULA CAFE"),
    ],
)
def test_a_short_name_is_not_found_inside_other_words(service: str, text: str) -> None:
    assert not services().by_id[service].match(text)


def test_a_service_that_is_in_no_table_is_matched_by_what_a_person_wrote() -> None:
    names = service_names(["Example Stream", "EXSTRM*"])
    assert names.match("PAYPAL *EXAMPLESTREAM")
    assert names.match("EXSTRM* 555-0100")
    assert not names.match("EXAMPLE SHOP")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("PAYPAL *ACME GYM 402-935", "acme gym"),
        ("Kartenzahlung ACME GYM//Berlin/DE 2026-10-02", "acme gym berlin"),
        ("SQ *ACME GYM", "acme gym"),
        ("POS PURCHASE ACME GYM 1234", "acme gym"),
    ],
)
def test_prefixes_and_numbers_do_not_name_a_merchant(text: str, key: str) -> None:
    assert merchant_key(text) == key


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("NETFLIX 4111 1111 1111 1111 ABO", "NETFLIX … ABO"),
        ("NETFLIX 411111******1111", "NETFLIX …"),
        ("NETFLIX DE89 3704 0044 0532 0130 00", "NETFLIX …"),
        ("NETFLIX 866-579-7172 CA", "NETFLIX 866-579-7172 CA"),
        ("REWE 12345678 BERLIN 02.10 EC 1234", "REWE 12345678 BERLIN 02.10 EC 1234"),
        ("٤١١١ ١١١١ ١١١١ ١١١١", "…"),
        ("password: hunter22", "…"),
    ],
)
def test_numbers_of_cards_and_accounts_are_hidden_and_others_stay(text: str, shown: str) -> None:
    assert clean(text) == shown
