"""From an empty start to a letter in Word, with JavaScript off, in six languages."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import docx
import pytest
from support.web import KNOWN, TODAY, Person

from refundletters.answers import store
from refundletters.cli.main import main

HOME = {
    "en-US": ("US", "CA"),
    "de": ("DE", "BY"),
    "fr": ("FR", ""),
    "es": ("ES", "MD"),
    "pl": ("PL", ""),
    "ja": ("JP", ""),
}


def words_of(content: bytes) -> list[str]:
    document = docx.Document(io.BytesIO(content))
    return [paragraph.text for paragraph in document.paragraphs]


def by_command(home: Path, document: str, language: str) -> bytes:
    """The same letter from the command line."""
    target = home / "letter.docx"
    out, err = io.StringIO(), io.StringIO()
    case = store.draft_path(home, "case")
    argv = ["write", document, "--case", str(case), "-o", str(target), "--no-log", "--no-input"]
    environ = {"REFUNDLETTERS_HOME": str(home), "LC_ALL": language.replace("-", "_")}
    assert main(argv, environ, None, out, err, today=TODAY) == 0, err.getvalue()
    return target.read_bytes()


@pytest.mark.parametrize("language", HOME)
def test_a_letter_in_word_has_the_words_of_the_command_line(tmp_path: Path, language: str) -> None:
    person = Person(tmp_path, language=language)
    country, region = HOME[language]
    known = KNOWN | {"country": country, "region": region}
    person.begin("charged_after_cancellation", "money_back", "stop_charges")
    person.answer(known)
    assert person.url == "/cases/case"
    person.get("/cases/case/letters/refund-request")
    person.answer(known)
    assert person.url == "/cases/case/letters/refund-request"
    person.post("/cases/case/letters/refund-request/file", {"format": "docx"})
    assert person.status == 200
    assert "Sam Example" in words_of(person.response.content)
    assert words_of(person.response.content) == words_of(
        by_command(tmp_path, "refund-request", language)
    )


def test_the_way_goes_on_once_a_message_was_sent(person: Person) -> None:
    person.begin("charged_after_cancellation", "money_back")
    person.answer(KNOWN)
    person.get("/cases/case/letters/chat-opener")
    person.answer(KNOWN)
    person.post("/cases/case/letters/chat-opener/file", {"format": "text"})
    assert contacts(person)[0]["sent"] is False
    page = person.get("/cases/case")
    assert "Did this go out?" in page.words
    person.get("/cases/case/letters/chat-opener")
    person.send("/cases/case/letters/chat-opener/sent", {"on": "yesterday", "by": "chat"})
    assert person.url == "/cases/case?noted=1"
    assert contacts(person) == [
        {
            "at": TODAY - dt.timedelta(days=1),
            "party": "trader",
            "document": "chat-opener",
            "channel": "chat",
            "sent": True,
        }
    ]
    assert "Did this go out?" not in person.page.words


def test_a_reminder_names_the_days_of_the_case(with_case: Any) -> None:
    person = with_case()
    person.get("/cases/case/reminders")
    text = person.response.text
    assert person.response.headers["content-type"] == "text/calendar; charset=utf-8"
    assert text.startswith("BEGIN:VCALENDAR")
    assert "refundletters write" not in text


def test_printing_shows_the_letter_with_its_own_style_allowed(with_case: Any) -> None:
    person = with_case()
    person.get("/cases/case/letters/card-dispute/paper")
    policy = person.response.headers["content-security-policy"]
    assert "style-src 'self' 'sha256-" in policy
    assert "script-src 'self';" in policy
    assert "<style>" in person.response.text


def test_a_bundle_holds_letter_and_summary(with_case: Any) -> None:
    person = with_case()
    person.post("/cases/case/letters/card-dispute/bundle", {"sure": "yes"})
    assert person.response.headers["content-type"] == "application/zip"
    assert person.response.content.startswith(b"PK")


def test_a_message_can_be_read_beside_another_language(with_case: Any) -> None:
    person = with_case()
    page = person.get("/cases/case/letters/refund-request/compare?with=de")
    assert "Guten Tag," in page.words
    assert "Hello," in page.words


def test_page_and_letter_have_languages_of_their_own(with_case: Any) -> None:
    person = with_case(language="de")
    page = person.get("/cases/case/letters/refund-request?language=es_US")
    languages = [given.get("lang") for tag, given in page.tags if tag in {"html", "article"}]
    assert languages == ["de", "es-US"]


def test_the_case_can_be_saved_opened_again_and_deleted(with_case: Any) -> None:
    person = with_case()
    person.get("/cases/case/file")
    saved = person.response.content
    person.post("/open", {}, file=("case.toml", saved))
    assert person.url == "/cases/case-2"
    person.post("/cases/case-2/forget", {"sure": ""})
    assert store.draft_path(person.home, "case-2").exists()
    person.post("/cases/case-2/forget", {"sure": "yes"})
    assert person.url == "/"
    assert not store.draft_path(person.home, "case-2").exists()


def contacts(person: Person) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = store.load(store.draft_path(person.home, "case"))["contacts"]
    return found
