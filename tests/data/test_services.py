"""The services known by name: their ids, parts and the care taken with what was not read."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import refundletters
from refundletters.packs.roots import Roots
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.service import SERVICES as SERVICES_TABLE

DATA = Path(refundletters.__file__).parent / "data"
FIRST_TEN = {
    "netflix": "Netflix",
    "hulu": "Hulu",
    "disney_plus": "Disney+",
    "prime_video": "Prime Video",
    "hbo_max": "HBO Max",
    "spotify": "Spotify",
    "youtube_premium": "YouTube Premium",
    "apple": "Apple",
    "google_play": "Google Play",
    "paypal": "PayPal",
}
PARTS = {"refund", "cancel", "pause", "unexpected_charge"}
GROUPS = {"EEA", "LATAM", "APAC", "*", "*outside-US"}

Row = dict[str, Any]


def _rows() -> list[Row]:
    found: list[Row] = []
    for path in sorted((DATA / "services").glob("*.toml")):
        listed = tomllib.loads(path.read_text(encoding="utf-8"))["service"]
        ids = [row["id"] for row in listed]
        assert ids == ([path.stem] if path.stem in ids else sorted(ids))
        found += listed
    return found


SERVICES = _rows()
every_service = pytest.mark.parametrize("row", SERVICES, ids=[row["id"] for row in SERVICES])


def parts(row: Row) -> list[Row]:
    single = [row[part] for part in PARTS if part in row]
    return [*single, *(item for key in ("entity", "descriptor", "contact", "note")
                       for item in row.get(key, ()))]  # fmt: skip


def test_the_first_ten_are_there_under_the_names_of_letters() -> None:
    names = {row["id"]: row["name"] for row in SERVICES}
    assert names.items() >= FIRST_TEN.items()
    found = load_rows(Roots(templates=(), locales=(), data=(DATA,)), SERVICES_TABLE)
    assert set(found) >= set(FIRST_TEN)


@every_service
def test_a_shipped_service_is_more_than_a_name(row: Row) -> None:
    assert set(row) >= {"id", "name", "title", "kind", "source", "checked", "verified", "urls"}
    assert row["checked"] in {dt.date(2026, 11, 22), dt.date(2026, 11, 30)}
    assert ("biller" in row) is ("biller_name" in row)


@every_service
def test_addresses_are_links_and_the_first_ten_say_where_to_cancel(row: Row) -> None:
    assert all(url.startswith("https://") for url in row["urls"].values())
    assert row["id"] not in FIRST_TEN or row["urls"]["cancel"]


@every_service
def test_a_service_of_which_nothing_was_read_is_a_name_only(row: Row) -> None:
    facts = [part for part in parts(row) if "name" not in part]
    if not facts:
        assert not row["verified"]
        assert set(row["urls"]) <= {"web"}
    assert row["verified"] is any(part["verified"] for part in parts(row))


def test_the_services_cover_what_people_subscribe_to() -> None:
    kinds = {row["kind"] for row in SERVICES}
    assert kinds >= {"video", "music", "software", "fitness", "dating", "news", "delivery"}
    assert len(SERVICES) >= 25


@every_service
def test_what_was_verified_says_where(row: Row) -> None:
    for part in parts(row):
        if part["verified"] and "source" in part:
            assert part["source"].strip()


@every_service
def test_regions_are_countries_or_known_groups(row: Row) -> None:
    for part in parts(row):
        for region in part.get("region", "*").split(","):
            assert region in GROUPS or re.fullmatch("[A-Z]{2}", region)
    for entity in row.get("entity", ()):
        assert entity["name"].strip()
        assert entity["region"]
        assert all(line.strip() for line in entity.get("address", ()))


@every_service
def test_summaries_are_whole_sentences_in_plain_words(row: Row) -> None:
    for part in parts(row):
        texts = [*part.get("checks", ()), *([part["summary"]] if "summary" in part else [])]
        for text in texts:
            assert text[0].isupper()
            assert text[-1] in ".?"
            assert "  " not in text
            assert "%" not in text


@every_service
def test_no_phone_number_and_no_price_is_given(row: Row) -> None:
    spoken = [part.get("summary", "") + " ".join(part.get("checks", ())) for part in parts(row)]
    for text in spoken:
        assert not re.search(r"\+?\d[\d ()-]{6,}\d", text)
        assert not re.search(r"[$€£]\s?\d|\d\s?(USD|EUR|GBP)", text)


def test_a_length_of_a_pause_is_stated_only_where_it_was_read() -> None:
    for row in SERVICES:
        pause = row.get("pause", {})
        if not pause.get("verified", False):
            assert "min_months" not in pause
            assert "max_months" not in pause
            assert not re.search(r"\d+ (week|month)", pause.get("summary", ""))
    youtube = next(row for row in SERVICES if row["id"] == "youtube_premium")["pause"]
    assert (youtube["min_months"], youtube["max_months"]) == (1, 6)


def test_companies_that_bill_for_others_are_named() -> None:
    billers = {row["biller"]: row["biller_name"] for row in SERVICES if "biller" in row}
    assert billers == {
        "apple": "Apple",
        "google": "Google",
        "amazon": "Amazon",
        "paypal": "PayPal",
    }


RECORDED = [(row, entity) for row in SERVICES for entity in row.get("entity", ())
            if "record" in entity]  # fmt: skip


def test_a_public_record_stands_behind_most_services() -> None:
    assert len({entity["record"] for _, entity in RECORDED}) == 165
    assert len({row["id"] for row, _ in RECORDED}) == 151


@pytest.mark.parametrize("entity", [entity for _, entity in RECORDED])
def test_a_recorded_company_is_complete_and_sourced(entity: Row) -> None:
    assert entity["name"].strip()
    assert 1 <= len(entity["address"]) <= 6
    assert re.fullmatch("[A-Z]{2}", entity["country"])
    # Towns and retail parks in Ireland have no numbers.
    assert entity["country"] == "IE" or any(map(str.isdigit, "".join(entity["address"])))
    assert entity["sure"] in {"tested", "verified"}
    assert entity["source"].startswith("http")
    assert entity["record"].startswith("https://github.com/datenanfragen/data/blob/master/")
    assert entity["checked"] == "2026-07-21"
    assert not entity["verified"], "a record for other purposes is offered, never printed by itself"


def test_a_company_in_europe_is_not_offered_for_the_whole_world() -> None:
    europe = {"AT", "CH", "CY", "CZ", "DE", "ES", "FR", "GB", "IE", "LU", "NL", "PL", "SE"}
    assert not [row["id"] for row, entity in RECORDED
                if entity["country"] in europe and entity["region"] == "*"]  # fmt: skip


def test_names_and_aliases_lead_to_one_service_each() -> None:
    names = [name.casefold() for row in SERVICES for name in (row["name"], *row.get("aliases", ()))]
    assert len(names) == len(set(names))
