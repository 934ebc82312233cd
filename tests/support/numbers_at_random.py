"""Card numbers and references made at random, and the ways people write numbers."""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping
from random import Random
from typing import Final

from stdnum import luhn

# Numbers that processors publish for tests (docs.stripe.com/testing, PayPal's and Adyen's pages).
TEST_CARDS: Final = (
    *("4242424242424242", "4000056655665556", "4111111111111111", "4012888888881881"),
    *("5555555555554444", "5200828282828210", "5105105105105100", "2223003122003222"),
    *("6011111111111117", "6011000990139424", "3566002020360505", "6200000000000005"),
    *("378282246310005", "371449635398431", "30569309025904", "38520000023237", "36227206271667"),
)

Write = Callable[[str], str]


def fours(number: str, between: str = " ") -> str:
    """Write a number in the groups in which it is printed."""
    cuts = {15: (4, 10), 14: (4, 10)}.get(len(number), range(4, len(number), 4))
    parts, start = [], 0
    for cut in (*cuts, len(number)):
        parts.append(number[start:cut])
        start = cut
    return between.join(parts)


def _joined(between: str) -> Write:
    return lambda number: fours(number, between)


def _digits_of(zero: int) -> Write:
    return lambda number: "".join(chr(zero + int(digit)) for digit in number)


_ZEROS: Final = {
    "Arabic": 0x660,
    "Persian": 0x6F0,
    "Devanagari": 0x966,
    "Bengali": 0x9E6,
    "Tamil": 0xBE6,
    "Thai": 0xE50,
    "Khmer": 0x17E0,
    "full-width": 0xFF10,
    "mathematical bold": 0x1D7CE,
}
_SEPARATORS: Final = (
    *(" ", "-", ".", "/", "_", ",", ":", "*", "|", "+", "=", "~", "\\", "•", "·", "'", '"', ";"),
    *(", ", "; ", ". ", " / ", " | ", " - ", " – ", "—", "‐", "\u00a0", "\u202f", "\u2009"),
    *("\t", "\n", "\u200b", "\u00ad", "\u2060", "\u200f", ") (", "] [", "><", " and ", " und "),
    *("&nbsp;", "%20", "…", " * "),
)
GUISES: Final[Mapping[str, Write]] = {
    "plain": lambda number: number,
    **{f"groups joined by {between!r}": _joined(between) for between in _SEPARATORS},
    **{f"{script} digits": _digits_of(zero) for script, zero in _ZEROS.items()},
    "circled digits": lambda number: "".join("⓪①②③④⑤⑥⑦⑧⑨"[int(digit)] for digit in number),
    "ideographic digits": lambda number: "".join("〇一二三四五六七八九"[int(d)] for d in number),
    "superscript digits": lambda number: "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(digit)] for digit in number),
    "each digit alone": " ".join,
    "each digit with a dot": ".".join,
    "pairs with a dot": lambda number: ".".join(
        number[at : at + 2] for at in range(0, len(number), 2)
    ),
    "brackets round groups": lambda number: "(" + fours(number, ") (") + ")",
    "the last four apart": lambda number: f"{number[:-4]} ending in {number[-4:]}",
    "O for 0": lambda number: fours(number.replace("0", "O")),
    "l for 1": lambda number: fours(number.replace("1", "l")),
    "a word in front": lambda number: f"my card {fours(number)} was charged",
    "another number in front": lambda number: f"order 482913 {fours(number)}",
    "a date in front": lambda number: f"2026-03-14 {number}",
}


def card(draw: Random) -> str:
    """Make a card number with 16 digits of a common issuer."""
    start = draw.choice(("4", "51", "55", "2221", "6011", "65"))
    return with_check_digit(start + _digits(draw, 15 - len(start)))


def with_check_digit(digits: str) -> str:
    """Add the check digit of cards."""
    return digits + luhn.calc_check_digit(digits)


def _digits(draw: Random, count: int) -> str:
    return "".join(draw.choices(string.digits, k=count))


def _letters(draw: Random, count: int) -> str:
    return "".join(draw.choices(string.ascii_uppercase, k=count))


def _timestamp(draw: Random) -> str:
    day = f"202{draw.randint(0, 6)}{draw.randint(1, 12):02}{draw.randint(1, 28):02}"
    return f"{day}{draw.randint(0, 23):02}{draw.randint(0, 59):02}{draw.randint(0, 59):02}"


def _hex(draw: Random, *lengths: int) -> str:
    return "-".join("".join(draw.choices("0123456789abcdef", k=count)) for count in lengths)


REFERENCES: Final[Mapping[str, Callable[[Random], str]]] = {
    "8 digits": lambda draw: _digits(draw, 8),
    "10 digits": lambda draw: _digits(draw, 10),
    "12 digits": lambda draw: _digits(draw, 12),
    "13 digits": lambda draw: _digits(draw, 13),
    "16 digits": lambda draw: _digits(draw, 16),
    "16 digits after “Order”": lambda draw: f"Order {_digits(draw, 16)}",
    "22 digits": lambda draw: _digits(draw, 22),
    "Amazon order": lambda draw: f"11{_digits(draw, 1)}-{_digits(draw, 7)}-{_digits(draw, 7)}",
    "Google Play order": lambda draw: (
        "GPA." + "-".join(_digits(draw, count) for count in (4, 4, 4, 5))
    ),
    "Apple order": lambda draw: f"M{_letters(draw, 1)}{_digits(draw, 8)}",
    "PayPal transaction": lambda draw: "".join(
        draw.choices(string.ascii_uppercase + string.digits, k=17)
    ),
    "UPS parcel": lambda draw: f"1Z{_digits(draw, 16)}",
    "DHL parcel": lambda draw: f"JJD{_digits(draw, 18)}",
    "USPS parcel in groups": lambda draw: (
        " ".join((f"9{draw.choice('2345')}{_digits(draw, 2)}", *(_digits(draw, 4) for _ in "abcd")))
        + f" {_digits(draw, 2)}"
    ),
    "mandate, 6 and 8 digits": lambda draw: f"{_digits(draw, 6)}-{_digits(draw, 8)}",
    "time stamp": _timestamp,
    "UUID": lambda draw: _hex(draw, 8, 4, 4, 4, 12),
    "2 letters and 9 digits": lambda draw: f"{_letters(draw, 2)}{_digits(draw, 9)}",
    "creditor identifier": lambda draw: f"DE{_digits(draw, 2)}ZZZ{_digits(draw, 11)}",
    "case with year": lambda draw: f"CASE-202{draw.randint(0, 6)}-{_digits(draw, 7)}",
}
