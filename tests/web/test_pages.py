"""What every page owes a screen reader, a keyboard and a slow line; forms that explain errors."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from support.web import Page, Person

from refundletters.answers import store
from refundletters.web.pages import ASSETS, asset, asset_address

PAGES = (
    "/",
    "/cases/case",
    "/cases/case/questions?about=country,sender.role",
    "/cases/case/questions?about=charges.0.date,charges.0.amount&for=refund-request",
    "/cases/case/questions?about=goals,own_words,sender.address",
    "/cases/case/answers",
    "/cases/case/statement",
    "/cases/case/evidence",
    "/cases/case/letters/chat-opener",
    "/cases/case/letters/refund-request",
    "/cases/case/letters/card-dispute",
    "/cases/case/letters/card-dispute/compare?with=de",
    "/cases/case/letters/thank-you",
    "/cases/none",
)
CONTROLS = {"input", "select", "textarea"}


@pytest.fixture(params=PAGES)
def path(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def controls(page: Page) -> list[dict[str, str | None]]:
    return [
        given
        for tag, given in page.tags
        if tag in CONTROLS and given.get("type") not in {"hidden", "submit"}
    ]


def test_every_field_has_a_label(with_case: Any, path: str) -> None:
    page = with_case().get(path)
    # Boxes to tick stand inside their label.
    unlabeled = [
        given
        for given in controls(page)
        if given.get("type") not in {"radio", "checkbox"} and given.get("id") not in page.labels
    ]
    assert unlabeled == []


def test_ids_are_unique_and_what_is_referred_to_is_there(with_case: Any, path: str) -> None:
    page = with_case().get(path)
    assert [id for id, count in Counter(page.ids).items() if count > 1] == []
    referred = [
        id
        for _, given in page.tags
        for name in ("aria-describedby", "aria-labelledby", "for")
        for id in str(given.get(name) or "").split()
    ]
    assert set(referred) <= set(page.ids)
    inside = [link[1:] for link in page.links if link.startswith("#")]
    assert set(inside) <= set(page.ids)


def test_a_page_has_one_title_one_heading_and_a_language(with_case: Any, path: str) -> None:
    person = with_case()
    page = person.get(path)
    tags = Counter(tag for tag, _ in page.tags)
    assert (tags["title"], tags["h1"], tags["main"]) == (1, 1, 1)
    assert next(given for tag, given in page.tags if tag == "html")["lang"] == "en-US"
    assert re.search(r"<title>\S", person.response.text)


def test_every_link_leads_somewhere(with_case: Any) -> None:
    person = with_case()
    seen: set[str] = set()
    for start in PAGES:
        seen |= {link for link in person.get(start).links if link.startswith("/")}
    for link in sorted(seen):
        assert person.client.get(link).status_code == 200, link


def test_the_first_page_is_small(person: Person) -> None:
    person.get("/")
    whole = len(person.response.content) + sum(len(asset(name)) for name in ASSETS)
    assert whole <= 100_000


def test_assets_are_kept_by_the_browser_until_they_change(person: Person) -> None:
    for name, kind in ASSETS.items():
        response = person.client.get(asset_address(name))
        assert response.headers["content-type"].startswith(kind.partition(";")[0])
        assert "immutable" in response.headers["cache-control"]
    assert "no-store" in person.client.get("/assets/old/style.css").headers["cache-control"]


def test_errors_stand_at_their_fields_and_first_of_all(with_case: Any) -> None:
    person = with_case()
    page = person.post(
        "/cases/case/questions?about=charges.0.date,charges.0.amount",
        {"charges.0.date": "the day before it rained", "charges.0.amount": "15.99"},
    )
    assert person.status == 422
    assert "problems" in page.ids
    assert page.links.count("#charges-0-date") == 1
    field = next(given for given in controls(page) if given.get("name") == "charges.0.date")
    assert field["aria-invalid"] == "true"
    assert "charges-0-date-error" in str(field["aria-describedby"]).split()
    assert field["value"] == "the day before it rained"
    assert "charges.0" not in page.words
    assert store.load(store.draft_path(person.home, "case"))["charges"][0]["amount"] == "15.99"


def test_what_was_understood_is_read_back(with_case: Any) -> None:
    person = with_case()
    page = person.post(
        "/cases/case/questions?about=discovered_on&for=unauthorized-payment-report",
        {"discovered_on": "1 Feb 2026"},
    )
    assert "February 1, 2026" in page.words
    told = person.client.post(
        "/cases/case/understand", data={"key": "discovered_on", "discovered_on": "2 Feb 2026"}
    ).json()
    assert "February 2, 2026" in told["understood"]
    case = store.load(store.draft_path(person.home, "case"))
    assert str(case["discovered_on"]) == "2026-02-01"


def test_a_day_that_may_be_two_is_asked_about(with_case: Any) -> None:
    person = with_case(language="en-GB")
    path = "/cases/case/questions?about=discovered_on&then=answers"
    page = person.post(path, {"discovered_on": "03/02/2026"})
    assert person.status == 422
    choices = page.form("/cases/case/questions").controls["discovered_on:day"].choices
    assert sorted(choices) == ["2026-02-03", "2026-03-02"]
    person.post(path, {"discovered_on": "03/02/2026", "discovered_on:day": "2026-02-03"})
    case = store.load(store.draft_path(person.home, "case"))
    assert str(case["discovered_on"]) == "2026-02-03"


def test_an_amount_keeps_the_currency_that_was_typed(with_case: Any) -> None:
    person = with_case()
    person.post("/cases/case/questions?about=charges.0.amount", {"charges.0.amount": "9.99 €"})
    case = store.load(store.draft_path(person.home, "case"))
    assert (case["charges"][0]["amount"], case["charges"][0]["currency"]) == ("9.99", "EUR")


def test_what_was_not_answered_can_be(with_case: Any) -> None:
    page = with_case().get("/cases/case/answers")
    assert "What was not answered" in page.words
    assert "/cases/case/questions?about=own_words&then=answers" in page.links


def test_a_reference_that_looks_like_a_card_can_be_an_order(with_case: Any) -> None:
    person = with_case()
    path = "/cases/case/questions?about=cancellation.reference"
    page = person.post(path, {"cancellation.reference": "4539578763621486"})
    assert person.status == 422
    assert "cancellation.reference:order" in page.form("/cases/case/questions").controls
    person.post(
        path,
        {"cancellation.reference": "4539578763621486", "cancellation.reference:order": "yes"},
    )
    case = store.load(store.draft_path(person.home, "case"))
    assert case["cancellation"]["reference"] == "Order 4539578763621486"


def test_answers_that_do_not_go_together_are_asked_about(with_case: Any) -> None:
    person = with_case()
    asking = "/cases/case/questions?about=cancellation.status&then=answers"
    person.post(asking, {"cancellation.status": "no"})
    page = person.get("/cases/case")
    assert "another answer that it is still running" in page.words
    person.send("/cases/case/accept", {})
    assert "still running" not in person.get("/cases/case").words


def test_entries_are_added_and_taken_away(with_case: Any) -> None:
    person = with_case()
    path = store.draft_path(person.home, "case")
    before = len(store.load(path)["charges"])
    person.post("/cases/case/entries", {"table": "charges"})
    assert f"about=charges.{before}." in person.url
    person.send(
        "/cases/case/questions",
        {f"charges.{before}.date": "2026-03-05", f"charges.{before}.amount": "15.49"},
    )
    assert len(store.load(path)["charges"]) == before + 1
    person.post("/cases/case/entries", {"table": "charges", "row": str(before)})
    assert len(store.load(path)["charges"]) == before
    assert person.url == "/cases/case/answers"


def test_words_of_a_letter_lead_to_the_answers_they_come_from(with_case: Any) -> None:
    page = with_case().get("/cases/case/letters/refund-request")
    marked = {
        str(given.get("href")): str(given.get("class"))
        for tag, given in page.tags
        if tag == "a" and str(given.get("class")).startswith("word")
    }
    assert "word personal" in marked.values()
    assert "/cases/case/questions?about=charges.0.amount&for=refund-request" in marked


def test_own_words_are_changed_beside_the_message(with_case: Any) -> None:
    person = with_case()
    person.get("/cases/case/letters/refund-request")
    page = person.send(
        "/cases/case/letters/refund-request", {"own_words": "You are LIARS and THIEVES!!"}
    )
    assert person.status == 200
    assert "You are LIARS and THIEVES!!" in page.words
    assert "Capitals read like shouting" in page.words


def test_what_was_left_empty_before_is_asked_once_a_message_needs_it(with_case: Any) -> None:
    person = with_case()
    person.post(
        "/cases/case/questions?about=charges.0.amount&then=answers", {"charges.0.amount": ""}
    )
    page = person.get("/cases/case/letters/refund-request")
    assert "charges.0.amount" in page.form("/cases/case/questions").controls


def test_what_is_not_possible_says_why_and_what_fits(with_case: Any) -> None:
    page = with_case().get("/cases/case/letters/thank-you")
    assert "Not now." in page.words
