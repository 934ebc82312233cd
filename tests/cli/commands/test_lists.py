"""Lists: their JSON is a contract, their text is for people."""

from __future__ import annotations

import json

import pytest

from refundletters.packs.letters import letter_metas
from refundletters.packs.roots import shipped_roots

TEXT = (str,)
LISTS = {
    "documents": {"id": str, "title": str, "kinds": list, "audience": str, "reasons": list},
    "locales": {"locale": str, "letters": float, "ui": float, "direction": str},
    "services": {"id": str, "name": str},
    "rules": {"id": str, "citation": str, "says": str, "source": str, "checked": str},
    "questions": {"id": str, "kind": str, "text": str, "choices": list},
}
EXACT = {"documents", "locales"}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_as_json_has_the_promised_keys_and_types(cli, name) -> None:
    done = cli(name, "--json")
    assert (done.code, done.err) == (0, "")
    rows = json.loads(done.out)
    assert rows
    for row in rows:
        for key, kind in LISTS[name].items():
            assert isinstance(row[key], kind), (name, key)
        if name in EXACT:
            assert row.keys() == LISTS[name].keys()
    identity = [row["locale" if name == "locales" else "id"] for row in rows]
    assert len(identity) == len(set(identity))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_as_text_names_every_row_and_fits_the_screen(cli, name) -> None:
    rows = json.loads(cli(name, "--json").out)
    done = cli(name, env={"COLUMNS": "50"})
    assert (done.code, done.err) == (0, "")
    for row in rows:
        assert str(row["locale" if name == "locales" else "id"]) in done.out
    # Only what cannot be broken, such as a link, may be longer than the line.
    assert all(" " not in line.strip() for line in done.out.splitlines() if len(line) > 70)


def test_documents_come_in_the_order_of_their_letters(cli) -> None:
    ids = [row["id"] for row in json.loads(cli("documents", "--json").out)]
    assert ids == list(letter_metas(shipped_roots()))


def test_shares_of_locales_lie_between_nothing_and_everything(cli) -> None:
    for row in json.loads(cli("locales", "--json").out):
        assert 0 <= row["letters"] <= 1
        assert 0 <= row["ui"] <= 1
        assert row["direction"] in {"ltr", "rtl"}


def test_the_citation_stands_in_what_a_rule_says(cli) -> None:
    for row in json.loads(cli("rules", "--json").out):
        assert "{citation}" not in row["says"]
        if row["citable"] and row["says"]:
            assert row["citation"] in row["says"], row["id"]


def test_json_is_ascii_for_a_program_that_knows_no_unicode(cli) -> None:
    narrow = cli("rules", "--json", encoding="ascii").raw
    assert json.loads(narrow.decode("ascii")) == json.loads(cli("rules", "--json").out)
