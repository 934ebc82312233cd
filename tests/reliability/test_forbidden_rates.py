"""How often a card gets in, and how often an ordinary reference is kept out: measured."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Final

import pytest
from stdnum import iban
from support.figures import Figures
from support.numbers_at_random import GUISES, REFERENCES, TEST_CARDS, card

from refundletters.answers.build import check
from refundletters.answers.forbidden.identity_numbers import account_kinds
from refundletters.answers.forbidden.redact import forbidden
from refundletters.errors import ForbiddenData

# References of these shapes are cards as far as anybody can see: one in ten has the check digit.
_SHAPED_LIKE_CARDS: Final = {"13 digits": 0.05, "16 digits": 0.07}


@pytest.fixture
def count(pytestconfig: pytest.Config) -> int:
    return 2500 if pytestconfig.getoption("full") else 400


def test_no_guise_hides_a_card(count: int, figures: Figures) -> None:
    draw = Random(20261130)
    missed = {
        name: [
            number
            for number in (card(draw) for _ in range(count // 10))
            if not _is_found(write(number))
        ]
        for name, write in GUISES.items()
    }
    let_pass = sum(map(len, missed.values()))
    tried = len(GUISES) * (count // 10)
    figures(
        "cards in guises",
        [
            ("guises", "cards", "refused", "let pass"),
            (len(GUISES), tried, tried - let_pass, let_pass),
        ],
    )
    assert {name: numbers[:3] for name, numbers in missed.items() if numbers} == {}


def _is_found(text: str) -> bool:
    return forbidden(text) is not None


@pytest.mark.parametrize("number", TEST_CARDS)
def test_published_test_numbers_are_found_in_every_guise(number: str) -> None:
    assert [name for name, write in GUISES.items() if forbidden(write(number)) is None] == []


def test_references_that_are_no_cards_get_in(count: int, figures: Figures) -> None:
    draw = Random(20261130)
    refused = {
        name: sum(_is_refused(make(draw)) for _ in range(count)) / count
        for name, make in REFERENCES.items()
    }
    rows: list[tuple[object, ...]] = [("reference", "refused at first")]
    figures(
        "random references",
        [*rows, *((name, f"{share:.1%}") for name, share in refused.items())],
    )
    too_often = {
        name: share
        for name, share in refused.items()
        if share > _SHAPED_LIKE_CARDS.get(name, 0.005)
    }
    assert too_often == {}


def test_every_refused_reference_gets_in_with_a_word_in_front(count: int) -> None:
    draw = Random(7)
    numbers = [make(draw) for make in REFERENCES.values() for _ in range(count // 4)]
    refused = [number for number in numbers if _is_refused(number)]
    assert refused
    assert [number for number in refused if _is_refused(f"order {number}")] == []


def _is_refused(reference: str) -> bool:
    try:
        check("charges.0.reference", reference)
    except ForbiddenData:
        return True
    return False


_IBAN_GUISES: Final[Mapping[str, str]] = {
    "plain": "",
    "blank": " ",
    "dash": "-",
    "dot": ".",
    "slash": "/",
    "comma and blank": ", ",
    "no-break blank": "\u00a0",
}


def test_ibans_of_all_countries_are_found_however_they_are_written(figures: Figures) -> None:
    draw = Random(20261130)
    missed, tried = [], 0
    for country in sorted(account_kinds()):
        for _ in range(3):
            number = _iban(country, draw)
            fours = [number[at : at + 4] for at in range(0, len(number), 4)]
            texts = [between.join(fours) for between in _IBAN_GUISES.values()]
            texts += [" ".join(number), f"IBAN{number}", f"iban: {number}x", number.lower()]
            tried += len(texts)
            missed += [text for text in texts if forbidden(text) != "iban"]
    figures(
        "accounts in guises",
        [("countries", "accounts", "let pass"), (len(account_kinds()), tried, len(missed))],
    )
    assert missed == []


def test_an_iban_with_a_wrong_digit_is_none() -> None:
    draw = Random(3)
    for country in sorted(account_kinds()):
        number = _iban(country, draw)
        wrong = f"{number[:2]}{(int(number[2:4]) + 1) % 100:02}{number[4:]}"
        assert forbidden(wrong) != "iban"


def test_the_registry_of_ibans_is_that_of_the_other_library() -> None:
    draw = Random(5)
    # Some countries check more than the registry says; there another library may refuse.
    valid = [
        number
        for number in (_iban(c, draw) for c in sorted(account_kinds()))
        if iban.is_valid(number, check_country=False)
    ]
    assert len(valid) == len(account_kinds())


def _iban(country: str, draw: Random) -> str:
    digits = {"n": "0123456789", "a": "ABCDEFGHKLMNPRSTVWXYZ", "c": "0123456789"}
    account = "".join(draw.choice(digits[kind]) for kind in account_kinds()[country])
    return f"{country}{iban.calc_check_digits(f'{country}00{account}')}{account}"
