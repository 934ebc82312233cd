"""Services are found by what people write, and an address is offered where country and name fit."""

from __future__ import annotations

import pytest

from refundletters.facts.parties import offered_address
from refundletters.facts.service_names import find_service, search_services
from refundletters.packs.roots import shipped_roots
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.service import SERVICES

ROWS = load_rows(shipped_roots(), SERVICES)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("disney+", "disney_plus"),
        ("Disney Plus", "disney_plus"),
        ("HBO", "hbo_max"),
        ("yt premium", "youtube_premium"),
        ("netflix.com", "netflix"),
        ("https://www.netflix.com/account", "netflix"),
        ("www.spotify.com", "spotify"),
        ("Netflx", "netflix"),
        ("1&1", "1und1"),
        ("Sky", "sky"),
        ("Bild plus", "bild"),
        ("Nintendo Switch Online", "nintendo"),
        ("GMX ProMail", "gmx"),
        ("Example Gym", None),
    ],
)
def test_a_service_is_found_as_people_write_it(written: str, found: str | None) -> None:
    row = find_service(ROWS, None, written)
    assert (row and row.id) == found


def test_a_search_finds_parts_of_names_and_companies() -> None:
    assert next(row.id for row in search_services(ROWS, "telekom")) == "telekom"
    assert "tinder" in {row.id for row in search_services(ROWS, "MTCH")}
    assert {row.id for row in search_services(ROWS, "fitness")} >= {"fitness_first"}
    assert search_services(ROWS, "no such thing") == ()


@pytest.mark.parametrize(
    ("service", "country", "company"),
    [
        ("netflix", "DE", "Netflix International B.V."),
        ("netflix", "US", None),
        ("sky", "GB", "Sky UK Limited"),
        ("sky", "IE", "Sky Ireland Limited"),
        ("sky", "AT", "Sky Deutschland Fernsehen GmbH & Co. KG"),
        ("meetic", "ES", "Meetic SAS"),
        ("match", "US", None),
        ("chatgpt", "FR", "OpenAI Ireland Limited"),
        ("chatgpt", "US", "OpenAI, L.L.C."),
        ("youtube_premium", "DE", "Google Ireland Limited"),
    ],
)
def test_an_address_is_offered_where_it_fits(
    service: str, country: str, company: str | None
) -> None:
    entity = offered_address(ROWS[service], country)
    assert (entity and entity.name) == company
    assert entity is None or entity.address
