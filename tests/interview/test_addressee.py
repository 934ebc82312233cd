"""The company and its address are offered in the interview, taken with one key or corrected."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from refundletters.cli.cases.own_addresses import add_address
from refundletters.interview import flow
from refundletters.packs.roots import Roots, shipped_roots, with_user_folder
from refundletters.packs.setting import Setting
from refundletters.storage.places import HOME_VARIABLE, OWN_FOLDER

KEYS = ("recipient.name", "recipient.address")


def offered(answers: dict[str, object], roots: Roots) -> list[object]:
    setting = Setting(roots, dt.date(2026, 11, 30))
    interview = flow.start("", answers, setting, wants=KEYS)
    found = []
    while (asked := flow.next_question(interview)) is not None:
        found.append(asked.default)
        interview = (
            flow.skip(interview)
            if asked.default is None
            else flow.answer(interview, asked.key, asked.default)
        )
    return found


@pytest.mark.parametrize(
    ("country", "service", "name", "address"),
    [
        ("DE", {"id": "netflix"}, "Netflix International B.V.",
         ["Karperstraat 8-10", "1075 KZ Amsterdam", "Netherlands"]),
        ("GB", {"name": "sky"}, "Sky UK Limited", None),
        ("US", {"id": "netflix"}, None, None),
        ("DE", {"name": "Example Gym"}, None, None),
    ],
)  # fmt: skip
def test_what_a_record_states_is_offered(country, service, name, address) -> None:
    found = offered({"country": country, "service": service}, shipped_roots())
    assert found[0] == name
    assert found[1] == address if address or not name else found[1]


def test_another_company_is_not_given_the_address_of_the_known_one() -> None:
    answers = {
        "country": "DE",
        "service": {"id": "netflix"},
        "recipient": {"name": "Example Stream Ltd."},
    }
    assert offered(answers, shipped_roots()) == [None]


@pytest.mark.parametrize(
    ("service", "kept"), [({"id": "netflix"}, "netflix"), ({"name": "example gym"}, "Example Gym")]
)
def test_an_address_added_once_is_offered_in_every_case(tmp_path: Path, service, kept) -> None:
    environ = {HOME_VARIABLE: str(tmp_path)}
    add_address("Other", "Other Ltd.", ["9 Example Road"], "", environ)
    add_address(kept, "Example Ltd.", ["1 Example Road", "Example Town"], "", environ)
    add_address(kept, "", ["2 Example Road", "Example Town"], "", environ)
    roots = with_user_folder(shipped_roots(), tmp_path / OWN_FOLDER)
    found = offered({"country": "US", "service": service}, roots)
    assert found == ["Example Ltd.", ["2 Example Road", "Example Town"]]
