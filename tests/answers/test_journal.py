"""Contacts are added to the journal of a case, at once too, and nothing else changes."""

from __future__ import annotations

import datetime as dt
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from refundletters.answers import journal, store
from refundletters.answers.build import build_case
from refundletters.errors import (
    CaseError,
    ForbiddenData,
    NotFound,
    UnknownKey,
)

from .stored import COMMENTED


def test_contacts_are_added_with_comments_kept(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text(COMMENTED, encoding="utf-8")
    written = journal.entry(
        "refund-request", audience="support", channel="email", at=dt.datetime(2026, 3, 4, 9, 30)
    )
    assert written is not None
    store.append_contact(path, written, locks=tmp_path / "locks")
    store.append_contact(
        path,
        {"at": "2026-03-05", "with": "Sam", "offer": {"type": "credit", "amount": 5}},
        locks=tmp_path / "locks",
    )
    case = build_case(store.load(path))
    assert [contact.document for contact in case.contacts] == ["refund-request", None]
    assert case.contacts[1].offer is not None
    assert "# from the statement" in path.read_text(encoding="utf-8")
    assert {entry.name for entry in tmp_path.iterdir()} == {"case.toml", "locks"}


def test_contacts_added_at_once_are_all_kept(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    store.save(path, {"reason": "unused"})
    with ThreadPoolExecutor(4) as pool:
        list(
            pool.map(
                lambda day: store.append_contact(
                    path, {"at": dt.date(2026, 3, day)}, locks=tmp_path / "locks"
                ),
                range(1, 9),
            )
        )
    found = {contact["at"].day for contact in store.load(path)["contacts"]}
    assert found == set(range(1, 9))


@pytest.mark.parametrize(
    ("contact", "error"),
    [
        ({"result": "perhaps"}, CaseError),
        ({"resultt": "paid"}, UnknownKey),
        ({"said": "my PIN is 1234"}, ForbiddenData),
    ],
)
def test_a_wrong_contact_changes_nothing(
    tmp_path: Path, contact: dict[str, Any], error: type[CaseError]
) -> None:
    path = tmp_path / "case.toml"
    path.write_text(COMMENTED, encoding="utf-8")
    with pytest.raises(error) as caught:
        store.append_contact(path, contact, locks=tmp_path / "locks")
    assert caught.value.key.startswith("contacts.0.")
    assert path.read_text(encoding="utf-8") == COMMENTED


def test_a_contact_needs_a_case(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        store.append_contact(tmp_path / "no.toml", {"at": dt.date(2026, 3, 4)}, locks=tmp_path)


def test_home_is_named_by_the_environment_or_the_system(tmp_path: Path) -> None:
    assert store.home({store.HOME_VARIABLE: str(tmp_path)}) == tmp_path
    assert store.home({store.HOME_VARIABLE: " "}).name == "refundletters"
    assert store.home({}).is_absolute()


def test_drafts_are_listed_with_the_latest_first(tmp_path: Path) -> None:
    assert store.list_cases(tmp_path) == ()
    for age, name in enumerate(["new", "old one", "../../escape", ""]):
        path = store.draft_path(tmp_path, name)
        assert path.parent == tmp_path / "cases"
        store.save(path, {"reason": "unused"})
        os.utime(path, (1_000_000 - age, 1_000_000 - age))
    assert [path.name for path in store.list_cases(tmp_path)] == [
        "new.toml",
        "old-one.toml",
        "escape.toml",
        "case.toml",
    ]
    store.forget(store.draft_path(tmp_path, "new"))
    assert len(store.list_cases(tmp_path)) == 3
    with pytest.raises(NotFound):
        store.forget(store.draft_path(tmp_path, "new"))


def test_a_letter_to_oneself_is_no_contact() -> None:
    assert (
        journal.entry("case-summary", audience="user", channel="letter", at=dt.date(2026, 3, 4))
        is None
    )


@pytest.mark.parametrize(
    ("audience", "channel", "party", "logged"),
    [
        ("support", "chat", "trader", "chat"),
        ("complaints", "letter", "trader", "letter"),
        ("card_issuer", "letter", "bank", "letter"),
        ("biller", "form", "biller", "form"),
        ("support", "x", "trader", "social"),
        ("support", "sms", "trader", "phone"),
    ],
)
def test_journal_entries_name_party_and_channel(
    audience: str, channel: str, party: str, logged: str
) -> None:
    found = journal.entry("some-letter", audience=audience, channel=channel, at=dt.date(2026, 3, 4))
    assert found == {
        "at": dt.date(2026, 3, 4),
        "party": party,
        "document": "some-letter",
        "channel": logged,
        "sent": False,
    }
