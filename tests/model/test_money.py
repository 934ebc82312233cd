"""Money: exact, in one currency."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refundletters.model.money import Money, minor_digits

AMOUNTS = st.decimals(-(10**6), 10**6, places=2)


def usd(amount: str) -> Money:
    return Money(Decimal(amount), "USD")


@pytest.mark.parametrize(
    ("amount", "currency", "plain"),
    [
        ("1.005", "USD", "1.01"),
        ("1", "EUR", "1.00"),
        ("1234.5", "JPY", "1235"),
        ("1.2345", "KWD", "1.235"),
        ("-0.005", "USD", "-0.01"),
    ],
)
def test_amounts_round_half_up_to_the_unit_of_their_currency(
    amount: str, currency: str, plain: str
) -> None:
    assert Money(Decimal(amount), currency).plain() == plain


def test_minor_digits_are_two_unless_the_currency_says_otherwise() -> None:
    assert (minor_digits("USD"), minor_digits("JPY"), minor_digits("KWD")) == (2, 0, 3)


@given(st.lists(AMOUNTS))
def test_a_total_is_the_exact_sum(amounts: list[Decimal]) -> None:
    total = Money.total((Money(amount, "EUR") for amount in amounts), "EUR")
    assert total == Money(sum(amounts, Decimal(0)), "EUR")


@given(AMOUNTS, AMOUNTS)
def test_taking_off_undoes_adding(one: Decimal, other: Decimal) -> None:
    first, second = Money(one, "EUR"), Money(other, "EUR")
    assert first + second - second == first
    assert first * 3 == first + first + first


def test_two_currencies_are_never_added_up() -> None:
    euro = Money(Decimal(1), "EUR")
    with pytest.raises(ValueError, match="never added up"):
        euro + usd("1")
    with pytest.raises(ValueError, match="never added up"):
        euro - usd("1")
    with pytest.raises(ValueError, match="never added up"):
        Money.total([euro], "USD")
